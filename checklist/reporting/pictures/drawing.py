"""What all pictures have: labels that break into lines, rows below each other, and a legend."""

from __future__ import annotations

from collections.abc import Iterable

from checklist.appraisal import CellState, Severity
from checklist.reporting.fitting import shortened, width
from checklist.words import EXAMINED, Part, Status, Tone, Wording

LINE = 13
"""From one line of a label to the next."""

EDGE = 4
"""The space round a picture."""

_BETWEEN = 6
_LEGEND = 18
_LETTER = 6.2
"""The width of an average letter of the pictures' text, at 12 units."""

_GROUNDS = {
    Tone.GOOD: "good_on",
    Tone.HALF: "half",
    Tone.BAD: "bad",
    Tone.ASK: "ask",
    Tone.QUIET: "paper",
}

_OWN_GROUNDS = {EXAMINED: "soft", Severity.IMPROVEMENT: "half_on"}
"""Grounds of states that stand beside another one of the same tone."""


class Frame(Part, frozen=True, kw_only=True):
    """How wide the labels and what is drawn beside them are, and how many lines a label has."""

    label: float
    plot: float
    lines: int = 1

    @property
    def letters(self) -> float:
        """How many average letters a line of a label has room for."""
        return (self.label - 8) / _LETTER

    @property
    def width(self) -> float:
        """How wide the picture is."""
        return self.label + self.plot


FIGURE = Frame(label=122, plot=236, lines=4)
"""A picture of its own: as wide as a telephone has room for."""

COLUMN = Frame(label=128, plot=204, lines=2)
"""A picture in a column of a poster on a sheet of A4."""


class DrawnLine(Part, frozen=True, kw_only=True):
    """A line of text, and where it stands from the top of the picture."""

    text: str
    y: float


class Label(Part, frozen=True, kw_only=True):
    """What a row is about. `lines` are the title as it has room; `title` is the whole.

    Attributes:
        middle: the middle of the row.
    """

    title: Wording
    lines: tuple[DrawnLine, ...]
    middle: float


class LegendEntry(Part, frozen=True, kw_only=True):
    """What a pattern stands for, and where that is said."""

    status: Status
    ground: str
    x: float
    y: float


def ground_of(status: Status) -> str:
    """What a state is drawn on: a colour of the palette, or the pattern that has its name.

    Empty where there was nothing to ask.
    """
    if status.code in (CellState.EMPTY, CellState.NOT_APPLICABLE):
        return ""
    return _OWN_GROUNDS.get(status.code) or _GROUNDS[status.tone]


def rows(
    titles: Iterable[Wording], frame: Frame, least: float, top: float = EDGE
) -> tuple[tuple[Label, ...], float]:
    """A row for each title, no lower than `least`, and where the last one ends."""
    placed = []
    for title in titles:
        lines = _broken(title.text, frame)
        height = max(least, len(lines) * LINE)
        middle = top + height / 2
        first = middle - (len(lines) - 1) * LINE / 2 + EDGE
        placed.append(Label(title=title, lines=below(lines, first), middle=round(middle, 1)))
        top += height + _BETWEEN
    return tuple(placed), round(top, 1)


def below(lines: Iterable[str], first: float) -> tuple[DrawnLine, ...]:
    """Lines below each other, the first of them so far down."""
    return tuple(
        DrawnLine(text=line, y=round(first + place * LINE, 1)) for place, line in enumerate(lines)
    )


def _broken(text: str, frame: Frame) -> tuple[str, ...]:
    """A title in lines; the last is shortened where there is more than the lines have room for."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < frame.lines - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}") <= frame.letters:
            line += f" {words.pop(0)}"
        lines.append(shortened(line, frame.letters))
    return (*lines, shortened(" ".join(words), frame.letters)) if words else tuple(lines)


def legend(
    statuses: Iterable[Status], y: float, frame: Frame
) -> tuple[tuple[LegendEntry, ...], float]:
    """What the patterns stand for, side by side as far as there is room, and where it ends."""
    entries: list[LegendEntry] = []
    x = float(EDGE)
    for status in statuses:
        needed = 36 + (width(status.word) + 2) * _LETTER
        if entries and x + needed > frame.width:
            x, y = float(EDGE), y + _LEGEND
        entries.append(LegendEntry(status=status, ground=ground_of(status), x=round(x, 1), y=y))
        x += needed
    return tuple(entries), y + _LEGEND
