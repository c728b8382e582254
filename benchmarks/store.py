"""Figures of the store, and a samsjekk home for measuring in."""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from checklist.assessment import Author
from checklist.criteria import AnswerValue
from checklist.session import Session, copy_example
from checklist.store import EvidenceFiles, Journal


@contextmanager
def home(folder: Path) -> Iterator[None]:
    """Let samsjekk processes keep their data in `folder`."""
    before = os.environ.get("SAMSJEKK_HOME")
    os.environ["SAMSJEKK_HOME"] = str(folder / "home")
    try:
        yield
    finally:
        if before is None:
            del os.environ["SAMSJEKK_HOME"]
        else:
            os.environ["SAMSJEKK_HOME"] = before


def answer_and_commit(rounds: int = 400) -> tuple[float, float]:
    """Median milliseconds of one saved answer and of one raw commit, taken in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, body BLOB)")
        body = b"x" * 400
        files = EvidenceFiles(folder / "evidence")
        ours, other = [], []
        with Journal(folder / "samsjekk.sqlite3") as journal:
            made = copy_example(journal, files, "nes-2018")
            session = Session(journal, made, Author(name="Anna"), files)
            values = cycle((AnswerValue.YES, AnswerValue.NO))
            for _ in range(rounds):
                start = time.perf_counter()
                session.answer("ke-etablert-finnes", next(values))
                ours.append((time.perf_counter() - start) * 1000)
                start = time.perf_counter()
                raw.execute("INSERT INTO event (body) VALUES (?)", (body,))
                other.append((time.perf_counter() - start) * 1000)
        raw.close()
    return statistics.median(ours), statistics.median(other)
