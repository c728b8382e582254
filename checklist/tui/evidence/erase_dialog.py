"""Asking why a copied file is to be removed for good, and removing it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from checklist.assessment import Evidence
from checklist.i18n import Translator, phrase
from checklist.session import Session
from checklist.tui.boxes import Dialog, labelled


class EraseDialog(Dialog):
    """The reason; what is erased can't be brought back.

    Attributes:
        kept_for: titles of other evidence that has the same file, which is therefore kept.
    """

    SAVE = phrase("Slett (ctrl+s)")
    AUTO_FOCUS = "Input"

    def __init__(self, session: Session, translator: Translator, evidence: Evidence) -> None:
        _ = translator
        about = _(
            "Kopien av filen til «{title}» blir borte, også for historikken. Det kan ikke angres. "
            "Det dokumentasjonen viser, og svarene som bygger på den, blir stående.",
            title=evidence.title,
        )
        super().__init__(_("Slett kopien for godt"), about, _)
        self._session = session
        self._evidence = evidence.id
        self.kept_for: tuple[str, ...] = ()

    def fields(self) -> ComposeResult:
        """Why."""
        yield from labelled(self._("Hvorfor slettes den?"), Input(compact=True, id="reason"))

    def store(self) -> None:
        """Erase it."""
        reason = self.query_one("#reason", Input).value
        self.kept_for = self._session.erase_evidence(self._evidence, reason)
