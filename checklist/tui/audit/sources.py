"""Finding a source in what was received, by the words of its title."""

from __future__ import annotations

from textual.widgets.option_list import Option

from checklist.audit import Audit, ReceivedAssessment
from checklist.auditing import evidence_titles, known_receipt
from checklist.handover import opened_receipt
from checklist.i18n import Translator
from checklist.store import Receipts
from checklist.tui.boxes import FoundOptions, TypingDialog
from checklist.tui.signs import QUIET
from checklist.tui.widgets import StyledText, content

_MOST_FOUND = 100


class SourceDialog(TypingDialog):
    """The evidence of every receipt of an audit that has the words that are typed.

    Dismisses with `RECEIPT:EVIDENCE`, or None.

    Raises:
        UnknownName, DamagedFile: a receipt is not here, or not as it came.
    """

    def __init__(self, audit: Audit, receipts: Receipts, translator: Translator) -> None:
        self._ = _ = translator
        super().__init__(_("Velg en kilde"), placeholder=_("Skriv ett eller flere ord"))
        self._titles: dict[str, str] = {}
        for name in audit.all(ReceivedAssessment):
            with opened_receipt(known_receipt(receipts, name)) as given:
                titles = evidence_titles(given)
            self._titles |= {f"{name}:{one}": title for one, title in titles.items()}

    def found(self, typed: str) -> FoundOptions:
        """The evidence that has every word of `typed` in its title or its id."""
        words = typed.casefold().split()
        found = [
            (name, title)
            for name, title in self._titles.items()
            if all(word in f"{name} {title}".casefold() for word in words)
        ]
        told = self._.plural("{n} kilde. Enter velger.", "{n} kilder. Enter velger.", len(found))
        options = [
            Option(content((StyledText(title), StyledText(f"  {name}", QUIET))), id=name)
            for name, title in found[:_MOST_FOUND]
        ]
        return FoundOptions(options, told)
