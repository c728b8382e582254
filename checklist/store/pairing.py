"""Whether a write-ahead log belongs to the database file that it lies beside.

SQLite believes every log with the right name. An old copy laid over the database, or a copy taken
without its log, then gives a mixture of two states, or loses the answers in one of them. Nothing
in SQLite's own files tells, so the journal has a table `here` with one row: a random mark for each
write, and the mark before it. A log belongs to a file if the file is at a mark that the log
contains, or at the one it begins from. (https://www.sqlite.org/fileformat2.html)
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import sys
import time
from array import array
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Literal, NamedTuple

from checklist.machine import (
    UNFINISHED,
    make_private_folder,
    passing_folder,
    patiently,
    read_through,
    sync_folder,
    write_by_path,
)
from checklist.store.connection import SqliteConnection

MAKE_MARK = (
    "CREATE TABLE here (name TEXT NOT NULL, before BLOB NOT NULL, now BLOB NOT NULL) STRICT",
    "INSERT INTO here VALUES ('samsjekk-journal', zeroblob(16), randomblob(16))",
)
HAS_MARK = "SELECT 1 FROM sqlite_schema WHERE name = 'here'"
NEW_MARK = "UPDATE here SET before = now, now = randomblob(16)"

_LOG_HEADER = 32
_FRAME_HEADER = 24
_LOG_MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_ONE_ROW_LEAF = b"\x0d"
_ROW_BEGINS = bytes((4, 13 + 2 * 16, 12 + 2 * 16, 12 + 2 * 16)) + b"samsjekk-journal"
_ROW_BYTES = len(_ROW_BEGINS) + 16 + 16
_MOST_LOOKS = 5
_LOOK_AGAIN_SECONDS = 0.05


_Order = Literal["big", "little"]


class Mark(NamedTuple):
    """A row of `here`."""

    before: bytes
    now: bytes


class _Log(NamedTuple):
    """What is in a log: the salts that all its frames have, none if it is empty, and the marks."""

    salts: bytes
    marks: tuple[Mark, ...]


def log_of(database: Path) -> Path:
    """Where SQLite has the log of a database."""
    return database.with_name(f"{database.name}-wal")


def belongs(database: Path) -> bool:
    """Whether the log beside a database is its own; also when there is none, or nothing in it.

    Raises:
        OSError: they can't be read.
    """
    own, log = _mark_in(database), _read_log(log_of(database))
    if not log.salts or (own is not None and _fits(own, log.marks)):
        return True
    if _is_in_use(database):
        # By a program that had it first: then it is its own, and was read while it was written.
        return True
    # Power may have gone in the middle of a write: count only what SQLite would.
    log = _read_log(log_of(database), checked=True)
    if not log.salts:
        return True
    if not database.exists() or not database.stat().st_size:
        # SQLite would throw the log away.
        return False
    if own is not None and log.marks:
        return _fits(own, log.marks)
    # From a samsjekk that set no marks, or a file that was half written when power went. Once more
    # where it is not: SQLite calls what the disk can't give for a moment damaged, too.
    return _is_sound(database) or _is_sound(database)


def set_aside(database: Path, now: datetime) -> Path:
    """Move the log out of the way, if there is one, and keep a copy of the database with it.

    Returns their folder.

    Raises:
        OSError: nothing is moved.
    """
    name = f"{database.stem}-lagt-til-side-{now.astimezone():%Y-%m-%d-%H%M%S}"
    number = 1
    folder = database.parent / name
    while folder.exists():
        number += 1
        folder = database.parent / f"{name}-{number}"
    make_private_folder(folder)
    copy = folder / database.name
    if database.exists():
        copy_file(database, copy)
    log = log_of(database)
    if log.exists():
        patiently(lambda: log.replace(log_of(copy)))
    sync_folder(folder)
    sync_folder(database.parent)
    return folder


def copy_file(original: Path, copy: Path) -> None:
    """Copy a file whole or not at all, so that only its owner may read the copy.

    Raises:
        OSError: nothing is left behind.
    """
    write_by_path(copy, lambda unfinished: shutil.copyfile(original, unfinished))


def read_alone(database: Path) -> SqliteConnection:
    """A connection to the file alone, whatever its log says, as if nobody could write to it."""
    address = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None, factory=SqliteConnection)


def _mark_in(database: Path) -> Mark | None:
    """The mark in the file itself, whatever its log says; None if it has none that can be read.

    Where power went while a log was taken in, `here` may lead to the rows of another table.
    """
    try:
        with closing(read_alone(database)) as connection:
            row = connection.execute("SELECT name, before, now FROM here").fetchone()
    except sqlite3.Error:
        return None
    match row:
        case ("samsjekk-journal", bytes(before), bytes(now)):
            return Mark(before, now)
    return None


def _fits(own: Mark, marks: tuple[Mark, ...]) -> bool:
    """Whether a file at this mark is one that a log with these begins from, or was made of it."""
    return bool(marks) and (
        own.now == marks[0].before or any(own.now == mark.now for mark in marks)
    )


def _read_log(log: Path, *, checked: bool = False) -> _Log:
    """What a log says; with `checked`, only as far as its checksums hold and a transaction ends.

    It takes 0.2 seconds to check a log of 4 MB.
    """
    try:
        file = log.open("rb")
    except FileNotFoundError:
        return _Log(b"", ())
    found: list[Mark] = []
    counted, salts = 0, b""
    with file:
        header = file.read(_LOG_HEADER)
        for page, ends in _frames(file, header, checked=checked):
            mark = _mark_on(page)
            if mark is not None:
                found.append(mark)
            if ends or not checked:
                counted, salts = len(found), header[16:24]
    return _Log(salts, tuple(found[:counted]))


def _frames(file: BinaryIO, header: bytes, *, checked: bool) -> Iterator[tuple[bytes, bool]]:
    """Each page in a log that was begun with this header, and whether it ends a transaction."""
    if len(header) < _LOG_HEADER:
        return
    order: _Order = "big" if header[3:4] == b"\x83" else "little"
    page_size = int.from_bytes(header[8:12], "big")
    total = _checksum(header[:24], (0, 0), order)
    if header[:4] not in _LOG_MAGIC or (checked and header[24:] != _as_stored(total)):
        return
    while (frame := file.read(_FRAME_HEADER))[8:16] == header[16:24]:
        page = file.read(page_size)
        if len(page) < page_size:
            return
        if checked:
            total = _checksum(page, _checksum(frame[:8], total, order), order)
            if frame[16:] != _as_stored(total):
                return
        yield page, frame[4:8] != bytes(4)


def _checksum(content: bytes, before: tuple[int, int], order: _Order) -> tuple[int, int]:
    words = array("I", content)
    if order != sys.byteorder:
        words.byteswap()
    one, other = before
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other


def _as_stored(checksum: tuple[int, int]) -> bytes:
    return struct.pack(">II", *checksum)


def _mark_on(page: bytes) -> Mark | None:
    """The mark, if the page is that of the table `here`: a leaf with its row alone."""
    if page[:1] != _ONE_ROW_LEAF or page[3:5] != b"\0\1":
        return None
    at = int.from_bytes(page[8:10], "big")
    row = page[at + 2 : at + 2 + page[at]] if at < len(page) else b""
    if len(row) != _ROW_BYTES or not row.startswith(_ROW_BEGINS):
        return None
    return Mark(row[-32:-16], row[-16:])


def _is_in_use(database: Path) -> bool:
    """Whether a program has the database open.

    Asked by another name of the same file, beside which there is no log: locks are those of the
    file, a log goes by the name. Windows does not let a log be moved that a program has open.
    """
    for _ in range(_MOST_LOOKS):
        try:
            with passing_folder(database.parent) as folder:
                other = folder / database.name
                os.link(database, other)
                with closing(sqlite3.connect(other, timeout=0, isolation_level=None)) as connection:
                    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                    connection.execute("BEGIN IMMEDIATE")
                    connection.execute("ROLLBACK")
        except OSError:
            # A disk that has no second names, or can't be written to.
            return False
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                return False
        else:
            return False
        # Perhaps only by one that asks as we do.
        time.sleep(_LOOK_AGAIN_SECONDS)
    return True


def _is_sound(database: Path) -> bool:
    """Whether copies of the file and its log make a sound database together.

    Raises:
        OSError: they can't be read, so that nothing is known.
    """
    with TemporaryDirectory(prefix=UNFINISHED, ignore_cleanup_errors=True) as folder:
        copy = Path(folder, database.name)
        copy_file(database, copy)
        try:
            copy_file(log_of(database), log_of(copy))
        except FileNotFoundError:
            return True
        try:
            with closing(sqlite3.connect(copy)) as connection:
                if connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok":
                    return True
        except sqlite3.Error:
            pass
        for file in (copy, database, log_of(database)):
            read_through(file)
    return False
