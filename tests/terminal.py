"""Reading a Textual program as a person does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual import _wait, events
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea

from checklist.tui.in_order import InOrder
from checklist.tui.widgets import HasMessages

_NAMES = {"/": "slash", "?": "question_mark", "+": "plus", "-": "minus", "=": "equals_sign"}
_MOST_TURNS = 20_000
_SHORTLY = 0.001
# For so long the program has to be idle at each pause; Textual's own 20 ms are a minute in all.
_wait.SLEEP_GRANULARITY = 0.005


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after another, each when what the one before did is done and drawn.

    The pilot's own `press` waits twice for each key, and once more before one may look. That it
    seems idle says little where others use the machine, so the event loop is asked too.
    """
    for key in keys:
        _post(pilot, key)
        await _all_acted_on(pilot)
        await pilot.pause()
        await nothing_to_do()


async def press_at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys faster than what they do is done, as where the machine or the line is slow."""
    for key in keys:
        _post(pilot, key)
    await _all_acted_on(pilot)
    await pilot.pause()
    await nothing_to_do()


def _post(pilot: Pilot[Any], key: str) -> None:
    name = _NAMES.get(key, key)
    pilot.app.post_message(events.Key(name, key_to_character(name)))


async def _all_acted_on(pilot: Pilot[Any]) -> None:
    """Wait until every key was acted on: one waits until what it is pressed on is drawn."""
    await nothing_to_do()
    for _ in range(_MOST_TURNS):
        if not (isinstance(pilot.app, InOrder) and pilot.app.has_keys_waiting):
            return
        await asyncio.sleep(_SHORTLY)
        await nothing_to_do()
    raise AssertionError("a key is never acted on")


async def resize(pilot: Pilot[Any], size: tuple[int, int]) -> None:
    """Give the terminal another size, and wait until all is drawn for it."""
    if pilot.app.size == size:
        return
    await pilot.resize_terminal(*size)
    # Textual lets some milliseconds go by: more sizes may come.
    for _ in range(_MOST_TURNS):
        if pilot.app.screen.size == size:
            break
        await asyncio.sleep(_SHORTLY)
    for _ in range(2):
        await pilot.pause()
        await nothing_to_do()


async def wait(pilot: Pilot[Any], until: Callable[[], bool]) -> None:
    """Wait for what a thread or a clock leads to; not for ever."""
    for _ in range(_MOST_TURNS):
        if until():
            return
        await pilot.pause(_SHORTLY)
    raise AssertionError("it never came")


async def nothing_to_do() -> None:
    """Wait until nothing but the clock, a thread or a file is waited for."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # no public name
    await asyncio.sleep(0)
    for _ in range(_MOST_TURNS):
        if not ready:
            return
        await asyncio.sleep(0)
    raise AssertionError("the program has something to do all the time")


def in_front(pilot: Pilot[Any]) -> Screen[Any]:
    """The screen or box that has the keyboard."""
    return pilot.app.screen


Step = str | Callable[[Pilot[Any]], Awaitable[None]]
"""A key to press, or something to do."""


async def do(pilot: Pilot[Any], *steps: Step) -> None:
    """Do some steps, each when what the one before did is done and drawn."""
    for step in steps:
        if isinstance(step, str):
            await press(pilot, step)
        else:
            await step(pilot)
            await pilot.pause()


def fill(selector: str, text: str) -> Step:
    """Put text in a field, as if pasted; `{folder}` is the test's own."""

    async def done(pilot: Pilot[Any]) -> None:
        field = in_front(pilot).query_one(selector)
        written = text.replace("{folder}", str(Path.cwd()))
        if isinstance(field, TextArea):
            field.load_text(written)
        else:
            assert isinstance(field, Input)
            field.value = written

    return done


def choose(selector: str, value: str) -> Step:
    """Choose in a field that drops down."""

    async def done(pilot: Pilot[Any]) -> None:
        in_front(pilot).query_one(selector, Select).value = value

    return done


def focused(pilot: Pilot[None]) -> Widget | None:
    """The widget that has the keyboard."""
    return pilot.app.focused


def on_screen(pilot: Pilot[Any]) -> str:
    """What a person sees, line by line. Every line has the width of the terminal."""
    width, height = pilot.app.size
    lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
    assert [cell_len(line) for line in lines] == [width] * height
    return "\n".join(lines)


def forget_told(pilot: Pilot[None]) -> None:
    """Take away what has been said, as if it had been read and a key were pressed."""
    for screen in pilot.app.screen_stack:
        if isinstance(screen, HasMessages):
            screen.messages._told.clear()
    pilot.app.clear_notifications()


def told(pilot: Pilot[Any]) -> str:
    """Everything that is said on the lines above the keys, and by boxes that stand alone."""
    lines = [
        screen.messages.words
        for screen in pilot.app.screen_stack
        if isinstance(screen, HasMessages)
    ]
    return "\n".join([*lines, *(notice.message for notice in pilot.app._notifications)])
