"""A screen that people type in, which loses nothing that was typed by mistake."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

from checklist.i18n import Translator
from checklist.tui.widgets.confirm import ConfirmScreen, if_yes
from checklist.tui.widgets.typed import KEEP_SECONDS, Typed, put_back_words

_Result = TypeVar("_Result")


class TypedScreen(Screen[_Result]):
    """Asks before what was typed is thrown away.

    Where it has a `draft_name`, what is typed survives that the program ends in the middle: it
    stands in the fields the next time the screen is opened.
    """

    _: Translator
    _typed: Typed

    @property
    def draft_name(self) -> str:
        """What a draft is kept under; empty where none is kept."""
        return ""

    def on_mount(self) -> None:
        """Remember what was there before, to know whether something would be lost."""
        self._typed = Typed(self, self.draft_name)
        if self._typed.take_up():
            self.say_put_back(put_back_words(self._))
        self.set_interval(KEEP_SECONDS, self.keep_draft)
        self.begin()

    def begin(self) -> None:
        """What a screen does once its fields are as they were left."""

    def say_put_back(self, words: str) -> None:
        """Say that a draft stands in the fields."""
        raise NotImplementedError  # a screen has a metaclass of its own, so it cannot be an ABC

    def keep_draft(self) -> None:
        """Keep what is typed for when the program ends in the middle."""
        self._typed.keep()

    def dismiss(self, result: _Result | None = None) -> AwaitComplete:
        """Close: what was typed is saved or thrown away, and is no draft any more."""
        self._typed.let_go()
        return super().dismiss(result)

    def has_unsaved_text(self) -> bool:
        """Whether a field holds something else than when the screen was opened."""
        return self._typed.changed

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
