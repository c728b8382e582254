"""The first screen, with beginning an assessment and the settings."""

from checklist.tui.home.screen import HomeScreen
from checklist.tui.home.settings import SettingsDialog, WhoDialog

__all__ = [
    "HomeScreen",
    "SettingsDialog",
    "WhoDialog",
]
