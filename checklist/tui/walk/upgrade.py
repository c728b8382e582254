"""Before going over to a new version of the criteria set: what it means for the answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button, Static

from checklist.criteria import Comparison
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.widgets import plain
from checklist.words import comparison_lines


class UpgradeScreen(Screen[bool]):
    """Shows what is kept, to be confirmed, new and gone. Dismisses with whether to go over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
    UpgradeScreen #title { text-style: bold; padding: 0 1; background: $boost; }
    UpgradeScreen VerticalScroll { padding: 1; }
    UpgradeScreen .deep { padding-left: 2; }
    UpgradeScreen .deeper { padding-left: 4; }
    UpgradeScreen Horizontal { height: auto; dock: bottom; padding: 0 1; background: $boost; }
    UpgradeScreen Button { margin-right: 2; }
    """

    def __init__(
        self, session: Session, translator: Translator, compared: Comparison, version: str
    ) -> None:
        super().__init__()
        self._session = session
        self._ = translator
        self._compared = compared
        self._version = version

    def compose(self) -> ComposeResult:
        """The lists, and two buttons; the one that changes nothing comes first."""
        _ = self._
        name, now = self._session.criteria_set.id, self._session.criteria_set.version
        words = _("{set}: fra {now} til {new}", set=name, now=now, new=self._version)
        yield Static(plain(words), id="title")
        with VerticalScroll():
            for line in comparison_lines(self._compared, self._session.assessment, _):
                yield Static(plain(str(line)), classes=("", "deep", "deeper")[line.depth])
        with Horizontal():
            yield Button(plain(_("Avbryt (esc)")), id="no", compact=True)
            yield Button(plain(_("Gå over")), id="yes", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Start where nothing is changed."""
        self.query_one("#no").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Dismiss with what was pressed."""
        self.dismiss(event.button.id == "yes")
