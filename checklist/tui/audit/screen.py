"""An audit: its parts in the order of an audit, and what stands in the one that is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.widgets import OptionList

from checklist.assessment import Event
from checklist.audit import (
    KINDS,
    AuditQuestion,
    AuditRecommendation,
    ChosenCriterion,
    ComparedOnly,
    ComparedVerdict,
    Correction,
    CriterionVerdict,
    Decided,
    EarlierPoint,
    ReceivedAssessment,
    Record,
    compared_verdicts,
    is_named_by,
    known_record,
)
from checklist.auditing import (
    AuditSession,
    known_receipt,
    open_audits,
    received_in,
    taken,
)
from checklist.criteria import text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.store import author_of, open_receipts
from checklist.text import visible
from checklist.tui import keys
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.audit.choices import Choice, ids_to_choose, roles_to_choose, things_to_choose
from checklist.tui.audit.choosing import ChainDialog, CriterionDialog
from checklist.tui.audit.correcting import DecisionDialog, ReturnedDialog
from checklist.tui.audit.form import RecordDialog
from checklist.tui.audit.listing import audits_listed
from checklist.tui.audit.making import made
from checklist.tui.audit.paper import ChosenPaper, PaperDialog
from checklist.tui.desk import desk_of
from checklist.tui.signs import NOTE, QUIET
from checklist.tui.widgets import (
    Dialog,
    LeadingRow,
    LeadingRows,
    LinesBox,
    StyledText,
    TopBar,
    WantedFile,
    apart,
    content,
    hung,
    make_file,
)
from checklist.words.audits import (
    AUDIT_PARTS,
    AUDIT_WORDS,
    AuditLine,
    audit_history,
    audit_step_words,
    audit_summary,
    chain_lines,
    compared_words,
    part_count,
    part_lines_to_fill,
    record_lines,
    reminder_lines,
)

_LOOK_FOR_OTHERS_SECONDS = 1.0
_PARTS = 24
"""The width of the list of parts."""

_EARLIER, _RETURNED = "earlier", "returned"
"""To take over what an earlier audit recommended, and to read in what came back of the fact check.
No kind has these names."""

_OWN, _ONE = "*", "?"
"""To write a criterion oneself, and to find one in the set. No theme has these ids."""


class _Things(LeadingRows):
    """What stands in a part, beside the parts."""

    @property
    def room(self) -> int:
        """How wide a row can be."""
        return max(0, super().room - _PARTS - 1)


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
        self._lines: Mapping[str, AuditLine] = {}
        self._compared: Mapping[str, Sequence[ComparedVerdict]] = {}
        self._names: Sequence[str] = ()
        self._only: ComparedOnly | None = None
        self._about = ""

    def compose(self) -> ComposeResult:
        """The parts, what stands in the marked one, and the keys."""
        yield TopBar()
        with Horizontal():
            yield LeadingRows("parts")
            yield _Things("things")
        yield from self.foot()

    def on_mount(self) -> None:
        """Show it, and follow what other programs write."""
        self._compare()
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
            self._compare()

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
        parts.fill([self._part_row(part) for part in AUDIT_PARTS], parts.highlighted)
        self._about = _("Revisjon · {name}", name=name)
        self._show_part()

    def _saved_words(self) -> str:
        at = self._session.saved_at
        return "" if at is None else self._("Lagret {time}", time=f"{at.astimezone():%H:%M:%S}")

    def _part_row(self, part: str) -> LeadingRow:
        words = self._.say(AUDIT_PARTS[part].words)
        number = part_count(self._session.audit, part)
        gap = " " * max(1, _PARTS - len("▌▕  ") - cell_len(words) - len(str(number)))
        is_break = part == "breaks" and number
        style = NOTE if is_break else "" if number else QUIET
        return LeadingRow(content((StyledText(f"{words}{gap}{number}", style),)), part)

    @on(OptionList.OptionHighlighted, "#parts")
    def _show_part(self) -> None:
        """Show what stands in the marked part, staying on the same thing."""
        things = self.query_one("#things", _Things)
        state = (self._.say(AUDIT_PARTS[self.part].words), self._saved_words())
        self.query_one(TopBar).show(self._about, tuple(filter(None, state)))
        marked = things.marked
        lines = list(self._part_lines())
        self._lines = {self._key(line): line for line in lines if line.kind}
        rows = [self._row(line, things.room) for line in lines]
        if not rows:
            rows = [LeadingRow(hung((StyledText(self._nothing(), QUIET),), things.room))]
        same = [place for place, row in enumerate(rows) if marked and row.leads_to == marked]
        before = things.highlighted or 0
        things.fill(rows, min(same, key=lambda place: abs(place - before), default=None))

    def _part_lines(self) -> Iterator[AuditLine]:
        """What stands in the marked part, and before the log what is waited for."""
        audit, part = self._session.audit, self.part
        if part == "log":
            waiting = [*reminder_lines(audit, self._environment.today(), self._)]
            if waiting:
                yield AuditLine(0, self._("Venter på"))
            yield from waiting
        for line in part_lines_to_fill(audit, part, self._):
            if line.kind != CriterionVerdict.KIND or self._is_shown(line.id):
                yield line

    def _is_shown(self, criterion: str) -> bool:
        """Whether the filter shows a verdict, beside what any municipality came to."""
        compared = self._compared.get(criterion, ())
        return self._only is None or any(one.shown_by(self._only) for one in compared)

    def _nothing(self) -> str:
        _, new = self._, keys.drawn(keys.Use("new"), self._).shown
        if self.part == "breaks":
            return _("Ingen brudd: alt henger sammen.")
        if self.part == "verdicts" and self._only is not None:
            return _("Ingen vurderinger er slik.")
        return _("Her står det ingenting ennå. {key} legger til.", key=new)

    @staticmethod
    def _key(line: AuditLine) -> str:
        return f"{line.kind} {line.id}"

    def _row(self, line: AuditLine, width: int) -> LeadingRow:
        if not line.kind:
            return LeadingRow(content((StyledText(line.words, "bold"),)))
        indent = "  " * line.depth
        beside = self._beside(line.id) if line.kind == CriterionVerdict.KIND else ""
        parts = [StyledText(f"{indent}{line.words}")]
        if beside:
            lines = beside.replace("\n", f"\n{indent}  ")
            parts.append(StyledText(f"\n{indent}  {lines}", QUIET))
        drawn = hung(parts, width)
        whole = partial(self._whole, line, drawn, width)
        return LeadingRow(drawn, self._key(line), whole)

    def _whole(self, line: AuditLine, drawn: Content, width: int) -> Content:
        record = self._session.audit.find(KINDS[line.kind], line.id)
        if record is None:
            return drawn
        lines = [drawn]
        said = " ".join(line.words.split())
        for label, words in record_lines(record, self._session.audit, self._):
            if " ".join(words.split()).rstrip(".") in said:
                continue
            under = words.strip().replace("\n", "\n      ")
            piece = (StyledText(f"    {label}: ", QUIET), StyledText(under))
            lines.append(hung(piece, width, hang=6))
        return Content("\n").join(lines)

    @work(exclusive=True, group="what municipalities said")
    async def _compare(self) -> None:
        """Read what the municipalities' own verdicts are, to stand beside the auditors'."""
        audit = self._session.audit
        if not audit.all(ReceivedAssessment):
            return
        receipts = open_receipts(self._environment)
        # A receipt that can't be read is said where it is used.
        with suppress(SamsjekkError):
            found = await apart(lambda: received_in(audit, receipts))
            compared: dict[str, list[ComparedVerdict]] = {}
            for appraisal in found.values():
                for one in compared_verdicts(audit, appraisal):
                    compared.setdefault(one.criterion.id, []).append(one)
            self._compared, self._names = (
                compared,
                [appraisal.assessment.municipality.name for appraisal in found.values()],
            )
            self._show_part()

    def _beside(self, criterion: str) -> str:
        """What each municipality came to itself, beside the auditors' verdict; empty without."""
        found = zip(self._names, self._compared.get(criterion, ()), strict=False)
        return "\n".join(f"{name}: {compared_words(one, self._)}" for name, one in found)

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

    @on(OptionList.OptionSelected, "#parts")
    def _enter_part(self) -> None:
        self.action_focus_on("#things")

    @on(OptionList.OptionSelected, "#things")
    def _chosen(self) -> None:
        line = self._marked()
        if line is None:
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

    def _open(self, kind: str, name: str | None, then: Callable[[], object] = lambda: None) -> None:
        """Show the form of a thing, and go on afterwards; what was received can only be read."""
        of, audit = KINDS[kind], self._session.audit

        def closed(_saved: object) -> None:
            self.show_state()
            then()

        if of is ReceivedAssessment and name is not None:
            record = known_record(audit, of, name)
            lines = [f"{label}: {words}" for label, words in record_lines(record, audit, self._)]
            self.app.push_screen(LinesBox(name, lines, self._), closed)
            return
        self.app.push_screen(self._box(of, name), closed)

    def _box(self, kind: type[Record], name: str | None) -> Dialog:
        """The form of a thing; a correction that nobody has decided on is decided on."""
        correction = self._session.audit.find(Correction, name) if kind is Correction else None
        if correction is not None and correction.decided is Decided.OPEN:
            return DecisionDialog(self._session, correction, self._)
        return RecordDialog(self._session, self._environment, kind, name, self._)

    def action_new(self) -> None:
        """Record a new thing in the marked part."""
        kinds = [kind for kind in AUDIT_PARTS[self.part].kinds if not kind.SINGLE]
        if len(kinds) > 1:
            choices = [(self._.say(AUDIT_WORDS[kind].one), kind.KIND) for kind in kinds]
            if EarlierPoint in kinds and self._earlier_audits():
                choices.append((self._("Anbefalingene i en tidligere revisjon …"), _EARLIER))
            self.choose(self._("Hva vil du legge til?"), choices, self._add)
        elif Correction in kinds:
            returned = (self._("Skjemaet som kom tilbake …"), _RETURNED)
            choices = [returned, (self._.say(AUDIT_WORDS[Correction].one), Correction.KIND)]
            self.choose(self._("Hva vil du legge til?"), choices, self._add)
        elif kinds:
            self._new(kinds[0])

    def _add(self, name: str) -> None:
        if name == _EARLIER:
            title = self._("Hvilken revisjon skal følges opp?")
            self.choose(title, self._earlier_audits(), self._follow_up)
        elif name == _RETURNED:
            box = ReturnedDialog(self._session, self._)
            self.ask_in(box, lambda: self._tell_returned(box.told))
        else:
            self._new(KINDS[name])

    def _tell_returned(self, told: Sequence[str]) -> None:
        self.show_state()
        self.app.push_screen(LinesBox(self._("Lest inn"), told, self._))

    def _earlier_audits(self) -> list[Choice]:
        """The other audits there are."""
        listed, own = audits_listed(self._environment, self._), self._session.audit.id
        return [(words, name) for name, words in listed.items() if name != own]

    def _follow_up(self, earlier: str) -> None:
        if self.done(lambda: self._session.follow_up(earlier)):
            self.show_state()

    def _new(self, kind: type[Record]) -> None:
        _ = self._
        if kind is ChosenCriterion and self._session.criteria_set is not None:
            self._choose_criteria()
        elif is_named_by(kind):
            receipts = open_receipts(self._environment)
            choices = ids_to_choose(self._session, receipts, kind, _)
            if not choices:
                self.say(phrase("Det er ingenting å velge ennå."), problem=True)
                return
            one = _.say(AUDIT_WORDS[kind].one)
            self.choose(_("Hva gjelder det ({kind})?", kind=one), choices, partial(self._of, kind))
        else:
            self._open(kind.KIND, None)

    def _of(self, kind: type[Record], name: str) -> None:
        """Go on with what was chosen for a thing to be of."""
        if kind is not ReceivedAssessment:
            self._open(kind.KIND, name)
            return
        receipts = open_receipts(self._environment)
        if self.done(lambda: self._session.record(taken(known_receipt(receipts, name)))):
            self.show_state()
            self._compare()

    def _choose_criteria(self) -> None:
        """Let a criterion be written, found in the set, or all of a theme be taken."""
        _, criteria_set = self._, self._session.criteria_set
        if criteria_set is None:
            return
        themes = [
            (_("Alle i temaet {theme}", theme=text_in(theme.title, _.language)), theme.id)
            for theme in criteria_set.themes
        ]
        choices = [(_("Skriv et eget kriterium"), _OWN), (_("Finn ett krav i settet …"), _ONE)]

        def chosen(name: str) -> None:
            if name == _OWN:
                self._open(ChosenCriterion.KIND, None)
            elif name == _ONE:
                found = CriterionDialog(criteria_set, _)
                self.choose_on(found, lambda one: self._ask_question((), (one,)))
            else:
                self._ask_question((name,), ())

        self.choose(_("Hvilket revisjonskriterium?"), [*choices, *themes], chosen)

    def _ask_question(self, themes: tuple[str, ...], criteria: tuple[str, ...]) -> None:
        """Choose the audit question that the criteria are to answer, where there are several."""
        questions = things_to_choose(self._session, AuditQuestion, self._)

        def chosen(question: str | None) -> None:
            if self.done(
                lambda: self._session.choose(
                    question, self._.language, themes=themes, criteria=criteria
                )
            ):
                self.show_state()

        if len(questions) > 1:
            self.choose(self._("Hvilken problemstilling?"), questions, chosen)
        else:
            chosen(questions[0][1] if questions else None)

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
        choices = [(_("alle"), _OWN), *((_.say(only.words), only.value) for only in ComparedOnly)]

        def chosen(name: str) -> None:
            self._only = None if name == _OWN else ComparedOnly(name)
            self.query_one("#parts", LeadingRows).highlighted = list(AUDIT_PARTS).index("verdicts")
            self._show_part()

        self.choose(_("Hvilke vurderinger vil du se?"), choices, chosen)

    def action_undo(self) -> None:
        """Take back one's own last step, and say what it was."""
        self._take_back(self._session.undo, lambda what: phrase("Angret: {what}", what=what))

    def action_redo(self) -> None:
        """Bring back what one undid last, and say what it was."""
        self._take_back(self._session.redo, lambda what: phrase("Tilbake igjen: {what}", what=what))

    def _take_back(
        self, change: Callable[[], tuple[Event, ...]], words: Callable[[str], Phrase]
    ) -> None:
        step: list[Event] = []
        if self.done(lambda: step.extend(change())):
            self.say(words(audit_step_words(step, self._)))
            self.show_state()

    def action_history(self) -> None:
        """Show what was done, the newest first."""
        _ = self._
        lines = [
            f"{step.when}  {step.who}  {step.words}" + (_(" (angret)") if step.undone else "")
            for step in audit_history(self._session.events, _)
        ]
        self.app.push_screen(LinesBox(_("Historikk"), lines, _))

    def action_report(self) -> None:
        """Choose a paper and a file, and make it."""
        roles = roles_to_choose(self._session, self._)
        box = PaperDialog(self._session.audit, roles, desk_of(self.app).folder, self._)
        self.ask_in(box, lambda: self._make(box.chosen))

    def _make(self, chosen: ChosenPaper) -> None:
        def tell(words: str, state: str) -> None:
            if words:
                severity: SeverityLevel = "error" if state == "fault" else "information"
                self.notify(visible(words), severity=severity, markup=False)

        content = partial(made, self._session, self._environment, chosen, self._)
        wanted = WantedFile(chosen.path, content, self._environment.home)
        make_file(wanted, self, tell, self._)
