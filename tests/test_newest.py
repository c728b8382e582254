"""The newest of a long history is told first, and the whole is told the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest

from checklist.assessment import Author, Thing
from checklist.criteria import AnswerValue
from checklist.session import History, Session, newest, read_history, read_newest_first
from checklist.store import Journal, keep_cached
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


@pytest.mark.parametrize("content", [b"", b"noe annet", None, "another form"])
def test_what_is_remembered_is_never_truth(
    long: Session, tmp_path: Path, content: bytes | str | None
) -> None:
    lengths(long, tmp_path)
    (kept,) = tmp_path.glob("newest.json")
    if isinstance(content, str):
        keep_cached(kept, newest._FORM, msgspec.json.encode({"x": {"writes": content}}))
    else:
        kept.write_bytes(kept.read_bytes()[:-9] if content is None else content)
    assert lengths(long, tmp_path) == [21]
    assert lengths(long, tmp_path) == [3, 18]


def test_another_copy_of_the_journal_is_read_whole(long: Session, tmp_path: Path) -> None:
    with patch.object(newest, "_check", lambda _digests: "as in another copy"):
        lengths(long, tmp_path / "other writes")
    assert lengths(long, tmp_path / "other writes") == [21]
    numbers = Journal.numbers
    with patch.object(Journal, "numbers", lambda *asked: (numbers(*asked)[0], 99)):
        lengths(long, tmp_path / "more writes")
    assert lengths(long, tmp_path / "more writes") == [21]


@pytest.mark.parametrize("undone", [0, 1])
def test_what_was_not_touched_and_what_was_taken_back_is_told_the_same(
    empty: Session, tmp_path: Path, undone: int
) -> None:
    with patch.multiple(newest, NEWEST=3, LONG=20):
        empty.comment(POINT, "Rutinen er fra 2014.")
        answer(empty, 2)
        for _ in range(undone):
            empty.undo()
        for place in range(20):
            empty.set_fields(POINT, place=f"Side {place}")
        assert lengths(empty, tmp_path) == [24 + undone]
        assert lengths(empty, tmp_path) == [3, 21 + undone]


def test_who_has_got_another_role_has_it_in_the_newest_too(long: Session, tmp_path: Path) -> None:
    now = Author(name=ANNA.name, role="kommuneoverlege")
    answer(Session(long.journal, long.shared.id, now, long.files), 5)
    lengths(long, tmp_path)
    first, _rest = parts(long, tmp_path)
    assert {line.event.author.role for line in first.lines} == {"kommuneoverlege"}


def test_the_command_says_the_same_twice(long: Session, run: Run) -> None:
    first = run("history", long.shared.id)
    assert run("history", long.shared.id) == first
    assert len(first[1].splitlines()) == 21
