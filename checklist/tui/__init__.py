"""The terminal UI: a front end over `checklist.session.session`, with no rules of its own."""

from checklist.tui.app import run

__all__ = [
    "run",
]
