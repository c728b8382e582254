"""What municipalities have handed over, as it is read and removed from home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from checklist.auditing import audits_over, open_audits
from checklist.errors import SamsjekkError
from checklist.handover import (
    ListedReceipt,
    listed_receipt,
    question_before_removal,
    remove_receipt,
)
from checklist.i18n import Phrase, Translator
from checklist.machine import Environment
from checklist.store import Receipt, open_receipts
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.boxes import in_thread
from checklist.tui.handing_over.given import GivenScreen
from checklist.tui.handing_over.jobs import look_into_receipt
from checklist.tui.in_order import keys_wait
from checklist.words import name_words


class ReceivedFiles:
    """What can be done with a receipt from a screen that lists it.

    Every byte of one is read to see what is in it, so that is done in a thread.
    """

    def __init__(
        self, screen: ExplainedScreen[Any], environment: Environment, translator: Translator
    ) -> None:
        self._screen = screen
        self._environment = environment
        self._ = translator

    async def name_of(self, receipt: Receipt) -> str:
        """Whose it is, and of when; that it can't be read, where it can't."""
        listed = await in_thread(lambda: listed_receipt(receipt))
        if isinstance(listed, ListedReceipt):
            return name_words(listed.municipality, listed.date, self._)
        return f"✗ {self._('Kan ikke åpnes.')} {receipt.id}"

    async def read(self, receipt: Receipt) -> None:
        """Show what is in it, and what is new since the file before it."""
        look_into = partial(look_into_receipt, self._environment, receipt, self._)
        try:
            with keys_wait(self._screen):
                look = await in_thread(look_into)
        except SamsjekkError as error:
            self._screen.say(error.words, problem=True)
        else:
            self._screen.app.push_screen(GivenScreen(self._environment, look, self._))

    async def ask_to_remove(self, receipt: Receipt, then: Callable[[], object]) -> None:
        """Remove it after a question, and do something afterwards."""
        receipts = open_receipts(self._environment)
        with keys_wait(self._screen):
            asked = await in_thread(lambda: self._question(receipt))

        def remove() -> None:
            if self._screen.done(lambda: remove_receipt(receipts, receipt)):
                then()

        _ = self._
        self._screen.ask(_.say(asked), _("Ta bort"), _("Behold"), remove)

    def _question(self, receipt: Receipt) -> Phrase:
        with open_audits(self._environment) as journal:
            audits = audits_over(journal, receipt.id)
        return question_before_removal(listed_receipt(receipt), audits)
