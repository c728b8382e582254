"""Reading the tables of a Word file that comes from anywhere: the text of their cells only.

What was deleted or moved away while changes were tracked is not read; what was put in, is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

from checklist.tables.cells import MOST_CELLS, MOST_ROWS, Area, Cell, Sheet, too_large
from checklist.tables.package import opened_package

if TYPE_CHECKING:
    from io import BytesIO

_LEFT_OUT = frozenset(
    {"moveFrom", "Fallback", "instrText", "delText", "tblPr", "tcPr", "pPr", "rPr"}
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}


class Document(NamedTuple):
    """The tables of a document, and the paragraphs outside them that hold something."""

    tables: tuple[Sheet, ...]
    paragraphs: tuple[str, ...]


def read_document(file: BytesIO) -> Document:
    """What a document holds.

    Raises:
        UnreadableTable: it is none, or it is too large; the words say which.
    """
    with opened_package(file) as package:
        for body in package.elements(package.main_part(), "body"):
            texts = (_text(paragraph) for paragraph in _inside(body, "p"))
            return Document(tuple(_tables(body)), tuple(text for text in texts if text.strip()))
        raise BadZipFile


def _tables(body: Any) -> Iterator[Sheet]:
    left = MOST_CELLS
    for number, table in enumerate(_inside(body, "tbl"), start=1):
        sheet = _table(str(number), table)
        left -= sum(map(len, sheet.rows.values()))
        if len(sheet.rows) > MOST_ROWS or left < 0:
            raise too_large()
        yield sheet


def _table(title: str, table: Any) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    merged: list[Area] = []
    for number, row in enumerate(_inside(table, "tr")):
        column, cells = 0, dict[int, Cell]()
        for element in _inside(row, "tc"):
            width = _width(element)
            text = "\n".join(_text(paragraph) for paragraph in element.iter("{*}p"))
            if text.strip():
                cells[column] = Cell(text.strip("\n"))
            if width > 1 or element.find("{*}tcPr/{*}vMerge") is not None:
                merged.append(Area(number, column, number, column + width - 1))
            column += width
        rows[number] = cells
    return Sheet(title, rows, tuple(merged), is_named=False)


def _width(cell: Any) -> int:
    span = cell.find("{*}tcPr/{*}gridSpan")
    return 1 if span is None else int(next(iter(span.attrib.values()), "1"))


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The elements of a name right inside, also where a content control is around them."""
    for child in element.iterchildren():
        match _name(child):
            case found if found == name:
                yield child
            case "sdt" | "sdtContent" | "ins" | "customXml":
                yield from _inside(child, name)


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _LEFT_OUT and name != "p":
            yield from _pieces(child)


def _name(element: Any) -> str:
    """The name of an element without its namespace; comments have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
