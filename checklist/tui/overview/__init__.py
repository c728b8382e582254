"""The overview: conclusions, map, findings and what is missing."""

from checklist.tui.overview.screen import OverviewScreen

__all__ = [
    "OverviewScreen",
]
