"""Kill a program in the middle of its writes, as often as one has time for.

python -m benchmarks.crash [--kills 2000] [--seed 1]

A program answers, comments, plans, records evidence with copies, erases, undoes, goes back, takes
in what another copy wrote, and makes backups; each write is acknowledged when it has returned.
It is killed at a random moment. Then everything acknowledged must be there, the journal must open
and verify, and no copy may be left that nothing refers to. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from checklist.assessment import Action, Author, Document, EvidenceRecorded, Thing
from checklist.criteria import AnswerValue
from checklist.errors import SamsjekkError
from checklist.machine import Environment
from checklist.session import Session, copy_example, prove_assessment
from checklist.store import (
    EvidenceFiles,
    Journal,
    Why,
    author_of,
    open_backups,
    open_evidence_files,
    open_journal,
)

NAME = "nes-2018"
POINTS = ("ke-kjent-ansatte", "ke-mandat-kjent", "ke-etablert-finnes")
_LONGEST_SECONDS = 0.06
_HOUR = 3700


class Worker:
    """What writes until it is killed.

    Args:
        environment: says where.
        other: a copy of the journal that somebody else writes in.
        chance: chooses what is done.
    """

    def __init__(self, environment: Environment, other: Path, chance: random.Random) -> None:
        self._chance = chance
        self._environment = environment
        self._other = other
        self._files = open_evidence_files(environment)
        self._journal = open_journal(environment)
        self._session = Session(self._journal, NAME, author_of(environment), self._files)

    def run(self, acknowledge: Callable[[str], object]) -> None:
        """Write and say so, for ever."""
        kinds = (
            self._answer, self._comment, self._record, self._erase_copy, self._erase_comment,
            self._plan, self._undo, self._redo, self._merge, self._back_up, self._remove,
        )  # fmt: skip
        while True:
            with suppress(SamsjekkError):
                self._chance.choice(kinds)()
                acknowledge(" ".join(self._journal.heads(NAME)[1]))

    def _point(self) -> str:
        return self._chance.choice(POINTS)

    def _answer(self) -> None:
        self._session.answer(self._point(), self._chance.choice(list(AnswerValue)))

    def _comment(self) -> None:
        self._session.comment(self._point(), f"Kommentar {self._chance.random()}")

    def _record(self) -> None:
        path = self._environment.home.parent / "rutine.txt"
        path.write_text(f"Rutine {self._chance.random()}", encoding="utf-8")
        name = self._session.new_evidence_id()
        file = self._session.record_file(path, copy=True)
        self._session.record_evidence(Document(id=name, title="Rutine", file=file), [POINTS[0]])

    def _with_copy(self) -> str:
        names = [
            name
            for name, held in self._session.assessment.evidence.items()
            if isinstance(held.value, Document) and held.value.file and held.value.file.copied
        ]
        return self._chance.choice(names or ["ingen"])

    def _erase_copy(self) -> None:
        self._session.erase_evidence(self._with_copy(), "prøvd")

    def _remove(self) -> None:
        self._session.remove_evidence(self._with_copy())

    def _erase_comment(self) -> None:
        self._session.erase(Thing("answer", self._point()), "comment")

    def _plan(self) -> None:
        name = self._session.new_action_id()
        self._session.set_action(Action(id=name, criterion="ke-kjent", what="Lage nettside"))

    def _undo(self) -> None:
        self._session.undo()

    def _redo(self) -> None:
        self._session.redo()

    def _merge(self) -> None:
        with Journal(self._other) as other:
            Session(other, NAME, Author(name="Bo"), self._files).answer(
                self._point(), self._chance.choice(list(AnswerValue))
            )
            self._journal.take_in(NAME, other.lines(NAME))
        self._session.refresh()

    def _back_up(self) -> None:
        self._journal.database.back_up(Why.DAY)


def killed_once(environment: Environment, other: Path, seed: int) -> list[str]:
    """Let a program write, kill it, and return every head it acknowledged."""
    chance = random.Random(seed)  # noqa: S311 - what is done, and when it ends
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reads)
            worker = Worker(environment, other, chance)
            os.write(writes, b"ready\n")
            worker.run(lambda line: os.write(writes, f"{line}\n".encode()))
        finally:
            os._exit(1)
    os.close(writes)
    with os.fdopen(reads, "rb") as said:
        said.readline()
        time.sleep(random.Random(~seed).random() * _LONGEST_SECONDS)  # noqa: S311 - when
        os.kill(child, signal.SIGKILL)
        lines = said.read().decode().split("\n")
    os.waitpid(child, 0)
    # The last is empty, or was cut off.
    return [head for line in lines[:-1] for head in line.split()]


def faults_after(environment: Environment, acknowledged: Sequence[str]) -> list[str]:
    """What is wrong in the store, in words; empty where all is as it was said to be."""
    files = open_evidence_files(environment)
    folder = environment.home / "evidence" / NAME
    long_ago = time.time() - _HOUR
    for left in folder.iterdir() if folder.exists() else ():
        os.utime(left, (long_ago, long_ago))
    found = []
    with open_journal(environment) as journal:
        session = Session(journal, NAME, author_of(environment), files)
        proof = prove_assessment(journal, NAME).proof
        here = {node.digest for node in proof.nodes}
        missing = [head for head in acknowledged if head not in here]
        if missing:
            found.append(f"{len(missing)} acknowledged writes are gone")
        found += [str(fault) for fault in proof.faults]
        copies = {
            Path(line.event.what.evidence.file.path).name
            for line in session.history()
            if isinstance(line.event.what, EvidenceRecorded)
            and isinstance(line.event.what.evidence, Document)
            and line.event.what.evidence.file is not None
            and line.event.what.evidence.file.copied
        }
    stray = {path.name for path in folder.iterdir()} - copies if folder.exists() else set()
    if stray:
        found.append(f"stray copies: {', '.join(sorted(stray))}")
    return found


def begun(folder: Path) -> tuple[Environment, Path]:
    """A home with an example, and a copy of its journal for somebody else."""
    environment = Environment("nb", "Anna", chosen_home=folder / "home")
    with open_journal(environment) as journal:
        copy_example(journal, EvidenceFiles(folder / "home" / "evidence"), NAME)
        other = folder / "other.sqlite3"
        made = open_backups(environment).make(journal.database.connection, Why.ASKED)
    other.write_bytes(made.path.read_bytes())
    return environment, other


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, look, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began, acknowledged, wrong = time.monotonic(), 0, 0
    left = options.kills
    while left:
        # A new home now and then: a long history takes long to read.
        with tempfile.TemporaryDirectory() as name:
            environment, other = begun(Path(name))
            for _ in range(min(left, 100)):
                heads = killed_once(environment, other, options.seed * 1_000_003 + left)
                acknowledged += len(heads)
                left -= 1
                if faults := faults_after(environment, heads):
                    wrong += 1
                    print(f"kill {options.kills - left}: {'; '.join(faults)}")
    print(
        f"{options.kills} kills, {acknowledged} acknowledged writes: "
        f"{wrong} times something was lost, did not verify or was left "
        f"({time.monotonic() - began:.0f} s)"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
