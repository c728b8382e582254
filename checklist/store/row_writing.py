"""The rows that a journal gets, and the texts that are taken out of them."""

from __future__ import annotations

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
from checklist.store.connection import Connection
from checklist.store.heads import Head, Heads
from checklist.store.rows import stored_rows


def insert(connection: Connection, head: Head, made: Written) -> None:
    """Add a write that comes after the heads of its journal, and let it be a head."""
    insert_row(connection, head.key, made)
    connection.execute(
        "UPDATE journal SET heads = ?, writes = writes + 1, events = events + ?, changed = ?"
        " WHERE key = ?",
        (
            heads_cell(heads_after(head.heads, made)),
            count_events(made.write),
            made.write.at.isoformat(),
            head.key,
        ),
    )


def heads_after(heads: Heads, made: Written) -> Heads:
    """The heads of a journal once a write has been added to it."""
    left = [known for known in heads if known[1] not in made.write.parents]
    return tuple(sorted([*left, (made.write.id, made.digest)]))


def heads_cell(heads: Heads) -> bytes:
    """Heads as the row of a journal has them."""
    return msgspec.json.encode(heads)


def insert_row(connection: Connection, key: int, made: Written) -> None:
    """Add a write with its texts; the row of the journal is left as it is."""
    n = connection.execute(
        "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?) RETURNING n",
        (key, made.write.id, made.digest, made.body),
    ).fetchone()[0]
    connection.executemany(
        "INSERT INTO part (entry, path, salt, value) VALUES (?, ?, ?, ?)",
        [(n, path, part.salt, part.value) for path, part in made.parts.items()],
    )


def take_out(connection: Connection, key: int, erased: Erased) -> None:
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
