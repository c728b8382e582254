"""Answers that don't go together, or don't go with their numbers, in words."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.appraisal import Appraisal, Clash, NumberClash
from checklist.assessment import Answer
from checklist.i18n import Translator
from checklist.words.entries import Entries, Entry, Piece
from checklist.words.figures import figure_sentence
from checklist.words.sentences import wording
from checklist.words.values import Wording


def clash_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """Answers that don't go together, each with a criterion it is about."""
    clashes, places = appraisal.clashes, appraisal.places
    for clash, said in zip(clashes, clash_lines(appraisal, _), strict=True):
        leads_to = next(
            (places[name][0].criterion.id for name in clash.checkpoints if name in places), None
        )
        yield Entry(((Piece(said, sign="!", strong=True),),), leads_to, 1)


def clash_lines(appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """Answers that don't go together, one sentence each."""
    for clash in appraisal.clashes:
        yield _("Se på nytt: {says}", says=clash_says(clash, _).text)


def clash_says(clash: Clash | NumberClash, _: Translator) -> Wording:
    """What is said of answers that don't go together, or of one and its number."""
    if isinstance(clash, Clash):
        return wording(clash.contradiction.says, _.language)
    figure = figure_sentence(clash.answer, clash.checkpoint.measure, _)
    return Wording(text=f"{odds_words(clash.answer, _)} {figure}")


def odds_words(answer: Answer, _: Translator) -> str:
    """That an answer and its own number don't go together, where the number stands beside it."""
    value = "" if answer.value is None else _.say(answer.value.words).lower()
    return _("Svaret er {value}, men tallet sier noe annet.", value=value)
