"""What backups still hold of what has been taken away, and taking it out of them too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist.errors import SamsjekkError
from checklist.machine import write_by_path, write_file
from checklist.store.backups import Backup, Backups, save_to
from checklist.store.errors import explained
from checklist.store.journal import Journal
from checklist.store.pairing import copy_file


def backups_with(assessment: str, backups: Backups) -> tuple[Backup, ...]:
    """The backups that hold an assessment of this id, the newest first."""
    found = []
    for backup in backups.all():
        # One that is damaged can't be said to hold anything.
        with suppress(SamsjekkError, OSError), _copy_of(backup) as journal:
            named = {entry.id for entry in journal.entries()}
            if assessment in named.union(journal.damaged_entries()):
                found.append(backup)
    return tuple(found)


def take_out_of_backups(assessment: str, backups: Backups) -> tuple[Backup, ...]:
    """Take an assessment and its evidence out of every backup that holds it; which those were.

    Raises:
        StoreError: a backup can't be written to; those before it are done.
    """
    held = backups_with(assessment, backups)
    for backup in held:
        change_backup(backup, lambda journal: journal.remove(assessment))
        with explained(backup.files):
            lines = backup.files.read_text(encoding="utf-8").splitlines(keepends=True)
            left = [line for line in lines if not line.startswith(f"{assessment}/")]
            write_file(backup.files, "".join(left).encode())
    backups.remove_unused_evidence()
    return held


def change_backup(backup: Backup, change: Callable[[Journal], object]) -> None:
    """Change what a backup holds, whole or not at all, and leave nothing of what was in it.

    Raises:
        StoreError: it can't be written to.
    """
    with explained(backup.path), _copy_of(backup) as journal:
        change(journal)
        connection = journal.database.connection
        connection.execute("VACUUM")
        write_by_path(backup.path, lambda unfinished: save_to(connection, unfinished))


@contextmanager
def _copy_of(backup: Backup) -> Iterator[Journal]:
    """The journal in a copy of a backup. One of an older version is taken to this one."""
    with TemporaryDirectory(prefix="samsjekk-") as folder:
        copy = Path(folder, "samsjekk.sqlite3")
        copy_file(backup.path, copy)
        with Journal(copy) as journal:
            yield journal
