"""Figures of the store, and a samsjekk home for measuring in."""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path

import msgspec

from checklist.assessment import (
    Answer,
    Answered,
    Author,
    Created,
    Municipality,
    new_id,
    written,
)
from checklist.criteria import AnswerValue
from checklist.criteria.files import Library
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import EvidenceFiles, Journal


def use_memory() -> None:
    """Make temporary files in memory where there is such a folder: for what is not about disks."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of the caller's own is made in it
    if memory.is_dir():
        tempfile.tempdir = str(memory)


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


def long_journal(path: Path, writes: int) -> Journal:
    """A journal of many writes, every third with a comment, made in one transaction."""
    created = Created(
        municipality=Municipality(number="3228", name="Nes"),
        criteria_set="",
        date=date(2026, 11, 23),
    )
    anna, at = Author(name="Anna"), datetime(2026, 11, 23, tzinfo=UTC)
    journal = Journal(path)
    journal.create("nes", created, Library.shipped().open("oppfolging"), anna)
    genesis, (head,), _ = journal.heads("nes")
    node = journal.prove("nes")[1].nodes[0]
    connection, newest = journal.database.connection, node.id
    by = msgspec.json.decode(journal.lines("nes")[0].body)["by"]
    with journal.database.writing():
        for number in range(1, writes):
            comment = f"Kommentar {number}." if number % 3 == 0 else ""
            given = Answered(
                checkpoint="opp-plan-kjent",
                answer=Answer(value=AnswerValue.YES, comment=comment),
                seen=(),
                touched=("value", "comment"),
            )
            made = written(
                of=genesis,
                write_id=new_id(at, newest),
                at=at,
                by=by,
                replica="0" * 16,
                parents=(head,),
                happened=(given,),
            )
            head, newest = made.digest, made.write.id
            n = connection.execute(
                "INSERT INTO entry (journal, id, digest, body) VALUES (1, ?, ?, ?) RETURNING n",
                (newest, head, made.body),
            ).fetchone()[0]
            connection.executemany(
                "INSERT INTO part VALUES (?, ?, ?, ?)",
                [(n, name, part.salt, part.value) for name, part in made.parts.items()],
            )
        connection.execute(
            "UPDATE journal SET heads = ?, writes = ?, events = ?",
            (msgspec.json.encode([(newest, head)]), writes, writes),
        )
    return journal


def verify_seconds(writes: int = 100_000) -> float:
    """Seconds that taking every digest anew takes."""
    with tempfile.TemporaryDirectory() as folder:
        with long_journal(Path(folder, "samsjekk.sqlite3"), writes) as journal:
            began = time.perf_counter()
            proof = journal.prove("nes")[1]
            took = time.perf_counter() - began
        if proof.faults or proof.events != writes:
            raise AssertionError(proof.faults)
    return took
