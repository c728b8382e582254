"""Which dates are possible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from checklist.assessment.deciding.refusals import Doubtful, Refused
from checklist.assessment.evidence import first_day
from checklist.assessment.typed_dates import date_phrase, partial_date
from checklist.i18n import Phrase, phrase

_TO_COME = phrase("{day} er ikke kommet ennå. Dokumentasjon kan ikke ha en dato i framtiden.")


class Possible(NamedTuple):
    """The first day a date may be; today is the last.

    Outside, `words` refuse it, or ask about it where it is `asked`.
    """

    first: date = date.min
    words: Phrase = _TO_COME
    asked: bool = False


POSSIBLE_DATES: Mapping[str, Possible] = {
    "assessment": Possible(
        date(2000, 1, 1), phrase("Vurderingen får datoen {day}. Er det riktig?"), asked=True
    ),
    "sign-off": Possible(
        words=phrase("{day} er ikke kommet ennå. Ingen kan ha godkjent noe den dagen.")
    ),
    "evidence": Possible(),
}
"""Each kind of date that can't be any day; what is planned, a deadline among it, can."""


def refuse_date(kind: str, stored: str, today: date, *, sure: bool = False) -> None:
    """Stop a date, as far as it is known, that can't be of its kind.

    Raises:
        UnreadableDate: it is not in the calendar.
        Refused: it can't be.
        Doubtful: it is unusual, and nobody has said that they are `sure`.
    """
    partial_date(stored)
    first, words, asked = POSSIBLE_DATES[kind]
    if (asked and sure) or first <= first_day(stored) <= today:
        return
    words = words._replace(values={"day": date_phrase(stored)})
    raise Doubtful(words) if asked else Refused({"date": words})
