"""Lines to read before something is done, and below them whether to do it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from checklist.i18n import Translator
from checklist.tui.widgets import ClosingScreen, MessageLine, plain


class ReadScreen(ClosingScreen[bool]):
    """Lines under a title, and two buttons. Dismisses with whether to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(False)", show=False)]
    DEFAULT_CSS = """
    ReadScreen #title { text-style: bold; padding: 0 1; background: $boost; }
    ReadScreen .deep { padding-left: 2; }
    ReadScreen .deeper { padding-left: 4; }
    ReadScreen Horizontal { height: auto; dock: bottom; padding: 0 1; background: $boost; }
    ReadScreen Button { margin-right: 2; }
    """

    def __init__(
        self, title: str, lines: Iterable[tuple[int, str]], yes: str, translator: Translator
    ) -> None:
        """Show lines, each with how far in it stands (0, 1 or 2); `yes` is on the button."""
        super().__init__()
        self._ = translator
        self._title = title
        self._lines = tuple(lines)
        self._yes = yes
        self.messages = MessageLine()

    def compose(self) -> ComposeResult:
        """The lines, and two buttons; the one that changes nothing comes first."""
        yield Static(plain(self._title), id="title")
        with VerticalScroll(id="read"):
            for depth, line in self._lines:
                yield Static(plain(line), classes=("outer", "deep", "deeper")[depth])
        yield self.messages
        with Horizontal():
            yield Button(plain(self._("Avbryt (esc)")), id="no", compact=True)
            yield Button(plain(self._yes), id="yes", variant="primary", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Dismiss with what was pressed."""
        self.dismiss(event.button.id == "yes")
