"""What a municipality should know of its shared database, asked of the database itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from checklist.i18n import Phrase, phrase
from checklist.store.postgres.groups import owner_role
from checklist.store.postgres.schema import SCHEMA_VERSION, schema_version, server_encoding

_ROLES_HOLD_FROM = {14: 15, 15: 10, 16: 6, 17: 2}
"""The minor version from which row-level security follows the role (CVE-2024-10976 and -10978),
and a login gets the role that is set for it, which the first repair of that did away with."""
_CLOCKS_APART = timedelta(minutes=1)
_SECONDS_TO_HEAR = 2.0
_BACKED_UP_WITHIN = timedelta(days=1)
_LOOPBACK = ("127.", "::1")


class Checked(NamedTuple):
    """What was looked at. `fine` is None where nobody but the administrator can know."""

    name: str
    fine: bool | None
    words: Phrase


Found = tuple[bool | None, Phrase]
"""Whether what was looked at is fine, and what there is to say of it."""


def check_database(
    connection: psycopg.Connection, clock: Callable[[], datetime]
) -> tuple[Checked, ...]:
    """Everything that is looked at, in order. Nothing is changed."""
    schema = Checked("schema", *_schema(connection))
    found = [
        Checked("tls", *_encryption(connection)),
        Checked("server", *_server(connection)),
        schema,
        Checked("who", *_who(connection)),
        Checked("rights", *_rights(connection)),
    ]
    if schema.fine:
        found += [
            Checked("rows", *_row_security(connection)),
            Checked("listen", *_listening(connection)),
        ]
    return (
        *found,
        Checked("clock", *_clock(connection, clock())),
        Checked("kept", *_durability(connection)),
        Checked("log", *_log(connection)),
        Checked("backup", *_backup(connection)),
    )


def _encryption(connection: psycopg.Connection) -> Found:
    host = connection.info.hostaddr or connection.info.host
    mode = connection.info.get_parameters().get("sslmode", "prefer")
    if not connection.pgconn.ssl_in_use:
        if host.startswith(("/", "@", *_LOOPBACK)):
            return True, phrase("Uten kryptering, men serveren er på denne maskinen.")
        return False, phrase(
            "Forbindelsen er ikke kryptert. Slå på TLS på serveren, og skriv "
            "sslmode=verify-full i SAMSJEKK_DATABASE."
        )
    if mode != "verify-full":
        return False, phrase(
            "Kryptert, men ingen sjekker at det er riktig server. Skriv sslmode=verify-full i "
            "SAMSJEKK_DATABASE."
        )
    return True, phrase("Kryptert, og serveren er sjekket.")


def _server(connection: psycopg.Connection) -> Found:
    version, minor = divmod(connection.info.server_version, 10_000)
    if minor < _ROLES_HOLD_FROM.get(version, 0):
        return False, phrase(
            "PostgreSQL {version} har kjente feil i roller, som skillet mellom kommunene bygger "
            "på. Oppgrader serveren til {wanted} eller nyere.",
            version=f"{version}.{minor}",
            wanted=f"{version}.{_ROLES_HOLD_FROM[version]}",
        )
    if _one(connection, "SELECT pg_is_in_recovery()"):
        return False, phrase("Serveren er en kopi som bare kan leses. Bruk adressen til den andre.")
    if _one(connection, "SELECT current_setting('transaction_read_only')") == "on":
        return False, phrase("Databasen kan bare leses. Slå av default_transaction_read_only.")
    return True, phrase("PostgreSQL {version}.", version=version)


def _schema(connection: psycopg.Connection) -> Found:
    may = "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'samsjekk'"
    if _one(connection, may) is False:
        if _any(connection, "rolsuper", "rolcreaterole"):
            return False, phrase(
                "Tabellene er her, men administratoren er ikke med i rollen samsjekk. Er databasen "
                "hentet inn fra en kopi, er ikke alle rollene det. Hent dem inn på nytt."
            )
        return False, phrase(
            "Denne brukeren slipper ikke inn. Be om en linje laget med samsjekk team invite."
        )
    encoding = server_encoding(connection)
    if encoding != "UTF8":
        return False, phrase(
            "Databasen er laget med tegnsettet {encoding}, og kan ikke ta vare på all tekst. Lag "
            "en ny med ENCODING 'UTF8' TEMPLATE template0.",
            encoding=encoding,
        )
    version = schema_version(connection)
    if not version:
        return False, phrase(
            "Databasen er ikke gjort klar. Kjør samsjekk team init som administrator."
        )
    if version < SCHEMA_VERSION:
        return False, phrase(
            "Tabellene er av versjon {version}, og denne utgaven av samsjekk vil ha {wanted}. Ta "
            "en sikkerhetskopi, og kjør samsjekk team init som administrator.",
            version=version,
            wanted=SCHEMA_VERSION,
        )
    if version > SCHEMA_VERSION:
        return False, phrase("Tabellene er laget av en nyere samsjekk. Oppdater samsjekk her.")
    return True, phrase("Tabellene er av versjon {version}, som de skal.", version=version)


def _who(connection: psycopg.Connection) -> Found:
    login, group = _row(connection, "SELECT SESSION_USER::text, CURRENT_USER::text")
    is_administrator = _any(connection, "rolsuper", "rolcreaterole")
    if login == group and is_administrator:
        return True, phrase(
            "{login} er administrator. Hver som skal svare, trenger en egen adresse fra samsjekk "
            "team invite.",
            login=login,
        )
    if login == group:
        return False, phrase(
            "{login} er ikke med i noen kommune eller revisjon, og ser ingen egenvurderinger. "
            "samsjekk team invite lager en som er det.",
            login=login,
        )
    if _any(connection, "rolsuper", "rolbypassrls"):
        return False, phrase(
            "{login} er med i {group}, men ser forbi skillet mellom kommunene. Be om en vanlig "
            "bruker.",
            login=login,
            group=group,
        )
    query = "SELECT pg_has_role(SESSION_USER, to_regrole(quote_ident(%s))::oid, 'USAGE')"
    if _one(connection, query, owner_role(group)):
        words = phrase("{login} er med i {group}, og kan slette der.", login=login, group=group)
        return True, words
    return True, phrase("{login} er med i {group}.", login=login, group=group)


def _any(connection: psycopg.Connection, *attributes: str) -> bool:
    """Whether whoever is logged in has one of the attributes of a role."""
    columns = sql.SQL(" OR ").join([sql.Identifier(name) for name in attributes])
    query = sql.SQL(
        "SELECT bool_or({}) FROM pg_roles WHERE rolname IN (SESSION_USER, CURRENT_USER)"
    )
    return connection.execute(query.format(columns)).fetchone() == (True,)


def _rights(connection: psycopg.Connection) -> Found:
    query = (
        "SELECT has_database_privilege('public', current_database(), 'CONNECT')"
        " OR has_database_privilege('public', current_database(), 'TEMPORARY')"
    )
    if _one(connection, query):
        return False, phrase(
            "Alle på serveren kan koble seg til databasen. Kjør som eier av den: {sql}",
            sql=sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC;")
            .format(sql.Identifier(connection.info.dbname))
            .as_string(connection),
        )
    query = (
        "SELECT has_schema_privilege('public', oid, 'CREATE')"
        " FROM pg_namespace WHERE nspname = 'public'"
    )
    if _one(connection, query):
        return False, phrase(
            "De som er sluppet inn, kan lage egne tabeller og funksjoner i databasen. Kjør som "
            "superbruker: {sql}",
            sql="REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        )
    return True, phrase("Bare de som er sluppet inn, kan koble seg til.")


def _row_security(connection: psycopg.Connection) -> Found:
    query = (
        "SELECT string_agg(c.relname, ', ') FROM pg_class AS c JOIN pg_attribute AS a"
        " ON a.attrelid = c.oid AND a.attname = 'owner'"
        " WHERE c.relnamespace = 'samsjekk'::regnamespace AND c.relkind = 'r'"
        " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
    )
    without = _one(connection, query)
    if without:
        return False, phrase(
            "Skillet mellom kommunene er slått av i: {tables}. Ta ingen nye inn før det er på.",
            tables=without,
        )
    return True, phrase("Skillet mellom kommunene er på i alle tabeller.")


def _listening(connection: psycopg.Connection) -> Found:
    if _one(connection, "SELECT pg_backend_pid()") != connection.info.backend_pid:
        return True, phrase(
            "Det står en pool imellom, som pgbouncer. Da sier ikke serveren fra om andres svar: "
            "samsjekk spør etter dem i stedet."
        )
    channel = f"samsjekk_check_{connection.info.backend_pid}"
    connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
    connection.execute("SELECT pg_notify(%s, '')", (channel,))
    heard = any(True for _ in connection.notifies(timeout=_SECONDS_TO_HEAR, stop_after=1))
    connection.execute("UNLISTEN *")
    if not heard:
        return False, phrase(
            "Beskjeder fra serveren kommer ikke fram, så andres svar vises ikke straks. Spør den "
            "som drifter databasen om hva som står imellom."
        )
    return True, phrase("Andres svar vises straks: serveren sier fra.")


def _clock(connection: psycopg.Connection, now: datetime) -> Found:
    there: datetime = _one(connection, "SELECT clock_timestamp()")
    apart = abs(now - there.astimezone(UTC))
    if apart > _CLOCKS_APART:
        return False, phrase(
            "Klokken er {here} her og {there} på serveren. Still den som går feil: hendelser får "
            "tiden herfra.",
            here=now,
            there=there,
        )
    return True, phrase("Klokken går likt her og på serveren.")


def _durability(connection: psycopg.Connection) -> Found:
    off = [
        name
        for name in ("fsync", "full_page_writes", "synchronous_commit")
        if _one(connection, "SELECT current_setting(%s)", name) == "off"
    ]
    if off:
        return False, phrase(
            "Et strømbrudd på serveren kan ta med seg det som er sagt å være lagret. Slå på: "
            "{settings}",
            settings=", ".join(off),
        )
    return True, phrase("Det som er lagret, tåler strømbrudd på serveren.")


def _log(connection: psycopg.Connection) -> Found:
    statements = _one(connection, "SELECT current_setting('log_statement')")
    slow = _one(connection, "SELECT current_setting('log_min_duration_statement')")
    if statements in ("mod", "all") or slow == "0":
        return False, phrase(
            "Serveren skriver det folk svarer, i sin egen logg. Sett log_statement = ddl og "
            "log_min_duration_statement = -1."
        )
    return True, phrase("Serveren skriver ikke det folk svarer, i sin egen logg.")


def _backup(connection: psycopg.Connection) -> Found:
    archived: datetime | None = _one(connection, "SELECT last_archived_time FROM pg_stat_archiver")
    now: datetime = _one(connection, "SELECT clock_timestamp()")
    if archived is not None and now - archived < _BACKED_UP_WITHIN:
        return True, phrase(
            "Serveren har tatt vare på loggen sin for gjenoppretting det siste døgnet."
        )
    return None, phrase(
        "Databasen sier ikke om det blir tatt sikkerhetskopi. Spør den som drifter den om når den "
        "siste ble tatt, og om den er prøvd."
    )


def _one(connection: psycopg.Connection, query: str, *values: object) -> Any:
    """The first cell of the first row; None where there is no row."""
    row = connection.execute(query.encode(), values or None).fetchone()
    return None if row is None else row[0]


def _row(connection: psycopg.Connection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query.encode()).fetchone()
    return () if row is None else row
