"""What stands on the screen with its colours, read off the cells as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarCorner
from textual.theme import Theme
from textual.widget import Widget

from checklist.tui.themes import NAMES, Inks
from tests.terminal import in_front

ENOUGH = 4.5
"""The least contrast of text, by WCAG 2.1 AA."""


class Run(NamedTuple):
    """Text in one style: what it is drawn in and on, and the widget it belongs to."""

    text: str
    ink: Color
    ground: Color
    at: Offset
    widget: Widget

    @property
    def contrast(self) -> float:
        """How far the ink stands out from the ground, from 1 to 21."""
        return contrast(self.ink, self.ground)

    def __str__(self) -> str:
        return f"{self.text.strip()!r} {self.ink.hex} on {self.ground.hex} in {self.widget!r}"


def luminance(color: Color) -> float:
    """How light a colour is, as WCAG reckons it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(ink: Color, ground: Color) -> float:
    """The contrast of two colours, as WCAG reckons it."""
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def runs(pilot: Pilot[None]) -> Iterator[Run]:
    """Every text in front, but for scroll bars and what lies behind an open box."""
    for y, strip in enumerate(in_front(pilot)._compositor.render_strips()):
        x = 0
        for segment in strip:
            at = Offset(x, y)
            x += segment.cell_length
            if segment.text.strip():
                yield from _read(pilot, segment, at)


def _read(pilot: Pilot[None], segment: Segment, at: Offset) -> Iterator[Run]:
    first = len(segment.text) - len(segment.text.lstrip())
    widget, _ = in_front(pilot).get_widget_at(at.x + first, at.y)
    if isinstance(widget, (Screen, ScrollBar, ScrollBarCorner)):
        return
    style = segment.style
    assert style is not None, segment
    assert style.color is not None, segment
    assert style.bgcolor is not None, segment
    ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if style.reverse:
        ink, ground = ground, ink
    if style.dim:
        ink = ground.blend(ink, 0.5)
    yield Run(segment.text, ink, ground, at, widget)


def too_faint(pilot: Pilot[None]) -> list[str]:
    """Texts with too little contrast. What a terminal does with its own colours is not known."""
    if pilot.app.native_ansi_color:
        return []
    return [f"{run} {run.contrast:.2f}" for run in runs(pilot) if run.contrast < ENOUGH]


def role_of(run: Run, theme: Theme) -> str | None:
    """The role of the colour that a text is drawn in: `text` where it has none.

    Text on a cursor or turned round has the colour of a ground; then the ground has the role.
    None where it is in a colour that the theme does not have.
    """
    roles = {_parsed(theme.foreground): "text"}
    for role in Inks._fields:
        roles.setdefault(_parsed(theme.variables[NAMES[role][0]]), role)
    return roles.get(run.ink, roles.get(run.ground))


def _parsed(colour: str | None) -> Color:
    return Color.parse(colour or "")


def strays(pilot: Pilot[None]) -> list[str]:
    """Texts in a colour that has no role."""
    return [str(run) for run in runs(pilot) if role_of(run, pilot.app.current_theme) is None]
