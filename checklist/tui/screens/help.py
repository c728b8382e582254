"""Help: the keys of each screen, what the signs mean, and where things are saved."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from checklist.i18n import Translator


class HelpScreen(ModalScreen[None]):
    """x"""

    BINDINGS: ClassVar = [Binding("escape,question_mark,enter,f1", "close", show=False)]

    def __init__(self, translator: Translator, saved_in: Path | None = None) -> None:
        super().__init__()
        self._ = translator
        self._saved_in = saved_in

    def compose(self) -> ComposeResult:
        with Vertical(), VerticalScroll():
            yield Static("x")

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss(None)
