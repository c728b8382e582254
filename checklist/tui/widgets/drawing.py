"""Text in parts, each with a style and a meaning when clicked, drawn without markup.

Screens with thousands of rows draw lines, not a widget for each. Text from people is data all
the way: it becomes a part, never markup, and nothing in it can be clicked.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.content import Content, Span
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from checklist.text import visible
from checklist.tui.signs import STYLES
from checklist.words import Piece

Target = tuple[str, ...]
"""What a click on a part asks for: a word and what it is about."""

_CLICKED = "samsjekk"
_NARROWEST = 8
_OFFSET = "offset"
"""Where Textual keeps the place of a drawn piece in its text."""


class StyledText(NamedTuple):
    """A piece of text with one style, and what a click on it means."""

    text: str
    style: str = ""
    target: Target | None = None


def content(parts: Iterable[StyledText]) -> Content:
    """The parts in a row."""
    text = ""
    spans: list[Span] = []
    for part in parts:
        start = len(text)
        text += visible(part.text)
        if part.style:
            spans.append(Span(start, len(text), part.style))
        if part.target is not None:
            spans.append(Span(start, len(text), _clickable(part.target)))
    return Content(text, spans)


def hung(parts: Iterable[StyledText], width: int, hang: int = 0) -> Content:
    """The parts wrapped to a width. A line goes on as far in as it began, and at least `hang`."""
    lines: list[Content] = []
    for line in content(parts).split(allow_blank=True):
        lead = len(line.plain) - len(line.plain.lstrip(" "))
        inner = max(lead, hang)
        first, *rest = line.wrap(max(_NARROWEST, width)) or [line]
        if not rest:
            lines.append(first)
            continue
        lines.append(first)
        left = line[len(first.plain) :]
        skip = len(left.plain) - len(left.plain.lstrip(" "))
        wrapped = left[skip:].wrap(max(_NARROWEST, width - inner))
        lines += [more.pad_left(inner) for more in wrapped]
    return Content("\n").join(lines)


def shortened(text: str, width: int) -> str:
    """The text on one line no wider than this, with the sign for it where some is left out."""
    return Content(visible(text).replace("\n", " ")).truncate(max(1, width), ellipsis=True).plain


def fitted(text: str, width: int) -> str:
    """The text on one line of exactly this width."""
    line = shortened(text, width)
    return line + " " * (width - cell_len(line))


@lru_cache(1024)
def _clickable(target: Target) -> Style:
    return Style.from_meta({_CLICKED: target})


def plain(text: str) -> Content:
    """Text from people for a widget that takes content: as it is, never markup."""
    return Content(visible(text))


class OnlyVisible(LineFilter):
    """The last thing before the terminal: no control character gets through from any widget.

    Text fields show what is in them as it is, also what was pasted or read from a file.
    """

    def apply(
        self,
        segments: list[Segment],
        background: Color,  # noqa: ARG002 - Textual decides what a filter is given
    ) -> list[Segment]:
        """Put � for what can't be seen, or nothing where it was counted as taking no room."""
        shown = [_only_visible(segment) for segment in segments]
        if all(now is before for now, before in zip(shown, segments, strict=True)):
            return segments
        # Signs that were joined to one by what could not be seen, now take room each.
        width = sum(segment.cell_length for segment in segments)
        return Segment.adjust_line_length(shown, width)


def _only_visible(segment: Segment) -> Segment:
    if segment.control or visible(segment.text) == segment.text:
        return segment
    return Segment("".join(map(_shown, segment.text)), segment.style)


def _shown(character: str) -> str:
    shown = visible(character)
    return shown if shown == character or cell_len(character) else ""


def in_few_pieces(strip: Strip) -> Strip:
    """The same line to look at and to click on, in as few pieces of one style as it can be.

    Each piece is sent with its colours, 40 bytes. Over a slow line they are most of an answer.
    """
    pieces: list[Segment] = []
    for piece in strip:
        before = pieces[-1] if pieces else None
        if before is not None and (style := _style_of_both(before, piece)) is not None:
            place = piece_place(before) or _place_before(piece, len(before.text))
            there = RichStyle() if place is None else RichStyle.from_meta({_OFFSET: place})
            pieces[-1] = Segment(before.text + piece.text, style + there)
        else:
            pieces.append(piece)
    return Strip(pieces, strip.cell_length)


def _place_before(piece: Segment, letters: int) -> tuple[int, int] | None:
    """So many letters before a piece. In a margin it is less than 0."""
    place = piece_place(piece)
    return None if place is None else (place[0] - letters, place[1])


def piece_place(piece: Segment) -> tuple[int, int] | None:
    """Where in its paragraph a drawn piece begins: the letter and the line; None at the edge."""
    meta = piece.style.meta if piece.style is not None else {}
    place = meta.get(_OFFSET)
    return place if isinstance(place, tuple) else None


def in_text(selection: Selection) -> Selection:
    """What is marked, without the margin: there the places of `marked` are less than 0."""
    start, end = (
        None if place is None else Offset(max(0, place.x), place.y) for place in selection
    )
    return Selection(start, end)


def marked(strip: Strip, line: int, selection: Selection | None, style: RichStyle) -> Strip:
    """A drawn line of a paragraph that begins at a line of a longer text, for marking with a mouse.

    Each piece says its place in the text, as Textual asks of a widget whose text can be marked;
    what is marked is in the style given.
    """
    pieces: list[Segment] = []
    for piece in strip:
        place = piece_place(piece)
        if place is None or place[1] is None:
            pieces.append(piece)
            continue
        start, y = place[0], place[1] + line
        for text, is_marked in _parted(piece.text, start, selection, y):
            if text:
                there = RichStyle.from_meta({_OFFSET: (start, y)})
                look = (piece.style or RichStyle()) + there
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


def _style_of_both(one: Segment, other: Segment) -> RichStyle | None:
    """A style that both can have and look as before; None where there is none."""
    if one.style is None or other.style is None:
        return None
    if one.style.bgcolor != other.style.bgcolor:
        return None
    if target_at(one.style.meta) != target_at(other.style.meta):
        return None
    for blank, shown in ((one, other), (other, one)):
        # The colour of a letter is not seen where there is none, but a line under it is.
        if blank.text.isspace() and not (_seen_in_blank(one) or _seen_in_blank(other)):
            return shown.style
    return None


def _seen_in_blank(piece: Segment) -> bool:
    style = piece.style
    return style is not None and bool(style.underline or style.reverse or style.strike)


def target_at(style_meta: dict[str, object]) -> Target | None:
    """What the clicked place asks for, from the meta of a mouse event's style."""
    found = style_meta.get(_CLICKED)
    return found if isinstance(found, tuple) else None


class Block(msgspec.Struct, frozen=True):
    """A paragraph: parts that wrap together. `group` numbers the paragraphs that belong together.

    `hanging` is how far lines after the first are moved in. `aside` is whether it may stay below
    the edge of the window while the rest of its group is shown.
    """

    parts: tuple[StyledText, ...] = ()
    group: int | None = None
    hanging: int = 0
    aside: bool = False


def strips(widget: Widget, block: Block, width: int, style: Style) -> list[Strip]:
    """The lines of a paragraph, wrapped to the width."""
    if not block.parts:
        return [Strip.blank(width, style.rich_style)]
    lines = Visual.to_strips(widget, content(block.parts), width - block.hanging, None, style)
    if not block.hanging:
        return [line.adjust_cell_length(width, style.rich_style) for line in lines]
    return [
        line.adjust_cell_length(width, style.rich_style)
        if number == 0
        else Strip.join([Strip.blank(block.hanging, style.rich_style), line]).adjust_cell_length(
            width, style.rich_style
        )
        for number, line in enumerate(lines)
    ]


def styled(piece: Piece) -> StyledText:
    """A piece of a line with its sign and colour."""
    style = "" if piece.tone is None else STYLES[piece.tone]
    text = f"{piece.sign} {piece.text}" if piece.sign else piece.text
    return StyledText(text, f"bold {style}".strip() if piece.strong else style)
