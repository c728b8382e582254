"""What is read of a checklist, before it becomes a draft: its rows, and what was done with each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checklist.criteria.drafting.columns import Field
from checklist.i18n import Phrase, phrase


class Entry(NamedTuple):
    """One row that asks something.

    Attributes:
        place: where it stands, as people see it: Krav B7.
        fields: its texts, cleaned.
        theme: the theme it stands under; empty where nothing says.
        follows: it belongs to the requirement of the row before.
        beside: texts that have no field, each with where it stands; they become comments.
    """

    place: str
    fields: Mapping[Field, str]
    theme: str = ""
    follows: bool = False
    beside: tuple[str, ...] = ()


class AskedAbout(NamedTuple):
    """A row that has no place in the draft: where it is, what it says, and why."""

    row: int
    place: str
    text: str
    why: Phrase


class PartRead(NamedTuple):
    """What was read of one sheet or library, and what was taken for what.

    Attributes:
        rows: how many rows or nodes hold something; each is a heading, placed or asked about.
        placed: rows that are in the draft as a requirement or a question.
        themes: rows that are in it as a theme.
        said: what was taken for what, and what deserves a look.
        name: what stands alone above the headings, as the name of the whole.
    """

    title: str
    rows: int = 0
    headings: int = 0
    placed: int = 0
    themes: int = 0
    entries: tuple[Entry, ...] = ()
    asked: tuple[AskedAbout, ...] = ()
    said: tuple[Phrase, ...] = ()
    name: str = ""

    @property
    def lost(self) -> int:
        """Rows that are nowhere: always 0."""
        return self.rows - self.headings - self.placed - self.themes - len(self.asked)


def left_out_said(counted: Mapping[str, int]) -> Phrase:
    """What a library has that a draft has no place for, and how often."""
    parts = ", ".join(f"{name} ({n})" for name, n in sorted(counted.items()))
    return phrase("Deler som ikke er med i utkastet: {parts}.", parts=parts)


class About(NamedTuple):
    """What a checklist says of itself."""

    title: str = ""
    purpose: str = ""
    version: str = ""
    licence: str = ""
    address: str = ""
    origin: str = ""


class ChecklistRead(NamedTuple):
    """A whole checklist as it was read."""

    about: About
    parts: tuple[PartRead, ...]
    said: tuple[Phrase, ...] = ()
