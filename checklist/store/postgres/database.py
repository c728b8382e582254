"""A database on a server, where a team has its journals.

What was written inside `writing` is on the server when that ends. Others are told at once, on a
channel whose name only the same municipality knows; where a pool stands between, they have to ask.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict

from checklist.assessment import Written
from checklist.i18n import Phrase, phrase
from checklist.machine import ServerAddress
from checklist.store.backups import Why
from checklist.store.errors import StoreError, Unreached, saving, unusable_address
from checklist.store.postgres.appending import add, can_be_at_once, is_here
from checklist.store.postgres.connection import PostgresConnection
from checklist.store.postgres.errors import (
    away,
    explained,
    explained_opening,
    not_invited,
    perhaps_written,
    read_only,
)
from checklist.store.postgres.patient import PatientConnection
from checklist.store.postgres.schema import refuse_old_server, refuse_other_schema
from checklist.store.postgres.trusted import trust_as_the_machine

_TIMES_TO_FIND_OUT = 3
_BETWEEN_SECONDS = 0.5
_MORE_THAN_ANY_WRITES = 10**12
_PAUSE = 4
"""How many times as long as it took in vain, before a screen that asks again tries again."""
_USUAL = {
    "application_name": "samsjekk",
    "connect_timeout": "3",
    # A server that is gone is noticed also where nothing says so.
    "keepalives_idle": "30",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}


class PostgresDatabase:
    """A database on a server, open.

    Args:
        address: where it is, and who logs in.

    Raises:
        StoreError: it can't be opened; the words say why, and never the password.
    """

    is_lost = False

    def __init__(self, address: ServerAddress) -> None:
        if not address.is_usable:
            raise unusable_address()
        self.address = address
        self.reads_only = False
        self.mark = ""
        self.copies_met = 0
        self._ended: Phrase | None = None
        self._wait = 5.0
        self._channel = ""
        self._listens = False
        self._heard = 0
        self._try_from = 0.0
        self._not_reached = away(address)
        self._connection = PostgresConnection(self._connect)

    @property
    def connection(self) -> PostgresConnection:
        """What statements are carried out by."""
        return self._connection

    def close(self) -> None:
        """Let go of the server."""
        self._connection.server.close()

    def wait_for_others(self, seconds: float) -> None:
        """Let a write wait so long, and no longer, while another has the same journal."""
        self._wait = seconds
        if not self._connection.server.closed:
            with self.explained():
                self._connection.server.execute(self._waiting())

    def version(self) -> int:
        """A number that changes when another program has written.

        Where the server tells, nothing is asked.
        """
        server = self._connection.server
        # A screen asks every second, and nobody can use it while a server that is gone is tried.
        if server.closed and time.monotonic() < self._try_from:
            raise Unreached(self._not_reached)
        with self.explained():
            if server.closed or not self._listens:
                return self._asked()
            try:
                # What came along with an answer is known already; nothing else is waited for.
                server.pgconn.consume_input()
            except psycopg.OperationalError:
                return self._asked()
            while told := server.pgconn.notifies():
                self._hear(told.be_pid, server)
        return self._heard

    def _hear(self, writer: int, server: psycopg.Connection[Any]) -> None:
        """Take in on a connection that somebody wrote, by the number of theirs."""
        self._heard += writer != server.info.backend_pid

    def _asked(self) -> int:
        query = "SELECT samsjekk.mark(), coalesce(sum(writes), 0)::bigint FROM journal"
        mark, number = self._connection.execute(query).fetchone()
        self._note_mark(mark)  # a pool keeps the connection where the server becomes another
        others = number - self._connection.added + self.copies_met * _MORE_THAN_ANY_WRITES
        return self._heard if self._listens else others

    @contextmanager
    def writing(self) -> Iterator[PostgresConnection]:
        """One transaction: all that is written in it is on the server at its end, or none is.

        Inside another, it is a part of that.

        Raises:
            PerhapsWritten: the server did not answer at the end.
            StoreError: nothing was written; the words say why.
        """
        connection = self._connection
        if connection.in_transaction:
            yield connection
            return
        with saving(), self.explained():
            self._refuse_writing()
            connection.execute("BEGIN")
            connection.writes, connection.adding = True, 0
            try:
                yield connection
                connection.execute("SELECT pg_notify(?, '')", (self._channel,))
                self._commit()
                connection.added += connection.adding
            except BaseException:
                self._roll_back()
                raise
            finally:
                connection.writes = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read in it is of one moment, whatever others write meanwhile."""
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        with self.explained():
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield
            finally:
                self._roll_back()

    def at_once(self, key: int, before: bytes, after: bytes, made: Written, /) -> bool:
        """Add a write to a journal; whether its heads were those before.

        Where the connection is lost, it is found out whether the write is there.

        Raises:
            PerhapsWritten: nobody answers.
        """
        if not can_be_at_once(made):
            return False
        self._refuse_writing()
        connection, mark = self._connection, self.mark
        with self.explained():
            try:
                return add(connection, key, before, after, made, channel=self._channel)
            except psycopg.OperationalError:
                if not connection.server.closed:
                    raise
        for _ in range(_TIMES_TO_FIND_OUT):
            time.sleep(_BETWEEN_SECONDS)  # the server may be starting again
            with suppress(StoreError), self.writing():
                # What builds on what another copy has not, can't be added to that one.
                return is_here(connection, key, made.digest) or (
                    self.mark == mark
                    and add(connection, key, before, after, made, channel=self._channel)
                )
        raise perhaps_written(self.address)

    def end_writing(self, why: Phrase) -> None:
        """Let nothing be written from now on; who tries is told why."""
        self._ended = why

    def back_up(self, why: Why, folder: Path | None = None) -> None:
        """Make no backup: whoever runs the server does.

        Raises:
            StoreError: somebody asked for one.
        """
        if why is Why.ASKED or folder is not None:
            raise StoreError(
                phrase(
                    "Egenvurderingene ligger i databasen {database} på {host}. Den som driver den, "
                    "tar sikkerhetskopi av den. Vil du ha en egen kopi av én egenvurdering, skriv: "
                    "samsjekk export ID",
                    database=self.address.database,
                    host=self.address.host,
                )
            )

    def empty_log(self, *, compact: bool = False) -> None:
        """Leave that to the server: it clears its pages of what was erased by itself."""

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the server says is wrong into a `StoreError` that says what to do.

        A program that was open while the tables were brought to a newer version, is told that.
        """
        try:
            with explained(self.address):
                yield
        except StoreError as error:
            if isinstance(error.__cause__, psycopg.ProgrammingError):
                with suppress(psycopg.Error):
                    refuse_other_schema(self.address, self._connection.server)
            raise

    def damaged(self) -> StoreError:
        """The error for what is not as it was written."""
        return StoreError(
            phrase(
                "Noe i databasen {database} på {host} er ikke slik det ble lagret. Si fra til den "
                "som driver den, før noen skriver mer.",
                database=self.address.database,
                host=self.address.host,
            )
        )

    def faults(self) -> Iterator[Phrase]:
        """Nothing: whether its files are whole, is for whoever runs the server to see."""
        return iter(())

    # -- opening ------------------------------------------------------------------------

    def _connect(self) -> psycopg.Connection[Any]:
        """Open a connection, and see that it leads to a database of ours."""
        begun = time.monotonic()
        try:
            with explained_opening(self.address):
                trust_as_the_machine(self.address)
                settings = {**_USUAL, **conninfo_to_dict(self.address.url)}
                server = PatientConnection.connect(autocommit=True, **settings)  # type: ignore[arg-type] # as text
        except StoreError as error:
            now = time.monotonic()
            self._try_from = now + _PAUSE * (now - begun)
            self._not_reached = error.words
            raise
        try:
            with explained(self.address):
                self._take_to(server)
        except BaseException:
            server.close()
            raise
        self._heard += 1  # others may have written meanwhile
        return server

    def _take_to(self, server: psycopg.Connection[Any]) -> None:
        refuse_old_server(self.address, server)
        try:
            refuse_other_schema(self.address, server)
            self._look_around(server)
        # A login of no group may read nothing; one who runs the server owns no rows.
        except (errors.InsufficientPrivilege, errors.ForeignKeyViolation):
            raise not_invited(self.address) from None

    def _look_around(self, server: psycopg.Connection[Any]) -> None:
        row = server.execute(
            "SELECT samsjekk.mark(), pg_backend_pid(),"
            " current_setting('transaction_read_only') = 'on',"
            " (SELECT value FROM samsjekk.here WHERE key = 'channel')"
        ).fetchone()
        assert row is not None  # noqa: S101 - a row without a table is always there
        mark, pid, self.reads_only, channel = row
        self._note_mark(mark)
        # A pool that gives each transaction another connection says so by another number.
        is_pooled = pid != server.info.backend_pid
        if is_pooled:
            server.prepare_threshold = None
        server.execute(self._waiting())
        if not self.reads_only:
            self._channel = channel or server.execute("SELECT samsjekk.channel()").fetchone()[0]  # type: ignore[index] # always a row
        self._listens = not (is_pooled or self.reads_only)
        if self._listens:
            server.add_notify_handler(lambda told: self._hear(told.pid, server))
            server.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))

    def _note_mark(self, mark: str) -> None:
        self.copies_met += self.mark not in ("", mark)
        self.mark = mark

    def _waiting(self) -> sql.Composed:
        # To the server, 0 means no limit.
        milliseconds = sql.Literal(max(1, round(self._wait * 1000)))
        return sql.SQL("SET lock_timeout = {}").format(milliseconds)

    # -- writing ------------------------------------------------------------------------

    def _refuse_writing(self) -> None:
        if self._ended is not None:
            raise StoreError(self._ended)
        if self.reads_only:
            self._connection.open_anew()
        if self.reads_only:
            raise read_only(self.address)

    def _commit(self) -> None:
        server = self._connection.server
        try:
            done = server.execute("COMMIT").statusmessage
        except psycopg.OperationalError as error:
            if server.closed:
                raise perhaps_written(self.address) from error
            raise
        if done != "COMMIT":
            raise Unreached(away(self.address))

    def _roll_back(self) -> None:
        with suppress(psycopg.Error):
            self._connection.server.execute("ROLLBACK")
