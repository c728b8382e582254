"""What a correction does to what an assessment is measured with, as a question."""

from __future__ import annotations

from checklist.appraisal import OtherYardsticks
from checklist.i18n import Phrase, one_or_many, phrase
from checklist.words.sentences import in_a_row


def other_yardsticks_words(other: OtherYardsticks) -> Phrase:
    """How many criteria begin, end or are measured otherwise, and whether that is right."""
    counted = (
        one_or_many("{n} krav gjelder ikke lenger.", other.end),
        one_or_many("{n} krav som ikke gjaldt, gjelder nå.", other.begin),
        one_or_many("{n} krav får andre kontrollpunkter.", other.points),
        one_or_many("{n} krav måles mot andre steder i loven.", other.law),
    )
    what = in_a_row([one for one in counted if one.number])
    return phrase("Rettelsen endrer hva dere måles mot. {what} Er det riktig?", what=what)
