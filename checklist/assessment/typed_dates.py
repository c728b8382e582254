"""Dates as people type them, as far as they are known."""

from __future__ import annotations

import re
from datetime import date

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


_NORWEGIAN = re.compile(r"(?:(?:([0-9]{1,2})[./] ?)?([0-9]{1,2})[./] ?)?([0-9]{4})")


class UnreadableDate(SamsjekkError):
    """The text is not a date."""


def partial_date(text: str) -> str | None:
    """A date as far as it is known, as it is stored; None where nothing is written.

    Reads 2017, 2017-11, 2017-11-07, 11.2017 and 07.11.2017.

    Raises:
        UnreadableDate: it is something else, or a day that does not exist.
    """
    text = text.strip()
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _NORWEGIAN.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise UnreadableDate(
            phrase(
                "«{text}» er ikke en dato vi forstår. Skriv 2017, 2017-11 eller 07.11.2017.",
                text=text,
            )
        )
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise UnreadableDate(
            phrase("«{text}» finnes ikke i kalenderen. Sjekk dag og måned.", text=text)
        ) from None
    return "-".join(
        part if len(part) == len("2017") else f"{int(part):02}"
        for part in (year, month, day)
        if part
    )


def whole_day(text: str) -> date | None:
    """A date with day and month; None where nothing is written.

    Raises:
        UnreadableDate: it is something else, or lacks day or month.
    """
    written = partial_date(text)
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        raise UnreadableDate(
            phrase(
                "«{text}» mangler dag eller måned. Skriv for eksempel 27.02.2018.",
                text=text.strip(),
            )
        ) from None
