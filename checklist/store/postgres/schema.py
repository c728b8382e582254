"""The schema of the shared database: its versions, and the roles that own it and may use it.

Each file in `versions/` takes the database from the version before it; its number is the version.
Two that do this at once wait for each other, and the second finds it done.
"""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql

from checklist.store.postgres.groups import AUDITOR, KEEPER, MUNICIPALITY

_FILES = tuple(sorted((Path(__file__).parent / "versions").glob("*.sql")))
SCHEMA_VERSION = len(_FILES)
_LOCK = 0x73616D736A656B6B
"""The number of the advisory lock: «samsjekk» in ASCII."""


def schema_version(connection: psycopg.Connection) -> int:
    """The version of the schema in a database; 0 where there is none."""
    if connection.execute("SELECT to_regclass('samsjekk.version')").fetchone() == (None,):
        return 0
    row = connection.execute("SELECT coalesce(max(n), 0) FROM samsjekk.version").fetchone()
    return int(row[0]) if row else 0


def make_schema(connection: psycopg.Connection) -> int:
    """Make the roles and the tables that are not there; the version that was there before.

    All or nothing, in one transaction. A newer schema is left as it is.

    Raises:
        psycopg.Error: it can't be done; nothing was.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        before = schema_version(connection)
        if before >= SCHEMA_VERSION:
            return before
        _make_roles(connection)
        if not before:
            _close_database(connection)
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(KEEPER)))
        for version, file in enumerate(_FILES[before:], before + 1):
            connection.execute(file.read_bytes())
            connection.execute("INSERT INTO samsjekk.version VALUES (%s)", (version,))
        connection.execute("RESET ROLE")
    return before


def _make_roles(connection: psycopg.Connection) -> None:
    """Make the roles that are not there. They belong to the server, and may be there already."""
    for name in (KEEPER, MUNICIPALITY, AUDITOR):
        if not has_role(connection, name):
            role = sql.Identifier(name)
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
    member = "SELECT pg_has_role(%s, 'MEMBER')"
    if connection.execute(member, (KEEPER,)).fetchone() == (False,):
        query = sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(KEEPER))
        connection.execute(query)


def has_role(connection: psycopg.Connection, name: str) -> bool:
    """Whether the server has a role of this name."""
    query = "SELECT FROM pg_roles WHERE rolname = %s"
    return connection.execute(query, (name,)).fetchone() is not None


def _close_database(connection: psycopg.Connection) -> None:
    """Let the two groups into the database, and nobody else; make the schema."""
    name = sql.Identifier(connection.info.dbname)
    keeper, both = (
        sql.Identifier(KEEPER),
        sql.SQL(", ").join([sql.Identifier(MUNICIPALITY), sql.Identifier(AUDITOR)]),
    )
    for statement in (
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, both),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
        sql.SQL("CREATE SCHEMA samsjekk AUTHORIZATION {}").format(keeper),
    ):
        connection.execute(statement)
