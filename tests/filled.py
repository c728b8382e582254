"""Filling in a form as somebody does in Excel or Word: by the heading and the id of the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
from openpyxl import load_workbook

_CODE = re.compile(r"_x[0-9A-Fa-f]{4}_")

Filling = Mapping[tuple[str, str], Any]
"""What is written where: by the checkpoint and the heading."""


def opened(content: bytes, sheet: str | None = None) -> tuple[Any, Any, int]:
    """The workbook, the sheet to fill in (the first where none is named), and its row of heads."""
    book: Any = load_workbook(BytesIO(content))
    page = book.worksheets[0] if sheet is None else book[sheet]
    head = next(row[0].row for row in page.iter_rows() if "Id" in [cell.value for cell in row])
    return book, page, head


def cell_of(page: Any, head: int, checkpoint: str, heading: str) -> Any:
    """The cell of a checkpoint under a heading."""
    places = {cell.value: cell.column for cell in page[head]}
    row = next(
        number
        for number in range(head + 1, page.max_row + 1)
        if page.cell(number, places["Id"]).value == checkpoint
    )
    return page.cell(row, places[heading])


def filled(
    content: bytes,
    given: Filling,
    *,
    sheet: str | None = None,
    then: Callable[[Any, int], None] | None = None,
) -> bytes:
    """The workbook with cells filled in, and with what `then` does to the sheet.

    Text is written as text, as in a cell that is formatted so.
    """
    book, page, head = opened(content, sheet)
    for (checkpoint, heading), value in given.items():
        cell = cell_of(page, head, checkpoint, heading)
        # As Excel does, and openpyxl does not: what looks like the number of a character is none.
        cell.value = _CODE.sub(r"_x005F\g<0>", value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
    if then is not None:
        then(page, head)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def filled_document(content: bytes, given: Mapping[tuple[str, str], str]) -> bytes:
    """The Word document with cells filled in; lists to choose from are gone there."""
    document = docx.Document(BytesIO(content))
    (table,) = document.tables
    headings = [cell.text for cell in table.rows[0].cells]
    ends = ((row.cells, row.cells[end].text) for end in (0, -1) for row in table.rows)
    rows = {text: cells for cells, text in ends}
    for (checkpoint, heading), text in given.items():
        paragraph = rows[checkpoint][headings.index(heading)].paragraphs[0]
        for child in list(paragraph._p):
            paragraph._p.remove(child)
        paragraph.add_run(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()
