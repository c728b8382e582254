"""Reading the cells of a workbook that comes from anywhere: values only.

What is read is text, numbers, and whether a cell is a formula or merged. Nothing is calculated,
and nothing else of the file is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from checklist.reporting.forms.filling.package import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    Cell,
    Package,
    Sheet,
    opened_package,
    too_large,
)

if TYPE_CHECKING:
    from io import BytesIO

_LONGEST_TEXT = 40_000
"""Characters: Excel holds 32,767 in a cell."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def address(row: int, column: int) -> str:
    """The name of a cell as people see it: B5."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def read_workbook(file: BytesIO) -> tuple[Sheet, ...]:
    """Every sheet with cells.

    Raises:
        UnreadableForm: it is none, or it is too large; the words say which.
    """
    with opened_package(file) as package:
        return tuple(_Workbook(package).sheets())


class _Workbook:
    """The sheets of a workbook, and the strings they share."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._left = MOST_CELLS
        self._book = package.main_part()
        strings = str(PurePosixPath(self._book).parent / "sharedStrings.xml")
        has_strings = strings in package.names
        items = package.elements(strings, "si") if has_strings else ()
        self._strings = [_text_of(item) for item in items]

    def sheets(self) -> Iterator[Sheet]:
        related = self._package.related(self._book)
        parts = [
            (
                element.get("name", ""),
                related[element.get(_RELATION) or element.get(_STRICT_RELATION) or ""],
            )
            for element in self._package.elements(self._book, "sheet")
        ]
        for title, part in parts:
            if PurePosixPath(part).parent.name == "worksheets":
                yield self._sheet(title, part)

    def _sheet(self, title: str, part: str) -> Sheet:
        rows: dict[int, dict[int, Cell]] = {}
        merged: list[Area] = []
        row = -1
        for element in self._package.elements(part, "row", "mergeCell"):
            if element.tag.endswith("mergeCell"):
                merged.append(_area(element.get("ref", "")))
                continue
            row = int(element.get("r", row + 2)) - 1
            if cells := self._cells(element):
                rows[row] = cells
            if len(rows) > MOST_ROWS:
                raise too_large()
        return Sheet(title, rows, tuple(merged))

    def _cells(self, row: Any) -> dict[int, Cell]:
        found: dict[int, Cell] = {}
        column = -1
        for element in row.iterchildren("{*}c"):
            self._left -= 1
            written = element.get("r")
            column = column + 1 if written is None else _place(written)[1]
            cell = self._cell(element)
            if not cell.text and not cell.formula:
                continue
            if column >= MOST_COLUMNS or self._left < 0:
                raise too_large()
            found[column] = cell
        return found

    def _cell(self, element: Any) -> Cell:
        formula = element.find("{*}f") is not None
        kind, held = element.get("t", "n"), element.findtext("{*}v") or ""
        match kind:
            case "s":
                return Cell(self._strings[int(held)] if held else "", formula=formula)
            case "inlineStr":
                return Cell(_text_of(element), formula=formula)
            case "n" if held:
                return Cell(_plain(float(held)), float(held), formula)
            case _:
                return Cell(_unescaped(held), formula=formula)


def _text_of(element: Any) -> str:
    """The text of a string item, without the readings that stand beside it in some languages."""
    pieces = element.iter("{*}t")
    return _unescaped(
        "".join(piece.text or "" for piece in pieces if not piece.getparent().tag.endswith("}rPh"))
    )


def _unescaped(text: str) -> str:
    """Characters that XML can't hold are written as their number: _x000D_."""
    if len(text) > _LONGEST_TEXT:
        raise too_large()
    if "_x" in text:
        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def _place(written: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(written)
    if found is None:
        raise BadZipFile
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _area(ref: str) -> Area:
    first, _colon, last = ref.partition(":")
    return Area(*_place(first), *_place(last or first))
