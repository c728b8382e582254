"""What waits in a theme: it is read to the end, and then confirmed with one key."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Button

from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.walk.read_screen import ReadScreen
from checklist.words import KEYS, WaitingTheme, waiting_theme_lines


class ConfirmThemeScreen(ReadScreen):
    """The questions of a theme with their earlier answers. Dismisses with whether they hold.

    Nothing is confirmed unread: the key works when the end has been shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("=", "take_over", show=False),
        Binding("space", "read_on", show=False),
    ]
    DEFAULT_CSS = """
    ConfirmThemeScreen VerticalScroll { padding: 0 1; }
    ConfirmThemeScreen .outer { text-style: bold; margin-top: 1; }
    """

    def __init__(
        self, session: Session, translator: Translator, title: str, waiting: WaitingTheme
    ) -> None:
        _, number = translator, len(waiting.together)
        words = _.one_or_many("{n} svar å bekrefte", number)
        lines = waiting_theme_lines(session.appraisal, waiting, _)
        super().__init__(f"{title}: {words}", lines, _("Bekreft alle ({take_over})", **KEYS), _)
        self._waiting = waiting

    def on_mount(self) -> None:
        """Read from the top; what is short is read at once."""
        self.query_one("#yes", Button).disabled = True
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
            self.notify(words, severity="warning")
