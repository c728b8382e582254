"""What statements are carried out by, in SQLite or in PostgreSQL.

The SQL is the same where it can be, with `?` or `:name` for each value. What one says otherwise
than the other is in its `Dialect`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol


class Dialect(NamedTuple):
    """What the SQL of one database says otherwise than that of another.

    Attributes:
        unindexed: after the name of a table, that no index is to be used: one may be damaged.
        in_order: joins two tables, looking the second up by the rows of the first.
        same_name: the condition that an assessment has a name, in small or large letters.
        holding: the condition that a body has bytes in it, given as hexadecimal digits.
        locked: at the end of a query for a row that may be about to be changed.
        insert_part: adds a text to the row of a write; `alone` is whether it was answered in a
            round and is its author's until that is opened.
        take_part: takes out the text at a path of the write with a digest, as an event was erased.
        put_stand_in: lets something stand in for an event of the old form.
        remove: the statements that remove a journal, each with its number.
        unshare: the statements that forget how a journal was shared, each with its number.
        forget_segment: forgets how a file in the folder of a journal was left.
        forget_aside: forgets a write that was kept aside from a journal.
        open_round: lets all read what was answered alone in a round of a journal, if it is opened;
            empty where there is nobody to hide it from.
    """

    unindexed: str
    in_order: str
    same_name: str
    holding: str
    locked: str
    insert_part: str
    take_part: str
    put_stand_in: str
    remove: tuple[str, ...]
    unshare: tuple[str, ...]
    forget_segment: str
    forget_aside: str
    open_round: str


Values = Sequence[Any] | Mapping[str, Any]


class Rows(Protocol):
    """The answer to a statement."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:
        """The next row; None where there are no more."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Each row that is left."""


class Connection(Protocol):
    """The connection to a database."""

    @property
    def dialect(self) -> Dialect:
        """What its SQL says otherwise."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is running."""

    def execute(self, statement: str, values: Values = (), /) -> Rows:
        """Carry out a statement."""

    def executemany(self, statement: str, rows: Iterable[Values], /) -> object:
        """Carry out a statement for each row of values."""


class SqliteConnection(sqlite3.Connection):
    """A connection to a file."""

    dialect = Dialect(
        unindexed="NOT INDEXED",
        in_order="CROSS JOIN",
        same_name="name = ?",  # the column takes small and large letters for the same
        holding="instr(body, x'{}')",
        locked="",  # a transaction that writes has the whole database
        insert_part="INSERT INTO part VALUES (:entry, :path, :salt, :value)",
        take_part="DELETE FROM part WHERE path = :path AND entry ="
        " (SELECT n FROM entry WHERE journal = :journal AND digest = :digest)",
        put_stand_in="UPDATE entry SET body = NULL, stand_in = :stand_in"
        " WHERE journal = :journal AND digest = :digest",
        remove=(
            "DELETE FROM part WHERE entry IN (SELECT n FROM entry WHERE journal = ?)",
            *(
                f"DELETE FROM {table} WHERE journal = ?"  # noqa: S608 - one of four names
                for table in ("entry", "aside", "shared", "segment")
            ),
            "DELETE FROM journal WHERE key = ?",
        ),
        unshare=("DELETE FROM shared WHERE journal = ?", "DELETE FROM segment WHERE journal = ?"),
        forget_segment="DELETE FROM segment WHERE journal = ? AND name = ?",
        forget_aside="DELETE FROM aside WHERE journal = ? AND digest = ?",
        open_round="",  # who has the file has all of it
    )
