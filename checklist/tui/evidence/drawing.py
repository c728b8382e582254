"""What the evidence screen says about a checkpoint and about each piece of evidence."""

from __future__ import annotations

from textual.content import Content

from checklist.appraisal import Weight, age_words, weigh, weigh_together
from checklist.assessment import Document, Evidence, FileSample, kind_of
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.text import searchable
from checklist.tui.signs import QUIET, answer_sign, file_sign, state_sign
from checklist.tui.widgets import StyledText, content, hung
from checklist.words import reasons_words, sample_dots, short_known_date


class EvidenceWords:
    """The words for one checkpoint of an open assessment, as it is when they are asked for."""

    def __init__(self, session: Session, translator: Translator, checkpoint_id: str) -> None:
        self._session = session
        self._ = translator
        self._checkpoint = session.checkpoint(checkpoint_id)
        self._criterion = session.criterion_of(checkpoint_id)

    def question(self) -> Content:
        """What is asked, and what was answered."""
        _ = self._
        answer = self._session.assessment.answer(self._checkpoint.id)
        sign = answer_sign(None if answer is None else answer.value)
        return content(
            (
                StyledText(text_in(self._criterion.title, _.language), "bold"),
                StyledText(f" › {_.say(self._checkpoint.aspect.words)}\n", QUIET),
                StyledText(text_in(self._checkpoint.question, _.language)),
                StyledText("  " + _("Svar:") + " ", QUIET),
                StyledText(f"{sign.sign} {_.say(sign.words)}", sign.style),
            )
        )

    def expected(self) -> Content:
        """What the criteria set would accept as evidence."""
        _ = self._
        if not self._checkpoint.evidence:
            return content(
                (StyledText(_("Kravene ber ikke om bestemt dokumentasjon her."), QUIET),)
            )
        parts = [StyledText(_("Dette ville vise det:"), QUIET)]
        for wanted in self._checkpoint.evidence:
            parts.append(StyledText(f"\n• {_.say(wanted.kind.words)}: ", "bold"))
            parts.append(StyledText(text_in(wanted.what, _.language)))
            if wanted.max_age is not None:
                age = _("ikke eldre enn {age}", age=_.say(age_words(wanted.max_age)))
                parts.append(StyledText(f" ({age})", QUIET))
        if (example := self._checkpoint.example) is not None:
            parts.append(StyledText("\n" + _("For eksempel: "), QUIET))
            parts.append(StyledText(text_in(example, _.language)))
        return content(parts)

    def strength(self) -> Content:
        """How strong the evidence is taken together, and why."""
        _ = self._
        linked = self._session.assessment.evidence_for(self._checkpoint.id)
        weight = weigh_together(
            ((evidence, self._weight(evidence)) for evidence in linked), self._checkpoint
        )
        sign = state_sign(weight.strength)
        reasons = reasons_words(weight, _)
        return content(
            (
                StyledText(_.one_or_many("{n} koblet til svaret", len(linked)), "bold"),
                StyledText(f"  {sign.sign} {_.say(sign.words)}", sign.style),
                StyledText(f": {reasons}" if reasons else "", QUIET),
            )
        )

    def line(self, evidence: Evidence, width: int, *, linked: bool) -> Content:
        """One piece of evidence in the list."""
        _ = self._
        parts = [
            StyledText("[✓] " if linked else "[ ] ", "bold" if linked else QUIET),
            StyledText(" ".join(evidence.title.split()), "bold" if linked else ""),
            StyledText("\n    "),
            StyledText(self.about(evidence), QUIET),
        ]
        if linked:
            weight = self._weight(evidence)
            sign = state_sign(weight.strength)
            reasons = reasons_words(weight, _)
            parts.append(StyledText(f"  {sign.sign} {_.say(sign.words)}", sign.style))
            parts.append(StyledText(f": {reasons}" if reasons else ""))
        elif (state := self._session.file_states.get(evidence.id)) and (wrong := file_sign(state)):
            parts.append(StyledText(f"  {wrong.sign} {_.say(wrong.words)}", wrong.style))
        if not linked:
            used = len(self._session.rest_on(evidence.id))
            words = (
                _.plural("brukt i {n} annet svar", "brukt i {n} andre svar", used)
                if used
                else _("ikke koblet til noe svar")
            )
            parts.append(StyledText(f"  {words}", QUIET))
        return hung(parts, width, hang=len("[ ] "))

    def search_text(self, evidence: Evidence) -> str:
        """Every word one may look for it by."""
        criteria = {self._session.criterion_of(n).id for n in self._session.rest_on(evidence.id)}
        titles = " ".join(
            text_in(self._session.criterion(name).title, self._.language) for name in criteria
        )
        return searchable(f"{evidence.title} {self.about(evidence)} {evidence.shows} {titles}")

    def where(self, evidence: Evidence) -> list[tuple[str, str]]:
        """The checkpoints that rest on it, in words, each with its id."""
        _, session = self._, self._session
        found = []
        for name in session.rest_on(evidence.id):
            title = text_in(session.criterion_of(name).title, _.language)
            point = session.checkpoint(name)
            words = text_in(point.question, _.language)
            found.append((f"{title} › {_.say(point.aspect.words)}: {words}", name))
        return found

    def about(self, evidence: Evidence) -> str:
        """What kind it is, from when, and where."""
        _ = self._
        day = short_known_date(evidence.date, _) if evidence.date else _("uten dato")
        return ", ".join((_.say(kind_of(evidence).words), day, *self._place(evidence)))

    def _place(self, evidence: Evidence) -> tuple[str, ...]:
        if isinstance(evidence, FileSample):
            counted = self._("{n} av {of}", n=evidence.count, of=evidence.of)
            return (f"{sample_dots(evidence.count, evidence.of)}{counted}",)
        if not isinstance(evidence, Document):
            return ()
        file = evidence.file
        where = evidence.archive or evidence.address
        if where is None and file is not None:
            known_as = file.known_as
            where = self._("kopi av {name}", name=known_as) if file.copied else known_as
        return () if where is None else (" ".join(where.split()),)

    def _weight(self, evidence: Evidence) -> Weight:
        session = self._session
        assessment = session.assessment
        return weigh(
            evidence, self._checkpoint, assessment.date, session.file_states, assessment.ends
        )
