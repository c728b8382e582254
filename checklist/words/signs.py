"""One sign for each state, the same on screen and in reports.

Sign and word carry the meaning without colour. Signs are one cell wide and in the fonts of
Windows Terminal. A code word has one sign wherever it is used: "partly" as an answer, a verdict
and a conclusion is ◐.
"""

from __future__ import annotations

from enum import StrEnum

SIGNS = {
    "yes": "✓",
    "met": "✓",
    "in_line": "✓",
    "done": "✓",
    "followed_up": "✓",
    "largely": "◕",
    "partly": "◐",
    "started": "◐",
    "no": "✗",
    "not_met": "✗",
    "insufficient": "✗",
    "not_followed_up": "✗",
    "unknown": "?",
    "undetermined": "?",
    "not_applicable": "–",
    "empty": "–",
    "open": "○",
    "planned": "○",
    "possible_breach": "▲",
    "weakness": "△",
    "improvement": "◇",
    "undocumented": "⚐",
    "strong": "⚑",
    "weak": "⚐",
    "missing": "·",
}


def sign_of(state: StrEnum) -> str:
    """The sign of a state."""
    return SIGNS[state.value]
