"""The walk: one criterion at a time, and the dialogs that change its answers."""

from checklist.tui.walk.screen import WalkScreen
from checklist.tui.walk.selecting import last_walk

__all__ = [
    "WalkScreen",
    "last_walk",
]
