"""Lists to choose from in an audit: the way to the sources, and the criteria of the set."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from checklist.criteria import CriteriaSearch, CriteriaSet, text_in
from checklist.i18n import Translator
from checklist.tui.boxes import FoundOptions, ListDialog, TypingDialog
from checklist.tui.lists import MarkedList
from checklist.tui.signs import QUIET
from checklist.tui.widgets import StyledText, content, hung, plain
from checklist.words.audits import AuditLine

_WIDTH = 70
_MOST_FOUND = 100


class ChainDialog(ListDialog):
    """What a recommendation rests on; dismisses with the place of the line that was chosen."""

    MOST_ROWS = _MOST_FOUND

    def __init__(self, lines: Iterable[AuditLine], at: int, translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self._lines = tuple(lines)
        self._at = at

    def compose(self) -> ComposeResult:
        """The lines, each as far in as it lies deep, and how to use them."""
        with Vertical() as box:
            box.border_title = plain(self._("Fra anbefaling til kilder"))
            width = min(_WIDTH, self.app.size.width - len("│  │ ▕"))
            listed = MarkedList(
                *(
                    Option(
                        hung((StyledText("  " * line.depth + line.words),), width),
                        id=str(place),
                        disabled=not line.kind,
                    )
                    for place, line in enumerate(self._lines)
                ),
                compact=True,
            )
            listed.highlighted = self._at
            yield listed
            yield Static(plain(self._("Enter åpner, esc lukker")))


class CriterionDialog(TypingDialog):
    """The criteria of the set that have the words that are typed; dismisses with an id."""

    def __init__(self, criteria_set: CriteriaSet, translator: Translator) -> None:
        self._ = _ = translator
        super().__init__(_("Velg et krav"), placeholder=_("Skriv ett eller flere ord"))
        self._search = CriteriaSearch(criteria_set, translator.language)

    def found(self, typed: str) -> FoundOptions:
        """The criteria that have every word of `typed`."""
        language, found = self._.language, self._search.find(typed)
        told = self._.one_or_many("{n} krav. Enter velger.", len(found))
        options = [
            Option(
                content(
                    (
                        StyledText(text_in(one.title, language), "bold"),
                        StyledText(f"  {text_in(one.requirement, language)}", QUIET),
                    )
                ),
                id=one.id,
            )
            for one in found[:_MOST_FOUND]
        ]
        return FoundOptions(options, told)
