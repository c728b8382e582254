"""Reading the cells of a workbook that comes from anywhere: values only, and never too much.

What is read is text, numbers, and whether a cell is a formula or merged. Nothing is calculated,
fetched or expanded, and nothing else of the file is looked at.
"""

from __future__ import annotations

import lzma
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

if TYPE_CHECKING:
    from io import BytesIO

_MOST_PARTS = 2_000
_MOST_BYTES = 60_000_000
_MOST_ROWS = 20_000
_MOST_COLUMNS = 1_000
_MOST_CELLS = 500_000
_LONGEST_TEXT = 40_000
"""Characters: Excel holds 32,767 in a cell."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


_BROKEN = (BadZipFile, zlib.error, lzma.LZMAError, LookupError, ValueError, EOFError, RuntimeError)
"""What a file that is damaged, locked with a password, or something else comes to."""


class UnreadableWorkbook(SamsjekkError):
    """It is no workbook that can be read, or it is larger than any of ours."""


class Cell(NamedTuple):
    """What stands in a cell. `number` is set where it holds one, which `text` writes plainly."""

    text: str
    number: float | None = None
    formula: bool = False


class Area(NamedTuple):
    """Merged cells, from the first row and column to the last, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """The cells of a sheet that hold something, by row and column counted from 0."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Area, ...]

    def cell(self, row: int, column: int) -> Cell:
        """A cell, empty where nothing stands."""
        return self.rows.get(row, {}).get(column, Cell(""))


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
        UnreadableWorkbook: it is none, or it is too large; the words say which.
    """
    from lxml import etree  # noqa: PLC0415 - 20 ms that no other command should wait for

    try:
        with ZipFile(file) as package:
            _refuse_large(package)
            return tuple(_Package(package).sheets())
    except (*_BROKEN, etree.LxmlError):
        raise UnreadableWorkbook(
            phrase(
                "Filen kan ikke leses som en Excel-fil. Er den skrevet ut fra samsjekk, så åpne "
                "den i Excel eller LibreOffice, lagre den som .xlsx uten passord, og prøv igjen."
            )
        ) from None


def _refuse_large(package: ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise _too_large()


def _too_large() -> UnreadableWorkbook:
    return UnreadableWorkbook(
        phrase(
            "Filen er mye større enn noe skjema fra samsjekk, og blir ikke lest. Høyst {rows} "
            "rader og {mb} MB kan leses.",
            rows=_MOST_ROWS,
            mb=_MOST_BYTES // 1_000_000,
        )
    )


class _Package:
    """The parts of an open workbook."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._left = _MOST_CELLS
        self._book = self._related("")[""]
        self._strings = self._shared_strings()

    def sheets(self) -> Iterator[Sheet]:
        related = self._related(self._book)
        titles = []
        for element in self._elements(self._book, "sheet"):
            target = element.get(_RELATION) or element.get(_STRICT_RELATION) or ""
            titles.append((element.get("name", ""), related[target]))
        for title, part in titles:
            if PurePosixPath(part).parent.name == "worksheets":
                yield self._sheet(title, part)

    def _related(self, part: str) -> dict[str, str]:
        """The parts that a part names, by the id it has for each; by none the workbook itself."""
        path = PurePosixPath("/", part)
        rels = path.parent / "_rels" / f"{path.name}.rels"
        found = {}
        for element in self._elements(str(rels)[1:], "Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = str(PurePosixPath(path.parent, element.get("Target", "")))[1:]
            found[element.get("Id", "")] = target
            if not part and element.get("Type", "").endswith("/officeDocument"):
                found[""] = target
        return found

    def _shared_strings(self) -> list[str]:
        part = str(PurePosixPath(self._book).parent / "sharedStrings.xml")
        if part not in self._package.namelist():
            return []
        return [_text_of(element) for element in self._elements(part, "si")]

    def _sheet(self, title: str, part: str) -> Sheet:
        rows: dict[int, dict[int, Cell]] = {}
        merged: list[Area] = []
        row = -1
        for element in self._elements(part, "row", "mergeCell"):
            if element.tag.endswith("mergeCell"):
                merged.append(_area(element.get("ref", "")))
                continue
            row = int(element.get("r", row + 2)) - 1
            if cells := self._cells(element):
                rows[row] = cells
            if len(rows) > _MOST_ROWS:
                raise _too_large()
        return Sheet(title, rows, tuple(merged))

    def _cells(self, row: Any) -> dict[int, Cell]:
        found: dict[int, Cell] = {}
        column = -1
        for element in row.iterchildren("{*}c"):
            self._left -= 1
            if self._left < 0:
                raise _too_large()
            written = element.get("r")
            column = column + 1 if written is None else _place(written)[1]
            cell = self._cell(element)
            if not cell.text and not cell.formula:
                continue
            if column >= _MOST_COLUMNS:
                raise _too_large()
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

    def _elements(self, part: str, *names: str) -> Iterator[Any]:
        """Each whole element of a part that has one of the names; what was read is let go.

        Raises:
            BadZipFile: it declares entities, which no workbook does.
        """
        from lxml import etree  # noqa: PLC0415 - as above

        tags = [f"{{*}}{name}" for name in names]
        safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
        with self._package.open(part) as stream:
            for _event, element in etree.iterparse(stream, tag=tags, huge_tree=False, **safe):
                if element.getroottree().docinfo.internalDTD is not None:
                    raise BadZipFile
                yield element
                element.clear()


def _text_of(element: Any) -> str:
    """The text of a string item, without the readings that stand beside it in some languages."""
    pieces = element.iter("{*}t")
    return _unescaped(
        "".join(piece.text or "" for piece in pieces if not piece.getparent().tag.endswith("}rPh"))
    )


def _unescaped(text: str) -> str:
    """Characters that XML can't hold are written as their number: _x000D_."""
    if len(text) > _LONGEST_TEXT:
        raise _too_large()
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
