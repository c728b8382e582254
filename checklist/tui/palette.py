"""The command palette: everything one can do here, found by typing a part of what it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from checklist.i18n import Translator
from checklist.tui.signs import QUIET
from checklist.tui.widgets import FoundOptions, StyledText, TypingDialog, content

_MOST_SHOWN = 60


class Command(NamedTuple):
    """Something one can do.

    `shown` is the key that does it too, or what kind of thing it leads to. What is `rare` is
    listed only when something is typed that it holds.
    """

    words: str
    shown: str
    do: Callable[[], object]
    rare: bool = False


class PaletteDialog(TypingDialog):
    """What one can do, found by its words; dismisses with the command's number, as text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    PaletteDialog {
        align: center top;
        & > Vertical { margin-top: 1; }
    }
    """

    def __init__(self, commands: Sequence[Command], translator: Translator) -> None:
        self._ = _ = translator
        super().__init__(_("Hva vil du gjøre?"), placeholder=_("Skriv en del av det"))
        self._commands = commands
        self._texts = [f"{command.words} {command.shown}".casefold() for command in commands]

    def found(self, typed: str) -> FoundOptions:
        """The commands that hold every word of `typed`."""
        _, words = self._, typed.casefold().split()
        numbers = [
            number
            for number, text in enumerate(self._texts)
            if all(word in text for word in words) and (words or not self._commands[number].rare)
        ]
        numbers.sort(key=lambda n: not self._texts[n].startswith(typed.casefold().strip()))
        told = (
            _("Enter gjør det, esc lukker. Skriv for å finne krav og egenvurderinger også.")
            if numbers
            else _("Ingenting heter det. Prøv færre eller kortere ord.")
        )
        shown = numbers[:_MOST_SHOWN]
        return FoundOptions([Option(self._line(self._commands[n]), id=str(n)) for n in shown], told)

    @staticmethod
    def _line(command: Command) -> Content:
        return content((StyledText(command.words), StyledText(f"  {command.shown}", QUIET)))
