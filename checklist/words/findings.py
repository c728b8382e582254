"""A finding in words: what was asked and answered, what was said of it, and what it is held to."""

from __future__ import annotations

from typing import NamedTuple

from checklist.appraisal import CriterionAppraisal, Severity, point_yardstick
from checklist.assessment import Assessment
from checklist.criteria import AnswerValue, CriteriaSet, text_in
from checklist.i18n import Translator
from checklist.words.sentences import sentence
from checklist.words.states import answer_status
from checklist.words.yardsticks import yardstick_words


class FoundPoint(NamedTuple):
    """A checkpoint that a finding rests on.

    Attributes:
        asked: the question and the answer: Er rutinen skriftlig? Nei.
        comment: what was written about the answer, as a sentence; empty where nothing was.
        yardstick: who set what yes means, with the section, as a sentence.
    """

    asked: str
    comment: str
    yardstick: str

    def __str__(self) -> str:
        """Question, answer and comment. A comment never stands without its question."""
        return f"{self.asked} {self.comment}".rstrip()


def asked_words(question: str, answer: str) -> str:
    """A question and its answer as they are read together: Er rutinen skriftlig? Nei."""
    return f"{' '.join(question.split())} {sentence(answer)}"


def found_points(
    appraised: CriterionAppraisal, assessment: Assessment, criteria_set: CriteriaSet, _: Translator
) -> tuple[FoundPoint, ...]:
    """What was answered no or partly, the gravest first; none where every answer is yes."""
    if appraised.severity is Severity.UNDOCUMENTED:
        return ()
    return tuple(
        FoundPoint(
            asked=asked_words(
                text_in(point.checkpoint.question, _.language), answer_status(point.value, _).word
            ),
            comment=""
            if point.answer is None
            else sentence(" ".join(point.answer.comment.split())),
            yardstick=yardstick_words(
                point_yardstick(appraised.criterion, point.checkpoint, assessment.date),
                criteria_set,
                _,
            ),
        )
        for point in appraised.telling
    )


def advice_words(appraised: CriterionAppraisal, _: Translator) -> str:
    """What should be done about a criterion, as one text."""
    return " ".join(text_in(part, _.language) for part in appraised.advice)


def why_words(appraised: CriterionAppraisal, _: Translator) -> str:
    """Why it is a finding, as one sentence: what a person said, or the gravest of the answers."""
    if reason := finding_reason(appraised, _):
        return sentence(reason)
    point = appraised.telling[0]
    answer = answer_status(point.value, _).word
    if point.checkpoint.decisive and point.value is AnswerValue.NO:
        answer = _("{answer}, og det er avgjørende", answer=answer)
    return asked_words(text_in(point.checkpoint.question, _.language), answer)


def should_words(appraised: CriterionAppraisal, _: Translator) -> str:
    """What should be done about a finding first."""
    if appraised.severity is Severity.UNDOCUMENTED:
        return _("Kommunen bør legge fram noe som viser det.")
    return " ".join(text_in(appraised.advice[0], _.language).split())


def finding_reason(appraised: CriterionAppraisal, _: Translator) -> str:
    """Why a criterion has its verdict, where its answers alone don't say it; else empty."""
    verdict = appraised.verdict
    if verdict.set_reason is not None:
        return " ".join(verdict.set_reason.split())
    return _("påstått, men ikke vist") if appraised.claimed else ""
