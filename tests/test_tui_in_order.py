"""Keys do the same however fast they come, and a row that was chosen stays the chosen one."""

from __future__ import annotations

import threading
from typing import ClassVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.tui.boxes import ConfirmScreen
from checklist.tui.in_order import InOrder
from checklist.tui.lists import LeadingRow, LeadingRows
from checklist.tui.walk import WalkScreen
from tests.crawl import opened
from tests.terminal import in_front, nothing_to_do, on_screen, press, press_at_once, wait

COUNTED = "ip-tilbud-gis"
"""A checkpoint that asks for figures of a sample."""

BURSTS = {
    "comment": ("k s e", ".se  "),
    "figures": ("m 7 ø ctrl+s", "«7ø»"),
    "sample": ("p 7 ø ctrl+s", "«7ø»"),
    "another verdict": ("a ctrl+s", "✗ Skriv hvorfor."),
    "correcting": ("ctrl+a tab ø ctrl+s", "«ø»"),
    "search": ("/ j o u r down", "▌○ Tilgang til journalen"),
    "answering alone": ("w + B o", " Bo  "),
    "evidence": ("e + 3 s e", " se  "),
    "overview": ("o 3 down t", "│  Tilbud om plan "),
    "a page where there is more room": (
        "o 2 ctrl+t left pagedown t",
        "│  Enheten kjenner oppgavene ",
    ),
    "what is saved in a thread": ("ctrl+o ø ctrl+s 7", "│  ø7 "),
}
"""What is pressed at once in the walk, and what stands on the screen then."""
_DEEPEST = 8


@pytest.mark.usefixtures("nes")
async def test_keys_pressed_at_once_meet_what_those_before_them_opened() -> None:
    async with opened("nes-2018") as pilot:
        for place, (keys, words) in BURSTS.items():
            walk = in_front(pilot)
            assert isinstance(walk, WalkScreen), place
            walk.open_checkpoint(COUNTED)
            await press_at_once(pilot, *keys.split())
            assert words in on_screen(pilot), place
            await back_to_the_walk(pilot)


async def back_to_the_walk(pilot: Pilot[None]) -> None:
    """Leave what is open, and throw away what was typed."""
    for _ in range(_DEEPEST):
        match in_front(pilot):
            case WalkScreen():
                return
            case ConfirmScreen():
                await press(pilot, "tab", "enter")
            case _:
                await press(pilot, "escape")


class LongList(InOrder[None]):
    """A list with a heading above it, which `x` takes away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "take_away")]
    CSS = "#heading { height: 10; } OptionList { height: 1fr; border: none; }"

    def compose(self) -> ComposeResult:
        yield Static(id="heading")
        yield OptionList(*map(str, range(100)))

    def action_take_away(self) -> None:
        self.query_one("#heading").display = False


async def test_a_page_is_as_long_as_there_is_room_for_now() -> None:
    marked = []
    for pressed in (press, press_at_once):
        async with LongList().run_test() as pilot:
            await pressed(pilot, "home", "x", "pagedown")
            marked.append(pilot.app.query_one(OptionList).highlighted)
    assert marked[0] == marked[1]


@pytest.mark.usefixtures("home")
async def test_tab_goes_to_the_list_that_the_letter_before_it_led_to() -> None:
    async with opened(None) as pilot:
        await press_at_once(pilot, "+", *"Nes", "enter", "shift+tab", "e", "tab", "down")
        assert "▌Evenes" in on_screen(pilot)


WORKING = {
    "a box": ("checklist.tui.handing_over.dialogs.look_into", "ctrl+s", "│  ø7 "),
    "a folder": ("checklist.tui.evidence.file_picker.read_folder", "ctrl+o", "\n 7 "),
}
"""What works in a thread once a key is pressed, and what stands there once a 7 is pressed too."""


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("which", WORKING)
async def test_what_is_pressed_while_a_thread_works_is_for_what_it_leads_to(
    which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    works, key, words = WORKING[which]
    go_on = threading.Event()

    def slow(*_: object, **_named: object) -> tuple[()]:
        assert go_on.wait(60)
        if which == "a folder":
            return ()
        raise SamsjekkError(phrase("Filen finnes ikke."))

    monkeypatch.setattr(works, slow)
    async with opened("nes-2018") as pilot:
        await press(pilot, "ctrl+o", "ø", key)
        pilot.app.post_message(events.Key("7", "7"))
        await nothing_to_do()
        assert words not in on_screen(pilot)
        go_on.set()
        await press_at_once(pilot)
        assert words in on_screen(pilot)


@pytest.mark.usefixtures("nes")
async def test_a_report_is_left_while_a_paper_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: object, **_named: object) -> str:
        begun.set()
        assert go_on.wait(60)
        return "Ferdig"

    monkeypatch.setattr("checklist.tui.report.texts.report_text", slow)
    async with opened("nes-2018") as pilot:
        await press(pilot, "r", "enter")
        await wait(pilot, begun.is_set)
        await press(pilot, "escape")
        assert isinstance(in_front(pilot), WalkScreen)
        go_on.set()
        await pilot.app.workers.wait_for_complete()
        assert isinstance(in_front(pilot), WalkScreen)


class TwoRows(App[str]):
    """A list of which one row can be chosen."""

    def compose(self) -> ComposeResult:
        yield LeadingRows("rows")

    def on_mount(self) -> None:
        self.rows.fill(LeadingRow(Content(name), name) for name in ("one", "two"))

    @property
    def rows(self) -> LeadingRows:
        return self.query_one(LeadingRows)

    def on_leading_rows_chosen(self, event: LeadingRows.Chosen) -> None:
        self.exit(event.leads_to)


async def test_what_was_marked_is_chosen_though_the_rows_are_others_before_it_is_heard() -> None:
    app = TwoRows()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.rows.action_select()
        app.rows.fill([LeadingRow(Content("two"), "two")])
    assert app.return_value == "one"


@pytest.mark.usefixtures("nes")
async def test_the_second_half_of_a_double_click_does_nothing_on_the_screen_it_led_to() -> None:
    async with opened(None, (120, 40)) as pilot:
        await press(pilot, "enter")
        opened_by_enter = on_screen(pilot)
        y, line = next(
            found for found in enumerate(opened_by_enter.split("\n")) if "l Loven" in found[1]
        )
        await press(pilot, "escape")
        await click_twice(pilot, line.index("l Loven"), y)
        assert on_screen(pilot) == opened_by_enter


async def click_twice(pilot: Pilot[None], x: int, y: int) -> None:
    """What a terminal sends for a double click."""
    for kind in (events.MouseDown, events.MouseUp) * 2:
        pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
    await press_at_once(pilot)
