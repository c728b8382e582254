"""How much of the first page of a PDF is blank, measured on a picture of it.

A page is looked at in columns, and each between its first ink and the foot of the page: rows
without ink that are higher than a few lines are blank. Light grounds are no ink.
"""

from __future__ import annotations

import struct
import zlib
from itertools import groupby
from pathlib import Path

import typst

_PIXELS_AN_INCH = 72
_INK = 140
"""A pixel darker than this, of 255, is ink."""

_STRAY = 3
"""Pixels of ink in a row that are no text: the line at the edge of a card."""

_GAP = 0.03
"""The share of the page that may stand empty between two texts without being called blank."""

_WIDTH_OF_A_PIXEL = 4


def blank_share(pdf: Path, columns: int) -> float:
    """The share of the page that is blank, the margins apart."""
    rows = _picture(pdf)
    height, width = len(rows), len(rows[0]) // _WIDTH_OF_A_PIXEL
    inked = [place for place, row in enumerate(rows) if _has_ink(row)]
    first, last = inked[0], inked[-1]
    blank = 0
    for column in range(columns):
        begin, end = (
            round(width * at / columns) * _WIDTH_OF_A_PIXEL for at in (column, column + 1)
        )
        filled = [_has_ink(row[begin:end]) for row in rows[first : last + 1]]
        gaps = [len(list(group)) for full, group in groupby(filled) if not full]
        blank += sum(gap for gap in gaps if gap > _GAP * height)
    return blank / columns / (last + 1 - first)


def _has_ink(row: bytes) -> bool:
    return sum(green < _INK for green in row[1::_WIDTH_OF_A_PIXEL]) > _STRAY


def _picture(pdf: Path) -> list[bytes]:
    """The rows of the first page, four bytes a pixel."""
    source = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{pdf.name}")'
    compiler = typst.Compiler(source.encode(), root=pdf.parent)
    made = compiler.compile(format="png", ppi=_PIXELS_AN_INCH)
    return _rows(made if isinstance(made, bytes) else b"".join(made or []))


def _rows(png: bytes) -> list[bytes]:
    """The rows of a picture of eight bits a colour, as PNG keeps them: each after a filter."""
    place, packed, width = 8, b"", 0
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width = struct.unpack_from(">I", content)[0] * _WIDTH_OF_A_PIXEL
        elif kind == b"IDAT":
            packed += content
        place += length + 12
    data = zlib.decompress(packed)
    rows: list[bytes] = []
    before = bytearray(width)
    for start in range(0, len(data), width + 1):
        row = bytearray(data[start + 1 : start + 1 + width])
        _unfilter(data[start], row, before)
        rows.append(bytes(row))
        before = row
    return rows


def _unfilter(kind: int, row: bytearray, above: bytearray) -> None:
    for place in range(len(row)):
        left = row[place - _WIDTH_OF_A_PIXEL] if place >= _WIDTH_OF_A_PIXEL else 0
        corner = above[place - _WIDTH_OF_A_PIXEL] if place >= _WIDTH_OF_A_PIXEL else 0
        up = above[place]
        added = (0, left, up, (left + up) // 2, _nearest(left, up, corner))[kind]
        row[place] = (row[place] + added) & 255


def _nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))
