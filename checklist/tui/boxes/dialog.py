"""A box with fields that saves by itself, and never loses what was typed by mistake."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Static

from checklist.assessment import Doubtful, Refused, typed_whole_number
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import expand_home
from checklist.tui.boxes.confirm import ConfirmScreen, if_yes
from checklist.tui.boxes.titles import titled
from checklist.tui.boxes.typed_screen import TypedScreen
from checklist.tui.keys import Use, bindings
from checklist.tui.widgets import plain


class FieldError(SamsjekkError):
    """A field lacks something, or holds what can't be read. The words say what to write.

    Args:
        words: what to write.
        field: a selector of the field.
    """

    def __init__(self, words: Phrase, field: str) -> None:
        super().__init__(words)
        self.field = field


_Read = TypeVar("_Read")


def read_field(field: Input, reader: Callable[[str], _Read]) -> _Read:
    """What is typed in a field, as the reader reads it.

    Raises:
        FieldError: it can't be read.
    """
    try:
        return reader(field.value)
    except SamsjekkError as error:
        raise FieldError(error.words, f"#{field.id}") from error


class Dialog(ModalScreen[bool], TypedScreen[bool]):
    """Fields, a place for what is wrong with them, and buttons to save or leave.

    Dismisses with whether something was saved. What can't be saved stays in the fields, and the
    words below them say why.
    """

    SAVE = phrase("Lagre (ctrl+s)")
    """What the button that saves is called."""
    LEAVE = phrase("Avbryt (esc)")
    """What the button that leaves is called."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Use("save", "save")),
        Binding("escape", "leave", show=False),
    ]
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > VerticalScroll {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            padding: 0 2; border: round $primary; background: $surface;
        }
        .about { margin-bottom: 1; color: $text-muted; }
        Label { width: 100%; color: $text-muted; }
        Input, Select { margin-bottom: 1; }
        TextArea { height: 6; margin-bottom: 1; background: $boost; }
        .problem { text-style: bold; display: none; margin-bottom: 1; }
        .buttons { height: auto; }
        .buttons Button { margin-right: 2; }
    }
    """

    def __init__(self, title: str, about: str, translator: Translator) -> None:
        super().__init__()
        self._ = translator
        self._title = title
        self._about = about
        self.sure = False
        self._problem = Static("", classes="problem", markup=False)

    # -- what each dialog decides -------------------------------------------------------

    def fields(self) -> ComposeResult:
        """The fields, each under its label."""
        raise NotImplementedError

    def store(self) -> None:
        """Save what is in the fields.

        Raises:
            SamsjekkError: it was not saved; the words say why.
        """
        raise NotImplementedError

    def compose_before(self) -> ComposeResult:
        """What stands above the fields."""
        yield from ()

    def extra_buttons(self) -> ComposeResult:
        """Buttons between the one that saves and the one that leaves."""
        yield from ()

    # -- what they share ----------------------------------------------------------------

    def typed_whole_number(self, name: str) -> int | None:
        """The whole number that is typed in a field; None where it is empty.

        Raises:
            FieldError: something else is typed there.
        """
        read = partial(typed_whole_number, language=self._.language)
        return read_field(self.query_one(f"#{name}", Input), read)

    def compose(self) -> ComposeResult:
        """What it is about, the fields, what is wrong with them, the buttons."""
        with VerticalScroll(can_focus=False) as box:
            yield from titled(box, self._title)
            if self._about:
                yield Static(plain(self._about), classes="about")
            yield from self.compose_before()
            yield from self.fields()
            yield self._problem
            with Horizontal(classes="buttons"):
                yield Button(
                    plain(self._.say(self.SAVE)), id="save", variant="primary", compact=True
                )
                yield from self.extra_buttons()
                yield Button(plain(self._.say(self.LEAVE)), id="leave", compact=True)

    def say_put_back(self, words: str) -> None:
        """Say it where a problem is said."""
        self._problem.update(plain(words))
        self._problem.display = True

    def leave(self) -> None:
        """Close; nothing was saved."""
        self.dismiss(False)

    def action_save(self) -> None:
        """Save and close, or say what is wrong and keep what was typed."""
        try:
            self.store()
        except Doubtful as error:
            self._ask(error)
        except SamsjekkError as error:
            self.say(error)
        else:
            self.dismiss(True)

    def _ask(self, doubt: Doubtful) -> None:
        """Ask about what can be right and seldom is; `sure` is whether the user says that it is."""
        _ = self._

        def save_it() -> None:
            self.sure = True
            self.action_save()
            self.sure = False

        box = ConfirmScreen(doubt.text(_), _("Ja, lagre"), _("Nei"))
        self.app.push_screen(box, if_yes(save_it))

    def close_after(self, change: Callable[[], object]) -> None:
        """Make a change and close, or say why it can't be made."""
        try:
            change()
        except SamsjekkError as error:
            self.say(error)
        else:
            self.dismiss(True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        elif event.button.id == "leave":
            self.action_leave()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field goes on to the next, as Tab does."""
        event.stop()
        self.focus_next()

    def say(self, error: SamsjekkError) -> None:
        """Say what is wrong: below the field that it is about, else below all of them."""
        self._problem.update(plain(f"✗ {error.text(self._)}"))
        self._problem.display = True
        about = f"#{next(iter(error.faults))}" if isinstance(error, Refused) else ""
        if isinstance(error, FieldError) or (about and self.query(about)):
            selector = error.field if isinstance(error, FieldError) else about
            field, box = self.query_one(selector), self.query_one(VerticalScroll)
            row = next(row for row in box.children if field in row.walk_children(with_self=True))
            box.move_child(self._problem, after=row)
            field.focus()
        self._problem.scroll_visible(animate=False)


def labelled(label: str, field: Widget) -> ComposeResult:
    """A field under its label."""
    yield Label(plain(label))
    yield field


def needed(label: str, _: Translator) -> str:
    """The label of a field that can't be left empty."""
    return _("{label} (må fylles ut)", label=label)


def written(text: str, name: str) -> Input:
    """A line of words to go on writing in: what is typed does not take the place of all of it."""
    return Input(text, select_on_focus=False, compact=True, id=name)


def typed_path(field: Input) -> Path:
    """The path that is typed, also as a file manager copies it.

    Raises:
        FieldError: nothing is typed.
    """
    text = field.value.strip().strip("\"'")
    if not text:
        raise FieldError(phrase("Skriv hvor."), f"#{field.id}")
    return expand_home(Path(text))
