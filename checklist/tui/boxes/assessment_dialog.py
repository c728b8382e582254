"""A box about an open assessment: what others write while it stands open is not overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

from textual.app import ComposeResult
from textual.widgets import Static

from checklist.assessment import THERE, Thing
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes.dialog import Dialog
from checklist.tui.widgets import plain
from checklist.words import field_differences


class Opened:
    """What its author had in front of them when a box was opened.

    Args:
        session: the open assessment.
        thing: what the box is about.
        translator: the user's language.
        fields: the fields it shows; None is all of them.
    """

    def __init__(
        self,
        session: Session,
        thing: Thing,
        translator: Translator,
        fields: Collection[str] | None = None,
    ) -> None:
        self.session = session
        self.translator = translator
        self._before = session.shared
        self._differing = tuple(
            differs
            for differs in field_differences(session.appraisal, thing, translator)
            if fields is None or differs.name in (*fields, THERE)
        )

    @property
    def settles(self) -> frozenset[str]:
        """The fields that people have written differently, whose values the box shows."""
        return frozenset(differs.name for differs in self._differing)

    def deciding(self) -> AbstractContextManager[None]:
        """Within, what is wished is decided on what stood there when the box was opened."""
        return self.session.having_seen(self._before, settles=self.settles)

    def compose(self) -> ComposeResult:
        """What each has written; nothing where nobody differs."""
        if self._differing:
            words = self.translator("Flere har skrevet ulikt her. Det du lagrer, gjelder.")
            lines = (words, *map(str, self._differing))
            yield Static(plain("\n".join(lines)), classes="differing")


class AssessmentDialog(Dialog):
    """A box whose fields are about one thing of an assessment."""

    DEFAULT_CSS = "AssessmentDialog .differing { margin-bottom: 1; text-style: bold; }"

    def __init__(self, title: str, about: str, opened: Opened) -> None:
        super().__init__(title, about, opened.translator)
        self._session = opened.session
        self._opened = opened

    def compose_before(self) -> ComposeResult:
        """What people have written differently, above the fields."""
        yield from self._opened.compose()

    def action_save(self) -> None:
        """Save what was touched, beside what others have written there since."""
        with self._opened.deciding():
            super().action_save()

    def close_after(self, change: Callable[[], object]) -> None:
        """Make a change on what stood there when the box was opened."""
        with self._opened.deciding():
            super().close_after(change)
