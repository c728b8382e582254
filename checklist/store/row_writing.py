"""The rows that a journal gets, and the texts that are taken out of them."""

from __future__ import annotations

import sqlite3

import msgspec

from checklist.assessment import (
    Erased,
    NothingToErase,
    Written,
    count_events,
    part_of,
    read,
    without_text,
)
from checklist.i18n import phrase
from checklist.store.heads import Head
from checklist.store.rows import stored_rows


def insert(connection: sqlite3.Connection, head: Head, made: Written) -> None:
    """Add a write that comes after the heads of its journal, and let it be a head."""
    insert_row(connection, head.key, made)
    left = [known for known in head.heads if known[1] not in made.write.parents]
    heads = sorted([*left, (made.write.id, made.digest)])
    connection.execute(
        "UPDATE journal SET heads = ?, writes = writes + 1, events = events + ?, changed = ?"
        " WHERE key = ?",
        (
            msgspec.json.encode(heads),
            count_events(made.write),
            made.write.at.isoformat(),
            head.key,
        ),
    )


def insert_row(connection: sqlite3.Connection, key: int, made: Written) -> None:
    """Add a write with its texts; the row of the journal is left as it is."""
    n = connection.execute(
        "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?)",
        (key, made.write.id, made.digest, made.body),
    ).lastrowid
    connection.executemany(
        "INSERT INTO part VALUES (?, ?, ?, ?)",
        [(n, path, part.salt, part.value) for path, part in made.parts.items()],
    )


def take_out(connection: sqlite3.Connection, key: int, erased: Erased) -> None:
    """Take the text that was erased out of its row.

    Raises:
        NothingToErase: the row holds no such text.
    """
    name, path = part_of(erased)
    rows = stored_rows(connection, key, "AND id = ?", name)
    for stored in rows:
        one = read(stored)
        if one.old is not None:
            stand_in = without_text(one.old, erased.path)
            connection.execute(
                "UPDATE entry SET body = NULL, stand_in = ? WHERE journal = ? AND digest = ?",
                (stand_in, key, stored.digest),
            )
            return
        gone = connection.execute(
            "DELETE FROM part WHERE path = ? AND entry ="
            " (SELECT n FROM entry WHERE journal = ? AND digest = ?)",
            (path, key, stored.digest),
        )
        if gone.rowcount:
            return
    raise NothingToErase(
        phrase("Hendelsen {event} har ingen tekst å slette her.", event=erased.event)
    )
