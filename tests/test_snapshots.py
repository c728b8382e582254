"""A handful of screens as a whole: what a person sees at 80x24, kept to be compared with.

When a screen is changed on purpose: `python -m pytest tests/test_snapshots.py --write-snapshots`,
and read what became of it in the change.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checklist.machine import Environment
from checklist.tui.app import SamsjekkApp
from tests.conftest import Run
from tests.terminal import on_screen, press

SNAPSHOTS = Path(__file__).parent / "snapshots"

SCREENS = {
    "welcome": (None, ()),
    "walk": ("nes-2018", ("home",)),
    "law": ("nes-2018", ("home", "l")),
    "choose": ("nes-2018", ("f",)),
    "overview": ("nes-2018", ("o",)),
    "map": ("nes-2018", ("o", "2")),
    "evidence": ("nes-2018", ("e",)),
    "audit": (None, ("enter", "down", "down", "right")),
    "audit-draw": (None, ("enter", *["down"] * 4, "+", *["down"] * 5, "enter", "down", "enter")),
}
"""The assessment that is open, and the keys that lead to the screen."""


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_is_as_it_was(
    name: str, home: Path, run: Run, pytestconfig: pytest.Config
) -> None:
    assessment, keys = SCREENS[name]
    if assessment is not None:
        run("example", assessment)
    elif name.startswith("audit"):
        run("audit", "example", "nes-2018")
    app = SamsjekkApp(Environment.of_process(), assessment)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:
            await press(pilot, key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        seen = "".join(f"{line.rstrip()}\n" for line in on_screen(pilot).splitlines())
        seen = re.sub(r"Endret \d\d:\d\d", "Endret 12:00", seen)
    kept = SNAPSHOTS / f"{name}.txt"
    if pytestconfig.getoption("--write-snapshots"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8", newline="\n")
    assert home.exists()
    assert seen == kept.read_text(encoding="utf-8")
