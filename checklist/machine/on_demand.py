"""Modules that are imported when something in them is first used: the user waits for less."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class OnDemand:
    """A module that is imported at the first use of a name in it.

    Type checkers are told of the module itself:

        if TYPE_CHECKING:
            from checklist.tui import boxes
        else:
            boxes = OnDemand("checklist.tui.boxes")
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        """What the module calls by this name."""
        return getattr(import_module(self._module), name)
