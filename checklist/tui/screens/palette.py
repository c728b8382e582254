"""The command palette: everything one can do here, found by typing a part of what it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklist.i18n import Translator
from checklist.tui.signs import QUIET
from checklist.tui.widgets.drawing import Part, content, plain

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


class PaletteDialog(ModalScreen[int | None]):
    """A line to type in and the commands that hold every word of it; dismisses with its number."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+p", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    PaletteDialog {
        align: center top;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%; margin-top: 1;
            padding: 0 1; border: round $primary; background: $surface;
        }
        OptionList {
            height: auto; max-height: 16; border: none; background: $surface;
            scrollbar-size-vertical: 1;
            & > .option-list--option-highlighted, &:focus > .option-list--option-highlighted {
                background: $block-cursor-blurred-background; color: $foreground;
            }
        }
        Static { color: $text-muted; }
    }
    """

    def __init__(self, commands: Sequence[Command], translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self._commands = commands
        self._texts = [f"{command.words} {command.shown}".casefold() for command in commands]

    def compose(self) -> ComposeResult:
        """What to look for, and what was found."""
        _ = self._
        with Vertical() as box:
            box.border_title = plain(_("Hva vil du gjøre?"))
            yield Input(placeholder=_("Skriv en del av det"), compact=True)
            yield OptionList(compact=True)
            yield Static(markup=False, id="found")

    def on_mount(self) -> None:
        """Show what is usual here until something is typed."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while one types."""
        found = self.query_one(OptionList)
        if self.focused is not found and event.key in ("down", "up"):
            event.stop()
            if event.key == "down":
                found.action_cursor_down()
            else:
                found.action_cursor_up()

    def _show(self, typed: str) -> None:
        _, words = self._, typed.casefold().split()
        found = [
            number
            for number, text in enumerate(self._texts)
            if all(word in text for word in words) and (words or not self._commands[number].rare)
        ]
        found.sort(key=lambda number: not self._texts[number].startswith(typed.casefold().strip()))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(self._line(self._commands[number]), id=str(number))
            for number in found[:_MOST_SHOWN]
        )
        if found:
            options.highlighted = 0
        told = (
            _("Enter gjør det, esc lukker. Skriv for å finne kriterier og egenvurderinger også.")
            if found
            else _("Ingenting heter det. Prøv færre eller kortere ord.")
        )
        self.query_one("#found", Static).update(plain(told))

    @staticmethod
    def _line(command: Command) -> Content:
        return content((Part(command.words), Part(f"  {command.shown}", QUIET)))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.dismiss(int(event.option_id))
