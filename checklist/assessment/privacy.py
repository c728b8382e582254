"""Assessments are about services, never about patients.

A text that holds a valid national identity number or D-number is stopped before it is stored.
The check digits are those of the Tax Administration, checked by python-stdnum.
"""

from __future__ import annotations

import re

import msgspec

from checklist.assessment.events import What
from checklist.errors import SamsjekkError
from checklist.i18n import phrase

_ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")


class PersonalNumber(SamsjekkError):
    """The text names a person by number, and was not stored."""


def refuse_personal_numbers(what: What) -> None:
    """Stop an event whose texts hold a national identity number or D-number.

    Raises:
        PersonalNumber: nothing has been stored.
    """
    body = msgspec.json.encode(what).decode("utf-8", "replace")
    if any(_is_personal(match) for match in _ELEVEN_DIGITS.findall(body)):
        raise PersonalNumber(
            phrase(
                "Teksten ser ut til å inneholde et fødselsnummer eller D-nummer. Det ble ikke "
                "lagret: en egenvurdering handler om tjenestene, aldri om enkeltpersoner. Ta bort "
                "nummeret og prøv igjen."
            )
        )


def _is_personal(text: str) -> bool:
    from stdnum.no import fodselsnummer  # noqa: PLC0415 - rarely needed

    return bool(fodselsnummer.is_valid(text))
