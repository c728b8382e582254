"""Choosing one of several: a short list, or the criteria that hold some words."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from checklist.criteria import CriteriaSearch, Criterion, text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes.list_dialog import FoundOptions, ListDialog, TypingDialog
from checklist.tui.boxes.titles import titled
from checklist.tui.lists import MarkedList
from checklist.tui.signs import QUIET, criterion_sign
from checklist.tui.widgets import StyledText, content, plain
from checklist.words import NOTHING_FOUND

_MOST_FOUND = 100


class ChooseDialog(ListDialog):
    """One of a few things, each with its words and its id."""

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], translator: Translator
    ) -> None:
        super().__init__()
        self._ = translator
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The list and how to use it."""
        with Vertical() as box:
            yield from titled(box, self._title)
            options = MarkedList(
                *(Option(plain(words), id=name) for words, name in self._choices), compact=True
            )
            options.highlighted = 0
            yield options
            yield Static(plain(self._("Enter velger, esc lukker")))


class SearchDialog(TypingDialog):
    """Criteria whose text holds every word that was typed."""

    def __init__(self, session: Session, translator: Translator) -> None:
        self._ = _ = translator
        super().__init__(_("Finn et krav"), placeholder=_("Skriv ett eller flere ord"))
        self._session = session
        self._search = CriteriaSearch(session.criteria_set, translator.language)

    def found(self, typed: str) -> FoundOptions:
        """The criteria that hold every word of `typed`."""
        _ = self._
        criteria = self._search.find(typed)
        told = (
            _.one_or_many("{n} krav. Enter åpner.", len(criteria))
            if criteria
            else _.say(NOTHING_FOUND)
        )
        return FoundOptions([self._option(criterion) for criterion in criteria[:_MOST_FOUND]], told)

    def _option(self, criterion: Criterion) -> Option:
        language = self._.language
        sign = criterion_sign(self._session.appraised(criterion.id))
        return Option(
            content(
                [
                    StyledText(f"{sign.sign} ", sign.style),
                    StyledText(text_in(criterion.title, language), "bold"),
                    StyledText(f"  {text_in(criterion.requirement, language)}", QUIET),
                ]
            ),
            id=criterion.id,
        )
