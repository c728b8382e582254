"""Every screen and box with the keyboard alone: reached, read whole, focus seen, left with Escape.

In each language, because words in nynorsk and English are longer or fall elsewhere.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Button, Label, Select, Tabs

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.tui import keys
from checklist.tui.app import SamsjekkApp
from checklist.tui.home import HomeScreen
from checklist.tui.walk.criteria_list import CriteriaList
from checklist.tui.widgets import KeyBar
from tests.terminal import focused, in_front, on_screen

# From the walk, the keys that lead to each screen and box.
WAYS = {
    "the walk": [],
    "the law": ["l"],
    "what was found before": ["i"],
    "comment": ["k"],
    "figures": ["m"],
    "another verdict": ["a"],
    "a new action": ["t"],
    "which action": ["pagedown", "t"],
    "selection": ["f"],
    "search": ["/"],
    "palette": ["ctrl+p"],
    "upgrade": ["u"],
    "help": ["?"],
    "evidence": ["e"],
    "help with evidence": ["e", "?"],
    "kind of evidence": ["e", "n"],
    **{f"evidence of kind {n}": ["e", "n", str(n)] for n in range(1, 6)},
    "change evidence": ["e", "e"],
    "remove evidence": ["e", "x"],
    **{f"overview {n}": ["o", str(n)] for n in range(1, 7)},
    "overview by theme": ["o", "3", "s"],
    "help with the overview": ["o", "?"],
    "report": ["r"],
    "file of the report": ["r", "f"],
    "help with the report": ["r", "?"],
    "history": ["h"],
    "help with history": ["h", "?"],
    "home": ["escape"],
    "a new assessment": ["escape", "n"],
    "examples": ["escape", "x"],
    "settings": ["escape", "s"],
    "help at home": ["escape", "?"],
}
ALIKE = {
    *(f"evidence of kind {n}" for n in range(2, 6)),
    *(f"overview {n}" for n in range(3, 7)),
    *(place for place in WAYS if place.startswith("help with")),
}
"""Places laid out as another is: in other sizes than 80x24, one of each shows what there is."""

MOST_FIELDS = 20
AS_SHOWN = {
    "mellomrom": "space",
    "slett": "delete",
    "Enter": "enter",
    "/": "slash",
    "←→": "right",
    "↑↓": "down",
}


@asynccontextmanager
async def walking(language: str, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    app = SamsjekkApp(Environment.of_process()._replace(language=language), "nes-2018")
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot
    app.journal.close()


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[None], pressed: list[str]) -> None:
    for key in pressed:
        await pilot.press(key)
        await settled(pilot)


async def back(pilot: Pilot[None]) -> None:
    """Escape until the walk or the list is in front, never more than a few; then to the walk."""
    for _ in range(5):
        if len(pilot.app.screen_stack) == len(("blank", "first")):
            if isinstance(in_front(pilot), HomeScreen):
                await press(pilot, ["enter"])
            in_front(pilot).query_one(CriteriaList).action_end(0)
            await settled(pilot)
            return
        before = in_front(pilot)
        await press(pilot, ["escape"])
        assert in_front(pilot) is not before, f"Escape does not lead out of {before!r}"
    raise AssertionError("five times Escape did not lead back")


def cut(pilot: Pilot[None]) -> list[str]:
    """What can't be read whole: a label with too little room, a key or a tab that is cut."""
    lines = on_screen(pilot).split("\n")
    widgets = in_front(pilot).walk_children(Widget)
    return [fault for widget in widgets if widget.region for fault in cut_in(widget, lines)]


def cut_in(widget: Widget, lines: list[str]) -> Iterator[str]:
    line = lines[widget.region.y].rstrip() if 0 <= widget.region.y < len(lines) else ""
    match widget:
        case Button() if cell_len(str(widget.label)) > widget.content_region.width:
            yield f"button {widget.label}"
        case Label() | Select() if widget.region.right > len(lines[0]):
            yield f"{widget!r} is wider than the screen"
        case Label(parent=Widget() as box) if widget.region.right > box.content_region.right:
            yield f"label {widget.content}"
        case Tabs() if "…" in line:
            yield f"tabs {line}"
        case KeyBar():
            for key in widget.fitting(widget.content_size.width):
                if f"{key.shown} {key.does}" not in line:
                    yield f"key {key.shown} {key.does} in {line}"
        case _:
            return


def focus_is_seen(pilot: Pilot[None]) -> bool:
    """Whether the widget with the keyboard stands on the screen, at least with its first line."""
    widget = focused(pilot)
    if widget is None:
        return False
    shown = in_front(pilot).find_widget(widget).visible_region
    return shown.height >= min(widget.region.height, 1) and shown.width > 0


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize(
    ("language", "size"),
    [("nb", (80, 24)), ("nn", (80, 24)), ("en", (80, 24)), ("nb", (120, 40))],
)
async def test_every_screen_is_read_whole_and_escape_leads_back(
    language: str, size: tuple[int, int]
) -> None:
    faults = []
    async with walking(language, size) as pilot:
        for place, way in WAYS.items():
            if place in ALIKE and size != (80, 24):
                continue
            await press(pilot, way)
            faults += [f"{place}: {fault}" for fault in cut(pilot)]
            # Each Tab leads somewhere that is seen, and all the way round.
            seen: list[Widget | None] = []
            rounds = language == "nb" and size == (80, 24)
            while rounds and focused(pilot) not in seen and len(seen) < MOST_FIELDS:
                seen.append(focused(pilot))
                if not focus_is_seen(pilot):
                    faults.append(f"{place}: {focused(pilot)!r} has focus and is not seen")
                await pilot.press("tab")
                await pilot.pause()
            await back(pilot)
    assert faults == []


@pytest.mark.usefixtures("nes")
async def test_a_terminal_too_small_is_no_harm() -> None:
    async with walking("nb", (60, 20)) as pilot:
        for place, way in WAYS.items():
            if place in ALIKE:
                continue
            await press(pilot, way)
            assert focus_is_seen(pilot), place
            await back(pilot)


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize(
    ("screen", "way"),
    [
        ("walk", []),
        ("evidence", ["e"]),
        ("overview", ["o"]),
        ("report", ["r"]),
        ("history", ["h"]),
        ("home", ["escape"]),
    ],
)
async def test_every_key_that_is_promised_does_what_it_says(screen: str, way: list[str]) -> None:
    async with walking("nb", (80, 24)) as pilot:
        await press(pilot, way)
        active = pilot.app.screen.active_bindings
        promised = [key for key in keys.SCREENS[screen](Translator()) if key.action]
        for key in promised:
            pressed = AS_SHOWN.get(key.shown, key.shown)
            assert pressed in active, f"{key.shown}: {key.words}"
            if key.action not in ("open", "link", "scroll", "step(1)"):
                assert active[pressed].binding.action == key.action


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("place", ["comment", "a new action", "settings", "report", "overview 2"])
async def test_what_is_open_follows_the_size_of_the_terminal(place: str) -> None:
    async with walking("nb", (80, 24)) as pilot:
        await press(pilot, WAYS[place])
        for size in ((120, 40), (60, 18), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert focus_is_seen(pilot), size
            if size[0] >= 80:
                assert cut(pilot) == []
        await back(pilot)
