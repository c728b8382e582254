"""People and what they disagree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checklist.appraisal import Appraisal, labels
from checklist.assessment import Answer, Recorded
from checklist.criteria import text_in
from checklist.i18n import Translator


def disagreement_lines(appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """Checkpoints that people answered differently without seeing it, one sentence each."""
    questions = {
        point.checkpoint.id: text_in(point.checkpoint.question, _.language)
        for appraised in appraisal.criteria.values()
        for point in appraised.checkpoints
    }
    for name, answers in appraisal.assessment.disagreements.items():
        who = disagreement_words(answers, _)
        yield _("Ulike svar: {question} {who}", question=questions.get(name, name), who=who)


def disagreement_words(answers: Sequence[Recorded[Answer]], _: Translator) -> str:
    """Anna: ja · Bo: nei."""
    names = labels(given.author for given in answers)
    return " · ".join(
        "{who}: {answer}".format(
            who=names[given.author.name],
            answer=_("ikke besvart")
            if given.value.value is None
            else _.say(given.value.value.words),
        )
        for given in answers
    )
