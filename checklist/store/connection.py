"""What statements are carried out by, in SQLite or in PostgreSQL.

The SQL is the same where it can be, with `?` for each value. What one says otherwise than the other
is in its `Dialect`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol


class Dialect(NamedTuple):
    """What the SQL of one database says otherwise than that of another.

    Attributes:
        unindexed: after the name of a table, that no index is to be used: one may be damaged.
        in_order: joins two tables, looking the second up by the rows of the first.
        same_name: the condition that an assessment has a name, in small or large letters.
        holding: the condition that a body has bytes in it, given as hexadecimal digits.
        locked: at the end of a query for a row that may be about to be changed.
    """

    unindexed: str
    in_order: str
    same_name: str
    holding: str
    locked: str


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

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """Carry out a statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Carry out a statement for each row of values."""


class SqliteConnection(sqlite3.Connection):
    """A connection to a file."""

    dialect = Dialect(
        unindexed="NOT INDEXED",
        in_order="CROSS JOIN",
        same_name="name = ?",  # the column takes small and large letters for the same
        holding="instr(body, x'{}')",
        locked="",  # a transaction that writes has the whole database
    )
