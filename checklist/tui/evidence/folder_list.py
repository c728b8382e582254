"""The files and folders of one folder. Draws only the lines that are seen."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from checklist.i18n import Translator
from checklist.store import FolderEntry
from checklist.text import visible
from checklist.tui.signs import QUIET
from checklist.tui.widgets import StyledText, content, in_few_pieces
from checklist.words import day_of_timestamp, size_words

UP = ".."


class FolderList(ScrollView, inherit_bindings=False, can_focus=False):
    """A line for each file or folder, one of them marked. The field above it has the focus."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    FolderList {
        height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        & .folder-list--current {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """
    COMPONENT_CLASSES = {"folder-list--current"}  # noqa: RUF012 - as Textual declares it

    class Clicked(Message):
        """A line was clicked; it is the current one now."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self._entries: tuple[FolderEntry, ...] = ()
        self._current = 0

    def show(self, entries: tuple[FolderEntry, ...], current: int = 0) -> None:
        """Show these, with one of them marked."""
        self._entries = entries
        self._current = max(0, min(current, len(entries) - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, len(entries))
        self.refresh()
        self._show_current()

    @property
    def current(self) -> FolderEntry | None:
        """The marked line; None where there is none."""
        return self._entries[self._current] if self._entries else None

    @property
    def words(self) -> list[str]:
        """What a person reads, line by line, seen or not."""
        return [self._line(entry, 200, marked=False).plain for entry in self._entries]

    def move(self, by: int) -> None:
        """Mark a line so many below, no further than the ends."""
        if self._entries:
            self._current = max(0, min(self._current + by, len(self._entries) - 1))
            self.refresh()
            self._show_current()

    @property
    def page(self) -> int:
        """How many lines are seen at a time."""
        return max(1, self.size.height - 1)

    def _show_current(self) -> None:
        here = Region(0, self._current, 1, 1)
        self.scroll_to_region(here, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the marked line in view."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._entries))
        self._show_current()

    def on_click(self, event: events.Click) -> None:
        """Mark the clicked line and say so."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if line < len(self._entries):
            self._current = line
            self.refresh()
            self.post_message(self.Clicked())

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if line >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        marked = line == self._current
        style = self.get_visual_style("folder-list--current") if marked else self.visual_style
        text = self._line(self._entries[line], width, marked=marked)
        (strip, *_) = Visual.to_strips(self, text, width, 1, style) or [Strip.blank(width)]
        return in_few_pieces(strip.adjust_cell_length(width, style.rich_style))

    def _line(self, entry: FolderEntry, width: int, *, marked: bool) -> Content:
        # The cursor has colours of its own: quiet words on them would be hard to read.
        quiet = "" if marked else QUIET
        size = "" if entry.is_folder else size_words(entry.size, self._)
        day = day_of_timestamp(entry.modified, self._) if entry.modified else ""
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
