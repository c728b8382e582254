"""Reading the cells of a workbook that comes from anywhere: values only.

What is read is text, numbers, the formulas that gave them and which cells are merged. Nothing is
calculated, no macro is run, and nothing else of the file is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

from checklist.tables.cells import (
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    Cell,
    Sheet,
    too_large,
)
from checklist.tables.package import Package, opened_package

if TYPE_CHECKING:
    from io import BytesIO

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

_DATE_FORMATS = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 57, 58})
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DAY_ONE = date(1899, 12, 30)
_DAY_ONE_OF_1904 = date(1904, 1, 1)
_LAST_DAY = 2_950_000
"""A day in the year 9976, whichever day the file counts from."""


class Workbook(NamedTuple):
    """The sheets of a workbook, and what it has beside them that nobody reads."""

    sheets: tuple[Sheet, ...]
    has_macros: bool = False
    has_notes: bool = False


def _every_sheet(_title: str, _is_hidden: bool) -> bool:
    return True


def read_workbook(file: BytesIO, reads: Callable[[str, bool], bool] = _every_sheet) -> Workbook:
    """Every sheet with cells; those that `reads` says no to, by title and hidden or not, are empty.

    Raises:
        UnreadableTable: it is none, or it is too large; the words say which.
    """
    with opened_package(file) as package:
        names = [name.rpartition("/")[2].lower() for name in package.names]
        return Workbook(
            tuple(_Book(package).sheets(reads)),
            "vbaproject.bin" in names,
            any(name.startswith(("comments", "threadedcomment")) for name in names),
        )


class _Book:
    """The sheets of a workbook, and what they share: strings, and how numbers are shown."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._left = MOST_CELLS
        self._book = package.main_part()
        items = self._elements("sharedStrings.xml", "si")
        self._strings = [_text_of(item) for item in items]
        self._dates = self._date_styles()
        self._day_one = _DAY_ONE
        for element in package.elements(self._book, "workbookPr"):
            if element.get("date1904") in ("1", "true"):
                self._day_one = _DAY_ONE_OF_1904

    def _elements(self, name: str, *elements: str) -> Iterator[Any]:
        """Elements of a part beside the workbook, where it has one."""
        part = str(PurePosixPath(self._book).parent / name)
        if part in self._package.names:
            yield from self._package.elements(part, *elements)

    def _date_styles(self) -> frozenset[int]:
        """The styles of cells, by number, that show a number as a date."""
        formats, dates = set(_DATE_FORMATS), set[int]()
        for element in self._elements("styles.xml", "numFmt", "cellXfs"):
            if element.tag.endswith("}numFmt"):
                if _shows_day(element.get("formatCode", "")):
                    formats.add(int(element.get("numFmtId", "0")))
                continue
            for style, shown in enumerate(element.iterchildren("{*}xf")):
                if int(shown.get("numFmtId", "0")) in formats:
                    dates.add(style)
        return frozenset(dates)

    def sheets(self, reads: Callable[[str, bool], bool]) -> Iterator[Sheet]:
        related = self._package.related(self._book)
        parts = [
            (
                element.get("name", ""),
                element.get("state", "visible") != "visible",
                related[element.get(_RELATION) or element.get(_STRICT_RELATION) or ""],
            )
            for element in self._package.elements(self._book, "sheet")
        ]
        for title, is_hidden, part in parts:
            if PurePosixPath(part).parent.name != "worksheets":
                continue
            if reads(title, is_hidden):
                yield self._sheet(title, part)._replace(is_hidden=is_hidden)
            else:
                yield Sheet(title, {}, is_hidden=is_hidden)

    def _sheet(self, title: str, part: str) -> Sheet:
        rows: dict[int, dict[int, Cell]] = {}
        merged: list[Area] = []
        hidden: list[int] = []
        row = -1
        for element in self._package.elements(part, "row", "mergeCell"):
            if element.tag.endswith("mergeCell"):
                merged.append(_area(element.get("ref", "")))
                continue
            row = int(element.get("r", row + 2)) - 1
            if cells := self._cells(element):
                rows[row] = cells
                if element.get("hidden") in ("1", "true"):
                    hidden.append(row)
            if len(rows) > MOST_ROWS:
                raise too_large()
        return Sheet(title, rows, tuple(merged), hidden_rows=tuple(hidden))

    def _cells(self, row: Any) -> dict[int, Cell]:
        found: dict[int, Cell] = {}
        column = -1
        for element in row.iterchildren("{*}c"):
            self._left -= 1
            written = element.get("r")
            column = column + 1 if written is None else _place(written)[1]
            cell = self._cell(element)
            if not cell.text and not cell.is_formula:
                continue
            if column >= MOST_COLUMNS or self._left < 0:
                raise too_large()
            found[column] = cell
        return found

    def _cell(self, element: Any) -> Cell:
        formula = element.findtext("{*}f")
        kind, held = element.get("t", "n"), element.findtext("{*}v") or ""
        match kind:
            case "s":
                return Cell(self._strings[int(held)] if held else "", formula=formula)
            case "inlineStr":
                return Cell(_text_of(element), formula=formula)
            case "n" if held:
                number = float(held)
                day = self._day(number) if int(element.get("s", "0")) in self._dates else None
                return Cell(_plain(number), number, formula, day)
            case _:
                return Cell(_unescaped(held), formula=formula)

    def _day(self, number: float) -> date | None:
        return self._day_one + timedelta(int(number)) if 1 <= number <= _LAST_DAY else None


def _shows_day(code: str) -> bool:
    """Whether a format of numbers shows a day or a year, and not hours only."""
    return any(letter in _NO_LETTERS.sub("", code).lower() for letter in "dy")


def _text_of(element: Any) -> str:
    """The text of a string item, without the readings that stand beside it in some languages."""
    pieces = element.iter("{*}t")
    return _unescaped(
        "".join(piece.text or "" for piece in pieces if not piece.getparent().tag.endswith("}rPh"))
    )


def _unescaped(text: str) -> str:
    """Characters that XML can't hold are written as their number: _x000D_."""
    if len(text) > LONGEST_TEXT:
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
