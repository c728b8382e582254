"""The screen for answering alone and then together."""

from __future__ import annotations

from checklist.tui.together.screen import TogetherScreen

__all__ = [
    "TogetherScreen",
]
