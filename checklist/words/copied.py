"""One criterion with its law and its answers as plain text, to be pasted elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.appraisal import Appraisal, CheckpointAppraisal, CriterionAppraisal
from checklist.assessment import VerdictCode
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.words.figures import figure_words
from checklist.words.findings import advice_words
from checklist.words.law import citation_address, cited_places
from checklist.words.states import answer_status


def whole_criterion(appraised: CriterionAppraisal, appraisal: Appraisal, _: Translator) -> str:
    """The duty, what it rests on, each question with what is answered, and the verdict.

    Internal notes are not in it: they never leave the assessment.
    """
    return "\n".join(_lines(appraised, appraisal, _)) + "\n"


def _lines(appraised: CriterionAppraisal, appraisal: Appraisal, _: Translator) -> Iterator[str]:
    criterion, verdict = appraised.criterion, appraised.verdict
    yield text_in(criterion.title, _.language)
    yield f"{_.say(criterion.force.words).upper()} {text_in(criterion.requirement, _.language)}"
    for label, citation, source in cited_places(appraisal, criterion, _):
        yield f"{label}: {text_in(citation.says, _.language)}"
        if where := citation_address(citation, source):
            yield where
    for point in appraised.asked:
        yield ""
        yield from _point(point, _)
    yield ""
    reason = _.say(verdict.reason) if verdict.set_reason is None else verdict.set_reason
    yield _("Vurdering: {verdict} ({reason}).", verdict=_.say(verdict.code.words), reason=reason)
    if verdict.code in (VerdictCode.NOT_MET, VerdictCode.PARTLY):
        yield _("Anbefaling: ") + advice_words(appraised, _)


def _point(point: CheckpointAppraisal, _: Translator) -> Iterator[str]:
    checkpoint, answer = point.checkpoint, point.answer
    yield f"{_.say(checkpoint.aspect.words)}: {text_in(checkpoint.question, _.language)}"
    yield _("Ja betyr: {text}", text=text_in(checkpoint.yes_means, _.language))
    yield _("Svar: {answer}", answer=answer_status(point.value, _).word)
    if answer is not None and answer.comment:
        yield answer.comment + (f" ({answer.place})" if answer.place else "")
    if figure := figure_words(answer, checkpoint.measure, _):
        yield _("Tall: {number}", number=figure)
    for evidence, weight in point.evidence:
        strength = _.say(weight.strength.words)
        yield _("Dokumentasjon: {title} ({strength})", title=evidence.title, strength=strength)
