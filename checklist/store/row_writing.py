"""The rows that a journal gets, and the texts that are taken out of them."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from checklist.assessment import (
    AnsweredAlone,
    Erased,
    NothingToErase,
    RoundOpened,
    Written,
    alone_in,
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
    dialect = connection.dialect
    alone = alone_in(made)
    connection.executemany(
        dialect.insert_part,
        [
            {
                "entry": n,
                "path": path,
                "salt": part.salt,
                "value": part.value,
                "alone": path in alone,
            }
            for path, part in made.parts.items()
        ],
    )
    if dialect.open_round:
        for what in made.write.what:
            if isinstance(what, AnsweredAlone | RoundOpened):
                connection.execute(dialect.open_round, (key, what.round))


class ErasedText(NamedTuple):
    """Where a text is that is to be taken out.

    Attributes:
        event: the event that it was erased from.
        digest: the digest of the write.
        path: the path of its part.
        stand_in: what then stands in for an event of the old form; None for a write.
    """

    event: str
    digest: str
    path: str
    stand_in: bytes | None = None


def text_of(connection: Connection, key: int, erased: Erased) -> ErasedText:
    """Where the text is that was erased.

    Raises:
        NothingToErase: there is no such text.
    """
    name, path = part_of(erased)
    for stored in stored_rows(connection, key, "AND id = ?", name):
        one = read(stored)
        if one.old is not None:
            stand_in = without_text(one.old, erased.path)
            return ErasedText(erased.event, stored.digest, path, stand_in)
        if path in stored.parts:
            return ErasedText(erased.event, stored.digest, path)
    raise NothingToErase(
        phrase("Hendelsen {event} har ingen tekst å slette her.", event=erased.event)
    )


def take_out(connection: Connection, key: int, text: ErasedText) -> None:
    """Take a text out of its row. The write that says that it is erased is there already."""
    dialect = connection.dialect
    statement = dialect.take_part if text.stand_in is None else dialect.put_stand_in
    connection.execute(statement, {"journal": key, **text._asdict()})
