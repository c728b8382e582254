"""One flipped bit in a database with three assessments, as often as one has time for.

python -m benchmarks.damage [--flips 500] [--seed 1] [--rows]

After each flip the database is opened, listed, every assessment read and verified, one reported
and one answered. Printed is how often something ended in an exception that nobody handled, how
often an assessment or its criteria set differs though neither reading nor `verify` says so, and
how many assessments other than one don't open. Where SQLite refuses the whole file, the words name
the latest backup. More than half of it are criteria sets; with
`--rows`, only the rest is hit, and `dbstat` must be in SQLite. Ctrl+C ends it, and prints what came
of it so far.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import shutil
import sqlite3
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from benchmarks.store import home
from checklist.assessment import Assessment, Author
from checklist.cli import main as samsjekk
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import report_file
from checklist.session import Session
from checklist.session.assessments import copy_example, prove_assessment
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal, StoreError, Why, open_backups, open_journal
from tests.databases import file_of

NAMES = ("nes-2018", "lorenskog-2021", "ullensaker-2020")
AUTHOR = Author(name="Anna")
_ANSWERS = 40
_PAGE = 4096

_State = tuple[Assessment, CriteriaSet]


class Flipped(NamedTuple):
    """What came of one flip.

    Attributes:
        refused: the whole file can't be read; the words name a backup.
        unhandled: the first exception that nobody handled, else nothing.
        silent: the assessments that differ though nothing says so.
        closed: the assessments that don't open, where the file does.
        said: something said that something is wrong.
    """

    refused: bool = False
    unhandled: str = ""
    silent: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    said: bool = False


class Damage:
    """A database to damage, and what its assessments are while it is whole.

    Args:
        folder: where it lies; `SAMSJEKK_HOME` is in it.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.path = self.home / "samsjekk.sqlite3"
        self.files = EvidenceFiles(self.home / "evidence")
        environment = Environment.of_process()
        with open_journal(environment) as journal:
            for name in NAMES:
                made = copy_example(journal, self.files, name)
                session = Session(journal, made, AUTHOR, self.files)
                points = [
                    point.id for c in session.criteria_set.criteria for point in c.checkpoints
                ]
                values = cycle(AnswerValue)
                for point in points[:_ANSWERS]:
                    session.answer(point, next(values))
                    session.comment(point, f"Rutinen er fra 2014, {point}")
            journal.database.empty_log()
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with open_journal(environment) as journal:
            open_backups(environment).make(file_of(journal).connection, Why.ASKED)
            self.whole = {name: self._state(journal, name)[0] for name in NAMES}
        self.content = self.path.read_bytes()

    def pages(self, *, rows: bool) -> list[int]:
        """The pages of the file, from 0; with `rows` without those of criteria sets."""
        every = list(range(len(self.content) // _PAGE))
        if not rows:
            return every
        with closing(sqlite3.connect(self.path)) as connection:
            of_sets = "SELECT pageno FROM dbstat WHERE name = 'criteria_set'"
            left_out = {number - 1 for (number,) in connection.execute(of_sets)}
        return [number for number in every if number not in left_out]

    def flip(self, bit: int) -> Flipped:
        """Flip one bit, and see what samsjekk makes of it."""
        damaged = bytearray(self.content)
        damaged[bit // 8] ^= 1 << bit % 8
        for beside in self.home.glob("samsjekk.sqlite3*"):
            beside.unlink()
        self.path.write_bytes(damaged)
        try:
            return self._look()
        except Exception:  # noqa: BLE001 - that is what is counted
            return Flipped(unhandled=traceback.format_exc(limit=-4))

    def _look(self) -> Flipped:
        try:
            with open_journal(Environment.of_process()) as journal:
                found = self._look_at(journal)
        except StoreError as error:
            if "samsjekk restore" not in str(error.words) and "nyere versjon" not in str(
                error.words
            ):
                raise
            return Flipped(refused=True, said=True)
        for words in (("list",), ("list", "--json"), ("verify", NAMES[0]), ("status", NAMES[1])):
            said = io.StringIO()
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                samsjekk(words)
            if "Noe uventet" in said.getvalue():
                return found._replace(unhandled=f"{' '.join(words)}: {said.getvalue()}")
        return found

    def _look_at(self, journal: Journal) -> Flipped:
        listed = {entry.id for entry in journal.entries()}
        damaged = journal.damaged_entries()
        silent, closed, said = [], [], bool(damaged)
        for name in NAMES:
            try:
                state, faults = self._state(journal, name)
            except SamsjekkError:
                closed.append(name)
                said = True
                state, faults = None, True
            try:
                faults |= bool(prove_assessment(journal, name)[0].faults)
            except SamsjekkError:
                faults = True
            said |= faults
            if (state != self.whole[name] or name not in listed) and not faults:
                silent.append(name)
        for name in (*NAMES, *damaged):
            with contextlib.suppress(SamsjekkError):
                session = Session(journal, name, AUTHOR, self.files)
                made = report_of(session, date(2026, 1, 1), Translator())
                report_file(made, template="gap", form="md")
                session.answer(session.criteria_set.criteria[0].checkpoints[0].id, AnswerValue.NO)
        with contextlib.suppress(SamsjekkError):
            journal.remove(NAMES[2])
        for name in damaged:
            with contextlib.suppress(SamsjekkError):
                journal.remove(name)
        return Flipped(silent=tuple(silent), closed=tuple(closed), said=said)

    def _state(self, journal: Journal, name: str) -> tuple[_State, bool]:
        session = Session(journal, name, AUTHOR, self.files)
        return (session.shared, session.criteria_set), bool(session.faults)


def main(arguments: Sequence[str] | None = None) -> int:
    """Flip bits, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", action="store_true")
    options = parser.parse_args(arguments)
    began, chance = time.monotonic(), random.Random(options.seed)  # noqa: S311 - which bit
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name, home(Path(name)):
        damage = Damage(Path(name))
        pages = damage.pages(rows=options.rows)
        with contextlib.suppress(KeyboardInterrupt):
            for number in range(options.flips):
                bit = chance.choice(pages) * _PAGE * 8 + chance.randrange(_PAGE * 8)
                found = damage.flip(bit)
                counted["flips"] += 1
                counted["refused"] += found.refused
                counted["said"] += found.said
                counted["unhandled"] += bool(found.unhandled)
                counted["silent"] += bool(found.silent)
                counted["one closed"] += len(found.closed) == 1
                counted["others closed"] += max(len(found.closed) - 1, 0)
                if found.unhandled or found.silent or len(found.closed) > 1:
                    where = f"byte {bit // 8} (page {bit // 8 // _PAGE + 1}) bit {bit % 8}"
                    words = found.unhandled or f"silent {found.silent}, closed {found.closed}"
                    print(f"flip {number}, {where}: {words}", flush=True)
        shutil.rmtree(damage.home)
    print(
        f"{counted['flips']} flips in {len(damage.content)} bytes: "
        f"{counted['unhandled']} unhandled, {counted['silent']} silently different, "
        f"{counted['others closed']} other assessments don't open; "
        f"{counted['one closed']} times one assessment does not open, "
        f"{counted['refused']} times the whole file is refused with words about a backup, "
        f"{counted['said']} times something is said ({time.monotonic() - began:.0f} s)"
    )
    return int(counted["unhandled"] + counted["silent"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
