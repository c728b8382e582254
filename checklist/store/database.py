"""The connection to the database: SQLite with a write-ahead log and `synchronous=FULL`.

It knows the file, its folder and its version, not what its rows mean. What was written inside
`writing` is on disk when that ends.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from checklist.i18n import phrase
from checklist.machine import make_private_folder
from checklist.store.errors import StoreError, explained

Migrations = tuple[Callable[[sqlite3.Connection], None], ...]
"""Each step takes the database from the version before it; the position is the version."""

_WAIT_FOR_OTHERS_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 0.02
_TIMES_TO_EMPTY = 3


class Database:
    """One database file, open.

    Args:
        path: the database; it and its folder are made, readable by their owner only.
        migrations: what makes the tables.

    Raises:
        StoreError: it can't be opened, or a newer samsjekk has made it.
    """

    def __init__(self, path: Path, migrations: Migrations) -> None:
        self.path = path
        self._migrations = migrations
        with explained(path):
            self.connection = self._open()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def version(self) -> int:
        """A number that changes when another program has written. Cheap enough to poll."""
        with explained(self.path):
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all that is written in it is on disk at its end, or none is.

        Raises:
            StoreError: nothing was written; the words say why.
        """
        with explained(self.path):
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has made SQLite roll back by itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def empty_log(self) -> None:
        """Give back what was erased, and empty the log beside the database, which still holds it.

        Raises:
            StoreError: another program reads the database; the log is emptied when all are closed.
        """
        with explained(self.path):
            for _ in range(_TIMES_TO_EMPTY):
                busy = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                if not busy:
                    return
        raise StoreError(
            phrase(
                "Det er slettet, men loggen ved siden av {path} kan ha det ennå: et annet program "
                "leser den. Lukk samsjekk andre steder, og åpne på nytt; da tømmes den.",
                path=self.path,
            )
        )

    def _open(self) -> sqlite3.Connection:
        make_private_folder(self.path.parent)
        # SQLite gives the log beside the database the same mode as the database itself.
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(
            self.path, timeout=_WAIT_FOR_OTHERS_SECONDS, isolation_level=None
        )
        try:
            version = self._known_version(connection)
            _use_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            # On macOS a disk may else say that it has written what it has not.
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
            connection.execute("PRAGMA foreign_keys = ON")
            # What is erased is overwritten, not only forgotten.
            connection.execute("PRAGMA secure_delete = ON")
            # A damaged name is a name to show, not an error.
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            if version < len(self._migrations):
                self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _known_version(self, connection: sqlite3.Connection) -> int:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version <= len(self._migrations):
            return version
        raise StoreError(
            phrase(
                "{path} er laget av en nyere versjon av samsjekk. Oppdater samsjekk for å "
                "åpne den. Ingenting er endret.",
                path=self.path,
            )
        )

    def _migrate(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Read again: another program may have migrated while we waited for the lock.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for step in self._migrations[version:]:
                step(connection)
            connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _use_log(connection: sqlite3.Connection) -> None:
    # Two programs that make the database at the same time: SQLite waits for the other when
    # it writes, but not when it changes the mode.
    for _ in range(int(_WAIT_FOR_OTHERS_SECONDS / _LOOK_AGAIN_SECONDS)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_LOOK_AGAIN_SECONDS)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")
