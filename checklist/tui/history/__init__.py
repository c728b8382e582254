"""The screen for history, and what was so at a moment."""

from __future__ import annotations

from checklist.tui.history.screen import EventPlace, HistoryScreen

__all__ = [
    "EventPlace",
    "HistoryScreen",
]
