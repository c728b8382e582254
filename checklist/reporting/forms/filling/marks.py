"""What a form carries so that it can be read back: whose it is, and what stood in it.

In a workbook it stands in a sheet of its own, one thing a row; in Word, packed in a paragraph at
the end. Columns are known by their headings and rows by their ids, so that both may be moved; what
is not as it was sent, was filled in.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checklist.i18n import phrase

SHEET = "samsjekk"
CHOOSE = phrase("Velg svar")
"""Stands in Word where an answer is chosen from a list, and none is."""

WARNING = phrase("Samsjekk bruker dette når skjemaet leses inn igjen. Ikke endre det.")
_FORMAT = "1"

ID = "id"
"""The name of the column that the rows are known by."""

Sent = dict[str, dict[str, str]]
"""What stands in each marked column, by row."""

_PACKED = re.compile(r"samsjekk-1 ([A-Za-z0-9+/=\s]+)")
_MOST_BYTES = 5_000_000


class MarkedRow(NamedTuple):
    """A row as it was sent out.

    Attributes:
        id: the checkpoint, or whatever the row is about.
        fingerprint: the wording that was asked.
        seen: the events whose values stood in it.
        sent: what stood in each marked column, by the name of the column.
    """

    id: str
    fingerprint: str
    seen: tuple[str, ...]
    sent: Mapping[str, str]


class Marks(NamedTuple):
    """What a form was made of.

    Attributes:
        of: the digest of the journal's first write: which assessment or audit it is.
        version: the version of the criteria set that was asked.
        sheet: the title of the sheet that is filled in.
        columns: the heading of each marked column, by its name.
        rows: what was sent, by id.
        draw: frame and event of the draw that a sample form is for; empty in other forms.
    """

    of: str
    version: str
    sheet: str
    columns: Mapping[str, str]
    rows: Mapping[str, MarkedRow]
    draw: tuple[str, str] = ("", "")


class NoMarks(Exception):
    """The sheet is not as samsjekk makes it."""


def grid(marks: Marks) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet, each of texts."""
    yield ("format", _FORMAT)
    yield ("of", marks.of)
    yield ("version", marks.version)
    yield ("sheet", marks.sheet)
    yield ("draw", *marks.draw)
    for name, heading in marks.columns.items():
        yield ("column", name, heading)
    for row in marks.rows.values():
        sent = (row.sent.get(name, "") for name in marks.columns)
        yield ("row", row.id, row.fingerprint, " ".join(row.seen), *sent)


def packed(marks: Marks) -> str:
    """The marks as one text, for a file that has no sheet to hide."""
    plain = json.dumps([*grid(marks)], ensure_ascii=False, separators=(",", ":"))
    return f"samsjekk-1 {base64.b64encode(zlib.compress(plain.encode(), 9)).decode()}"


def unpacked(text: str) -> list[list[str]]:
    """The rows of such a text.

    Raises:
        NoMarks: it is another text, or not as `packed` makes it.
    """
    found = _PACKED.fullmatch(text.strip())
    if found is None:
        raise NoMarks
    try:
        opened = zlib.decompressobj()
        plain = opened.decompress(base64.b64decode(found[1]), _MOST_BYTES)
        if not opened.eof:
            raise NoMarks
        rows = json.loads(plain)
    except (zlib.error, binascii.Error, ValueError):
        raise NoMarks from None
    return [[str(cell) for cell in row] for row in rows if isinstance(row, list)]


def marks_in(rows: Iterable[Sequence[str]]) -> Marks:
    """What the rows of such a sheet say.

    Raises:
        NoMarks: they are not as `grid` makes them.
    """
    single: dict[str, tuple[str, ...]] = {}
    columns: dict[str, str] = {}
    marked: dict[str, MarkedRow] = {}
    for kind, *held in rows:
        if kind == "column":
            name, heading = (*held, "", "")[:2]
            columns[name] = heading
        elif kind == "row":
            name, fingerprint, seen, *sent = (*held, "", "", "")
            texts = dict(zip(columns, (*sent, *("" for _ in columns)), strict=False))
            marked[name] = MarkedRow(name, fingerprint, tuple(seen.split()), texts)
        else:
            single[kind] = (*held, "", "")
    if (
        single.get("format", ("",))[0] != _FORMAT
        or ID not in columns
        or not {"of", "sheet"} < {*single}
    ):
        raise NoMarks
    frame, event, *_rest = single.get("draw", ("", ""))
    version = single.get("version", ("",))[0]
    return Marks(single["of"][0], version, single["sheet"][0], columns, marked, (frame, event))
