"""What tests share: a home of their own, and the Nes audit as an open session."""

from __future__ import annotations

import gc
import io
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from checklist.assessment import Author, Created, Municipality
from checklist.cli import main
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.criteria.files import Library
from checklist.handover import begin_sharing
from checklist.machine import Environment, create_private_file, make_private_folder
from checklist.session import Session
from checklist.session.assessments import begin, copy_example, free_id
from checklist.store import EvidenceFiles, Journal
from checklist.store.database import Database
from tests.databases import either_database, in_file, municipalities
from tests.postgres import postgres_server

__all__ = ["either_database", "municipalities", "postgres_server"]

Run = Callable[..., tuple[int, str, str]]
"""A command in this process: exit code, standard output, standard error."""

ANNA = Author(name="Anna", role="virksomhetsleder")
NES = Municipality(number="3228", name="Nes")
CREATED = Created(municipality=NES, criteria_set="", date=date(2026, 11, 23))
"""What begins the journals that need no criteria set."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-snapshots", action="store_true", help="keep the screens as they are now"
    )


def is_private(path: Path) -> bool:
    """Whether only its owner may open it. On Windows the rights of the folder above decide."""
    mode = 0o700 if path.is_dir() else 0o600
    return sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == mode


def can_t_be_written_to(path: Path) -> bool:
    """Whether nobody may write to it, and only its owner read it; Windows knows only the first."""
    rights = 0o222 if sys.platform == "win32" else 0o377
    return path.stat().st_mode & rights == 0


def make_link(path: Path, to: Path) -> None:
    """A link to a file or folder; where Windows lets only some make one, the test is skipped."""
    try:
        path.symlink_to(to, target_is_directory=to.is_dir())
    except OSError:
        if sys.platform != "win32":
            raise
        pytest.skip("making links needs a right of its own on Windows")
    if not path.is_symlink():
        pytest.skip("links lead nowhere here, as in Wine 8")


def pytest_configure() -> None:
    """Let Textual draw and the tests look oftener: they wait for it some ten thousand times."""
    os.environ["TEXTUAL_FPS"] = "250"
    # How long one example takes says more of the machine than of the program.
    # Where it is judged whether a change lands, the examples are the same each time; every other
    # run looks for new ones.
    settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
    settings.load_profile("ours")
    # Looking through all that the tests hold for what can be let go takes a sixth of the time.
    gc.set_threshold(100_000)


class Clock:
    """A clock that moves one second for each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@cache
def shipped_set(name: str) -> CriteriaSet:
    """A shipped criteria set, read once: no test can change it."""
    return Library.shipped().open(name)


@cache
def _empty() -> bytes:
    """A database with nothing in it, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "empty.sqlite3")
        in_file(path).close()
        return path.read_bytes()


@cache
def _ready(example: str) -> bytes:
    """A database in which an example has been copied, made once."""
    clock = Clock()
    clock.now -= timedelta(hours=1)  # so that what a test does comes after
    with TemporaryDirectory() as folder:
        path = Path(folder, "ready.sqlite3")
        with in_file(path, clock=clock) as journal:
            copy_example(journal, EvidenceFiles(Path(folder, "evidence")), example)
        assert not Path(folder, "evidence").exists(), "an example has files, which are not copied"
        return path.read_bytes()


def ready(journal: Journal, example: str, name: str | None = None) -> str:
    """The same as `copy_example` in a few milliseconds: what it writes is made once and kept.

    A second copy in the same journal is made anew: no two assessments begin with the same write.
    """
    made = name or free_id(journal, example)
    with TemporaryDirectory() as folder:
        path = Path(folder, "ready.sqlite3")
        path.write_bytes(_ready(example))
        if not isinstance(journal.database, Database):
            with in_file(path) as kept:
                (entry,) = kept.entries()
                used = kept.criteria_set(entry.created.criteria_set)
                journal.adopt(made, kept.lines(entry.id, whole=True), [used])
            return made
        with closing(sqlite3.connect(journal.path)) as database:
            database.execute("ATTACH ? AS kept", (str(path),))
            known = database.execute(
                "SELECT 1 FROM journal JOIN kept.journal AS other USING (genesis)"
            ).fetchone()
            if not known:
                database.execute("PRAGMA synchronous = OFF")
                with database:
                    _take_rows(database, made)
                # A log without marks is looked at for a quarter of a second by who opens it next.
                database.execute("PRAGMA main.wal_checkpoint(TRUNCATE)")
    if known:
        copy_example(journal, EvidenceFiles(journal.path.parent / "evidence"), example, made)
    return made


def _take_rows(database: sqlite3.Connection, made: str) -> None:
    key, last = database.execute(
        "SELECT coalesce((SELECT max(key) FROM journal), 0) + 1,"
        " coalesce((SELECT max(n) FROM entry), 0)"
    ).fetchone()
    database.execute("INSERT OR IGNORE INTO criteria_set SELECT * FROM kept.criteria_set")
    database.execute(
        "INSERT INTO journal SELECT ?, ?, genesis, heads, writes, events, changed, kind"
        " FROM kept.journal",
        (key, made),
    )
    database.execute(
        "INSERT INTO entry SELECT n + ?, ?, id, digest, body, stand_in FROM kept.entry", (last, key)
    )
    database.execute("INSERT INTO part SELECT entry + ?, path, salt, value FROM kept.part", (last,))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A samsjekk home of the test's own, with no settings from the developer's machine."""
    folder = tmp_path / "home"
    for name in ("SAMSJEKK_LANG", "SAMSJEKK_ROLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    if os.environ.get("TERM") == "dumb":
        monkeypatch.delenv("TERM")  # Where tests run there may be no terminal.
    monkeypatch.setenv("SAMSJEKK_NAME", ANNA.name)
    monkeypatch.setenv("SAMSJEKK_HOME", str(folder))
    monkeypatch.setattr(Environment, "documents", staticmethod(Path.cwd))
    return folder


@pytest.fixture
def journal(home: Path) -> Iterator[Journal]:
    """An empty journal in the test's home."""
    path = home / "samsjekk.sqlite3"
    if not path.exists():
        make_private_folder(home)
        with os.fdopen(create_private_file(path), "wb") as file:
            file.write(_empty())
    with Journal(path, Clock()) as opened:
        yield opened


@pytest.fixture
def files(home: Path) -> EvidenceFiles:
    """The evidence in the test's home."""
    return EvidenceFiles(home / "evidence")


def copied(journal: Journal, example: str, name: str | None = None) -> Session:
    """An example, copied and open for Anna."""
    files = EvidenceFiles(journal.path.parent / "evidence")
    return Session(journal, ready(journal, example, name), ANNA, files)


def of_small_set(journal: Journal) -> Session:
    """An assessment of a set of few questions, each with a comment and answered in another way."""
    criteria_set, files = shipped_set("oppfolging"), EvidenceFiles(journal.path.parent / "evidence")
    made = begin(journal, ANNA, NES, criteria_set, date(2026, 11, 1), name="nes-liten")
    session = Session(journal, made, ANNA, files)
    points = [point.id for c in criteria_set.criteria for point in c.checkpoints]
    for point, value in zip(points, cycle(AnswerValue)):
        session.answer(point, value)
        session.comment(point, "Rutinen er fra 2014, og er ikke revidert siden.")
    return session


@pytest.fixture
def nes(journal: Journal) -> Session:
    """The Nes audit of 2018, copied and open for Anna."""
    return copied(journal, "nes-2018")


@pytest.fixture
def bo(nes: Session) -> Iterator[Session]:
    """Bo, in a program of his own."""
    with Journal(nes.journal.path) as journal:
        yield Session(journal, nes.assessment.id, Author(name="Bo"), nes.files, alone=True)


@pytest.fixture
def ullensaker(journal: Journal) -> Session:
    """The follow-up of 2020, copied and open for Anna."""
    return copied(journal, "ullensaker-2020")


@pytest.fixture
def empty(journal: Journal, files: EvidenceFiles) -> Session:
    """An assessment of Nes that nobody has answered anything in."""
    adults = shipped_set("psykisk-helse-rus-voksne")
    return Session(journal, begin(journal, ANNA, NES, adults, date(2026, 11, 1)), ANNA, files)


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""

    def run(*arguments: object, answers: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(str(stopped.code))
        printed = capsys.readouterr()
        return int(code), printed.out, printed.err

    assert home.parent.exists()
    return run


@pytest.fixture
def nes_id(home: Path) -> str:
    """The Nes audit of 2018 in the test's home, as `samsjekk example` makes it."""
    with Journal(home / "samsjekk.sqlite3", Clock()) as journal:
        return ready(journal, "nes-2018")


@pytest.fixture
def shared(nes: Session, tmp_path: Path) -> Path:
    """A folder that the Nes audit is shared through."""
    folder = tmp_path / "delt"
    folder.mkdir()
    begin_sharing(nes, folder)
    return folder
