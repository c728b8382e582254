"""The audit that is open on a screen, and what all that happens there needs of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.notifications import SeverityLevel
from textual.screen import Screen

from checklist.auditing import AuditSession
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.boxes import WantedFile, make_file


class OpenAudit(NamedTuple):
    """An audit on its screen."""

    screen: ExplainedScreen[Any]
    session: AuditSession
    environment: Environment
    translator: Translator

    def show(self, box: Screen[Any], then: Callable[[], object]) -> None:
        """Show a box, and go on when it is closed, whatever came of it."""

        def closed(_what: object) -> None:
            then()

        self.screen.app.push_screen(box, closed)

    def make(self, wanted: WantedFile) -> None:
        """Make a file, and say on the screen what became of it."""
        make_file(wanted, self.screen, self._tell, self.translator)

    def _tell(self, words: str, state: str) -> None:
        if words:
            severity: SeverityLevel = "error" if state == "fault" else "information"
            self.screen.notify(words, severity=severity)
