"""Small pictures made of signs. The number or the words they draw always stand beside them."""

from __future__ import annotations

from typing import NamedTuple

from checklist.appraisal import FollowUpVerdict
from checklist.i18n import Translator
from checklist.words.states import STATES, UNANSWERED

_MOST_DOTS = 20


def sample_dots(counted: int, of: int) -> str:
    """A dot for each that was looked at, filled where it counts, and a space before the number.

    Empty where there are too many to see at a glance.
    """
    if not 0 < of <= _MOST_DOTS or not 0 <= counted <= of:
        return ""
    return "●" * counted + "○" * (of - counted) + " "


class ChangeLine(NamedTuple):
    """A line with how deep it lies, and for a screen what changed as signs: ◐→✓."""

    depth: int
    text: str
    change: str = ""

    def __str__(self) -> str:
        """The line as a screen shows it: the signs before the words that say the same."""
        return " ".join(f"{self.change} {self.text}".split())


def follow_up_words(verdict: FollowUpVerdict, _: Translator) -> str:
    """How a recommendation was followed up; from what the answers give, where it was changed."""
    code, derived = verdict.code, verdict.derived
    signs = STATES[code][0] if code is derived else change_signs(derived, code)
    return f"{signs} {_.say(code.words)}"


def change_signs(before: str | None, now: str | None) -> str:
    """What a state was and what it is, as signs: ◐→✓. Nobody's answer is a state too."""
    signs = (STATES[UNANSWERED if code is None else code][0] for code in (before, now))
    return "→".join(signs)
