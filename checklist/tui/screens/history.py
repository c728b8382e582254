"""History: who did what, when, and what it was before."""

from __future__ import annotations

import contextlib
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.history_words import Earlier, describe, replaced
from checklist.session import HistoryLine, Session
from checklist.tui import keys
from checklist.tui.screens.help import HelpScreen
from checklist.tui.signs import BAD, QUIET
from checklist.tui.widgets.bars import KeyBar, TopBar
from checklist.tui.widgets.drawing import Part, content, plain
from checklist.tui.widgets.hanging import hung

_PAGE = 200
"""Events shown at a time: a long history opens as fast as a short one."""

_OLDER = "older"
_LOOK_FOR_OTHERS_SECONDS = 1.0


class HistoryScreen(Screen[None]):
    """Every event, the newest first, with the undone ones marked."""

    KEYS = "history"
    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "#events"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z", "undo", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self._ = translator
        self._shown = _PAGE
        self._seen: object = None

    def compose(self) -> ComposeResult:
        """One list and the keys."""
        _ = self._
        yield TopBar()
        yield OptionList(id="events", compact=True)
        yield Static(id="told")
        yield KeyBar(keys.history(_), keys.last(_))

    def on_mount(self) -> None:
        """Follow what other programs write."""
        self.set_interval(_LOOK_FOR_OTHERS_SECONDS, self.look_for_others)

    def on_resize(self) -> None:
        """Wrap the lines to the width there is."""
        self.call_after_refresh(self.show_state)

    def look_for_others(self) -> None:
        """Show events that have come since the list was drawn."""
        # The walk behind this screen tells when the journal can't be read.
        with contextlib.suppress(SamsjekkError):
            self._session.refresh()
        if self._session.assessment is not self._seen:
            self.show_state()

    def show_state(self) -> None:
        """Show the events as they are now, staying on the same one."""
        _ = self._
        self._seen = self._session.assessment
        lines = self._session.history()
        earlier = Earlier.of(line.event for line in lines)
        name = self._session.assessment.municipality.name
        number = _.plural("{n} hendelse", "{n} hendelser", len(lines))
        self.query_one(TopBar).show(_("Historikk · {name}", name=name), (number,))
        events = self.query_one("#events", OptionList)
        current = events.highlighted_option
        width = self.size.width - events.styles.scrollbar_size_vertical - 2
        options = [
            Option(self._line(line, earlier, width), id=line.event.id)
            for line in lines[: self._shown]
        ]
        older = len(lines) - len(options)
        if older > 0:
            words = _.plural("Vis {n} eldre hendelse", "Vis {n} eldre hendelser", older)
            options.append(Option(content((Part(words, "bold"),)), id=_OLDER))
        events.set_options(options)
        ids = [option.id for option in options]
        here = current.id if current is not None else None
        events.highlighted = ids.index(here) if here in ids else 0

    def _line(self, line: HistoryLine, earlier: Earlier, width: int) -> Content:
        _ = self._
        event = line.event
        who = event.author.role or event.author.name
        said = _.say(describe(event, self._session.criteria_set, _.language, earlier))
        before = replaced(event, earlier)
        parts = [
            Part(f"{_.moment(event.at)}  ", QUIET),
            Part(f"{' '.join(who.split())}", "bold"),
            Part("  ✗ " + _("angret") if line.undone else "", BAD),
            Part(f"\n  {' '.join(said.split())}", QUIET if line.undone else ""),
        ]
        if before is not None:
            parts.append(Part(f"\n  {' '.join(_.say(before).split())}", QUIET))
        return hung(parts, width)

    # -- what one can do ----------------------------------------------------------------

    @on(OptionList.OptionSelected, "#events")
    def show_older(self, event: OptionList.OptionSelected) -> None:
        """The last line of a long history shows more of it."""
        if event.option_id == _OLDER:
            self._shown += _PAGE
            self.show_state()

    def action_undo(self) -> None:
        """Take back this user's last change, and say what it was."""
        told = self.query_one("#told", Static)
        try:
            undone = self._session.undo()
        except SamsjekkError as error:
            told.update(plain(f"✗ {error.text(self._)}"))
            told.set_class(True, "fault")
        else:
            what = describe(
                undone,
                self._session.criteria_set,
                self._.language,
                Earlier.of(line.event for line in self._session.history()),
            )
            told.update(plain(f"✓ {self._.say(phrase('Angret: {what}', what=what))}"))
            told.set_class(False, "fault")
            self.show_state()
            self.query_one("#events", OptionList).highlighted = 0
        told.display = True

    def action_help(self) -> None:
        """Show the keys and the signs."""
        self.app.push_screen(HelpScreen(self._, self.KEYS))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
