"""A team's database: what goes wrong on the way to a server, and what is hidden on it."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from psycopg import errors as server_errors

from checklist.assessment import (
    WITHHELD,
    Answer,
    Answered,
    AnsweredAlone,
    Author,
    Document,
    Erased,
    FileState,
    RoundOpened,
    RoundStarted,
    fold,
)
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.handover.folder import SharedFolder
from checklist.handover.taking_part import find_shared
from checklist.i18n import phrase
from checklist.machine import Environment, ServerAddress
from checklist.session import Session
from checklist.store import (
    EvidenceFileError,
    EvidenceFiles,
    Journal,
    StoreError,
    TakenBack,
    Unread,
    shared_folder,
)
from checklist.store.errors import PerhapsWritten
from checklist.store.kept_sets import KeptSets
from checklist.store.postgres import database as database_module
from checklist.store.postgres import patient
from checklist.store.postgres import schema as schema_module
from checklist.store.postgres.appending import add
from checklist.store.postgres.database import PostgresDatabase
from checklist.store.postgres.errors import explained, explained_opening
from checklist.store.postgres.evidence import EvidenceOnServer, FilesOnServer
from checklist.store.postgres.patient import PatientConnection
from checklist.store.postgres.schema import SCHEMA_VERSION
from checklist.store.postgres.trusted import trust_as_the_machine
from tests.conftest import ANNA, CREATED, Run, shipped_set
from tests.databases import Municipalities
from tests.postgres import Server

BO = Author(name="Bo")
SECRET = "passordet-er-hemmelig"  # noqa: S105 - what is not to be shown
SET = shipped_set("oppfolging")


def yes(comment: str = "") -> Answered:
    return Answered(checkpoint="a", answer=Answer(value=AnswerValue.YES, comment=comment))


@pytest.fixture
def address(municipalities: Municipalities, tmp_path: Path) -> Iterator[ServerAddress]:
    """A municipality with one assessment, `nes`, whose owner this is."""
    yield municipalities.address(tmp_path / "nes")
    municipalities.clear()


@pytest.fixture
def journal(address: ServerAddress, tmp_path: Path) -> Iterator[Journal]:
    """The journal with `nes`, open."""
    with Journal(tmp_path / "x.sqlite3", database=PostgresDatabase(address)) as opened:
        opened.create("nes", CREATED, SET, ANNA)
        yield opened


@pytest.fixture
def colleague(journal: Journal, address: ServerAddress) -> Iterator[Journal]:
    """The same journal for another program."""
    with Journal(journal.path, database=PostgresDatabase(address)) as opened:
        yield opened


def comments(journal: Journal) -> list[str]:
    found = (event.what for event in journal.events("nes"))
    return [what.answer.comment for what in found if isinstance(what, Answered)]


def lose(journal: Journal) -> None:
    """Let the connection be gone, as the program will find when it next asks."""
    journal.database.connection.server.close()  # type: ignore[attr-defined] # of PostgreSQL


# -- others -----------------------------------------------------------------------------


def test_the_server_tells_that_others_wrote_and_nothing_of_what(
    journal: Journal, colleague: Journal, address: ServerAddress
) -> None:
    seen = journal.version()
    with psycopg.connect(address.url, autocommit=True) as listener:
        channel = journal.database._channel  # type: ignore[attr-defined]
        listener.execute(f"LISTEN {channel}".encode())
        colleague.append("nes", BO, yes("Fra Bo."))
        (told,) = listener.notifies(timeout=10, stop_after=1)
    assert (told.payload, "nes" in told.channel) == ("", False)
    journal.database.connection.execute("SELECT 1")
    assert journal.version() == seen + 1
    assert comments(journal) == ["Fra Bo."]


def test_what_others_write_while_it_is_opened_stops_nothing(
    journal: Journal, address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_to = PostgresDatabase._take_to

    def slowly(database: PostgresDatabase, server: psycopg.Connection) -> None:
        take_to(database, server)
        journal.append("nes", ANNA, yes())
        server.execute("SELECT 1")

    monkeypatch.setattr(PostgresDatabase, "_take_to", slowly)
    PostgresDatabase(address).close()


def test_where_a_pool_stands_between_the_program_asks(
    address: ServerAddress, journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psycopg.ConnectionInfo, "backend_pid", 1)
    with Journal(tmp_path / "y.sqlite3", database=PostgresDatabase(address)) as pooled:
        seen = pooled.version()
        pooled.append("nes", BO, yes("Egen."))
        assert pooled.version() == seen
        journal.append("nes", ANNA, yes("Annas."))
        assert pooled.version() != seen
        seen = pooled.version()
        journal.append("nes", ANNA, yes("En til, som den andre ikke vet om."))
        pooled.append("nes", BO, yes("Egen."))
        assert pooled.version() != seen
        seen = pooled.version()
        pooled.database.mark = "that of a copy"  # type: ignore[misc] # only the one on a server has it
        assert (pooled.version() != seen, pooled.database.copies_met) == (True, 1)


def test_what_was_answered_alone_is_its_authors_until_the_round_is_opened(
    journal: Journal, postgres_server: Server, address: ServerAddress, tmp_path: Path
) -> None:
    group = address.role.rpartition("_")[0]
    other = ServerAddress(postgres_server.invite("conformance", group))
    (started,) = journal.append("nes", ANNA, RoundStarted())
    alone = AnsweredAlone(
        round=started.id, checkpoint="a", answer=Answer(value=AnswerValue.NO, comment="Bare mitt.")
    )
    journal.append("nes", ANNA, alone)
    with Journal(tmp_path / "y.sqlite3", database=PostgresDatabase(other)) as bos:

        def seen(by: Journal) -> list[str]:
            found = (event.what for event in by.events("nes"))
            return [what.answer.comment for what in found if isinstance(what, AnsweredAlone)]

        assert (seen(journal), seen(bos)) == (["Bare mitt."], [""])
        assert not bos.prove("nes")[1].faults
        bos.append("nes", BO, RoundOpened(round=started.id))
        assert seen(bos) == seen(journal) == ["Bare mitt."]


def test_only_the_owner_role_erases_and_removes_and_what_lies_beside_stays(
    journal: Journal, postgres_server: Server, address: ServerAddress, tmp_path: Path
) -> None:
    group = address.role.rpartition("_")[0]
    other = ServerAddress(postgres_server.invite("conformance", group))
    (made,) = journal.append("nes", ANNA, yes("Et navn."))
    erased = Erased(event=made.id, path="answer.comment", reason="x")
    beside: list[str] = []
    with Journal(tmp_path / "y.sqlite3", database=PostgresDatabase(other)) as bos:
        for forbidden in (
            lambda: bos.erase("nes", BO, erased),
            lambda: bos.remove("nes", lambda: beside.append("borte")),
        ):
            with pytest.raises(StoreError, match="Bare eierrollen"):
                forbidden()
    assert (comments(journal), beside) == (["Et navn."], [])
    journal.erase("nes", ANNA, erased)
    assert comments(journal) == [WITHHELD]
    assert not journal.prove("nes")[1].faults
    journal.remove("nes", lambda: beside.append("borte"))
    assert (journal.names(), beside) == ((), ["borte"])


@pytest.mark.parametrize(
    "held",
    [
        "SELECT FROM journal WHERE name = 'nes' FOR UPDATE",
        "UPDATE journal SET changed = changed WHERE name = 'nes'",
    ],
)
def test_who_holds_others_up_is_said_and_nothing_is_lost(
    journal: Journal, colleague: Journal, held: str
) -> None:
    journal.append("nes", ANNA, yes("Først."))
    others = colleague.database.connection.server  # type: ignore[attr-defined] # of PostgreSQL
    lines = journal.lines("nes")

    def write() -> None:
        journal.append("nes", ANNA, yes("Etterpå."))
        journal.take_in("nes", lines, ())

    journal.database.wait_for_others(0.02)
    with others.transaction():
        others.execute(held)
        with pytest.raises(StoreError, match="En annen skriver til den samme"):
            write()
    journal.append("nes", ANNA, yes("Etterpå."))
    assert comments(journal)[0] == "Først."
    assert comments(journal)[-1] == "Etterpå."


def test_a_login_waits_for_others_no_longer_than_a_while_whatever_it_comes_through(
    address: ServerAddress,
) -> None:
    with psycopg.connect(address.url) as connection:
        assert connection.execute("SHOW lock_timeout").fetchone() == ("5s",)


# -- evidence ---------------------------------------------------------------------------


def session(journal: Journal, address: ServerAddress, home: Path, author: Author) -> Session:
    """Somebody at a machine of their own."""
    files = EvidenceOnServer(home / "evidence", FilesOnServer(address))
    return Session(journal, "nes", author, files)


def on_machine(home: Path) -> list[Path]:
    return [path for path in (home / "evidence").rglob("*") if path.is_file()]


def blobs(journal: Journal) -> int:
    """How many files the municipality has in the database."""
    query = "SELECT count(DISTINCT sha256) FROM blob"
    return int(journal.database.connection.execute(query).fetchone()[0])


def nobody(*_: Any, **__: Any) -> Any:
    """Nobody answers."""
    raise psycopg.OperationalError("connection refused")


CONTENT = b"Innhold. " * 300_000


def plan_of(anna: Session, home: Path) -> None:
    path = home / "Plan.pdf"
    path.write_bytes(CONTENT)
    plan = Document(id="plan", title="Plan", file=anna.record_file(path, copy=True))
    anna.record_evidence(plan)


def test_a_copy_is_opened_by_everybody_and_left_on_nobodys_machine(
    journal: Journal, colleague: Journal, address: ServerAddress, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    anna = session(journal, address, tmp_path / "a", ANNA)
    plan_of(anna, tmp_path / "a")
    bo = session(colleague, address, tmp_path / "b", BO)
    bo.check_files(content=True)
    assert bo.file_states == {"plan": FileState.AS_RECORDED}
    found = bo.file_of("plan")
    assert (found.path.read_bytes() == CONTENT, found.name) == (True, "Plan.pdf")
    assert on_machine(tmp_path / "a") == on_machine(tmp_path / "b") == []


def test_what_is_recorded_is_in_the_database_already_and_how_much_is_sent_is_told(
    journal: Journal, address: ServerAddress, tmp_path: Path
) -> None:
    anna = session(journal, address, tmp_path / "a", ANNA)
    (path := tmp_path / "Plan.pdf").write_bytes(CONTENT)
    told: list[int] = []
    file = anna.record_file(path, copy=True, watch=lambda _read=0, /, *, sent=0: told.append(sent))
    assert sum(told) == len(CONTENT)
    other = FilesOnServer(address)
    assert other.those_here((file.sha256,)) == {file.sha256}
    anna.record_evidence(Document(id="plan", title="Plan", file=file))
    assert on_machine(tmp_path / "a") == []


def test_a_copy_that_is_stopped_while_it_is_sent_is_nowhere(
    journal: Journal, address: ServerAddress, tmp_path: Path
) -> None:
    def stop(_read: int = 0, /, *, sent: int = 0) -> None:
        told.append(sent)
        if sum(told) > 1 << 20:
            raise KeyboardInterrupt

    told: list[int] = []
    anna = session(journal, address, tmp_path / "a", ANNA)
    (path := tmp_path / "Plan.pdf").write_bytes(CONTENT)
    with pytest.raises(KeyboardInterrupt):
        anna.record_file(path, copy=True, watch=stop)
    assert on_machine(tmp_path / "a") == []
    assert blobs(journal) == 0
    plan_of(anna, tmp_path)
    assert (blobs(journal), on_machine(tmp_path / "a")) == (1, [])


def test_a_copy_that_is_let_go_of_before_it_is_recorded_is_put_there_again(
    journal: Journal, colleague: Journal, address: ServerAddress, tmp_path: Path
) -> None:
    anna = session(journal, address, tmp_path / "a", ANNA)
    (path := tmp_path / "Plan.pdf").write_bytes(CONTENT)
    file = anna.record_file(path, copy=True)
    journal.create("annen", CREATED, SET, ANNA)
    journal.remove("annen")
    assert blobs(journal) == 0
    anna.record_evidence(Document(id="plan", title="Plan", file=file))
    bo = session(colleague, address, tmp_path / "b", BO)
    assert bo.file_of("plan").path.read_bytes() == CONTENT


def test_a_copy_that_is_not_in_the_database_is_put_there_when_it_is_opened_again(
    journal: Journal,
    colleague: Journal,
    address: ServerAddress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise StoreError(phrase("borte"))

    anna = session(journal, address, tmp_path / "a", ANNA)
    (path := tmp_path / "Plan.pdf").write_bytes(CONTENT)
    file = anna.record_file(path, copy=True)
    journal.create("annen", CREATED, SET, ANNA)
    journal.remove("annen")
    with monkeypatch.context() as lost:
        lost.setattr(FilesOnServer, "keep", away)
        anna.record_evidence(Document(id="plan", title="Plan", file=file))
    (kept,) = on_machine(tmp_path / "a")
    assert kept.read_bytes() == CONTENT
    session(journal, address, tmp_path / "a", ANNA)
    assert on_machine(tmp_path / "a") == []
    bo = session(colleague, address, tmp_path / "b", BO)
    assert bo.file_of("plan").path.read_bytes() == CONTENT


def test_where_a_copy_can_not_be_sent_nothing_is_recorded(
    journal: Journal, address: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = session(journal, address, tmp_path / "a", ANNA)
    (path := tmp_path / "Plan.pdf").write_bytes(CONTENT)
    monkeypatch.setattr(PatientConnection, "connect", nobody)
    with pytest.raises(StoreError, match="svarer ikke"):
        anna.record_file(path, copy=True)
    assert on_machine(tmp_path / "a") == []


def test_an_erased_copy_is_gone_from_the_database_and_what_others_name_stays(
    journal: Journal, address: ServerAddress, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    anna = session(journal, address, tmp_path / "a", ANNA)
    plan_of(anna, tmp_path / "a")
    path = tmp_path / "a" / "Annet.pdf"
    path.write_bytes(b"Annet.")
    other = Document(id="annet", title="Annet", file=anna.record_file(path, copy=True))
    anna.record_evidence(other)
    assert blobs(journal) == 2
    anna.erase_evidence("plan", "x")
    assert blobs(journal) == 1
    assert anna.file_of("annet").path.read_bytes() == b"Annet."
    journal.remove("nes")
    assert blobs(journal) == 0


def test_where_a_copy_can_not_be_fetched_now_it_is_not_said_to_be_gone(
    journal: Journal, address: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    anna = session(journal, address, tmp_path / "a", ANNA)
    plan_of(anna, tmp_path / "a")
    file = anna.evidence("plan").file  # type: ignore[union-attr] # it has one
    assert file is not None
    monkeypatch.setattr(PatientConnection, "connect", nobody)
    fresh = session(journal, address, tmp_path / "b", ANNA)
    fresh.check_files(content=False)
    assert fresh.file_states == {"plan": FileState.AS_RECORDED}
    assert not anna.files.locate("nes", file).exists()
    with pytest.raises(StoreError, match="svarer ikke"):
        fresh.file_of("plan")
    with pytest.raises(StoreError, match="svarer ikke"):
        fresh.files.is_there("nes", file)


def test_a_copy_that_is_not_as_it_was_written_is_not_opened(
    journal: Journal, address: ServerAddress, tmp_path: Path, postgres_server: Server
) -> None:
    (tmp_path / "a").mkdir()
    anna = session(journal, address, tmp_path / "a", ANNA)
    plan_of(anna, tmp_path / "a")
    with postgres_server.connect("conformance") as keeper:
        keeper.execute("UPDATE samsjekk.blob SET bytes = 'noe annet' WHERE chunk = 1")
    with pytest.raises(EvidenceFileError, match="er skadet"):
        anna.file_of("plan")


def test_what_somebody_adds_to_a_copy_makes_it_no_other(
    journal: Journal, address: ServerAddress, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    anna = session(journal, address, tmp_path / "a", ANNA)
    plan_of(anna, tmp_path / "a")
    journal.database.connection.execute(
        "INSERT INTO blob (sha256, chunk, bytes)"
        " SELECT sha256, max(chunk) + 1, 'mer' FROM blob GROUP BY sha256"
    )
    assert anna.file_of("plan").path.read_bytes() == CONTENT


# -- a connection that is lost ----------------------------------------------------------


def test_a_connection_that_was_lost_meanwhile_is_opened_again(
    journal: Journal, colleague: Journal
) -> None:
    seen = journal.version()
    lose(journal)
    colleague.append("nes", BO, yes("Mens den var borte."))
    assert journal.version() != seen
    lose(journal)
    journal.append("nes", ANNA, yes("Etterpå."))
    lose(journal)
    assert comments(journal) == ["Mens den var borte.", "Etterpå."]


@pytest.mark.parametrize("arrived", [True, False])
def test_what_the_server_did_not_answer_for_is_written_once(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, *, arrived: bool
) -> None:
    def cut(connection: Any, *given: Any, **named: Any) -> bool:
        monkeypatch.setattr(database_module, "add", add)
        if arrived:
            add(connection, *given, **named)
        lose(journal)
        raise psycopg.OperationalError

    journal.append("nes", ANNA, yes("Først."))
    monkeypatch.setattr(database_module, "_BETWEEN_SECONDS", 0)
    monkeypatch.setattr(database_module, "add", cut)
    (event,) = journal.append("nes", ANNA, yes("Midt i."))
    assert journal.events("nes")[-1] == event
    assert comments(journal) == ["Først.", "Midt i."]
    assert not journal.prove("nes")[1].faults


@pytest.mark.parametrize("arrived", [True, False])
def test_what_perhaps_was_written_is_looked_for_before_anything_else_is_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, *, arrived: bool
) -> None:
    def cut(connection: Any, *given: Any, **named: Any) -> bool:
        if arrived:
            add(connection, *given, **named)
        lose(journal)
        raise psycopg.OperationalError

    def nobody(*_: Any, **__: Any) -> Any:
        raise psycopg.OperationalError(f"connection refused {SECRET}")

    journal.append("nes", ANNA, yes("Først."))
    monkeypatch.setattr(database_module, "_BETWEEN_SECONDS", 0)
    monkeypatch.setattr(database_module, "add", cut)
    with monkeypatch.context() as away:
        away.setattr(PatientConnection, "connect", nobody)
        with pytest.raises(PerhapsWritten, match="ikke sikkert at det er lagret") as refused:
            journal.append("nes", ANNA, yes("Midt i."))
    assert SECRET not in str(refused.value)
    monkeypatch.setattr(database_module, "add", add)
    if arrived:
        with pytest.raises(StoreError, match="ble lagret likevel"):
            journal.append("nes", ANNA, yes("Midt i."))
    else:
        journal.append("nes", ANNA, yes("Midt i."))
    assert comments(journal) == ["Først.", "Midt i."]
    journal.append("nes", ANNA, yes("Noe annet."))
    assert comments(journal) == ["Først.", "Midt i.", "Noe annet."]


def test_a_server_that_says_nothing_is_lost_and_what_was_written_is_there(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append("nes", ANNA, yes("Lagret."))
    connection = journal.database.connection
    with monkeypatch.context() as impatient:
        impatient.setattr(patient, "_SECONDS_OF_SILENCE", 0.0)
        with (
            pytest.raises(
                StoreError, match=r"Ingenting ble lagret nå\. Forbindelsen til .* ble borte"
            ),
            journal.database.writing(),
        ):
            connection.execute("SELECT pg_sleep(20)")
        with (
            pytest.raises(StoreError, match=r"ble borte\. Det som er lagret, er trygt"),
            journal.database.explained(),
        ):
            connection.execute("VALUES (pg_sleep(20))")
    assert comments(journal) == ["Lagret."]


def test_a_set_that_can_not_be_had_now_is_not_said_to_be_damaged(
    journal: Journal, address: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_self: Journal, _fingerprint: str) -> CriteriaSet:
        raise psycopg.OperationalError

    monkeypatch.setattr(KeptSets, "_kept_set", gone)
    with pytest.raises(Unread, match="ble borte"):
        session(journal, address, tmp_path, ANNA)


def test_a_server_that_is_gone_is_said_whatever_was_to_be_done(
    journal: Journal,
    colleague: Journal,
    address: ServerAddress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert colleague.events("nes")  # it has the heads, and nothing else
    anna = session(journal, address, tmp_path, ANNA)
    lose(journal)
    lose(colleague)
    monkeypatch.setattr(PatientConnection, "connect", nobody)
    writing = (
        lambda: colleague.append("nes", BO, yes()),
        lambda: journal.append("nes", ANNA, yes()),
        lambda: anna.answer("a", AnswerValue.YES),
        lambda: journal.create("ny", CREATED, SET, ANNA),
        lambda: journal.remove("nes"),
    )
    reading = (
        lambda: journal.events("nes"),
        journal.names,
        journal.replicas,
        lambda: journal.criteria_set("ukjent"),
        lambda: journal.prove("nes"),
        lambda: shared_folder(journal, "nes"),
        journal.version,
        anna.refresh,
    )
    for wish in (*writing, *reading):
        with pytest.raises(StoreError, match="svarer ikke") as refused:
            wish()
        assert str(refused.value).count("Ingenting ble lagret nå.") == (wish in writing)


def test_why_a_server_is_not_reached_is_said_also_while_it_is_left_alone(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise psycopg.OperationalError("password authentication failed")

    lose(journal)
    monkeypatch.setattr(PatientConnection, "connect", refused)
    monkeypatch.setattr(database_module, "_PAUSE", 10**9)
    for _ in range(2):
        with pytest.raises(Unread, match="med dette passordet"):
            journal.version()


def test_a_database_that_has_become_an_earlier_copy_is_taken_anew_and_said(
    journal: Journal,
    colleague: Journal,
    address: ServerAddress,
    postgres_server: Server,
    tmp_path: Path,
) -> None:
    first, *_rest = (point.id for one in SET.criteria for point in one.checkpoints)
    shared = SharedFolder(tmp_path, journal, EvidenceFiles(tmp_path / "e"), "nes")
    open_here = session(journal, address, tmp_path, ANNA)
    with postgres_server.connect(address.database) as server:
        (heads,) = server.execute("SELECT heads FROM samsjekk.journal").fetchall()
        open_here.answer(first, AnswerValue.YES)
        shared.exchange()
        for statement in (
            "DELETE FROM samsjekk.part WHERE entry = (SELECT max(n) FROM samsjekk.entry)",
            "DELETE FROM samsjekk.entry WHERE n = (SELECT max(n) FROM samsjekk.entry)",
            "SELECT setval('samsjekk.entry_n_seq', max(n)) FROM samsjekk.entry",
        ):
            server.execute(statement)
        server.execute("UPDATE samsjekk.journal SET writes = 1, events = 1, heads = %s", heads)
    lose(journal)
    journal.database.mark = "that of the one before"  # type: ignore[misc] # only the one on a server has it
    colleague.append("nes", BO, yes("Under et nummer som var brukt."))
    with pytest.raises(TakenBack, match="1 endring som sto her, er ikke i den"):
        open_here.answer(first, AnswerValue.NO)
    assert open_here.refresh()
    assert open_here.assessment == fold("nes", journal.events("nes"))
    assert open_here.assessment.answer(first) is None
    assert shared.exchange().taken_in == 1, "what the folder has, comes back"
    assert fold("nes", journal.events("nes")).answer(first) is not None


# -- what is wrong, in words ------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (f"postgresql://bo:{SECRET}@127.0.0.1:1/nes", "127.0.0.1:1 svarer ikke"),
        (f"postgresql://bo:{SECRET}@[/nes", "er ikke en adresse til en database"),
        (f"bo:{SECRET}@maskin/nes", "er ikke en adresse til en database"),
        (f"postgresql://bo:{SECRET}@127.0.0.1", "er ikke en adresse til en database"),
        (f"postgresql://bo:{SECRET}@127.0.0.1/nes?tull={SECRET}", "er ikke en adresse"),
        (f"postgresql://bo:{SECRET}@127.0.0.1:1/nes?sslmode=tull", "som sslmode"),
        (f"postgresql://bo:{SECRET}@127.0.0.1:99999/nes", "har en innstilling som ikke kan"),
        (f"postgresql://bo:{SECRET}@127.0.0.1:tull/nes", "er ikke en adresse"),
        (f"postgresql://bo:{SECRET}/x@127.0.0.1/nes", "er ikke en adresse"),
        (f"postgresql://bo:12/{SECRET}@127.0.0.1/nes", "er ikke en adresse"),
        (f"postgresql://bo:x@{SECRET}@127.0.0.1/nes", "er ikke en adresse"),
        (f"postgresql://bo:x?{SECRET}@127.0.0.1/nes", "er ikke en adresse"),
        (f"postgresql://bo:x/{SECRET}?y@127.0.0.1/nes", "er ikke en adresse"),
        (f"postgresql://127.0.0.1:1/nes?user=bo&password={SECRET}", "127.0.0.1:1 svarer ikke"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(
    run: Run, monkeypatch: pytest.MonkeyPatch, url: str, words: str
) -> None:
    monkeypatch.setenv("SAMSJEKK_DATABASE", url)
    code, out, err = run("list")
    assert (code, out, words in err) == (2, "", True), err
    code, told, _err = run("where")
    assert (code, "?" in told) == (0, False)
    assert ServerAddress(url).is_usable or "er ikke en adresse" in " ".join(told.split())
    if not ServerAddress(url).is_usable:
        assert "er ikke en adresse" in run("restore", "kopi.sqlite3")[2]
    assert SECRET not in err + told + run("where", "--json")[1] + repr(Environment.of_process())


def test_who_logs_in_is_said_where_the_address_leaves_it_to_the_machine(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSJEKK_DATABASE", "postgresql:///nes")
    monkeypatch.setenv("LOGNAME", "pc-7")
    monkeypatch.delenv("PGUSER", raising=False)
    assert "databasen nes på localhost, som pc-7" in " ".join(run("where")[1].split())
    monkeypatch.setenv("PGUSER", "bo")
    assert json.loads(run("where", "--json")[1])["role"] == "bo"


ASKS = ServerAddress("postgresql://bo@maskin/nes?sslmode=verify-full&sslrootcert=system")


@pytest.mark.parametrize(
    ("address", "before", "known", "after"),
    [
        (ASKS, {}, {"cafile": "/a"}, {"SSL_CERT_FILE": "/a"}),
        (ASKS, {}, {"capath": "/b"}, {"SSL_CERT_DIR": "/b"}),
        (ASKS, {"SSL_CERT_DIR": "own"}, {"cafile": "/a"}, {"SSL_CERT_DIR": "own"}),
        (ServerAddress("postgresql://bo@maskin/nes"), {}, {"cafile": "/a"}, {}),
    ],
)
def test_the_certificates_that_the_machine_trusts_are_found(
    monkeypatch: pytest.MonkeyPatch,
    address: ServerAddress,
    before: dict[str, str],
    known: dict[str, str],
    after: dict[str, str],
) -> None:
    paths = SimpleNamespace(**{"cafile": None, "capath": None, **known})
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    monkeypatch.setattr(os, "environ", before)
    trust_as_the_machine(address)
    assert before == after


def test_where_no_file_has_them_those_that_python_trusts_are_written_to_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Windows:
        def get_ca_certs(self, *, binary_form: bool) -> list[bytes]:
            assert binary_form
            return [b"one", b"two"]

    environment: dict[str, str] = {}
    none = SimpleNamespace(cafile=None, capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: none)
    monkeypatch.setattr(ssl, "create_default_context", Windows)
    with monkeypatch.context() as bare:
        bare.setattr(os, "environ", environment)
        trust_as_the_machine(ASKS)
    written = Path(environment["SSL_CERT_FILE"]).read_text(encoding="ascii")
    assert written.count("-----BEGIN CERTIFICATE-----") == 2


def test_a_server_that_does_not_let_us_in_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: ServerAddress, postgres_server: Server
) -> None:
    for url, words in (
        (address.url.replace("@", "x@"), "tok ikke imot brukeren"),
        (f"{address.url}x", "tok ikke imot brukeren"),
        (f"{address.url.rpartition('/')[0]}/postgres", "team init"),
        (postgres_server.url(database="conformance"), "er ikke sluppet inn"),
    ):
        monkeypatch.setenv("SAMSJEKK_DATABASE", url)
        code, _out, err = run("list")
        assert (code, words in err, address.url[-20:] in err) == (2, True, False), err


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('no pg_hba.conf entry for host "::1", user "bo", SSL encryption', "fra denne maskinen"),
        ('no pg_hba.conf entry for host "::1", user "bo", no encryption', "uten kryptering"),
        ('role "bo" is not permitted to log in', "slipper ikke inn brukeren bo"),
        ('database "nes" is not currently accepting connections', "slipper ikke inn brukeren bo"),
        ('database "ssl" does not exist', "har ingen database som heter nes"),
        ('connection to server at "ssl.no" failed: Connection refused', "svarer ikke"),
        ('root certificate file "/x" does not exist', "kan ikke sikres"),
        ('too many connections for role "timeout"', "tar ikke imot flere"),
    ],
)
def test_why_a_server_lets_nobody_in_is_read_beside_the_names(said: str, words: str) -> None:
    place = ServerAddress(f"postgresql://bo:{SECRET}@maskin/nes")
    with pytest.raises(StoreError, match=words), explained_opening(place):
        raise psycopg.OperationalError(said)


@pytest.mark.parametrize(
    ("change", "words"),
    [(1, "nyere versjon"), (-1, "eldre versjon"), (-SCHEMA_VERSION, "er ikke gjort klar")],
)
def test_tables_of_another_version_are_left_alone(
    address: ServerAddress, monkeypatch: pytest.MonkeyPatch, change: int, words: str
) -> None:
    known = SCHEMA_VERSION
    monkeypatch.setattr(schema_module, "schema_version", lambda _server: known + change)
    with pytest.raises(StoreError, match=words):
        PostgresDatabase(address)


def test_who_is_open_while_the_tables_become_newer_is_told_that(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = journal.database
    with pytest.raises(StoreError, match="har ikke lov til dette"), database.explained():
        raise server_errors.InsufficientPrivilege
    monkeypatch.setattr(schema_module, "schema_version", lambda _server: SCHEMA_VERSION + 1)
    with pytest.raises(StoreError, match="nyere versjon"), database.explained():
        raise server_errors.InsufficientPrivilege


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (server_errors.DiskFull, "har ikke plass til mer"),
        (server_errors.ReadOnlySqlTransaction, "kan bare leses nå"),
        (server_errors.LockNotAvailable, "Vent litt og prøv igjen"),
        (server_errors.AdminShutdown, "ble borte. Det som er lagret, er trygt"),
        (server_errors.UntranslatableCharacter, "tegn som ikke kan lagres"),
        (server_errors.IndexCorrupted, "er skadet"),
        (server_errors.UniqueViolation, "En annen lagret det samme"),
        (server_errors.DivisionByZero, "svarte med en feil"),
    ],
)
def test_what_the_server_refuses_says_what_to_do(
    error: Callable[[str], Exception], words: str
) -> None:
    place = ServerAddress(f"postgresql://bo:{SECRET}@maskin/nes")
    with pytest.raises(StoreError, match=words) as refused, explained(place):
        raise error(SECRET)
    assert SECRET not in str(refused.value)


def test_a_server_that_can_only_be_read_is_read(
    journal: Journal, address: ServerAddress, tmp_path: Path
) -> None:
    journal.append("nes", ANNA, yes("Lagret."))
    only = ServerAddress(f"{address.url}?options=-c%20default_transaction_read_only%3Don")
    with Journal(tmp_path / "y.sqlite3", database=PostgresDatabase(only)) as reader:
        assert comments(reader) == ["Lagret."]
        with pytest.raises(StoreError, match="kan bare leses nå"):
            reader.append("nes", ANNA, yes("Borte."))
        seen = reader.version()
        journal.append("nes", ANNA, yes("Ny."))
        assert reader.version() != seen


def test_what_others_erase_waits_for_the_owner_role_and_the_rest_is_shared(
    journal: Journal, postgres_server: Server, address: ServerAddress, tmp_path: Path
) -> None:
    group = address.role.rpartition("_")[0]
    member = PostgresDatabase(ServerAddress(postgres_server.invite("conformance", group)))
    with (
        Journal(tmp_path / "y.sqlite3", database=member) as anna,
        Journal(tmp_path / "bo.sqlite3") as bo,
    ):
        (folder := tmp_path / "delt").mkdir()
        owns, shares = (
            SharedFolder(folder, one, EvidenceFiles(tmp_path / "evidence"), "nes")
            for one in (journal, anna)
        )
        shares.exchange()
        (found,) = find_shared(folder)
        bo.adopt("nes", found.lines, found.criteria_sets)
        others = SharedFolder(folder, bo, EvidenceFiles(tmp_path / "bo"), "nes")
        (made,) = bo.append("nes", BO, yes("Et navn."))
        others.exchange()
        shares.exchange()
        bo.erase("nes", BO, Erased(event=made.id, path="answer.comment", reason="x"))
        bo.append("nes", BO, yes("Etterpå."))
        others.exchange()
        anna.append("nes", ANNA, yes("Annas."))
        came = shares.exchange()
        assert ["eierrollen" in str(fault) for fault in came.faults] == [True]
        assert came.shared == 1
        assert comments(anna) == ["Et navn.", "Annas."]
        others.exchange()
        assert "Annas." in comments(bo)
        owns.exchange()
        assert shares.exchange().faults == ()
        others.exchange()
        assert set(comments(anna)) == {WITHHELD, "Annas.", "Etterpå."}
        assert anna.heads("nes") == bo.heads("nes")


def test_a_copy_that_is_damaged_is_said_and_the_rest_is_shared(
    journal: Journal, address: ServerAddress, tmp_path: Path, postgres_server: Server
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "delt").mkdir()
    anna = session(journal, address, tmp_path / "a", ANNA)
    plan_of(anna, tmp_path / "a")
    with postgres_server.connect("conformance") as keeper:
        keeper.execute("UPDATE samsjekk.blob SET bytes = 'noe annet' WHERE chunk = 1")
    folder = SharedFolder(tmp_path / "delt", journal, anna.files, "nes")
    assert ["er skadet" in str(fault) for fault in folder.exchange().faults] == [True]
    journal.append("nes", ANNA, yes("Delt."))
    came = folder.exchange()
    assert (came.shared, came.faults) == (1, ())


def test_who_asks_for_a_backup_or_has_one_is_told_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: ServerAddress
) -> None:
    monkeypatch.setenv("SAMSJEKK_DATABASE", address.url)
    code, _out, err = run("backup")
    assert (code, "tar sikkerhetskopi av den" in err, "samsjekk export" in err) == (2, True, True)
    code, _out, err = run("restore", "kopi.sqlite3")
    assert (code, "samsjekk merge kopi.sqlite3" in err) == (2, True)
    code, out, _err = run("where")
    assert (code, f"som {address.role}" in " ".join(out.split())) == (0, True)


def test_what_lies_in_a_file_of_ones_own_is_merged_into_the_database(
    run: Run, nes_id: str, monkeypatch: pytest.MonkeyPatch, address: ServerAddress
) -> None:
    _code, made, _err = run("backup")
    _code, before, _err = run("verify", nes_id)
    monkeypatch.setenv("SAMSJEKK_DATABASE", address.url)
    code, _out, err = run("merge", made.strip())
    assert code == 0, err
    assert run("verify", nes_id) == (0, before, "")
