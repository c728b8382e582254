"""What the letters of the line-by-line walk have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from checklist.assessment import Thing
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.plain.printing import print_wrapped
from checklist.session import Session
from checklist.words import field_differences

_T = TypeVar("_T")


class OfAssessment:
    """What is done with the open assessment, in the user's language."""

    def __init__(self, session: Session, translator: Translator) -> None:
        self._session = session
        self._ = translator

    def print_differing(self, thing: Thing) -> None:
        """Read out what people have written differently about a thing, if they have."""
        for differs in field_differences(self._session.assessment, thing, self._):
            print_wrapped(self._("Ulikt skrevet: {said}", said=differs), "  ")


class UnreadableLine(SamsjekkError):
    """The line is not what its letter takes; the words say what it takes."""


def is_number(text: str) -> bool:
    """Whether a word is a number of a list."""
    return text.isascii() and text.isdigit()


def numbered(items: Sequence[_T], text: str, letter: str) -> _T:
    """The item of a list that was read out with this number.

    Raises:
        UnreadableLine: none has it.
    """
    number = int(text[:9]) if is_number(text) else 0
    if not 1 <= number <= len(items):
        raise UnreadableLine(
            phrase(
                "Ingenting i listen har nummer {n}. Skriv {letter} for listen.",
                n=text[:20],
                letter=letter,
            )
        )
    return items[number - 1]


def parted(rest: str, most: int, example: Phrase) -> tuple[str, ...]:
    """What stands between semicolons, filled up with empty parts.

    Raises:
        UnreadableLine: there are too many; the words show the example.
    """
    parts = [part.strip() for part in rest.split(";")]
    if len(parts) > most:
        raise UnreadableLine(phrase("Skriv det slik: {example}", example=example))
    return (*parts, *("" for _missing in range(most - len(parts))))
