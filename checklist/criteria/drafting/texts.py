"""Texts from somebody's file: without what can't be shown, as a draft can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checklist.tables import Cell, address, column_name
from checklist.text import visible

_UNHOLDABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML holds only as a number."""


def clean(text: str) -> str:
    """The text with its lines, each without spaces around and doubled inside."""
    shown = _UNHOLDABLE.sub("\ufffd", visible(text))
    return "\n".join(" ".join(line.split()) for line in shown.split("\n")).strip()


def one_line(text: str) -> str:
    """The text on one line, as a comment or an id can have it."""
    return " ".join(clean(text).split())


def shown(cell: Cell) -> str:
    """What a cell shows, cleaned; a date is a date, not the number it is kept as."""
    return cell.day.isoformat() if cell.day is not None else clean(cell.text)


def cells_named(cells: Iterable[tuple[int, int]]) -> str:
    """Many cells in few words, by column: B3, B5–B60, C2."""
    runs: list[tuple[int, int, int]] = []
    for column, row in sorted((column, row) for row, column in cells):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    return ", ".join(
        address(first, column)
        if first == last
        else f"{address(first, column)}–{column_name(column)}{last + 1}"
        for column, first, last in runs
    )
