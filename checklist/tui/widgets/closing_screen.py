"""A screen that may be gone before what it put off, or waits for, is ready."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import Worker

_Result = TypeVar("_Result")


class ClosingScreen(Screen[_Result]):
    """What was put off is left out once the screen is gone: there is nothing to show it on.

    Textual runs what is to come after a refresh on the screen in front, also for one that has been
    closed; and while a screen is closed its workers go on for as long as it takes to close what is
    on it.
    """

    _closes_with: tuple[_Result | None] | None = None

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """Close the screen, with its result.

        One that is closed already, as when Enter is pressed twice and fast, does not close the
        one behind it. One that another covers is closed once the other is gone.
        """
        if self.is_active:
            return super().dismiss(result)
        self._closes_with = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """Close now, where the screen was covered when it should have been closed."""
        if self._closes_with is not None:
            self.dismiss(*self._closes_with)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call this when the screen has been drawn, if it is still there."""
        return super().call_after_refresh(self._if_there, partial(callback, *args, **kwargs))

    def _if_there(self, callback: Callable[[], Any]) -> Any:
        return callback() if self.is_running else None

    def run_worker(self, work: Any, *args: Any, **kwargs: Any) -> Worker[Any]:
        """Run this in the background, as far as it comes while the screen is there."""
        return super().run_worker(partial(self._while_there, work), *args, **kwargs)

    async def _while_there(self, work: Callable[[], Awaitable[Any]] | Awaitable[Any]) -> Any:
        try:
            return await (work if inspect.isawaitable(work) else work())
        except NoMatches:
            if self.is_running:
                raise
            return None
