"""What the disk did not give, told from what is damaged.

SQLite says of a page that the disk can't give (EIO) that the database is damaged. Copying the pages
as they are is what tells the two apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from checklist.store.connection import Connection
from checklist.store.pairing import log_of, read_alone

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NOT_READ = ("SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS")


def says_damaged(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the database is damaged; so it does where it can't be read, too."""
    return _code(error) in _DAMAGE


def says_unread(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the disk could not give what was to be read."""
    return getattr(error, "sqlite_errorname", "") in _NOT_READ


def refuse_unread(connection: Connection) -> None:
    """Read every page of a database that is open, by another connection.

    Raises:
        sqlite3.OperationalError: the disk can't give one.
    """
    (_, _, path) = connection.execute("PRAGMA database_list").fetchone()
    try:
        with _read_through(Path(path)):
            pass
    except sqlite3.Error as error:
        if says_unread(error):
            raise


def is_damaged(path: Path) -> bool:
    """Whether a database can be read and is damaged."""
    try:
        with _read_through(path) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",))
    except sqlite3.Error as error:
        return says_damaged(error)


@contextmanager
def _read_through(path: Path) -> Iterator[sqlite3.Connection]:
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        address = f"{path.absolute().as_uri()}?mode=ro"
        source = sqlite3.connect(address, uri=True, isolation_level=None)
    else:
        source = read_alone(path)
    with closing(source), closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy, progress=_do_not_wait)
        yield source


def _do_not_wait(status: int, _left: int, _all: int) -> None:
    """Python waits without end for a database that another program has locked."""
    if status & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError


def _code(error: sqlite3.Error) -> int:
    """The kind of error, without its finer kinds."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
