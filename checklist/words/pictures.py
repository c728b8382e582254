"""Small pictures made of signs. The number or the words they draw always stand beside them."""

from __future__ import annotations

from checklist.words.states import STATES, UNANSWERED

_MOST_DOTS = 20


def sample_dots(counted: int, of: int) -> str:
    """A dot for each that was looked at, filled where it counts, and a space before the number.

    Empty where there are too many to see at a glance.
    """
    if not 0 < of <= _MOST_DOTS or not 0 <= counted <= of:
        return ""
    return "●" * counted + "○" * (of - counted) + " "


def change_signs(before: str | None, now: str | None) -> str:
    """What a state was and what it is, as signs: ◐→✓. Nobody's answer is a state too."""
    signs = (STATES[UNANSWERED if code is None else code][0] for code in (before, now))
    return "→".join(signs)
