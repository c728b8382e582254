"""How far a long reading or sending of files has come, said while a command waits for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from checklist.i18n import Translator
from checklist.store import Watch, unwatched
from checklist.words import so_far_words

_FIRST_SECONDS = 1.0
_NEXT_SECONDS = 5.0


class TellingSoFar:
    """Says it on standard error, first after a second and then now and then.

    Args:
        translator: the user's language.
        clock: gives the seconds that have gone since some moment.
    """

    def __init__(self, translator: Translator, clock: Callable[[], float] = time.monotonic) -> None:
        self._ = translator
        self._clock = clock
        self._tell_from = clock() + _FIRST_SECONDS
        self._read = self._sent = 0

    def __call__(self, read: int = 0, /, *, sent: int = 0) -> None:
        """Count what was just read or sent."""
        self._read += read
        self._sent += sent
        now = self._clock()
        if now >= self._tell_from:
            self._tell_from = now + _NEXT_SECONDS
            words = so_far_words(self._read, self._sent, self._)
            print(words, self._("Ctrl+C avbryter."), file=sys.stderr, flush=True)


def telling_so_far(_: Translator) -> Watch:
    """What is told of it; where nobody sees it, nothing is."""
    return TellingSoFar(_) if sys.stderr.isatty() else unwatched
