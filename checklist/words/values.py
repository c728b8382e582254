"""What a text becomes: a wording with its language, a state with sign and word."""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What every part of a report has in common: immutable, named fields."""


class Wording(Part, frozen=True, kw_only=True):
    """A text of the criteria set.

    Attributes:
        language: empty, or the language the text fell back to for want of a translation.
    """

    text: str
    language: str = ""

    def __str__(self) -> str:
        """The text, for use inside a sentence."""
        return self.text


class Status(Part, frozen=True, kw_only=True):
    """A state by code, by a sign that needs no colour, and in words.

    Attributes:
        code: the same word in every language: met, no, strong, possible_breach.
        sign: ✓, ◐, ✗ and the like; empty where there is none.
    """

    code: str
    sign: str
    word: str

    def __str__(self) -> str:
        """The word alone, for use inside a sentence."""
        return self.word
