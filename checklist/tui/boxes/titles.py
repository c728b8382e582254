"""What a box is called: on its edge, or as its first lines where the edge has no room for it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from checklist.tui.widgets import plain

_ON_THE_EDGE = 54
"""What the edge of a box has room for where the terminal has 60 columns."""


class BoxTitle(Static):
    """A title that is too long for the edge."""

    DEFAULT_CSS = "BoxTitle { text-style: bold; margin-bottom: 1; }"


def titled(box: Widget, title: str) -> ComposeResult:
    """Call a box something."""
    if cell_len(title) <= _ON_THE_EDGE:
        box.border_title = plain(title)
    else:
        yield BoxTitle(plain(title))
