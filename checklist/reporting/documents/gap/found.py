"""The findings in words, as the report lists them: each once, and no more than can be read."""

from __future__ import annotations

from checklist.appraisal import Severity
from checklist.criteria import AnswerValue
from checklist.i18n import Translator, one_or_many
from checklist.reporting.model import Fact, Finding, Reference
from checklist.reporting.report import Report
from checklist.words import Part, Status, Wording, if_any, sentence, shortened

MOST_IN_FULL = 20
MOST_POINTS = 2
MOST_WORDS = 30
MOST_OF_A_COMMENT = 60
"""What the report has room for. The appendix has all of it, as it was written."""

_GAPS = (AnswerValue.NO, AnswerValue.PARTLY)


class AskedAndAnswered(Part, frozen=True, kw_only=True):
    """What was asked, what was answered, and what was said of it.

    Attributes:
        comment: as it was written, or that it is too long; empty where nothing was said.
    """

    question: Wording
    answer: Status
    comment: str


class AnswerAgainst(Part, frozen=True, kw_only=True):
    """A no that is no finding, because too little else is answered about the criterion."""

    criterion: Reference
    point: AskedAndAnswered


class FoundInWords(Part, frozen=True, kw_only=True):
    """A finding in words.

    Attributes:
        key: whether it is about one of the main criteria of its theme.
        points: what was answered no or partly, the gravest first.
        more: how many more there are, or empty.
        own_reason: what a person said who judged otherwise than the rule; empty else.
        yardstick: who set what yes means, with the section, as a sentence.
    """

    reference: Reference
    severity: Status
    criterion: Reference
    key: bool
    points: tuple[AskedAndAnswered, ...]
    more: str
    own_reason: str
    yardstick: str


def found(report: Report, _: Translator) -> tuple[FoundInWords, ...]:
    """The findings in words, the most serious first; those that only lack evidence are not here."""
    listed = [f for f in report.findings if f.severity.code != Severity.UNDOCUMENTED]
    return tuple(
        _in_words(finding, MOST_POINTS if place < MOST_IN_FULL else 1, _)
        for place, finding in enumerate(listed)
    )


def answers_against(report: Report, _: Translator) -> tuple[AnswerAgainst, ...]:
    """Each no in a criterion that is undetermined: no finding, but not to be passed over."""
    return tuple(
        AnswerAgainst(criterion=criterion.reference, point=_point(fact, _))
        for theme in report.themes
        for criterion in theme.criteria
        for fact in criterion.against
        if fact.answer.code == AnswerValue.NO
    )


def undocumented(report: Report, _: Translator) -> str:
    """Which findings only lack evidence, and where they are told; empty where none does."""
    numbers = [
        finding.reference.number
        for finding in report.findings
        if finding.severity.code == Severity.UNDOCUMENTED
    ]
    if not numbers:
        return ""
    return _.plural(
        "{first} er et krav som er oppfylt etter svarene, men ikke dokumentert. Det står i "
        "anbefaling {advice}.",
        "{first}–{last} er {n} krav som er oppfylt etter svarene, men ikke dokumentert. De står i "
        "anbefaling {advice}.",
        len(numbers),
        first=numbers[0],
        last=numbers[-1],
        advice=report.advice[-1].number,
    )


def _in_words(finding: Finding, most: int, _: Translator) -> FoundInWords:
    criterion = finding.criterion
    against = [fact for fact in finding.telling if fact.answer.code in _GAPS]
    return FoundInWords(
        reference=finding.reference,
        severity=finding.severity,
        criterion=criterion.reference,
        key=criterion.key,
        points=tuple(_point(fact, _) for fact in against[:most]),
        more=if_any(
            one_or_many("{n} svar til i kravet er nei eller delvis.", len(against) - most), _
        ),
        own_reason=shortened(criterion.judgement.own_reason or "", MOST_WORDS),
        yardstick=finding.yardstick,
    )


def _point(fact: Fact, _: Translator) -> AskedAndAnswered:
    """The comment is whole or left out: the first part of it may be all praise and no fault."""
    comment = sentence(" ".join(fact.comment.split()))
    if len(comment.split()) > MOST_OF_A_COMMENT:
        comment = _("Begrunnelsen er for lang til å stå her.")
    return AskedAndAnswered(question=fact.question, answer=fact.answer, comment=comment)
