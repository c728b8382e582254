"""Numbers as people type them: `12,5`, `12.5`, `1 200`, `1.200,5`."""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase

_MOST_DIGITS = 12
_THOUSAND = 3
# Compiled when they are first used, so that no start waits for them.
_WRITTEN = (
    r"(?P<minus>[-\u2212]?)"
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:(?P<gap>[ \u00a0\u2009\u202f.,])[0-9]{3})(?:(?P=gap)[0-9]{3})*)"
    r"(?:(?P<point>[.,])(?P<part>[0-9]{1,6}))?"
)
_MAY_BE_THOUSANDS = r"[1-9][0-9]{0,2}"


class UnreadableNumber(SamsjekkError):
    """The text is not a number, or can be two."""


def typed_number(text: str, language: str | None = None) -> float | None:
    """A number with a comma or a point; None where nothing is written.

    A space parts thousands. So does a point in Norwegian and a comma in English, where it stands
    twice or with decimals behind. Where it stands alone before three digits it could also be
    meant for decimals: `1.200` is refused in Norwegian, `1,200` in English, both where
    `language` is None.

    Raises:
        UnreadableNumber: it is something else, or can be read in two ways.
    """
    text = text.strip()
    problem = phrase("Skriv et tall, for eksempel 12 eller 12,5. Her står det «{text}».", text=text)
    return _read(text, language, problem)


def typed_whole_number(text: str, language: str | None = None) -> int | None:
    """A number without decimals; None where nothing is written.

    Raises:
        UnreadableNumber: it is something else, or can be read in two ways.
    """
    text = text.strip()
    problem = phrase("Skriv et helt tall med sifre. Her står det «{text}».", text=text)
    number = _read(text, language, problem)
    if number is not None and not number.is_integer():
        raise UnreadableNumber(problem)
    return None if number is None else int(number)


def _read(text: str, language: str | None, problem: Phrase) -> float | None:
    if not text:
        return None
    found = re.fullmatch(_WRITTEN, text)
    whole = "" if found is None else re.sub(r"\D", "", found["whole"])
    if found is None or found["point"] == found["gap"] is not None or len(whole) > _MOST_DIGITS:
        raise UnreadableNumber(problem)
    minus, point, part = found["minus"] and "-", found["point"], found["part"] or ""
    decimal_sign = "" if language is None else "." if language == "en" else ","
    if (
        len(part) == _THOUSAND
        and point != decimal_sign
        and re.fullmatch(_MAY_BE_THOUSANDS, found["whole"])
    ):
        decimals = part.rstrip("0") or "0"
        raise UnreadableNumber(
            phrase(
                "«{text}» kan leses på to måter. Skriv {whole} eller {decimal}.",
                text=text,
                whole=f"{minus}{whole}{part}",
                decimal=f"{minus}{whole}{decimal_sign or ','}{decimals}",
            )
        )
    return float(f"{minus}{whole}.{part or 0}")


Number = Annotated[float, Meta(extra={"read": typed_number})]
"""A number, in a file read as people write it."""

WholeNumber = Annotated[int, Meta(extra={"read": typed_whole_number})]
"""A number without decimals, in a file read as people write it."""
