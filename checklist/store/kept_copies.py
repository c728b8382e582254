"""What backups still hold of what has been taken away, and taking it out of them too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist.assessment import (
    COPIED_FILE,
    Author,
    Document,
    Erased,
    Event,
    EvidenceRecorded,
    FileReference,
)
from checklist.errors import SamsjekkError
from checklist.machine import UNFINISHED, write_by_path, write_file
from checklist.store.backups import Backup, Backups, save_to
from checklist.store.errors import explained
from checklist.store.heads import ASSESSMENT
from checklist.store.journal import Journal
from checklist.store.pairing import copy_file


def backups_with(assessment: str, backups: Backups, kind: str = ASSESSMENT) -> tuple[Backup, ...]:
    """The backups that hold an assessment, or what else is of a `kind`, with this id.

    The newest comes first.

    Raises:
        StoreError: their folder can't be read.
    """
    found = []
    for backup in _all(backups):
        # One that is damaged can't be said to hold anything.
        with suppress(SamsjekkError, OSError), _copy_of(backup, kind) as journal:
            if assessment in journal.names():
                found.append(backup)
    return tuple(found)


def take_out_of_backups(
    assessment: str, backups: Backups, kind: str = ASSESSMENT
) -> tuple[Backup, ...]:
    """Take an assessment and its evidence out of every backup that holds it; which those were.

    Raises:
        StoreError: a backup can't be written to; those before it are done.
    """
    held = backups_with(assessment, backups, kind)
    for backup in held:
        # The list first: a backup that holds the assessment is found the next time.
        with explained(backup.files):
            lines = backup.files.read_text(encoding="utf-8").splitlines(keepends=True)
            left = [line for line in lines if not line.startswith(f"{assessment}/")]
            write_file(backup.files, "".join(left).encode())
        change_backup(backup, lambda journal: journal.remove(assessment), kind)
    with explained(backups.directory):
        backups.remove_unused_evidence()
    return held


Places = Callable[[Sequence[Event]], Sequence[Erased]]
"""What is to be erased from the events of an assessment."""


def backups_to_erase_in(
    assessment: str, places: Places, backups: Backups, kind: str
) -> tuple[Backup, ...]:
    """The backups that still hold what is to be erased, the newest first."""
    found = []
    for backup in backups_with(assessment, backups, kind):
        with suppress(SamsjekkError, OSError), _copy_of(backup, kind) as journal:
            if places(journal.events(assessment)):
                found.append(backup)
    return tuple(found)


def erase_in_backups(
    assessment: str, author: Author, places: Places, backups: Backups, kind: str = ASSESSMENT
) -> tuple[Backup, ...]:
    """Erase in every backup that still holds it, with the copies of files; which those were.

    Raises:
        StoreError: a backup can't be written to; those before it are done.
    """
    held = backups_to_erase_in(assessment, places, backups, kind)
    # The files first, as in the assessment itself. If this is interrupted, the backup still names
    # them, so that they are found the next time.
    for name in _files_to_erase(assessment, places, backups):
        with explained(backups.directory):
            backups.erase_evidence(name)
    for backup in held:
        change_backup(
            backup,
            lambda journal: journal.erase(assessment, author, *places(journal.events(assessment))),
            kind,
        )
    return held


def _all(backups: Backups) -> tuple[Backup, ...]:
    with explained(backups.directory):
        return backups.all()


def _files_to_erase(assessment: str, places: Places, backups: Backups) -> set[str]:
    """The names of the copies that nothing else in a backup has: others may share a file."""
    erased: set[str] = set()
    kept: set[str] = set()
    for backup in _all(backups):
        with suppress(SamsjekkError, OSError), _copy_of(backup) as journal:
            for entry in journal.entries():
                events = journal.events(entry.id)
                found = places(events) if entry.id == assessment else ()
                names = {one.event for one in found if one.path == COPIED_FILE}
                for event in events:
                    (erased if event.id in names else kept).update(_files_of(event))
    return erased - kept


def _files_of(event: Event) -> Iterator[str]:
    match event.what:
        case EvidenceRecorded(evidence=Document(file=FileReference(copied=True) as file)):
            yield Path(file.path).name


def change_backup(backup: Backup, change: Callable[[Journal], object], kind: str) -> None:
    """Change what a backup holds, whole or not at all, and leave nothing of what was in it.

    Raises:
        StoreError: it can't be written to.
    """
    with explained(backup.path), _copy_of(backup, kind) as journal:
        change(journal)
        with closing(sqlite3.connect(journal.path, isolation_level=None)) as connection:
            connection.execute("VACUUM")
            write_by_path(backup.path, lambda unfinished: save_to(connection, unfinished))


@contextmanager
def _copy_of(backup: Backup, kind: str = ASSESSMENT) -> Iterator[Journal]:
    """The journal in a copy of a backup. One of an older version is taken to this one."""
    with TemporaryDirectory(prefix=UNFINISHED, ignore_cleanup_errors=True) as folder:
        copy = Path(folder, "samsjekk.sqlite3")
        copy_file(backup.path, copy)
        with Journal(copy, kind=kind) as journal:
            yield journal
