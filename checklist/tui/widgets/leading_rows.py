"""A list of rows, each of which leads to something, with headings between that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class LeadingRows(OptionList):
    """Rows wrapped to `room`; `leads_to` has the id that each leads to, or None."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, compact=True)
        self.leads_to: list[str | None] = []

    @property
    def room(self) -> int:
        """How wide a row can be."""
        return max(0, self.screen.size.width - self.styles.scrollbar_size_vertical - 2)

    def fill(self, rows: Iterable[tuple[Content, str | None]], at: int | None) -> None:
        """Show these rows, with the one at a place marked, else the first that leads somewhere."""
        rows = list(rows)
        self.leads_to = [target for _drawn, target in rows]
        if [option.prompt for option in self.options] != [drawn for drawn, _target in rows]:
            self.set_options(Option(drawn, disabled=target is None) for drawn, target in rows)
        leading = [place for place, target in enumerate(self.leads_to) if target is not None]
        here = (place for place in leading if at is not None and place >= at)
        self.highlighted = next(here, next(iter(leading), None))
