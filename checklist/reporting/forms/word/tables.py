"""Tables of a page as Word builds them: a grid, with heads that are repeated on each page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from checklist.reporting.forms.word.parts import Element, w

_LONGEST_WORD = 16
_LONGEST_LINE = 60
_TWIPS_OF_CHARACTER = 105
_PADDING = 2


class Spot(NamedTuple):
    """A cell of the page in the grid. `below` is how many rows down its own row it reaches."""

    cell: Any
    columns: int
    below: int


class Table:
    """The rows of a table, each with its cells from left to right; a cell may span several."""

    def __init__(self, rows: list[list[Spot]], columns: int, heads: int) -> None:
        self._rows = rows
        self._columns = columns
        self._heads = heads

    def element(
        self, style: str, said: str, width: int, fill: Callable[[Any, Element], None]
    ) -> Element:
        """The table. `fill` puts the content of a cell into Word's cell."""
        widths = self._widths(width)
        properties = w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0420", firstRow=1, noVBand=1),
        )
        if said:
            properties.append(w("tblCaption", val=said))
        table = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
        for number, row in enumerate(self._rows):
            table.append(self._row(row, widths, fill, head=number < self._heads))
        return table

    def _row(
        self,
        row: list[Spot],
        widths: list[int],
        fill: Callable[[Any, Element], None],
        *,
        head: bool,
    ) -> Element:
        properties = w("trPr", w("cantSplit"))
        if head:
            properties.append(w("tblHeader"))
        line = w("tr", properties)
        column = 0
        for spot in row:
            width = sum(widths[column : column + spot.columns])
            column += spot.columns
            about = w("tcPr", w("tcW", w=width, type="dxa"))
            if spot.columns > 1:
                about.append(w("gridSpan", val=spot.columns))
            if spot.below:
                about.append(w("vMerge"))
            elif spot.cell is not None and int(spot.cell.get("rowspan", "1")) > 1:
                about.append(w("vMerge", val="restart"))
            inner = w("tc")
            if spot.below or spot.cell is None:
                inner.append(w("p"))
            else:
                fill(spot.cell, inner)
            inner.insert(0, about)
            line.append(inner)
        return line

    def _widths(self, width: int) -> list[int]:
        """Room for the longest word of each column, and the rest after how much text there is."""
        least = [0] * self._columns
        wanted = [0] * self._columns
        for row in self._rows:
            column = 0
            for spot in row:
                if spot.columns == 1 and spot.cell is not None:
                    words = spot.cell.text_content().split()
                    longest, length = max(map(len, words), default=0), len(" ".join(words)) + 1
                    least[column] = max(least[column], min(longest, _LONGEST_WORD))
                    wanted[column] = max(wanted[column], min(length, _LONGEST_LINE))
                column += spot.columns
        least = [characters + _PADDING for characters in least]
        more = [max(0, a - b) for a, b in zip(wanted, least, strict=True)]
        left = max(0, width // _TWIPS_OF_CHARACTER - sum(least))
        shares = [
            a + (left * b / sum(more) if sum(more) else left / self._columns)
            for a, b in zip(least, more, strict=True)
        ]
        return [int(width * share / sum(shares)) for share in shares]


def table_of(element: Any) -> Table:
    """The table of a page."""
    heads = element.xpath("./thead/tr")
    rows = [*heads, *element.xpath("./tbody/tr | ./tr"), *element.xpath("./tfoot/tr")]
    reaching: dict[int, Spot] = {}
    grid = []
    for row in rows:
        spots: list[Spot] = []
        column = 0
        cells = list(row.iterchildren("th", "td"))
        while cells or column in reaching:
            above = reaching.pop(column, None)
            if above is not None:
                spot = above._replace(below=above.below + 1)
            else:
                cell = cells.pop(0)
                spot = Spot(cell, max(1, int(cell.get("colspan", "1"))), 0)
            if spot.below + 1 < int(spot.cell.get("rowspan", "1")):
                reaching[column] = spot
            spots.append(spot)
            column += spot.columns
        grid.append(spots)
    columns = max((sum(spot.columns for spot in spots) for spots in grid), default=0)
    for spots in grid:
        missing = columns - sum(spot.columns for spot in spots)
        if missing:
            spots.append(Spot(None, missing, 0))
    return Table(grid, columns, len(heads))
