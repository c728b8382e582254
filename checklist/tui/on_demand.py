"""Screens and boxes that are imported when they are first opened.

The user waits for the first screen; these would be half as much again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checklist.machine import OnDemand

if TYPE_CHECKING:
    from checklist.tui import (
        boxes,
        commands,
        evidence,
        explaining,
        handing_over,
        history,
        home,
        overview,
        report,
        together,
    )
else:
    boxes = OnDemand("checklist.tui.boxes")
    commands = OnDemand("checklist.tui.commands")
    evidence = OnDemand("checklist.tui.evidence")
    explaining = OnDemand("checklist.tui.explaining")
    handing_over = OnDemand("checklist.tui.handing_over")
    history = OnDemand("checklist.tui.history")
    home = OnDemand("checklist.tui.home")
    overview = OnDemand("checklist.tui.overview")
    report = OnDemand("checklist.tui.report")
    together = OnDemand("checklist.tui.together")

__all__ = [
    "boxes",
    "commands",
    "evidence",
    "explaining",
    "handing_over",
    "history",
    "home",
    "overview",
    "report",
    "together",
]
