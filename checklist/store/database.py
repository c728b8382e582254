"""The connection to the database: SQLite with a write-ahead log and `synchronous=FULL`.

It knows the file, its folder and its version, not what its rows mean. What was written inside
`writing` is on disk, at the path it was opened at, when that ends. Where nothing can be written,
what is there can be read.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist.i18n import Phrase, phrase
from checklist.machine import (
    UNFINISHED,
    create_private_file,
    file_identity,
    machine_mark,
    make_private_folder,
    write_by_path,
)
from checklist.store.backups import Backup, Backups, Why, save_to
from checklist.store.connection import SqliteConnection
from checklist.store.contract import AtOnce
from checklist.store.errors import (
    NotKept,
    StoreError,
    backup_advice,
    damaged,
    explained,
    not_writable,
    unread,
)
from checklist.store.pairing import (
    HAS_MARK,
    MAKE_MARK,
    NEW_MARK,
    belongs,
    copy_file,
    log_of,
    read_alone,
    set_aside,
)
from checklist.store.unread import is_damaged, says_unread

Migrations = tuple[Callable[[sqlite3.Connection], None], ...]
"""Each step takes the database from the version before it; the position is the version."""

_WAIT_FOR_OTHERS_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 0.02
_TIMES_TO_EMPTY = 3
_CLOSED_TO_US = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)

_FileIdentity = tuple[int, int]


class Database:
    """One database file, open.

    Args:
        path: the database; it and its folder are made, readable by their owner only.
        migrations: what makes the tables.
        backups: where backups are made, before the first write of a day and before migrating.

    Raises:
        StoreError: it can't be opened, a newer samsjekk has made it, or the log beside it is that
            of another file; then both are kept, and it can be opened the next time.

    `reads_only` says that nothing can be written to it, and `is_lost` that what is open has been
    found to be no longer the file at its path.
    """

    at_once: AtOnce | None = None
    copies_met = 0

    def __init__(self, path: Path, migrations: Migrations, backups: Backups | None = None) -> None:
        self.path = path
        self._log = log_of(path)
        self._paths = str(path), str(self._log)
        self.backups = backups
        self.reads_only = False
        self.is_lost = False
        self._ended: Phrase | None = None
        self._migrations = migrations
        self._day_backed_up: date | None = None
        self._kept: Path | None = None
        self._copy: TemporaryDirectory[str] | None = None
        with explained(path):
            self.connection = self._open()
            # A damaged name is a name to show, not an error.
            self.connection.text_factory = partial(str, encoding="utf-8", errors="replace")
            self._files = self._identities()
            self._refuse_cut()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
        if self._copy is not None:
            self._copy.cleanup()

    def wait_for_others(self, seconds: float) -> None:
        """Let a write wait so long, and no longer, while another program has the lock."""
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def version(self) -> int:
        """A number that changes when another program has written. Cheap enough to poll.

        Raises:
            NotKept: the file is no longer at its path.
        """
        self._refuse_lost()
        with explained(self.path):
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def writing(self) -> Iterator[SqliteConnection]:
        """One transaction: all that is written in it is on disk at its end, or none is.

        Inside another, it is a part of that.

        Raises:
            NotKept: the file is no longer at its path; the words say where all of it was saved.
            StoreError: nothing was written; the words say why.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        if self._ended is not None:
            raise StoreError(self._ended)
        if self.reads_only:
            raise not_writable(self.path)
        self._refuse_lost()
        self._back_up_the_day()
        with explained(self.path), _transaction(connection):
            yield connection
            connection.execute(NEW_MARK)
        self._refuse_lost()

    def end_writing(self, why: Phrase) -> None:
        """Let nothing be written from now on; who tries is told why."""
        self._ended = why

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read in it is of one moment, whatever other programs write meanwhile."""
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        with explained(self.path):
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("ROLLBACK")

    def back_up(self, why: Why, folder: Path | None = None) -> Backup | None:
        """Make a backup; None where this database has none.

        Raises:
            StoreError: it was not made.
        """
        if self.backups is None:
            return None
        with explained(folder or self.backups.directory):
            try:
                return self.backups.make(self.connection, why, folder)
            except sqlite3.Error as error:
                if says_unread(error):
                    raise unread(self.path) from error
                raise

    def empty_log(self, *, compact: bool = False) -> None:
        """Empty the log beside the database, which still holds what was erased.

        With `compact`, the room that it took is given back first, if nobody else is writing.

        Raises:
            StoreError: another program reads the database; the log is emptied when all are closed.
        """
        with explained(self.path):
            if compact:
                with suppress(sqlite3.OperationalError):
                    self.connection.execute("VACUUM")
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

    @cached_property
    def mark(self) -> str:
        """The mark of the file that is open: nothing is written where another lies at its path."""
        return machine_mark(self.path)

    def explained(self) -> AbstractContextManager[None]:
        """Turn what SQLite and the system say is wrong into a `StoreError` that says what to do."""
        return explained(self.path)

    def damaged(self) -> StoreError:
        """The error for what is not as it was written."""
        return damaged(self.path)

    def faults(self) -> Iterator[Phrase]:
        """What is wrong with the file as such, which any assessment may be hit by, in words."""
        try:
            found = self.connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = error
        if found == "ok":
            return
        if is_damaged(self.path):
            yield phrase(
                "Databasefilen er skadet et sted, som kan høre til denne egenvurderingen eller "
                "til en annen ({reason}). {advice}",
                reason=found,
                advice=backup_advice(self.path),
            )
        else:
            yield unread(self.path).words

    # -- opening ------------------------------------------------------------------------

    def _open(self) -> SqliteConnection:
        try:
            make_private_folder(self.path.parent)
            self._refuse_foreign_log()
            # SQLite gives the log beside the database the same mode as the database itself.
            if self.path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            # Closing a file gives up the locks that this process has on it, so not one that is
            # there: it may be open already.
            with suppress(FileExistsError):
                os.close(create_private_file(self.path))
            return self._open_to_write()
        except OSError as error:
            if error.errno not in _CLOSED_TO_US or not self.path.exists():
                raise
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (
                sqlite3.SQLITE_READONLY,
                sqlite3.SQLITE_CANTOPEN,
                sqlite3.SQLITE_FULL,
                sqlite3.SQLITE_IOERR,
            ):
                raise
        return self._open_to_read()

    def _refuse_cut(self) -> None:
        """Stop before anything is written to a file whose head says another length or encoding.

        SQLite would cut the file to the length that its head says.
        """
        if self.reads_only:
            return
        asked = ("encoding", "page_count", "page_size")
        with self.reading():
            encoding, pages, size = (
                self.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked
            )
            is_alone = not self._log.exists() or not self._log.stat().st_size
            fits = pages * size == self.path.stat().st_size or not is_alone
        if encoding != "UTF-8" or not fits:
            self.connection.close()
            raise damaged(self.path)

    def _refuse_foreign_log(self) -> None:
        if not self._log.exists() or not self._log.stat().st_size or belongs(self.path):
            return
        folder = set_aside(self.path, self._now())
        raise StoreError(
            phrase(
                "Ved siden av {path} lå det en logg ({log}) som hører til en annen utgave av "
                "filen. Slik blir det når en kopi legges over databasen, eller når bare den ene "
                "av dem blir kopiert. Svar som bare sto i loggen, er ikke med i databasen nå. "
                "Begge er tatt vare på i {folder}. Start på nytt for å åpne databasen slik den "
                "er, eller hent en sikkerhetskopi: samsjekk where viser dem.",
                path=self.path,
                log=self._log.name,
                folder=folder,
            )
        )

    def _open_to_write(self) -> SqliteConnection:
        connection = _connect(self.path, timeout=_WAIT_FOR_OTHERS_SECONDS)
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
            has_mark = connection.execute(HAS_MARK).fetchone()
            if version < len(self._migrations) or not has_mark:
                if version and self.backups is not None:
                    self.backups.make(connection, Why.MIGRATION)
                self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_to_read(self) -> SqliteConnection:
        """What is there, where nothing can be written: in place, or in a copy with its log.

        One of an older version is taken to this one in a copy.
        """
        self.reads_only = True
        if not self._log.exists() or not self._log.stat().st_size:
            connection = read_alone(self.path)
            if self._is_whole(connection):
                return connection
            connection.close()
        self._copy = TemporaryDirectory(prefix=UNFINISHED, ignore_cleanup_errors=True)
        try:
            return self._open_copy(Path(self._copy.name, self.path.name))
        except BaseException:
            self._copy.cleanup()
            raise

    def _open_copy(self, copy: Path) -> SqliteConnection:
        copy_file(self.path, copy)
        if self._log.exists() and belongs(self.path):
            copy_file(self._log, log_of(copy))
        connection = _connect(copy)
        if not self._is_whole(connection):
            self._migrate(connection)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _is_whole(self, connection: sqlite3.Connection) -> bool:
        """Whether it is of this version. Closed where it can't be read at all."""
        try:
            return self._known_version(connection) == len(self._migrations)
        except BaseException:
            connection.close()
            raise

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
        with _transaction(connection):
            # Read again: another program may have migrated while we waited for the lock.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for step in self._migrations[version:]:
                step(connection)
            if not connection.execute(HAS_MARK).fetchone():
                for statement in MAKE_MARK:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._migrations)}")

    # -- saved means kept ---------------------------------------------------------------

    def _identities(self) -> list[_FileIdentity | None]:
        """Which files are at the paths of the database and its log now."""
        return [file_identity(path) for path in self._paths]

    def _refuse_lost(self) -> None:
        """Stop if what we write to is no longer the file at the path.

        SQLite goes on writing to a file that has been removed or replaced, and says that all is
        well. What it has is saved to a new file the first time this is found.
        """
        if self.reads_only or self._identities() == self._files:
            return
        self.is_lost = True
        if self._kept is None:
            self._kept = self._save_elsewhere()
        if self._kept is None:
            raise NotKept(
                phrase(
                    "{path} er flyttet, slettet eller byttet ut mens samsjekk var åpent. Det siste "
                    "er ikke lagret, og samsjekk tar ikke imot flere svar. Kopier det du har "
                    "skrevet, avslutt, og se etter filen.",
                    path=self.path,
                )
            )
        raise NotKept(
            phrase(
                "{path} er flyttet, slettet eller byttet ut mens samsjekk var åpent, så samsjekk "
                "tar ikke imot flere svar. Alt til og med det siste du lagret, er tatt vare på i "
                "{kept}. Avslutt, og se etter filen. Finner du den ikke, skriv: "
                "samsjekk restore {kept}",
                path=self.path,
                kept=self._kept,
            )
        )

    def _save_elsewhere(self) -> Path | None:
        """Save all that is still open; the path, or None where that can't be."""
        if self.backups is None:
            return None
        name = f"samsjekk-reddet-{self._now().astimezone():%Y-%m-%d-%H%M%S}.sqlite3"
        path = self.backups.spare / name
        try:
            write_by_path(path, lambda unfinished: save_to(self.connection, unfinished))
        except (OSError, sqlite3.Error):
            return None
        return path

    def _back_up_the_day(self) -> None:
        """Make the backup of this day, unless there is one. An answer never waits for its fault."""
        today = self._now().astimezone().date()
        if self.backups is None or self._day_backed_up == today:
            return
        self._day_backed_up = today
        with suppress(OSError, sqlite3.Error):
            written = self.connection.execute("SELECT before <> zeroblob(16) FROM here").fetchone()
            if written[0] and not self.backups.is_made_today():
                self.backups.make(self.connection, Why.DAY)

    def _now(self) -> datetime:
        return datetime.now(UTC) if self.backups is None else self.backups.clock()


def _connect(path: Path, timeout: float = _WAIT_FOR_OTHERS_SECONDS) -> SqliteConnection:
    return sqlite3.connect(path, timeout=timeout, isolation_level=None, factory=SqliteConnection)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has made SQLite roll back by itself.
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
