"""A request for documents that was sent: when, and the deadline."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from checklist.assessment import partial_date, whole_day
from checklist.auditing import AuditSession, record_request
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.tui.boxes import (
    Dialog,
    labelled,
    read_field,
    written,
)


class RequestSentDialog(Dialog):
    """Records each document of the request in the log; `recorded` is how many."""

    AUTO_FOCUS = "#sent"

    def __init__(self, session: AuditSession, environment: Environment, _: Translator) -> None:
        super().__init__(_("Dokumentbestillingen er sendt"), "", _)
        self._session = session
        self._environment = environment
        self.recorded = 0

    def fields(self) -> ComposeResult:
        """Two dates."""
        _, today = self._, self._environment.today()
        yield from labelled(_("Sendt"), written(_.short_date(today), "sent"))
        yield from labelled(_("Frist"), written("", "due"))

    def store(self) -> None:
        """Record it."""
        sent = read_field(self.query_one("#sent", Input), partial_date)
        due = read_field(self.query_one("#due", Input), whole_day)
        self.recorded = len(record_request(self._session, self._environment, sent, due))
