"""The tables of the journal's database, and how it gets from one version to the next.

Version 1 held one event a row. Version 2 holds writes: the bytes of what lay in version 1 are
copied unchanged, and no event is added. Ids that differed in case only are told apart by a number.
Version 3 knows through which folder an assessment is shared. Version 4 knows audits from
assessments.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec

from checklist.assessment import (
    Document,
    EvidenceRecorded,
    FileReference,
    UnreadableWrite,
    decoded_old,
    old_digest,
)
from checklist.machine import make_private_folder, sync_folder
from checklist.store.backups import link_or_copy

_FIRST = (
    """CREATE TABLE criteria_set (
        fingerprint TEXT PRIMARY KEY,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE assessment (
        id TEXT PRIMARY KEY,
        criteria_set TEXT NOT NULL REFERENCES criteria_set (fingerprint)
    ) STRICT""",
    """CREATE TABLE event (
        assessment TEXT NOT NULL REFERENCES assessment (id),
        id TEXT NOT NULL,
        author TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (assessment, id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX event_by_author ON event (assessment, author, id)",
)

_WRITES = (
    # `genesis` is the digest of the first write; heads, writes, events and changed are shortcuts.
    """CREATE TABLE journal (
        key INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        genesis TEXT NOT NULL UNIQUE,
        heads BLOB NOT NULL,
        writes INTEGER NOT NULL,
        events INTEGER NOT NULL,
        changed TEXT NOT NULL
    ) STRICT""",
    # `n` is the order of arrival here. A body is missing where a text of an event of version 1
    # was erased; `stand_in` is that event without it.
    """CREATE TABLE entry (
        n INTEGER PRIMARY KEY,
        journal INTEGER NOT NULL REFERENCES journal (key),
        id TEXT NOT NULL,
        digest TEXT NOT NULL,
        body BLOB,
        stand_in BLOB,
        UNIQUE (journal, digest)
    ) STRICT""",
    "CREATE INDEX entry_in_order ON entry (journal, id, digest)",
    """CREATE TABLE part (
        entry INTEGER NOT NULL REFERENCES entry (n),
        path TEXT NOT NULL,
        salt BLOB NOT NULL,
        value BLOB NOT NULL,
        PRIMARY KEY (entry, path)
    ) STRICT, WITHOUT ROWID""",
    # Writes from elsewhere that build on one that is not here yet, or of a newer form.
    """CREATE TABLE aside (
        journal INTEGER NOT NULL REFERENCES journal (key),
        digest TEXT NOT NULL,
        line BLOB NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (journal, digest)
    ) STRICT, WITHOUT ROWID""",
    # Which replica this store is, the last row, and has been. A copy of the file has another mark.
    "CREATE TABLE replica (n INTEGER PRIMARY KEY, id TEXT NOT NULL, mark TEXT NOT NULL) STRICT",
    "ALTER TABLE criteria_set ADD COLUMN sha256 TEXT NOT NULL DEFAULT ''",
)

_SHARED = (
    # The folder that an assessment is shared through here.
    """CREATE TABLE shared (
        journal INTEGER PRIMARY KEY REFERENCES journal (key),
        folder TEXT NOT NULL
    ) STRICT""",
    # Which files there this store has written, as it left them.
    """CREATE TABLE segment (
        journal INTEGER NOT NULL REFERENCES journal (key),
        name TEXT NOT NULL,
        length INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (journal, name)
    ) STRICT, WITHOUT ROWID""",
)

_KINDS = "ALTER TABLE journal ADD COLUMN kind TEXT NOT NULL DEFAULT 'own'"
"""What a journal is of: `own` is an assessment."""

_LONGEST_BEFORE_NUMBER = 76
"""Of an id: with a hyphen and three digits it still is one."""


def _make_first(connection: sqlite3.Connection) -> None:
    for statement in _FIRST:
        connection.execute(statement)


def _make_writes(connection: sqlite3.Connection) -> None:
    for statement in _WRITES:
        connection.execute(statement)
    for fingerprint, body in connection.execute(
        "SELECT fingerprint, body FROM criteria_set"
    ).fetchall():
        connection.execute(
            "UPDATE criteria_set SET sha256 = ? WHERE fingerprint = ?",
            (hashlib.sha256(body).hexdigest(), fingerprint),
        )
    names = [name for (name,) in connection.execute("SELECT id FROM assessment ORDER BY id")]
    for name, apart in _told_apart(names).items():
        copies = _copy_events(connection, name, apart)
        if name != apart:
            _move_copies(connection, name, apart, copies)
    for table in ("event", "assessment"):
        connection.execute(f"DROP TABLE {table}")


def _told_apart(names: Sequence[str]) -> dict[str, str]:
    """The ids, those after the first with a number where they are alike but for case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    known = {name.casefold() for name in names}
    for name in names:
        apart, number = name, 1
        while apart.casefold() in (taken if number == 1 else taken | known):
            number += 1
            apart = f"{name[:_LONGEST_BEFORE_NUMBER]}-{number}"
        found[name] = apart
        taken.add(apart.casefold())
    return found


def _copy_events(connection: sqlite3.Connection, name: str, apart: str) -> set[str]:
    """Copy the events of an assessment under an id; the names of the copies of files in them."""
    rows = connection.execute(
        "SELECT id, body FROM event WHERE assessment = ? ORDER BY id", (name,)
    ).fetchall()
    copies: set[str] = set()
    if not rows:
        return copies
    ids = {old_digest(body): row_id for row_id, body in rows}
    named: set[str] = set()
    changed = ""
    for _, body in rows:
        # One that can't be read is copied as it is, and said when the assessment is opened.
        try:
            event = decoded_old(body)
        except UnreadableWrite:
            continue
        named.add(event.previous)
        changed = event.at.isoformat()
        match event.what:
            case EvidenceRecorded(evidence=Document(file=FileReference(copied=True) as file)):
                copies.add(Path(file.path).name)
    heads = sorted((row_id, digest) for digest, row_id in ids.items() if digest not in named)
    key = connection.execute(
        "INSERT INTO journal (name, genesis, heads, writes, events, changed)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (apart, old_digest(rows[0][1]), msgspec.json.encode(heads), len(rows), len(rows), changed),
    ).lastrowid
    connection.executemany(
        "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?)",
        [(key, row_id, old_digest(body), body) for row_id, body in rows],
    )
    return copies


def _move_copies(connection: sqlite3.Connection, name: str, apart: str, copies: set[str]) -> None:
    """Let the copies of evidence lie in the folder of the id that the assessment has got.

    Where this is stopped, or the migration is undone, it is done again the next time. Windows and
    macOS have had one folder for both assessments: there the copies stay in it, too.
    """
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    evidence = Path(path).parent / "evidence"
    before, now = evidence / name, evidence / apart
    found = [copy for copy in sorted(copies) if (before / copy).is_file()]
    if not found:
        return
    make_private_folder(now)
    for copy in found:
        link_or_copy(before / copy, now / copy)
    sync_folder(now)
    if not (evidence / name.swapcase()).exists():
        for copy in found:
            (before / copy).unlink()


def _make_shared(connection: sqlite3.Connection) -> None:
    for statement in _SHARED:
        connection.execute(statement)


def _make_kinds(connection: sqlite3.Connection) -> None:
    connection.execute(_KINDS)


MIGRATIONS = (_make_first, _make_writes, _make_shared, _make_kinds)
"""Each step takes the database from the version before it; the position is the version."""
SCHEMA_VERSION = len(MIGRATIONS)
