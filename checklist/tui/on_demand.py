"""Screens and boxes that are imported when they are first opened.

The user waits for the first screen; these would be half as much again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checklist.machine import OnDemand

if TYPE_CHECKING:
    from checklist.tui import beside_walk, boxes, commands, explaining, handing_over, home, report
else:
    beside_walk = OnDemand("checklist.tui.beside_walk")
    boxes = OnDemand("checklist.tui.boxes")
    commands = OnDemand("checklist.tui.commands")
    explaining = OnDemand("checklist.tui.explaining")
    handing_over = OnDemand("checklist.tui.handing_over")
    home = OnDemand("checklist.tui.home")
    report = OnDemand("checklist.tui.report")

__all__ = [
    "beside_walk",
    "boxes",
    "commands",
    "explaining",
    "handing_over",
    "home",
    "report",
]
