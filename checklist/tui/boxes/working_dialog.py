"""A box that does its work in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual import work

from checklist.assessment import Doubtful
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator
from checklist.store import Watch
from checklist.tui.boxes.copying import Copying
from checklist.tui.boxes.dialog import Dialog

_Made = TypeVar("_Made")


class WorkingDialog(Dialog, Generic[_Made]):
    """A box that does its work in a thread, says how far it has come, and is stopped by Esc.

    `made` is what came of it, where the box ends with a yes.
    """

    made: _Made

    def __init__(self, title: str, about: str, translator: Translator, stopped: Phrase) -> None:
        """`stopped` is what is said when it was stopped."""
        super().__init__(title, about, translator)
        self._copying = Copying(self, self.say_put_back, translator, stopped)

    @property
    def is_working(self) -> bool:
        """Whether something is being done."""
        return self._copying.is_running

    def begin_work(self, find_job: Callable[[], Callable[[Watch], _Made]]) -> None:
        """Begin what is to be done, unless something is begun already."""
        try:
            self._copying.refuse_another()
            job = find_job()
        except SamsjekkError as error:
            self.say(error)
        else:
            self._do(job)

    @work
    async def _do(self, job: Callable[[Watch], _Made]) -> None:
        try:
            with self.untouched():
                self.made = await self._copying.run(job)
        except Doubtful as error:
            self._ask(error)
        except SamsjekkError as error:
            self.say(error)
        else:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Stop what is being done, else close."""
        if not self._copying.stop():
            super().action_leave()

    def has_unsaved_text(self) -> bool:
        """Whether something is being done, or would be lost."""
        return self.is_working or super().has_unsaved_text()
