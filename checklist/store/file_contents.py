"""Looking for personal numbers in files that are attached: a warning, never a refusal.

Text, Word, Excel, PowerPoint and OpenDocument files can be read here; a PDF or a picture can't.
Reading changes nothing and may be done in a thread of its own: a file can lie on a slow disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.assessment import hold_personal_number
from checklist.machine import OnDemand, is_only_online

if TYPE_CHECKING:
    import zipfile
else:
    zipfile = OnDemand("zipfile")

_MOST_BYTES = 8_000_000
"""How much of a file is read, and how much of what is packed in it."""
_PART_BYTES = 400_000
_OVERLAP = 60
_ENDS_WORD = re.compile(r"<(?:/w:p|/a:p|/text:p|/c|/si|/table:table-cell|w:br|w:tab)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def holds_personal_number(path: Path) -> bool:
    """Whether the text of a file holds a national identity number or D-number.

    False also of what can't be read: gone, too large, only in the cloud, a PDF, a picture.
    """
    try:
        if is_only_online(path.stat()):
            return False
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
            return any(hold_personal_number(part) for part in _texts(content, path))
    except (OSError, ValueError):
        return False


def _texts(content: bytes, path: Path) -> Iterator[str]:
    if content.startswith(b"PK\x03\x04"):
        yield from _unpacked(path)
        return
    text = _decoded(content)
    # A part at a time, so that a number at the start is found before all of it is looked at.
    for start in range(0, len(text), _PART_BYTES):
        yield text[max(0, start - _OVERLAP) : start + _PART_BYTES]


def _decoded(content: bytes) -> str:
    """The content as text; empty where it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content or content.startswith(b"%PDF"):
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _unpacked(path: Path) -> Iterator[str]:
    """The text of each part of an Office or OpenDocument file, within bounds."""
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                if not name.endswith(".xml") or left <= 0:
                    continue
                with packed.open(name) as member:
                    read = member.read(left)
                left -= len(read)
                marked = _ENDS_WORD.sub("\n", read.decode("utf-8", errors="replace"))
                yield _TAG.sub("", marked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return
