"""The rows of one journal, also from a database that is damaged in places.

A damaged byte can make a number of a text, or a page that SQLite refuses. What can be read is
read, if need be a row at a time; what can't stands as a row that does not fit its digest, so that
whoever reads it says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from checklist.assessment import Part, Read, Stored, UnreadableWrite, read
from checklist.store.connection import Connection
from checklist.store.unread import refuse_unread, says_damaged, says_unread

_UNREADABLE = {"": Part(b"", b"")}
"""A part that no write has: whoever reads the write says that something is wrong with it."""

_COLUMNS = "n, id, digest, body, stand_in"
_NO_PARTS: Mapping[str, Part] = {}

_WAYS = (
    "entry INDEXED BY entry_in_order WHERE journal = ? {} ORDER BY id",
    "entry NOT INDEXED WHERE journal = ? {} ORDER BY n",
    "entry NOT INDEXED WHERE journal = ? {} ORDER BY n DESC",
)
"""By the index, and from both ends of the table: a damaged page ends each of them."""


def stored_rows(
    connection: Connection, key: int, further: str = "", *values: object
) -> list[Stored]:
    """The writes of a journal with their texts, in order; `further` is more of the condition.

    Raises:
        sqlite3.Error: nothing can be read, for another reason than damage: the disk can't give it.
    """
    # An index that is damaged may lead to the same row twice.
    found: dict[int, Stored] = {}
    parts = _parts(connection, key, further, values)
    query = f"SELECT {_COLUMNS} FROM entry WHERE journal = ? {further} ORDER BY id, digest"  # noqa: S608 - the condition is ours
    try:
        # As they come: a long journal is not held twice.
        for row in connection.execute(query, (key, *values)):
            found[row[0]] = _stored(row, parts)
    except sqlite3.DatabaseError as error:
        _refuse_others(connection, error)
        rows = _one_by_one(connection, key, further, values)
        found = {row[0]: _stored(row, parts) for row in rows}
    return sorted(found.values(), key=attrgetter("id", "digest"))


def _stored(row: tuple[Any, ...], parts: Mapping[int, Mapping[str, Part]]) -> Stored:
    """A row of `_COLUMNS` with its texts."""
    n, name, known, body, stand_in = row
    return Stored(text(name), text(known), blob(body), blob(stand_in), parts.get(n, _NO_PARTS))


def first_rows(connection: Connection) -> dict[int, Stored]:
    """The first write of every journal with its texts, by the journal's number.

    Where something is damaged, some are left out, or all: they can be read one at a time.
    """
    found: dict[int, Stored] = {}
    # In this order: else SQLite may look through every write.
    join = connection.dialect.in_order
    firsts = f"journal {join} entry ON entry.journal = journal.key AND digest = genesis"
    with as_far_as_it_goes():
        parts: dict[int, dict[str, Part]] = {}
        for n, path, salt, value in connection.execute(
            f"SELECT entry, path, salt, value FROM {firsts} {join} part ON entry = n"  # noqa: S608 - ours
        ):
            parts.setdefault(n, {})[text(path)] = Part(blob(salt) or b"", blob(value) or b"")
        for key, n, name, known, body, stand_in in connection.execute(
            f"SELECT key, n, entry.id, digest, body, stand_in FROM {firsts}"  # noqa: S608 - ours
        ):
            one = Stored(text(name), text(known), blob(body), blob(stand_in), parts.get(n, {}))
            found[key] = one
    return found


def numbers_of_writes(connection: Connection) -> dict[int, int]:
    """How many writes of each journal are here, as far as they can be counted."""
    found: dict[int, int] = {}
    with as_far_as_it_goes():
        query = "SELECT journal, count(*) FROM entry GROUP BY journal"
        found.update(connection.execute(query))
    return found


def _one_by_one(
    connection: Connection, key: int, further: str, values: Iterable[object]
) -> Iterator[tuple[Any, ...]]:
    for n in _numbers(connection, key, further, values):
        row: tuple[Any, ...] | None = None
        with as_far_as_it_goes():
            query = f"SELECT {_COLUMNS} FROM entry WHERE n = ?"  # noqa: S608 - ours
            row = connection.execute(query, (n,)).fetchone()
        yield row or (n, "", "", None, None)


def _numbers(
    connection: Connection, key: int, further: str, values: Iterable[object]
) -> dict[int, None]:
    """The numbers of the rows of a journal, as many as can be found."""
    numbers: dict[int, None] = {}
    for way in _WAYS:
        with as_far_as_it_goes():
            query = f"SELECT n FROM {way.format(further)}"  # noqa: S608 - the condition is ours
            for (n,) in connection.execute(query, (key, *values)):
                numbers[n] = None
    return numbers


def _parts(
    connection: Connection, key: int, further: str, values: Iterable[object]
) -> dict[int, dict[str, Part]]:
    found: dict[int, dict[str, Part]] = {}
    columns = "SELECT entry, path, salt, value FROM part WHERE entry"
    try:
        for n, path, salt, value in connection.execute(
            f"{columns} IN (SELECT n FROM entry WHERE journal = ? {further})",  # noqa: S608 - the condition is ours
            (key, *values),
        ):
            found.setdefault(n, {})[text(path)] = Part(blob(salt) or b"", blob(value) or b"")
    except sqlite3.DatabaseError as error:
        _refuse_others(connection, error)
    else:
        return found
    for n in _numbers(connection, key, further, values):
        found[n] = dict(_UNREADABLE)
        with as_far_as_it_goes():
            for _, path, salt, value in connection.execute(f"{columns} = ?", (n,)):
                found[n][text(path)] = Part(blob(salt) or b"", blob(value) or b"")
            del found[n][""]
    return found


@contextmanager
def as_far_as_it_goes() -> Iterator[None]:
    """Leave out the rest of what is read in it where that is damaged, or the disk can't give it."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not (says_damaged(error) or says_unread(error)):
            raise


def _refuse_others(connection: Connection, error: sqlite3.DatabaseError) -> None:
    """Raise an error unless it is that something is damaged."""
    if not says_damaged(error):
        raise error
    refuse_unread(connection)


def readable(stored: Stored) -> Read | None:
    """What a row says; None where it can't be read."""
    try:
        return read(stored)
    except UnreadableWrite:
        return None


def text(value: object) -> str:
    """A cell as text; one that is none is damaged, and fits nothing."""
    return value if isinstance(value, str) else ""


def blob(value: object) -> bytes | None:
    """A cell as bytes, or None."""
    return value if isinstance(value, bytes) else None
