"""The screen for history, and what was so at a moment."""

from checklist.tui.history.screen import EventPlace, HistoryScreen

__all__ = [
    "EventPlace",
    "HistoryScreen",
]
