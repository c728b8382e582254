"""Home: where one goes on, the other assessments, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList, Static

from checklist.assessment import NoBeginning
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, OnDemand
from checklist.session import Session, last_walk
from checklist.session.assessments import copy_example, copy_of, examples, take_away
from checklist.store import (
    Journal,
    JournalEntry,
    Receipt,
    StoreError,
    Unread,
    author_of,
    find_whereabouts,
    open_evidence_files,
    open_receipts,
)
from checklist.text import visible
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.home import rows
from checklist.tui.home.new import NewScreen
from checklist.tui.lists import LeadingRow, LeadingRows
from checklist.tui.on_demand import handing_over, overview, report
from checklist.tui.signs import KEY, QUIET
from checklist.tui.widgets import KeyBar, StyledText, TopBar, content
from checklist.words import glance, kept_words, key_of, told_apart

if TYPE_CHECKING:
    from checklist.tui.home import audits
else:
    audits = OnDemand("checklist.tui.home.audits")

_LOOK_FOR_OTHERS_SECONDS = 1.0
_TWO_COLUMNS = 120
"""The width from which there is something beside the list."""

_LIST = 72
"""The width of the list where there is."""

_ABOUT_ONE = ("open", "overview", "report")
"""What can be done where there is an assessment to do it with."""

_NOT_OF_RECEIVED = (*_ABOUT_ONE, "app.share")
"""What can't be done with what was received, which is only to be read."""


class HomeScreen(ExplainedScreen[None]):
    """The assessment to go on with, the others in columns, and apart: examples, what was received.

    Args:
        open_assessment: what to do with the id of the one that is chosen, and with the criterion
            to begin at where there is one.
    """

    KEYS = "home"
    AUTO_FOCUS = "LeadingRows"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(*keys.HOME)
    DEFAULT_CSS = """
    HomeScreen {
        Horizontal { height: 1fr; margin-top: 1; }
        LeadingRows { width: 1fr; background: $background; }
        #beside { width: 1fr; height: 1fr; padding: 0 1; display: none; }
        &.-two LeadingRows { width: 72; border-right: vkey $panel-lighten-2; }
        &.-two #beside { display: block; }
        #empty { height: 1fr; align: center middle; display: none; }
        #welcome { width: 70; max-width: 100%; height: auto; padding: 0 1; }
        &.-empty Horizontal { display: none; }
        &.-empty #empty { display: block; }
        #kept { height: auto; padding: 0 1; color: $foreground-muted; }
    }
    """

    def __init__(
        self,
        environment: Environment,
        journal: Journal,
        translator: Translator,
        open_assessment: Callable[[str, str | None], None],
    ) -> None:
        super().__init__(translator)
        self._environment = environment
        self._journal = journal
        self._open_assessment = open_assessment
        self._version = 0
        self._own: list[JournalEntry] = []
        self._typed_in: list[JournalEntry] = []
        self._damaged: list[str] = []
        self._receipts: tuple[Receipt, ...] = ()
        self._audits: dict[str, str] = {}
        self._received: dict[str, str] = {}
        self._about: dict[str, str] = {}
        self._drawn_for = Size()
        self._found: dict[str, rows.Found] = {}
        self._in_order: list[JournalEntry] = []
        self._waiting: dict[str, None] = {}
        self._is_working_out = False

    def compose(self) -> ComposeResult:
        """The list with something beside it, or what will stand there and how to begin."""
        _, environment = self._, self._environment
        who = ", ".join(filter(None, (environment.name, environment.role)))
        yield TopBar(_("Egenvurderinger"), (visible(who),))
        with Horizontal():
            yield LeadingRows("rows")
            yield Static(id="beside")
        with Vertical(id="empty"):
            yield Static(self._welcome(), id="welcome")
        yield Static(id="kept", markup=False)
        yield self.messages
        yield KeyBar(keys.on_screen("home", _), keys.last_of_home(_))

    def _welcome(self) -> Content:
        """What will stand here, what to press, and what a newcomer worries about."""
        _ = self._
        begin = (
            ("new", _("Begynn en egenvurdering: rask eller full")),
            ("examples", _("Åpne et eksempel, laget av en ekte revisjon")),
        )
        parts = [
            StyledText(_("Her vil egenvurderingene dine stå"), "bold"),
            StyledText("\n\n"),
            StyledText(
                _(
                    "Hver av dem med hvor langt dere er kommet, det neste spørsmålet og det dere "
                    "har funnet. Dere undersøker om tjenestene følger lov og veileder, "
                    "ett spørsmål om gangen, og får en rapport over det som mangler."
                )
            ),
            StyledText("\n\n"),
        ]
        for verb, words in begin:
            parts += [StyledText(f"{key_of(verb, _)}  ", KEY), StyledText(f"{words}\n")]
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
        """List what there is, and what comes."""
        self._list()
        self.watch(self.query_one(LeadingRows), "scroll_y", self._scrolled, init=False)
        self.set_interval(_LOOK_FOR_OTHERS_SECONDS, self._look_for_others)

    def _look_for_others(self) -> None:
        """List anew where other programs, or a shared folder, have brought something."""
        # What can't be read is said where something is done.
        with suppress(SamsjekkError):
            is_new = self._receipts != open_receipts(self._environment).all()
            if is_new or self._journal.version() != self._version:
                self._list()

    def on_resize(self) -> None:
        """Draw for the width there is, once it is known."""
        self.call_after_refresh(self._draw_for_width)

    def _draw_for_width(self) -> None:
        if self.size != self._drawn_for:
            self._draw()

    # -- what is listed -----------------------------------------------------------------

    def _list(self) -> None:
        """Show every assessment; what takes longer to work out is filled in afterwards."""
        try:
            self._version = self._journal.version()
            listed = self._journal.listed()
        except SamsjekkError as error:
            self.say(error.words, problem=True)
            return
        before = {entry.id: entry for entry in self._in_order}
        self._damaged = [name for name in listed if isinstance(name, str)]
        entries = [entry for entry in listed if isinstance(entry, JournalEntry)]
        self._own = [entry for entry in entries if entry.created.origin is None]
        self._typed_in = [entry for entry in entries if entry.created.origin is not None]
        # The first is the one to go on with: the last changed of one's own, else an example.
        self._in_order = [*self._own, *self._typed_in]
        self._receipts = open_receipts(self._environment).all()
        self._audits = self._read_audits()
        is_empty = not (listed or self._receipts or self._audits)
        self.set_class(is_empty, "-empty")
        self._show_keys()
        self._tell_where_kept(is_empty=is_empty)
        self._draw()
        self._work_out(entry.id for entry in self._in_order if before.get(entry.id) != entry)

    def _read_audits(self) -> dict[str, str]:
        """Every audit with its words, by its id."""
        if len(self._journal.names(every=True)) == len(self._journal.names()):
            return {}
        return self._audits_at_home.listed()

    @property
    def _audits_at_home(self) -> audits.AuditsAtHome:
        return audits.AuditsAtHome(self, self._environment, self._, self._list)

    @property
    def _received_files(self) -> handing_over.ReceivedFiles:
        return handing_over.HandingOver(self.app, self._environment, self._).received(self)

    @work(exclusive=True, group="names of receipts")
    async def _read_receipts(self) -> None:
        """See whose each receipt in view is."""
        for receipt in self._unread_receipts():
            self._received[receipt.id] = await self._received_files.name_of(receipt)
        self._draw()

    def _unread_receipts(self) -> list[Receipt]:
        in_view = self.query_one(LeadingRows).in_view
        return [r for r in self._receipts if r.id in in_view and r.id not in self._received]

    def _tell_where_kept(self, *, is_empty: bool) -> None:
        kept = find_whereabouts(self._environment)
        said = [] if is_empty else [kept_words(kept, self._)]
        said += [self._.say(words) for words in kept.warnings]
        place = self.query_one("#kept", Static)
        place.update("\n".join(map(visible, said)))
        place.display = bool(said)

    @property
    def _width(self) -> int:
        """How wide a row can be."""
        listed = self.query_one(LeadingRows)
        return _LIST - len("▌ ▕") if self.has_class("-two") else listed.room

    def _draw(self) -> None:
        """Draw every row for the width there is; the marked one stays marked."""
        self._drawn_for, listed = self.size, self.query_one(LeadingRows)
        has_room = self.size.width >= _TWO_COLUMNS
        if has_room != self.has_class("-two"):
            self.set_class(has_room, "-two")
            self._work_out(entry.id for entry in self._in_order)
        self._about = self._told_apart()
        listed.fill(self._rows(self._width))
        self._show_beside()

    def _rows(self, width: int) -> Iterator[LeadingRow]:
        _, columns = self._, rows.columns_for(width)
        yield from (self._row(entry, width) for entry in self._in_order[:1])
        own = self._own[1:]
        typed_in = self._typed_in[0 if self._own else 1 :]
        if own or self._damaged:
            yield rows.heading(_("Andre"), columns, _)
        yield from (self._row(entry, width) for entry in own)
        yield from (rows.damaged(name, width, _) for name in self._damaged)
        if typed_in:
            words = _("Eksempler: lest inn fra publiserte revisjoner, ikke kommunens egne")
            yield rows.heading(words, None if own or self._damaged else columns, _)
        yield from (self._row(entry, width) for entry in typed_in)
        if self._audits:
            yield rows.heading(_("Revisjoner"), None, _)
        for name, words in self._audits.items():
            yield rows.audit(name, words, width)
        if self._receipts:
            yield rows.heading(_("Mottatt: det kommuner har overlevert, bare til å lese"), None, _)
        for receipt in self._receipts:
            yield rows.received(receipt, self._received.get(receipt.id, ""), width, _)

    def _row(self, entry: JournalEntry, width: int) -> LeadingRow:
        """The row of an assessment, with what has been worked out of it."""
        found = self._found.get(entry.id, rows.Found())
        known = rows.Known(entry, self._about.get(entry.id, ""), found)
        if entry is self._in_order[0]:
            return rows.going_on(known, width, self._)
        return rows.other(known, rows.columns_for(width), width, self._)

    def _told_apart(self) -> dict[str, str]:
        """What tells each from the others of its municipality, beside the date."""
        texts: dict[str, dict[str, str]] = {}
        for entry in self._in_order:
            found = self._found.get(entry.id, rows.Found()).glance
            about = entry.created.title or ("" if found is None else found.measured)
            texts.setdefault(entry.created.municipality.name, {})[entry.id] = about
        told: dict[str, str] = {}
        for of_one in texts.values():
            apart = told_apart(of_one.values())
            told |= {name: apart[about] for name, about in of_one.items()}
        return told

    # -- what takes longer --------------------------------------------------------------

    def _work_out(self, names: Iterable[str]) -> None:
        """Let these be worked out when they are in view; the others are not read."""
        self._waiting |= dict.fromkeys(names)
        self.call_after_refresh(self._work_out_in_view)

    def _scrolled(self) -> None:
        # While the list is filled it stands at its top, and has no rows.
        self.call_after_refresh(self._work_out_in_view)

    def _work_out_in_view(self) -> None:
        if not self._is_working_out:
            self._work_out_next()
        if self._unread_receipts():
            self._read_receipts()

    def _work_out_next(self) -> None:
        """Appraise one assessment and leave room for keys before the next."""
        listed = self.query_one(LeadingRows)
        name = next((one for one in listed.in_view if one in self._waiting), None)
        self._is_working_out = name is not None
        if name is None:
            if self._about != self._told_apart():
                self._draw()
            return
        del self._waiting[name]
        self._found[name] = self._look_at(name)
        entry = next(entry for entry in self._in_order if entry.id == name)
        listed.redraw(listed.leads_to.index(name), self._row(entry, self._width))
        if name == listed.marked:
            self._show_beside()
        self.call_after_refresh(self._work_out_next)

    def _look_at(self, assessment: str) -> rows.Found:
        _, today = self._, Environment.today()
        try:
            session = self._session(assessment)
        except SamsjekkError as error:
            why = _("Kan ikke åpnes.")
            return rows.Found(fault=f"{why} {visible(error.text(_))}")
        walked = last_walk(self._environment.home, session)
        found = glance(session.appraisal, walked, session.author.name, Environment.now(), _)
        fault = _("Noe kan ikke leses") if session.faults else ""
        if not self.has_class("-two"):
            return rows.Found(found, fault=fault)
        width = self.size.width - _LIST - len("  ")
        return rows.Found(found, rows.beside(session.appraisal, today, width, _), fault)

    def _session(self, assessment: str) -> Session:
        environment = self._environment
        files = open_evidence_files(environment)
        return Session(self._journal, assessment, author_of(environment), files, alone=True)

    @on(OptionList.OptionHighlighted)
    def _show_beside(self) -> None:
        marked = self.query_one(LeadingRows).marked
        found = self._found.get(marked or "", rows.Found())
        self.query_one("#beside", Static).update(found.beside)
        self._show_keys()

    def _show_keys(self) -> None:
        self.show_keys(_ABOUT_ONE if self.has_class("-empty") else ())

    @property
    def uses(self) -> tuple[keys.Use, ...]:
        """What was received is looked at; it can't be gone on with."""
        if self._marked_receipt() is None:
            return super().uses
        rest = (use for use in super().uses if use.action not in _NOT_OF_RECEIVED)
        return (keys.LOOK_AT, *rest)

    # -- what one can do ----------------------------------------------------------------

    @on(LeadingRows.Chosen)
    def _chosen(self, event: LeadingRows.Chosen) -> None:
        chosen = event.leads_to
        if chosen in self._audits:
            self._audits_at_home.open(chosen)
        elif (receipt := self._receipt(chosen)) is not None:
            self.run_worker(self._received_files.read(receipt), group="receipt", exclusive=True)
        else:
            self._open_assessment(chosen, None)

    def action_open(self) -> None:
        """Go on with the marked assessment."""
        self.query_one(LeadingRows).action_select()

    def action_overview(self) -> None:
        """See where the marked assessment stops; go to what is chosen there."""
        if (session := self._marked_session()) is None:
            return
        assessment, depth = session.assessment.id, last_walk(self._environment.home, session).depth

        def closed(criterion: str | None) -> None:
            if criterion is not None:
                self._open_assessment(assessment, criterion)
            else:
                self._look_again(assessment)

        self.app.push_screen(overview.OverviewScreen(session, self._, depth), closed)

    def action_report(self) -> None:
        """Choose a paper of the marked assessment."""
        if (session := self._marked_session()) is not None:
            name = session.shared.id
            screen = report.ReportScreen(session, self._, Environment.today())
            self.app.push_screen(screen, lambda _closed: self._look_again(name))

    def _look_again(self, assessment: str) -> None:
        """Show what may have been changed on another screen."""
        self._work_out([assessment])

    @property
    def in_hand(self) -> str | None:
        """The marked assessment."""
        marked = self.query_one(LeadingRows).marked
        return None if marked in self._audits else marked

    def _marked_session(self) -> Session | None:
        """The marked assessment, open; None after having said why it can't be."""
        marked = self.query_one(LeadingRows).marked
        if marked is None:
            return None
        if marked in self._audits:
            self.say(phrase("En revisjon åpnes med Enter. Der er også rapporten."))
            return None
        if self._marked_receipt() is not None:
            self.say(
                phrase(
                    "Det som er mottatt, leses med Enter. Rapporter av det lages slik: samsjekk "
                    "report {id}",
                    id=marked,
                )
            )
            return None
        try:
            return self._session(marked)
        except SamsjekkError as error:
            self.say(error.words, problem=True)
            return None

    def _marked_receipt(self) -> Receipt | None:
        return self._receipt(self.query_one(LeadingRows).marked)

    def _receipt(self, name: str | None) -> Receipt | None:
        return next((receipt for receipt in self._receipts if receipt.id == name), None)

    def action_new_audit(self) -> None:
        """Begin an audit, over what was received or over nothing."""
        known = {one.id: self._received.get(one.id, one.id) for one in self._receipts}
        self._audits_at_home.begin(known)

    def action_new(self) -> None:
        """Begin a new assessment; where there is something to audit, ask which of the two."""
        if not (self._receipts or self._audits):
            self._new_assessment()
            return
        _ = self._
        choices = [(_("Egenvurdering"), "assessment"), (_("Revisjon"), "audit")]

        def chosen(what: str) -> None:
            if what == "audit":
                self.action_new_audit()
            else:
                self._new_assessment()

        self.choose(_("Hva vil du begynne på?"), choices, chosen)

    def _new_assessment(self) -> None:
        new = NewScreen(self._environment, self._journal, self._)

        def begun() -> None:
            self._open_assessment(new.made.assessment, None)
            if new.made.told:
                self.app.notify("\n".join(new.made.told))

        self.ask_in(new, begun)

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
            self._open_assessment(made, None)

    def action_take_away(self) -> None:
        """Take the marked assessment away for good, after a question that says what is lost."""
        _, assessment = self._, self.query_one(LeadingRows).marked
        if assessment is None:
            return
        if assessment in self._audits:
            self._audits_at_home.ask_to_remove(assessment, self._audits[assessment])
            return
        if (receipt := self._marked_receipt()) is not None:
            asking = self._received_files.ask_to_remove(receipt, self._list)
            self.run_worker(asking, group="receipt", exclusive=True)
            return
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
            "Vil du ta bort {name} for godt? {answered} av {of} kontrollpunkter er besvart. Svar, "
            "kopier av dokumentasjon og all historikk blir borte. Det kan ikke angres.",
            name=session.assessment.municipality.on(session.assessment.date),
            answered=session.appraisal.progress.answered,
            of=session.appraisal.progress.of,
        )
        self.ask(question, _("Ta bort"), _("Behold"), lambda: self._take_away(assessment))

    def _take_away(self, assessment: str) -> None:
        files = open_evidence_files(self._environment)
        if self.done(lambda: take_away(self._journal, files, assessment)):
            self.say(
                phrase(
                    "Egenvurderingen er tatt bort. Sikkerhetskopiene har den fortsatt; «samsjekk "
                    "remove {id} --from-backups» tar den bort der også.",
                    id=assessment,
                )
            )
        self._list()
