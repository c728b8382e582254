"""An audit: its parts in the order of an audit, and what stands in the one that is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList

from checklist.appraisal import Appraisal
from checklist.assessment import Event
from checklist.audit import (
    KINDS,
    AuditRecommendation,
    ComparedOnly,
    Correction,
    CriterionVerdict,
    Decided,
    FileSampleTaken,
    ReceivedAssessment,
    Record,
    known_record,
)
from checklist.auditing import AuditSession, bring_receipts, open_audits, received_in
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator
from checklist.machine import Environment
from checklist.store import Receipt, author_of, open_receipts
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.audit.adding import Adding
from checklist.tui.audit.beside import ReceiptsDialog
from checklist.tui.audit.choices import roles_to_choose
from checklist.tui.audit.choosing import ChainDialog
from checklist.tui.audit.correcting import DecisionDialog
from checklist.tui.audit.form import RecordDialog
from checklist.tui.audit.making import made
from checklist.tui.audit.opened import OpenAudit
from checklist.tui.audit.paper import BESIDE, NAMELESS, ChosenPaper, PaperDialog
from checklist.tui.audit.rows import (
    PARTS,
    VerdictsBeside,
    key_of_line,
    line_row,
    part_row,
    verdicts_beside,
)
from checklist.tui.audit.sampling import Sampling
from checklist.tui.boxes import (
    Dialog,
    LinesBox,
    WantedFile,
    in_thread,
)
from checklist.tui.lists import LeadingRow, LeadingRows
from checklist.tui.signs import QUIET
from checklist.tui.user_files import user_files_of
from checklist.tui.widgets import StyledText, TopBar, hung
from checklist.words import redone_words, undone_words
from checklist.words.audits import (
    AUDIT_PARTS,
    NO_BREAKS,
    AuditLine,
    audit_history,
    audit_step_words,
    audit_summary,
    chain_lines,
    part_lines_to_fill,
    record_lines,
    reminder_lines,
)

_LOOK_FOR_OTHERS_SECONDS = 1.0


_ALL = "*"
"""Every verdict. No filter has this name."""


class _Things(LeadingRows):
    """What stands in a part, beside the parts."""

    @property
    def room(self) -> int:
        """How wide a row can be."""
        return max(0, super().room - PARTS - 1)


class AuditScreen(ExplainedScreen[None]):
    """What an audit has, part by part; what is marked is shown whole.

    Raises:
        SamsjekkError: it can't be opened; the words say why.
    """

    KEYS = "audit"
    AUTO_FOCUS = "#parts"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.AUDIT),
        Binding("escape", "back", show=False),
        Binding("right", "focus_on('#things')", show=False),
        Binding("left", "focus_on('#parts')", show=False),
    ]
    DEFAULT_CSS = """
    AuditScreen {
        Horizontal { height: 1fr; }
        LeadingRows { background: $background; }
        #parts { width: 24; border-right: vkey $panel-lighten-2; }
        #things { width: 1fr; }
    }
    """

    def __init__(self, environment: Environment, audit: str, translator: Translator) -> None:
        super().__init__(translator)
        self._environment = environment
        journal = open_audits(environment)
        try:
            self._session = AuditSession(journal, audit, author_of(environment))
        except BaseException:
            journal.close()
            raise
        self._drawn: object = None
        self._drawn_part = ""
        self._lines: Mapping[str, AuditLine] = {}
        self._received: Mapping[str, Appraisal] = {}
        self._read: frozenset[str] = frozenset()
        self._only: ComparedOnly | None = None
        self._about = ""
        self._opened = OpenAudit(self, self._session, environment, translator)
        self._sampling = Sampling(self._opened, self._sample_fields)
        self._adding = Adding(self._opened, self._form, self._sampling, self.show_state)

    def compose(self) -> ComposeResult:
        """The parts, what stands in the marked one, and the keys."""
        yield TopBar()
        with Horizontal():
            yield LeadingRows("parts")
            yield _Things("things")
        yield from self.foot()

    def on_mount(self) -> None:
        """Show it, and follow what other programs write."""
        self.set_interval(_LOOK_FOR_OTHERS_SECONDS, self._look_for_others)

    def on_unmount(self) -> None:
        """Let go of the journal."""
        self._session.journal.close()

    def on_resize(self) -> None:
        """Draw for the width there is, once it is known."""
        self.call_after_refresh(self.show_state)

    def _look_for_others(self) -> None:
        # What can't be read is said where something is done.
        with suppress(SamsjekkError):
            self._session.refresh()
        if self._session.audit is not self._drawn:
            self.show_state()

    # -- what is shown ------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The marked part."""
        return self.query_one("#parts", LeadingRows).marked or next(iter(AUDIT_PARTS))

    def show_state(self) -> None:
        """Show the audit as it is now, staying on the same rows."""
        _, audit = self._, self._session.audit
        self._drawn = audit
        title, municipality, _counted = audit_summary(audit, _)
        name = " · ".join(filter(None, (title or audit.id, municipality)))
        parts = self.query_one("#parts", LeadingRows)
        parts.fill(part_row(audit, part, _) for part in AUDIT_PARTS)
        self._about = _("Revisjon · {name}", name=name)
        self._show_part()
        if self._read != audit.all(ReceivedAssessment).keys():
            self._read_received()

    def _saved_words(self) -> str:
        at = self._session.saved_at
        return "" if at is None else self._("Lagret {time}", time=f"{at.astimezone():%H:%M:%S}")

    @on(OptionList.OptionHighlighted, "#parts")
    def _show_part(self) -> None:
        """Show what stands in the marked part, staying on the same thing."""
        things = self.query_one("#things", _Things)
        state = (self._.say(AUDIT_PARTS[self.part].words), self._saved_words())
        self.query_one(TopBar).show(self._about, tuple(filter(None, state)))
        audit = self._session.audit
        beside = verdicts_beside(audit, self._received)
        lines = list(self._part_lines(beside))
        self._lines = {key_of_line(line): line for line in lines if line.kind}
        rows = [line_row(line, audit, beside, things.room, self._) for line in lines]
        if not rows:
            rows = [LeadingRow(hung((StyledText(self._nothing(), QUIET),), things.room))]
        things.fill(rows, anew=self.part != self._drawn_part)
        self._drawn_part = self.part

    def _part_lines(self, beside: VerdictsBeside) -> Iterator[AuditLine]:
        """What stands in the marked part, and before the log what is waited for."""
        audit, part = self._session.audit, self.part
        if part == "log":
            waiting = [*reminder_lines(audit, self._environment.today(), self._)]
            if waiting:
                yield AuditLine(0, self._("Venter på"))
            yield from waiting
        for line in part_lines_to_fill(audit, part, self._):
            if line.kind != CriterionVerdict.KIND or beside.shows(line.id, self._only):
                yield line

    def _nothing(self) -> str:
        _, new = self._, keys.drawn(keys.Use("new"), self._).shown
        if self.part == "breaks":
            return _.say(NO_BREAKS)
        if self.part == "verdicts" and self._only is not None:
            return _("Ingen vurderinger er slik.")
        return _("Her står det ingenting ennå. {key} legger til.", key=new)

    @work(exclusive=True, group="what municipalities said")
    async def _read_received(self) -> None:
        """Read what the municipalities handed over, to stand beside the auditors' verdicts."""
        audit, receipts = self._session.audit, open_receipts(self._environment)
        self._read = frozenset(audit.all(ReceivedAssessment))
        if (away := await in_thread(lambda: bring_receipts(audit, receipts))) is not None:
            self.say(away, problem=True)
        # A receipt that can't be read is said where it is used.
        with suppress(SamsjekkError):
            self._received = await in_thread(lambda: received_in(audit, receipts))
            self._show_part()

    # -- what one can do ----------------------------------------------------------------

    def action_focus_on(self, selector: str) -> None:
        """Give a list the keyboard."""
        self.query_one(selector).focus()

    def action_back(self) -> None:
        """Go back to the parts, and from there leave."""
        if self.query_one("#things").has_focus:
            self.action_focus_on("#parts")
        else:
            self.dismiss(None)

    def action_open(self) -> None:
        """Go into the marked part, or open the marked thing."""
        focused = self.focused
        if isinstance(focused, LeadingRows):
            focused.action_select()

    @on(LeadingRows.Chosen, "#parts")
    def _enter_part(self) -> None:
        self.action_focus_on("#things")

    @on(LeadingRows.Chosen, "#things")
    def _chosen(self, event: LeadingRows.Chosen) -> None:
        if (line := self._lines.get(event.leads_to)) is None:
            return
        if line.kind == AuditRecommendation.KIND and self.part != "breaks":
            self._show_chain(line.id, 0)
        else:
            self._open(line.kind, line.id)

    def _marked(self) -> AuditLine | None:
        return self._lines.get(self.query_one("#things", LeadingRows).marked or "")

    def _show_chain(self, name: str, at: int) -> None:
        """Show what a recommendation rests on; what is opened there comes back to it."""
        audit = self._session.audit
        recommendation = audit.find(AuditRecommendation, name)
        if recommendation is None:
            return
        lines = tuple(chain_lines(audit, recommendation, self._))

        def chosen(place: str) -> None:
            line = lines[int(place)]
            back = partial(self._show_chain, name, int(place))
            self._open(line.kind, line.id, back)

        self.choose_on(ChainDialog(lines, at, self._), chosen)

    def _open(self, kind: str, name: str, then: Callable[[], object] = lambda: None) -> None:
        """Open a thing, and go on afterwards; what was received can only be read."""
        of, audit = KINDS[kind], self._session.audit

        def closed() -> None:
            self.show_state()
            then()

        if of is ReceivedAssessment:
            record = known_record(audit, of, name)
            lines = [f"{label}: {words}" for label, words in record_lines(record, audit, self._)]
            self._opened.show(LinesBox(name, lines, self._), closed)
        elif of is FileSampleTaken:
            self._sampling.open(name, closed)
        else:
            self._opened.show(self._box(of, name), closed)

    def _form(self, kind: type[Record], name: str | None) -> None:
        """Open the form of a new thing."""
        self._opened.show(self._box(kind, name), self.show_state)

    def _sample_fields(self, name: str | None, then: Callable[[], object]) -> None:
        self._opened.show(self._box(FileSampleTaken, name), then)

    def _box(self, kind: type[Record], name: str | None) -> Dialog:
        """The form of a thing; a correction that nobody has decided on is decided on."""
        correction = self._session.audit.find(Correction, name) if kind is Correction else None
        if correction is not None and correction.decided is Decided.OPEN:
            return DecisionDialog(self._session, correction, self._)
        return RecordDialog(self._session, self._environment, kind, name, self._)

    def action_new(self) -> None:
        """Record a new thing in the marked part."""
        self._adding.add_to(self.part)

    def action_take_away(self) -> None:
        """Take the marked thing out of the audit, after a question."""
        _, line = self._, self._marked()
        if line is None or self._session.audit.find(KINDS[line.kind], line.id) is None:
            return
        question = _("Ta ut «{name}» av revisjonen? Historikken beholder det.", name=line.words)

        def withdraw() -> None:
            if self.done(lambda: self._session.remove(KINDS[line.kind], line.id)):
                self.show_state()

        self.ask(question, _("Ta ut"), _("Behold"), withdraw)

    def action_select(self) -> None:
        """Show only the verdicts that are so beside the municipality's, or all again."""
        _ = self._
        choices = [(_("alle"), _ALL), *((_.say(only.words), only.value) for only in ComparedOnly)]

        def chosen(name: str) -> None:
            self._only = None if name == _ALL else ComparedOnly(name)
            self.query_one("#parts", LeadingRows).highlighted = list(AUDIT_PARTS).index("verdicts")
            self._show_part()

        self.choose(_("Hvilke vurderinger vil du se?"), choices, chosen)

    def action_undo(self) -> None:
        """Take back one's own last step, and say what it was."""
        self._take_back(self._session.undo, undone_words)

    def action_redo(self) -> None:
        """Bring back what one undid last, and say what it was."""
        self._take_back(self._session.redo, redone_words)

    def _take_back(
        self, change: Callable[[], tuple[Event, ...]], words: Callable[[str], Phrase]
    ) -> None:
        step: list[Event] = []
        if self.done(lambda: step.extend(change())):
            self.say(words(audit_step_words(step, self._session.audit, self._)))
            self.show_state()

    def action_history(self) -> None:
        """Show what was done, the newest first."""
        _ = self._
        lines = [
            step.line(_) for step in audit_history(self._session.events, self._session.audit, _)
        ]
        self.app.push_screen(LinesBox(_("Historikk"), lines, _))

    def action_report(self) -> None:
        """Choose a paper and a file, and make it."""
        receipts = open_receipts(self._environment).all()
        roles = roles_to_choose(self._session, self._)
        audit, folder = self._session.audit, user_files_of(self.app).folder
        box = PaperDialog(audit.id, roles, folder, self._, beside=len(receipts) > 1)

        def chosen() -> None:
            if box.chosen.paper in (BESIDE, NAMELESS):
                beside = ReceiptsDialog(audit, receipts, self._)
                self.ask_in(beside, lambda: self._make(box.chosen, beside.chosen))
            else:
                self._make(box.chosen)

        self.ask_in(box, chosen)

    def _make(self, chosen: ChosenPaper, receipts: Sequence[Receipt] = ()) -> None:
        content = partial(made, self._session, self._environment, chosen, self._, receipts)
        self._opened.make(WantedFile(chosen.path, content, self._environment.home))
