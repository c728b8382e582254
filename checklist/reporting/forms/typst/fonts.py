"""The fonts that travel with the program, and which characters they have.

The text is in Liberation Sans, whose letters are as wide as those of Arial, and the signs are in
DejaVu Sans. PDF/UA allows no character without a glyph, so it must be known what they lack.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import typst

from checklist.resources import data_file

FAMILIES = ("Liberation Sans", "DejaVu Sans")
"""The families in the order they are tried for a character."""

_FILES = ("LiberationSans-Regular.ttf", "DejaVuSans.ttf")


@cache
def ours() -> typst.Fonts:
    """The fonts that travel with the program, and no others: every machine sets the same."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder()]
    )


@cache
def with_those_here() -> typst.Fonts:
    """Ours first, and for what they lack those of this machine."""
    return typst.Fonts(font_paths=[_folder()])


@cache
def covered() -> frozenset[int]:
    """The characters that our fonts have and that can be seen."""
    found = frozenset().union(*(characters((_folder() / name).read_bytes()) for name in _FILES))
    return found.difference(range(0x20), range(0x7F, 0xA0))


def characters(font: bytes) -> frozenset[int]:
    """The characters of a TrueType font, by its tables of format 4 and 12."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count))
    cmap = next(offset for name, _, offset, _ in tables if name == b"cmap")
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * n)[0]
        match struct.unpack_from(">H", font, start)[0]:
            case 4:
                segments = struct.unpack_from(">H", font, start + 6)[0] // 2
                ends = struct.unpack_from(f">{segments}H", font, start + 14)
                begins = struct.unpack_from(f">{segments}H", font, start + 16 + 2 * segments)
                for begin, end in zip(begins, ends, strict=True):
                    found.update(range(begin, end + 1))
            case 12:
                groups = struct.unpack_from(">I", font, start + 12)[0]
                for group in range(groups):
                    begin, end = struct.unpack_from(">II", font, start + 16 + 12 * group)
                    found.update(range(begin, end + 1))
    return frozenset(found - {0xFFFF})


def _folder() -> Path:
    return data_file("fonts")
