"""The walk: one criterion at a time, and the dialogs that change its answers."""

from __future__ import annotations

from checklist.tui.walk.judging import StatementDialog
from checklist.tui.walk.screen import WalkScreen
from checklist.tui.walk.ways_out import WaysOut

__all__ = [
    "StatementDialog",
    "WalkScreen",
    "WaysOut",
]
