"""The one root of everything samsjekk refuses to do, said in words for the user."""

from __future__ import annotations

from enum import IntEnum

from checklist.i18n import Phrase, Translator


class ExitCode(IntEnum):
    """What the process tells the shell. Scripts rely on these three."""

    DONE = 0
    FAULTS = 1
    """The thing asked about has faults: a broken criteria file, a failed verify."""
    REFUSED = 2
    """The request can't be carried out: unknown id, bad argument, unreadable file."""


class SamsjekkError(Exception):
    """What went wrong and what to do, as a phrase for the user's language.

    Nothing that was saved before is touched when one is raised.
    """

    exit_code = ExitCode.REFUSED

    def __init__(self, words: Phrase) -> None:
        super().__init__(str(words))
        self.words = words

    def text(self, _: Translator) -> str:
        """The words in the user's language."""
        return _.say(self.words)
