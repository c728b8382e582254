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
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from checklist.text import visible
from checklist.tui.signs import STYLES
from checklist.tui.widgets.marking import place_of_both
from checklist.words import Piece

Target = tuple[str, ...]
"""What a click on a part asks for: a word and what it is about."""

_CLICKED = "samsjekk"
_NARROWEST = 8


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
            pieces[-1] = Segment(before.text + piece.text, style + place_of_both(before, piece))
        else:
            pieces.append(piece)
    return Strip(pieces, strip.cell_length)


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
