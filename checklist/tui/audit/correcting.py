"""What the municipality would have a fact say, and what the auditor decides."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Select, Static, TextArea

from checklist.audit import Correction
from checklist.auditing import AuditSession
from checklist.i18n import Translator
from checklist.tui.boxes import Dialog, labelled
from checklist.tui.widgets import plain
from checklist.words.audits import decision_lines

_TAKE_OVER, _KEEP, _REFUSE = "take-over", "keep", "refuse"


class DecisionDialog(Dialog):
    """What the fact says, what the municipality wants, and what the auditor decides, with why."""

    AUTO_FOCUS = "#decision"
    DEFAULT_CSS = """
    DecisionDialog {
        TextArea { height: 4; }
        .told { margin-bottom: 1; }
    }
    """

    def __init__(self, session: AuditSession, correction: Correction, _: Translator) -> None:
        super().__init__(_("Rettelse {id}", id=correction.id), "", _)
        self._session = session
        self._correction = correction
        self._seen = session.audit

    def compose_before(self) -> ComposeResult:
        """What stands, what is wanted, and what shows it."""
        told = decision_lines(self._correction, self._seen, self._)
        yield Static(plain("\n".join(told)), classes="told")

    def fields(self) -> ComposeResult:
        """The decision and the reason."""
        _ = self._
        choices = (
            (_("Ta til følge, og rett faktumet"), _TAKE_OVER),
            (_("Ta til følge, men la faktumet stå"), _KEEP),
            (_("Ikke ta til følge"), _REFUSE),
        )
        options = [(plain(words), name) for words, name in choices]
        yield from labelled(
            _("Hva gjør revisjonen?"),
            Select(options, value=_TAKE_OVER, allow_blank=False, compact=True, id="decision"),
        )
        area = TextArea(self._correction.reason, compact=True, id="reason")
        yield from labelled(_("Begrunnelse (må skrives når den ikke tas til følge)"), area)

    def store(self) -> None:
        """Accept or refuse it."""
        name, reason = self._correction.id, self.query_one("#reason", TextArea).text
        decision = self.query_one("#decision", Select).value
        with self._session.having_seen(self._seen):
            if decision == _REFUSE:
                self._session.refuse_correction(name, reason)
            else:
                take_over = decision == _TAKE_OVER
                self._session.accept_correction(name, reason, take_over=take_over, sure=self.sure)
