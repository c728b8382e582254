"""Five people share an assessment through a folder that a program syncs badly.

python -m benchmarks.shared_folder [--events 20000] [--people 5] [--seed 1]

Each has a store and a folder on a machine of their own. Between the folders goes a program that
delays, cuts, doubles, reorders and renames files. What somebody's program has said is saved, is
kept in memory as it was written. At each exchange, what is new to a store is held against it: an
event that is shown without the others of its write, or with another content, is not whole. At the
end all of it has to be everywhere. Ctrl+C stops the writing, and sees how it stands then.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.store import use_memory
from checklist.assessment import (
    Answer,
    Answered,
    Author,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    Names,
    Observation,
    What,
    fold,
)
from checklist.criteria import AnswerValue
from tests.desks import NAME, Desk, criteria
from tests.synced import Synced, synced

_MOST_IN_A_SITTING = 80
_CONFLICTS = 0.1


class Counted(NamedTuple):
    """What came of it."""

    events: int
    exchanges: int
    lost: int
    stores: int
    not_whole: int
    faults: int


class Sharing:
    """People at work, and what they were told is saved."""

    def __init__(self, desks: Sequence[Desk], folder: Synced, chance: random.Random) -> None:
        self.desks = desks
        self.folder = folder
        self.chance = chance
        self.points = tuple(Names(criteria()).checkpoints)
        self.saved: dict[str, Event] = {event.id: event for event in desks[0].events()}
        self.of_write: dict[str, int] = {}
        self.arrived = [desk.journal.news(NAME).arrived for desk in desks]
        self.exchanges = self.not_whole = 0

    def sit_down(self, number: int) -> None:
        """Somebody writes for a while, and their program exchanges."""
        desk = self.desks[number]
        author = Author(name=f"Person {number}")
        for _ in range(self.chance.randint(1, _MOST_IN_A_SITTING)):
            written = desk.journal.append(NAME, author, *self._something(desk))
            for event in written:
                self.saved[event.id] = event
            self.of_write[written[0].write] = len(written)
        self.arrived[number] = desk.journal.news(NAME, self.arrived[number]).arrived
        self.exchange(number)

    def _something(self, desk: Desk) -> Sequence[What]:
        point = self.chance.choice(self.points)
        answer = Answer(value=self.chance.choice(list(AnswerValue)), comment=desk.text())
        happened: list[What] = [Answered(checkpoint=point, answer=answer)]
        if self.chance.random() < 0.2:
            seen = Observation(id=f"d{len(self.saved)}", title=desk.text())
            happened += [
                EvidenceRecorded(evidence=seen),
                EvidenceLinked(evidence=seen.id, checkpoint=point),
            ]
        return happened

    def exchange(self, number: int) -> None:
        """One program exchanges; what is new there is held against what was written."""
        self.folder.exchange(number)
        self.exchanges += 1
        journal = self.desks[number].journal
        news = journal.news(NAME, self.arrived[number])
        self.arrived[number] = news.arrived
        of_write: dict[str, int] = {}
        for event in news.events:
            of_write[event.write] = of_write.get(event.write, 0) + 1
            known = self.saved.get(event.id)
            if known is None or known.what != event.what or known.author.name != event.author.name:
                self.not_whole += 1
        self.not_whole += sum(
            number != self.of_write.get(write, number) for write, number in of_write.items()
        )
        self.not_whole += len(news.faults)

    def meet(self) -> None:
        """Let everything come to everybody."""
        for _ in range(3):
            for number in range(len(self.desks)):
                self.exchange(number)
            self.folder.carry(whole=True)

    def counted(self) -> Counted:
        """What is lost, how many different stores there are, and what `verify` finds."""
        here = [{event.id for event in desk.events()} for desk in self.desks]
        lost = sum(len(self.saved.keys() - ids) for ids in here)
        kinds = {(desk.journal.heads(NAME), repr(fold(NAME, desk.events()))) for desk in self.desks}
        faults = sum(len(desk.journal.prove(NAME)[1].faults) for desk in self.desks)
        return Counted(len(self.saved), self.exchanges, lost, len(kinds), self.not_whole, faults)


def shared(events: int, people: int, seed: int, root: Path) -> Counted:
    """Let people write so many events, and see what came of it."""
    with synced(people, seed, root, conflicts=_CONFLICTS) as (desks, folder, _clock):
        sharing = Sharing(desks, folder, folder.chance)
        try:
            while len(sharing.saved) < events:
                sharing.sit_down(folder.chance.randrange(people))
                folder.carry()
        except KeyboardInterrupt:
            print("stopped: what is written so far comes together", flush=True)
        sharing.meet()
        return sharing.counted()


def main(arguments: Sequence[str] | None = None) -> int:
    """Share, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began = time.monotonic()
    use_memory()
    with tempfile.TemporaryDirectory() as root:
        found = shared(options.events, options.people, options.seed, Path(root))
    minutes = (time.monotonic() - began) / 60
    print(
        f"{found.events} events by {options.people} people, {found.exchanges} exchanges: "
        f"{found.lost} lost, {found.stores} different stores at the end, "
        f"{found.not_whole} shown before they were whole, {found.faults} faults "
        f"({found.events / minutes:.0f} events a minute)"
    )
    return int(bool(found.lost or found.stores > 1 or found.not_whole or found.faults))


if __name__ == "__main__":
    raise SystemExit(main())
