"""A list of which one can see without colours where one is."""

from __future__ import annotations

from textual import events
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import OptionList

from checklist.tui.signs import KEY
from checklist.tui.widgets import StyledText, content


class MarkedList(OptionList):
    """A list with a bar at the left of the row that is marked, in the space before its text.

    Another list that has the keyboard has the bar instead.
    """

    DEFAULT_CSS = """
    MarkedList.-textual-compact > .option-list--option { padding: 0 0 0 1; }
    """

    def on_mount(self) -> None:
        """Take away the bar where another list takes the keyboard, and draw it again after."""
        self.watch(self.screen, "focused", self._draw_anew, init=False)

    def _draw_anew(self) -> None:
        self.refresh()

    def action_page_up(self) -> None:
        """Go up a page; where only headings stand there, to the first row that can be marked."""
        super().action_page_up()  # type: ignore[no-untyped-call]  # Textual has no types here
        if self.highlighted is None:
            self.action_first()

    def action_page_down(self) -> None:
        """Go down a page; where only headings stand there, to the last row that can be marked."""
        super().action_page_down()  # type: ignore[no-untyped-call]  # Textual has no types here
        if self.highlighted is None:
            self.action_last()

    def on_click(self, event: events.Click) -> None:
        """Of a double click the first half chooses; the list may have other rows since."""
        if event.chain > 1:
            event.prevent_default()

    def render_line(self, y: int) -> Strip:
        """Draw one line, with the mark where it is of the marked row."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        of = None if first is None or first.style is None else first.style.meta.get("option")
        elsewhere = isinstance(self.screen.focused, OptionList) and not self.has_focus
        if of is None or of != self.highlighted or elsewhere:
            return strip
        style = self.get_visual_style("option-list--option", "option-list--option-highlighted")
        (mark,) = Visual.to_strips(self, content((StyledText("▌", KEY),)), 1, 1, style)
        return Strip.join([mark.apply_meta({"option": of}), strip.crop(1)])
