"""The screen for answering alone and then together."""

from checklist.tui.together.screen import TogetherScreen

__all__ = [
    "TogetherScreen",
]
