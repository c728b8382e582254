"""Before going over to a new version of the criteria set: what it means for the answers."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from checklist.criteria import Comparison
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.walk.read_screen import ReadScreen
from checklist.words import comparison_lines


class UpgradeScreen(ReadScreen):
    """Shows what is kept, to be confirmed, new and gone. Dismisses with whether to go over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = "UpgradeScreen VerticalScroll { padding: 1; }"

    def __init__(
        self, session: Session, translator: Translator, compared: Comparison, version: str
    ) -> None:
        _, now = translator, session.criteria_set
        title = _("{set}: fra {now} til {new}", set=now.id, now=now.version, new=version)
        lines = comparison_lines(compared, session.assessment, _)
        super().__init__(title, ((line.depth, str(line)) for line in lines), _("Gå over"), _)

    def on_mount(self) -> None:
        """Start where nothing is changed."""
        self.query_one("#no").focus()
