"""The files and folders of one folder. Draws only the lines that are seen."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from checklist.i18n import Translator
from checklist.store import FolderEntry
from checklist.text import visible
from checklist.tui.signs import QUIET
from checklist.tui.widgets import LineList, StyledText, content
from checklist.words import day_of_timestamp, size_words

UP = ".."


class FolderList(LineList, inherit_bindings=False, can_focus=False):
    """A line for each file or folder, one of them marked. The field above it has the focus."""

    DEFAULT_CSS = """
    FolderList {
        height: 1fr;
        & .line-list--current {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """

    class Clicked(Message):
        """A line was clicked; it is the current one now."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self._entries: tuple[FolderEntry, ...] = ()
        self._current = 0

    def show(self, entries: tuple[FolderEntry, ...], current: int) -> None:
        """Show these, with one of them marked."""
        self._entries = entries
        self._current = max(0, min(current, len(entries) - 1))
        self.show_lines()

    @property
    def current(self) -> FolderEntry | None:
        """The marked line; None where there is none."""
        return self._entries[self._current] if self._entries else None

    @property
    def words(self) -> list[str]:
        """What a person reads, line by line, seen or not."""
        return [_drawn(entry, 200, self._, marked=False).plain for entry in self._entries]

    def move(self, by: int) -> None:
        """Mark a line so many below, no further than the ends."""
        if self._entries:
            self._current = max(0, min(self._current + by, len(self._entries) - 1))
            self.refresh()
            self.show_current()

    @property
    def page(self) -> int:
        """How many lines are seen at a time."""
        return max(1, self.size.height - 1)

    def length(self) -> int:
        """The entries of the folder."""
        return len(self._entries)

    def line(self, number: int, width: int) -> Content:
        """A file or a folder."""
        return _drawn(self._entries[number], width, self._, marked=self.is_current(number))

    def is_current(self, number: int) -> bool:
        """Whether it is the marked line."""
        return number == self._current

    def show_current(self) -> None:
        """Scroll to the marked line."""
        here = Region(0, self._current, 1, 1)
        self.scroll_to_region(here, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Mark the clicked line and say so."""
        if (line := self.clicked_line(event)) is not None:
            self._current = line
            self.refresh()
            self.post_message(self.Clicked())


def _drawn(entry: FolderEntry, width: int, _: Translator, *, marked: bool) -> Content:
    # The cursor has colours of its own: quiet words on them would be hard to read.
    quiet = "" if marked else QUIET
    size = "" if entry.is_folder else size_words(entry.size, _)
    day = day_of_timestamp(entry.modified, _) if entry.modified else ""
    after = f"  {size:>7}  {day}" if day else ""
    room = max(1, width - 3 - len(after))
    shown = _one_line(entry.name) + ("/" if entry.is_folder else "")
    name = Content(shown).truncate(room, ellipsis=True)
    return content(
        (
            StyledText("▸ " if marked else "  "),
            StyledText(name.plain, "bold" if entry.is_folder else ""),
            StyledText(" " * (room - cell_len(name.plain))),
            StyledText(after, quiet),
        )
    )


def _one_line(name: str) -> str:
    return visible(name).replace("\n", "�").replace("\t", "�")
