"""The line above the form that stays when one scrolls: which criterion, and where it stops."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from checklist.appraisal import CriterionAppraisal, map_row
from checklist.criteria import Aspect
from checklist.i18n import Translator
from checklist.tui.widgets import StyledText, content, shortened, styled
from checklist.words import signature_pieces, stops_words

_BETWEEN = 3
_LEAST = 12
"""Columns of the title that are kept before what stands after it gives way."""


class CriterionHead(Widget):
    """A title at the left; the signs of the five aspects and where it stops at the right."""

    DEFAULT_CSS = "CriterionHead { height: 1; padding: 0 1 0 3; background: $background; }"

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self._title = ""
        self._after: tuple[StyledText, ...] = ()

    @property
    def words(self) -> str:
        """What a person reads on the line."""
        return f"{self._title} {content(self._after).plain}"

    def show(self, title: str, appraised: CriterionAppraisal) -> None:
        """Show another criterion, or the same after an answer."""
        row = map_row([appraised])
        after = tuple(map(styled, signature_pieces(row)))
        if stops := stops_words(row, self._):
            after = (*after, StyledText(f"  {stops}"))
        if (title, after) != (self._title, self._after):
            self._title, self._after = title, after
            self.refresh()

    def render(self) -> Content:
        """Draw the line; where it stops gives way first, then the signs."""
        width, after = self.content_size.width, self._after
        while after and width - _wide(after) - _BETWEEN < min(_LEAST, cell_len(self._title)):
            after = after[:-1] if len(after) > len(Aspect) else ()
        room = width - _wide(after) - (_BETWEEN if after else 0)
        title = shortened(self._title, room)
        gap = " " * (width - cell_len(title) - _wide(after))
        return content((StyledText(title, "bold"), StyledText(gap), *after))


def _wide(parts: tuple[StyledText, ...]) -> int:
    return sum(cell_len(part.text) for part in parts)
