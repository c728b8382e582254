"""Evidence: what the answer to one checkpoint rests on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.notifications import SeverityLevel
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklist.assessment import Doubtful, Evidence, FilePlace, FileState, Place, kind_of
from checklist.criteria import EvidenceKind
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import open_in_its_program, runs_when_opened
from checklist.session import (
    KnownFile,
    NothingToRenew,
    PastedPlaces,
    Session,
    documents,
    found_in,
    name_of,
    refuse_to_renew,
    warnings_of_contents,
)
from checklist.session.assessments import other_session, others_of_municipality, reusable_evidence
from checklist.store import Watch, copy_to_open, usable_name
from checklist.text import searchable
from checklist.tui import keys
from checklist.tui.assessment_screen import AssessmentScreen
from checklist.tui.boxes import ConfirmScreen, Copying, WantedFile, make_file
from checklist.tui.evidence.drawing import EvidenceWords
from checklist.tui.evidence.erase_dialog import EraseDialog
from checklist.tui.evidence.form import EvidenceForm
from checklist.tui.evidence.kind import REUSED, EvidenceKindScreen
from checklist.tui.evidence.last_folder import found_evidence_in
from checklist.tui.in_order import keys_wait
from checklist.tui.lists import MarkedList
from checklist.tui.user_files import user_files_of
from checklist.tui.widgets import TopBar, look_at_files, plain
from checklist.words import KEYS, NOTHING_TO_REUSE, erased_words, name_words

_MOST_NAMED = 6
"""How many of the files that were dropped are named before one says yes."""

_ABOUT_ONE = ("link", "edit", "remove", "where")
"""What can be done where there is some evidence to do it with."""

_Read = TypeVar("_Read")


class EvidenceScreen(AssessmentScreen[str | None]):
    """The checkpoint, what would show it, and all evidence of the assessment to link or not.

    Dismisses with the id of a checkpoint the user wants to go to, or None.
    """

    KEYS = "evidence"
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#evidence"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.EVIDENCE),
        # As in any tick: the line under the cursor is drawn as one.
        Binding("space", "link", show=False),
    ]

    def __init__(
        self,
        session: Session,
        translator: Translator,
        checkpoint_id: str,
        opener: Callable[[Path], object] = open_in_its_program,
    ) -> None:
        super().__init__(session, translator)
        self._opener = opener
        self._checkpoint = session.checkpoint(checkpoint_id)
        self._words = EvidenceWords(session, translator, checkpoint_id)
        self._copying = Copying(self, self.messages.show_progress, translator)
        # The order stays while the screen is open, so that the list does not jump under the hand.
        self._order: list[str] = []

    def compose(self) -> ComposeResult:
        """The checkpoint above, the evidence below, the keys at the bottom."""
        yield TopBar()
        with VerticalScroll(id="asked"):
            yield Static(id="question")
            yield Static(id="expected")
        yield Static(id="strength")
        yield Input(
            placeholder=self._("Skriv ord fra tittel, sted eller krav"), id="search", compact=True
        )
        yield MarkedList(id="evidence", compact=True)
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the checkpoint as it stands."""
        self.query_one("#question", Static).update(self._words.question())
        self.query_one("#expected", Static).update(self._words.expected())
        self._look_at_files()

    @work
    async def _look_at_files(self) -> None:
        await look_at_files(self._session)

    def show_state(self, highlight: str | None = None) -> None:
        """Show the evidence as it is now, staying on the same line or going to `highlight`."""
        self._seen = self._session.appraisal
        self.query_one(TopBar).show(self._("Dokumentasjon"), (self.saved_words(),))
        shown = self.query_one("#evidence", OptionList)
        current = shown.highlighted_option
        linked = self._session.assessment.links.get(self._checkpoint.id, ())
        evidence = self._session.assessment.evidence
        new = [name for name in evidence if name not in self._order]
        self._order = [
            *(name for name in new if name in linked),
            *(name for name in self._order if name in evidence),
            *(name for name in new if name not in linked),
        ]
        searched = searchable(self.query_one("#search", Input).value).split()
        names = [
            name
            for name in self._order
            if not searched or self._holds(evidence[name].value, searched)
        ]
        width = self.size.width - 3
        shown.set_options(
            Option(self._words.line(evidence[name].value, width, linked=name in linked), id=name)
            for name in names
        )
        wanted = highlight or (current.id if current is not None else None)
        if wanted in names:
            shown.highlighted = names.index(wanted)
        elif names:
            shown.highlighted = 0
        else:
            shown.add_option(Option(plain(self._nothing(searched)), disabled=True))
        self.query_one("#strength", Static).update(self._words.strength())
        self.show_keys(() if names else _ABOUT_ONE)

    def _holds(self, evidence: Evidence, words: list[str]) -> bool:
        text = self._words.search_text(evidence)
        return all(word in text for word in words)

    def _nothing(self, searched: list[str]) -> str:
        _ = self._
        if searched:
            return _("Ingen dokumentasjon har disse ordene. Esc viser alt igjen.")
        return _(
            "Ingen dokumentasjon er registrert ennå. Trykk {new}, eller lim inn en sti, en adresse "
            "eller en arkivreferanse.",
            **KEYS,
        )

    # -- what one can do ----------------------------------------------------------------

    def action_link(self) -> None:
        """Link the evidence under the cursor, or take it away."""
        if (evidence := self._evidence()) is not None:
            self._link(evidence.id)

    @on(OptionList.OptionSelected, "#evidence")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click; the cursor may have gone on since."""
        if event.option_id is not None and event.option_id in self._session.assessment.evidence:
            self._link(event.option_id)

    def _link(self, name: str) -> None:
        linked = name in self._session.assessment.links.get(self._checkpoint.id, ())
        change = self._session.unlink if linked else self._session.link
        self._do(lambda: change(name, self._checkpoint.id))

    @work
    async def action_new(self) -> None:
        """Choose a kind, fill in its form, and link what is recorded to the answer."""
        asked = tuple(dict.fromkeys(wanted.kind for wanted in self._checkpoint.evidence))
        others = bool(others_of_municipality(self._session))
        box = EvidenceKindScreen(self._, asked, reusable=others)
        kind = await self.app.push_screen_wait(box)
        if kind == REUSED:
            self._choose_reused()
        if not isinstance(kind, EvidenceKind):
            return
        form = EvidenceForm(self._session, self._, kind, link_to=self._checkpoint.id)
        await self._fill_in(form)

    def _choose_reused(self) -> None:
        """Choose among what other assessments have, and link it to the answer."""
        _, reusable = self._, reusable_evidence(self._session)
        if not reusable:
            self._say(_.say(NOTHING_TO_REUSE))
            return
        choices = []
        for number, one in enumerate(reusable):
            created = one.entry.created
            where = name_words(created.municipality, created.date, _)
            about = self._words.about(one.evidence)
            choices.append(
                (f"{' '.join(one.evidence.title.split())} ({about}; {where})", str(number))
            )

        def chosen(number: str) -> None:
            one = reusable[int(number)]
            earlier = other_session(self._session, one.entry.id)
            name = one.evidence.id
            self._do(lambda: self._session.reuse(earlier, name, [self._checkpoint.id]))

        self.choose(_("Brukt i andre egenvurderinger"), choices, chosen)

    async def _fill_in(self, form: EvidenceForm) -> None:
        saved = await self.app.push_screen_wait(form)
        if saved is not None:
            self._stop_searching()
        self.show_state(highlight=saved)
        if saved is not None:
            self._warn([self._session.evidence(saved)])

    @work
    async def _warn(self, several: Sequence[Evidence]) -> None:
        """Say which of the files just attached hold a personal number."""
        for words in await asyncio.to_thread(warnings_of_contents, self._session, several):
            self.notify(self._.say(words), severity="warning")

    # -- what was pasted or dropped -----------------------------------------------------

    def on_paste(self, event: events.Paste) -> None:
        """A place that is pasted opens the form filled in; several are recorded at once."""
        event.stop()
        if event.text.strip() and self.done(self._copying.refuse_another):
            self._take_pasted(event.text)

    @work(exclusive=True, group="pasted")
    async def _take_pasted(self, text: str) -> None:
        with keys_wait(self):
            found = await asyncio.to_thread(found_in, text, user_files_of(self.app).place)
        if len(found.places) == 1 and not found.problems:
            (place,) = found.places
            await self._fill_in(
                EvidenceForm(
                    self._session,
                    self._,
                    EvidenceKind.DOCUMENT,
                    link_to=self._checkpoint.id,
                    pasted=place,
                )
            )
        elif found.places:
            await self._record_several(found)
        else:
            self._say(
                "\n".join(self._.say(words) for words in found.problems[:_MOST_NAMED]), "error"
            )

    async def _record_several(self, found: PastedPlaces) -> None:
        _, places = self._, found.places
        question = _.plural(
            "Registrere {n} dokument for dette svaret?",
            "Registrere {n} dokumenter for dette svaret?",
            len(places),
        )
        if all(isinstance(place, FilePlace) for place in places):
            question = _.plural(
                "Registrere {n} fil for dette svaret?",
                "Registrere {n} filer for dette svaret?",
                len(places),
            )
        lines = [question, *(f"• {name_of(place)}" for place in places[:_MOST_NAMED])]
        if len(places) > _MOST_NAMED:
            lines.append(_("… og {n} til", n=len(places) - _MOST_NAMED))
        lines += [f"✗ {_.say(words)}" for words in found.problems[:_MOST_NAMED]]
        lines.append(
            _("Filer kopieres inn. Datoen må du skrive selv etterpå, med {evidence}.", **KEYS)
        )
        yes, no = _("Registrer"), _("Avbryt")
        if not await self.app.push_screen_wait(ConfirmScreen("\n".join(lines), yes, no)):
            return
        try:
            self._copying.refuse_another()
            made = await self._documents(places, sure=False)
        except SamsjekkError as error:
            self._say(error.text(_), "error")
            return
        self._do(lambda: self._session.record_several(made, [self._checkpoint.id]))
        self._warn(made)
        for place in places:
            if isinstance(place, FilePlace):
                found_evidence_in(self.app, place.path.absolute().parent)

    async def _documents(self, places: tuple[Place, ...], *, sure: bool) -> tuple[Evidence, ...]:
        """Copy the files in a thread; ask where one is large.

        Raises:
            SamsjekkError: a file can't be copied, or its copying was stopped.
        """
        _ = self._
        make = partial(documents, self._session, places, sure=sure)
        try:
            return await self._read(lambda watch: make(watch=watch))
        except Doubtful as error:
            question = ConfirmScreen(error.text(_), _("Kopier"), _("Nei"))
            if not await self.app.push_screen_wait(question):
                raise
        return await self._documents(places, sure=True)

    async def _read(self, read: Callable[[Watch], _Read]) -> _Read:
        try:
            return await self._copying.run(read)
        finally:
            self.messages.show_progress("")

    # -- looking for evidence -----------------------------------------------------------

    def action_search(self) -> None:
        """Type words to see only the evidence that holds them."""
        search = self.query_one("#search", Input)
        search.display = True
        # At once: what is typed next is what to look for, not keys of the list.
        self.set_focus(search)

    @on(Input.Changed, "#search")
    def search_changed(self) -> None:
        """Show what holds the words."""
        self.show_state()

    @on(Input.Submitted, "#search")
    def search_done(self) -> None:
        """Go on in the list with what was found."""
        self.set_focus(self.query_one("#evidence"))

    def on_key(self, event: events.Key) -> None:
        """The arrows go from the words one looks for to what was found."""
        if self.query_one("#search").has_focus and event.key in ("down", "up"):
            event.stop()
            self.search_done()

    def _stop_searching(self) -> bool:
        """Show everything again. False when everything is shown already."""
        search = self.query_one("#search", Input)
        if not search.display:
            return False
        search.value = ""
        search.display = False
        self.set_focus(self.query_one("#evidence"))
        return True

    def action_where(self) -> None:
        """List the answers that rest on the evidence under the cursor, and go to one of them."""
        _, evidence = self._, self._evidence()
        if evidence is None:
            return
        places = self._words.where(evidence)
        if not places:
            self._say(_("Ingen svar bygger på «{title}».", title=evidence.title))
            return
        title = _.one_or_many("Brukt i {n} svar", len(places))
        self.choose(title, places, self.dismiss)

    @work
    async def action_record_again(self) -> None:
        """Let the evidence rest on its file as it is now, when the file has changed."""
        _, evidence = self._, self._evidence()
        if evidence is None or not self.done(self._copying.refuse_another):
            return
        await look_at_files(self._session)
        self.show_state()
        match self._session.file_states.get(evidence.id):
            case FileState.CHANGED:
                question = _(
                    "Filen til «{title}» er endret etter at den ble registrert. Har du lest den, "
                    "og viser den fortsatt det samme? Da kan den registreres på nytt. Historikken "
                    "beholder kontrollsummen av den gamle.",
                    title=evidence.title,
                )
                yes, no = _("Registrer på nytt"), _("La den stå")
                if await self.app.push_screen_wait(ConfirmScreen(question, yes, no)):
                    await self._read_again(evidence.id)
            case FileState.GONE:
                self._say(
                    _(
                        "Filen finnes ikke der den var. Trykk {evidence}, og så {open_file} for "
                        "å finne den igjen.",
                        **KEYS,
                    ),
                    "warning",
                )
            case state:
                try:
                    refuse_to_renew(evidence, state)
                except NothingToRenew as error:
                    self.say(error.words, problem=state is FileState.UNREADABLE)

    async def _read_again(self, evidence: str) -> None:
        read = partial(self._session.read_again, evidence)
        try:
            self._copying.refuse_another()
            made = await self._read(lambda watch: read(watch=watch))
        except SamsjekkError as error:
            self.say(error.words, problem=True)
        else:
            self._do(lambda: self._session.record_evidence(made))

    @work
    async def action_edit(self) -> None:
        """Change the evidence under the cursor."""
        before = self._evidence()
        if before is None:
            return
        form = EvidenceForm(self._session, self._, kind_of(before), before=before)
        await self.app.push_screen_wait(form)
        self.show_state()

    def action_remove(self) -> None:
        """Ask, and take the evidence under the cursor out of the assessment."""
        _ = self._
        evidence = self._evidence()
        if evidence is None:
            return
        used = len(self._session.rest_on(evidence.id))
        question = _(
            "Ta bort «{title}» fra egenvurderingen? {used} Historikken beholder den.",
            title=evidence.title,
            used=_.one_or_many("{n} svar bygger på den.", used)
            if used
            else _("Ingen svar bygger på den."),
        )
        remove = partial(self._do, partial(self._session.remove_evidence, evidence.id))
        self.ask(question, _("Ta bort"), _("Behold"), remove)

    def action_erase(self) -> None:
        """Ask why, and remove the copy under the cursor for good."""
        evidence = self._evidence()
        if evidence is None:
            return
        if not self._session.has_copy(evidence.id):
            self._say(self._("«{title}» har ingen kopi i egenvurderingen.", title=evidence.title))
            return
        box = EraseDialog(self._session, self._, evidence)

        def erased() -> None:
            self.show_state()
            self._say(erased_words(box.kept_for, self._))

        self.ask_in(box, erased)

    def action_fetch(self) -> None:
        """Put the file under the cursor where people keep what they write, by its own name."""
        self._with_file(self._put_out)

    def _with_file(self, then: Callable[[KnownFile], None]) -> None:
        """Go on with the file under the cursor; one that has to be fetched is so in a thread."""
        evidence = self._evidence()
        if evidence is None:
            return
        if not self._session.file_is_at_hand(evidence.id):
            self._bring(evidence.id, then)
        else:
            self.done(lambda: then(self._session.file_of(evidence.id)))

    @work
    async def _bring(self, evidence: str, then: Callable[[KnownFile], None]) -> None:
        try:
            self._copying.refuse_another()
            found = await self._read(lambda watch: self._session.file_of(evidence, watch))
        except SamsjekkError as error:
            self.say(error.words, problem=True)
        else:
            then(found)

    def _put_out(self, found: KnownFile) -> None:
        async def content() -> Path:
            return found.path

        path = user_files_of(self.app).folder / usable_name(found.name)
        make_file(WantedFile(path, content, self._session.home), self, self._told, self._)

    def action_open_file(self) -> None:
        """Ask, and open the file under the cursor with the program that the system has for it.

        Where nothing can be opened from here, it is fetched.
        """
        self._with_file(self._ask_to_open if user_files_of(self.app).opens else self._put_out)

    def _ask_to_open(self, found: KnownFile) -> None:
        _ = self._
        if runs_when_opened(found.name):
            words = phrase(
                "{name} kan kjøre som et program, og åpnes ikke herfra. {fetch} henter den ut.",
                name=found.name,
                **KEYS,
            )
            self.say(words, problem=True)
            return
        question = _(
            "Åpne «{name}» i programmet som maskinen har for slike filer?", name=found.name
        )
        if found.copied:
            question = "\n".join(
                (
                    question,
                    _("Det er en kopi. Endrer du den, blir ikke endringen med i egenvurderingen."),
                )
            )
        self.ask(question, _("Åpne"), _("Avbryt"), partial(self._open_file, found))

    @work
    async def _open_file(self, found: KnownFile) -> None:
        path = found.path
        try:
            if found.copied:
                path = await asyncio.to_thread(copy_to_open, path, found.name)
            elif not path.is_file():
                raise FileNotFoundError(path)
            self._opener(path)
        except SamsjekkError as error:
            self.say(error.words, problem=True)
        except OSError:
            words = phrase(
                "Ingen program her kan åpne {name}, eller filen er borte. {fetch} henter den ut.",
                name=found.name,
                **KEYS,
            )
            self.say(words, problem=True)
        else:
            self.say(phrase("Åpner {name}.", name=found.name))

    def _told(self, words: str, _state: str) -> None:
        self._say(words)

    def action_back(self) -> None:
        """Stop what is being copied or show everything again, else go back to the checkpoint."""
        if not (self._copying.stop() or self._stop_searching()):
            self.dismiss(None)

    def _evidence(self) -> Evidence | None:
        """The evidence under the cursor; None where there is none, or it was removed elsewhere."""
        option = self.query_one("#evidence", OptionList).highlighted_option
        recorded = self._session.assessment.evidence.get(option.id or "") if option else None
        return None if recorded is None else recorded.value

    def _do(self, change: Callable[[], object]) -> None:
        if self.done(change):
            self.show_state()

    def _say(self, words: str, severity: SeverityLevel = "information") -> None:
        self.notify(words, severity=severity)
