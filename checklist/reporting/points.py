"""Checkpoints as the working papers name them: numbered, and sorted by whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checklist.appraisal import (
    CheckpointAppraisal,
    CriterionAppraisal,
    day_before,
    left_out_of_papers,
)
from checklist.criteria import Checkpoint, Depth, EvidenceKind, ExpectedEvidence
from checklist.i18n import one_or_many
from checklist.reporting.report import Report
from checklist.words import Part, Wording, as_heading, if_any, wording


class ToFind(Part, frozen=True, kw_only=True):
    """Something that would show an answer, how old it may be, and the checkpoints it is for."""

    kind: str
    what: Wording
    age: str
    points: tuple[str, ...]


class ForRole(Part, frozen=True, kw_only=True):
    """What a paper has for one role begins so: whose it is, its place, and what is said first.

    `id` is the code word of the role in the set; empty where the set names none to ask.
    """

    id: str
    role: Wording
    anchor: str
    says: str


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
    """The checkpoints of one report that are to be answered, in the order of the report.

    `depth` is how deep the paper goes: a quick one leaves out what nobody has answered and the
    quick walk does not ask. `left_out` are those.
    """

    def __init__(self, report: Report, depth: Depth = Depth.FULL) -> None:
        self.appraisal = appraisal = report.appraisal
        self.found = found = report.references
        self.sections = report.sections
        self._ = report.translator
        left_out = left_out_of_papers(appraisal, depth)
        every = tuple(
            Numbered(f"{found.criteria[appraised.criterion.id].number}.{place}", appraised, point)
            for of_one in appraisal.by_theme.values()
            for appraised in of_one
            for place, point in enumerate(appraised.asked, start=1)
        )
        self.all = tuple(n for n in every if n.checkpoint.id not in left_out)
        self.left_out = tuple(n for n in every if n.checkpoint.id in left_out)
        self._titles = {role.id: role.title for role in appraisal.criteria_set.roles}
        self.every_role: tuple[str | None, ...] = (*self._titles, None)
        self.roles = self.every_role if report.role is None else (report.role or None,)

    def role(self, role: str | None) -> Wording:
        """The role as a heading, or that none is given."""
        if role is None:
            return Wording(text=self._("Ingen rolle er oppgitt"))
        return as_heading(wording(self._titles[role], self._.language))

    def anchor(self, role: str | None) -> str:
        """The place of the role in a paper. Numbered: no text becomes an anchor."""
        return f"rolle-{self.every_role.index(role) + 1}"

    def asked_of(self, role: str | None) -> list[Numbered]:
        """What to ask a role: what the set asks of it, and what an answer sends to it."""
        return [numbered for numbered in self.all if self._is_asked(role, numbered)]

    def says_left_out(self, chosen: str | None) -> str:
        """How many questions a quick paper leaves out, of one role or of all; empty without any."""
        left_out = [n for n in self.left_out if chosen is None or self._is_asked(chosen or None, n)]
        words = one_or_many(
            "Dette er til en rask gjennomgang: {n} spørsmål som ikke er med i den og ikke er "
            "besvart, er utelatt.",
            len(left_out),
        )
        return if_any(words, self._)

    def _is_asked(self, role: str | None, numbered: Numbered) -> bool:
        return role in numbered.checkpoint.ask or role == self.first(numbered)

    def first(self, numbered: Numbered) -> str | None:
        """The role to ask first; None where the set names none."""
        return self.appraisal.whom_to_ask(numbered.point)

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
                age="" if expected.max_age is None else self._newer_than(expected.max_age),
                points=tuple(wanted[expected]),
            )
            for kind in EvidenceKind
            for expected in wanted
            if expected.kind is kind
        )

    def _newer_than(self, age: str) -> str:
        assessment = self.appraisal.assessment
        day = self._.date(day_before(assessment.date, age))
        if assessment.ends is None:
            return self._("datert {day} eller senere", day=day)
        # What is dated after the assessment does not strengthen it.
        return self._("datert fra {day} til {last}", day=day, last=self._.date(assessment.ends))
