"""The parts of the documents that look back, as plain values: follow-up and change.

They are made of the same small values as the other parts (`model.py`), and held to the same: every
text is in the reader's language, and the renderer makes it harmless.
"""

from collections.abc import Iterable
from typing import Self

from checklist.reporting.model import CriterionSection, EvidenceLine, Fact, Judgement, Reference
from checklist.words import Part, Status, Wording


class Decision(Part, frozen=True, kw_only=True):
    """What is followed up: in which words, by whom it was given, when, and where it stands."""

    reference: Reference
    text: Wording
    given_by: str
    date: str
    case: str
    place: str


class FollowedAction(Part, frozen=True, kw_only=True):
    """What is done about a point. `overdue` is about the day of the report."""

    what: str
    status: Status
    role: str
    deadline: str
    overdue: bool
    effect: str


class ProcedureLine(Part, frozen=True, kw_only=True):
    """A procedure beside the decision. `age` is in words, or empty."""

    title: str
    date: str
    standing: str
    age: str
    points: tuple[Reference, ...]


class CriterionFacts(Part, frozen=True, kw_only=True):
    """The facts that belong to one criterion."""

    criterion: Reference
    facts: tuple[Fact, ...]


class FollowUpPoint(Part, frozen=True, kw_only=True):
    """One point: decision, measures, procedures, facts, verdict, and what can't be judged.

    `measures` and `procedures_lead` are sentences; they are there also where there is nothing.
    """

    decision: Decision
    judgement: Judgement
    measures: str
    actions: tuple[FollowedAction, ...]
    procedures_lead: str
    procedures: tuple[ProcedureLine, ...]
    facts: tuple[CriterionFacts, ...]
    limits: tuple[str, ...]
    open: tuple[CriterionFacts, ...]


class FollowUpPart(Part, frozen=True, kw_only=True):
    """The whole follow-up. `points` is empty where there is nothing to follow up.

    `remedy` says what to add then. `origin` says what the points are: recorded recommendations, or
    findings of an earlier assessment.
    """

    remedy: str
    origin: str
    lead: tuple[str, ...]
    rule: tuple[str, ...]
    points: tuple[FollowUpPoint, ...]
    procedures_lead: str
    procedures: tuple[ProcedureLine, ...]
    other_actions: tuple[FollowedAction, ...]
    limits: tuple[str, ...]
    criteria: tuple[CriterionSection, ...]
    evidence: tuple[EvidenceLine, ...]


class ThenNow(Part, frozen=True, kw_only=True):
    """A theme or an audit question: its conclusion then and now, and what that amounts to.

    `reason` is that of the conclusion now, or empty where it is the same as then.
    """

    title: Wording
    then: Status
    now: Status
    change: str
    reason: str


class AnswerThenAndNow(Part, frozen=True, kw_only=True):
    """An answer then and now, with what is said about it now."""

    aspect: str
    question: Wording
    decisive: bool
    then: Status
    now: Status
    comment: str
    place: str


class ChangedCriterion(Part, frozen=True, kw_only=True):
    """A criterion whose verdict is another, and the answers that changed.

    `why` says it where no answer did.
    """

    title: Wording
    requirement: Wording
    then: Status
    now: Status
    reason: str
    answers: tuple[AnswerThenAndNow, ...]
    why: str


class ChangedGroup(Part, frozen=True, kw_only=True):
    """Criteria that went the same way."""

    code: str
    heading: str
    lead: str
    criteria: tuple[ChangedCriterion, ...]


class FindingLine(Part, frozen=True, kw_only=True):
    """A finding that is new, closed or standing, with what is said about it."""

    title: Wording
    severity: Status
    says: str
    recommendation: Wording | None


class AnswerGroup(Part, frozen=True, kw_only=True):
    """The changed answers of one criterion."""

    title: Wording
    answers: tuple[AnswerThenAndNow, ...]


class NamedLine(Part, frozen=True, kw_only=True):
    """Something by its title, with a sentence about it."""

    title: Wording
    says: str


class NamedList(Part, frozen=True, kw_only=True):
    """A sentence about several things, and the things."""

    lead: str
    lines: tuple[NamedLine, ...]

    @classmethod
    def of(cls, lead: str, lines: Iterable[NamedLine]) -> Self:
        """The list with these lines."""
        return cls(lead=lead, lines=tuple(lines))


class ChangePart(Part, frozen=True, kw_only=True):
    """The whole change report, from the earlier assessment to this one."""

    then: str
    now: str
    then_title: str
    then_version: str
    summary: tuple[str, ...]
    questions: tuple[ThenNow, ...]
    themes: tuple[ThenNow, ...]
    groups: tuple[ChangedGroup, ...]
    unchanged: str
    new_findings: tuple[FindingLine, ...]
    closed_findings: tuple[FindingLine, ...]
    unsettled_findings: tuple[FindingLine, ...]
    lapsed_findings: tuple[FindingLine, ...]
    standing_findings: tuple[FindingLine, ...]
    answers_lead: str
    answers: tuple[AnswerGroup, ...]
    evidence: tuple[NamedList, ...]
    actions: tuple[NamedList, ...]
    law: tuple[NamedList, ...]
    method: tuple[str, ...]
