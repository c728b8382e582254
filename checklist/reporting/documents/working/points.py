"""Checkpoints as the working papers name them: numbered, and sorted by whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checklist.appraisal import Appraisal, CheckpointAppraisal, CriterionAppraisal, day_before
from checklist.criteria import Checkpoint, EvidenceKind, ExpectedEvidence
from checklist.i18n import Translator
from checklist.reporting.documents.working.parts import ToFind
from checklist.reporting.references import References
from checklist.words import Wording, as_heading, wording


class Numbered(NamedTuple):
    """A checkpoint that is to be answered, and the number it goes by."""

    number: str
    criterion: CriterionAppraisal
    point: CheckpointAppraisal

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint itself."""
        return self.point.checkpoint


class Points:
    """The checkpoints of one report that are to be answered, in the order of the report."""

    def __init__(self, appraisal: Appraisal, found: References, _: Translator) -> None:
        self.appraisal = appraisal
        self.found = found
        self._ = _
        self.all = tuple(
            Numbered(f"{found.criteria[appraised.criterion.id].number}.{place}", appraised, point)
            for theme in appraisal.themes
            for appraised in theme.criteria
            for place, point in enumerate(appraised.asked, start=1)
        )
        self._asked_of = {
            numbered.checkpoint.id: frozenset(
                {*numbered.checkpoint.ask, appraisal.whom_to_ask(numbered.point)}
            )
            for numbered in self.all
        }
        self._titles = {role.id: role.title for role in appraisal.criteria_set.roles}

    def roles(self, chosen: str | None) -> tuple[str | None, ...]:
        """The chosen role alone, or all of the set and then nobody in particular (None)."""
        return (*self._titles, None) if chosen is None else (chosen,)

    def role(self, role: str | None) -> Wording:
        """The role as a heading, or that none is given."""
        if role is None:
            return Wording(text=self._("Ingen rolle er oppgitt"))
        return as_heading(wording(self._titles[role], self._.language))

    def anchor(self, role: str | None) -> str:
        """The place of the role in a paper. Numbered: no text becomes an anchor."""
        return f"rolle-{(*self._titles, None).index(role) + 1}"

    def asked_of(self, point: CheckpointAppraisal) -> frozenset[str | None]:
        """Everyone to ask about a checkpoint: those of the set, and the one the answer names."""
        return self._asked_of[point.checkpoint.id]

    def ask(self, point: CheckpointAppraisal, role: str | None) -> Wording | None:
        """The set's own interview question for the role."""
        question = None if role is None else point.checkpoint.ask.get(role)
        return None if question is None else wording(question, self._.language)

    def to_find(
        self, points: Iterable[Numbered], *, without: Sequence[EvidenceKind] = ()
    ) -> tuple[ToFind, ...]:
        """What would show the answers, each thing once, by kind."""
        wanted: dict[ExpectedEvidence, list[str]] = {}
        for numbered in points:
            for expected in numbered.checkpoint.evidence:
                if expected.kind not in without:
                    numbers = wanted.setdefault(expected, [])
                    if numbered.number not in numbers:
                        numbers.append(numbered.number)
        return tuple(
            ToFind(
                kind=self._.say(expected.kind.words),
                what=wording(expected.what, self._.language),
                age=self._age(expected),
                points=tuple(wanted[expected]),
            )
            for kind in EvidenceKind
            for expected in wanted
            if expected.kind is kind
        )

    def _age(self, expected: ExpectedEvidence) -> str:
        if expected.max_age is None:
            return ""
        return self._(
            "datert {day} eller senere",
            day=self._.short_date(day_before(self.appraisal.assessment.date, expected.max_age)),
        )
