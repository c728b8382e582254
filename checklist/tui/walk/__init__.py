"""The walk: one criterion at a time, and the dialogs that change its answers."""

from checklist.tui.walk.screen import WalkScreen

__all__ = [
    "WalkScreen",
]
