"""A list of which only the lines that are seen are drawn: thousands cost no more than twenty."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from checklist.tui.widgets.drawing import in_few_pieces


class LineList(ScrollView, inherit_bindings=False):
    """Lines as wide as the list, one of them the current one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineList { overflow-x: hidden; scrollbar-size-vertical: 1; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--current"}

    # -- what each list decides ---------------------------------------------------------

    def length(self) -> int:
        """How many lines there are."""
        raise NotImplementedError  # a widget has a metaclass of its own, so it cannot be an ABC

    def line(self, number: int, width: int) -> Content:
        """One line."""
        raise NotImplementedError

    def is_current(self, number: int) -> bool:
        """Whether a line is the current one."""
        raise NotImplementedError

    def show_current(self) -> None:
        """Scroll so that the current line is seen."""
        raise NotImplementedError

    # -- what they share ----------------------------------------------------------------

    def on_resize(self) -> None:
        """Keep the current line in view."""
        self._set_length()
        self.show_current()

    def show_lines(self) -> None:
        """Draw every line anew."""
        self._set_length()
        self.refresh()
        self.show_current()

    def _set_length(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.length())

    def clicked_line(self, event: events.Click) -> int | None:
        """The line that was clicked; None below the last one, and for half of a double click.

        The first half has chosen, and another line may stand there since.
        """
        if event.chain > 1:
            return None
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        return line if line < self.length() else None

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if line >= self.length():
            return Strip.blank(width, self.rich_style)
        marked = self.is_current(line)
        style = self.get_visual_style("line-list--current") if marked else self.visual_style
        text = self.line(line, width)
        (strip, *_) = Visual.to_strips(self, text, width, 1, style) or [Strip.blank(width)]
        return in_few_pieces(strip.adjust_cell_length(width, style.rich_style))
