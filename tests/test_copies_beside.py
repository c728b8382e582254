"""Copies of the database that a syncing program laid beside it: found, told, merged on request."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from checklist.criteria import AnswerValue
from checklist.handover import told_of_copies
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import EvidenceFiles, Journal, copies_beside
from checklist.tui.handing_over.given import GivenScreen
from tests.conftest import ANNA, Run
from tests.crawl import opened
from tests.databases import file_of
from tests.terminal import in_front, on_screen, press, told, wait
from tests.test_hand_over import POINT
from tests.test_tui_handing_over import look_into, until

NAMES = (
    "samsjekk-PC2.sqlite3",
    "samsjekk (Annas konfliktkopi 2026-11-29).sqlite3",
    "samsjekk (conflicted copy 2026-11-29 180000).sqlite3",
    "samsjekk.sync-conflict-20261129-180000-ABCDEFG.sqlite3",
    "samsjekk (1).sqlite3",
    "samsjekk - Kopi.sqlite3",
)
"""As OneDrive, Dropbox, Nextcloud, Syncthing, Google Drive and Windows call them."""


def copied(nes: Session, name: str, change: Callable[[Session], object]) -> Path:
    """A copy of the database from the moment before, which went on elsewhere."""
    path = nes.home / name
    with closing(sqlite3.connect(path)) as copy:
        file_of(nes.journal).connection.backup(copy)
    with Journal(path) as elsewhere:
        change(Session(elsewhere, nes.assessment.id, ANNA, EvidenceFiles(nes.home / "evidence")))
    return path


def words() -> str:
    return "\n".join(map(str, told_of_copies(Environment.of_process())))


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("name", NAMES)
def test_copies_are_found_by_the_names_that_programs_give_them(home: Path, name: str) -> None:
    path = home / name
    path.touch()
    (home / "samsjekk.sqlite3-wal").touch()
    (home / "notater.sqlite3").touch()
    assert copies_beside(Environment.of_process()) == (path,)


def test_a_copy_is_told_of_and_merged_and_then_no_longer_told(nes: Session, run: Run) -> None:
    path = copied(nes, NAMES[0], lambda there: there.comment(POINT, "Skrevet på den andre."))
    nes.comment(POINT, "Skrevet her.")
    before = path.read_bytes()
    assert "har 1 endring som ikke er her" in words()
    assert str(path) in run("list")[2]
    code, out, told_of = run("merge", path)
    assert (code, out) == (0, "nes-2018\n")
    assert "Flettet inn i Nes 27. februar 2018: 1 endring" in told_of
    nes.refresh()
    both = {e.what.answer.comment for e in nes.journal.events("nes-2018")[-2:]}  # type: ignore[union-attr]
    assert both == {"Skrevet på den andre.", "Skrevet her."}
    assert words() == ""
    assert path.read_bytes() == before, "it is only read"


def test_what_is_answered_alone_in_ones_own_copy_comes_along(nes: Session, run: Run) -> None:
    nes.start_round(["Bo"])

    def alone(there: Session) -> None:
        Session(there.journal, "nes-2018", ANNA, there.files, alone=True).comment(POINT, "Alene.")

    path = copied(nes, NAMES[0], alone)
    assert run("merge", path)[0] == 0
    mine = Session(nes.journal, "nes-2018", ANNA, nes.files, alone=True)
    assert mine.assessment.answers[POINT].value.comment == "Alene."


def test_an_assessment_that_is_only_in_the_copy_comes_along(nes: Session, run: Run) -> None:
    def another(there: Session) -> None:
        place, day = there.assessment.municipality, there.assessment.date
        begin(there.journal, ANNA, place, there.criteria_set, day, name="ny", sure=True)

    path = copied(nes, NAMES[0], another)
    code, out, _ = run("merge", path)
    assert (code, sorted(out.split())) == (0, ["nes-2018", "ny"])


@pytest.mark.parametrize("content", [b"", b"Noe annet.", b"SQLite format 3\0" + bytes(4000)])
def test_what_is_no_copy_of_ours_is_said_and_left(nes: Session, run: Run, content: bytes) -> None:
    path = nes.home / NAMES[0]
    path.write_bytes(content)
    assert "Den blir liggende som den er." in words()
    assert run("merge", path)[0] == 2
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_said_and_left(nes: Session, run: Run) -> None:
    path = nes.home / NAMES[0]
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE noe (annet TEXT)")
    before = path.read_bytes()
    assert "har ingen egenvurderinger fra samsjekk. Den blir liggende" in words()
    code, _, err = run("merge", path)
    assert (code, "har ingen egenvurderinger" in err) == (2, True)
    assert path.read_bytes() == before


def test_nothing_is_said_where_there_is_no_copy(nes: Session) -> None:
    assert copies_beside(Environment.of_process()) == ()
    assert (words(), nes.faults) == ("", ())


async def test_a_copy_is_told_of_where_an_assessment_is_opened_too(nes: Session) -> None:
    copied(nes, NAMES[0], lambda there: there.answer(POINT, AnswerValue.NO))
    async with opened(nes.assessment.id) as pilot:
        await wait(pilot, lambda: "har 1 endring som ikke er her" in told(pilot))


async def test_home_tells_of_a_copy_and_it_is_merged_on_screen(nes: Session) -> None:
    path = copied(nes, NAMES[0], lambda there: there.answer(POINT, AnswerValue.NO))
    async with opened(None) as pilot:
        await wait(pilot, lambda: "har 1 endring som ikke er her" in told(pilot))
        await look_into(pilot, path)
        await until(pilot, GivenScreen)
        assert "I filen, og ikke her: 1 endring" in on_screen(pilot)
        await press(pilot, "ctrl+s")
        await wait(pilot, lambda: "Flettet inn i Nes" in on_screen(pilot))
        assert isinstance(in_front(pilot), GivenScreen)
    nes.refresh()
    answer = nes.assessment.answer(POINT)
    assert answer is not None
    assert answer.value is AnswerValue.NO
