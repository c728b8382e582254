"""What one can do, found by typing a part of what it is called: here, or everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import isawaitable
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from checklist.i18n import Translator
from checklist.tui.boxes import FoundOptions, TypingDialog
from checklist.tui.signs import KEY, QUIET
from checklist.tui.widgets import StyledText, content, plain

_MOST_SHOWN = 60
_KEY_WIDTH = 11


class Command(NamedTuple):
    """Something one can do.

    `key` does it too; `kind` is what sort of thing it leads to. What has nothing to `do` is only
    read: a key that needs a place to point at. What is `rare` is listed only when something is
    typed that it holds.
    """

    words: str
    do: Callable[[], object] | None
    key: str = ""
    kind: str = ""
    rare: bool = False

    @property
    def line(self) -> Content:
        """The key, the words and the kind."""
        gap = " " * max(2, _KEY_WIDTH - cell_len(self.key))
        return content(
            (
                StyledText(self.key, KEY),
                StyledText(gap if self.key or not self.kind else ""),
                StyledText(self.words),
                StyledText(f"  {self.kind}" if self.kind else "", QUIET),
            )
        )


class PaletteDialog(TypingDialog):
    """What one can do, found by its words; dismisses with the command's number, as text.

    Args:
        commands: what is offered.
        translator: the user's language.
        title: what the box is called.
        about: what is said above the list; empty where there is nothing to say.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "dismiss(None)", show=False, id="palette"),
        Binding("f1", "dismiss(None)", show=False, id="help"),
    ]
    MOST_ROWS = _MOST_SHOWN
    DEFAULT_CSS = """
    PaletteDialog {
        align: center top;
        & > Vertical { margin-top: 1; }
    }
    """

    def __init__(
        self, commands: Sequence[Command], translator: Translator, title: str, about: str = ""
    ) -> None:
        self._ = _ = translator
        super().__init__(title, placeholder=_("Skriv en del av det"))
        self._commands = commands
        self._about = about
        self._texts = [
            f"{command.words} {command.kind} {command.key}".casefold() for command in commands
        ]

    def compose_before(self) -> ComposeResult:
        """What the screen is for."""
        if self._about:
            yield Static(plain(self._about))

    def found(self, typed: str) -> FoundOptions:
        """The commands that hold every word of `typed`."""
        _, words = self._, typed.casefold().split()
        numbers = [
            number
            for number, text in enumerate(self._texts)
            if all(word in text for word in words) and (words or not self._commands[number].rare)
        ]
        numbers.sort(key=lambda n: not self._texts[n].startswith(typed.casefold().strip()))
        options = [
            Option(self._commands[n].line, id=str(n), disabled=self._commands[n].do is None)
            for n in numbers[:_MOST_SHOWN]
        ]
        return FoundOptions(options, self._told(bool(numbers)))

    def _told(self, found: bool) -> str:
        _ = self._
        if not found:
            return _("Ingenting heter det. Prøv færre eller kortere ord.")
        if any(command.rare for command in self._commands):
            return _("Enter gjør det, esc lukker. Skriv for å finne krav og egenvurderinger også.")
        return _("Enter gjør det, esc lukker.")


def offer(app: App[Any], dialog: PaletteDialog, commands: Sequence[Command]) -> None:
    """Show the palette, and do what is chosen."""

    async def chosen(number: str | None) -> None:
        do = None if number is None else commands[int(number)].do
        if do is not None and isawaitable(done := do()):
            await done

    app.push_screen(dialog, chosen)
