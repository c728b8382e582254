"""How much time a store of 1,000 assessments and a history of 100,000 events take.

`python -m benchmarks.scale` prints seconds and megabytes, each of a process of its own: all from
its start, and with «work», what the processor did of it, which another program does not disturb
as much. The first line is the same command where there is nothing: what the program takes to start.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import screens, store
from checklist.assessment import Author
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import EvidenceFiles, Journal

ROOT = Path(__file__).parent.parent
ASSESSMENTS, EVENTS = 1_000, 100_000
_IN_A_WRITE = 10
_PAGE = 200
_COMMAND = (sys.executable, "-m", "checklist")
_OPEN_HISTORY = f"""
import sys, time
from pathlib import Path
from checklist.assessment import Author
from checklist.i18n import Translator
from checklist.session import (Session)
from checklist.store import EvidenceFiles, Journal
from checklist.words import history_words

home = Path(sys.argv[1])
with Journal(home / "samsjekk.sqlite3") as journal:
    session = Session(journal, "nes", Author(name="Anna"), EvidenceFiles(home / "evidence"))
    began, worked = time.perf_counter(), time.process_time()
    lines, earlier, _ = session.history(), session.earlier(), Translator("nb")
    for line in lines[:{_PAGE}]:
        history_words(line.event, session.criteria_set, earlier, _, undone=line.undone)
    print(time.perf_counter() - began, time.process_time() - worked)
"""


class Took(NamedTuple):
    """Seconds from start to end, seconds of the processor, and megabytes at most."""

    seconds: float
    work: float
    megabytes: float

    def line(self, name: str) -> str:
        """The figures on one line."""
        return f"{name:<72} {self.seconds:6.2f} s  {self.work:6.2f} work  {self.megabytes:4.0f} MB"


def process(*command: str, lines: int | None = None) -> tuple[Took, str]:
    """What a process takes, or takes until so many lines have come; and what it printed."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as started:
        assert started.stdout is not None  # noqa: S101 - a pipe was asked for
        if lines is None:
            printed = started.stdout.read()
        else:
            printed = b"".join(started.stdout.readline() for _ in range(lines))
            started.stdout.close()
        seconds = time.perf_counter() - began
        _pid, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), printed.decode()


def many_assessments(home: Path, number: int) -> None:
    """So many assessments with all that happened in an example, a few events in each write."""
    files, anna = EvidenceFiles(home / "evidence"), Author(name="Anna")
    with Journal(home / "samsjekk.sqlite3") as journal:
        made = copy_example(journal, files, "nes-2018")
        created, *further = (event.what for event in journal.events(made))
        with journal.database.writing():
            for place in range(1, number):
                journal.create(f"nes-{place}", created, None, anna)  # type: ignore[arg-type] # it is how one begins
                for first in range(0, len(further), _IN_A_WRITE):
                    journal.append(f"nes-{place}", anna, *further[first : first + _IN_A_WRITE])


def answer_one(home: Path) -> None:
    """Give an answer in one of the assessments."""
    with Journal(home / "samsjekk.sqlite3") as journal:
        files = EvidenceFiles(home / "evidence")
        session = Session(journal, "nes-1", Author(name="Anna"), files)
        session.comment("ke-etablert-finnes", "En kommentar")


def lists(home: Path) -> None:
    """Print what the list and home take with many assessments."""
    os.environ["SAMSJEKK_HOME"] = str(home / "empty")
    print(process(*_COMMAND, "list")[0].line("list of nothing"))
    os.environ["SAMSJEKK_HOME"] = str(home)
    many_assessments(home, ASSESSMENTS)
    paint = screens.first_paint(_COMMAND, "80 av 395") / 1000
    held = screens.memory(_COMMAND, "80 av 395")
    print(f"{'home, until its first row is worked out':<72} {paint:6.2f} s {held:16.0f} MB")
    for name in ("the first time", "again", "again"):
        print(process(*_COMMAND, "list")[0].line(f"list of {ASSESSMENTS:,}, {name}"))
    answer_one(home)
    print(process(*_COMMAND, "list")[0].line(f"list of {ASSESSMENTS:,}, one written in since"))


def histories(home: Path) -> None:
    """Print what the first page of a long history takes."""
    os.environ["SAMSJEKK_HOME"] = str(home)
    with closing(store.long_journal(home / "samsjekk.sqlite3", EVENTS)):
        pass
    whole, printed = process(sys.executable, "-c", _OPEN_HISTORY, str(home))
    seconds, work = map(float, printed.split())
    page = Took(seconds, work, whole.megabytes)
    print(page.line(f"history of {EVENTS:,}, its first page where it is open"))
    name = f"samsjekk history of {EVENTS:,}, until its first page"
    for time_of_it in ("the first time", "again", "again"):
        took, _lines = process(*_COMMAND, "history", "nes", lines=_PAGE)
        print(took.line(f"{name}, {time_of_it}"))
    process(*_COMMAND, "answer", "nes", "opp-plan-kjent", "no", "--comment", "Ikke nå.")
    took, _lines = process(*_COMMAND, "history", "nes", lines=_PAGE)
    print(took.line(f"{name}, one written since"))


def main() -> None:
    """Make what is measured, measure and print."""
    store.use_memory()
    compileall.compile_dir(str(ROOT / "checklist"), quiet=1)
    for part in (lists, histories):
        with TemporaryDirectory() as folder:
            part(Path(folder))


if __name__ == "__main__":
    main()
