"""The form at the right of Walk: one criterion, drawn as lines and filled again for the next.

One widget however many checkpoints there are. A paragraph that did not change since the last
time is not wrapped again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.selection import Selection
from textual.strip import Strip

from checklist.text import visible
from checklist.tui.signs import KEY
from checklist.tui.widgets import (
    Block,
    StyledText,
    Target,
    content,
    in_few_pieces,
    in_text,
    marked,
    strips,
    target_at,
)

_EDGE = 3
_REMEMBERED = 500

Draw = Callable[[int], Sequence[Block]]
"""Makes the paragraphs for a width."""


class _Line(NamedTuple):
    """A drawn line, the group it is of, and the number of the paragraph in the text."""

    strip: Strip
    group: int | None
    paragraph: int


class CriterionForm(ScrollView, inherit_bindings=False, can_focus=True):
    """Paragraphs in groups, one for each checkpoint; one group is the current one."""

    DEFAULT_CSS = """
    CriterionForm {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    class Clicked(Message):
        """Something in the form was clicked."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    def __init__(self, step_to: Callable[[int], object]) -> None:
        """`step_to` is told at once which checkpoint the user asked for, by its number.

        A message would come to it after the next key, where keys are pressed fast.
        """
        super().__init__()
        self._step_to = step_to
        self._draw: Draw = lambda _width: ()
        self._blocks: tuple[Block, ...] = ()
        self._groups: tuple[int, ...] = ()
        self._current: int | None = None
        self._lines: list[_Line] = []
        self._places: dict[int, Region] = {}
        self._shown: dict[int, Region] = {}
        self._wrapped: dict[tuple[Block, bool], list[Strip]] = {}
        self._laid_out_for: tuple[object, ...] = ()

    def show(
        self,
        draw: Draw,
        groups: Sequence[int],
        current: int | None,
        *,
        anew: bool = False,
        top: bool = False,
    ) -> None:
        """Show these paragraphs.

        Args:
            draw: makes the paragraphs.
            groups: those that can be the current one.
            current: the current group.
            anew: it is another criterion: forget how far the one before was scrolled.
            top: show the beginning, even where the current group is further down.
        """
        stepped = current != self._current and not anew
        self._draw, self._groups, self._current = draw, tuple(groups), current
        self._lay_out()
        if anew or top:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        if not top:
            self._show_current(whole=stepped)

    @property
    def words(self) -> str:
        """What a person reads in the form, seen or not."""
        return "\n".join(content(block.parts).plain for block in self._blocks)

    # -- keys and mouse -----------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Go to the next checkpoint in this direction, or scroll where there is none in reach.

        A checkpoint longer than the window is read to its end before the next one is taken.
        """
        here = self._shown.get(-1 if self._current is None else self._current)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if here is not None and self._current is not None:
            hidden = here.bottom > top + height if step > 0 else here.y < top
            wanted = self._groups.index(self._current) + step
            if not hidden and 0 <= wanted < len(self._groups):
                self._step_to(self._groups[wanted])
                return
        self.scroll_to(
            y=top + step * max(1, height // 2), animate=False, force=True, immediate=True
        )

    def on_click(self, event: events.Click) -> None:
        """Tell the screen what was clicked: a choice, a word that does something, a checkpoint."""
        if (target := target_at(event.style.meta)) is not None:
            self.post_message(self.Clicked(target))
            return
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        group = self._lines[line].group if 0 <= line < len(self._lines) else None
        if group in self._groups and group is not None:
            self._step_to(group)

    # -- drawing ------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Wrap for the new width."""
        if self._looks() != self._laid_out_for:
            self._lay_out()
        self._show_current()

    def notify_style_update(self) -> None:
        """Draw in the new colours, where they are new."""
        super().notify_style_update()
        if self._blocks and self._looks() != self._laid_out_for:
            self._lay_out()

    def _looks(self) -> tuple[object, ...]:
        """What the drawn lines depend on beside their text."""
        return self.scrollable_content_region.width, self.visual_style, self.app.theme

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= _EDGE:
            self._laid_out_for = ()  # hidden by the list: what there is to show then, is laid out
            return
        looks = self._looks()
        if looks != self._laid_out_for or len(self._wrapped) > _REMEMBERED:
            self._wrapped.clear()
        self._laid_out_for = looks
        before, self._lines, self._places, self._shown = self._lines, [], {}, {}
        self._blocks = tuple(self._draw(width - _EDGE))
        paragraph = 0
        for block in self._blocks:
            drawn = self._drawn(block, width)
            if block.group is not None:
                place = Region(0, len(self._lines), width, len(drawn))
                before_it = self._places.get(block.group, place)
                # A checkpoint has a line of its own; where it is open, it stands further down too.
                follows = before_it.bottom == place.y
                self._places[block.group] = place.union(before_it) if follows else place
                if not block.aside:
                    self._shown[block.group] = self._places[block.group]
            self._lines += [_Line(strip, block.group, paragraph) for strip in drawn]
            paragraph += 1 + sum(visible(part.text).count("\n") for part in block.parts)
        self._set_length(Size(width, len(self._lines)))
        self._refresh_what_differs(before)

    def _drawn(self, block: Block, width: int) -> list[Strip]:
        """The lines of a paragraph, with a mark at the edge where it is of the current group."""
        marked = block.group is not None and block.group == self._current
        if (drawn := self._wrapped.get((block, marked))) is not None:
            return drawn
        style = self.visual_style
        edge = Block((StyledText(" ▌", KEY),)) if marked else Block()
        (first,) = strips(self, edge, _EDGE, style)
        drawn = [
            in_few_pieces(Strip.join([first, strip]))
            for strip in strips(self, block, width - _EDGE, style)
        ]
        self._wrapped[block, marked] = drawn
        return drawn

    def _set_length(self, size: Size) -> None:
        """Say how far one can scroll.

        Setting `virtual_size` itself would lay out the whole screen, 10 ms at each answer that
        adds a line. The scroll bar is always there, so nothing else can move.
        """
        self.set_reactive(CriterionForm.virtual_size, size)
        bar, window = self.vertical_scrollbar, self.scrollable_content_region.height
        before = _thumb(bar, window)
        bar.set_reactive(ScrollBar.window_virtual_size, size.height)
        for line in _differing(before, _thumb(bar, window)):
            bar.refresh(Region(0, line, bar.thickness, 1))
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def _refresh_what_differs(self, before: list[_Line]) -> None:
        """Draw only the lines that changed: over a slow line, the others are most of an answer."""
        at = 0
        for differ, lines in groupby(zip_longest(before, self._lines), _differ):
            number = len(list(lines))
            if differ:
                self.refresh_lines(at, number)
            at += number

    def _show_current(self, *, whole: bool = False) -> None:
        """Scroll to the current group; to the whole of it, where one has come to it from another.

        Where it is the first that is seen of a criterion, the duty comes before what is aside.
        """
        if self._current is None or self._current not in self._shown:
            return
        place = (self._places if whole else self._shown)[self._current]
        if place.bottom <= self.scrollable_content_region.height:
            place = place.union(Region(0, 0, 1, 1))  # the duty is read before the question
        self.scroll_to_region(place, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        strip, _group, paragraph = self._lines[line]
        selection = self.text_selection
        style = self.screen.get_component_rich_style("screen--selection")
        return marked(strip, paragraph, None if selection is None else in_text(selection), style)

    # -- marking text with the mouse ----------------------------------------------------

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The text that is marked, each paragraph unbroken, as an address must be."""
        return in_text(selection).extract(self.words), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - as Textual calls it
        """Draw what is marked."""
        self.refresh()


def _differ(lines: tuple[_Line | None, _Line | None]) -> bool:
    was, now = lines
    return was is None or now is None or was.strip is not now.strip


def _thumb(bar: ScrollBar, window: int) -> list[tuple[str, bool]]:
    """The lines of a scroll bar as signs, and whether in reverse, to tell which of them change."""
    drawn = bar.renderer.render_bar(
        size=window,
        virtual_size=bar.window_virtual_size,
        window_size=window if window < bar.window_virtual_size else 0,
        position=bar.position,
    )
    return [(line.text, bool(line.style and line.style.reverse)) for line in drawn.segments]


def _differing(one: Sequence[object], other: Sequence[object]) -> Iterator[int]:
    for place, (before, after) in enumerate(zip_longest(one, other)):
        if before != after:
            yield place
