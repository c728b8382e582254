"""What every part of a report is, and the smallest of them: a wording with its language."""

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
