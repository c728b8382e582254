"""Reading a Word file that somebody filled in: its tables, and the marks that are kept in it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from checklist.reporting.forms.filling.marks import SHEET, NoMarks, unpacked
from checklist.tables import Cell, Sheet, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BytesIO


def read_filled_document(file: BytesIO) -> tuple[Sheet, ...]:
    """The tables of a document, and its marks as a sheet where it has them.

    Raises:
        UnreadableTable: it is none, or it is too large; the words say which.
    """
    found = read_document(file)
    return (*found.tables, *_marks(found.paragraphs))


def _marks(paragraphs: tuple[str, ...]) -> Iterator[Sheet]:
    for text in paragraphs:
        with suppress(NoMarks):
            rows = [{n: Cell(cell) for n, cell in enumerate(row)} for row in unpacked(text)]
            yield Sheet(SHEET, dict(enumerate(rows)), is_named=False)
