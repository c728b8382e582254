"""What waits in a theme: it is read to the end, and then confirmed with one key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Static

from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.widgets import plain
from checklist.words import KEYS, WaitingTheme, waiting_theme_lines


class ConfirmThemeScreen(Screen[bool]):
    """The questions of a theme with their earlier answers. Dismisses with whether they hold.

    Nothing is confirmed unread: the key works when the end has been shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", show=False),
        Binding("=", "take_over", show=False),
        Binding("space", "read_on", show=False),
    ]
    DEFAULT_CSS = """
    ConfirmThemeScreen #title { text-style: bold; padding: 0 1; background: $boost; }
    ConfirmThemeScreen VerticalScroll { padding: 0 1; }
    ConfirmThemeScreen .question { text-style: bold; margin-top: 1; }
    ConfirmThemeScreen .deep { padding-left: 2; }
    ConfirmThemeScreen .deeper { padding-left: 4; }
    ConfirmThemeScreen Horizontal { height: auto; dock: bottom; padding: 0 1; background: $boost; }
    ConfirmThemeScreen Button { margin-right: 2; }
    """

    def __init__(
        self, session: Session, translator: Translator, title: str, waiting: WaitingTheme
    ) -> None:
        super().__init__()
        self._session = session
        self._ = translator
        self._title = title
        self._waiting = waiting

    def compose(self) -> ComposeResult:
        """The answers, and below them whether they hold."""
        _ = self._
        number = len(self._waiting.together)
        words = _.plural("{n} svar å bekrefte", "{n} svar å bekrefte", number)
        yield Static(plain(f"{self._title}: {words}"), id="title")
        with VerticalScroll(id="read"):
            for line in waiting_theme_lines(self._session.appraisal, self._waiting, _):
                yield Static(plain(line.text), classes=("question", "deep", "deeper")[line.depth])
        with Horizontal():
            yield Button(plain(_("Avbryt (esc)")), id="no", compact=True)
            yield Button(
                plain(_("Bekreft alle ({take_over})", **KEYS)),
                id="yes",
                variant="primary",
                compact=True,
                disabled=True,
            )

    def on_mount(self) -> None:
        """Read from the top; what is short is read at once."""
        read = self.query_one("#read", VerticalScroll)
        read.focus()
        self.watch(read, "scroll_y", self._read_to, init=False)
        self.call_after_refresh(self._read_to)

    def on_resize(self) -> None:
        """More room may show the end."""
        self.call_after_refresh(self._read_to)

    def _read_to(self) -> None:
        read = self.query_one("#read", VerticalScroll)
        # What fills no more than the screen has no way to be scrolled.
        if read.size.height and read.scroll_offset.y >= read.max_scroll_y:
            self.query_one("#yes", Button).disabled = not self._waiting.together

    def action_read_on(self) -> None:
        """A page further down."""
        self.query_one("#read", VerticalScroll).scroll_page_down(animate=False)

    def action_take_over(self) -> None:
        """Confirm all that are listed, when the end has been shown."""
        if not self.query_one("#yes", Button).disabled:
            self.dismiss(True)
        elif self._waiting.together:
            words = self._("Les til slutten først. Mellomrom blar.")
            self.notify(words, severity="warning", markup=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Dismiss with what was pressed."""
        self.dismiss(event.button.id == "yes")
