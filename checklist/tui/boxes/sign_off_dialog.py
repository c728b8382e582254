"""Approving an assessment on behalf of a role, and who has done it before."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input

from checklist.assessment import ABOUT, whole_day
from checklist.i18n import Translator, phrase
from checklist.session import Session
from checklist.tui.boxes.assessment_dialog import AssessmentDialog, Opened
from checklist.tui.boxes.dialog import labelled, needed, read_field, written
from checklist.words import approving_lines


class SignOffDialog(AssessmentDialog):
    """The role that approves, and the day; above them who has approved, and what came since."""

    SAVE = phrase("Godkjenn (ctrl+s)")
    AUTO_FOCUS = "#role"

    def __init__(self, session: Session, _: Translator, day: date) -> None:
        lines = approving_lines(session.appraisal, session.since_sign_off(), _)
        about = _("Godkjenningen kan ikke angres, men dere kan godkjenne på nytt.")
        super().__init__(_("Godkjenning"), "\n".join((*lines, about)), Opened(session, ABOUT, _))
        self._day = day

    def fields(self) -> ComposeResult:
        """The role of whoever approves, and the day."""
        _, before = self._, self._session.shared.sign_offs
        role = before[-1].value.role if before else self._session.author.role
        yield from labelled(needed(_("Rollen til den som godkjenner"), _), written(role, "role"))
        day = Input(_.short_date(self._day), compact=True, id="date")
        yield from labelled(needed(_("Dato"), _), day)

    def store(self) -> None:
        """Approve what is known now."""
        day = read_field(self.query_one("#date", Input), whole_day)
        self._session.sign_off(self.query_one("#role", Input).value, day)
