"""Backups of the journal: the database by SQLite's online backup, and the evidence it has copied.

A backup is one file that is whole: a database without a log, under a name that says when and why.
Copies of evidence are named by their digest and kept once, in a folder that the backups share; a
list beside each backup says which of them it has. Everything is readable by its owner only.

What is removed, and when, is in `superseded`. `docs/decisions/0018-backups.md` says why.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

import msgspec

from checklist.i18n import Phrase, phrase
from checklist.machine import (
    UNFINISHED,
    make_private_folder,
    remove_read_only,
    sync_folder,
    write_by_path,
    write_file,
)
from checklist.store.pairing import copy_file
from checklist.store.receipt_names import RECEIPTS, receipt_id, receipts_in

BACKUPS = "backups"
"""The folder of backups, beside the journal."""
DAYS, WEEKS, DAYS_BEFORE_CHANGES = 7, 4, 90

_NAME = re.compile(r"samsjekk-(\d{4}-\d\d-\d\d-\d{6})-([a-z]+)(?:-\d+)?\.sqlite3")
_TIME = "%Y-%m-%d-%H%M%S"
_EVIDENCE = re.compile(r"[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?")
_UNFINISHED_HOURS = 1


class Why(StrEnum):
    """What a backup was made for; the value is part of its name."""

    DAY = "dag"
    MIGRATION = "migrering"
    UPGRADE = "oppgradering"
    MERGE = "fletting"
    REMOVAL = "fjerning"
    RESTORE = "gjenoppretting"
    ASKED = "egen"

    @property
    def words(self) -> Phrase:
        """What it was made for, in words."""
        return _WORDS[self]


_WORDS = {
    Why.DAY: phrase("før dagens første svar"),
    Why.MIGRATION: phrase("før en ny versjon av samsjekk"),
    Why.UPGRADE: phrase("før en ny utgave av kriteriesettet"),
    Why.MERGE: phrase("før en fletting"),
    Why.REMOVAL: phrase("før noe ble tatt bort"),
    Why.RESTORE: phrase("før en sikkerhetskopi ble hentet inn"),
    Why.ASKED: phrase("bestilt"),
}


class Backup(NamedTuple):
    """A backup that was made: when (local time), and for what."""

    path: Path
    made: datetime
    why: Why

    @property
    def evidence(self) -> Path:
        """The folder of evidence that it shares with the backups beside it."""
        return self.path.parent / "evidence"

    @property
    def has_evidence(self) -> bool:
        """Whether it has copies of evidence."""
        return self.files.stat().st_size > 0

    @property
    def files(self) -> Path:
        """The list of what it has: on each line `assessment/name`, or `/name` of a receipt."""
        return self.path.with_suffix(".files")


class Backups(msgspec.Struct, frozen=True):
    """The folder of backups.

    `evidence` is the folder of the copies in use; `spare` is where the journal is saved if its own
    folder is gone.
    """

    directory: Path
    evidence: Path
    spare: Path
    clock: Callable[[], datetime]

    @property
    def receipts(self) -> Path:
        """The folder of the files that were received."""
        return self.evidence.parent / RECEIPTS

    def make(self, connection: sqlite3.Connection, why: Why, folder: Path | None = None) -> Backup:
        """Back up what a connection sees, to this folder or another. When it returns, it is kept.

        Raises:
            OSError, sqlite3.Error: it was not made, and nothing unfinished is left.
        """
        directory = folder or self.directory
        make_private_folder(directory)
        now = self.clock().astimezone()
        stem = f"samsjekk-{now.strftime(_TIME)}-{why}"
        path = directory / f"{stem}.sqlite3"
        number = 1
        while path.exists():
            number += 1
            path = directory / f"{stem}-{number}.sqlite3"
        backup = Backup(path, now, why)

        def fill(unfinished: Path) -> None:
            save_to(connection, unfinished)
            # Evidence is copied before an event names it, so all that the database names is there.
            self._keep_evidence(backup)

        write_by_path(path, fill)
        if folder is None:
            self._rotate(backup)
        return backup

    def all(self) -> tuple[Backup, ...]:
        """Every backup in the folder, the newest first."""
        return found_in(self.directory)

    def latest(self) -> Backup | None:
        """The newest one."""
        return next(iter(self.all()), None)

    def is_made_today(self) -> bool:
        """Whether there is one from before the first write of this day."""
        today = self.clock().astimezone().date()
        return any(b.why is Why.DAY and b.made.date() == today for b in self.all())

    def _keep_evidence(self, backup: Backup) -> None:
        """Keep each copy of evidence and receipt that is not kept already, and list all of them."""
        copies = {
            file: f"{file.parent.name}/{file.name}\n"
            for file in sorted(self.evidence.glob("*/*"))
            if _EVIDENCE.fullmatch(file.name) and not file.is_symlink() and file.is_file()
        }
        copies |= {
            receipt.path: f"/{receipt.path.name}\n" for receipt in receipts_in(self.receipts)
        }
        # The list first: what no list names may be removed at any time.
        write_file(backup.files, "".join(copies.values()).encode())
        if copies:
            make_private_folder(backup.evidence)
            for file in copies:
                link_or_copy(file, backup.evidence / file.name)
            sync_folder(backup.evidence)

    def _rotate(self, made: Backup) -> None:
        """Remove what the rule says, and evidence that no backup has any more."""
        others = [backup for backup in self.all() if backup.path != made.path]
        gone = superseded([made, *others], made.made)
        # What can't be removed now, is removed another day.
        for backup in gone:
            with suppress(OSError):
                backup.path.unlink()
                backup.files.unlink(missing_ok=True)
        self._tidy(made.made.timestamp() - _UNFINISHED_HOURS * 3600)
        self.remove_unused_evidence()

    def _tidy(self, long_ago: float) -> None:
        """Remove what programs that were killed have left unfinished."""
        for folder in (self.directory, self.directory.parent, self.receipts, Path(gettempdir())):
            for stray in folder.glob(f"{UNFINISHED}*"):
                with suppress(OSError):
                    if stray.stat().st_mtime > long_ago:
                        continue
                    if stray.is_dir():
                        shutil.rmtree(stray)
                    else:
                        stray.unlink()
        for listed in self.directory.glob("samsjekk-*.files"):
            with suppress(OSError):
                backup = listed.with_suffix(".sqlite3")
                is_alone = _NAME.fullmatch(backup.name) and not backup.exists()
                if is_alone and listed.stat().st_mtime <= long_ago:
                    listed.unlink()

    def erase_evidence(self, name: str) -> None:
        """Remove a copy of evidence, by its name, from all backups.

        Raises:
            OSError: it is still there.
        """
        (self.directory / "evidence" / name).unlink(missing_ok=True)

    def with_receipt(self, name: str) -> tuple[Backup, ...]:
        """The backups that have a receipt, by what commands call it, the newest first.

        Raises:
            OSError: a list can't be read.
        """
        return tuple(b for b in self.all() if any(_names_receipt(one, name) for one in _lines(b)))

    def take_out_receipt(self, name: str) -> tuple[Backup, ...]:
        """Remove a receipt, by what commands call it, from every backup; which those were.

        Raises:
            OSError: one can't be written to; those before it are done.
        """
        held = self.with_receipt(name)
        for backup in held:
            left = [line for line in _lines(backup) if not _names_receipt(line, name)]
            write_file(backup.files, "".join(left).encode(errors="surrogateescape"))
        self.remove_unused_evidence()
        return held

    def remove_unused_evidence(self) -> None:
        """Remove copies of evidence that no backup has any more, nor one that is being made."""
        wanted: set[str] = set()
        lists = {backup.files for backup in self.all()}
        for listed in lists.union(self.directory.glob("samsjekk-*.files")):
            try:
                lines = listed.read_text(encoding="utf-8").split()
            except OSError:
                return
            wanted |= {line.rpartition("/")[2] for line in lines}
        for file in (self.directory / "evidence").glob("*"):
            if file.name not in wanted:
                with suppress(OSError):
                    remove_read_only(file)


def _lines(backup: Backup) -> list[str]:
    if not backup.files.exists():
        return []
    written = backup.files.read_text(encoding="utf-8", errors="surrogateescape")
    return written.splitlines(keepends=True)


def _names_receipt(line: str, name: str) -> bool:
    assessment, _, file = line.partition("/")
    return not assessment and receipt_id(file) == name


def found_in(directory: Path) -> tuple[Backup, ...]:
    """The backups in a folder, the newest first; other files are not looked at."""
    found = []
    for path in directory.glob("samsjekk-*.sqlite3"):
        named = _NAME.fullmatch(path.name)
        if named and named[2] in set(Why):
            with suppress(ValueError):
                made = datetime.strptime(named[1], _TIME).astimezone()
                found.append(Backup(path, made, Why(named[2])))
    return tuple(sorted(found, key=lambda backup: (backup.made, backup.path), reverse=True))


def superseded(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Those that may be removed.

    Kept are: the last seven days that have one from before the first write, and the first of
    each of the last four weeks that have one; those from before a change for 90 days; and those
    that somebody asked for, always.
    """
    daily = sorted((b for b in backups if b.why is Why.DAY), key=lambda b: b.made, reverse=True)
    kept = set(daily[:DAYS])
    by_week = {backup.made.isocalendar()[:2]: backup for backup in daily}
    kept |= set(list(by_week.values())[:WEEKS])
    oldest = now - timedelta(days=DAYS_BEFORE_CHANGES)
    return tuple(
        backup
        for backup in backups
        if backup.why is not Why.ASKED
        and (backup not in kept if backup.why is Why.DAY else backup.made < oldest)
    )


def save_to(connection: sqlite3.Connection, path: Path) -> None:
    """Write what a connection sees to a file, as a database without a log."""
    with closing(sqlite3.connect(path, isolation_level=None)) as target:
        target.execute("PRAGMA synchronous = OFF")  # whoever calls has the file on disk at the end
        connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def link_or_copy(file: Path, kept: Path) -> None:
    """Let a file have a second name, or a copy where that can't be, unless it is there."""
    if kept.exists():
        return
    try:
        os.link(file, kept)
    except FileExistsError:
        return
    except OSError:
        copy_file(file, kept)
