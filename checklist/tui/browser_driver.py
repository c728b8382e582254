"""What reads keys and writes the screen where the program is shown in a browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any

from textual import messages
from textual.driver import Driver

_END_SECONDS = 10.0
"""How long the program has to end by itself once there is nobody to show it to."""


def ends_with_the_browser(driver: type[Driver]) -> type[Driver]:
    """Textual's driver for a browser, that leaves no program behind when the server is gone.

    Textual's own reads to the end of its input and then waits for ever. It also writes from two
    threads, the screen and what is downloaded, and a pipe that is full mixes them.
    """

    class EndsWithTheBrowser(driver):  # type: ignore[misc, valid-type]  # the one Textual has
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self._one_at_a_time = Lock()

        def write(self, data: str) -> None:
            self._whole(super().write, data)

        def write_meta(self, data: dict[str, object]) -> None:
            self._whole(super().write_meta, data)

        def write_binary_encoded(self, data: tuple[str | bytes, ...]) -> None:
            self._whole(super().write_binary_encoded, data)

        def _whole(self, write: Callable[[Any], None], data: Any) -> None:
            with self._one_at_a_time, suppress(OSError):
                write(data)

        def run_input_thread(self) -> None:
            super().run_input_thread()
            if self.exit_event.is_set():
                return
            self._app.post_message(messages.ExitApp())
            if not self.exit_event.wait(_END_SECONDS):
                os._exit(1)

    return EndsWithTheBrowser
