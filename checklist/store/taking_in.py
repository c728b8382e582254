"""What was written elsewhere, taken into a journal here: nothing that is here is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from operator import attrgetter
from typing import NamedTuple

import msgspec

from checklist.assessment import (
    Incoming,
    Line,
    Node,
    NothingToErase,
    count_events,
    digest,
    erasings,
    incoming,
    old_digest,
)
from checklist.assessment import heads as graph_heads
from checklist.store.connection import Connection
from checklist.store.heads import Head
from checklist.store.row_writing import heads_cell, insert_row, take_out, text_of
from checklist.store.rows import blob, readable, stored_rows


class Compared(NamedTuple):
    """The writes of a journal by their digests, and what lines from elsewhere would add.

    `waited` are the digests of the lines that were kept aside before, and have been tried now.
    """

    here: Mapping[str, Node]
    new: Incoming
    waited: tuple[str, ...]


def compared(connection: Connection, head: Head, lines: Iterable[Line]) -> Compared:
    """What is here, and what lines, with those that wait for others, would add to it."""
    waiting = connection.execute(
        "SELECT digest, line FROM aside WHERE journal = ?", (head.key,)
    ).fetchall()
    lines = (*lines, *(known for _, line in waiting if (known := _line_of(line))))
    found = [one for stored in stored_rows(connection, head.key) if (one := readable(stored))]
    here = {one.node.digest: one.node for one in found}
    writes = {one.write.digest: one.write.write for one in found if one.write}
    new = incoming(lines, head.genesis, here, writes, erasings(found))
    return Compared(here, new, tuple(name for name, _ in waiting))


def take_in(connection: Connection, head: Head, found: Compared) -> Incoming:
    """Add what was found to be new, and keep aside what waits for other writes."""
    new = found.new
    _add(connection, head, found.here, new)
    connection.executemany(
        connection.dialect.forget_aside,
        [(head.key, name) for name in found.waited],
    )
    connection.executemany(
        "INSERT INTO aside (journal, digest, line, why) VALUES (?, ?, ?, 'parent')"
        " ON CONFLICT DO NOTHING",
        [(head.key, digest(line.body), msgspec.msgpack.encode(line)) for line in new.aside],
    )
    return new


def _add(connection: Connection, head: Head, here: Mapping[str, Node], new: Incoming) -> None:
    for event, body in new.old:
        column = "body" if old_digest(body) == event.write else "stand_in"
        connection.execute(
            f"INSERT INTO entry (journal, id, digest, {column}) VALUES (?, ?, ?, ?)",  # noqa: S608 - one of two names
            (head.key, event.id, event.write, body),
        )
    added = [Node(e.id, e.write, (e.previous,) if e.previous else ()) for e, _ in new.old]
    for made in new.writes:
        insert_row(connection, head.key, made)
        added.append(Node(made.write.id, made.digest, made.write.parents))
    for name, parts in new.late.items():
        connection.executemany(
            "INSERT INTO part (entry, path, salt, value) SELECT n, ?, ?, ? FROM entry"
            " WHERE journal = ? AND digest = ? ON CONFLICT DO NOTHING",
            [(path, p.salt, p.value, head.key, name) for path, p in parts.items()],
        )
    for erased in new.erased:
        # What came without the text has nothing to erase.
        with suppress(NothingToErase):
            take_out(connection, head.key, text_of(connection, head.key, erased))
    every = {**here, **{node.digest: node for node in added}}
    known = sorted((every[name].id, name) for name in graph_heads(every.values()))
    before = max((name for name, _ in head.heads), default="")
    later = [made.write for made in new.writes if made.write.id > before]
    changed = max(later, key=attrgetter("id")).at.isoformat() if later else None
    connection.execute(
        "UPDATE journal SET heads = ?, writes = writes + ?, events = events + ?,"
        " changed = coalesce(?, changed) WHERE key = ?",
        (
            heads_cell(tuple(known)),
            len(added),
            len(new.old) + sum(count_events(made.write) for made in new.writes),
            changed,
            head.key,
        ),
    )


def _line_of(kept: object) -> Line | None:
    """A write that was kept aside; None where it is damaged, until it is sent again."""
    try:
        return msgspec.msgpack.decode(blob(kept) or b"", type=Line)
    except (msgspec.DecodeError, UnicodeError):
        return None
