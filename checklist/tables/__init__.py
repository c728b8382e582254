"""Tables that come from anywhere, in Excel, Word and text files: bounded, and bare values only."""

from __future__ import annotations

from checklist.tables.cells import (
    MOST_CELLS,
    Area,
    Cell,
    Sheet,
    UnreadableTable,
    address,
    column_name,
    too_large,
)
from checklist.tables.delimited import read_delimited
from checklist.tables.document import read_document
from checklist.tables.workbook import read_workbook

__all__ = [
    "MOST_CELLS",
    "Area",
    "Cell",
    "Sheet",
    "UnreadableTable",
    "address",
    "column_name",
    "read_delimited",
    "read_document",
    "read_workbook",
    "too_large",
]
