"""The schema of the shared database: its versions, and the roles that own it and may use it.

Each file in `versions/` takes the database from the version before it; its number is the version.
Two that do this at once wait for each other, and the second finds it done.
"""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.machine import ServerAddress
from checklist.store.postgres.errors import another_schema, too_old
from checklist.store.postgres.groups import AUDITOR, KEEPER, MUNICIPALITY

_FILES = tuple(sorted((Path(__file__).parent / "versions").glob("*.sql")))
SCHEMA_VERSION = len(_FILES)
_OLDEST_SERVER = 14
_LOCK = 0x73616D736A656B6B
"""The number of the advisory lock: «samsjekk» in ASCII."""
_LONGEST_WAIT = "60s"
"""Anybody who is let in could hold the lock, or a table, and nobody waits for ever."""


_TABLES_OF_OTHERS = """
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\\_%'
    AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1 LIMIT 1
"""
"""A table that comes neither with the server nor with an extension."""

_HOLDERS = (
    "SELECT pid, usename, state FROM pg_stat_activity JOIN pg_locks USING (pid) "
    "WHERE locktype IN ('advisory', 'relation') AND datname = current_database();"
)
"""Who holds what others wait for."""


class UnusableDatabase(SamsjekkError):
    """The database is used by something else, is held by others, or can't hold every text."""


def refuse_old_server(address: ServerAddress, connection: psycopg.Connection) -> None:
    """Stop where the server lacks what is asked of it.

    Raises:
        StoreError: it is too old.
    """
    version = connection.info.server_version // 10_000
    if version < _OLDEST_SERVER:
        raise too_old(address, version, _OLDEST_SERVER)


def refuse_other_schema(address: ServerAddress, connection: psycopg.Connection) -> None:
    """Stop where the tables are of another version than this samsjekk knows.

    Raises:
        StoreError: they are, or there are none.
    """
    here = schema_version(connection)
    if here != SCHEMA_VERSION:
        raise another_schema(address, here, SCHEMA_VERSION)


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
        UnusableDatabase: the database has tables of something else, is not in UTF-8, or others
            hold it.
        psycopg.Error: it can't be done; nothing was.
    """
    try:
        with connection.transaction():
            return _make(connection)
    except psycopg.errors.LockNotAvailable as error:
        raise UnusableDatabase(
            phrase(
                "Noen holder databasen {database}, så ingenting er gjort med den. Kjører en annen "
                "«samsjekk team init», vent til den er ferdig, og prøv igjen. Ellers viser "
                "dette hvem det er: {sql}",
                database=connection.info.dbname,
                sql=_HOLDERS,
            )
        ) from error


def _make(connection: psycopg.Connection) -> int:
    connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(_LONGEST_WAIT))
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
    before = schema_version(connection)
    if before >= SCHEMA_VERSION:
        return before
    _make_roles(connection)
    if not before:
        _refuse_other_characters(connection)
        _refuse_used(connection)
        _close_database(connection)
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(KEEPER)))
    for version, file in enumerate(_FILES[before:], before + 1):
        connection.execute(file.read_bytes())
        connection.execute("INSERT INTO samsjekk.version VALUES (%s)", (version,))
    connection.execute("RESET ROLE")
    return before


def server_encoding(connection: psycopg.Connection) -> str:
    """The characters that a database can hold: UTF8 is all."""
    return connection.info.parameter_status("server_encoding") or ""


def _refuse_other_characters(connection: psycopg.Connection) -> None:
    """Stop where the database can't hold every text, which nobody can change afterwards."""
    encoding = server_encoding(connection)
    if encoding != "UTF8":
        raise UnusableDatabase(
            phrase(
                "Databasen {database} er laget med tegnsettet {encoding}, og kan ikke ta vare på "
                "all tekst. Lag en ny, slik: {sql}",
                database=connection.info.dbname,
                encoding=encoding,
                sql="CREATE DATABASE samsjekk ENCODING 'UTF8' TEMPLATE template0;",
            )
        )


def _refuse_used(connection: psycopg.Connection) -> None:
    """Stop where others use the database: they would be locked out of it."""
    found = connection.execute(_TABLES_OF_OTHERS).fetchone()
    if found is not None:
        raise UnusableDatabase(
            phrase(
                "Databasen {database} er i bruk til noe annet: den har tabellen {table}. Lag en "
                "database bare for samsjekk, og skriv navnet på den i SAMSJEKK_DATABASE.",
                database=connection.info.dbname,
                table=found[0],
            )
        )


def _make_roles(connection: psycopg.Connection) -> None:
    """Make the roles that are not there. They belong to the server, and may be there already."""
    for name in (KEEPER, MUNICIPALITY, AUDITOR):
        if not has_role(connection, name):
            role = sql.Identifier(name)
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
    # Who makes a role has in newer servers a part in it, but may not yet work as it.
    superuser = "SELECT rolsuper FROM pg_roles WHERE rolname = CURRENT_USER"
    if connection.execute(superuser).fetchone() != (True,):
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
        sql.SQL("CREATE SCHEMA samsjekk AUTHORIZATION {}").format(keeper),
    ):
        connection.execute(statement)
    if connection.execute("SELECT to_regnamespace('public')").fetchone() != (None,):
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
