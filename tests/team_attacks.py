"""What each who may log in to a shared database could try, to read or change what is not theirs.

The world has two municipalities, Nes and Vik, and two auditors' offices, Rev and Ost. Every value
in a row of Nes's has the mark `MARK`, and what somebody answers alone there has `ALONE`: whoever is
shown one of them by a statement, an error or a notice has read what is not theirs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple

import psycopg

from tests.postgres import Server

MARK = "nes-mark"
ALONE = "alone-mark"
HANDED_OVER = b"the file that was handed over"
HANDED_OVER_SHA256 = hashlib.sha256(HANDED_OVER).hexdigest()

TABLES = {
    "journal": "name",
    "entry": "digest",
    "part": "path",
    "aside": "digest",
    "criteria_set": "fingerprint",
    "blob": "sha256",
    "receipt": "sha256",
    "replica": "id",
    "here": "key",
    "shared": "login",
    "segment": "name",
    "removed": "name",
}
"""The tables that have owners, and a column of each that holds text."""

CACHES = ("heads", "writes", "events", "changed")
"""The columns of `journal` that its members write anew."""

SEQUENCES = ("journal_key_seq", "entry_n_seq", "replica_n_seq", "removed_n_seq")

_READ = (
    "TABLE samsjekk.{t}",
    "SELECT * FROM samsjekk.{t} WHERE owner = 'nes'",
    "SELECT '{mark}' FROM samsjekk.{t} WHERE owner = 'nes'",
    "SELECT t::text FROM ONLY samsjekk.{t} AS t ORDER BY ctid",
    "SELECT * FROM samsjekk.{t} TABLESAMPLE SYSTEM (100)",
    "SELECT * FROM samsjekk.{t} WHERE owner = 'nes' FOR UPDATE",
    "SELECT * FROM samsjekk.{t} WHERE owner = 'nes' FOR KEY SHARE",
    "SELECT t::text::integer FROM samsjekk.{t} AS t",
    "SELECT * FROM samsjekk.{t} AS t WHERE t::text::integer = 1",
    "SELECT * FROM samsjekk.{t} AS t WHERE 1 / (length(t::text) - length(t::text)) = 1",
    "SELECT max({c}), min({c}), string_agg({c}, ',') FROM samsjekk.{t}",
    "WITH t AS NOT MATERIALIZED (SELECT * FROM samsjekk.{t}) SELECT t::text FROM t",
    "SELECT a.* FROM samsjekk.{t} AS a FULL JOIN samsjekk.{t} AS b ON a.{c} = b.{c}",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM samsjekk.{t} WHERE {c} LIKE '%'",
    "EXPLAIN SELECT * FROM samsjekk.{t} WHERE {c} > 'n'",
    "COPY samsjekk.{t} TO STDOUT",
    "COPY (SELECT * FROM samsjekk.{t}) TO STDOUT",
    "COPY samsjekk.{t} TO '/tmp/samsjekk-stolen'",
    "COPY samsjekk.{t} TO PROGRAM 'cat'",
    "SET row_security = off; SELECT * FROM samsjekk.{t}",
    "SET ROLE nes; SELECT * FROM samsjekk.{t}",
    "SET ROLE nes_owner; SELECT * FROM samsjekk.{t}",
    "SET ROLE samsjekk; SELECT * FROM samsjekk.{t}",
    "SET ROLE postgres; SELECT * FROM samsjekk.{t}",
    "SET ROLE samsjekk_municipality; SELECT * FROM samsjekk.{t}",
    "SET ROLE samsjekk_auditor; SELECT * FROM samsjekk.{t}",
    "SET ROLE NONE; SELECT * FROM samsjekk.{t}",
    "SET LOCAL ROLE nes; SELECT * FROM samsjekk.{t}",
    "SET SESSION AUTHORIZATION nes; SELECT * FROM samsjekk.{t}",
    "SELECT set_config('role', 'nes', false); SELECT * FROM samsjekk.{t}",
    "UPDATE pg_settings SET setting = 'nes' WHERE name = 'role'; SELECT * FROM samsjekk.{t}",
    "SET search_path = pg_temp, samsjekk; SELECT * FROM {t}",
    "SELECT query_to_xml('SELECT * FROM samsjekk.{t}', true, true, '')",
    "SELECT table_to_xml('samsjekk.{t}', true, true, '')",
    "BEGIN; DECLARE c CURSOR FOR SELECT * FROM samsjekk.{t}; FETCH ALL c; ROLLBACK",
    "PREPARE p AS SELECT * FROM samsjekk.{t}; SET ROLE NONE; EXECUTE p; DEALLOCATE p",
    "DO $$ BEGIN RAISE '%', (SELECT string_agg(t::text, ' ') FROM samsjekk.{t} AS t); END $$",
    "DO $$ BEGIN RAISE NOTICE '%', (SELECT max({c}) FROM samsjekk.{t}); END $$",
    "CREATE TEMP TABLE stolen AS SELECT * FROM samsjekk.{t}; TABLE stolen",
    "CREATE TEMP VIEW stolen AS SELECT * FROM samsjekk.{t}; TABLE stolen",
    "CREATE VIEW samsjekk.stolen AS SELECT * FROM samsjekk.{t}; TABLE samsjekk.stolen",
    "CREATE MATERIALIZED VIEW stolen AS SELECT * FROM samsjekk.{t}",
    (
        "CREATE FUNCTION pg_temp.leak(x TEXT) RETURNS BOOLEAN COST 0.0000001 LANGUAGE plpgsql AS"
        " $$BEGIN RAISE NOTICE '%', x; RETURN true; END$$;"
        " SELECT * FROM samsjekk.{t} AS t WHERE pg_temp.leak(t::text)"
    ),
    "SELECT * FROM pg_stats WHERE tablename = '{t}'",
    "SELECT * FROM pg_statistic WHERE starelid = 'samsjekk.{t}'::regclass",
    "SELECT pg_read_binary_file(pg_relation_filepath('samsjekk.{t}'))",
    "SELECT pg_read_file(pg_relation_filepath('samsjekk.{t}'))",
    "SELECT lo_import(pg_relation_filepath('samsjekk.{t}'))",
    "SELECT get_raw_page('samsjekk.{t}', 0)",
)

_CHANGE = (
    "DELETE FROM samsjekk.{t} WHERE owner = 'nes'",
    "DELETE FROM samsjekk.{t} RETURNING *",
    "DELETE FROM samsjekk.{t} USING samsjekk.journal",
    "UPDATE samsjekk.{t} SET owner = owner",
    "UPDATE samsjekk.{t} SET owner = CURRENT_USER WHERE owner = 'nes' RETURNING *",
    "UPDATE samsjekk.{t} SET {c} = 'changed' RETURNING *",
    "UPDATE samsjekk.{t} SET {c} = 'changed' WHERE owner = 'nes'",
    "INSERT INTO samsjekk.{t} SELECT * FROM samsjekk.{t}",
    "INSERT INTO samsjekk.{t} (owner) VALUES ('nes')",
    "INSERT INTO samsjekk.{t} ({c}, owner) VALUES ('planted', 'nes')",
    "INSERT INTO samsjekk.{t} ({c}) VALUES ('planted') ON CONFLICT DO NOTHING RETURNING *",
    "INSERT INTO samsjekk.{t} ({c}) VALUES ('x') ON CONFLICT DO UPDATE SET {c} = 'x' RETURNING *",
    (
        "MERGE INTO samsjekk.{t} AS t USING (VALUES (1)) AS v ON t.owner = 'nes'"
        " WHEN MATCHED THEN DELETE"
    ),
    "TRUNCATE samsjekk.{t}",
    "LOCK TABLE samsjekk.{t} IN ACCESS EXCLUSIVE MODE",
    "TRUNCATE samsjekk.{t} RESTART IDENTITY CASCADE",
    "COPY samsjekk.{t} FROM '/etc/hostname'",
    "COPY samsjekk.{t} FROM PROGRAM 'true'",
    "ALTER TABLE samsjekk.{t} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE samsjekk.{t} NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE samsjekk.{t} OWNER TO CURRENT_USER",
    "ALTER TABLE samsjekk.{t} ALTER owner SET DEFAULT 'nes'",
    "ALTER TABLE samsjekk.{t} DISABLE TRIGGER ALL",
    "ALTER TABLE samsjekk.{t} SET SCHEMA public",
    "DROP TABLE samsjekk.{t} CASCADE",
    "DROP POLICY owners ON samsjekk.{t}",
    "ALTER POLICY owners ON samsjekk.{t} USING (true)",
    "CREATE POLICY everybody ON samsjekk.{t} USING (true)",
    "CREATE RULE r AS ON SELECT TO samsjekk.{t} DO ALSO SELECT 1",
    (
        "CREATE TRIGGER r AFTER INSERT ON samsjekk.{t}"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    ),
    "CREATE INDEX ON samsjekk.{t} ({c})",
    "CREATE STATISTICS samsjekk.s ON owner, {c} FROM samsjekk.{t}",
    "CREATE TABLE samsjekk.child () INHERITS (samsjekk.{t})",
    "CREATE PUBLICATION p FOR TABLE samsjekk.{t}",
    "GRANT ALL ON samsjekk.{t} TO PUBLIC",
    "REVOKE ALL ON samsjekk.{t} FROM nes CASCADE",
    "COMMENT ON TABLE samsjekk.{t} IS 'mine'",
    "VACUUM samsjekk.{t}",
    "ANALYZE samsjekk.{t}",
    "REINDEX TABLE samsjekk.{t}",
    "CLUSTER samsjekk.{t}",
)

_ELSEWHERE = (
    "TABLE samsjekk.team",
    "INSERT INTO samsjekk.team VALUES ('postgres', true)",
    "UPDATE samsjekk.team SET is_auditor = true",
    "DELETE FROM samsjekk.team",
    "UPDATE samsjekk.version SET n = 99",
    "INSERT INTO samsjekk.version VALUES (99)",
    "DELETE FROM samsjekk.version",
    "SELECT query FROM pg_stat_activity",
    "SELECT * FROM pg_stat_replication",
    "SELECT * FROM pg_stat_get_activity(NULL)",
    "SELECT * FROM pg_stats_ext",
    "SELECT * FROM pg_statistic_ext_data",
    "SELECT * FROM pg_cursors",
    "SELECT * FROM pg_prepared_statements",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_shadow",
    "SELECT * FROM pg_user_mapping",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT * FROM pg_file_settings",
    "SELECT * FROM pg_largeobject",
    "SELECT lo_get({lo})",
    "SELECT lo_put({lo}, 0, 'changed')",
    "SELECT lo_unlink({lo})",
    "SELECT pg_ls_dir('.')",
    "SELECT pg_ls_waldir()",
    "SELECT pg_read_file('postgresql.auto.conf')",
    "SELECT pg_stat_file('PG_VERSION')",
    "SELECT pg_logdir_ls()",
    "SELECT pg_create_logical_replication_slot('s', 'test_decoding')",
    "SELECT pg_create_physical_replication_slot('s')",
    "SELECT * FROM pg_logical_slot_peek_changes('s', NULL, NULL)",
    "SELECT pg_reload_conf()",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'nes%'",
    "SELECT schema_to_xml('samsjekk', true, true, '')",
    "SELECT database_to_xml(true, true, '')",
    "SELECT channel FROM pg_listening_channels() AS channel",
    "CREATE EXTENSION pageinspect",
    "CREATE EXTENSION dblink",
    "CREATE EXTENSION postgres_fdw",
    "CREATE EXTENSION pgcrypto",
    "CREATE SCHEMA mine",
    "CREATE TABLE public.mine (n INTEGER)",
    "CREATE FUNCTION public.current_setting(TEXT) RETURNS TEXT LANGUAGE sql AS $$ SELECT 'nes' $$",
    "CREATE FUNCTION samsjekk.may_erase(x TEXT) RETURNS BOOLEAN LANGUAGE sql AS $$ SELECT true $$",
    (
        "CREATE OR REPLACE FUNCTION samsjekk.may_erase() RETURNS BOOLEAN LANGUAGE sql"
        " AS $$ SELECT true $$"
    ),
    "ALTER FUNCTION samsjekk.remove(BIGINT) RESET ALL",
    "DROP FUNCTION samsjekk.may_erase()",
    "CREATE ROLE nes_spy LOGIN IN ROLE nes",
    "GRANT nes TO CURRENT_USER",
    "GRANT nes TO SESSION_USER",
    "GRANT nes_owner TO SESSION_USER",
    "GRANT samsjekk TO SESSION_USER",
    "GRANT pg_read_all_data TO SESSION_USER",
    "ALTER ROLE SESSION_USER BYPASSRLS",
    "ALTER ROLE SESSION_USER SUPERUSER",
    "ALTER ROLE CURRENT_USER IN DATABASE {database} SET role = 'nes'",
    "ALTER ROLE SESSION_USER IN DATABASE {database} SET role = 'nes'",
    "ALTER ROLE nes LOGIN PASSWORD 'x'",
    "ALTER DATABASE {database} SET row_security = off",
    "ALTER DATABASE {database} OWNER TO CURRENT_USER",
    "ALTER SCHEMA samsjekk OWNER TO CURRENT_USER",
    "ALTER DEFAULT PRIVILEGES FOR ROLE samsjekk GRANT ALL ON TABLES TO PUBLIC",
    "DROP SCHEMA samsjekk CASCADE",
    "DROP OWNED BY nes",
    "REASSIGN OWNED BY nes TO CURRENT_USER",
    "LOAD 'plpython3'",
    "SELECT * FROM samsjekk.events_in('{{}}')",
    "SELECT samsjekk.refuse_erasing()",
    "SELECT samsjekk.let_go_of_files()",
    "SELECT samsjekk.digests_in('')",
    *(
        f"{use} samsjekk.{sequence}{end}"
        for sequence in SEQUENCES
        for use, end in (("TABLE", ""), ("ALTER SEQUENCE", " RESTART"), ("DROP SEQUENCE", ""))
    ),
    *(
        f"SELECT {use}('samsjekk.{sequence}'{end})"
        for sequence in SEQUENCES
        for use, end in (("nextval", ""), ("currval", ""), ("setval", ", 1"))
    ),
    "SELECT * FROM pg_sequences WHERE last_value IS NOT NULL AND schemaname = 'samsjekk'",
)

_OF_NES = (
    "INSERT INTO samsjekk.entry (journal, id, digest) VALUES ({journal}, 'x', 'planted')",
    (
        "INSERT INTO samsjekk.entry (n, journal, id, digest) OVERRIDING SYSTEM VALUE"
        " VALUES ({entry}, {journal}, 'x', 'planted')"
    ),
    "INSERT INTO samsjekk.part (entry, path, salt, value) VALUES ({entry}, 'planted', '', '')",
    (
        "INSERT INTO samsjekk.part (entry, path, salt, value, secret)"
        " VALUES ({entry}, 'planted', '', '', SESSION_USER)"
    ),
    "INSERT INTO samsjekk.aside (journal, digest, line, why) VALUES ({journal}, 'x', '', '')",
    "INSERT INTO samsjekk.shared (journal, folder) VALUES ({journal}, '/planted')",
    (
        "INSERT INTO samsjekk.segment (journal, name, length, sha256)"
        " VALUES ({journal}, 'planted', 0, '')"
    ),
    "UPDATE samsjekk.journal SET heads = '[]' WHERE key = {journal} RETURNING *",
    (
        "WITH j AS (UPDATE samsjekk.journal SET writes = writes + 1 WHERE key = {journal}"
        " RETURNING key) INSERT INTO samsjekk.entry (journal, id, digest)"
        " SELECT key, 'x', 'x' FROM j"
    ),
    "SELECT samsjekk.erase({journal}, '{erasing}')",
    "SELECT samsjekk.stand_in({journal}, '{erasing}', '{mark}-old', 'planted')",
    "SELECT samsjekk.remove({journal})",
    "SELECT samsjekk.unshare({journal})",
    "SELECT samsjekk.forget_segment({journal}, '{mark}')",
    "SELECT samsjekk.forget_aside({journal}, '{mark}')",
    "SELECT samsjekk.open_round({journal}, 'round-1')",
    "SELECT samsjekk.remove_receipt('{file}')",
    "SELECT samsjekk.hand_over('ost', '{file}', 'g', 'n', 'a', '[]')",
    "SELECT samsjekk.hand_over(CURRENT_USER::text, '{file}', 'g', 'n', 'a', '[]')",
    "SELECT samsjekk.hand_over('vik', '{file}', 'g', 'n', 'a', '[]')",
    "SELECT samsjekk.hand_over('nes', '{file}', 'g', 'n', 'a', '[]')",
)
"""What takes the numbers and digests of Nes's rows, if somebody should know them."""


class World(NamedTuple):
    """A database with rows in every table, and an address for each who may log in."""

    server: Server
    database: str
    logins: dict[str, str]
    numbers: dict[str, object]

    def connect(self, who: str) -> psycopg.Connection:
        """A connection as one of them, which commits each statement."""
        connection = psycopg.connect(self.logins[who], autocommit=True)
        connection.execute("SET statement_timeout = '5s'; SET lock_timeout = '100ms'")
        return connection

    def statements(self, more: tuple[str, ...] = _OF_NES) -> list[str]:
        """Everything that is tried."""
        given = {"mark": MARK, "database": self.database, **self.numbers}
        each = [
            one.format(t=table, c=column, **given)
            for table, column in TABLES.items()
            for one in (*_READ, *_CHANGE)
        ]
        return [*each, *(one.format(**given) for one in (*_ELSEWHERE, *more))]

    def rows(self, *apart: str) -> dict[str, object]:
        """Every row of Nes's, and all that guards them; without the tables that are set apart."""
        with self.server.connect(self.database) as connection:
            found: dict[str, object] = {
                table: connection.execute(
                    f"SELECT to_jsonb(t) - %s::text[] FROM samsjekk.{table} AS t"  # noqa: S608
                    " WHERE owner = 'nes' ORDER BY to_jsonb(t)::text",
                    (list(CACHES) if "caches" in apart else [],),
                ).fetchall()
                for table in TABLES
                if table not in apart
            }
            for name, query in _GUARDS.items():
                found[name] = connection.execute(query).fetchall()
        return found


_GUARDS = {
    "tables": "SELECT relname, relowner, relacl::text, relrowsecurity, relforcerowsecurity"
    " FROM pg_class WHERE relnamespace = 'samsjekk'::regnamespace ORDER BY relname",
    "policies": "SELECT * FROM pg_policies ORDER BY tablename, policyname",
    "functions": "SELECT oid, proowner, proacl::text, prosrc, proconfig FROM pg_proc"
    " WHERE pronamespace = 'samsjekk'::regnamespace ORDER BY oid",
    "members": "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members"
    " ORDER BY 1, 2",
    "roles": "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin FROM pg_roles ORDER BY rolname",
    "team": "SELECT * FROM samsjekk.team ORDER BY name",
    "version": "SELECT * FROM samsjekk.version",
}


class Tried(NamedTuple):
    """What came of a statement: all that was shown, and the state of the error or nothing."""

    shown: str
    state: str


def tried(connection: psycopg.Connection, statement: str) -> Tried:
    """Try a statement, and let the session be as it was before it."""
    shown: list[str] = []
    connection.add_notice_handler(lambda said: shown.append(_told(said)))
    state = ""
    try:
        shown += _results(connection, statement)
    except psycopg.Error as error:
        shown += [str(error), _told(error.diag)]
        state = error.sqlstate or "?"
    shown += [note.payload for note in connection.notifies(timeout=0)]
    if connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
        connection.rollback()
    connection.execute("RESET ROLE; RESET row_security; RESET search_path")
    return Tried("\n".join(shown), state)


def _told(said: psycopg.errors.Diagnostic) -> str:
    """All that the server says of an error or a notice."""
    return f"{said.message_primary} {said.message_detail} {said.message_hint} {said.context}"


def _results(connection: psycopg.Connection, statement: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        if statement.startswith("COPY") and statement.endswith("STDOUT"):
            with cursor.copy(statement.encode()) as copy:
                yield from (bytes(data).decode() for data in copy)
            return
        cursor.execute(statement.encode())
        while True:
            if cursor.description:
                yield from (_text(row) for row in cursor.fetchall())
            if not cursor.nextset():
                return


def _text(row: tuple[object, ...]) -> str:
    return " ".join(
        cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in row
    )


def make_world(server: Server, database: str) -> World:
    """Make the world."""
    server.team(database)
    logins = {
        "member": server.invite(database, "nes"),
        "colleague": server.invite(database, "nes"),
        "owner": server.invite(database, "nes", owner=True),
        "other member": server.invite(database, "vik"),
        "other owner": server.invite(database, "vik", owner=True),
        "auditor": server.invite(database, "rev", auditor=True),
        "auditor's owner": server.invite(database, "rev", auditor=True, owner=True),
        "other auditor": server.invite(database, "ost", auditor=True),
    }
    numbers: dict[str, object] = {"file": HANDED_OVER_SHA256, "erasing": f"{MARK}-erasing"}
    with psycopg.connect(logins["colleague"], autocommit=True) as nes:
        numbers |= _fill(nes)
        nes.execute("SELECT samsjekk.channel()")
        lo = nes.execute("SELECT lo_from_bytea(0, %s)", (MARK.encode(),)).fetchone()
        numbers["lo"] = lo[0] if lo else 0
        nes.execute(
            "SELECT samsjekk.hand_over('rev', %s, 'genesis', 'name', 'at', '[]')",
            (HANDED_OVER_SHA256,),
        )
    with server.connect(database) as connection:
        connection.execute(
            "INSERT INTO samsjekk.removed (name, genesis, heads, writes, login, owner)"
            " VALUES (%(mark)s, %(mark)s, '[]', 0, %(mark)s, 'nes')",
            {"mark": MARK},
        )
        connection.execute("ANALYZE")
    return World(server, database, logins, numbers)


def _fill(nes: psycopg.Connection) -> dict[str, object]:
    """Write a row or more in every table that members write to."""
    journal = _number(
        nes,
        "INSERT INTO samsjekk.journal (name, genesis, heads, writes, events, changed)"
        " VALUES (%(mark)s, %(mark)s, %(bytes)s, 4, 4, %(mark)s) RETURNING key",
    )
    mark = {"mark": MARK, "bytes": MARK.encode(), "journal": journal, "file": HANDED_OVER_SHA256}
    erased = [
        {"type": "erased", "event": "0write", "path": "comment"},
        {"type": "erased", "event": "0old", "path": "comment"},
        {"type": "erased", "event": "0write", "path": "evidence.file"},
    ]
    alone = {"type": "answered_alone", "round": "round-1"}
    entry = _write(nes, journal, f"{MARK}-1", "0write", [{"type": "answered"}])
    _write(nes, journal, f"{MARK}-erasing", "x", erased)
    secret = _write(nes, journal, f"{MARK}-alone", "x", [alone])
    nes.execute(
        "INSERT INTO samsjekk.entry (journal, id, digest, body) VALUES (%s, '0old', %s, %s)",
        (journal, f"{MARK}-old", json.dumps({"what": {"comment": MARK}}).encode()),
    )
    nes.execute(
        "INSERT INTO samsjekk.part (entry, path, salt, value) VALUES (%s, '0.comment', %s, %s)",
        (entry, MARK.encode(), MARK.encode()),
    )
    nes.execute(
        "INSERT INTO samsjekk.part (entry, path, salt, value, secret)"
        " VALUES (%s, '0.answer', %s, %s, SESSION_USER)",
        (secret, ALONE.encode(), ALONE.encode()),
    )
    for statement in (
        "INSERT INTO samsjekk.aside VALUES (%(journal)s, %(mark)s, %(bytes)s, %(mark)s)",
        (
            "INSERT INTO samsjekk.criteria_set"
            " VALUES (%(mark)s, %(mark)s, %(mark)s, %(bytes)s, %(mark)s)"
        ),
        "INSERT INTO samsjekk.blob VALUES (%(mark)s || '-file', 0, %(bytes)s)",
        "INSERT INTO samsjekk.receipt VALUES (%(mark)s, %(mark)s, %(mark)s, %(mark)s, %(bytes)s)",
        "INSERT INTO samsjekk.replica (id, mark) VALUES (%(mark)s, %(mark)s)",
        "INSERT INTO samsjekk.here VALUES (%(mark)s, %(mark)s)",
        "INSERT INTO samsjekk.shared VALUES (%(journal)s, %(mark)s)",
        "INSERT INTO samsjekk.segment VALUES (%(journal)s, %(mark)s, 1, %(mark)s)",
    ):
        nes.execute(statement, mark)
    for chunk, piece in enumerate((HANDED_OVER[:7], HANDED_OVER[7:])):
        nes.execute(
            "INSERT INTO samsjekk.blob VALUES (%s, %s, %s)", (HANDED_OVER_SHA256, chunk, piece)
        )
    return {"journal": journal, "entry": entry, "secret": secret}


def _write(
    nes: psycopg.Connection, journal: int, digest: str, name: str, what: list[dict[str, str]]
) -> int:
    row = nes.execute(
        "INSERT INTO samsjekk.entry (journal, id, digest, body) VALUES (%s, %s, %s, %s)"
        " RETURNING n",
        (journal, name, digest, json.dumps({"v": 2, "by": MARK, "what": what}).encode()),
    ).fetchone()
    assert row is not None
    return int(row[0])


def _number(nes: psycopg.Connection, statement: str) -> int:
    row = nes.execute(statement.encode(), {"mark": MARK, "bytes": MARK.encode()}).fetchone()
    assert row is not None
    return int(row[0])
