"""Fields that offer a text the user may take. Nothing is filled in before the user takes it."""

from __future__ import annotations

from textual.widgets import TextArea

from checklist.text import visible
from checklist.tui.boxes.hinted import HintedInput


class ProposingInput(HintedInput):
    """One line. While it is empty it shows the proposal, and the right arrow takes it."""

    proposal = ""

    def propose(self, proposal: str, shown: str) -> None:
        """Offer a text; `shown` says that it is an offer, and how to take it."""
        self.proposal = proposal
        self.placeholder = visible(shown) if proposal else ""

    def take(self) -> None:
        """Put the proposal in the field, where nothing else has been written."""
        if self.proposal and not self.value:
            self.value = self.proposal
            self.cursor_position = len(self.value)

    def action_cursor_right(self, select: bool = False) -> None:
        """Take the proposal, else move."""
        if self.proposal and not self.value:
            self.take()
        else:
            super().action_cursor_right(select)


class ProposingText(TextArea):
    """Several lines. While it is empty it shows the proposal, and the right arrow takes it."""

    proposal = ""

    def propose(self, proposal: str, shown: str) -> None:
        """Offer a text; `shown` says that it is an offer, and how to take it."""
        self.proposal = proposal
        self.placeholder = visible(shown) if proposal else ""

    def take(self) -> None:
        """Put the proposal in the field, where nothing else has been written."""
        if self.proposal and not self.text:
            self.text = self.proposal
            self.move_cursor(self.document.end)

    def action_cursor_right(self, select: bool = False) -> None:
        """Take the proposal, else move."""
        if self.proposal and not self.text:
            self.take()
        else:
            super().action_cursor_right(select)
