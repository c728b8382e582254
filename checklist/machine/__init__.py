"""What samsjekk takes from the machine: folders, name, language, clock and settings."""

from __future__ import annotations

from checklist.machine.environment import Environment
from checklist.machine.settings import LONGEST, Settings, load_settings, save_settings

__all__ = [
    "LONGEST",
    "Environment",
    "Settings",
    "load_settings",
    "save_settings",
]
