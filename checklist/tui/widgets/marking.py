"""Marking drawn text with the mouse: where each piece stands in the text that is copied."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

_OFFSET = "offset"
"""Where Textual keeps the letter and the line of the text that a drawn piece begins at."""


def _place_of(piece: Segment) -> tuple[int, int] | None:
    """Where in its paragraph a drawn piece begins: the letter and the line; None at the edge."""
    meta = piece.style.meta if piece.style is not None else {}
    place = meta.get(_OFFSET)
    return place if isinstance(place, tuple) else None


def in_text(selection: Selection) -> Selection:
    """What is marked, without the margin before a text: there the places are less than 0."""
    start, end = (
        None if place is None else Offset(max(0, place.x), place.y) for place in selection
    )
    return Selection(start, end)


def marked(strip: Strip, line: int, selection: Selection | None, style: Style) -> Strip:
    """A drawn line of a paragraph that begins at a line of a longer text, for marking with a mouse.

    Each piece says its place in the text, as Textual asks of a widget whose text can be marked;
    what is marked is in the style given.
    """
    pieces: list[Segment] = []
    for piece in strip:
        place = _place_of(piece)
        if place is None:
            pieces.append(piece)
            continue
        start, y = place[0], place[1] + line
        for text, is_marked in _parted(piece.text, start, selection, y):
            if text:
                there = Style.from_meta({_OFFSET: (start, y)})
                look = (piece.style or Style()) + there
                pieces.append(Segment(text, look + style if is_marked else look))
                start += len(text)
    return Strip(pieces, strip.cell_length)


def _parted(
    text: str, start: int, selection: Selection | None, line: int
) -> tuple[tuple[str, bool], ...]:
    """The text before, in and after what is marked of it."""
    span = None if selection is None else selection.get_span(line)
    if span is None:
        return ((text, False),)
    first, last = span
    begin = min(max(0, first - start), len(text))
    end = len(text) if last < 0 else min(max(begin, last - start), len(text))
    return (text[:begin], False), (text[begin:end], True), (text[end:], False)


def place_of_both(one: Segment, other: Segment) -> Style:
    """The place of two pieces that are drawn as one. A margin counts as letters before the text."""
    place = _place_of(one)
    if place is None and (after := _place_of(other)) is not None:
        place = (after[0] - len(one.text), after[1])
    return Style() if place is None else Style.from_meta({_OFFSET: place})
