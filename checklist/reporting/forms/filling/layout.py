"""What a form looks like before it is a workbook or a Word document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from checklist.reporting.forms.filling.marks import Marks, Sent


class FormColumn(NamedTuple):
    """A column of a form: its mark (empty where it is only read), heading, width and choices."""

    name: str
    heading: str
    width: int
    choices: tuple[str, ...] = ()


class FormRow(NamedTuple):
    """A row: its id, and for each column what stands there and whether it can be filled in."""

    id: str
    texts: tuple[str, ...]
    is_open: tuple[bool, ...]


class Form(NamedTuple):
    """A form to fill in.

    Attributes:
        sheet: the title of its sheet.
        title: the title of the document.
        day: when it was made.
        guide: what is said above the table, its first line as a heading.
        columns, rows: the table.
        marks: what lets it be read back, from what stands in it.
    """

    sheet: str
    title: str
    day: date
    guide: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    marks: Callable[[Sent], Marks]
