"""Assessments are about services, never about patients.

A text that holds a valid national identity number or D-number is stopped before it is stored.
The check digits are those of the Tax Administration, checked by python-stdnum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

# As people write and paste them: 131272 48022, 13.12.72-48022, 13 12 72 480 22.
_GAP = r"[\s.\-\u2010-\u2015]{0,2}"
_ELEVEN_DIGITS = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{10}}(?!\d)")
_MADE_BY_SAMSJEKK = frozenset(
    {"sha256", "fingerprint", "criteria_set", "event", "also", "seen", "to", "events", "round"}
)


class PersonalNumber(SamsjekkError):
    """The text names a person by number, and was not stored."""


def refuse_personal_numbers(*values: object) -> None:
    """Stop texts and events that hold a national identity number or D-number.

    Raises:
        PersonalNumber: nothing has been stored.
    """
    if any(
        _is_personal(match)
        for text in _texts(msgspec.to_builtins(values))
        for match in _ELEVEN_DIGITS.findall(text)
    ):
        raise PersonalNumber(
            phrase(
                "Teksten ser ut til å inneholde et fødselsnummer eller D-nummer. Det ble ikke "
                "lagret: en egenvurdering handler om tjenestene, aldri om enkeltpersoner. Ta bort "
                "nummeret og prøv igjen."
            )
        )


def _texts(value: Any) -> Iterator[str]:
    """Every text and number inside. Not one call for each: this is asked before each answer."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += [inner for key, inner in part.items() if key not in _MADE_BY_SAMSJEKK]
        elif isinstance(part, list | tuple):
            waiting += part
        elif isinstance(part, str | int | float):
            yield str(part)


def _is_personal(text: str) -> bool:
    from stdnum.no import fodselsnummer  # noqa: PLC0415 - rarely needed

    # int() also reads the digits of other scripts.
    return bool(fodselsnummer.is_valid("".join(str(int(c)) for c in text if c.isdecimal())))
