"""The newest of a long history is told first, and the whole is told the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from checklist.assessment import Answer, Answered, Event, Thing
from checklist.criteria import AnswerValue
from checklist.session import History, Session, newest, read_history, read_newest_first
from tests.conftest import ANNA, Run
from tests.databases import ON_BOTH

POINT = "ke-etablert-finnes"


@pytest.fixture
def long(empty: Session) -> Iterator[Session]:
    """An assessment with 20 answers to one question: of a history so long, three are newest."""
    with patch.multiple(newest, NEWEST=3, LONG=15):
        answer(empty, 20)
        yield empty


def answer(session: Session, times: int) -> None:
    for number in range(times):
        value = (AnswerValue.YES, AnswerValue.NO)[number % 2]
        session.answer(POINT, value)


def parts(session: Session, cache: Path) -> list[History]:
    """The parts that the history is told in, which come to the whole."""
    told = list(read_newest_first(session.journal, session.shared.id, session.author, cache))
    whole = read_history(session.journal, session.shared.id, session.author)
    assert [line for part in told for line in part.lines] == list(whole.lines)
    for line in told[0].lines:
        assert told[0].earlier.events[line.event.id] == whole.earlier.events[line.event.id]
        assert told[0].earlier.before.get(line.event.id) == whole.earlier.before.get(line.event.id)
    return told


def lengths(session: Session, cache: Path) -> list[int]:
    return [len(part.lines) for part in parts(session, cache)]


@ON_BOTH
def test_what_was_told_before_is_told_from_few_writes(long: Session, tmp_path: Path) -> None:
    assert lengths(long, tmp_path) == [21]
    first, _rest = parts(long, tmp_path)
    assert len(first.lines) == 3
    assert len(first.earlier.events) == 5, "the beginning, what was answered before, and the three"
    answer(long, 2)
    assert lengths(long, tmp_path) == [5, 18], "those that arrived since are among the newest"
    assert lengths(long, tmp_path) == [3, 20]


def test_an_undo_of_one_of_the_newest_is_told_first(long: Session, tmp_path: Path) -> None:
    lengths(long, tmp_path)
    long.undo()
    assert lengths(long, tmp_path) == [4, 18]


def test_what_takes_back_older_ones_is_told_from_all(long: Session, tmp_path: Path) -> None:
    lengths(long, tmp_path)
    for _ in range(5):
        long.undo()
    assert lengths(long, tmp_path) == [26]
    assert lengths(long, tmp_path) == [10, 16], "what they took back is among the newest now"


def test_who_erases_an_old_text_is_told_from_all(long: Session, tmp_path: Path) -> None:
    long.comment(POINT, "Noe som ikke skulle stått her.")
    answer(long, 4)
    lengths(long, tmp_path)
    long.erase(Thing("answer", POINT), "comment", "Et navn")
    assert lengths(long, tmp_path) == [27]


@pytest.mark.parametrize("content", [b"", b"noe annet", None])
def test_what_is_remembered_is_never_truth(
    long: Session, tmp_path: Path, content: bytes | None
) -> None:
    lengths(long, tmp_path)
    (kept,) = tmp_path.glob("newest.json")
    kept.write_bytes(kept.read_bytes()[:-9] if content is None else content)
    assert lengths(long, tmp_path) == [21]
    assert lengths(long, tmp_path) == [3, 18]


def test_another_copy_of_the_journal_is_read_whole(long: Session, tmp_path: Path) -> None:
    path, now = long.journal.path, tmp_path / "now"
    with patch.object(newest, "_check", lambda _digests: "as in another copy"):
        lengths(long, now)
    assert path.exists()
    assert lengths(long, now) == [21]


def test_the_command_says_the_same_twice(long: Session, run: Run) -> None:
    first = run("history", long.shared.id)
    assert run("history", long.shared.id) == first
    assert len(first[1].splitlines()) == 21


def test_the_one_before_the_newest_is_needed_to_see_that_a_clock_went_back() -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    events = [
        Event(
            id=f"{number:026x}",
            at=at,
            author=ANNA,
            what=Answered(checkpoint=POINT, answer=Answer(value=AnswerValue.YES)),
            write=f"write {number}",
        )
        for number in range(9)
    ]
    with patch.multiple(newest, NEWEST=3, LONG=5):
        found = newest.needed_by_newest(events)
    assert found is not None
    assert found[0] == events[6].id
    assert found[1] == {f"write {number}" for number in (0, 5, 6, 7, 8)}, "the first names Anna"
