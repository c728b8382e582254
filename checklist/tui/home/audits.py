"""What home does with audits: they are listed, opened, begun and taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checklist.auditing import open_audits, take_audit_away
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.audit import AuditScreen, NewAuditDialog, audits_listed


class AuditsAtHome:
    """What can be done with audits from a screen that lists them; `then` lists them anew."""

    def __init__(
        self,
        screen: ExplainedScreen[Any],
        environment: Environment,
        translator: Translator,
        then: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._environment = environment
        self._ = translator
        self._then = then

    def listed(self) -> dict[str, str]:
        """Every audit with its words, by its id."""
        return audits_listed(self._environment, self._)

    def open(self, name: str) -> None:
        """Show an audit; what was written in it is listed when it is left."""
        try:
            screen = AuditScreen(self._environment, name, self._)
        except SamsjekkError as error:
            self._screen.say(error.words, problem=True)
        else:
            self._screen.app.push_screen(screen, lambda _closed: self._then())

    def begin(self, receipts: dict[str, str]) -> None:
        """Begin an audit, over some of what was received (its words by its id) or over nothing."""
        box = NewAuditDialog(self._environment, receipts, self._)

        def begun() -> None:
            self._then()
            self.open(box.made)

        self._screen.ask_in(box, begun)

    def ask_to_remove(self, name: str, words: str) -> None:
        """Take an audit away after a question that names it as the list does."""

        def remove() -> None:
            with open_audits(self._environment) as journal:
                self._screen.done(lambda: take_audit_away(journal, name))
            self._then()

        _ = self._
        question = _(
            "Vil du ta bort revisjonen «{name}» for godt? Alt som står i den, og all historikk "
            "blir borte. Det kan ikke angres.",
            name=words,
        )
        self._screen.ask(question, _("Ta bort"), _("Behold"), remove)
