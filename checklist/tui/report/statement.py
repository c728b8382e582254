"""What the chief municipal executive says of the assessment, which the report quotes."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from checklist.assessment import Thing, whole_day
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes import (
    AssessmentDialog,
    Opened,
    labelled,
    needed,
    read_field,
)


class StatementDialog(AssessmentDialog):
    """The chief municipal executive's statement on the assessment."""

    AUTO_FOCUS = "TextArea"

    def __init__(self, session: Session, _: Translator, day: date) -> None:
        about = _("Rapporten gjengir den ordrett i et eget kapittel.")
        thing = Thing("statement", "")
        super().__init__(_("Kommunedirektørens uttalelse"), about, Opened(session, thing, _))
        self._day = day

    @property
    def draft_name(self) -> str:
        """One for each assessment."""
        return f"statement {self._session.assessment.id}"

    def fields(self) -> ComposeResult:
        """The text and its date."""
        _, given = self._, self._session.assessment.statement
        text = "" if given is None else given.value.text
        yield from labelled(
            needed(_("Uttalelsen"), _), TextArea(text, compact=True, id="statement")
        )
        day = self._day if given is None else given.value.date
        yield from labelled(needed(_("Dato"), _), Input(_.short_date(day), compact=True, id="date"))

    def store(self) -> None:
        """Record it."""
        day = read_field(self.query_one("#date", Input), whole_day)
        self._session.give_statement(self.query_one(TextArea).text, day)
