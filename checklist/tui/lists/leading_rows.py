"""A list of rows, each of which leads to something, with headings between that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from checklist.tui.lists.marked_list import MarkedList


class LeadingRow(NamedTuple):
    """What is drawn, what it leads to, and what is drawn instead while it is marked."""

    drawn: Content
    leads_to: str | None = None
    marked: Callable[[], Content] | None = None


class LeadingRows(MarkedList):
    """Rows wrapped to `room`; `leads_to` has the id that each leads to, or None."""

    DEFAULT_CSS = """
    LeadingRows {
        height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    """

    class Chosen(Message):
        """A row was chosen, and what it led to then: the list may have other rows since."""

        def __init__(self, rows: LeadingRows, leads_to: str) -> None:
            super().__init__()
            self.leads_to = leads_to
            self._rows = rows

        @property
        def control(self) -> LeadingRows:
            """The list, for those who listen to one of several."""
            return self._rows

    def __init__(self, name: str) -> None:
        super().__init__(id=name, compact=True)
        self.leads_to: list[str | None] = []
        self._rows: list[LeadingRow] = []
        self._whole: int | None = None

    @property
    def room(self) -> int:
        """How wide a row can be."""
        padding = self.get_component_styles("option-list--option").padding.width
        return max(0, self.screen.size.width - self.styles.scrollbar_size_vertical - padding)

    @property
    def marked(self) -> str | None:
        """What the marked row leads to."""
        return None if self.highlighted is None else self.leads_to[self.highlighted]

    @property
    def in_view(self) -> list[str]:
        """What the rows that can be seen now lead to, from the top."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        found, line = [], 0
        for place, row in enumerate(self._rows):
            shown = row.marked() if place == self._whole and row.marked else row.drawn
            line += shown.plain.count("\n") + 1
            if line > top and row.leads_to is not None:
                found.append(row.leads_to)
            if line >= bottom:
                break
        return found

    def fill(self, rows: Iterable[LeadingRow], *, anew: bool = False) -> None:
        """Show these rows, staying on what is marked, wherever it stands now.

        Where it is gone, what stands in its place is marked; `anew`, or where nothing was marked,
        the first row that leads somewhere.
        """
        place, marked = self.highlighted, self.marked
        before, self._rows = self._rows, list(rows)
        self.leads_to = [row.leads_to for row in self._rows]
        if [row[:2] for row in before] != [row[:2] for row in self._rows]:
            self._whole = None
            self.set_options(Option(row.drawn, disabled=row.leads_to is None) for row in self._rows)
        leading = [number for number, target in enumerate(self.leads_to) if target is not None]
        if anew or place is None:
            self.highlighted = next(iter(leading), None)
        else:
            same = [number for number in leading if self.leads_to[number] == marked]
            self.highlighted = min(same or leading, key=lambda n: abs(n - place), default=None)
        self._show_whole()

    def action_select(self) -> None:
        """Choose the marked row; a click marks it first."""
        if self.marked is not None:
            self.post_message(self.Chosen(self, self.marked))

    def redraw(self, place: int, row: LeadingRow) -> None:
        """Show another row at a place; it leads where the one before did."""
        self._rows[place] = row
        whole = row.marked if place == self._whole else None
        self.replace_option_prompt_at_index(place, row.drawn if whole is None else whole())
        if place == self.highlighted:
            # It may have grown out of view.
            self.call_after_refresh(self.scroll_to_highlight)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Show more of the row that is marked now, and less of the one that was."""
        self._show_whole()
        super().watch_highlighted(highlighted)

    def _show_whole(self) -> None:
        before, self._whole = self._whole, self.highlighted
        for place in {before, self._whole}:
            row = None if place is None else self._rows[place]
            if place is not None and row is not None and row.marked is not None:
                prompt = row.marked() if place == self._whole else row.drawn
                self.replace_option_prompt_at_index(place, prompt)
