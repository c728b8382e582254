"""Lines to read, in a box that any key for leaving closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from checklist.i18n import Translator
from checklist.tui.boxes.titles import titled
from checklist.tui.widgets import ClosingScreen, plain


class LinesBox(ModalScreen[None], ClosingScreen[None]):
    """What there is to say of something that was done, longer than the line above the keys."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    LinesBox { align: center middle; }
    LinesBox > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        padding: 0 2; border: round $primary; background: $surface;
    }
    LinesBox VerticalScroll { height: auto; max-height: 70vh; margin-bottom: 1; }
    """

    def __init__(self, title: str, lines: Iterable[str], translator: Translator) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._ = translator

    def compose(self) -> ComposeResult:
        """The lines, and a button to close."""
        with Vertical() as box:
            yield from titled(box, self._title)
            with VerticalScroll():
                yield Static(plain("\n".join(self._lines)))
            yield Button(plain(self._("Lukk")), id="close", compact=True)

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)
