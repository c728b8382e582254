"""From an empty home to a paper, with keys and screens counted: `python -m benchmarks.tries`.

The same way is gone on screen and line by line: begin, answer every quick question, record a piece
of evidence, plan three actions, save a report. The journal is asked after each step whether it was
done, so that a key which does nothing can't make a way look short. It prints the counts, and exits
with 1 where one is more than the bar. The name of a municipality is counted as keys; other text
that one types is counted apart.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot

from checklist.appraisal import Selection
from checklist.cli import main as samsjekk
from checklist.criteria import Depth, text_in
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import open_session
from checklist.store import open_journal
from checklist.tui.walk import WalkScreen
from tests.crawl import opened
from tests.terminal import press

MUNICIPALITY = "3228"
SET = "psykisk-helse-rus-voksne"
QUESTIONS = 58
"""What the quick walk of the set asks."""

WALK = ("walk", "a", "--plain")
EVIDENCE = "Rutine 2024"
ANSWERS = "jdjnjv"
"""What is answered to the questions in turn."""

MOST = {"first question": 9, "answers": 116, "evidence": 4, "worst finding": 4}
"""The keys that a step may take."""


class Tried(NamedTuple):
    """What a step took: keys, letters of text, and screens that came in front or lines entered."""

    step: str
    keys: int
    text: int
    screens: int

    @property
    def holds(self) -> bool:
        """Whether it took no more keys than the bar."""
        return self.keys <= MOST.get(self.step, self.keys)

    def line(self) -> str:
        """The step on one line."""
        bar = ""
        if self.step in MOST:
            bar = f" / {MOST[self.step]}  {'holds' if self.holds else 'TOO MANY'}"
        return f"  {self.step:<20} {self.screens:>5} {self.text:>5} {self.keys:>5}{bar}"


class NotDoneError(Exception):
    """The keys did not do what they are counted for."""


class Hands:
    """What is pressed on screen, counted step by step."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self._pilot = pilot
        self._keys = self._text = self._screens = 0

    async def press(self, *keys: str) -> None:
        """Press keys that do something."""
        self._keys += len(keys)
        for key in keys:
            await self._press(key)

    async def type(self, text: str) -> None:
        """Write a text."""
        self._text += len(text)
        for letter in text:
            await self._press("space" if letter == " " else letter)

    async def _press(self, key: str) -> None:
        before = self._pilot.app.screen
        await press(self._pilot, key)
        self._screens += self._pilot.app.screen is not before

    def done(self, step: str, is_done: Callable[[Session], bool]) -> Tried:
        """What the step took, if it was done."""
        _must_be(step, is_done)
        tried = Tried(step, self._keys, self._text, self._screens)
        self._keys = self._text = self._screens = 0
        return tried


def _must_be(step: str, is_done: Callable[[Session], bool]) -> None:
    environment = Environment.of_process()
    with open_journal(environment) as journal:
        made = [entry.id for entry in journal.entries()]
    if len(made) != 1:
        raise NotDoneError(step)
    with open_session(environment, made[0]) as session:
        if not is_done(session):
            raise NotDoneError(step)


def _quick(session: Session) -> list[str]:
    """The questions of the quick walk, by the ids of their checkpoints."""
    asked = Selection(depth=Depth.QUICK).among(session.appraisal)
    return [point.checkpoint.id for point in asked]


def _all_answered(session: Session) -> bool:
    return all(session.assessment.answer(name) is not None for name in _quick(session))


def _planned(session: Session) -> int:
    """How many of the worst findings have an action, from the first one."""
    about = {action.criterion for action in session.assessment.actions.values()}
    without = (n for n, f in enumerate(session.appraisal.findings) if f.criterion.id not in about)
    return next(without, len(session.appraisal.findings))


async def on_screen() -> list[Tried]:
    """The way on screen, at 80x24."""
    async with opened(None, (80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("+", *MUNICIPALITY, "ctrl+s")
        tried = [hands.done("first question", lambda _session: True)]
        for number, answer in enumerate(islice(cycle(ANSWERS), QUESTIONS)):
            await hands.press(*(["space"] if number else []), answer)
            if not isinstance(pilot.app.screen, WalkScreen):
                # Who answers is asked for once, with the name of the machine filled in.
                await hands.press("ctrl+s")
        tried.append(hands.done("answers", _all_answered))
        await hands.press("e", "+", "1")
        await hands.type(EVIDENCE)
        await hands.press("ctrl+s")
        tried.append(hands.done("evidence", lambda session: bool(session.assessment.links)))
        await hands.press("escape")
        tried.append(hands.done("back", lambda _session: True))
        await hands.press("o", "t", "right", "ctrl+s")
        tried.append(hands.done("worst finding", lambda session: _planned(session) >= 1))
        for _ in range(2):
            await hands.press("down", "t", "right", "ctrl+s")
        tried.append(hands.done("two more actions", lambda session: _planned(session) >= 3))
        await hands.press("escape", "r", "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        tried.append(hands.done("paper", lambda _session: _is_paper()))
    return tried


def _is_paper() -> bool:
    return any(file.suffix == ".html" for file in Path().iterdir())


class Line(NamedTuple):
    """A line that is entered: what stands for keys, and the text behind it."""

    keys: str
    text: str = ""


class Lines:
    """What is entered line by line, counted step by step."""

    def __init__(self) -> None:
        self._keys = self._text = self._lines = 0

    def command(self, *words: str) -> None:
        """Run a command: its words are text, and Enter a key."""
        self._count(Line("", " ".join(("samsjekk", *words))))
        _run(words, "")

    def walk(self, *lines: Line) -> None:
        """Enter lines in the walk; that it is opened anew for each step is not counted."""
        for line in lines:
            self._count(line)
        _run(WALK, "".join(f"{line.keys}{line.text}\n" for line in lines))

    def _count(self, line: Line) -> None:
        self._keys += len(line.keys) + len(("enter",))
        self._text += len(line.text)
        self._lines += 1

    def done(self, step: str, is_done: Callable[[Session], bool]) -> Tried:
        """What the step took, if it was done."""
        _must_be(step, is_done)
        tried = Tried(step, self._keys, self._text, self._lines)
        self._keys = self._text = self._lines = 0
        return tried


def _run(words: Iterable[str], answers: str) -> None:
    before, sys.stdin = sys.stdin, StringIO(answers)
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            samsjekk(list(words))
    finally:
        sys.stdin = before


def line_by_line() -> list[Tried]:
    """The same way line by line: one command begins, another walks."""
    lines = Lines()
    lines.command("new", "--municipality", MUNICIPALITY, "--criteria", SET, "--as", "a")
    lines.command(*WALK)
    lines.walk(Line("f 2"))
    tried = [lines.done("first question", lambda _session: True)]
    lines.walk(*(Line(answer) for answer in islice(cycle(ANSWERS), QUESTIONS)))
    tried.append(lines.done("answers", _all_answered))
    lines.walk(Line("e ", EVIDENCE))
    tried.append(lines.done("evidence", lambda session: bool(session.assessment.links)))
    first, *others = _worst(3)
    lines.walk(Line("o"), Line("/", first), Line("t ="))
    # By ear one has to go to the criterion: there is no bar for it.
    tried.append(lines.done("worst, by its title", lambda session: _planned(session) >= 1))
    lines.walk(*(line for title in others for line in (Line("/", title), Line("t ="))))
    tried.append(lines.done("two more actions", lambda session: _planned(session) >= 3))
    lines.walk(Line("r 1 ", "rapport.html"))
    tried.append(lines.done("paper", lambda _session: _is_paper()))
    return tried


def _worst(number: int) -> list[str]:
    """The titles of the worst findings, as they are heard."""
    with open_session(Environment.of_process(), "a") as session:
        found = session.appraisal.findings[:number]
    return [text_in(appraised.criterion.title, "nb") for appraised in found]


@contextmanager
def _empty_home() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        os.environ |= {"SAMSJEKK_HOME": f"{folder}/home", "SAMSJEKK_LANG": "nb"}
        yield


def main() -> int:
    """Print what each way took."""
    print(f"  {'':<20} {'shown':>5} {'text':>5} {'keys':>5}")
    with _empty_home():
        print("on screen, 80x24", flush=True)
        tried = asyncio.run(on_screen())
        print("\n".join(each.line() for each in tried), flush=True)
    with _empty_home():
        print("line by line")
        heard = line_by_line()
        print("\n".join(each.line() for each in heard))
    return int(not all(each.holds for each in tried))


if __name__ == "__main__":
    sys.exit(main())
