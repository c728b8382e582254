"""A damaged byte stays where it is: it is said, and everything else can be used."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.damage import Damage
from checklist.errors import ExitCode
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal
from tests.conftest import ANNA, Run, ready

FLIPS = 6


@pytest.fixture
def two(home: Path) -> Path:
    """A journal with two examples."""
    path = home / "samsjekk.sqlite3"
    with Journal(path) as journal:
        ready(journal, "nes-2018")
        ready(journal, "lorenskog-2021")
    return path


def damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement).rowcount, "something was damaged"


FIRST = (
    "entry SET body = x'ff00' WHERE journal ="
    " (SELECT key FROM journal WHERE name = 'nes-2018') AND digest ="
    " (SELECT genesis FROM journal WHERE name = 'nes-2018')"
)


def test_an_assessment_whose_beginning_is_damaged_is_listed_as_such_and_can_be_removed(
    two: Path, run: Run
) -> None:
    damage(two, f"UPDATE {FIRST}")
    code, out, _ = run("list")
    assert code == 0
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert "kan ikke leses" in lines["nes-2018"]
    assert "besvart" in lines["lorenskog-2021"]
    listed = {row["assessment"]: row["damaged"] for row in json.loads(run("list", "--json")[1])}
    assert listed == {"lorenskog-2021": False, "nes-2018": True}
    assert run("status", "lorenskog-2021")[0] == 0
    assert run("status", "nes-2018")[0] != 0
    assert run("verify", "nes-2018")[0] == ExitCode.FAULTS
    code, _, err = run("remove", "nes-2018")
    assert code == ExitCode.REFUSED
    assert "--with-answers" in err
    assert run("remove", "nes-2018", "--with-answers")[0] == 0
    assert "nes-2018" not in run("list")[1]


def test_what_can_not_be_read_of_an_assessment_is_said_and_the_rest_can_be_used(
    two: Path, run: Run, home: Path
) -> None:
    with Journal(two) as journal:
        session = Session(journal, "nes-2018", ANNA, EvidenceFiles(home / "evidence"))
        session.comment("ke-etablert-finnes", "En kommentar som blir skadet")
    damage(two, "UPDATE part SET value = x'00' WHERE CAST(value AS TEXT) LIKE '%blir skadet%'")
    for command in (
        ("status", "nes-2018"),
        ("history", "nes-2018"),
        ("search", "nes-2018", "rutine"),
        ("evidence", "list", "nes-2018"),
        ("action", "list", "nes-2018"),
        ("recommendation", "list", "nes-2018"),
    ):
        code, _, err = run(*command)
        assert (code, "skadet" in err) == (0, True), command
    assert "noe kan ikke leses" in run("list")[1]
    report = run("report", "nes-2018", "--format", "md")[1]
    assert "kunne ikke leses, så noe kan mangle her" in report
    assert run("verify", "nes-2018")[0] == ExitCode.FAULTS
    assert run("verify", "lorenskog-2021")[0] == 0
    assert run("answer", "nes-2018", "ke-etablert-finnes", "no")[0] == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET heads = x'ff' WHERE name = 'nes-2018'",
        "UPDATE journal SET changed = 'i går' WHERE name = 'nes-2018'",
        "UPDATE criteria_set SET body = x'7b7d'",
        "DELETE FROM part WHERE path = 'secret'",
    ],
)
def test_damage_elsewhere_in_the_rows_ends_in_words(two: Path, run: Run, statement: str) -> None:
    damage(two, statement)
    for words in (
        ("list",),
        ("status", "nes-2018"),
        ("verify", "nes-2018"),
        ("answer", "nes-2018", "ke-etablert-finnes", "no"),
    ):
        _, out, err = run(*words)
        assert "Noe uventet" not in out + err, (words, err)
        assert "Traceback" not in out + err


def test_a_flipped_bit_is_said_or_changes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python -m benchmarks.damage` flips as many as one has time for."""
    monkeypatch.setenv("SAMSJEKK_HOME", str(home))
    damaged = Damage(home.parent)
    chance = random.Random(7)  # noqa: S311 - which bits
    for _ in range(FLIPS):
        bit = chance.randrange(len(damaged.content) * 8)
        found = damaged.flip(bit)
        assert (found.unhandled, found.silent) == ("", ()), bit
        assert len(found.closed) < 2, bit
    for byte in (20, 40, 60):
        place = damaged.content.index(b"CREATE TABLE journal") + byte
        assert damaged.flip(place * 8 + 7).unhandled == "", "a name that is no text any more"
