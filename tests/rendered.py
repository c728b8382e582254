"""What stands on the screen with its colours, read off the cells as they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.geometry import Offset, Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarCorner
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from checklist.appraisal import CellState, ConclusionCode, Severity
from checklist.assessment import FollowUpCode, VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.tui.boxes import Tick
from checklist.tui.themes import NAMES, Inks
from checklist.tui.widgets import MessageLine
from checklist.words import STATES, VERBS, Tone, key_of
from tests.terminal import in_front

ENOUGH = 4.5
"""The least contrast of text, by WCAG 2.1 AA."""

JUDGED = (AnswerValue, CellState, VerdictCode, Severity, ConclusionCode, FollowUpCode)
"""Codes of answers and findings. No other state has their colours."""

TONES = {"good": Tone.GOOD, "half": Tone.HALF, "bad": Tone.BAD, "unknown": Tone.ASK}

_SAID_OTHERWISE = {
    Tone.GOOD: ("i tråd", "i det alt vesentlige"),
    Tone.HALF: ("ingen", "ingen tiltak er planlagt.", "delt"),
    Tone.BAD: ("ikke i tilstrekkelig grad",),
    Tone.ASK: ("spør", "ulike svar", "≠", "– avgjør", "ulikt skrevet"),
}
"""Shorter words for them, and that nothing is planned for a finding."""

_BARS = (ScrollBar, ScrollBarCorner)

_BEGINNING = "begins"
"""How a paper begins, as much as there is room for; it can be read whole."""

_MARK = "▌"
"""Before each line of the row that is marked."""

_LINES = set("▌█░╭╮╰╯─│ ")
"""The mark of where one is, bars, and the edge of a box."""

_EDGE = "▕"
"""Between two columns that are apart without it: no text, so it may be faint."""


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
            if segment.text.strip() not in ("", _EDGE):
                yield from _read(pilot, segment, at)


def _read(pilot: Pilot[None], segment: Segment, at: Offset) -> Iterator[Run]:
    first = len(segment.text) - len(segment.text.lstrip())
    widget, _ = in_front(pilot).get_widget_at(at.x + first, at.y)
    if isinstance(widget, (Screen, *_BARS)):
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


def too_faint(read: Iterable[Run], theme: Theme) -> list[str]:
    """Texts with too little contrast. What a terminal does with its own colours is not known."""
    if theme.ansi:
        return []
    return [f"{run} {run.contrast:.2f}" for run in read if run.contrast < ENOUGH]


def role_of(run: Run, theme: Theme) -> str | None:
    """The role of the colour that a text is drawn in: `text` where it has none.

    Text on the cursor has none, for the colour of keys also says where one is. Other text that is
    turned round has the colour of a ground; then the ground has the role. None where it is in a
    colour that the theme does not have.
    """
    cursor = theme.variables.get("input-cursor-foreground", theme.foreground)
    roles = {_parsed(theme.foreground): "text", _parsed(cursor): "text"}
    if theme.name.startswith("ansi"):
        # In the terminal's own colours Textual draws the cell of the cursor black on white.
        roles[_parsed("ansi_black")] = "text"
    on_cursor = _parsed(theme.variables["block-cursor-foreground"])
    if (run.ink, run.ground) == (on_cursor, _parsed(theme.variables["block-cursor-background"])):
        return "text"
    for role in Inks._fields:
        roles.setdefault(_parsed(theme.variables[NAMES[role][0]]), role)
    return roles.get(run.ink, roles.get(run.ground))


def _parsed(colour: str | None) -> Color:
    return Color.parse(colour or "")


def without_meaning(read: Iterable[Run], theme: Theme) -> list[str]:
    """Texts in a colour that has no role, or that say something else than it means. In bokmål."""
    faults, last = [], dict[Widget, Run]()
    for run in read:
        role, before = role_of(run, theme), last.get(run.widget)
        goes_on = before is not None and _goes_on(run, before)
        if role is None or not (goes_on or _means(run, role)):
            faults.append(f"{role}: {run}")
        if run.text.strip() != _MARK:
            last[run.widget] = run
    return faults


def _goes_on(run: Run, before: Run) -> bool:
    """Whether a text goes on from the line above, where its first word had no room."""
    first, *_ = run.text.strip().split(" ")
    end = run.widget.scrollable_content_region.right
    room = end - before.at.x - cell_len(before.text.rstrip())
    below = run.at.y == before.at.y + 1
    return below and run.ink == before.ink and room < cell_len(f" {first}▕")


def _means(run: Run, role: str | None) -> bool:
    if role == "key":
        return _is_key(run)
    return role not in TONES or is_judged(run.text, TONES[role])


def _is_key(run: Run) -> bool:
    if isinstance(run.widget, Button) or set(run.text) <= _LINES:
        return True
    first, *more = run.text.split()
    # A key, several, or a key and what it does.
    return first in _key_names() and (first.islower() or first == "=" or {*more} <= _key_names())


@cache
def _key_names() -> set[str]:
    names = {word for verb in VERBS for word in key_of(verb, Translator()).split()}
    return names | {*"123456789", "F1"}


def is_judged(text: str, tone: Tone) -> bool:
    """Whether a text in this tone is an answer or a finding that has it."""
    words = text.strip().removeprefix("(●) ").lower()
    codes = [code for kind in JUDGED for code in kind if STATES[code][1] is tone]
    sign = words[:1] in {STATES[code][0] for code in codes}
    words = re.sub(r"^\d+ ?", "", words[1:].strip() if sign else words)
    known = {Translator().say(code.words).lower() for code in codes}
    known |= {
        re.sub(r"^\d+ ", "", Translator().say(code.counted(2)))
        for code in codes
        if isinstance(code, Severity)
    }
    late = tone is Tone.BAD and "over fristen" in words
    return late or (sign and not words) or words.startswith((*known, *_SAID_OTHERWISE[tone]))


def without_colour(pilot: Pilot[None]) -> list[tuple[str, bool, bool]]:
    """What is left where there are no colours: texts, and which are turned round or underlined."""
    return [
        (segment.text, bool(segment.style.reverse), bool(segment.style.underline))
        for strip in in_front(pilot)._compositor.render_strips()
        for segment in strip
        if segment.style is not None
    ]


def lost(pilot: Pilot[None]) -> list[str]:
    """What is drawn past an edge where one can't scroll to it: texts and fields cut short."""
    faults = []
    for widget, (region, _order, clip, *_) in in_front(pilot)._compositor.full_map.items():
        if isinstance(widget, _BARS) or widget.id == _BEGINNING:
            continue
        if not _can_reach(widget, region, clip):
            faults.append(f"{widget!r} is at {region} in {clip}")
        elif isinstance(widget, (Static, MessageLine, Tick, Input)) and (
            more := _cut_short(widget)
        ):
            faults.append(f"{widget!r} has no room for {more!r}")
    return faults


def _can_reach(widget: Widget, region: Region, clip: Region) -> bool:
    """Whether one can scroll to all of it."""
    nodes = (node for node in widget.ancestors if not isinstance(node, Screen))
    boxes = [node for node in nodes if isinstance(node, Widget)]
    across = clip.x <= region.x and region.right <= clip.right
    down = clip.y <= region.y and region.bottom <= clip.bottom
    return (across or any(box.max_scroll_x for box in boxes)) and (
        down or any(box.max_scroll_y for box in boxes)
    )


def _cut_short(widget: Widget) -> str:
    """The text of a widget that has too few lines for it, or too few columns for a word."""
    content = _content(widget)
    if not isinstance(content, Content) or not content.plain.strip():
        return ""
    lines = content.wrap(max(1, widget.content_size.width))
    too_many = len(lines) > widget.content_size.height
    return content.plain if too_many and not widget.max_scroll_y else ""


def _content(widget: Widget) -> object:
    match widget:
        case Static():
            return widget.visual
        case Input():
            return Content("" if widget.value else widget.placeholder)
        case _:
            return widget.render()
