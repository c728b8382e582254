"""Assessments are about services, never about patients.

A text that holds a valid national identity number or D-number is stopped before it is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase

_MADE_BY_SAMSJEKK = frozenset(
    {
        "sha256",
        "fingerprint",
        "criteria_set",
        "event",
        "also",
        "seen",
        "to",
        "events",
        "round",
        "touched",
        "comes_from",
    }
)


class PersonalNumber(SamsjekkError):
    """The text names a person by number, and was not stored."""


def refuse_personal_numbers(*values: object) -> None:
    """Stop texts and events that hold a national identity number or D-number.

    Raises:
        PersonalNumber: nothing has been stored.
    """
    if hold_personal_number(*values):
        raise PersonalNumber(
            phrase(
                "Teksten ser ut til å inneholde et fødselsnummer eller D-nummer. Det ble ikke "
                "lagret: her skrives det om tjenestene, aldri om enkeltpersoner. Ta bort "
                "nummeret og prøv igjen."
            )
        )


def warning_of_personal_numbers(*values: object) -> Phrase | None:
    """What to say of texts that come from others and are taken in as they are; None of most.

    What others have signed can't be refused: their history would have a hole.
    """
    if not hold_personal_number(*values):
        return None
    return phrase(
        "Det som kom inn, ser ut til å inneholde et fødselsnummer eller D-nummer. Her skrives det "
        "om tjenestene, aldri om enkeltpersoner. Be den som skrev det, om å ta det bort."
    )


def hold_personal_number(*values: object) -> bool:
    """Whether a text inside the values holds a national identity number or D-number."""
    from checklist.assessment.personal_numbers import (  # noqa: PLC0415 - no screen waits for this
        names_person,
    )

    return any(map(names_person, _texts(msgspec.to_builtins(values))))


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
