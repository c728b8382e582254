"""Reading text files with a sign between the cells (CSV), as programs and countries write them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import NamedTuple

from checklist.i18n import phrase
from checklist.tables.cells import (
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    Cell,
    Sheet,
    UnreadableTable,
    too_large,
)
from checklist.text import spoilt_letters, utf_16

_OF_MARKDOWN = "|"
_SEPARATORS = (";", "\t", ",", _OF_MARKDOWN)
_HEADING = re.compile("^#{1,6} ")
_LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_LINES_LOOKED_AT = 50


class Delimited(NamedTuple):
    """A table, and how the file had it."""

    sheet: Sheet
    encoding: str
    separator: str


def read_delimited(content: bytes, title: str) -> Delimited:
    """The one table of a text file.

    Raises:
        UnreadableTable: it is no text, it is too large, or a quotation mark is not closed.
    """
    text, encoding = _decoded(content)
    separator, text = _separated(text)
    shown, merged = _lines, tuple[Area, ...]()
    if separator == _OF_MARKDOWN:
        merged = tuple(_headings(text))
        text, shown = _without_rules(text), _without_marks
    rows: dict[int, dict[int, Cell]] = {}
    left = MOST_CELLS
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader):
            found = {n: Cell(shown(cell)) for n, cell in enumerate(cells) if cell.strip()}
            left -= len(found)
            longest = max(map(len, cells), default=0)
            if longest > LONGEST_TEXT or len(cells) > MOST_COLUMNS:
                raise too_large()
            if len(rows) >= MOST_ROWS or left < 0:
                raise too_large()
            if found:
                rows[number] = found
    except csv.Error:
        raise UnreadableTable(
            phrase(
                "Linje {line}: et anførselstegn er ikke lukket, eller står midt i en celle. Rett "
                "det, eller lagre filen på nytt fra regnearket.",
                line=reader.line_num,
            )
        ) from None
    return Delimited(Sheet(title, rows, merged), encoding, separator)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding."""
    with suppress(UnicodeError):
        if (text := utf_16(content)) is not None:
            return text, "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeError):
            text = content.decode(encoding)
            if encoding == "utf-8-sig" or spoilt_letters(text) is None:
                return text, encoding.removesuffix("-sig")
    raise UnreadableTable(
        phrase("Filen er ikke tekst som kan leses. Lagre den som «CSV UTF-8» fra regnearket.")
    )


def _separated(text: str) -> tuple[str, str]:
    """The sign between cells, and the text without the line by which Excel says it."""
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], rest
    return max(_SEPARATORS, key=lambda sign: _alike(text, sign)), text


def _alike(text: str, sign: str) -> int:
    """How many cells the lines get that have as many as most others; 0 where each has one."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=sign)
    try:
        counted = Counter(len(cells) for cells in islice(lines, _LINES_LOOKED_AT) if cells)
    except csv.Error:
        return 0
    return max(((cells - 1) * n for cells, n in counted.items()), default=0)


def _headings(text: str) -> Iterator[Area]:
    """The lines of Markdown that are headings: each is as wide as a table under it."""
    for number, line in enumerate(text.splitlines()):
        if _HEADING.match(line):
            yield Area(number, 0, number, 1)


def _without_rules(text: str) -> str:
    """A table as Markdown has it, without the signs around its rows and the row of dashes."""
    rows = (line.strip() for line in text.splitlines())
    return "\n".join(
        "" if set(row) <= set("|-: \t") else row.removeprefix("|").removesuffix("|") for row in rows
    )


def _without_marks(cell: str) -> str:
    return _LINE_BREAK.sub("\n", _HEADING.sub("", cell).replace("**", "")).strip()


def _lines(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")
