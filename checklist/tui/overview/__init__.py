"""The overview: conclusions, map, findings and what is missing."""

from __future__ import annotations

from checklist.tui.overview.screen import OverviewScreen

__all__ = [
    "OverviewScreen",
]
