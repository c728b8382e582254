"""The tables of the journal's database, and how it gets from one version to the next.

Version 1 held one event a row. Version 2 holds writes: the bytes of what lay in version 1 are
copied unchanged, and no event is added.
"""

from __future__ import annotations

import hashlib
import sqlite3

import msgspec

from checklist.assessment import UnreadableWrite, decoded_old, old_digest

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
    for (name,) in connection.execute("SELECT id FROM assessment").fetchall():
        _copy_events(connection, name)
    for table in ("event", "assessment"):
        connection.execute(f"DROP TABLE {table}")


def _copy_events(connection: sqlite3.Connection, name: str) -> None:
    rows = connection.execute(
        "SELECT id, body FROM event WHERE assessment = ? ORDER BY id", (name,)
    ).fetchall()
    if not rows:
        return
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
        changed = max(changed, event.at.isoformat())
    heads = sorted((row_id, digest) for digest, row_id in ids.items() if digest not in named)
    key = connection.execute(
        "INSERT INTO journal (name, genesis, heads, writes, events, changed)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (name, old_digest(rows[0][1]), msgspec.json.encode(heads), len(rows), len(rows), changed),
    ).lastrowid
    connection.executemany(
        "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?)",
        [(key, row_id, old_digest(body), body) for row_id, body in rows],
    )


MIGRATIONS = (_make_first, _make_writes)
"""Each step takes the database from the version before it; the position is the version."""
SCHEMA_VERSION = len(MIGRATIONS)
