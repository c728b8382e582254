"""The connection to a server: opened again where it was lost and nothing was begun."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from checklist.store.connection import Dialect, Rows, Values

_SAYS_ERASED = (
    'FROM entry WHERE journal = :journal AND position(\'"type":"erased"\'::bytea IN body) > 0'
    " AND position(convert_to(:event, 'UTF8') IN body) > 0"
)
_READING = Dialect(
    unindexed="",
    in_order="JOIN",
    same_name="lower(name) = lower(?)",
    holding="position('\\x{}'::bytea IN body) > 0",
    locked="",
    insert_part="INSERT INTO part (entry, path, salt, value, secret) VALUES"
    " (:entry, :path, :salt, :value, CASE WHEN :alone THEN SESSION_USER::text END)",
    # Nobody may change what was written: a function takes out what a write says is erased.
    take_part=f"SELECT samsjekk.erase(journal, digest) {_SAYS_ERASED}",
    put_stand_in=f"SELECT samsjekk.stand_in(journal, digest, :digest, :stand_in) {_SAYS_ERASED}",
    remove=("SELECT samsjekk.remove(?)",),
    unshare=("SELECT samsjekk.unshare(?)",),
    forget_segment="SELECT samsjekk.forget_segment(?, ?)",
    forget_aside="SELECT samsjekk.forget_aside(?, ?)",
    open_round="SELECT samsjekk.open_round(?, ?)",
)
_WRITING = _READING._replace(locked="FOR UPDATE")

_CAN_BE_ASKED_ANEW = ("SELECT", "BEGIN", "LISTEN")
_PLACES = re.compile(r"\?|(?<!:):(\w+)")


class PostgresConnection:
    """A connection that takes the statements of the journal.

    Args:
        connect: opens a connection to the server.

    `added` is how many writes it has added to journals, `adding` how many in this transaction.
    """

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self._connect = connect
        self.server = connect()
        self.writes = False
        self.added = self.adding = 0

    @property
    def dialect(self) -> Dialect:
        """What PostgreSQL says otherwise; in what writes, a row that is found is locked."""
        return _WRITING if self.writes else _READING

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is running."""
        return self.server.info.transaction_status not in (
            TransactionStatus.IDLE,
            TransactionStatus.UNKNOWN,
        )

    def open_anew(self) -> None:
        """Let go of the server, and open it again: it may have become another."""
        self.server.close()
        self.server = self._connect()

    def execute(self, statement: str, values: Values = (), /) -> Rows:
        """Carry out a statement. What only reads or begins is tried anew on a new connection."""
        begun = self.in_transaction
        if self.server.closed and not begun:
            self.server = self._connect()
        try:
            return self._execute(statement, values)
        except psycopg.OperationalError:
            if begun or not self.server.closed or not statement.startswith(_CAN_BE_ASKED_ANEW):
                raise
        self.server = self._connect()
        return self._execute(statement, values)

    def executemany(self, statement: str, rows: Iterable[Values], /) -> object:
        """Carry out a statement for each row of values."""
        rows = list(rows)
        if len(rows) == 1:
            return self.execute(statement, rows[0])
        with self.server.cursor() as cursor:
            cursor.executemany(_translated(statement), rows)
        return None

    def _execute(self, statement: str, values: Values) -> psycopg.Cursor[Any]:
        self.adding += statement.startswith("INSERT INTO entry")
        return self.server.execute(_translated(statement), values or None, binary=True)


@lru_cache(maxsize=256)
def _translated(statement: str) -> bytes:
    """A statement with the places for values as psycopg wants them."""
    found = _PLACES.sub(lambda place: f"%({place[1]})s" if place[1] else "%s", statement)
    return found.encode()
