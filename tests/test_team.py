"""Who may do what in a shared database, tried as each who may log in to it."""

from __future__ import annotations

import json
import re

import psycopg
import pytest
from psycopg import sql

from tests.postgres import Server
from tests.team_attacks import (
    ALONE,
    HANDED_OVER,
    HANDED_OVER_SHA256,
    MARK,
    TABLES,
    Tried,
    World,
    make_world,
    tried,
)

_OTHERS = ("other owner", "other auditor")
_OWN = ("member", "owner")


@pytest.fixture(scope="module")
def world(postgres_server: Server) -> World:
    return make_world(postgres_server, "world")


@pytest.mark.parametrize("who", _OTHERS)
def test_nothing_of_a_municipality_is_read_or_changed_by_others(world: World, who: str) -> None:
    before = world.rows()
    with world.connect(who) as connection:
        shown = [
            (statement, found)
            for statement in world.statements()
            if MARK in (found := tried(connection, statement)).shown or ALONE in found.shown
        ]
    assert shown == []
    assert world.rows() == before


@pytest.mark.parametrize("who", _OWN)
def test_what_was_written_is_changed_by_nobody(world: World, who: str) -> None:
    apart = ("aside", "shared", "segment", "caches")
    before = world.rows(*apart)
    with world.connect(who) as connection:
        shown = [
            statement
            for statement in world.statements(more=())
            if ALONE in tried(connection, statement).shown
        ]
    assert shown == []
    assert world.rows(*apart) == before


def test_the_marks_are_seen_by_their_own(world: World) -> None:
    with world.connect("colleague") as connection:
        shown = [tried(connection, statement).shown for statement in world.statements(more=())]
    assert sum(MARK in one for one in shown) > 150
    assert sum(ALONE in one for one in shown) > 5


def test_errors_do_not_tell_what_another_municipality_has(world: World) -> None:
    """A statement that names what Nes has, and one that names what nobody has, end the same way."""
    number, entry = world.numbers["journal"], world.numbers["entry"]
    pairs = (
        ("entry (journal, id, digest) VALUES ({}, 'x', '{}')", number, f"{MARK}-1"),
        ("part (entry, path, salt, value) VALUES ({}, '{}', '', '')", entry, "0.comment"),
        ("aside (journal, digest, line, why) VALUES ({}, '{}', '', '')", number, MARK),
        ("segment (journal, name, length, sha256) VALUES ({}, '{}', 0, '')", number, MARK),
    )
    with world.connect("other member") as connection:
        for statement, known, value in pairs:
            outcomes = {
                _without(tried(connection, f"INSERT INTO samsjekk.{statement.format(*values)}"))
                for values in ((known, value), (known, "nothing"), (999_999, "nothing"))
            }
            assert len(outcomes) == 1, outcomes
        for statement in (
            (
                "journal (name, genesis, heads, writes, events, changed)"
                " VALUES ('{0}', '{0}', '', 0, 0, '')"
            ),
            "criteria_set (fingerprint, id, version, body) VALUES ('{0}', '{0}', '', '')",
            "blob (sha256, chunk, bytes) VALUES ('{0}-file', 0, '')",
            "receipt (sha256, genesis, name, at, heads) VALUES ('{0}', '', '', '', '')",
            "here (key, value) VALUES ('{0}', '')",
        ):
            assert tried(connection, f"INSERT INTO samsjekk.{statement.format(MARK)}").state == ""


def _without(found: Tried) -> Tried:
    """The outcome without the numbers and names that the statement itself has."""
    return found._replace(shown=re.sub(r"\d+|nes-mark(-1)?|nothing|0\.comment", "", found.shown))


def test_what_is_written_is_heard_by_its_own_municipality_alone(world: World) -> None:
    with world.connect("member") as own, world.connect("other owner") as other:
        channel = _one(own, "SELECT samsjekk.channel()")
        assert channel != _one(other, "SELECT samsjekk.channel()")
        own.execute(f'LISTEN "{channel}"')
        for name in ("samsjekk", "nes", "*", "%", _one(other, "SELECT samsjekk.channel()")):
            other.execute(f'LISTEN "{name}"')
        with world.connect("colleague") as colleague:
            colleague.execute("SELECT pg_notify(samsjekk.channel(), '')")
        assert [one.payload for one in own.notifies(timeout=5, stop_after=1)] == [""]
        assert list(other.notifies(timeout=0)) == []


def test_what_one_answers_alone_is_ones_own_until_the_round_is_opened(
    postgres_server: Server,
) -> None:
    world = make_world(postgres_server, "alone")
    journal = world.numbers["journal"]
    part = "SELECT count(*) FROM samsjekk.part WHERE secret IS NOT NULL OR path = '0.answer'"
    with world.connect("member") as member, world.connect("colleague") as author:
        assert (_one(member, part), _one(author, part)) == (0, 1)
        assert _one(member, f"SELECT samsjekk.open_round({journal}, 'round-1')") == 0
        _write(member, journal, {"type": "round_opened", "round": "another"})
        assert _one(member, f"SELECT samsjekk.open_round({journal}, 'round-1')") == 0
        _write(member, journal, {"type": "round_opened", "round": "round-1"})
        assert _one(member, f"SELECT samsjekk.open_round({journal}, 'round-1')") == 1
        assert _one(member, part) == 1


def test_the_owner_role_alone_erases_and_only_what_a_write_says(postgres_server: Server) -> None:
    world = make_world(postgres_server, "erasing")
    journal = world.numbers["journal"]
    erase = f"SELECT samsjekk.erase({journal}, '{MARK}-erasing')"
    others = (
        f"SELECT samsjekk.stand_in({journal}, '{MARK}-erasing', '{MARK}-old', '{{}}')",
        f"SELECT samsjekk.remove({journal})",
    )
    with world.connect("member") as member, world.connect("owner") as owner:
        for statement in (erase, *others):
            assert tried(member, statement).state == "42501"
        assert _one(owner, f"SELECT samsjekk.erase({journal}, '{MARK}-1')") == 0
        assert _one(owner, erase) == 1
        assert _one(owner, others[0]) == 1
        old = "SELECT count(*) FROM samsjekk.entry WHERE body IS NULL AND stand_in = '{}'"
        assert _one(owner, old) == 1


def test_what_is_removed_is_noted(postgres_server: Server) -> None:
    world = make_world(postgres_server, "removing")
    with world.connect("owner") as owner:
        owner.execute(f"SELECT samsjekk.remove({world.numbers['journal']})")
        assert _one(owner, "SELECT count(*) FROM samsjekk.entry") == 0
        noted = "SELECT count(*) FROM samsjekk.removed WHERE login = SESSION_USER AND writes = 4"
        assert _one(owner, noted) == 1


def test_an_auditor_reads_what_was_handed_over_and_begins_audits_alone(world: World) -> None:
    begin = (
        "INSERT INTO samsjekk.journal (name, genesis, heads, writes, events, changed, kind)"
        " VALUES ('{0}', '{0}', '', 0, 0, '', '{0}')"
    )
    received = (
        "SELECT string_agg(bytes, '' ORDER BY chunk) FROM samsjekk.blob JOIN samsjekk.receipt"
        " USING (sha256) WHERE sender = 'nes'"
    )
    with world.connect("auditor") as auditor, world.connect("other auditor") as other:
        assert _one(auditor, received) == HANDED_OVER
        assert _one(other, received) is None
        assert tried(auditor, begin.format("audit")).state == ""
        assert tried(auditor, begin.format("own")).state == "42501"


def test_nothing_else_than_the_file_is_handed_over_under_its_digest(world: World) -> None:
    wrong = HANDED_OVER_SHA256[::-1]
    hand_over = "SELECT samsjekk.hand_over('{}', '{}', 'g', 'n', 'a', '')"
    with world.connect("other member") as vik:
        vik.execute("INSERT INTO samsjekk.blob VALUES (%s, 0, 'something else')", (wrong,))
        assert tried(vik, hand_over.format("ost", wrong)).state == "22000"
        assert tried(vik, hand_over.format("nes", wrong)).state == "42501"
    with world.connect("other auditor") as ost:
        assert _one(ost, "SELECT count(*) FROM samsjekk.receipt WHERE sender = 'vik'") == 0


def test_the_plan_of_a_query_tells_nothing_of_what_others_wrote(world: World) -> None:
    with world.server.connect(world.database) as connection:
        connection.execute("ANALYZE")
        told = connection.execute(
            "SELECT concat(s.tablename, '.', s.attname) FROM pg_stats AS s JOIN pg_attribute AS a"
            " ON a.attrelid = format('%I.%I', s.schemaname, s.tablename)::regclass"
            " AND a.attname = s.attname WHERE s.schemaname = 'samsjekk' AND s.attname <> 'owner'"
            " AND a.atttypid IN ('text'::regtype, 'bytea'::regtype) AND s.tablename <> 'team'"
        ).fetchall()
    assert {name for (name,) in told} <= {"entry.id", "entry.digest", "part.path"}


@pytest.mark.parametrize("who", ["member", "owner", "other owner", "auditor"])
def test_nobody_holds_the_others_up_with_a_table(world: World, who: str) -> None:
    with world.connect(who) as somebody:
        for table in (*TABLES, "team", "version"):
            held = f"BEGIN; LOCK TABLE samsjekk.{table} IN ROW SHARE MODE; ROLLBACK"
            assert tried(somebody, held).state == "42501", table


def test_a_file_that_an_office_has_is_left_as_it_is(world: World) -> None:
    count = "SELECT count(*) FROM samsjekk.blob WHERE sha256 = %s"
    with world.connect("other member") as vik, world.connect("auditor") as rev:
        for number, byte in enumerate(HANDED_OVER):
            piece = (HANDED_OVER_SHA256, number, bytes([byte]))
            vik.execute(
                "INSERT INTO samsjekk.blob (sha256, chunk, bytes) VALUES (%s, %s, %s)", piece
            )
        before = rev.execute(count, (HANDED_OVER_SHA256,)).fetchone()
        vik.execute(
            "SELECT samsjekk.hand_over('rev', %s, 'g', 'n', 'a', '')", (HANDED_OVER_SHA256,)
        )
        assert rev.execute(count, (HANDED_OVER_SHA256,)).fetchone() == before


def test_who_leaves_is_let_out_and_what_they_wrote_stays(postgres_server: Server) -> None:
    world = make_world(postgres_server, "leaving")
    with world.connect("colleague") as colleague:
        login = _one(colleague, "SELECT SESSION_USER::text")
        colleague.execute(f"SELECT lo_unlink({world.numbers['lo']})")
    before = world.rows()
    with postgres_server.connect("leaving") as connection:
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(str(login))))
    left = {name: rows for name, rows in world.rows().items() if name not in ("roles", "members")}
    assert left == {name: before[name] for name in left}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        world.connect("colleague")


def test_every_table_and_function_is_guarded(world: World) -> None:
    with world.server.connect(world.database) as connection:
        open_tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'samsjekk'::regnamespace"
            " AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1"
        ).fetchall()
        assert open_tables == [("team",), ("version",)]
        everybodys = (
            "SELECT count(*) FROM pg_proc WHERE pronamespace = 'samsjekk'::regnamespace AND"
            " (has_function_privilege('public', oid, 'EXECUTE') OR prosecdef AND proconfig IS NULL)"
        )
        assert _one(connection, everybodys) == 0


def test_nobody_without_a_group_is_let_in(world: World) -> None:
    with world.server.connect() as connection:
        connection.execute("CREATE ROLE stranger LOGIN PASSWORD 'x'")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(world.server.url("stranger", "x", world.database))


def _write(connection: psycopg.Connection, journal: object, what: dict[str, str]) -> None:
    connection.execute(
        "INSERT INTO samsjekk.entry (journal, id, digest, body) VALUES (%s, 'x', %s, %s)",
        (journal, str(what), json.dumps({"v": 2, "what": [what]}).encode()),
    )


def _one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query.encode()).fetchone()
    return None if row is None else row[0]
