"""The assessment as it was at an earlier moment: to read, and to go back to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.boxes import ConfirmScreen, if_yes
from checklist.tui.widgets import (
    ClosingScreen,
    KeyBar,
    MessageLine,
    StyledText,
    TopBar,
    hung,
)
from checklist.words import moment_lines, way_back_words

_STYLES = ("bold", "", "$foreground-muted")


class MomentScreen(ClosingScreen[bool]):
    """What was answered then and what is different now. Dismisses with whether one went back."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(*keys.MOMENT),
        Binding("escape", "dismiss(False)", show=False),
    ]
    DEFAULT_CSS = """
    MomentScreen VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, session: Session, translator: Translator, event: str) -> None:
        super().__init__()
        self._session = session
        self._ = translator
        self._moment = session.moment(event)
        # All that others wrote since the screen was opened stays when one goes back.
        self._now = session.sharing()
        self.messages = MessageLine()

    def compose(self) -> ComposeResult:
        """One text that scrolls, and the keys."""
        _ = self._
        when = _.moment(self._moment.at)
        name = self._session.assessment.municipality.name
        yield TopBar(_("Slik det var {when} · {name}", when=when, name=name))
        with VerticalScroll():
            yield Static(id="lines")
        yield self.messages
        yield KeyBar(tuple(keys.drawn(use, _) for use in keys.MOMENT), (keys.last(_)[-1],))

    def on_resize(self) -> None:
        """Wrap the lines to the width there is."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        shown = self.query_one("#lines", Static)
        width = shown.content_size.width
        lines = moment_lines(self._now.at(self._moment.id), self._now.appraisal, self._)
        shown.update(
            Content("\n").join(
                hung((StyledText("  " * line.depth + str(line), _STYLES[line.depth]),), width)
                for line in lines
            )
        )

    def action_go_back(self) -> None:
        """Ask, and let the assessment be what it was."""
        _ = self._
        try:
            way = self._now.way_back(self._moment.id)
        except SamsjekkError as error:
            self._say(error)
            return

        def go_back() -> None:
            try:
                self._session.go_back(way)
            except SamsjekkError as error:
                self._say(error)
            else:
                self.dismiss(True)

        question = _(
            "Dette tar tilbake {changes}. Ingenting slettes, og du kan angre det. Vil du gå "
            "tilbake?",
            changes=way_back_words(way, _),
        )
        self.app.push_screen(ConfirmScreen(question, _("Gå tilbake"), _("Avbryt")), if_yes(go_back))

    def _say(self, error: SamsjekkError) -> None:
        self.notify(error.text(self._), severity="error")
