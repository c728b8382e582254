"""What a screen has put off, when it is closed first: nothing happens, and nothing fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from textual import work
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerFailed

import checklist.tui
from checklist.tui.widgets import ClosingScreen


class Last(Static):
    """Says when it is taken away, which is before the screen it is on."""

    def __init__(self) -> None:
        super().__init__(id="last")
        self.is_gone = asyncio.Event()

    def on_unmount(self) -> None:
        self.is_gone.set()


class Shown(ClosingScreen[None]):
    def __init__(self) -> None:
        super().__init__()
        self.last = Last()
        self.reached: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.last

    @work
    async def wait(self) -> None:
        try:
            await self.last.is_gone.wait()
        finally:
            self.show("a worker")

    @work
    async def fail(self) -> None:
        self.query_one("#no-such-thing")

    def show(self, what: str) -> None:
        self.reached.append(what)
        self.query_one("#last", Static).update(what)


class Behind(Screen[None]):
    """Draws itself anew when it comes to the front, which takes a while."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def on_screen_resume(self) -> None:
        await self.may_go_on.wait()


async def test_a_worker_that_goes_on_while_its_screen_is_closed_ends_quietly() -> None:
    async with App[None]().run_test() as pilot:
        shown = Shown()
        await pilot.app.push_screen(shown)
        shown.wait()
        await pilot.pause()
        await pilot.app.pop_screen()
        assert shown.reached == ["a worker"], "it went on"


async def test_a_fault_in_a_worker_of_a_screen_that_is_there_is_told() -> None:
    app, shown = App[None](), Shown()

    async def fail() -> None:
        async with app.run_test() as pilot:
            await app.push_screen(shown)
            shown.fail()
            await pilot.pause()

    with pytest.raises(WorkerFailed, match="no-such-thing"):
        await fail()


async def test_what_was_to_come_after_a_refresh_is_left_out_once_the_screen_is_closed() -> None:
    async with App[None]().run_test() as pilot:
        behind, shown = Behind(), Shown()
        await pilot.app.push_screen(behind)
        await pilot.app.push_screen(shown)
        shown.call_after_refresh(shown.show, "at once")
        await pilot.pause()
        behind.may_go_on.clear()
        # The screen in front does it, and that is the other one when it comes to it.
        shown.call_after_refresh(shown.show, "too late")
        await pilot.app.pop_screen()
        behind.may_go_on.set()
        await pilot.pause()
        assert shown.reached == ["at once"]


def all_screens(of: type[Screen[Any]] = Screen) -> Iterator[type[Screen[Any]]]:
    for one in of.__subclasses__():
        yield one
        yield from all_screens(one)


def test_every_screen_of_ours_is_a_closing_screen() -> None:
    for module in walk_packages(checklist.tui.__path__, "checklist.tui."):
        import_module(module.name)
    own = {one for one in all_screens() if one.__module__.startswith("checklist.")}
    assert len(own) > 40
    assert {one.__name__ for one in own if not issubclass(one, ClosingScreen)} == set()


class Asking(ClosingScreen[str]):
    pass


async def test_a_screen_that_another_covers_closes_with_its_result_once_that_is_gone() -> None:
    app = App[None]()
    given: list[str | None] = []
    async with app.run_test() as pilot:
        asking, above = Asking(), Asking()
        await app.push_screen(asking, given.append)
        await app.push_screen(above)
        asking.dismiss("done")
        await pilot.pause()
        assert (app.screen, given) == (above, [])
        above.dismiss("seen")
        above.dismiss("seen")
        await pilot.pause()
        assert given == ["done"]
        assert len(app.screen_stack) == 1
