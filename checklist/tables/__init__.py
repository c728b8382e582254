"""Tables that come from anywhere, in Excel files and text files: bounded, and bare values only."""

from __future__ import annotations

from checklist.tables.cells import (
    MOST_CELLS,
    MOST_ROWS,
    Area,
    Cell,
    Sheet,
    UnreadableTable,
    address,
    column_name,
    too_large,
)
from checklist.tables.delimited import read_delimited
from checklist.tables.package import opened_package
from checklist.tables.workbook import read_workbook

__all__ = [
    "MOST_CELLS",
    "MOST_ROWS",
    "Area",
    "Cell",
    "Sheet",
    "UnreadableTable",
    "address",
    "column_name",
    "opened_package",
    "read_delimited",
    "read_workbook",
    "too_large",
]
