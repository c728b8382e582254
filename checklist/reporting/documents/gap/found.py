"""The findings in words, as the report lists them: each once, and no more than can be read."""

from __future__ import annotations

from checklist.appraisal import Severity
from checklist.criteria import AnswerValue
from checklist.i18n import Translator, phrases
from checklist.reporting.model import Fact, Finding, Reference
from checklist.reporting.report import Report
from checklist.words import Part, Status, Wording, if_any, sentence, shortened

MOST_IN_FULL = 20
MOST_POINTS = 3
MOST_WORDS = 35
"""What the report has room for. The appendix has all of it, as it was written."""

_GAPS = (AnswerValue.NO, AnswerValue.PARTLY)


class AskedAndAnswered(Part, frozen=True, kw_only=True):
    """What was asked, what was answered, and what was said of it.

    Attributes:
        comment: no longer than the report has room for; empty where nothing was said.
    """

    question: Wording
    answer: Status
    comment: str


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


def _in_words(finding: Finding, most: int, _: Translator) -> FoundInWords:
    criterion = finding.criterion
    against = [fact for fact in finding.telling if fact.answer.code in _GAPS]
    return FoundInWords(
        reference=finding.reference,
        severity=finding.severity,
        criterion=criterion.reference,
        key=criterion.key,
        points=tuple(map(_point, against[:most])),
        more=if_any(
            phrases(
                "{n} svar til peker på det samme kravet (vedlegg A).",
                "{n} svar til peker på det samme kravet (vedlegg A).",
                len(against) - most,
            ),
            _,
        ),
        own_reason=shortened(criterion.judgement.own_reason or "", MOST_WORDS),
        yardstick=finding.yardstick,
    )


def _point(fact: Fact) -> AskedAndAnswered:
    comment = shortened(fact.comment, MOST_WORDS)
    return AskedAndAnswered(question=fact.question, answer=fact.answer, comment=sentence(comment))
