"""A file with what can be worked out again, so that it is not worked out each time.

Never truth: where the file is missing, damaged or made by another version, nothing is known.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from checklist.machine import make_private_folder, write_file

_Kept = TypeVar("_Kept")


def read_cached(path: Path, form: str) -> bytes:
    """What was kept in the file in this form; nothing where that is not exactly what is there."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return b""
    return content if digest == _digest(form, content) else b""


def read_cached_as(path: Path, form: str, decoder: msgspec.json.Decoder[_Kept]) -> _Kept | None:
    """The same as what was kept; None where there is nothing, or it is something else."""
    content = read_cached(path, form)
    try:
        return decoder.decode(content) if content else None
    except (msgspec.DecodeError, UnicodeError):
        return None


def keep_cached(path: Path, form: str, content: bytes) -> None:
    """Keep what was worked out. Where that can't be done, it is worked out again."""
    with suppress(OSError):
        make_private_folder(path.parent)
        write_file(path, _digest(form, content) + b"\n" + content)


def _digest(form: str, content: bytes) -> bytes:
    return hashlib.sha256(form.encode() + b"\n" + content).hexdigest().encode()
