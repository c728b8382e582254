"""Putting a backup in the place of the journal, and knowing that a backup is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from checklist.assessment import Document, fold
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import (
    UNFINISHED,
    forbid_writing,
    make_private_folder,
    passing_folder,
    patiently,
    sync_folder,
)
from checklist.store.backups import Backups, Why, link_or_copy
from checklist.store.errors import StoreError, Unread, explained
from checklist.store.evidence_files import EvidenceFiles, sha256_of
from checklist.store.heads import ASSESSMENT
from checklist.store.journal import Journal
from checklist.store.pairing import belongs, copy_file, log_of, set_aside
from checklist.store.receipt_names import is_receipt_name
from checklist.store.unread import is_damaged

_PARTS = 2
_DIGITS = 64
_DATABASE = b"SQLite format 3\0"


class DamagedBackup(SamsjekkError):
    """The file is not a whole journal. Nothing was changed."""


class Held(NamedTuple):
    """How many assessments a database has, and how many audits."""

    assessments: int
    audits: int


class Restored(NamedTuple):
    """What came of it: what there is now, and what could not be found.

    `before` is where what was there is now; none where there was nothing.
    """

    held: Held
    before: tuple[Path, ...]
    missing: tuple[str, ...]


def restore_backup(file: Path, path: Path, backups: Backups, files: EvidenceFiles) -> Restored:
    """Let the journal at `path` be what is in `file`, after a backup of what it is now.

    Copies of evidence that are missing are taken from the folder beside `file`.

    Raises:
        DamagedBackup: the file is not a whole journal.
        StoreError: the journal is open in another program, or can't be written to.
    """
    with explained(path):
        make_private_folder(path.parent)
        with passing_folder(path.parent) as folder:
            whole = folder / path.name
            with _whole_journal(file, whole) as journal:
                known = {entry.id for entry in journal.entries()}
                held = _held(journal)
                wanted = _copied_evidence(journal)
            before = _keep_present(path, backups)
            for beside in (log_of(path), path.with_name(f"{path.name}-shm")):
                beside.unlink(missing_ok=True)
            patiently(lambda: whole.replace(path))
        sync_folder(path.parent)
    # Also those that no answer rests on any more: an undo may want them.
    for listed in _listed_beside(file):
        if listed.parent.name in known:
            _is_back(file.parent / "evidence", files.directory / listed)
        elif is_receipt_name(str(listed)) and _is_back(
            file.parent / "evidence", backups.receipts / listed
        ):
            forbid_writing(backups.receipts / listed)
    missing = [
        path.name
        for path in wanted
        if not _is_back(file.parent / "evidence", files.directory / path)
    ]
    return Restored(held, before, tuple(missing))


def check_backup(file: Path) -> Held:
    """What a backup has.

    Raises:
        DamagedBackup: it is not a whole journal.
    """
    with opened_backup(file) as journal:
        return _held(journal)


def _held(journal: Journal) -> Held:
    assessments = len(journal.names())
    return Held(assessments, len(journal.names(every=True)) - assessments)


def is_database(file: Path) -> bool:
    """Whether a file begins as a database does."""
    try:
        with file.open("rb") as content:
            return content.read(len(_DATABASE)) == _DATABASE
    except (OSError, ValueError):
        return False


@contextmanager
def opened_backup(file: Path, kind: str = ASSESSMENT) -> Iterator[Journal]:
    """The journal in a backup, to read in a copy that goes away; `kind` is what it is read for.

    Raises:
        DamagedBackup: it is not a whole journal.
    """
    with (
        TemporaryDirectory(prefix=UNFINISHED, ignore_cleanup_errors=True) as folder,
        _whole_journal(file, Path(folder, "samsjekk.sqlite3"), kind) as journal,
    ):
        yield journal


@contextmanager
def _whole_journal(file: Path, copy: Path, kind: str = ASSESSMENT) -> Iterator[Journal]:
    """The journal in a copy of a file and its log, every assessment of it verified."""
    if not file.is_file() or not file.stat().st_size:
        raise DamagedBackup(phrase("{file} finnes ikke, eller er tom.", file=file))
    with explained(file):
        copy_file(file, copy)
        log = log_of(file)
        if log.exists() and belongs(file):
            copy_file(log, log_of(copy))
    if _is_sound(copy, file):
        with Journal(copy) as journal:
            # Once more where it is not: what the disk can't give for a moment looks like damage.
            is_whole = _is_whole(journal) or _is_whole(journal)
        if is_whole:
            with Journal(copy, kind=kind) as journal:
                yield journal
            return
    raise DamagedBackup(
        phrase(
            "{file} er skadet, eller er ikke en sikkerhetskopi av samsjekk. Ingenting er endret.",
            file=file,
        )
    )


def _is_whole(journal: Journal) -> bool:
    return not journal.damaged_entries() and not any(
        journal.prove(name)[1].faults for name in journal.names(every=True)
    )


def _is_sound(copy: Path, file: Path) -> bool:
    """Whether SQLite finds nothing wrong with a copy of a file."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok":
            return True
    if is_damaged(copy):
        return False
    raise Unread(
        phrase(
            "{file} kan ikke leses nå: disken svarte med en feil. Det er ikke sikkert at den er "
            "skadet, og ingenting er endret. Prøv igjen, eller velg en annen sikkerhetskopi: "
            "samsjekk where viser dem.",
            file=file,
        )
    )


def _keep_present(path: Path, backups: Backups) -> tuple[Path, ...]:
    """Back up the journal that is to go, and set aside what can't be read or does not belong to it.

    When this returns, all that its log held is in what is kept, and no program has it open.
    """
    kept = [] if belongs(path) else [set_aside(path, backups.clock())]
    if not path.exists() or not path.stat().st_size:
        return tuple(kept)
    if (made := _back_up_alone(path, backups) or _back_up_alone(path, backups)) is not None:
        kept.append(made)
    else:
        kept.append(set_aside(path, backups.clock()))
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        raise _is_open(path)
    return tuple(kept)


def _back_up_alone(path: Path, backups: Backups) -> Path | None:
    """Back up a journal that no other program has open; None where it is damaged.

    SQLite says so of what can't be read for a moment, too.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
            # Nobody else can have the file open while this connection has.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            return backups.make(connection, Why.RESTORE).path
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _is_open(path) from error
        if code not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise
    return None


def _is_open(path: Path) -> StoreError:
    return StoreError(
        phrase(
            "{path} er åpen i et annet program. Avslutt samsjekk der det er åpent, og prøv igjen. "
            "Ingenting er endret.",
            path=path,
        )
    )


def _copied_evidence(journal: Journal) -> list[Path]:
    """Each copy of a file that counts in an assessment, or waits to: `assessment/name`."""
    return [
        Path(entry.id, Path(evidence.value.file.path).name)
        for entry in journal.entries()
        for evidence in fold(entry.id, journal.events(entry.id)).all_evidence.values()
        if isinstance(evidence.value, Document)
        and evidence.value.file is not None
        and evidence.value.file.copied
    ]


def _listed_beside(file: Path) -> list[Path]:
    """What a backup lists beside the database; one made by hand has no list."""
    try:
        lines = file.with_suffix(".files").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [Path(*found) for line in lines if len(found := line.split("/")) == _PARTS]


def _is_back(kept: Path, wanted: Path) -> bool:
    """Whether a copy is where it should be, if need be taken from those that are kept."""
    if wanted.exists():
        return True
    # A backup has them side by side, a data folder that was moved in a folder an assessment.
    for source in (kept / wanted.name, kept / wanted.parent.name / wanted.name):
        with suppress(OSError):
            if source.is_file() and sha256_of(source) == wanted.name[:_DIGITS]:
                make_private_folder(wanted.parent)
                link_or_copy(source, wanted)
                sync_folder(wanted.parent)
                return True
    return False
