"""What tests share: a home of their own, and the Nes audit as an open session."""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checklist.assessment import Author
from checklist.cli import main
from checklist.session import Session, copy_example
from checklist.store import EvidenceFiles, Journal

Run = Callable[..., tuple[int, str, str]]
"""A command in this process: exit code, standard output, standard error."""

ANNA = Author(name="Anna", role="virksomhetsleder")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-snapshots", action="store_true", help="keep the screens as they are now"
    )


def is_private(path: Path) -> bool:
    """Whether only its owner may open it. On Windows the rights of the folder above decide."""
    mode = 0o700 if path.is_dir() else 0o600
    return sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == mode


class Clock:
    """A clock that moves one second for each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A samsjekk home of the test's own, with no settings from the developer's machine."""
    folder = tmp_path / "home"
    for name in ("SAMSJEKK_LANG", "SAMSJEKK_ROLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAMSJEKK_NAME", ANNA.name)
    monkeypatch.setenv("SAMSJEKK_HOME", str(folder))
    return folder


@pytest.fixture
def journal(home: Path) -> Iterator[Journal]:
    """An empty journal in the test's home."""
    with Journal(home / "samsjekk.sqlite3", Clock()) as opened:
        yield opened


@pytest.fixture
def nes(journal: Journal, home: Path) -> Session:
    """The Nes audit of 2018, copied and open for Anna."""
    files = EvidenceFiles(home / "evidence")
    return Session(journal, copy_example(journal, files, "nes-2018"), ANNA, files)


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
def nes_id(run: Run) -> str:
    code, out, _ = run("example", "nes-2018")
    assert code == 0
    return out.strip()
