"""Boxes that tell on from off by their shape: Textual's own differ in colour only."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Checkbox


class Tick(Checkbox, inherit_bindings=False):
    """A box: [✓] or [ ]. Space turns it; Enter is left to the form, as in any other field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", show=False)]

    def render(self) -> Content:
        """Draw the box and the label."""
        label = self.label.pad(1, 1).stylize_before(self.get_visual_style("toggle--label"))
        return Content.assemble("[✓]" if self.value else "[ ]", label)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as what is drawn."""
        return self.render().cell_length
