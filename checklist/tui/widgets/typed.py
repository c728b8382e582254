"""What is typed in the fields of a screen, compared with how it began and kept as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea
from textual.widgets.select import InvalidSelectValueError

from checklist.i18n import Translator
from checklist.store import Drafts, HasDrafts
from checklist.tui.widgets.toggles import Tick

KEEP_SECONDS = 1.0
"""How often what is typed is kept: no more than this is lost when a machine stops."""


class Typed:
    """The fields of one screen. A draft survives that the program ends in the middle.

    Args:
        screen: holds the fields.
        name: what the draft is kept under; empty where none is kept.
    """

    def __init__(self, screen: Screen[Any], name: str) -> None:
        self._screen = screen
        self._name = name
        self._began = self._kept = self._now()

    @property
    def changed(self) -> bool:
        """Whether a field holds something else than when the screen was opened."""
        return self._now() != self._began

    def take_up(self) -> bool:
        """Put back what was typed the last time and neither saved nor thrown away, if any."""
        drafts = self._drafts()
        draft = None if drafts is None else drafts.find(self._name)
        if draft is None or len(draft) != len(self._began) or draft == self._began:
            return False
        for field, text in zip(self._fields(), draft, strict=True):
            _fill(field, text)
        return True

    def keep(self) -> None:
        """Keep what is typed, if it has changed since it was last kept."""
        drafts, now = self._drafts(), self._now()
        if drafts is not None and now != self._kept:
            kept = drafts.keep(self._name, now)
            self._kept = now if kept else self._kept

    def let_go(self) -> None:
        """What is typed has been saved or thrown away, and is no draft any more."""
        if (drafts := self._drafts()) is not None:
            self._kept = self._now()
            drafts.forget(self._name)

    def _drafts(self) -> Drafts | None:
        app = self._screen.app
        return app.drafts if self._name and isinstance(app, HasDrafts) else None

    def _fields(self) -> Iterator[Widget]:
        yield from self._screen.query("Input, TextArea, Select, Tick").results(Widget)

    def _now(self) -> tuple[str, ...]:
        return tuple(_held(field) for field in self._fields())


def put_back_words(_: Translator) -> str:
    """What a screen says when it has put back a draft."""
    return _("→ Dette skrev du sist, uten å lagre. Lagre det, eller trykk esc og kast det.")


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


_TICKED = "x"
