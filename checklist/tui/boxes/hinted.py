"""A line to write in, whose hint is read whole also where the line is short."""

from __future__ import annotations

from rich.text import Text
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Input


class HintedInput(Input):
    """While nothing is written, the hint takes the lines it needs; Textual cuts it at the edge."""

    DEFAULT_CSS = "HintedInput.-textual-compact { height: auto; }"

    def watch_value(self, before: str, now: str) -> None:
        """Make room for the hint, or take it."""
        if bool(before) != bool(now):
            self.refresh(layout=True)

    def watch_placeholder(self) -> None:
        """Make room for another hint."""
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line, or as many as the hint takes."""
        return 1 if self.value else len(self._hint(width))

    def render_line(self, y: int) -> Strip:
        """Draw what is written, else a line of the hint."""
        lines = [] if self.value else self._hint(self.scrollable_content_region.width)
        if y >= len(lines):
            return super().render_line(y)
        # A cell more than there are letters: the cursor stands there where there is no hint.
        text = Text(lines[y] or " ", self.get_component_rich_style("input--placeholder"), end="")
        if y == 0 and self.has_focus and self._cursor_visible:
            text.stylize(self.get_component_rich_style("input--cursor"), 0, 1)
        return Strip(text.render(self.app.console)).apply_style(self.rich_style)

    def _hint(self, width: int) -> list[str]:
        return [line.plain for line in Content(self.placeholder).wrap(max(1, width))] or [""]
