"""A table as it was read: cells by row and column, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

MOST_BYTES = 60_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
MOST_CELLS = 500_000
LONGEST_TEXT = 40_000
"""Characters: Excel holds 32,767 in a cell."""


class UnreadableTable(SamsjekkError):
    """It is no file that can be read, or it is too large."""


class Cell(NamedTuple):
    """What stands in a cell.

    Attributes:
        text: what it holds; a number is written plainly.
        number: set where it holds one.
        formula: the formula that gave it, without its equals sign; None where there is none.
        day: set where the number is shown as a date.
    """

    text: str
    number: float | None = None
    formula: str | None = None
    day: date | None = None

    @property
    def is_formula(self) -> bool:
        """Whether its value was worked out from a formula."""
        return self.formula is not None


class Area(NamedTuple):
    """Merged cells, from the first row and column to the last, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """The cells of a sheet or table that hold something, by row and column counted from 0.

    Attributes:
        is_named: people know its cells by names as B5.
        is_hidden: it is not shown to whoever opens the file.
        hidden_rows: rows that are not shown, because somebody hid them or filtered others out.
    """

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...] = ()
    is_named: bool = True
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """A cell, empty where nothing stands."""
        return self.rows.get(row, {}).get(column, Cell(""))


def column_name(column: int) -> str:
    """The letters of a column as people see them: B, AA."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def address(row: int, column: int) -> str:
    """The name of a cell as people see it: B5."""
    return f"{column_name(column)}{row + 1}"


def too_large() -> UnreadableTable:
    """That a file is larger than what is read."""
    return UnreadableTable(
        phrase(
            "Filen er for stor til å bli lest. Høyst {rows} rader på et ark og {mb} MB kan leses. "
            "Del den opp, eller ta bort ark som ikke trengs.",
            rows=MOST_ROWS,
            mb=MOST_BYTES // 1_000_000,
        )
    )
