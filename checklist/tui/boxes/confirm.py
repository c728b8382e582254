"""A question with two answers, before something that can't be seen afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from checklist.tui.widgets import ClosingScreen, plain


def if_yes(do: Callable[[], object]) -> Callable[[bool | None], None]:
    """Do something where a box ends with a yes, or with something saved."""

    def answered(yes: bool | None) -> None:
        if yes:
            do()

    return answered


class ConfirmScreen(ModalScreen[bool], ClosingScreen[bool]):
    """Ask, and dismiss with the answer. Escape is the answer that changes nothing.

    Args:
        question: what is asked, as text for the user.
        yes: the word on the button that does it.
        no: the word on the button that does not.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen > Vertical {
        width: 64; max-width: 96%; height: auto; max-height: 90%;
        padding: 1 2; border: round $primary; background: $surface;
    }
    ConfirmScreen Static { margin-bottom: 1; }
    ConfirmScreen Horizontal { height: auto; align-horizontal: center; }
    ConfirmScreen Button { margin: 0 1; }
    """

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """The question and its two buttons; the one that changes nothing comes first."""
        with Vertical():
            yield Static(plain(self._question))
            with Horizontal():
                yield Button(plain(self._no), id="no", compact=True)
                yield Button(plain(self._yes), id="yes", variant="primary", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Dismiss with what was pressed."""
        self.dismiss(event.button.id == "yes")
