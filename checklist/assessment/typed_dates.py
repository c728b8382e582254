"""Dates as people type them, as far as they are known."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from msgspec import Meta

from checklist.criteria import PartialDate
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase

# Compiled when they are first used, so that no start waits for them.
_FORMS = (
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?:(?P<day>[0-9]{1,2})[./-] ?)?(?P<month>[0-9]{1,2})[./-] ?(?P<year>[0-9]{4})",
    r"(?P<day>[0-9]{1,2})[./-] ?(?P<month>[0-9]{1,2})[./-] ?(?P<year>[0-9]{2})",
    r"(?:(?P<day>[0-9]{1,2})\.? ?)?(?P<month>[a-z]{3,9})[.,]? (?P<year>[0-9]{4})",
    r"(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})",
)
_MONTHS = (
    ("januar", "january"),
    ("februar", "february"),
    ("mars", "march"),
    ("april",),
    ("mai", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august",),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("desember", "december"),
)
"""As they are called in bokmål, in nynorsk, where they have the same names, and in English."""

_LAST_OF_THIS_CENTURY = 79


class UnreadableDate(SamsjekkError):
    """The text is not a date, or not a whole one where it has to be."""


def partial_date(text: str) -> str | None:
    """A date as far as it is known, as it is stored; None where nothing is written.

    Reads 2017, 2017-11, 2017-11-07, 11.2017, 7.11.2017, 07/11/2017, november 2017 and
    7. november 2017, names of months also in English and cut short. Of years with two digits,
    00 to 79 are 2000 to 2079 and the others 1980 to 1999; such a date must have its day.

    Raises:
        UnreadableDate: it is something else, or a day that does not exist.
    """
    if not text.strip():
        return None
    written = _stored(text)
    if written is None:
        raise UnreadableDate(
            phrase(
                "«{text}» er ikke en dato vi forstår. Skriv 2017, 2017-11 eller 07.11.2017.",
                text=text.strip(),
            )
        )
    return written


def whole_day(text: str) -> date | None:
    """A date with day and month, read as `partial_date` reads it; None where nothing is written.

    Raises:
        UnreadableDate: it is something else, or lacks day or month.
    """
    if not text.strip():
        return None
    written = _stored(text)
    if written is None:
        raise UnreadableDate(
            phrase(
                "«{text}» er ikke en dato vi forstår. Skriv hele datoen, for eksempel 27.02.2018.",
                text=text.strip(),
            )
        )
    if written.count("-") < len(("month", "day")):
        raise UnreadableDate(
            phrase(
                "«{text}» mangler dag eller måned. Skriv for eksempel 27.02.2018.",
                text=text.strip(),
            )
        )
    return date.fromisoformat(written)


def written_date(stored: str) -> str:
    """A stored partial date as it is written in Norway: 2017, 11.2017 or 07.11.2017."""
    return ".".join(reversed(stored.split("-")))


def date_phrase(stored: str) -> Phrase | str:
    """A stored partial date in short, in the language of whoever reads it: 07/11/2017."""
    match [int(part) for part in stored.split("-")]:
        case [year, month, day]:
            return phrase("{day:02}.{month:02}.{year}", day=day, month=month, year=year)
        case [year, month]:
            return phrase("{month:02}.{year}", month=month, year=year)
        case _year:
            return stored


KnownDate = Annotated[PartialDate, Meta(extra={"read": partial_date})]
"""A date as far as it is known, in a file read as people write it."""

WholeDate = Annotated[date, Meta(extra={"read": whole_day})]
"""A date with day and month, in a file read as people write it."""


def _stored(text: str) -> str | None:
    """The date as it is stored; None where the text is none.

    Raises:
        UnreadableDate: it is a day that does not exist.
    """
    plain = " ".join(text.casefold().split())
    found = next((match for form in _FORMS if (match := re.fullmatch(form, plain))), None)
    if found is None:
        return None
    parts = found.groupdict()
    year, month, day = int(parts["year"]), parts["month"], parts["day"]
    if len(parts["year"]) == len("25"):
        year += 2000 if year <= _LAST_OF_THIS_CENTURY else 1900
    if month is not None and month.isalpha():
        month = _month_named(month)
        if month is None:
            return None
    try:
        date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise UnreadableDate(
            phrase("«{text}» finnes ikke i kalenderen. Sjekk dag og måned.", text=text.strip())
        ) from None
    return "-".join((f"{year:04}", *(f"{int(part):02}" for part in (month, day) if part)))


def _month_named(word: str) -> str | None:
    for number, names in enumerate(_MONTHS, start=1):
        if any(name.startswith(word) for name in names):
            return str(number)
    return None
