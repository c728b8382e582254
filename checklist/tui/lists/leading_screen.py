"""A screen with a list of rows that each lead somewhere."""

from __future__ import annotations

from textual import on

from checklist.tui.assessment_screen import AssessmentScreen
from checklist.tui.lists.leading_rows import LeadingRows


class LeadingScreen(AssessmentScreen[str | None]):
    """A list of rows. Dismisses with what the one that was chosen leads to, or None."""

    AUTO_FOCUS = "#rows"

    @on(LeadingRows.Chosen)
    def go_to_chosen(self, event: LeadingRows.Chosen) -> None:
        """Enter or a click on a row goes to what it is about."""
        self.dismiss(event.leads_to)

    @property
    def in_use(self) -> LeadingRows:
        """The list that has the keyboard."""
        focused = self.focused
        return focused if isinstance(focused, LeadingRows) else self.query_one("#rows", LeadingRows)

    def action_open(self) -> None:
        """Go to what the row under the cursor is about."""
        self.in_use.action_select()
