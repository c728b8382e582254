"""Choosing what Walk shows: how deep, for whom, in which state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from checklist.appraisal import LATELY, Selection, choices
from checklist.criteria import text_in
from checklist.i18n import Phrase, Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.tui.boxes import ListBox
from checklist.tui.lists import MarkedList
from checklist.tui.signs import QUIET
from checklist.tui.widgets import StyledText, content, plain


class SelectionDialog(ListBox[Selection | None]):
    """A box with every choice and how many it shows, the ones in force marked.

    Dismisses with the new selection.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
    ]
    MOST_ROWS = 18

    def __init__(self, session: Session, translator: Translator, current: Selection) -> None:
        super().__init__()
        self._session = session
        self._ = translator
        self._current = current
        self._choices = list(self._made())

    def compose(self) -> ComposeResult:
        """The choices in three groups, and how to use them."""
        _ = self._
        with Vertical() as box:
            box.border_title = plain(_("Hva vil du se?"))
            options = MarkedList(compact=True)
            for number, (words, selection) in enumerate(self._choices):
                if selection is None:
                    options.add_option(Option(content((StyledText(words, "bold"),)), disabled=True))
                    continue
                options.add_option(Option(self._line(words, selection), id=str(number)))
            yield options
            yield Static(
                plain(_("Enter velger, esc lukker. Svar som ikke vises, er fortsatt med."))
            )

    def _made(self) -> Iterator[tuple[str, Selection | None]]:
        """Every choice: its words, and what it would lead to; a heading leads nowhere."""
        _, since = self._, Environment.now() - LATELY
        for heading, group in choices(self._current, self._session.criteria_set.roles, since):
            yield _.say(heading), None
            for words, selection in group:
                said = _.say(words) if isinstance(words, Phrase) else text_in(words, _.language)
                yield said, selection

    def _line(self, words: str, selection: Selection) -> Content:
        number = len(selection.among(self._session.appraisal))
        in_force = selection.chooses_as(self._current)
        count = self._.plural("{n} kontrollpunkt", "{n} kontrollpunkter", number)
        return content(
            (
                StyledText("(●) " if in_force else "( ) "),
                StyledText(words),
                StyledText(f"  {count}", QUIET),
            )
        )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.dismiss(self._choices[int(event.option_id)][1])
