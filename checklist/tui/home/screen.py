"""Home: the assessments, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from checklist.appraisal import Appraisal, Severity
from checklist.assessment import NoBeginning
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.session import Session, copy_example, copy_of, examples, take_away
from checklist.store import (
    Journal,
    JournalEntry,
    StoreError,
    Unread,
    author_of,
    find_whereabouts,
    open_evidence_files,
)
from checklist.text import visible
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.home.new import NewScreen
from checklist.tui.signs import GOOD, QUIET, findings_sign
from checklist.tui.widgets import KeyBar, StyledText, TopBar, content
from checklist.words import kept_words, progress_words


class HomeScreen(ExplainedScreen[None]):
    """Every assessment with how far it has come and what was found, the last changed first.

    Args:
        open_assessment: what to do with the id of the one that is chosen.
    """

    KEYS = "home"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False),
        Binding("x", "example", show=False),
        Binding("backspace,delete", "take_away", show=False),
        Binding("s", "app.settings", show=False),
        Binding("q", "app.quit", show=False),
    ]
    DEFAULT_CSS = """
    HomeScreen {
        OptionList {
            height: 1fr; scrollbar-size-vertical: 1; background: $background;
            & > .option-list--option { padding: 0 1; }
            &:focus > .option-list--option-highlighted {
                background: $block-cursor-blurred-background; color: $foreground;
            }
        }
        #welcome { height: 1fr; padding: 1 2; display: none; }
        &.-empty OptionList { display: none; }
        &.-empty #welcome { display: block; }
        #kept { height: auto; padding: 0 1; color: $foreground-muted; }
    }
    """

    def __init__(
        self,
        environment: Environment,
        journal: Journal,
        translator: Translator,
        open_assessment: Callable[[str], None],
    ) -> None:
        super().__init__(translator)
        self._environment = environment
        self._journal = journal
        self._open_assessment = open_assessment
        self._waiting: list[JournalEntry] = []

    def compose(self) -> ComposeResult:
        """The list, or what samsjekk is where there is nothing to list."""
        _ = self._
        yield TopBar(_("Egenvurderinger"))
        yield OptionList(compact=True)
        yield Static(self._welcome(), id="welcome")
        yield Static(id="kept", markup=False)
        *doing, leaving = keys.home(_)
        yield self.messages
        yield KeyBar(doing, (keys.Key("?", _("Hjelp"), "help"), leaving))

    def _welcome(self) -> Content:
        """What samsjekk is, what to press, and what a newcomer worries about: one screen."""
        _, environment = self._, self._environment
        who = environment.name
        if environment.role:
            who = f"{who}, {environment.role}"
        keys_and_words = (
            ("n", _("begynner en ny egenvurdering: rask eller full.")),
            ("x", _("åpner en ferdig egenvurdering, laget av en ekte revisjon. Prøv den først.")),
            ("s", _("endrer navn, rolle, språk og farger. Du er nå: {who}.", who=who)),
            ("?", _("forklarer tastene. Det står alltid nederst hva du kan trykke.")),
        )
        parts = [
            StyledText(_("Velkommen til samsjekk"), "bold $text-primary"),
            StyledText("\n\n"),
            StyledText(
                _(
                    "Her undersøker kommunen selv om tjenestene følger lov og veileder. Du svarer "
                    "på ett spørsmål om gangen, viser hva svaret bygger på, og får en rapport over "
                    "det som mangler. Å ikke vite er også et svar: da noterer du hvem som vet."
                )
            ),
            StyledText("\n\n"),
        ]
        for key, words in keys_and_words:
            parts += [StyledText(f"{key}  ", "bold $text-accent"), StyledText(f"{words}\n")]
        parts += [
            StyledText("\n"),
            StyledText(
                _(
                    "Alt lagres med en gang på denne maskinen, og ingenting sendes ut. Du kan "
                    "lukke når som helst og fortsette senere. Skriv aldri navn på pasienter."
                ),
                QUIET,
            ),
        ]
        return content(parts)

    def on_mount(self) -> None:
        """List what there is."""
        self._list()

    def _list(self) -> None:
        """Show every assessment; what takes longer to work out is filled in afterwards."""
        try:
            entries = self._journal.entries()
            damaged = self._journal.damaged_entries()
        except SamsjekkError as error:
            self.say(error.words, problem=True)
            return
        is_empty = not entries and not damaged
        self.set_class(is_empty, "-empty")
        kept = find_whereabouts(self._environment)
        said = [] if is_empty else [kept_words(kept, self._)]
        said += [self._.say(words) for words in kept.warnings]
        place = self.query_one("#kept", Static)
        place.update("\n".join(map(visible, said)))
        place.display = bool(said)
        options = self.query_one(OptionList)
        own = [entry for entry in entries if entry.created.origin is None]
        typed_in = [entry for entry in entries if entry.created.origin is not None]
        options.set_options(
            [
                *(Option(self._words(entry, None), id=entry.id) for entry in own),
                *(Option(self._damaged_words(name), id=name) for name in damaged),
                *([Option(self._heading_of_examples(), disabled=True)] if typed_in else []),
                *(Option(self._words(entry, None), id=entry.id) for entry in typed_in),
            ]
        )
        options.action_first()
        self._waiting = list(entries)
        self.call_after_refresh(self._work_out_next)

    def _work_out_next(self) -> None:
        """Appraise one assessment and leave room for keys before the next."""
        if not self._waiting or not self.is_mounted:
            return
        entry = self._waiting.pop(0)
        try:
            session = self._session(entry.id)
            words = self._words(entry, session.appraisal, damaged=bool(session.faults))
        except SamsjekkError as error:
            words = self._damaged_words(entry.id, visible(error.text(self._)))
        self.query_one(OptionList).replace_option_prompt(entry.id, words)
        self.call_after_refresh(self._work_out_next)

    def _session(self, assessment: str) -> Session:
        environment = self._environment
        return Session(
            self._journal, assessment, author_of(environment), open_evidence_files(environment)
        )

    def _heading_of_examples(self) -> Content:
        words = self._("Eksempler: lest inn fra publiserte revisjoner, ikke kommunens egne")
        return content([StyledText(f" {words}", QUIET)])

    def _damaged_words(self, name: str, why: str = "") -> Content:
        """An assessment that can't be opened: it can only be taken away."""
        words = self._("Kan ikke åpnes.")
        return content([StyledText(f" {name}\n", "bold"), StyledText(f"  ✗ {words}\n  {why}")])

    def _words(
        self, entry: JournalEntry, appraisal: Appraisal | None, *, damaged: bool = False
    ) -> Content:
        """The assessment on three lines; the last two are empty until they are worked out."""
        _, created = self._, entry.created
        parts = [
            StyledText(f" {created.municipality.name} · {_.short_date(created.date)}", "bold"),
            StyledText(f"  {created.title}" if created.title else "", QUIET),
            StyledText("\n"),
        ]
        if appraisal is None:
            return content([*parts, StyledText("\n")])
        progress = appraisal.progress
        style = GOOD if progress.answered == progress.of else ""
        parts.append(StyledText(f"  {progress_words(appraisal, _)}", style))
        if (changed := appraisal.assessment.changed) is not None:
            parts.append(StyledText(" · " + _("Endret {time}", time=_.moment(changed)), QUIET))
        if damaged:
            parts.append(StyledText(" · ✗ " + _("Noe kan ikke leses")))
        parts.append(StyledText("\n"))
        for severity in Severity:
            number = sum(found.severity is severity for found in appraisal.findings)
            if number:
                sign = findings_sign(severity, number)
                parts.append(StyledText(f"  {sign.sign} {_.say(sign.words)}", sign.style))
        return content(parts)

    # -- what one can do ----------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self._open_assessment(event.option_id)

    def action_open(self) -> None:
        """Open the marked assessment."""
        self.query_one(OptionList).action_select()

    def action_new(self) -> None:
        """Begin a new assessment."""
        new = NewScreen(self._environment, self._journal, self._)
        self.ask_in(new, lambda: self._open_assessment(new.made))

    def action_example(self) -> None:
        """Open the copy of a shipped example; where there is none, make it."""
        choices = [(name, name) for name in examples()]
        question = self._("Hvilket eksempel? Kopien er din, og er her neste gang også.")
        self.choose(question, choices, self._open_example)

    def _open_example(self, example: str) -> None:
        files = open_evidence_files(self._environment)
        try:
            made = copy_of(self._journal, example) or copy_example(self._journal, files, example)
        except SamsjekkError as error:
            self.say(error.words, problem=True)
        else:
            self._open_assessment(made)

    def action_take_away(self) -> None:
        """Take the marked assessment away for good, after a question that says what is lost."""
        marked = self.query_one(OptionList).highlighted_option
        if marked is None or marked.id is None:
            return
        _, assessment = self._, marked.id
        try:
            session = self._session(assessment)
        except Unread as error:
            self.say(error.words, problem=True)
            return
        except (NoBeginning, StoreError):
            question = _(
                "«{id}» er skadet og kan ikke åpnes. Vil du ta den bort for godt? Svar, kopier av "
                "dokumentasjon og all historikk blir borte. Sikkerhetskopier røres ikke.",
                id=assessment,
            )
            self.ask(question, _("Ta bort"), _("Behold"), lambda: self._take_away(assessment))
            return
        except SamsjekkError as error:
            self.say(error.words, problem=True)
            return
        question = _(
            "Vil du ta bort «{id}» ({municipality}) for godt? {answered} av {of} kontrollpunkter "
            "er besvart. Svar, kopier av dokumentasjon og all historikk blir borte. Det kan ikke "
            "angres.",
            id=assessment,
            municipality=session.assessment.municipality.name,
            answered=session.appraisal.progress.answered,
            of=session.appraisal.progress.of,
        )
        self.ask(question, _("Ta bort"), _("Behold"), lambda: self._take_away(assessment))

    def _take_away(self, assessment: str) -> None:
        files = open_evidence_files(self._environment)
        if self.done(lambda: take_away(self._journal, files, assessment)):
            self.say(
                phrase(
                    "«{id}» er tatt bort. Sikkerhetskopiene har den fortsatt; «samsjekk remove "
                    "{id} --from-backups» tar den bort der også.",
                    id=assessment,
                )
            )
        self._list()
