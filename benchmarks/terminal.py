"""What the terminal is held to: `python -m benchmarks.terminal [NAME …]`.

Each figure is read off the program as it is drawn and driven, without a clock. It prints them, and
exits with 1 when one falls short.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import NamedTuple

from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from benchmarks.names import asked_for
from checklist.cli import main as samsjekk
from checklist.criteria import text_in
from checklist.i18n import LANGUAGES, Translator
from checklist.machine import Environment
from checklist.session.assessments import open_session
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criteria_list import CriteriaList
from checklist.tui.walk.criterion_form import CriterionForm
from tests.crawl import opened
from tests.letters import meanings
from tests.terminal import press

EXAMPLES = ("nes-2018", "lorenskog-2021", "ullensaker-2020", "lorenskog-2015")
SETS = ("psykisk-helse-rus-voksne", "psykisk-helse-rus-barn-unge")
EVERY_SET = (*SETS, "oppfolging")

_SURELY = 20
"""Letters by which the first line of a question is surely known."""

_LIST_BESIDE = 120
"""Columns from which the list stands beside the question; with fewer, Tab shows it."""


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
            for name in EVERY_SET:
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


async def questions_scrolled() -> list[Figure]:
    """Questions that do not fit at 80x24 below their duty, of all sets in each language.

    What must be seen, with the form at its top, is the question, what yes means, the choices, and
    the lines of comment and evidence.
    """
    return [
        Figure(
            f"walk at 80x24: per cent of questions to scroll, {language}",
            _per_cent([s for name in EVERY_SET async for s in _scrolled(name, language)]),
            5,
        )
        for language in LANGUAGES
    ]


async def _scrolled(name: str, language: str) -> AsyncIterator[bool]:
    """Of each question of an empty assessment in turn, whether a part of it is out of sight."""
    async with opened(f"empty-{name}", (80, 24), language=language) as pilot:
        screen = _walk(pilot)
        form = screen.query_one(CriterionForm)
        evidence = Translator(language)("Dokumentasjon")
        for criterion in screen.criteria:
            screen.open_criterion(criterion.id)
            for point in screen.criterion.asked:
                screen.open_checkpoint(point.checkpoint.id)
                form.scroll_to(y=0, animate=False, force=True, immediate=True)
                seen = [form.render_line(y).text for y in range(form.size.height)]
                yield not _is_seen(text_in(point.checkpoint.question, language), evidence, seen)


def _is_seen(question: str, evidence: str, lines: list[str]) -> bool:
    """Whether the open question is seen, and all that follows as far as the line of the evidence.

    The first line of the question is known by its words, the evidence by the word behind its key.
    """
    marked = [line.removeprefix(" ▌ ").strip() for line in lines if line.startswith(" ▌ ")]
    end = next((n for n, line in enumerate(marked) if line[2:].startswith(evidence)), 0)
    return any(
        question.startswith(line) and len(line) >= min(len(question), _SURELY)
        for line in marked[:end]
    )


async def titles_cut() -> list[Figure]:
    """Titles of themes and criteria that are cut in the list, at 120 and at 80 columns."""
    return [
        Figure(
            f"list at {size[0]}: per cent of titles cut",
            _per_cent(
                [
                    cut
                    for language in LANGUAGES
                    for name in EVERY_SET
                    async for cut in _cut_in_the_list(name, language, size)
                ]
            ),
            most,
        )
        for size, most in (((120, 40), 0), ((80, 24), 5))
    ]


async def _cut_in_the_list(name: str, language: str, size: tuple[int, int]) -> AsyncIterator[bool]:
    """Of each title in the list of an empty assessment, whether it is cut."""
    async with opened(f"empty-{name}", size, language=language) as pilot:
        if size[0] < _LIST_BESIDE:
            await press(pilot, "tab")
        screen = _walk(pilot)
        listed = screen.query_one(CriteriaList)
        themes = {criterion.theme: criterion.id for criterion in screen.criteria}
        for last in themes.values():
            listed.select(last)
            width = listed.scrollable_content_region.width
            lines = [listed.line(n, width).plain for n in range(listed.length())]
            for line in lines:
                yield "…" in line


def _walk(pilot: Pilot[None]) -> WalkScreen:
    screen = pilot.app.screen
    if not isinstance(screen, WalkScreen):
        raise TypeError(screen)
    return screen


def _per_cent(of: list[bool]) -> float:
    return round(100 * sum(of) / len(of), 1)


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
    bar.__name__: bar
    for bar in (
        map_lines,
        cut_in_the_map,
        meanings_per_letter,
        questions_scrolled,
        titles_cut,
    )
}


def main(arguments: list[str]) -> int:
    """Print the named figures, or all of them."""
    figures = []
    names = asked_for("terminal", BARS, arguments)
    with home():
        for name in names:
            for figure in asyncio.run(BARS[name]()):
                print(figure.line(), flush=True)
                figures.append(figure)
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
