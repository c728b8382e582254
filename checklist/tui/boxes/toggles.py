"""Boxes that tell on from off by their shape: Textual's own differ in colour only."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Checkbox

_BOX = len("[ ]")
_PADS = 2
"""One cell on each side of the label."""


class Tick(Checkbox, inherit_bindings=False):
    """A box: [✓] or [ ]. Space turns it; Enter is left to the form, as in any other field.

    A label that is too long for the line goes on below itself.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", show=False)]
    DEFAULT_CSS = "Tick { max-width: 100%; }"

    def render(self) -> Content:
        """Draw the box and the label."""
        box, style = ("[✓]" if self.value else "[ ]"), self.get_visual_style("toggle--label")
        lines = [line.pad(1, 1).stylize_before(style) for line in self._lines(self.size.width)]
        boxes = [box, *(" " * _BOX for _ in lines[1:])]
        return Content("\n").join(
            Content.assemble(before, line) for before, line in zip(boxes, lines, strict=True)
        )

    def _lines(self, width: int) -> list[Content]:
        return self.label.wrap(max(1, width - _BOX - _PADS))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as what is drawn, where there is room for it."""
        return _BOX + _PADS + self.label.cell_length

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the label takes."""
        return len(self._lines(width))
