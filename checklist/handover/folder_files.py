"""What lies in a shared folder, as far as it has come there: whole lines, whole criteria sets."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from checklist.assessment import (
    Created,
    CriteriaUpgraded,
    Identity,
    Line,
    UnreadableWrite,
    checked,
    identify,
)
from checklist.criteria import CriteriaSet, set_fingerprint
from checklist.handover.lines import read_line

_MOST_FILE_BYTES = 64 << 20
_WRITES = re.compile(r"(?![.~]).*\.jsonl")
SET_FILE = re.compile(r"s-(?P<fingerprint>[0-9a-f]{8,64})\.json")


class KnownLine(NamedTuple):
    """A line, and what it is."""

    identity: Identity
    line: Line


class FolderFile(NamedTuple):
    """What was read of a file: its size and time, its lines, and what could not be used."""

    stamp: tuple[int, int]
    lines: tuple[KnownLine, ...]
    half: bool
    bad: int


def read_files(folder: Path, known: Mapping[str, FolderFile]) -> dict[str, FolderFile]:
    """What the files of a folder hold; those that look as when they were `known` aren't read."""
    found: dict[str, FolderFile] = {}
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        if not _WRITES.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
            continue
        stat = entry.stat()
        stamp = (stat.st_size, stat.st_mtime_ns)
        before = known.get(entry.name)
        if before is not None and before.stamp == stamp:
            found[entry.name] = before
        elif stat.st_size <= _MOST_FILE_BYTES and (content := content_of(Path(entry.path))):
            found[entry.name] = _parsed(stamp, content)
    return found


def _parsed(stamp: tuple[int, int], content: bytes) -> FolderFile:
    *whole, rest = content.split(b"\n")
    lines, bad = [], 0
    for written in whole:
        try:
            line = read_line(written + b"\n")
            lines.append(KnownLine(identify(line), line))
        except UnreadableWrite:
            bad += 1
    return FolderFile(stamp, tuple(lines), bool(rest), bad)


def set_named(line: Line) -> str:
    """The criteria set that a write begins with or goes over to; empty where it does neither."""
    with suppress(UnreadableWrite):
        for what in checked(line.body).what:
            if isinstance(what, Created | CriteriaUpgraded):
                return what.criteria_set
    return ""


def read_set(path: Path) -> CriteriaSet | None:
    """The criteria set in a file; None where it is not whole, or another than its name says."""
    found = SET_FILE.fullmatch(path.name)
    try:
        criteria_set = msgspec.json.decode(path.read_bytes(), type=CriteriaSet)
    except (OSError, msgspec.DecodeError, UnicodeError):
        return None
    named = found is not None and set_fingerprint(criteria_set) == found["fingerprint"]
    return criteria_set if named else None


def content_of(path: Path) -> bytes | None:
    """All that a file holds; None where it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
