"""What auditors have written, as paragraphs, and tables of what they have recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checklist.reporting.model import Reference
from checklist.words import Part, Status

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_LIST_ITEM = re.compile(r"\s*(?:[-–•*]|\d{1,2}[.)])\s")


class Cell(Part, frozen=True, kw_only=True):
    """A cell of a table: what people wrote, a state, or what it refers to."""

    text: str = ""
    status: Status | None = None
    references: tuple[Reference, ...] = ()


class Row(Part, frozen=True, kw_only=True):
    """A row of a table: what it is of, and its other cells."""

    reference: Reference
    cells: tuple[Cell, ...]


class RecordTable(Part, frozen=True, kw_only=True):
    """A table of things of one kind. A column in which nothing stands is not there.

    Attributes:
        title: what the rows are.
        heads: of the columns after that of the numbers.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def paragraphs(text: str) -> tuple[str, ...]:
    """A text in paragraphs, which have an empty line between them. A list keeps its lines."""
    return tuple(one_paragraph(block) for block in _EMPTY_LINE.split(text.strip()) if block.strip())


def one_paragraph(text: str) -> str:
    """The lines of a paragraph after each other, but where an item of a list begins."""
    said = ""
    for line in text.strip().splitlines():
        between = "\n" if _LIST_ITEM.match(line) else " "
        said = f"{said}{between}{line.strip()}" if said else line.strip()
    return said


def table(
    title: str, heads: Sequence[str], rows: Iterable[tuple[Reference, Sequence[Cell | str]]]
) -> RecordTable:
    """A table without the columns that are empty in all its rows."""
    held = [
        (reference, [Cell(text=cell) if isinstance(cell, str) else cell for cell in cells])
        for reference, cells in rows
    ]
    used = [
        column
        for column in range(len(heads))
        if any(cells[column] != Cell() for _reference, cells in held)
    ]
    return RecordTable(
        title=title,
        heads=tuple(heads[column] for column in used),
        rows=tuple(
            Row(reference=reference, cells=tuple(cells[column] for column in used))
            for reference, cells in held
        ),
    )
