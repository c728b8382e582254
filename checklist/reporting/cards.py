"""What each audit question came to, told together: conclusion, findings, and what is not known.

The documents on one page are made of these cards. How much a card says is a `Room`; a document
has a ladder of them, from everything to least.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checklist.appraisal import CheckpointAppraisal, QuestionAppraisal, Severity
from checklist.criteria import AnswerValue, EvidenceKind, Question
from checklist.i18n import one_or_many
from checklist.reporting.fitting import short, shortened, whole
from checklist.reporting.model import CriterionSection, Fact, Finding, Reference
from checklist.reporting.report import Report
from checklist.words import Part, Status, Wording, asked_words, if_any, sentence, wording

LINE = 30
_HEAD = 130
"""Letters that a part loses where its last line is not full, and a card in its heading."""


class Room(NamedTuple):
    """What a card has room for: how many of each, and how many letters of a text.

    Attributes:
        findings: told in full; the others are counted.
        points: checkpoints of a finding.
        comment: letters of what was written about an answer.
        advice: letters of a recommendation; 0 where it is not said.
        why: whether it is said what a finding means for people.
        measured: whether it is said what each finding was measured with, and not only what may
            be a breach.
        leaning: answers that point to something not in order, where nothing is concluded.
        named: whether the findings that are not told are named, or only counted.
        known: answers that show something in order.
        settling: questions that would settle it.
        question: letters of the audit question.
    """

    findings: int = 3
    points: int = 1
    comment: int = 250
    advice: int = 300
    why: bool = False
    measured: bool = True
    named: bool = False
    leaning: int = 3
    known: int = 2
    settling: int = 3
    question: int = 400


LEAST = Room(
    findings=0, points=0, comment=0, advice=0, measured=False, leaning=0, known=0, settling=0
)
"""Room for the question and its conclusion."""


class ToldPoint(Part, frozen=True, kw_only=True):
    """A checkpoint: the question and its answer as they are read together, and the comment."""

    answer: Status
    asked: str
    comment: str


class ToldFinding(Part, frozen=True, kw_only=True):
    """A finding with all that belongs to it; `advice` and `why` are None where there is no room."""

    reference: Reference
    severity: Status
    points: tuple[ToldPoint, ...]
    yardstick: str
    advice: Wording | None
    why: Wording | None


class ToSettle(Part, frozen=True, kw_only=True):
    """A question that would settle what is undetermined, and how it is found out."""

    question: Wording
    how: str


class QuestionCard(Part, frozen=True, kw_only=True):
    """An audit question with its conclusion and what that rests on.

    Attributes:
        findings_lead: how many findings there are, where not all of them are told; or empty.
        also: the titles of the findings that are not told, or empty.
        leaning: answers that point to something that is not in order.
        known: answers that show something that is in order.
        settling_left: how many questions would settle it beside those named, or empty.
    """

    question: Wording
    status: Status
    reason: str
    findings_lead: str
    findings: tuple[ToldFinding, ...]
    also: str
    leaning: tuple[ToldPoint, ...]
    known: tuple[ToldPoint, ...]
    settling: tuple[ToSettle, ...]
    settling_left: str

    @property
    def letters(self) -> int:
        """About how much room it takes beside other cards: each part has a line of its own."""
        texts = [self.question.text, self.status.word, self.reason, self.also, " " * _HEAD]
        for found in self.findings:
            texts += [found.reference.title.text, found.yardstick, str(found.advice or "")]
            texts += [f"{point.asked} {point.comment}" for point in found.points]
        texts += [f"{point.asked} {point.comment}" for point in (*self.leaning, *self.known)]
        texts += [f"{one.question} {one.how}" for one in self.settling]
        return sum(len(text) + LINE for text in texts)


class Cards:
    """Makes the cards of one report, however much room there is."""

    def __init__(self, report: Report) -> None:
        self._report, self._ = report, report.translator
        self._findings = {f.criterion.reference.anchor: f for f in report.findings}
        self._roles = {
            role.id: wording(role.title, self._.language).text
            for role in report.appraisal.criteria_set.roles
        }
        self._appraised = {theme.theme.id: theme for theme in report.appraisal.themes}
        self._themes = dict(zip(self._appraised, report.themes, strict=True))
        self._first: dict[str, Question] = {}
        for asked in report.appraisal.questions:
            for theme in asked.question.themes:
                self._first.setdefault(theme, asked.question)

    def card(self, asked: QuestionAppraisal, room: Room) -> QuestionCard:
        """One audit question in so much room."""
        _ = self._
        concluded = self._report.sections.question(asked)
        criteria = self._criteria(asked)
        findings = [
            self._findings[one.reference.anchor]
            for one in criteria
            if one.reference.anchor in self._findings
        ]
        findings.sort(key=list(self._findings.values()).index)
        leaning, known = self._other_points(criteria)
        settling = self._settling(asked)
        return QuestionCard(
            question=short(concluded.reference.title, room.question),
            status=concluded.status,
            reason=concluded.reason,
            findings=tuple(self._finding(one, room) for one in findings[: room.findings]),
            findings_lead=self._lead(len(findings), room.findings),
            also=self._also(findings[room.findings :]) if room.named else "",
            leaning=told_points(leaning[: room.leaning], room.comment),
            known=told_points(known[: room.known], room.comment),
            settling=settling[: room.settling],
            settling_left=""
            if not room.settling
            else if_any(one_or_many("{n} spørsmål til.", len(settling) - room.settling), _),
        )

    def _criteria(self, asked: QuestionAppraisal) -> list[CriterionSection]:
        """The criteria of the question's themes. A theme belongs to the first that has it."""
        return [
            criterion
            for theme in asked.question.themes
            if self._first[theme] is asked.question
            for criterion in self._themes[theme].criteria
        ]

    def _lead(self, findings: int, told: int) -> str:
        """How many findings there are, where not all of them are told."""
        _ = self._
        if findings <= told:
            return ""
        if not told:
            return if_any(one_or_many("{n} funn i gaprapporten.", findings), _)
        return _.plural(
            "{all} funn. Det mest alvorlige:",
            "{all} funn. De {n} mest alvorlige:",
            told,
            all=findings,
        )

    def _also(self, findings: Sequence[Finding]) -> str:
        """The findings that are not told, by their titles."""
        if not findings:
            return ""
        titles = [f"{f.severity.sign} {f.reference.number} {f.reference.title}" for f in findings]
        return self._("Også: {findings}.", findings=", ".join(titles))

    def _finding(self, finding: Finding, room: Room) -> ToldFinding:
        # A possible breach is never told without the section of the law.
        breach = finding.severity.code == Severity.POSSIBLE_BREACH
        return ToldFinding(
            reference=finding.reference,
            severity=finding.severity,
            points=told_points(finding.telling[: room.points], room.comment),
            yardstick=finding.yardstick if room.measured or breach else "",
            advice=short(finding.recommendation, room.advice) if room.advice else None,
            why=finding.criterion.why if room.why else None,
        )

    def _other_points(
        self, criteria: Iterable[CriterionSection]
    ) -> tuple[Sequence[Fact], Sequence[Fact]]:
        """What points to something not in order, and what shows order, outside the findings."""
        leaning: list[Fact] = []
        known: list[Fact] = []
        for criterion in criteria:
            if criterion.finding is None:
                leaning += criterion.against
                known += [fact for fact in criterion.facts if fact.answer.code == AnswerValue.YES]
        # What somebody explained says more than an answer alone, and what decides comes first.
        leaning.sort(key=lambda fact: (not _decides(fact), not fact.comment))
        known.sort(key=lambda fact: (not fact.decisive, not fact.comment))
        return leaning, known

    def _settling(self, asked: QuestionAppraisal) -> tuple[ToSettle, ...]:
        """The questions that would settle it: one of each theme in turn."""
        by_theme = [self._appraised[theme].settled_by for theme in asked.question.themes]
        longest = max(map(len, by_theme), default=0)
        return tuple(
            self._to_settle(points[place])
            for place in range(longest)
            for points in by_theme
            if place < len(points)
        )

    def _to_settle(self, point: CheckpointAppraisal) -> ToSettle:
        _ = self._
        sampled = any(e.kind is EvidenceKind.FILE_SAMPLE for e in point.checkpoint.evidence)
        role = self._roles.get(self._report.appraisal.whom_to_ask(point) or "", "")
        asked = _("spør {role}", role=role) if role else ""
        how = _("stikkprøve") if sampled else asked
        return ToSettle(question=wording(point.checkpoint.question, _.language), how=how)


def told_points(facts: Iterable[Fact], letters: float) -> tuple[ToldPoint, ...]:
    """Checkpoints in words: a comment never stands without its question."""
    return tuple(
        ToldPoint(
            answer=fact.answer,
            asked=asked_words(fact.question.text, fact.answer.word),
            comment=_comment(fact, letters) if fact.comment and letters else "",
        )
        for fact in facts
    )


def _comment(fact: Fact, letters: float) -> str:
    fitted = whole if fact.told_whole else shortened
    return fitted(sentence(fact.comment), letters)


def _decides(fact: Fact) -> bool:
    """Whether this answer alone makes the requirement not met."""
    return fact.decisive and fact.answer.code == AnswerValue.NO
