"""What lists are made of: entries with lines of pieces. Front ends draw them or read them out.

A piece that is a state has its sign and tone; a screen draws both, and line by line only the words
are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checklist.criteria import Text, text_in
from checklist.i18n import Translator
from checklist.words.states import STATES, Code, Tone


class Piece(NamedTuple):
    """A part of a line; `sign` and `tone` are those of a state, and quiet is what matters less."""

    text: str
    tone: Tone | None = None
    strong: bool = False
    sign: str = ""


Line = tuple[Piece, ...]


class Entry(NamedTuple):
    """One thing of a list on one or more lines, and the criterion it leads to.

    Attributes:
        depth: how deep the first line lies; the others lie one deeper.
        cells: the first line as a row of a table, where there is room for columns. A screen then
            shows the other lines of an entry that leads somewhere only when it is marked. The
            first is a name with the sign of a state, the second most often that state in words.
    """

    lines: tuple[Line, ...]
    criterion: str | None = None
    depth: int = 0
    cells: tuple[Piece, ...] = ()


Entries = Iterator[Entry]

GAP = Entry(())
"""An empty line between two lists; line by line it says nothing."""


def lines_of(entries: Iterable[Entry], *, in_short: bool = False) -> Iterator[tuple[int, str]]:
    """The lines of entries in words alone, each with how deep it lies.

    In short they are what a screen shows when a list is opened: of the rows of a table, only the
    first has more than its first line.
    """
    has_read_whole = False
    for entry in entries:
        is_row = bool(entry.cells) and entry.criterion is not None
        lines = entry.lines[:1] if in_short and is_row and has_read_whole else entry.lines
        has_read_whole = has_read_whole or is_row
        for number, line in enumerate(lines):
            yield entry.depth + (number > 0), _heard(line)


_GAP = re.compile(r"^(?: {2,}| › )(?=\S)|(?<=\S) {2,}$")
"""What parts a piece from the one beside it on screen."""


def _heard(line: Line) -> str:
    """The words of a line; where the screen has a gap between two pieces, one hears a comma."""
    return " ".join("".join(_GAP.sub(", ", piece.text) for piece in line).split())


def state_piece(code: Code, _: Translator, *, strong: bool = False) -> Piece:
    """A state in words, with its sign and tone."""
    sign, tone = STATES[code]
    return Piece(_.say(code.words), tone, strong, sign)


def heading(words: Piece, number: int) -> Entry:
    """The words over a group, and how many are in it."""
    return Entry(((words, Piece(f": {number}", Tone.QUIET)),))


def table_heading(first: str | Piece, *others: str) -> Entry:
    """The words over a table, and those over its other columns."""
    over = Piece(first) if isinstance(first, str) else first
    over = over._replace(strong=True)
    return Entry(((over,),), cells=(over, *(Piece(words, Tone.QUIET) for words in others)))


def nothing(words: str) -> Entry:
    """That there is nothing in a list."""
    return Entry(((Piece(words, Tone.QUIET),),))


def strong(words: str) -> Line:
    """A line that stands out."""
    return (Piece(words, strong=True),)


def one_line(text: Text, _: Translator) -> str:
    """A text of the criteria set without line breaks."""
    return " ".join(text_in(text, _.language).split())
