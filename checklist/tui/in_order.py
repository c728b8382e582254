"""Keys and clicks act in their order, however fast they come.

Textual hands a key to what has the keyboard when the key comes. What the key before it did may be
under way then, as where the machine or the line is slow: the key would be lost, or act on the list
that one is leaving.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any, NamedTuple, TypeVar

from textual import events
from textual.app import App, ScreenStackError
from textual.containers import ScrollableContainer
from textual.geometry import Offset
from textual.screen import Screen
from textual.scroll_view import ScrollView

_Result = TypeVar("_Result")
_MOST_WAIT_SECONDS = 2.0
"""How long a key waits at most: it may be the one that stops what takes long."""
_WAIT_FOR_THREAD_SECONDS = 2.0
"""How long keys wait at most for what is done in a thread, from when it was begun."""
_STOPS = {"escape", "ctrl+q"}
"""Keys that are meant for what is being done in a thread, and don't wait for it."""
_GO_BY_WHAT_IS_DRAWN = {"pageup", "pagedown", "tab", "shift+tab", "enter"}
"""Keys that go as far as there is room for, or to the field that stands next."""
_SURELY = 2
"""How often nothing is found under way before it is so: what is done may lead to something more."""


class _Click(NamedTuple):
    at: Offset
    time: float
    screen: Screen[Any]


class InOrder(App[_Result]):
    """A program where each key is pressed on what the one before it led to.

    What is pressed, clicked or pasted waits until all that came before it is done, and until a
    screen that has come to the front is drawn. A key that goes by what is drawn waits for this each
    time, and keys wait a while for what a screen does in a thread.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pressed: deque[events.Event] = deque()
        self._waiting: asyncio.Task[None] | None = None
        self._in_front: Screen[Any] | None = None
        self._clicked: _Click | None = None
        self._is_stray = False
        self._working: tuple[Screen[Any], asyncio.Event] | None = None

    @contextmanager
    def working(self, screen: Screen[Any]) -> Iterator[None]:
        """Let keys that are pressed on a screen wait, but not long."""
        done = asyncio.Event()
        working = self._working = (screen, done)
        most = asyncio.get_running_loop().call_later(_WAIT_FOR_THREAD_SECONDS, done.set)
        try:
            yield
        finally:
            most.cancel()
            done.set()
            if self._working is working:
                self._working = None

    @property
    def has_keys_waiting(self) -> bool:
        """Whether something was pressed that nothing has been done about yet."""
        return bool(self._pressed)

    async def on_event(self, event: events.Event) -> None:
        """Put what comes from the keyboard and the mouse after what came before it."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._pressed.append(event)
        if len(self._pressed) == 1:
            self._wait()

    async def act(self, event: events.Event) -> None:
        """Do what is pressed, clicked or pasted."""
        if isinstance(event, events.MouseDown):
            self._is_stray = self._has_gone_astray(event)
        if not (self._is_stray and isinstance(event, events.MouseDown | events.MouseUp)):
            await super().on_event(event)

    def _has_gone_astray(self, event: events.MouseDown) -> bool:
        """Whether it is the second half of a double click, and the first led to another screen."""
        last, now = self._clicked, _Click(event.screen_offset, event.time, self.screen)
        if (
            last is not None
            and last.at == now.at
            and last.screen is not now.screen
            and now.time - last.time <= self.CLICK_CHAIN_TIME_THRESHOLD
        ):
            return True
        self._clicked = now
        return False

    # -- waiting ------------------------------------------------------------------------

    def _wait(self) -> None:
        self._waiting = asyncio.create_task(self._act_when_all_is_done())

    async def _act_when_all_is_done(self) -> None:
        try:
            # There is no screen any more where the program ends meanwhile.
            with suppress(TimeoutError, ScreenStackError):
                async with asyncio.timeout(_MOST_WAIT_SECONDS):
                    await self._all_is_done()
                    await self._thread_is_done(self._pressed[0])
                    if self._goes_by_what_is_drawn(self._pressed[0]):
                        await self._is_drawn()
                    while self.screen is not self._in_front:
                        self._in_front = self.screen
                        await self._is_drawn()
        finally:  # whatever goes wrong while it waits, a key is never lost
            self.call_later(self._act_on_first)

    async def _act_on_first(self) -> None:
        try:
            await self.act(self._pressed[0])
        finally:
            self._pressed.popleft()
            if self._pressed:
                self._wait()

    async def _all_is_done(self) -> None:
        quiet = 0
        while quiet < _SURELY:
            quiet = quiet + 1 if await self._is_quiet() else 0

    async def _thread_is_done(self, event: events.Event) -> None:
        """A key is for what a thread leads to, unless it stops it; a click is for what is seen."""
        is_key = isinstance(event, events.Key) and event.key not in _STOPS
        if self._working is not None and (is_key or isinstance(event, events.Paste)):
            screen, done = self._working
            if screen is self.screen:
                await done.wait()
                await self._all_is_done()

    async def _is_quiet(self) -> bool:
        """Whether nothing was under way where a key goes: from the focus up to the program."""
        quiet = True
        for node in (self.focused or self.screen).ancestors_with_self:
            quiet &= not node.message_queue_size
            reached = asyncio.Event()
            if node.call_later(reached.set):
                await reached.wait()
        return quiet

    def _goes_by_what_is_drawn(self, event: events.Event) -> bool:
        """Whether it goes by where widgets stand, or is pressed where they are scrolled."""
        scrolls = isinstance(self.focused, ScrollableContainer)
        draws_itself = isinstance(self.focused, ScrollView)
        return isinstance(event, events.Key) and (
            event.key in _GO_BY_WHAT_IS_DRAWN or (scrolls and not draws_itself)
        )

    async def _is_drawn(self) -> None:
        drawn = asyncio.Event()
        self.call_after_refresh(drawn.set)
        await drawn.wait()
        if self.animation_level == "none":
            # Also without movement, what is scrolled is so at the next turn of the animator.
            await self.animator.wait_until_complete()
        await self._all_is_done()


def keys_wait(screen: Screen[Any]) -> AbstractContextManager[None]:
    """Let keys that are pressed on a screen wait for what it does in a thread, but not long.

    They are for what this leads to, as a box that closes. After that they act on the screen again;
    those that stop what is done always do.
    """
    app = screen.app
    return app.working(screen) if isinstance(app, InOrder) else nullcontext()
