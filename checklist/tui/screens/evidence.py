"""Evidence: what the answer to one checkpoint rests on."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from checklist.appraisal.strength import Weight, age_words, combined, weigh
from checklist.assessment.as_typed import written_date
from checklist.assessment.evidence import Document, Evidence, kind_of
from checklist.catalogue.model import text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.screens.confirm import ConfirmScreen
from checklist.tui.screens.evidence_form import EvidenceForm
from checklist.tui.screens.evidence_kind import EvidenceKindScreen
from checklist.tui.screens.help import HelpScreen
from checklist.tui.signs import GOOD, QUIET, answer_sign, strength_sign
from checklist.tui.widgets.bars import KeyBar, TopBar
from checklist.tui.widgets.drawing import Part, content, plain
from checklist.tui.widgets.hanging import hung

_LOOK_FOR_OTHERS_SECONDS = 1.0


class EvidenceScreen(Screen[None]):
    """The checkpoint, what would show it, and all evidence of the assessment to link or not."""

    KEYS = "evidence"
    CSS_PATH = "evidence.tcss"
    AUTO_FOCUS = "#evidence"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "link", show=False),
        Binding("n,plus", "new", show=False),
        Binding("e", "edit", show=False),
        Binding("x,delete", "remove", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, session: Session, translator: Translator, checkpoint_id: str) -> None:
        super().__init__()
        self._session = session
        self._ = translator
        self._checkpoint = session.checkpoint(checkpoint_id)
        self._criterion = session.criterion_of(checkpoint_id)
        # The order stays while the screen is open, so that the list does not jump under the hand.
        self._order: list[str] = []
        self._seen: object = None

    def compose(self) -> ComposeResult:
        """The checkpoint above, the evidence below, the keys at the bottom."""
        _ = self._
        yield TopBar()
        with VerticalScroll(id="asked"):
            yield Static(id="question")
            yield Static(id="expected")
        yield Static(id="strength")
        yield OptionList(id="evidence", compact=True)
        yield Static(id="problem")
        yield KeyBar(keys.evidence(_), keys.last(_))

    def on_mount(self) -> None:
        """Show the checkpoint as it stands."""
        self.query_one("#question", Static).update(self._question())
        self.query_one("#expected", Static).update(self._expected())
        self.set_interval(_LOOK_FOR_OTHERS_SECONDS, self.look_for_others)

    def on_resize(self) -> None:
        """Wrap the lines to the width there is."""
        self.call_after_refresh(self.show_state)

    def look_for_others(self) -> None:
        """Show what other programs have linked or recorded."""
        # The walk behind this screen tells when the journal can't be read.
        with contextlib.suppress(SamsjekkError):
            self._session.refresh()
        if self._session.assessment is not self._seen:
            self.show_state()

    def show_state(self, highlight: str | None = None) -> None:
        """Show the evidence as it is now, staying on the same line or going to `highlight`."""
        _ = self._
        self._seen = self._session.assessment
        self.query_one(TopBar).show(_("Dokumentasjon"), self._saved())
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
        shown.set_options(
            Option(self._line(evidence[name].value, linked=name in linked), id=name)
            for name in self._order
        )
        wanted = highlight or (current.id if current is not None else None)
        if wanted in self._order:
            shown.highlighted = self._order.index(wanted)
        elif self._order:
            shown.highlighted = 0
        self.query_one("#strength", Static).update(self._strength())

    # -- what it says -------------------------------------------------------------------

    def _question(self) -> Content:
        _ = self._
        answer = self._session.assessment.answer(self._checkpoint.id)
        sign = answer_sign(None if answer is None else answer.value)
        return content(
            (
                Part(text_in(self._criterion.title, _.language), "bold"),
                Part(f" › {_.say(self._checkpoint.aspect.words)}\n", QUIET),
                Part(text_in(self._checkpoint.question, _.language)),
                Part("  " + _("Svar:") + " ", QUIET),
                Part(f"{sign.sign} {_.say(sign.words)}", sign.style),
            )
        )

    def _expected(self) -> Content:
        _ = self._
        if not self._checkpoint.evidence:
            return content((Part(_("Kriteriene ber ikke om bestemt dokumentasjon her."), QUIET),))
        parts = [Part(_("Dette ville vise det:"), QUIET)]
        for wanted in self._checkpoint.evidence:
            parts.append(Part(f"\n• {_.say(wanted.kind.words)}: ", "bold"))
            parts.append(Part(text_in(wanted.what, _.language)))
            if wanted.max_age is not None:
                age = _("ikke eldre enn {age}", age=_.say(age_words(wanted.max_age)))
                parts.append(Part(f" ({age})", QUIET))
        return content(parts)

    def _strength(self) -> Content:
        _ = self._
        linked = self._session.assessment.evidence_for(self._checkpoint.id)
        weight = combined(self._weight(evidence) for evidence in linked)
        sign = strength_sign(weight.strength)
        reasons = ", ".join(_.say(reason) for reason in weight.reasons)
        return content(
            (
                Part(
                    _.plural("{n} koblet til svaret", "{n} koblet til svaret", len(linked)), "bold"
                ),
                Part(f"  {sign.sign} {_.say(sign.words)}", sign.style),
                Part(f": {reasons}" if reasons else "", QUIET),
            )
        )

    def _line(self, evidence: Evidence, *, linked: bool) -> Content:
        _ = self._
        day = written_date(evidence.date) if evidence.date else _("uten dato")
        parts = [
            Part("[✓] " if linked else "[ ] ", GOOD if linked else QUIET),
            Part(" ".join(evidence.title.split()), "bold" if linked else ""),
            Part("\n    "),
            Part(", ".join((_.say(kind_of(evidence).words), day, *self._place(evidence))), QUIET),
        ]
        if linked:
            weight = self._weight(evidence)
            sign = strength_sign(weight.strength)
            reasons = ", ".join(_.say(reason) for reason in weight.reasons)
            parts.append(Part(f"  {sign.sign} {_.say(sign.words)}", sign.style))
            parts.append(Part(f": {reasons}" if reasons else ""))
        else:
            used = sum(evidence.id in names for names in self._session.assessment.links.values())
            words = (
                _.plural("brukt i {n} annet svar", "brukt i {n} andre svar", used)
                if used
                else _("ikke koblet til noe svar")
            )
            parts.append(Part(f"  {words}", QUIET))
        width = self.size.width - 3
        return hung(parts, width, hang=len("[ ] "))

    def _place(self, evidence: Evidence) -> tuple[str, ...]:
        _ = self._
        if not isinstance(evidence, Document):
            return ()
        file = evidence.file
        where = evidence.archive or evidence.address
        if where is None and file is not None:
            where = _("kopi av fil") if file.copied else PurePath(file.path).name
        return () if where is None else (" ".join(where.split()),)

    def _weight(self, evidence: Evidence) -> Weight:
        session = self._session
        return weigh(evidence, self._checkpoint, session.assessment.date, session.file_states)

    # -- what one can do ----------------------------------------------------------------

    @on(OptionList.OptionSelected, "#evidence")
    def link_chosen(self) -> None:
        """Enter or a click on a line links it, or takes the link away."""
        self.action_link()

    def action_link(self) -> None:
        """Link the evidence under the cursor to the answer, or take the link away."""
        evidence = self._evidence()
        if evidence is None:
            return
        name = evidence.id
        linked = name in self._session.assessment.links.get(self._checkpoint.id, ())
        change = self._session.unlink if linked else self._session.link
        self._do(lambda: change(name, self._checkpoint.id))

    @work
    async def action_new(self) -> None:
        """Choose a kind, fill in its form, and link what is recorded to the answer."""
        asked = tuple(dict.fromkeys(wanted.kind for wanted in self._checkpoint.evidence))
        kind = await self.app.push_screen_wait(EvidenceKindScreen(self._, asked))
        if kind is None:
            return
        form = EvidenceForm(self._session, self._, kind, link_to=self._checkpoint.id)
        self.show_state(highlight=await self.app.push_screen_wait(form))

    @work
    async def action_edit(self) -> None:
        """Change the evidence under the cursor."""
        before = self._evidence()
        if before is None:
            return
        form = EvidenceForm(self._session, self._, kind_of(before), before=before)
        await self.app.push_screen_wait(form)
        self.show_state()

    @work
    async def action_remove(self) -> None:
        """Ask, and take the evidence under the cursor out of the assessment."""
        _ = self._
        evidence = self._evidence()
        if evidence is None:
            return
        used = sum(evidence.id in names for names in self._session.assessment.links.values())
        question = _(
            "Ta bort «{title}» fra egenvurderingen? {used} Historikken beholder den.",
            title=evidence.title,
            used=_.plural("{n} svar bygger på den.", "{n} svar bygger på den.", used)
            if used
            else _("Ingen svar bygger på den."),
        )
        if await self.app.push_screen_wait(ConfirmScreen(question, _("Ta bort"), _("Behold"))):
            self._do(lambda: self._session.remove_evidence(evidence.id))

    def action_help(self) -> None:
        """Show the keys and the signs."""
        self.app.push_screen(HelpScreen(self._, self.KEYS))

    def action_back(self) -> None:
        """Go back to the checkpoint."""
        self.dismiss(None)

    def _evidence(self) -> Evidence | None:
        """The evidence under the cursor; None where there is none, or it was removed elsewhere."""
        option = self.query_one("#evidence", OptionList).highlighted_option
        recorded = self._session.assessment.evidence.get(option.id or "") if option else None
        return None if recorded is None else recorded.value

    def _do(self, change: Callable[[], None]) -> None:
        problem = self.query_one("#problem", Static)
        try:
            change()
        except SamsjekkError as error:
            problem.update(plain(f"✗ {error.text(self._)}"))
            problem.display = True
            return
        problem.display = False
        self.show_state()

    def _saved(self) -> tuple[str, ...]:
        saved_at = self._session.saved_at
        if saved_at is None:
            return ()
        return (self._("Lagret {time}", time=f"{saved_at.astimezone():%H:%M:%S}"),)
