"""A PostgreSQL server for tests: Debian's, on loopback, in a temporary folder, one a test run.

`pytest -n` gives each worker one of its own. Where PostgreSQL is not installed, tests that ask for
it are skipped, and say so.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from psycopg import sql

from checklist.store.postgres.groups import (
    AUDITOR,
    MUNICIPALITY,
    group_statements,
    login_statements,
    new_login,
    registration,
    run,
)
from checklist.store.postgres.schema import has_role, make_schema

_BINARIES = "usr/lib/postgresql/*/bin/initdb"
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


class Server(NamedTuple):
    """A running server, whose superuser is `postgres` without a password on its own socket."""

    port: int
    socket_folder: Path

    def url(self, login: str = "postgres", password: str = "", database: str = "postgres") -> str:
        """The address for a login: the superuser's over the socket, all others' over loopback."""
        if login == "postgres":
            return f"postgresql://postgres@/{database}?host={self.socket_folder}&port={self.port}"
        return f"postgresql://{login}:{password}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """The superuser's connection, which commits each statement."""
        return psycopg.connect(self.url(database=database), autocommit=True)

    def database(self, name: str) -> str:
        """Make a database that is empty; its name."""
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return name

    def team(self, name: str) -> str:
        """Make a database with the schema in it; its name."""
        with self.connect(self.database(name)) as connection:
            make_schema(connection)
        return name

    def invite(
        self, database: str, group: str, *, auditor: bool = False, owner: bool = False
    ) -> str:
        """The address for a new login in a municipality or an auditor's office, made if needed."""
        login = new_login(group)
        with self.connect(database) as connection:
            kind = AUDITOR if auditor else MUNICIPALITY
            is_new = not has_role(connection, group)
            run(connection, (group_statements if is_new else registration)(group, kind))
            run(connection, login_statements(login, group, database, owner=owner))
        return self.url(login.name, login.password, database)


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL that is installed; None where there is none."""
    if sys.platform == "win32":  # in Wine those of the system around it can be seen
        return None
    found = sorted(Path("/").glob(_BINARIES), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


@contextmanager
def running(settings: dict[str, str]) -> Iterator[Server]:
    """A server with these settings, which is stopped at the end."""
    where = binaries()
    assert where is not None
    # The path of a socket has room for some hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="samsjekk-pg-", dir="/tmp"))
    port = _free_port()
    given = {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {key}={value}" for key, value in {**given, **settings}.items())
    data = ["-D", str(folder / "data")]
    if _is_root():
        shutil.chown(folder, "postgres", "postgres")
    _run(
        where / "initdb",
        *(*data, "-U", "postgres", "-E", "UTF8", "--no-locale", "--no-sync"),
        *("--auth-local=trust", "--auth-host=scram-sha-256"),
    )
    try:
        control = where / "pg_ctl"
        _run(control, "start", "-w", *data, "-l", str(folder / "log"), "-o", f"-p {port} {options}")
        try:
            yield Server(port, folder)
        finally:
            _run(control, "stop", "-w", "-m", "fast", *data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: Path, *arguments: str) -> None:
    """Run a program of PostgreSQL's, which does not run as root."""
    alone = ["runuser", "-u", "postgres", "--"] if _is_root() else []
    subprocess.run(
        [*alone, program, *arguments],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A server for the tests of a run."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with running(_FAST) as found:
        yield found
