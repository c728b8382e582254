"""The journals of a test in PostgreSQL instead of in files: what holds of one, holds of the other.

A test marked with `ON_BOTH` runs twice. The second time, each path under its folder that a journal
is opened at is a municipality of its own in a database on loopback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from checklist.machine import ServerAddress
from checklist.store import Journal
from checklist.store.backups import Backups
from checklist.store.contract import JournalDatabase
from checklist.store.database import Database, Migrations
from checklist.store.postgres.database import PostgresDatabase
from checklist.store.tables import MIGRATIONS
from tests.postgres import Server

ON_BOTH = pytest.mark.usefixtures("either_database")

_TABLES = (
    "part", "entry", "aside", "shared", "segment", "journal", "criteria_set", "blob", "receipt",
    "replica", "here", "removed",
)  # fmt: skip


class Told(PostgresDatabase):
    """A database that has been told of all that others wrote: a test doesn't wait a moment."""

    def version(self) -> int:
        self.connection.execute("SELECT 1")
        return super().version()


class Municipalities:
    """Municipalities in one database: each path gets one, and they are used again."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._name = server.team("conformance")
        self._addresses: list[ServerAddress] = []
        self._taken: dict[Path, ServerAddress] = {}
        self._open: list[PostgresDatabase] = []
        self._used: set[Path] = set()
        self._keeper = psycopg.connect(server.url(database=self._name), autocommit=True)

    def close(self) -> None:
        self._keeper.close()

    def open(self, path: Path) -> PostgresDatabase:
        """The database of the municipality that a path is."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._used.add(path)
        self._open.append(Told(self.address(path)))
        return self._open[-1]

    def address(self, path: Path) -> ServerAddress:
        """Where the municipality that a path is has its journals."""
        if path not in self._taken:
            self._taken[path] = self._let_go_of() or self._another()
        return self._taken[path]

    def _another(self) -> ServerAddress:
        if len(self._taken) == len(self._addresses):
            group = f"kommune_{len(self._addresses)}"
            url = self._server.invite(self._name, group, owner=True)
            self._addresses.append(ServerAddress(url))
        used = set(self._taken.values())
        return next(address for address in self._addresses if address not in used)

    def _let_go_of(self) -> ServerAddress | None:
        """A municipality whose folder is gone, with nothing in it."""
        for path, address in self._taken.items():
            if path in self._used and not path.parent.exists():
                self._empty(address.role.rpartition("_")[0])
                return self._taken.pop(path)
        return None

    def clear(self) -> None:
        """Take away all that was written; the paths are nobody's again."""
        self._taken.clear()
        self._used.clear()
        while self._open:
            self._open.pop().close()
        self._empty("%")

    def _empty(self, owner: str) -> None:
        with self._keeper.transaction():
            for table in _TABLES:
                query = sql.SQL("DELETE FROM samsjekk.{} WHERE owner LIKE %s")
                self._keeper.execute(query.format(sql.Identifier(table)), (owner,))


BEGIN_AT: list[Callable[[Path], JournalDatabase]] = []
"""Where some of the stores of `tests.desks` are to lie, if not in files."""


def in_file(path: Path, **given: Any) -> Journal:
    """A journal in a file, wherever the test has its others."""
    return Journal(path, database=Database(path, MIGRATIONS), **given)


def file_of(journal: Journal) -> Database:
    """The file that a journal lies in."""
    assert isinstance(journal.database, Database)
    return journal.database


@pytest.fixture(scope="session")
def municipalities(postgres_server: Server) -> Iterator[Municipalities]:
    """A database for all the tests of a worker."""
    found = Municipalities(postgres_server)
    yield found
    found.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The journals of the test lie in files, and the second time in PostgreSQL."""
    if request.param == "sqlite":
        yield
        return
    found: Municipalities = request.getfixturevalue("municipalities")

    def opened(path: Path, migrations: Migrations, backups: Backups | None) -> JournalDatabase:
        own = tmp_path in path.parents
        return found.open(path) if own else Database(path, migrations, backups)

    monkeypatch.setattr("checklist.store.journal.Database", opened)
    address = found.address(tmp_path / "home" / "samsjekk.sqlite3")
    monkeypatch.setenv("SAMSJEKK_DATABASE", address.url)
    monkeypatch.setattr("tests.databases.BEGIN_AT", [found.open])
    yield
    found.clear()
