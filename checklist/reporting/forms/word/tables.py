"""Tables of a document as Word builds them: a grid, with heads that are repeated on each page."""

from __future__ import annotations

from collections.abc import Callable

from checklist.reporting.forms.blocks import Cell, Table
from checklist.reporting.forms.word.parts import Element, w


def table(
    block: Table, style: str, width: int, content: Callable[[Cell], list[Element]]
) -> Element:
    """The table, so many twips wide. `content` makes what stands in a cell."""
    widths = [int(width * share) for share in block.widths]
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, noVBand=1),
    )
    if block.said:
        properties.append(w("tblCaption", val=block.said))
    made = w("tbl", properties, w("tblGrid", *(w("gridCol", w=each) for each in widths)))
    reaching: dict[int, tuple[Cell, int]] = {}
    for number, row in enumerate(block.rows):
        about = w("trPr", w("cantSplit"))
        if number < block.heads:
            about.append(w("tblHeader"))
        line = w("tr", about)
        column, cells = 0, list(row)
        while cells or column in reaching:
            cell, below = reaching.pop(column, (None, 0))
            if cell is None:
                cell = cells.pop(0)
            if below + 1 < cell.rows:
                reaching[column] = (cell, below + 1)
            inner = w("tc", _about(cell, sum(widths[column : column + cell.columns]), below))
            inner.extend([w("p")] if below else content(cell))
            line.append(inner)
            column += cell.columns
        made.append(line)
    return made


def _about(cell: Cell, width: int, below: int) -> Element:
    """The properties of a cell; `below` is how many rows down its own row it stands."""
    about = w("tcPr", w("tcW", w=width, type="dxa"))
    if cell.columns > 1:
        about.append(w("gridSpan", val=cell.columns))
    if below:
        about.append(w("vMerge"))
    elif cell.rows > 1:
        about.append(w("vMerge", val="restart"))
    return about
