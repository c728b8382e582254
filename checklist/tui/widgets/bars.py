"""The line at the top that says where we are and how far, and that at the bottom with the keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from checklist.text import visible
from checklist.tui.keys import Key
from checklist.tui.signs import KEY, QUIET
from checklist.tui.widgets.drawing import StyledText, content, shortened, target_at


def progress_bar(done: int, of: int, width: int) -> str:
    """A bar of so many cells: full only when all is done, empty only when nothing is."""
    filled = width * done // of if of else 0
    if done:
        filled = max(1, filled)
    return "█" * filled + "░" * (width - filled)


_LEAST = 12
"""Columns of what stands before the last part of a title, where that is kept."""


class TopBar(Widget):
    """One line: what is open at the left, how far and when saved at the right."""

    DEFAULT_CSS = """
    TopBar { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self, title: str = "", state: Sequence[str] = ()) -> None:
        super().__init__()
        self._title = title
        self._state = tuple(state)

    @property
    def words(self) -> str:
        """What a person reads on the line."""
        return "  ".join(("samsjekk", self._title, *self._state))

    def show(self, title: str, state: Sequence[str] = ()) -> None:
        """Put other words on the line."""
        if (title, tuple(state)) != (self._title, self._state):
            self._title, self._state = title, tuple(state)
            self.refresh()

    def render(self) -> Content:
        """Draw the line; the title gives way where there is too little room."""
        width = self.content_size.width
        name = "samsjekk"
        right = "   ".join(self._state)
        room = max(0, width - len(name) - cell_len(right) - 4)
        title = Content(_title_in(visible(self._title), room))
        gap = width - len(name) - 2 - title.cell_length - cell_len(right)
        return Content.assemble(
            content([StyledText(name, "bold"), StyledText("  ")]),
            title,
            content([StyledText(" " * max(2, gap)), StyledText(right, QUIET)]),
        )


def _title_in(title: str, room: int) -> str:
    """The title in so many columns. A date or a number that it ends with is never cut."""
    at = max(title.rfind(" · "), title.rfind(" › "))
    last = title[at:] if at > 0 else ""
    rest = room - cell_len(last)
    is_number = len(last) <= len(" · 27.02.2018") and any(map(str.isdigit, last))
    if is_number and cell_len(title) > room and rest >= _LEAST:
        return shortened(title[:at], rest) + last
    return shortened(title, room)


class KeyBar(Widget):
    """One line: the keys most used, as many as there is room for. Each can be clicked."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """
    GAP = "  "

    def __init__(self, keys: Sequence[Key], last: Sequence[Key] = ()) -> None:
        """`last` are always shown, after as many of `keys` as there is room for."""
        super().__init__()
        self._keys = tuple(key for key in keys if key.does)
        self._last = tuple(last)

    def show(self, keys: Sequence[Key]) -> None:
        """Put other keys on the line; the last ones stay."""
        shown = tuple(key for key in keys if key.does)
        if shown != self._keys:
            self._keys = shown
            self.refresh()

    def fitting(self, width: int) -> tuple[Key, ...]:
        """The keys that fit in a line this wide."""
        shown: list[Key] = []
        used = sum(map(self._width, self._last))
        for key in self._keys:
            used += self._width(key)
            if used - len(self.GAP) > width:
                break
            shown.append(key)
        return (*shown, *self._last)

    def _width(self, key: Key) -> int:
        return cell_len(key.shown) + 1 + cell_len(key.does) + len(self.GAP)

    def render(self) -> Content:
        """Draw the keys that fit."""
        parts = []
        for key in self.fitting(self.content_size.width):
            target = (key.action,)
            parts += [
                StyledText(key.shown, KEY, target),
                StyledText(f" {key.does}", "", target),
            ]
            parts.append(StyledText(self.GAP))
        return content(parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        if target := target_at(event.style.meta):
            await self.screen.run_action(target[0])
