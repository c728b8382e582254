"""Which of all that was received is set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.widgets import Static

from checklist.audit import Audit, ReceivedAssessment
from checklist.handover import ListedReceipt, listed_receipt
from checklist.i18n import Translator, phrase
from checklist.store import Receipt
from checklist.tui.boxes import (
    Dialog,
    FieldError,
    Tick,
    in_thread,
)
from checklist.tui.widgets import plain
from checklist.words import name_words

_AT_LEAST = 2


class ReceiptsDialog(Dialog):
    """Every receipt there is, those of the audit first and chosen; `chosen` once it is saved."""

    SAVE = phrase("Lag (ctrl+s)")
    AUTO_FOCUS = "Tick"

    def __init__(self, audit: Audit, receipts: Sequence[Receipt], _: Translator) -> None:
        about = _("Det revisjonen er over, står først. Mellomrom velger.")
        super().__init__(_("Hvem skal stå side om side?"), about, _)
        self._own = audit.all(ReceivedAssessment).keys()
        self._receipts = sorted(receipts, key=lambda one: one.id not in self._own)
        self.chosen: tuple[Receipt, ...] = ()

    def fields(self) -> ComposeResult:
        """One for each; whose it is comes when it is read."""
        for receipt in self._receipts:
            yield Tick(plain(receipt.id), receipt.id in self._own, id=receipt.id, compact=True)
        yield Static()

    def on_mount(self) -> None:
        """Read whose they are."""
        self._read_names()

    @work(exclusive=True)
    async def _read_names(self) -> None:
        for receipt in self._receipts:
            listed = await in_thread(partial(listed_receipt, receipt))
            words = self._("Kan ikke åpnes.")
            if isinstance(listed, ListedReceipt):
                words = name_words(listed.municipality, listed.date, self._)
            self.query_one(f"#{receipt.id}", Tick).label = plain(f"{words} ({receipt.id})")

    def store(self) -> None:
        """Take what is chosen."""
        chosen = [one for one in self._receipts if self.query_one(f"#{one.id}", Tick).value]
        if len(chosen) < _AT_LEAST:
            words = phrase("Velg minst to.")
            raise FieldError(words, f"#{self._receipts[0].id}")
        self.chosen = tuple(chosen)
