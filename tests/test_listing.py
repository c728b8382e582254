"""The list says the same whether an assessment is opened for it or was listed before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from checklist.assessment import Municipality
from checklist.session import Session
from checklist.session.assessments import listing
from checklist.store import EvidenceFiles, Journal, JournalEntry, keep_cached, read_cached
from tests.conftest import ANNA, Run, ready

SHORT = {"municipality": Municipality(number="3205", name="Lillestrøm")}


@pytest.fixture
def three(home: Path) -> Path:
    """A store with three assessments, one of them corrected after it was begun."""
    path = home / "samsjekk.sqlite3"
    with Journal(path) as journal:
        for example in ("nes-2018", "lorenskog-2021"):
            ready(journal, example)
        corrected = ready(journal, "nes-2018", "rettet")
        session_of(journal, corrected, home).correct(SHORT, sure=True)
    return path


def session_of(journal: Journal, name: str, home: Path) -> Session:
    return Session(journal, name, ANNA, EvidenceFiles(home / "evidence"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The assessments that are opened for the list."""
    names: list[str] = []

    def session(journal: Journal, name: str, *further: object) -> Session:
        names.append(name)
        return Session(journal, name, *further)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(listing, "Session", session)
    return names


def whole(run: Run) -> tuple[str, object]:
    """The list as people and as programs read it."""
    return run("list")[1], json.loads(run("list", "--json")[1])


def test_what_was_listed_before_is_not_opened_and_the_list_is_the_same(
    three: Path, run: Run, opened: list[str]
) -> None:
    first = run("list")[1]
    assert sorted(opened) == ["lorenskog-2021", "nes-2018", "rettet"]
    assert "Lillestrøm" in first
    both = whole(run)
    assert both[0] == first
    assert len(opened) == 3, "none is opened again"
    (three.parent / "cache" / "list.json").unlink()
    assert json.loads(run("list", "--json")[1]) == both[1]
    assert len(opened) == 6


def test_only_what_somebody_wrote_in_is_opened_again(
    three: Path, run: Run, home: Path, opened: list[str]
) -> None:
    before = run("list")[1]
    with Journal(three) as journal:
        session_of(journal, "nes-2018", home).correct(SHORT, sure=True)
    opened.clear()
    after = run("list")[1]
    assert opened == ["nes-2018"]
    assert (before.count("Lillestrøm"), after.count("Lillestrøm")) == (1, 2)
    with Journal(three) as journal:
        session_of(journal, "nes-2018", home).undo()
    assert run("list")[1].count("Lillestrøm") == 1


def _flip(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"answered":', b'"answered":1', 1))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other(path: Path) -> None:
    keep_cached(path, listing._FORM, b'{"x": [1]}')


def _old(path: Path) -> None:
    figures = read_cached(path, listing._FORM).replace(b'"of":', b'"of":1')
    keep_cached(path, "list 1 0.2 7", figures)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [_flip, _cut, _empty, _other, _old, _folder])
def test_a_damaged_or_old_file_of_figures_gives_the_same_list(
    three: Path, run: Run, change: Callable[[Path], None]
) -> None:
    before = whole(run)
    change(three.parent / "cache" / "list.json")
    assert whole(run) == before


def test_what_is_missing_is_said_also_of_what_was_listed_before(three: Path, run: Run) -> None:
    assert "kan ikke leses" not in run("list")[1]
    with closing(sqlite3.connect(three)) as connection, connection:
        connection.execute("DELETE FROM part")
        connection.execute("DELETE FROM entry WHERE n = (SELECT max(n) FROM entry)")
    assert "noe kan ikke leses" in run("list")[1]
    assert "noe kan ikke leses" in run("list")[1], "what is damaged is never kept"


def test_the_file_of_figures_holds_nothing_that_anybody_wrote(three: Path, run: Run) -> None:
    run("list")
    kept = (three.parent / "cache" / "list.json").read_text(encoding="utf-8")
    for text in ("Nes", "Lillestrøm", "nes-2018", "Anna"):
        assert text not in kept


def test_marks_of_what_is_as_begun_spare_the_looking_and_nothing_else(three: Path) -> None:
    with Journal(three) as journal:
        listed = journal.listed()
        entries = [entry for entry in listed if isinstance(entry, JournalEntry)]
        assert [entry.id for entry in entries if entry.corrected] == ["rettet"]
        as_begun = {entry.mark for entry in entries if not entry.corrected}
        assert len({entry.mark for entry in entries}) == 3
        assert journal.listed(as_begun) == listed
