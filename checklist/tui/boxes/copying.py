"""Files that are read, copied or sent in a thread, while a screen says how far it has come."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.store import Watch
from checklist.tui.in_order import keys_wait
from checklist.words import so_far_words

_TELL_SECONDS = 0.5
COPY_STOPPED = phrase("Kopieringen er avbrutt. Ingenting ble registrert.")

_Read = TypeVar("_Read")


class CopyStopped(SamsjekkError):
    """The user did not want to wait. Nothing was recorded, and no copy is left."""


class StillCopying(SamsjekkError):
    """Something is being read for the screen already."""


class Copying:
    """One reading at a time for a screen, which can be stopped between two pieces of a file.

    Args:
        screen: the screen that waits for it.
        say: says on that screen how far it has come.
        translator: the user's language.
        stopped: what is said when it was stopped.
    """

    def __init__(
        self,
        screen: Screen[Any],
        say: Callable[[str], object],
        translator: Translator,
        stopped: Phrase = COPY_STOPPED,
    ) -> None:
        self._ = translator
        self._stopped_words = stopped
        self._screen = screen
        self._say = say
        self._read = self._sent = 0
        self._stopped: threading.Event | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is being read."""
        return self._stopped is not None

    def refuse_another(self) -> None:
        """Stop a second reading while there is one.

        Raises:
            StillCopying: the words say what to do.
        """
        if self._stopped is not None:
            raise StillCopying(
                phrase("Vent til filene er lest, eller trykk esc og avbryt det først.")
            )

    async def run(self, read: Callable[[Watch], _Read]) -> _Read:
        """What `read` returns, which is given what it is to tell how far it has come.

        It is stopped when the screen is closed.

        Raises:
            SamsjekkError: what `read` raises.
        """
        self._read, self._sent, stopped = 0, 0, threading.Event()
        self._stopped = stopped

        def watch(read: int = 0, /, *, sent: int = 0) -> None:
            self._read += read
            self._sent += sent
            if stopped.is_set():
                raise CopyStopped(self._stopped_words)

        self._tell()
        app, timer = self._screen.app, self._screen.set_interval(_TELL_SECONDS, self._tell)
        try:
            with keys_wait(self._screen):
                return await asyncio.to_thread(read, watch)
        except asyncio.CancelledError:
            words = self._.say(self._stopped_words)
            app.notify(words, severity="warning")
            raise
        finally:
            # Where this is cancelled, the thread is still reading.
            stopped.set()
            timer.stop()
            self._stopped = None

    def stop(self) -> bool:
        """Stop at the next piece. False where nothing is read, or it is told to stop already."""
        if self._stopped is None or self._stopped.is_set():
            return False
        self._stopped.set()
        self._tell()
        return True

    def _tell(self) -> None:
        _ = self._
        if self._stopped is None or self._stopped.is_set():
            self._say(_("Avbryter …"))
        else:
            words = so_far_words(self._read, self._sent, _), _("Esc avbryter.")
            self._say(" ".join(words))
