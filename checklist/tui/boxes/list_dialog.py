"""Dialogs that are a list to choose from, with or without a line to type in above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from checklist.tui.boxes.titles import titled
from checklist.tui.lists import MarkedList
from checklist.tui.widgets import ClosingScreen, plain

_Result = TypeVar("_Result")


class ListBox(ModalScreen[_Result], ClosingScreen[_Result]):
    """How a box with a list looks."""

    MOST_ROWS: ClassVar[int] = 16
    """How long the list may be where the screen has room for it."""

    DEFAULT_CSS = """
    ListBox {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
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

    def on_resize(self) -> None:
        """Fit the list into the screen, once it is known how high the lines around it are."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        # A share of the screen as the limit would leave the box too high, or lines outside it.
        # While the program ends, the list may be gone before the screen.
        for listed in self.query(OptionList):
            box = self.query_one(Vertical)
            others = [line for line in box.displayed_children if line is not listed]
            around = box.gutter.height + sum(line.outer_size.height for line in others)
            around += sum(one.styles.margin.height for one in (box, *others))
            listed.styles.max_height = max(1, min(self.MOST_ROWS, self.size.height - around))


class ListDialog(ListBox[str | None]):
    """A box with a list; dismisses with the id of what was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class FoundOptions(NamedTuple):
    """The lines to choose from, and what is told below them."""

    options: Sequence[Option]
    told: str


class TypingDialog(ListDialog):
    """A list that holds what was found by what is typed above it; the first is chosen by Enter."""

    AUTO_FOCUS = "Input"

    def __init__(self, title: str, *, placeholder: str) -> None:
        super().__init__()
        self._title = title
        self._placeholder = placeholder

    def found(self, typed: str) -> FoundOptions:
        """What `typed` finds; what is usual when it is empty."""
        raise NotImplementedError  # a screen has a metaclass of its own, so it cannot be an ABC

    def compose_before(self) -> ComposeResult:
        """What stands above what is typed."""
        yield from ()

    def compose(self) -> ComposeResult:
        """What to look for, and what was found."""
        with Vertical() as box:
            yield from titled(box, self._title)
            yield from self.compose_before()
            yield Input(placeholder=self._placeholder, compact=True)
            yield MarkedList(compact=True)
            yield Static(markup=False, id="found")

    def on_mount(self) -> None:
        """Show what is usual until something is typed."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while one types."""
        listed = self.query_one(OptionList)
        if self.focused is not listed and event.key in ("down", "up"):
            event.stop()
            if event.key == "down":
                listed.action_cursor_down()
            else:
                listed.action_cursor_up()

    def _show(self, typed: str) -> None:
        found = self.found(typed)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(found.options)
        if found.options:
            listed.highlighted = 0
        self.query_one("#found", Static).update(plain(found.told))
