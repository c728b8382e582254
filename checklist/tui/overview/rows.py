"""The overview as it is drawn, row by row: each leads to the criterion it is about."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from checklist.appraisal import Appraisal, CellState, MapRow, map_row
from checklist.criteria import Aspect, Text, text_in
from checklist.i18n import Translator
from checklist.tui.signs import QUIET, Sign, criterion_sign, state_sign
from checklist.tui.widgets import StyledText, content, hung, styled
from checklist.words import Entry, conclusion_pieces, state_piece, telling

_CELLS = (11, 16)
"""The narrowest and widest column of an aspect: «Følges opp», and «○ ikke besvart» on one line."""

_NAME = 34
"""What the names are given before the columns of the aspects become wider."""


class Row(NamedTuple):
    """What is drawn, and the criterion it leads to; a heading leads nowhere."""

    parts: tuple[StyledText, ...]
    criterion: str | None = None
    grid: tuple[StyledText, ...] = ()

    def drawn(self, width: int) -> Content:
        """The row wrapped to a width; a grid is as wide as it was made."""
        text = hung(self.parts, width)
        if not self.grid:
            return text
        grid = content(self.grid)
        return Content("\n").join((grid, text)) if self.parts else grid


def drawn(entries: Iterable[Entry]) -> Iterator[Row]:
    """Entries of the overview as rows, each line as deep as it lies."""
    for entry in entries:
        parts: list[StyledText] = []
        for number, line in enumerate(entry.lines):
            indent = "  " * (max(entry.depth + 1, 2) if number else entry.depth)
            parts.append(StyledText(f"\n{indent}" if number else indent))
            parts += [styled(piece) for piece in line]
        yield Row(tuple(parts), entry.criterion)


def map_rows(appraisal: Appraisal, _: Translator, width: int) -> Iterator[Row]:
    """The criteria × aspects map: a theme with its conclusion, then its criteria."""
    for theme in appraisal.themes:
        cells = map_row(theme.criteria)
        name = _line(theme.theme.title, _)
        grid = _map_line(name, "bold", cells, _, width)
        concluded = [styled(piece) for piece in conclusion_pieces(theme.conclusion, _)]
        yield Row((StyledText("  "), *concluded), telling(theme), grid)
        for appraised in theme.criteria:
            sign = criterion_sign(appraised)
            name = f"{sign.sign} {_line(appraised.criterion.title, _)}"
            grid = _map_line(name, "", map_row([appraised]), _, width, sign)
            later = appraised.not_in_force
            parts = () if later is None else (StyledText(f"    {_.say(later)}", QUIET),)
            yield Row(parts, appraised.criterion.id, grid)


def map_rows_by_severity(appraisal: Appraisal, _: Translator, width: int) -> Iterator[Row]:
    """The map with the criteria that have the most serious findings first, under no theme."""
    found = {appraised.criterion.id: rank for rank, appraised in enumerate(appraisal.findings)}
    in_order = sorted(
        appraisal.criteria.values(), key=lambda c: found.get(c.criterion.id, len(found))
    )
    for appraised in in_order:
        sign = criterion_sign(appraised)
        name = f"{sign.sign} {_line(appraised.criterion.title, _)}"
        grid = _map_line(name, "", map_row([appraised]), _, width, sign)
        severity = appraised.severity
        parts = () if severity is None else (StyledText("    "), styled(state_piece(severity, _)))
        yield Row(parts, appraised.criterion.id, grid)


def map_head(_: Translator, width: int) -> tuple[StyledText, ...]:
    """The line above the map: the aspects over their columns."""
    name = set_cell_size(_("– ikke spurt"), _name_width(width))
    aspects = "".join(set_cell_size(_.say(aspect.words), _cell_width(width)) for aspect in Aspect)
    return (StyledText(name, QUIET), StyledText(aspects, "bold"))


def _line(text: Text, _: Translator) -> str:
    return " ".join(text_in(text, _.language).split())


def _cell_width(width: int) -> int:
    narrow, wide = _CELLS
    return min(wide, max(narrow, (width - _NAME) // len(Aspect)))


def _name_width(width: int) -> int:
    return max(_CELLS[0], width - _cell_width(width) * len(Aspect))


def _map_line(
    name: str,
    style: str,
    cells: MapRow,
    _: Translator,
    width: int,
    sign: Sign | None = None,
) -> tuple[StyledText, ...]:
    """A name and five cells side by side, each wrapped in its own column."""
    room, cell = _name_width(width), _cell_width(width)
    indent = "    " if sign else "  "
    columns = [(_wrapped(f"  {name}" if sign else name, room - 1, indent), style, room)]
    for aspect in Aspect:
        drawn = state_sign(cells[aspect].state)
        empty = cells[aspect].state is CellState.EMPTY
        words = drawn.sign if empty else f"{drawn.sign} {_.say(drawn.words)}"
        columns.append((_wrapped(words, cell - 1, "  "), drawn.style, cell))
    parts: list[StyledText] = []
    for number in range(max(len(lines) for lines, _style, _room in columns)):
        if number:
            parts.append(StyledText("\n"))
        for lines, column_style, column_room in columns:
            text = lines[number] if number < len(lines) else ""
            parts.append(StyledText(set_cell_size(text, column_room), column_style))
    return tuple(parts)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    if cell_len(text) <= width:
        return [text]
    lead = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(text.lstrip(), width, initial_indent=lead, subsequent_indent=indent) or [
        ""
    ]
