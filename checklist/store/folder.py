"""What is in a folder, for those who look for a file there."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import drives

DRIVES = Path()
"""Stands above all drives: a drive in it is the drive itself."""

_DIGITS = re.compile(r"([0-9]{1,18})")
_HIDDEN_ON_WINDOWS = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2)


class UnreadableFolder(SamsjekkError):
    """The folder is not there, or this user may not look into it."""


class FolderEntry(NamedTuple):
    """A file or folder. `size` and `modified` (seconds since 1970) are 0 when not known."""

    name: str
    is_folder: bool
    size: int = 0
    modified: float = 0.0


def folder_above(folder: Path) -> Path:
    """The folder above; above a drive of Windows, `DRIVES`."""
    return DRIVES if folder == folder.parent and drives() else folder.parent


def read_folder(folder: Path) -> tuple[FolderEntry, ...]:
    """Folders first, then files, each by name. Hidden ones are left out, and so are devices.

    Raises:
        UnreadableFolder: the words say why.
    """
    if folder == DRIVES:
        return tuple(FolderEntry(drive, is_folder=True) for drive in drives())
    try:
        with os.scandir(folder) as found:
            entries = [made for item in found if (made := _entry(item)) is not None]
    except PermissionError as error:
        raise UnreadableFolder(
            phrase("Du har ikke tilgang til mappen {folder}.", folder=folder)
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFolder(
            phrase("Får ikke lest mappen {folder} ({reason}).", folder=folder, reason=reason)
        ) from error
    return tuple(sorted(entries, key=lambda e: (not e.is_folder, _as_people_count(e.name), e.name)))


def _as_people_count(name: str) -> list[tuple[int, str]]:
    """A key that puts «vedlegg 2» before «vedlegg 10»."""
    parts = _DIGITS.split(name.casefold())
    return [(int(part), "") if part.isascii() and part.isdigit() else (0, part) for part in parts]


def _entry(item: os.DirEntry[str]) -> FolderEntry | None:
    if item.name.startswith("."):
        return None
    try:
        seen = item.stat()
        if getattr(seen, "st_file_attributes", 0) & _HIDDEN_ON_WINDOWS:
            return None
        if item.is_dir():
            return FolderEntry(item.name, is_folder=True, modified=seen.st_mtime)
        if item.is_file():
            return FolderEntry(item.name, False, seen.st_size, seen.st_mtime)
    except OSError:
        # A link to nowhere, or a file that was removed while we looked.
        return None
    return None


def matching(entries: Iterable[FolderEntry], typed: str) -> tuple[FolderEntry, ...]:
    """Those whose name holds every word that was typed."""
    words = _as_typed(typed).split()
    return tuple(e for e in entries if all(word in _as_typed(e.name) for word in words))


def _as_typed(name: str) -> str:
    # macOS may give «å» as an «a» and a ring.
    return normalize("NFC", name).casefold()


def nearest_folder(wanted: str) -> Path:
    """The folder, or the nearest above it that is still there; else the user's own."""
    if wanted:
        path = Path(wanted)
        for folder in (path, *path.parents):
            try:
                if folder.is_dir() and folder != Path(folder.anchor):
                    return folder
            except (OSError, ValueError):
                continue
    return Path.home()
