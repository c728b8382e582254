"""What the terminal is held to: `python -m benchmarks.terminal [NAME …]`.

Each figure is read off the program as it is drawn and driven, without a clock. It prints them, and
exits with 1 when one falls short.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import NamedTuple

from textual.widgets import OptionList, Static

from checklist.cli import main as samsjekk
from checklist.i18n import LANGUAGES, Translator
from checklist.machine import Environment
from checklist.session import open_session
from tests.crawl import opened
from tests.letters import meanings
from tests.terminal import press

EXAMPLES = ("nes-2018", "lorenskog-2021", "ullensaker-2020", "lorenskog-2015")
SETS = ("psykisk-helse-rus-voksne", "psykisk-helse-rus-barn-unge")


class Figure(NamedTuple):
    """What was counted, how much it came to, and what it is held to."""

    name: str
    counted: float
    most: float

    @property
    def holds(self) -> bool:
        """Whether it is within what it is held to."""
        return self.counted <= self.most

    def line(self) -> str:
        """The figure on one line."""
        verdict = "holds" if self.holds else "FALLS SHORT"
        return f"{self.name:<64} {self.counted:>6g} / {self.most:g}  {verdict}"


@contextmanager
def home() -> Iterator[None]:
    """A home of its own with the four examples, and an empty assessment of each large set."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMSJEKK_HOME": folder, "SAMSJEKK_NAME": "Anna", "SAMSJEKK_LANG": "nb"}
        with redirect_stdout(StringIO()):
            for name in EXAMPLES:
                samsjekk(["example", name, "--as", name])
            for name in SETS:
                new = ("new", "--municipality", "3228", "--criteria", name, "--yes")
                samsjekk([*new, "--as", f"empty-{name}"])
        yield


async def map_lines() -> list[Figure]:
    """How long the map is at 80x24, by theme and by severity."""
    return [
        Figure(f"map at 80: lines of {name}, {order}", await _map_lines(name, keys), 120)
        for name in (*EXAMPLES, *(f"empty-{name}" for name in SETS))
        for order, keys in (("by theme", ()), ("by severity", ("ctrl+t",)))
    ]


async def _map_lines(name: str, keys: tuple[str, ...]) -> int:
    async with opened(name, (80, 24)) as pilot:
        await press(pilot, "o", "2", *keys)
        screen = pilot.app.screen
        head, listed = screen.query_one("#columns", Static), screen.query_one("#rows", OptionList)
        return head.size.height + listed.virtual_size.height


async def cut_in_the_map() -> list[Figure]:
    """Names in the map that are cut at 80x24."""
    cut = 0
    for name in EXAMPLES:
        async with opened(name, (80, 24)) as pilot:
            await press(pilot, "o", "2")
            listed = pilot.app.screen.query_one("#rows", OptionList)
            cut += sum("…" in str(option.prompt) for option in listed.options)
    return [Figure("map at 80: names cut in the four examples", cut, 0)]


async def worst_finding() -> list[Figure]:
    """Keys from the walk until the worst finding is read and has an action that is saved."""
    pressed = ("o", "t", "right", "ctrl+s")
    async with opened("nes-2018", (80, 24)) as pilot:
        await press(pilot, *pressed)
    with open_session(Environment.of_process(), "nes-2018") as session:
        worst = session.appraisal.findings[0].criterion.id
        planned = [a for a in session.assessment.actions.values() if a.criterion == worst]
    needed = len(pressed) if planned else float("inf")
    return [Figure("keys: the worst finding and its action", needed, 4)]


async def meanings_per_letter() -> list[Figure]:
    """How many things a letter means, over all screens and line by line, in each language."""
    with open_session(Environment.of_process(), EXAMPLES[0]) as session:
        return [
            Figure(
                f"keys: most meanings of a letter in {language}",
                max(map(len, meanings(session, Translator(language)).values())),
                1,
            )
            for language in LANGUAGES
        ]


BARS: dict[str, Callable[[], Coroutine[None, None, list[Figure]]]] = {
    bar.__name__: bar for bar in (map_lines, cut_in_the_map, worst_finding, meanings_per_letter)
}


def main(names: list[str]) -> int:
    """Print the named figures, or all of them."""
    figures = []
    with home():
        for name in names or BARS:
            for figure in asyncio.run(BARS[name]()):
                print(figure.line(), flush=True)
                figures.append(figure)
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
