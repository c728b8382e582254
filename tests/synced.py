"""A folder that several have, and a program that syncs it as badly as it likes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from checklist.handover import SharedFolder
from checklist.store import EvidenceFiles
from tests.desks import NAME, Desk, office


class Synced:
    """A folder on each machine, and a program that carries files between them when it likes."""

    def __init__(
        self, root: Path, desks: list[Desk], chance: random.Random, conflicts: float
    ) -> None:
        self.conflicts = conflicts
        self.chance = chance
        self.views: list[Path] = []
        self.shared: list[SharedFolder] = []
        for number, desk in enumerate(desks):
            view = root / f"view-{number}"
            view.mkdir()
            files = EvidenceFiles(root / f"evidence-{number}")
            self.views.append(view)
            self.shared.append(SharedFolder(view, desk.journal, files, NAME))

    def exchange(self, number: int) -> None:
        """One machine's program looks into its folder, and writes to it."""
        self.shared[number].exchange()

    def carry(self, *, whole: bool = False) -> None:
        """Let files come from one machine to another: some, in part, late or under other names."""
        ways = [(a, b) for a in self.views for b in self.views if a is not b]
        self.chance.shuffle(ways)
        for source, target in ways:
            for path in sorted(source.rglob("*")):
                if not path.is_file() or path.name.startswith("."):
                    continue
                there = target / path.relative_to(source)
                there.parent.mkdir(exist_ok=True)
                if whole:
                    self._all_of(path, there)
                elif self.chance.random() < 0.6:
                    self._some_of(path, there)

    def _all_of(self, path: Path, there: Path) -> None:
        if not there.exists() or there.stat().st_size < path.stat().st_size:
            shutil.copyfile(path, there)

    def _some_of(self, path: Path, there: Path) -> None:
        match self.chance.randrange(4):
            case 0 if not there.exists():
                there.write_bytes(path.read_bytes()[: self.chance.randrange(path.stat().st_size)])
            case 1 if path.name.startswith("w-") and self.chance.random() < self.conflicts:
                copy = f"{path.stem.partition(' ')[0]} (konflikt {self.chance.randrange(3)}).jsonl"
                shutil.copyfile(path, there.with_name(copy))
            case _:
                self._all_of(path, there)


@contextmanager
def synced(
    stores: int, seed: int, root: Path, *, conflicts: float = 1.0
) -> Iterator[tuple[list[Desk], Synced, list[timedelta]]]:
    """Stores that begin as copies of one, a folder on each machine, and the stores' clocks.

    `conflicts` is how often the program that may make a copy of another name, does.
    """
    chance = random.Random(seed)  # noqa: S311 - what a sync program does
    with office(stores) as (desks, clock):
        yield desks, Synced(root, desks, chance, conflicts), clock
