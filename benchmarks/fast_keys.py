"""Keys pressed at once, beside the same keys one by one: `python -m benchmarks.fast_keys [NAME …]`.

From the walk it goes to each place of `tests/places.py` and presses some keys more, which chance
has chosen: once each when what the one before did is done, once all at once, as where the machine
or the line is slow. What stands on the screen afterwards must be the same.

The figures are by where they begin: in the walk, or in an audit. `SEED` in the environment chooses
other keys. It prints the figure and each place where it differs; 1 when there is one.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import chdir, suppress
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from textual.worker import WorkerCancelled, WorkerFailed

from benchmarks.crawled_home import EXAMPLE, fill_home
from benchmarks.names import asked_for
from benchmarks.terminal import Figure, home
from checklist.machine import Environment
from tests.crawl import opened
from tests.places import AUDITED, DEEPER, IN_PASSING, OF_WHAT_WAS_RECEIVED, WAIT, WAYS, Way
from tests.terminal import nothing_to_do, on_screen, press, press_at_once

SIZE = (100, 30)
MORE = 6
"""Keys that are pressed after those that lead to the place."""
KEYS = (
    *("up", "down", "down", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab"),
    *("tab", "enter", "enter", "enter", "escape", "space", "j", "n", "k", "o", "t", "e", "m", "1"),
    *("2", "+", "-", "/", "=", "z", "ctrl+s"),
)
_CLOCK = re.compile(r"\d\d:\d\d(:\d\d)?")
_MOST_WAIT_SECONDS = 10


def ways(*places: Mapping[str, Way]) -> dict[str, Way]:
    """The ways without those on which a thread is waited for."""
    return {name: way for part in places for name, way in part.items() if WAIT not in way}


async def shown(way: Way, filled: Path, *, at_once: bool) -> str:
    """What stands on the screen after these keys, in a home and a folder that are filled so."""
    there = filled.with_name("there")
    shutil.rmtree(there, ignore_errors=True)
    shutil.copytree(filled, there)
    os.environ["SAMSJEKK_HOME"] = str(there / "home")
    with chdir(there / "files"):
        async with opened(EXAMPLE, SIZE) as pilot:
            await (press_at_once if at_once else press)(pilot, *way)
            # One that waits for an answer is not complete, and one of a closed box is cancelled.
            with suppress(TimeoutError, WorkerFailed, WorkerCancelled):
                await asyncio.wait_for(pilot.app.workers.wait_for_complete(), _MOST_WAIT_SECONDS)
            await nothing_to_do()
            await pilot.pause()
            await pilot.wait_for_scheduled_animations()
            return _CLOCK.sub("00:00", f"{pilot.app.screen!r}\n{on_screen(pilot)}")


async def differing(places: Mapping[str, Way]) -> Figure:
    """How many places differ by how fast the keys were pressed."""
    seed = os.environ.get("SEED", "1")
    part = os.environ.get("CRAWLED", "")
    documents = patch.object(Environment, "documents", Path.cwd)
    # A file that is made while one goes on is ready when it is, and says so wherever one is then.
    files = patch("checklist.tui.boxes.making._make")
    faults = tried = 0
    with home(), TemporaryDirectory() as folder, documents, files:
        filled = Path(folder, "filled")
        (filled / "files").mkdir(parents=True)
        with chdir(filled / "files"):
            fill_home("Kommunen")
        shutil.copytree(os.environ["SAMSJEKK_HOME"], filled / "home")
        for place, way in places.items():
            if part not in place:
                continue
            chance = random.Random(f"{seed} {place}")  # noqa: S311 - it chooses keys, and guards nothing
            keys = (*way, *chance.choices(KEYS, k=MORE))
            slow = await shown(keys, filled, at_once=False)
            fast = await shown(keys, filled, at_once=True)
            tried += 1
            if slow != fast:
                faults += 1
                print(f"  {place}: {' '.join(keys)}", flush=True)
                print(*unified_diff(slow.split("\n"), fast.split("\n"), n=0, lineterm=""), sep="\n")
    return Figure(f"places that differ where keys come at once, of {tried}", faults, 0)


BARS: dict[str, Callable[[], dict[str, Way]]] = {
    "walk": lambda: ways(WAYS, DEEPER, IN_PASSING),
    "audit": lambda: ways(AUDITED, OF_WHAT_WAS_RECEIVED),
}


def main(arguments: Sequence[str]) -> int:
    """Print the named figures, or all of them."""
    figures = []
    for name in asked_for("fast_keys", BARS, arguments):
        figure = asyncio.run(differing(BARS[name]()))
        print(f"{name}: {figure.line()}", flush=True)
        figures.append(figure)
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
