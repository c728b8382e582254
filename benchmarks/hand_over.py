"""People who write apart and hand files to each other, as many times as one has time for.

python -m benchmarks.hand_over [--runs 10000] [--seed 1]

A run is two to five people with a store each. Hypothesis chooses what they do and who hands a file
to whom. Then each file is held against: what was taken in is handed on as the same bytes; all of
them taken in, in three orders, give one history and one state; one altered byte is found. Ctrl+C
ends it, and prints what came of it so far.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from benchmarks.store import use_memory
from checklist.assessment import Assessment, Author, fold
from checklist.handover import (
    DamagedFile,
    merge,
    opened_hand_over,
    read_hand_over,
    write_hand_over,
)
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal
from tests.desks import KINDS, NAME, Desk, Step, do, office

_MOST_PEOPLE = 5
_STEPS = 25

one_step = st.builds(
    Step,
    store=st.integers(0, _MOST_PEOPLE - 1),
    kind=st.sampled_from([kind for kind in KINDS if kind != "merge"]),
    a=st.integers(0, 100),
    b=st.integers(0, 100),
)
who = st.integers(0, _MOST_PEOPLE - 1)


class Tally:
    """What has been tried so far."""

    def __init__(self) -> None:
        self.runs = self.writes = self.files = self.disagreements = 0


class People(RuleBasedStateMachine):
    """Writes, and files from one to another; what has to hold is seen to at the end."""

    tally = Tally()
    desks: Sequence[Desk] = ()

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self._folder = Path(self._open.enter_context(TemporaryDirectory()))
        self._clock: list[timedelta] = []

    @initialize(stores=st.integers(2, _MOST_PEOPLE))
    def meet(self, stores: int) -> None:
        """Each has a copy of the beginning."""
        self.desks, self._clock = self._open.enter_context(office(stores))

    @rule(several=st.lists(one_step, min_size=1, max_size=8))
    def write(self, several: list[Step]) -> None:
        """Some do something."""
        for step in several:
            do(self.desks, step, self._clock)

    @rule(giver=who, taker=who)
    def hand_over(self, giver: int, taker: int) -> None:
        """Somebody takes in a file from another."""
        content = file_of(self.desks[giver % len(self.desks)], self._folder)
        take_in(self.desks[taker % len(self.desks)].journal, content, self._folder)
        self.tally.files += 1

    def teardown(self) -> None:
        """See that it all holds."""
        try:
            if self.desks:
                self._see()
        finally:
            self._open.close()

    def _see(self) -> None:
        files = [file_of(desk, self._folder) for desk in self.desks]
        chance = random.Random(sum(files[0]))  # noqa: S311 - in which order, and which byte
        if taken_in(files[:1], self._folder).content != files[0]:
            raise AssertionError("handed on as other bytes")
        first = taken_in(files, self._folder)
        for _ in range(2):
            chance.shuffle(files)
            if taken_in(files, self._folder) != first:
                raise AssertionError("another order, another state")
        refuse_altered(bytearray(files[0]), chance, self._folder)
        self.tally.runs += 1
        self.tally.writes += first.writes
        self.tally.disagreements += len(first.state.disagreements)


class Taken(NamedTuple):
    """What several files come to."""

    content: bytes
    state: Assessment
    writes: int


def taken_in(files: Sequence[bytes], folder: Path) -> Taken:
    """What a new store holds that takes in files, one after another."""
    with _new_store(folder) as journal:
        for content in files:
            take_in(journal, content, folder)
        (entry,) = journal.entries()
        state = fold(NAME, journal.events(entry.id))
        return Taken(_handed_on(journal, entry.id, folder), state, journal.heads(entry.id)[2])


@contextmanager
def _new_store(folder: Path) -> Iterator[Journal]:
    with (
        TemporaryDirectory(dir=folder) as inside,
        Journal(Path(inside, "samsjekk.sqlite3")) as journal,
    ):
        journal.database.connection.execute("PRAGMA synchronous = OFF")
        yield journal


def file_of(desk: Desk, folder: Path) -> bytes:
    """The hand-over file that somebody would send."""
    return _handed_on(desk.journal, NAME, folder)


def _handed_on(journal: Journal, assessment: str, folder: Path) -> bytes:
    made = BytesIO()
    files = EvidenceFiles(folder / "evidence")
    write_hand_over(Session(journal, assessment, Author(name=""), files), made)
    return made.getvalue()


def take_in(journal: Journal, content: bytes, folder: Path) -> None:
    """Take in a file, as whoever got it does; read without a journal, it says the same."""
    path = folder / "handed.samsjekk"
    path.write_bytes(content)
    with opened_hand_over(path) as given:
        shared = given.session.shared
        if read_hand_over(path, shared.id).assessment != shared:
            raise AssertionError("read without a journal, the file says something else")
        merge(journal, EvidenceFiles(folder / "evidence"), given, sure=True)


def refuse_altered(content: bytearray, chance: random.Random, folder: Path) -> None:
    """See that one altered byte is found."""
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path = folder / "altered.samsjekk"
    path.write_bytes(content)
    found = 0
    for look in (_open, read_hand_over):
        try:
            look(path)
        except DamagedFile:
            found += 1
    if found < 2:
        raise AssertionError("an altered byte was not found")


def _open(path: Path) -> None:
    with opened_hand_over(path):
        pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Let people hand over, and print what held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    use_memory()
    began, tally, wrong = time.monotonic(), People.tally, 0
    try:
        with suppress(KeyboardInterrupt):
            run_state_machine_as_test(seed(options.seed)(People), settings=tried(options.runs))
    except AssertionError as error:
        wrong = 1
        print(f"does not hold: {error}")
    minutes = (time.monotonic() - began) / 60
    runs = max(tally.runs, 1)
    print(
        f"{tally.runs} runs hold, {wrong} do not: {tally.writes / runs:.1f} writes, "
        f"{tally.files / runs:.1f} files and {tally.disagreements / runs:.2f} disagreements each "
        f"({tally.runs / minutes:.0f} a minute)"
    )
    return wrong


def tried(runs: int, steps: int = _STEPS) -> settings:
    """So many runs, however long each takes."""
    return settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


if __name__ == "__main__":
    raise SystemExit(main())
