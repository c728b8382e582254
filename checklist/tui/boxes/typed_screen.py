"""A screen that people type in, which loses nothing that was typed by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea
from textual.widgets.select import InvalidSelectValueError

from checklist.i18n import Translator
from checklist.store import Drafts, HasDrafts
from checklist.tui.boxes.confirm import ConfirmScreen, if_yes
from checklist.tui.boxes.toggles import Tick
from checklist.tui.widgets import ClosingScreen

_KEEP_SECONDS = 1.0
"""How often what is typed is kept: no more than this is lost when a machine stops."""

_TICKED = "x"
_Result = TypeVar("_Result")


class TypedScreen(ClosingScreen[_Result]):
    """Asks before what was typed is thrown away.

    Where it has a `draft_name`, what is typed survives that the program ends in the middle: it
    stands in the fields the next time the screen is opened.
    """

    _: Translator
    # Neither is there until the fields are shown: the program may be told to end before that.
    _began: tuple[str, ...] | None = None
    _kept: tuple[str, ...] | None = None

    @property
    def draft_name(self) -> str:
        """What a draft is kept under; empty where none is kept."""
        return ""

    def on_mount(self) -> None:
        """Remember what was there before, to know whether something would be lost."""
        for area in self.query(TextArea):
            # One goes on writing where the text ends.
            area.move_cursor(area.document.end)
        began = self._began = self._kept = self._typed()
        if self._take_up(began):
            self.say_put_back(
                self._(
                    "→ Dette skrev du sist, uten å lagre. Lagre det, eller trykk esc og kast det."
                )
            )
        self.set_interval(_KEEP_SECONDS, self.keep_draft)
        self.begin()

    def begin(self) -> None:
        """What a screen does once its fields are as they were left."""

    def say_put_back(self, words: str) -> None:
        """Say that a draft stands in the fields."""
        raise NotImplementedError  # a screen has a metaclass of its own, so it cannot be an ABC

    def _take_up(self, began: tuple[str, ...]) -> bool:
        """Put back what was typed the last time and neither saved nor thrown away, if any."""
        drafts = self._drafts()
        draft = None if drafts is None else drafts.find(self.draft_name)
        if draft is None:
            return False
        # One from before a field was added last lacks that one.
        draft += began[len(draft) :]
        if len(draft) != len(began) or draft == began:
            return False
        for field, text in zip(self._typed_in(), draft, strict=True):
            _fill(field, text)
        return True

    def keep_draft(self) -> None:
        """Keep what is typed for when the program ends in the middle, if it has changed."""
        drafts, now = self._drafts(), self._typed()
        if drafts is None or self._kept in (None, now):
            return
        if drafts.keep(self.draft_name, now):
            self._kept = now

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """Close: what was typed is saved or thrown away, and is no draft any more."""
        if (drafts := self._drafts()) is not None:
            self._kept = self._typed()
            drafts.forget(self.draft_name)
        return super().dismiss(result)

    def has_unsaved_text(self) -> bool:
        """Whether a field holds something else than when the screen was opened."""
        return self._began not in (None, self._typed())

    def ask_to_leave(self) -> None:
        """Ask before what was typed is thrown away."""
        _ = self._
        question = _("Det du har skrevet, er ikke lagret. Vil du kaste det?")
        self.app.push_screen(
            ConfirmScreen(question, _("Kast det"), _("Skriv videre")), if_yes(self.leave)
        )

    def action_leave(self) -> None:
        """Close without saving; ask first where something would be lost."""
        if self.has_unsaved_text():
            self.ask_to_leave()
        else:
            self.leave()

    def leave(self) -> None:
        """Close without saving."""
        self.dismiss(None)

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Let nobody write while it is saved: it would be in nothing that is saved."""
        focused, fields = self.focused, [one for one in self._typed_in() if not one.disabled]
        self.set_focus(None)
        for field in fields:
            field.disabled = True
        try:
            yield
        finally:
            if self.is_attached:
                for field in fields:
                    field.disabled = False
                self.set_focus(focused)

    def _drafts(self) -> Drafts | None:
        app = self.app
        return app.drafts if self.draft_name and isinstance(app, HasDrafts) else None

    def _typed_in(self) -> Iterator[Widget]:
        yield from self.query("Input, TextArea, Select, Tick").results(Widget)

    def _typed(self) -> tuple[str, ...]:
        return tuple(_held(field) for field in self._typed_in())


def _held(field: Widget) -> str:
    match field:
        case Input() | Select():
            return str(field.value)
        case Tick():
            return _TICKED if field.value else ""
        case TextArea():
            return field.text
    return ""


def _fill(field: Widget, text: str) -> None:
    match field:
        case Input():
            field.value = text
        case Tick():
            field.value = text == _TICKED
        case TextArea():
            field.text = text
            field.move_cursor(field.document.end)
        case Select():
            # A choice may have gone since.
            with suppress(InvalidSelectValueError):
                field.value = text
