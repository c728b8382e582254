"""`samsjekk team`: a database is made ready, people are let in, and it is looked over."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple, cast

import psycopg
import pytest

from checklist.cli import watching
from checklist.machine import ServerAddress
from checklist.store import StoreError
from checklist.store.postgres import SCHEMA_VERSION, make_schema, schema
from checklist.store.postgres.checking import _server
from checklist.store.postgres.groups import AUDITOR, KEEPER, MUNICIPALITY
from checklist.store.postgres.schema import has_role, refuse_old_server
from tests.conftest import Run
from tests.postgres import Server

Team = Callable[..., tuple[int, str, str]]
"""A command with an address in SAMSJEKK_DATABASE: exit code, standard output, standard error."""


@pytest.fixture
def team(run: Run, monkeypatch: pytest.MonkeyPatch) -> Team:
    def team(address: str, *words: str, on_terminal: bool = False) -> tuple[int, str, str]:
        monkeypatch.setenv("SAMSJEKK_DATABASE", address)
        monkeypatch.setattr(watching, "_FIRST_SECONDS", 0)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: on_terminal)
        return run("team", *words)

    return team


@pytest.fixture(scope="module")
def administrator(postgres_server: Server) -> str:
    """An address of one who owns an empty database and may make roles, and nothing more."""
    database = postgres_server.database("kommuner")
    with postgres_server.connect() as connection:
        connection.execute("CREATE ROLE dba LOGIN CREATEROLE PASSWORD 'hemmelig'")
        connection.execute("ALTER DATABASE kommuner OWNER TO dba")
        # From version 16 a role is given to others by who made it alone.
        for role in filter(partial(has_role, connection), (KEEPER, MUNICIPALITY, AUDITOR)):
            connection.execute(f"GRANT {role} TO dba WITH ADMIN OPTION")
    return postgres_server.url("dba", "hemmelig", database)


def test_a_database_is_made_ready_once_and_people_are_let_in(
    team: Team, run: Run, administrator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert team(administrator, "init")[:2] == (0, "Databasen er klar.\n")
    assert "klar fra før" in team(administrator, "init")[1]

    code, line, said = team(administrator, "invite", "sor", "--owner")
    name, _equals, address = line.strip().partition("=")
    assert (code, name) == (0, "SAMSJEKK_DATABASE")
    assert "passordet" in said
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT CURRENT_USER::text, samsjekk.may_erase()").fetchone()
    assert row == ("sor", True)
    monkeypatch.setenv("SAMSJEKK_DATABASE", address)
    assert run("list")[0] == 0

    checked = team(address, "check")[1]
    assert "er med i sor, og kan slette der" in checked
    assert "Skillet mellom kommunene er på i alle tabeller" in checked
    assert "serveren sier fra" in checked


def test_a_name_that_is_taken_or_no_name_makes_no_role(
    team: Team, administrator: str, postgres_server: Server
) -> None:
    team(administrator, "init")
    assert team(administrator, "invite", "nord")[0] == 0
    for words in (("nord", "--auditor"), ("dba",), ("Nord",), ("pg_nord",), ("nord_owner",)):
        code, line, _said = team(administrator, "invite", *words)
        assert (code, line) == (2, "")
    with postgres_server.connect() as connection:
        query = "SELECT count(*) FROM pg_roles WHERE rolname LIKE '%nord%'"
        assert connection.execute(query).fetchone() == (3,)


def test_who_may_not_make_roles_is_told_what_the_administrator_must_run(
    team: Team, administrator: str, postgres_server: Server
) -> None:
    team(administrator, "init")
    with postgres_server.connect("kommuner") as connection:
        connection.execute("CREATE ROLE helper LOGIN PASSWORD 'x' IN ROLE samsjekk_municipality")
    helper = postgres_server.url("helper", "x", "kommuner")

    code, line, said = team(helper, "invite", "vest")
    assert code == 2
    address = line.strip().partition("=")[2]
    password = address.partition("@")[0].rpartition(":")[2]
    assert password not in said
    with postgres_server.connect("kommuner") as connection:
        connection.execute(said[said.index("BEGIN;") :].encode())
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT CURRENT_USER::text").fetchone() == ("vest",)

    code, printed, said = team(helper, "init")
    assert (code, printed) == (0, "Databasen var klar fra før. Ingenting er endret.\n")


def test_what_can_not_be_made_ready_is_left_as_it_is(team: Team, postgres_server: Server) -> None:
    postgres_server.database("used")
    with postgres_server.connect("used") as connection:
        connection.execute("CREATE TABLE public.others (n INTEGER)")
    assert "public.others" in team(postgres_server.url(database="used"), "init")[2]

    with postgres_server.connect() as connection:
        connection.execute("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0")
    assert "ENCODING 'UTF8'" in team(postgres_server.url(database="narrow"), "init")[2]
    assert "tegnsettet LATIN1" in team(postgres_server.url(database="narrow"), "check")[1]

    postgres_server.database("not_mine")
    with postgres_server.connect() as connection:
        connection.execute("CREATE ROLE nobody LOGIN PASSWORD 'x'")
    code, printed, said = team(postgres_server.url("nobody", "x", "not_mine"), "init")
    assert (code, printed) == (2, "")
    assert "docs/drift.md" in said

    with postgres_server.connect(postgres_server.team("newer")) as connection:
        connection.execute("INSERT INTO samsjekk.version VALUES (99)")
    assert "nyere samsjekk" in team(postgres_server.url(database="newer"), "init")[1]
    assert "nyere samsjekk" in team(postgres_server.url(database="newer"), "check")[1]
    code, printed, said = team(postgres_server.url(database="newer"), "invite", "nes")
    assert (code, printed, "nyere versjon" in said) == (2, "", True)


def test_two_at_once_make_it_once(postgres_server: Server) -> None:
    database = postgres_server.database("at_once")

    def make(_number: int) -> int:
        with postgres_server.connect(database) as connection:
            return make_schema(connection)

    with ThreadPoolExecutor(4) as several:
        assert sorted(several.map(make, range(4))) == [0, *[SCHEMA_VERSION] * 3]


def test_who_holds_the_database_while_it_is_made_ready_is_found(
    team: Team, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgres_server.url(database=postgres_server.database("held"))
    with postgres_server.connect("held") as somebody:
        somebody.execute("SELECT pg_advisory_lock(%s)", (schema._LOCK,))
        with monkeypatch.context() as shortly:
            shortly.setattr(schema, "_LONGEST_WAIT", "1ms")
            code, printed, said = team(address, "init")
        assert (code, printed, "egenvurdering" in said) == (2, "", False)
        query = said.replace("\n", " ").partition("hvem det er: ")[2]
        assert somebody.info.backend_pid in {
            pid for pid, *_more in somebody.execute(query.encode()).fetchall()
        }
    assert team(address, "init")[:2] == (0, "Databasen er klar.\n")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "postgresql://dba:hemmelig@127.0.0.1:1/x",
        "postgresql:/dba:hemmelig@tull",
        "postgresql://dba:hemmelig@finnes-ikke.invalid/x",
        "postgresql://dba:hemmelig@[::1/x",
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(
    team: Team, address: str
) -> None:
    code, printed, said = team(address, "check")
    assert (code, printed) == (2, "")
    assert "hemmelig" not in said
    assert "uventet" not in said


def test_tables_of_an_older_version_are_brought_to_this_and_what_is_in_them_stays(
    team: Team, run: Run, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgres_server.database("older")
    with postgres_server.connect(database) as connection, monkeypatch.context() as older:
        older.setattr(schema, "_FILES", schema._FILES[:1])
        older.setattr(schema, "SCHEMA_VERSION", 1)
        make_schema(connection)
    nes = postgres_server.invite(database, "nes")
    with psycopg.connect(nes, autocommit=True) as connection:
        for text in ("a", "b"):
            connection.execute(
                "INSERT INTO criteria_set (fingerprint, id, version, body) VALUES (%s, '', '', '')",
                (text,),
            )
        channel = connection.execute("SELECT samsjekk.channel()").fetchone()
    with postgres_server.connect(database) as connection:
        connection.execute("ANALYZE")
        assert gathered(connection) >= {"fingerprint", "value"}
    assert "eldre versjon" in team(nes, "collect")[2]
    assert "av versjon 3" in team(postgres_server.url(database=database), "init")[1]
    with postgres_server.connect(database) as connection:
        assert not gathered(connection) & {"fingerprint", "value"}
    with psycopg.connect(nes) as connection:
        assert connection.execute("SELECT samsjekk.channel()").fetchone() == channel
    monkeypatch.setenv("SAMSJEKK_DATABASE", nes)
    assert run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")[0] == 0
    assert run("remove", "a", "--with-answers")[0] == 2, "only the owner role may"


def gathered(connection: psycopg.Connection) -> set[str]:
    """The columns that the server has gathered what is common in."""
    query = "SELECT attname FROM pg_stats WHERE schemaname = 'samsjekk'"
    return {name for (name,) in connection.execute(query)}


def test_a_wrong_password_is_said_without_it(team: Team, administrator: str) -> None:
    code, _printed, said = team(administrator.replace("hemmelig", "hemmeligere"), "check")
    assert code == 2
    assert "hemmelig" not in said
    assert "SAMSJEKK_DATABASE" in said


def test_a_database_that_is_not_as_it_should_be_is_told_of(
    team: Team, postgres_server: Server
) -> None:
    database = postgres_server.team("loose")
    address = postgres_server.invite(database, "nes")
    with postgres_server.connect(database) as connection:
        connection.execute("ALTER TABLE samsjekk.part DISABLE ROW LEVEL SECURITY")
        connection.execute("ALTER DATABASE loose SET default_transaction_read_only = on")
        connection.execute("GRANT CONNECT ON DATABASE loose TO PUBLIC")
    code, printed, _said = team(address, "check")
    assert code == 1
    assert "gjør noe: Skillet mellom kommunene er slått av i: part." in printed
    assert 'REVOKE ALL ON DATABASE "loose" FROM PUBLIC;' in printed.replace("\n", " ")
    assert "Slå av default_transaction_read_only." in printed.replace("\n", " ")

    with postgres_server.connect() as connection:
        connection.execute("CREATE ROLE alone LOGIN CREATEROLE PASSWORD 'x'")
        connection.execute("GRANT CONNECT ON DATABASE loose TO alone")
        restored = team(postgres_server.url("alone", "x", database), "check")[1]
        assert "administratoren er ikke med i rollen samsjekk" in restored.replace("\n", " ")
        connection.execute("ALTER DATABASE loose RESET default_transaction_read_only")
        connection.execute("REVOKE CONNECT ON DATABASE loose FROM PUBLIC")
    with postgres_server.connect("loose") as connection:
        connection.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
    assert "REVOKE CREATE ON SCHEMA public" in team(address, "check")[1].replace("\n", " ")


def test_what_a_municipality_hands_over_is_received_byte_for_byte(
    team: Team, run: Run, postgres_server: Server, tmp_path: Path, nes_id: str
) -> None:
    database = postgres_server.team("handing_over")
    nes = postgres_server.invite(database, "nes")
    rev = postgres_server.invite(database, "rev", auditor=True)
    other = postgres_server.invite(database, "ost", auditor=True)
    file = tmp_path / "nes.samsjekk"
    assert run("export", nes_id, "--output", file)[0] == 0

    assert "«vik»" in team(nes, "send", str(file), "vik")[2]
    assert "«ost»" in team(rev, "send", str(file), "ost")[2]
    sent = team(nes, "send", str(file), "rev", on_terminal=True)
    assert (sent[0], "Sender til databasen: " in sent[2]) == (0, True)
    assert team(nes, "send", str(file), "rev")[0] == 0, "once more changes nothing"

    code, printed, said = team(rev, "collect", on_terminal=True)
    assert (code, "nes.samsjekk, fra nes" in said) == (0, True)
    assert "MB så langt. Ctrl+C avbryter." in said
    assert "Ingenting nytt" in team(rev, "collect")[2]
    assert "Ingenting nytt" in team(other, "collect")[2]
    (receipt,) = (tmp_path / "home" / "receipts").glob("*.samsjekk")
    assert receipt.read_bytes() == file.read_bytes()
    assert printed.strip() == f"mottatt-{receipt.name[:8]}"


class Office(NamedTuple):
    """An auditor's office in a database: addresses of two in it, a municipality's, and a file."""

    first: str
    second: str
    municipality: str
    file: Path


@pytest.fixture
def office(
    run: Run, postgres_server: Server, tmp_path: Path, nes_id: str, request: pytest.FixtureRequest
) -> Office:
    database = postgres_server.team(f"office_{abs(hash(request.node.name))}")
    file = tmp_path / "nes.samsjekk"
    assert run("export", nes_id, "--output", file)[0] == 0
    first, second = (
        postgres_server.invite(database, "rev", auditor=True, owner=owner)
        for owner in (True, False)
    )
    return Office(first, second, postgres_server.invite(database, "nes"), file)


At = Callable[..., tuple[int, str, str]]
"""A command of somebody at a machine of their own: who, with which address, and the command."""


@pytest.fixture
def at(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    def at(who: str, address: str, *words: object) -> tuple[int, str, str]:
        monkeypatch.setenv("SAMSJEKK_HOME", str(tmp_path / who))
        monkeypatch.setenv("SAMSJEKK_DATABASE", address)
        return run(*words)

    return at


def test_what_one_in_the_office_receives_a_colleague_has_when_an_audit_is_opened(
    at: At, office: Office, tmp_path: Path
) -> None:
    receipt = at("anna", office.first, "receive", office.file)[1].split()[0].rstrip(":")
    made = at("anna", office.first, "audit", "new", "--title", "Nes", "--receipt", receipt)
    assert made[0] == 0
    audit = made[1].split()[0]
    assert at("bo", office.second, "audit", "show", audit)[::2] == (0, "")
    ((anna,), (bo,)) = (list((tmp_path / who / "receipts").iterdir()) for who in ("anna", "bo"))
    assert (anna.name, anna.read_bytes()) == (bo.name, bo.read_bytes())
    assert "Ingenting nytt" in at("bo", office.second, "team", "collect")[2]


def test_what_is_removed_by_the_owner_role_is_brought_back_by_nobody(
    at: At, office: Office, tmp_path: Path
) -> None:
    receipt = at("anna", office.first, "receive", office.file)[1].split()[0].rstrip(":")
    at("bo", office.second, "team", "collect")
    code, _printed, said = at("bo", office.second, "remove", receipt, "--with-answers")
    assert (code, "Bare eierrollen" in said) == (2, True)
    assert len(list((tmp_path / "bo" / "receipts").iterdir())) == 1
    assert at("anna", office.first, "remove", receipt, "--with-answers")[0] == 0
    code, _printed, said = at("bo", office.second, "team", "collect")
    assert (code, "er tatt ut av databasen, men ligger på denne maskinen" in said) == (1, True)
    assert "Ingenting nytt" in at("eva", office.second, "team", "collect")[2]
    assert not (tmp_path / "eva" / "receipts").exists()
    assert at("bo", office.second, "remove", receipt, "--with-answers")[0] == 0
    assert "Ingenting nytt" in at("bo", office.second, "team", "collect")[2]


def test_what_was_received_before_it_was_shared_is_asked_for_and_then_had(
    at: At, office: Office, postgres_server: Server
) -> None:
    receipt = at("anna", office.first, "receive", office.file)[1].split()[0].rstrip(":")
    audit = at("anna", office.first, "audit", "new", "--title", "Nes", "--receipt", receipt)[1]
    database = office.first.rpartition("/")[2]
    with postgres_server.connect(database) as connection:
        connection.execute("DELETE FROM samsjekk.receipt")
    said = at("bo", office.second, "audit", "show", audit.strip())[2]
    assert f"er verken på denne maskinen eller i databasen: {receipt}. Be" in said
    at("anna", office.first, "team", "collect")
    assert at("bo", office.second, "audit", "show", audit.strip())[::2] == (0, "")


def test_what_is_no_hand_over_file_is_said_and_the_others_are_received(
    at: At, office: Office, tmp_path: Path
) -> None:
    at("nes", office.municipality, "team", "send", office.file, "rev")
    with psycopg.connect(office.municipality, autocommit=True) as connection:
        junk = hashlib.sha256(b"x").hexdigest()
        connection.execute("INSERT INTO blob (sha256, chunk, bytes) VALUES (%s, 0, 'x')", (junk,))
        connection.execute(
            "SELECT samsjekk.hand_over('rev', %s, 'g', E'\\e[2J', 'i går', '[]')", (junk,)
        )
    code, printed, said = at("bo", office.second, "team", "collect")
    assert (code, len(printed.split())) == (1, 1)
    assert "fra nes: " in said
    assert "\x1b" not in said
    assert len(list((tmp_path / "bo" / "receipts").iterdir())) == 1


def test_a_server_that_is_too_old_is_told_of() -> None:
    address = ServerAddress("postgresql://dba:hemmelig@maskin/nes")
    info = SimpleNamespace(server_version=130_022)
    with pytest.raises(StoreError, match=r"PostgreSQL 13.* trenger 14 eller nyere"):
        refuse_old_server(address, cast("psycopg.Connection", SimpleNamespace(info=info)))


@pytest.mark.parametrize(("version", "said"), [(150_009, "15.10"), (170_001, "17.2")])
def test_a_server_with_known_faults_in_roles_is_told_of(version: int, said: str) -> None:
    info = SimpleNamespace(server_version=version)
    fine, words = _server(cast("psycopg.Connection", SimpleNamespace(info=info)))
    assert (fine, f"til {said} eller nyere" in str(words)) == (False, True)
