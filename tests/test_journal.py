"""The journal keeps what it said it kept: kill -9, other writers, damage, a full disk."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from benchmarks.privacy import made_up
from checklist.assessment import (
    SECRET,
    Answer,
    Answered,
    Author,
    Erased,
    Line,
    PersonalNumber,
    SetVerdict,
    StatementGiven,
    UnreadableWrite,
    UnstorableEvent,
    VerdictCode,
    VerdictSet,
    beginning_of,
    digest,
)
from checklist.criteria import AnswerValue
from checklist.errors import ExitCode
from checklist.store import Journal, database
from checklist.store.errors import (
    StoreError,
    TakenId,
    UnknownAssessment,
    Unread,
    UnusableId,
    explained,
)
from checklist.store.tables import SCHEMA_VERSION
from checklist.store.taking_in import compared
from tests.conftest import CREATED, Run, is_private, shipped_set
from tests.databases import ON_BOTH, file_of

ANNA, BENT = Author(name="Anna", role="virksomhetsleder"), Author(name="Bent")
SET = shipped_set("psykisk-helse-rus-voksne")
pytestmark = pytest.mark.usefixtures("home")


def yes(comment: str = "") -> Answered:
    answer = Answer(value=AnswerValue.YES, comment=comment)
    return Answered(checkpoint="ke-etablert-finnes", answer=answer)


@pytest.fixture
def path(home: Path) -> Path:
    """A database with one assessment, `nes`, closed again."""
    path = home / "samsjekk.sqlite3"
    with Journal(path) as journal:
        journal.create("nes", CREATED, SET, ANNA)
        journal.append("nes", ANNA, yes("Fra 2014."))
    return path


def comments(path: Path) -> list[str]:
    with Journal(path) as journal:
        events = journal.events("nes")
    return [event.what.answer.comment for event in events if isinstance(event.what, Answered)]


def proved(journal: Journal) -> int:
    """How many events there are, when every digest is right."""
    proof = journal.prove("nes")[1]
    assert not proof.faults, [str(fault) for fault in proof.faults]
    return proof.events


def in_database(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


WRITER = """
import sys
from pathlib import Path
from types import SimpleNamespace
from checklist.assessment import Answer, Answered, Author
from checklist.store.journal import Journal

with Journal(Path(sys.argv[1])) as journal:
    for number in range(100_000):
        answered = Answered(checkpoint="ke-etablert-finnes", answer=Answer(comment=str(number)))
        (event,) = journal.append("nes", Author(name=sys.argv[2]), answered)
        print(event.id, flush=True)
"""


def writer(path: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


def test_what_was_acknowledged_survives_kill_9_of_two_writers(path: Path) -> None:
    writers = [writer(path, "Bent"), writer(path, "Cecilie")]
    acknowledged: list[str] = []
    for process in writers:
        assert process.stdout is not None
        acknowledged += [process.stdout.readline() for _ in range(25)]
    for process in writers:
        process.kill()
        assert process.stdout is not None
        acknowledged += process.stdout.readlines()
        process.wait(timeout=30)
        process.stdout.close()
    # A line without its end was cut off by the kill.
    ids = [line.strip() for line in acknowledged if line.endswith("\n")]
    assert len(ids) >= 50
    with Journal(path) as journal:
        assert set(ids) <= {event.id for event in journal.events("nes")}
        assert proved(journal) >= len(ids)


@ON_BOTH
def test_two_programs_see_each_others_answers_and_the_chain_holds(path: Path) -> None:
    with Journal(path) as one, Journal(path) as other:
        seen = one.version(), other.version()
        for _ in range(3):
            (written,) = one.append("nes", ANNA, yes())
            assert other.events("nes")[-1] == written
            (answer_back,) = other.append("nes", BENT, yes())
            assert one.events("nes")[-1] == answer_back
        assert one.version() != seen[0]
        assert other.version() != seen[1]
        unchanged = one.version()
        one.append("nes", ANNA, yes())
        assert one.version() == unchanged, "its own writing is not news"
        assert proved(one) == 9


@ON_BOTH
def test_ids_rise_also_when_the_clock_goes_back(path: Path) -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    jumps = iter([0, 0, -3600, -86400 * 365, 0, 60])
    with Journal(path, lambda: now + timedelta(seconds=next(jumps))) as journal:
        first = [event.id for event in journal.events("nes")]
        ids = first + [journal.append("nes", ANNA, yes())[0].id for _ in range(6)]
        assert ids == sorted(set(ids))
        assert [event.id for event in journal.events("nes")] == ids
        assert {len(name) for name in ids} == {26}


@ON_BOTH
def test_several_events_are_written_all_or_none(path: Path) -> None:
    unreadable = VerdictSet(
        criterion="Ikke en id", verdict=SetVerdict(verdict=VerdictCode.MET, reason="x")
    )
    with Journal(path) as journal:
        with pytest.raises(UnstorableEvent):
            journal.append("nes", ANNA, yes("Borte"), unreadable)
        journal.append("nes", ANNA, yes("Etterpå"))
        assert proved(journal) == 3
    assert comments(path) == ["Fra 2014.", "Etterpå"]


@ON_BOTH
@pytest.mark.parametrize("name", ["../../x", "..", "/etc", "a/b", "a\\b", "", ".nes", "a\nb", "å"])
def test_an_id_that_would_be_a_path_is_refused(path: Path, name: str) -> None:
    with Journal(path) as journal, pytest.raises(UnusableId, match="kan ikke brukes som id"):
        journal.create(name, CREATED, SET, ANNA)


@ON_BOTH
def test_an_assessment_does_not_begin_with_a_personal_number(path: Path) -> None:
    number = made_up("130972")
    with Journal(path) as journal:
        for name, begun in (
            (number, CREATED),
            ("ny", replace(CREATED, title=f"Saken til {number}")),
        ):
            with pytest.raises(PersonalNumber):
                journal.create(name, begun, SET, ANNA)
        assert [entry.id for entry in journal.entries()] == ["nes"]


@ON_BOTH
def test_what_is_begun_is_what_is_read_by_another_program(home: Path) -> None:
    path = home / "ny.sqlite3"
    with Journal(path) as journal:
        begun = journal.create("nes", CREATED, SET, ANNA)
        (first, second) = journal.append("nes", ANNA, yes(), yes("To"))
    with Journal(path) as other:
        assert other.events("nes") == (begun, first, second)
        assert begun.author == ANNA
        (third,) = other.append("nes", ANNA, yes("Tre"))
        assert other.events("nes")[-1] == third
        # The same store, however often it is opened.
        assert {first.replica, third.replica} == other.replicas() == {other.replica()}
        assert other.heads("nes")[2] == other.prove("nes")[1].events - 1 == 3


@ON_BOTH
def test_an_assessment_from_elsewhere_is_kept_once_and_with_its_set(path: Path) -> None:
    with Journal(path) as journal, Journal(path.with_name("annen.sqlite3")) as other:
        lines = journal.lines("nes")
        other.adopt("kopi", lines, [SET])
        (entry,) = other.entries()
        assert other.criteria_set(entry.created.criteria_set) == SET
        for name in ("igjen", "kopi"):
            with pytest.raises(TakenId, match="id «kopi»"):
                other.adopt(name, lines)
        assert other.events("kopi") == journal.events("nes")


@ON_BOTH
def test_a_copy_without_the_key_to_its_names_can_be_read_and_not_written_to(path: Path) -> None:
    with Journal(path) as journal, Journal(path.with_name("annen.sqlite3")) as other:
        bare = [
            line._replace(parts={name: line.parts[name] for name in line.parts if name != SECRET})
            for line in journal.lines("nes")
        ]
        other.adopt("kopi", bare, [SET])
        with pytest.raises(StoreError, match="kan bare leses her"):
            other.append("kopi", BENT, yes())
        assert other.events("kopi") == journal.events("nes")


@ON_BOTH
def test_the_reason_for_erasing_holds_no_personal_number(path: Path) -> None:
    with Journal(path) as journal:
        (made,) = journal.append("nes", ANNA, yes("Et navn"))
        reason = f"Gjaldt {made_up('130972')}"
        with pytest.raises(PersonalNumber):
            journal.erase("nes", ANNA, Erased(event=made.id, path="answer.comment", reason=reason))
        assert journal.events("nes")[-1].what == made.what


def test_an_assessment_whose_name_is_damaged_can_be_read_and_says_so(path: Path) -> None:
    in_database(path, "UPDATE journal SET name = 'n s', genesis = 'borte'")
    with Journal(path) as journal:
        (entry,) = journal.entries()
        news = journal.news(entry.id)
        assert (entry.id, entry.created.municipality, len(news.events)) == (
            "skadet-1",
            CREATED.municipality,
            2,
        )
        assert "Oppføringen av egenvurderingen er skadet" in str(news.faults[0])


def test_a_write_that_is_gone_is_said_when_it_is_read(path: Path) -> None:
    in_database(path, "DELETE FROM entry WHERE n = (SELECT max(n) FROM entry)")
    with Journal(path) as journal:
        assert [str(fault) for fault in journal.news("nes").faults] == [
            "Historikken skulle hatt 2 skrivinger, men 1 er her."
        ]


def test_nothing_is_written_after_a_history_that_is_gone(path: Path) -> None:
    in_database(path, "DELETE FROM part", "DELETE FROM entry", "UPDATE journal SET heads = x'00'")
    with Journal(path) as journal, pytest.raises(StoreError, match="er skadet"):
        journal.append("nes", ANNA, yes())


@ON_BOTH
def test_who_wrote_is_known_of_each_write_also_of_those_that_come_later(path: Path) -> None:
    with Journal(path) as one, Journal(path) as other:
        seen = one.news("nes")
        other.append("nes", Author(name="Bo"), yes("Fra Bo."))
        later = one.news("nes", seen.arrived)
        other.append("nes", Author(name="Bo"), yes("Enda en fra Bo."))
        last = one.news("nes", later.arrived)
    assert [event.author.name for event in (*later.events, *last.events)] == ["Bo", "Bo"]


@ON_BOTH
def test_ids_in_use_and_ids_nobody_has_are_told_apart(path: Path) -> None:
    with Journal(path) as journal:
        with pytest.raises(TakenId, match="Velg en annen id"):
            journal.create("nes", CREATED, SET, BENT)
        with pytest.raises(UnknownAssessment, match="Her er: nes"):
            journal.events("ness")
        with pytest.raises(UnknownAssessment):
            journal.append("ness", ANNA, yes())
        with pytest.raises(StoreError, match="tegn som ikke kan"):
            journal.events("\udcff")
    assert comments(path) == ["Fra 2014."]


def test_only_the_owner_can_read_the_files(path: Path) -> None:
    with Journal(path) as journal:
        journal.append("nes", ANNA, yes())
        files = sorted(found.name for found in path.parent.iterdir())
        assert files == [path.name, f"{path.name}-shm", f"{path.name}-wal"]
        assert all(is_private(found) for found in (*path.parent.iterdir(), path.parent))


def test_the_settings_that_durability_rests_on_are_really_set(path: Path) -> None:
    with Journal(path) as journal:
        connection = journal.database.connection
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO part VALUES (999, '0.x', x'00', x'00')")


def test_an_empty_file_becomes_a_database_once(home: Path, path: Path) -> None:
    empty = home / "tom.sqlite3"
    empty.touch()
    Journal(empty).close()
    with Journal(empty) as journal:
        assert journal.entries() == ()
    # Migrating again would fail: the tables are there.
    for made in (empty, path):
        Journal(made).close()
        with sqlite3.connect(made) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        connection.close()
    assert comments(path) == ["Fra 2014."]


def test_two_programs_may_make_the_database_at_the_same_time(home: Path) -> None:
    home.mkdir(mode=0o700)
    made = home / "samtidig.sqlite3"
    opening = "import sys; from pathlib import Path; from checklist.store.journal import "
    opening += "Journal; sys.stdin.read(); Journal(Path(sys.argv[1])).close()"
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", opening, str(made)],
            stdin=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
        )
        for _ in range(4)
    ]
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.close()
    assert [opener.wait(timeout=60) for opener in openers] == [0, 0, 0, 0]


def newer(path: Path) -> None:
    in_database(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def garbled_header(path: Path) -> None:
    path.write_bytes(b"\xffgarbage" * 20 + path.read_bytes()[160:])


def garbled_middle(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def text_file(path: Path) -> None:
    path.write_text("Dette er et notat, ikke en database.\n" * 200, encoding="utf-8")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def below_a_file(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("en fil der mappen skulle vært", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "advice"),
    [
        (newer, "Oppdater samsjekk"),
        (garbled_header, "samsjekk restore"),
        (garbled_middle, "samsjekk restore"),
        (text_file, "samsjekk restore"),
        (folder, "velg en annen med SAMSJEKK_HOME"),
        (below_a_file, "velg en annen med SAMSJEKK_HOME"),
    ],
)
def test_a_database_that_can_not_be_used_is_left_alone_and_explained(
    path: Path, harm: Callable[[Path], None], advice: str
) -> None:
    harm(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=advice) as refused, Journal(path) as journal:
        journal.events("nes")
    assert str(path) in str(refused.value)
    assert refused.value.exit_code is ExitCode.REFUSED
    assert before is None or path.read_bytes() == before


def test_a_full_disk_loses_nothing_that_was_saved(path: Path) -> None:
    with Journal(path) as journal:
        pages = journal.database.connection.execute("PRAGMA page_count").fetchone()[0]
        journal.database.connection.execute(f"PRAGMA max_page_count = {pages}")
        statement = StatementGiven(text="x" * 100_000, date=date(2026, 11, 23))
        with pytest.raises(StoreError, match=r"Disken er full.*Frigjør plass og prøv igjen"):
            journal.append("nes", ANNA, yes("Nesten"), statement)
        journal.database.connection.execute(f"PRAGMA max_page_count = {pages + 1000}")
        journal.append("nes", ANNA, yes("Etterpå"))
        assert proved(journal) == 3
    assert comments(path) == ["Fra 2014.", "Etterpå"]


def test_a_read_only_database_says_where_to_look(path: Path) -> None:
    with Journal(path) as journal:
        journal.database.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="Sjekk rettighetene"):
            journal.append("nes", ANNA, yes("Borte"))
        assert len(journal.events("nes")) == 2


def test_a_lock_held_by_another_program_asks_for_patience(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_WAIT_FOR_OTHERS_SECONDS", 0)
    other = sqlite3.connect(path, isolation_level=None)
    with Journal(path) as journal:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Vent litt og prøv igjen"):
            journal.append("nes", ANNA, yes("Borte"))
        assert len(journal.events("nes")) == 2, "reading goes on"
        other.execute("ROLLBACK")
        journal.append("nes", ANNA, yes("Etterpå"))
    other.close()
    assert comments(path) == ["Fra 2014.", "Etterpå"]


def test_an_event_of_a_kind_this_version_does_not_know_is_left_out_and_said(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        n, body = connection.execute("SELECT n, body FROM entry ORDER BY n DESC").fetchone()
        body = body.replace(b"answered", b"reviewed")
        connection.execute(
            "UPDATE entry SET body = ?, digest = ? WHERE n = ?", (body, digest(body), n)
        )
    connection.close()
    with Journal(path) as journal:
        news = journal.news("nes")
        assert len(news.events) == 1
        assert "nyere versjon av samsjekk" in str(news.faults[0])


def test_what_a_newer_version_began_is_said_to_be_so_and_not_to_be_damaged(
    path: Path, run: Run
) -> None:
    with sqlite3.connect(path) as connection:
        n, body = connection.execute("SELECT n, body FROM entry ORDER BY n").fetchone()
        body = body.replace(b'"municipality"', b'"kommune"')
        known = digest(body)
        connection.execute("UPDATE entry SET body = ?, digest = ? WHERE n = ?", (body, known, n))
        connection.execute("UPDATE journal SET genesis = ?", (known,))
    connection.close()
    for command in ("status", "verify", "remove"):
        code, out, err = run(command, "nes")
        assert (code, out) == (2, "")
        assert "«nes» er begynt i en nyere versjon av samsjekk. Oppdater samsjekk" in err
    assert "«nes» er begynt i en nyere versjon" in run("list")[2]
    with pytest.raises(UnreadableWrite, match=r"`kommune`.*nyere versjon"):
        beginning_of([Line(body, {})])


def test_what_is_removed_is_in_no_file_and_takes_no_room(path: Path) -> None:
    with Journal(path) as journal:
        journal.create("annen", CREATED, SET, ANNA)
        for number in range(20):
            journal.append("annen", ANNA, yes(f"Hemmelig {number} " + "x" * 5000))
        journal.database.empty_log()
        before = path.stat().st_size
        journal.remove("annen")
        assert path.stat().st_size < before - 80_000
        held = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        assert b"Hemmelig" not in held
        assert proved(journal) == 2


@ON_BOTH
def test_what_lies_beside_an_assessment_is_taken_away_first_and_with_it(path: Path) -> None:
    done: list[str] = []
    with Journal(path) as journal, Journal(path) as other:
        other.database.wait_for_others(0)

        def fails() -> None:
            with pytest.raises(StoreError, match="Vent litt"):
                other.append("nes", BENT, yes("Kom for sent."))
            raise OSError

        with pytest.raises(StoreError):
            journal.remove("nes", fails)
        assert len(journal.events("nes")) == 2, "it can be removed again"
        journal.remove("nes", lambda: done.append("beside"))
        assert (done, journal.entries()) == (["beside"], ())


@ON_BOTH
def test_the_list_shows_the_last_changed_first(path: Path) -> None:
    with Journal(path) as journal:
        journal.create("eldre", CREATED, SET, ANNA)
        assert [entry.id for entry in journal.entries()] == ["eldre", "nes"]
        journal.append("nes", ANNA, yes())
        assert [(entry.id, entry.events) for entry in journal.entries()] == [
            ("nes", 3),
            ("eldre", 1),
        ]
        assert journal.criteria_set(journal.entries()[0].created.criteria_set) == SET


@pytest.mark.parametrize(
    "name",
    ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_CANTOPEN"],
)
def test_a_full_disk_is_said_however_sqlite_met_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    with pytest.raises(StoreError, match="Disken er full"), explained(tmp_path / "x.sqlite3"):
        raise error


class Failing:
    """A connection that can't go through the whole file, as on a disk with a bad place."""

    def __init__(self, connection: sqlite3.Connection, error: sqlite3.Error) -> None:
        self._connection = connection
        self._error = error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if "integrity_check" in statement:
            raise self._error
        return self._connection.execute(statement, *values)


def test_proving_says_whether_the_file_is_damaged_or_could_not_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(path) as journal:
        error = sqlite3.DatabaseError("database disk image is malformed")
        failing = Failing(file_of(journal).connection, error)
        monkeypatch.setattr(journal.database, "connection", failing)
        (fault,) = journal.prove("nes")[1].faults
        assert "kan ikke leses nå: disken svarte med en feil" in str(fault)
        monkeypatch.setattr("checklist.store.database.is_damaged", lambda _path: True)
        (fault,) = journal.prove("nes")[1].faults
        assert "Databasefilen er skadet et sted" in str(fault)
        assert f"({error})" in str(fault)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(sqlite3.OperationalError, "SQLITE_IOERR_READ"), (sqlite3.DatabaseError, "SQLITE_CORRUPT")],
)
def test_a_file_that_can_t_be_read_now_is_not_called_damaged(
    path: Path, kind: type[sqlite3.Error], name: str
) -> None:
    """SQLite may call what the disk did not give (EIO) damaged; the file itself is whole here."""
    error = kind("what SQLite says")
    error.sqlite_errorname, error.sqlite_errorcode = name, getattr(sqlite3, name)
    with pytest.raises(Unread, match=r"kan ikke leses nå.* er ikke endret"), explained(path):
        raise error


def test_what_another_program_writes_while_lines_are_looked_at_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes long of taking in is done without the lock, and anew where somebody wrote."""
    with Journal(tmp_path / "anna.sqlite3") as journal, Journal(tmp_path / "bent.sqlite3") as bent:
        journal.create("nes", CREATED, SET, ANNA)
        bent.adopt("nes", journal.lines("nes"), [SET])
        bent.append("nes", BENT, yes("Bent skrev dette."))
        looks: list[object] = []

        def interrupted(*asked: Any) -> Any:
            found = compared(*asked)
            if not looks:
                with Journal(journal.path) as beside:
                    beside.append("nes", Author(name="Cecilie"), yes("Og Cecilie dette."))
            looks.append(found)
            return found

        monkeypatch.setattr("checklist.store.journal.compared", interrupted)
        assert len(journal.take_in("nes", bent.lines("nes")).writes) == 1
        assert len(looks) == 2
        assert {event.author.name for event in journal.events("nes")} == {"Anna", "Bent", "Cecilie"}
        assert len(journal.heads("nes")[1]) == 2, "neither had seen the other"
        assert not journal.prove("nes")[1].faults


def test_what_comes_after_something_was_taken_in_has_the_names_of_those_who_wrote_it(
    tmp_path: Path,
) -> None:
    with Journal(tmp_path / "anna.sqlite3") as journal, Journal(tmp_path / "bent.sqlite3") as bent:
        journal.create("nes", CREATED, SET, ANNA)
        bent.adopt("nes", journal.lines("nes"), [SET])
        for text in ("Først.", "Etterpå."):
            known = journal.news("nes").arrived
            bent.append("nes", BENT, yes(text))
            journal.take_in("nes", bent.lines("nes"))
            assert [event.author.name for event in journal.news("nes", known).events] == ["Bent"]
