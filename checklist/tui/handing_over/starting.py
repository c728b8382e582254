"""What begins a sending, a taking in and a sharing, from whatever screen is in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from checklist.errors import SamsjekkError
from checklist.handover import Exchanging, told_of_copies
from checklist.i18n import Phrase, Translator
from checklist.machine import Environment
from checklist.store import Journal, shared_folder
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.boxes import LinesBox, if_yes, in_thread
from checklist.tui.handing_over.dialogs import JoinDialog, OpenFileDialog, SendDialog, ShareDialog
from checklist.tui.handing_over.given import GivenScreen
from checklist.tui.handing_over.received import ReceivedFiles
from checklist.tui.user_files import user_files_of


class HandingOver:
    """What can be done from any screen: send a file, take one in, share through a folder, join."""

    def __init__(self, app: App[Any], environment: Environment, translator: Translator) -> None:
        self._app = app
        self._environment = environment
        self._ = translator

    def exchanging(self, told: Callable[[Phrase], object]) -> Exchanging:
        """The exchange with the shared folders, begun in a thread of its own.

        `told` is called there with what the user should know.
        """
        exchanging = Exchanging(self._environment, told)
        exchanging.begin()
        return exchanging

    def received(self, screen: ExplainedScreen[Any]) -> ReceivedFiles:
        """What can be done with a receipt from a screen that lists it."""
        return ReceivedFiles(screen, self._environment, self._)

    async def copies_beside(self) -> tuple[Phrase, ...]:
        """What copies of the database beside it have that it has not."""
        return await in_thread(lambda: tuple(told_of_copies(self._environment)))

    def send(self, assessment: str) -> None:
        """Ask where a file of an assessment is to lie, and say what could not go with it."""
        _, box = self._, SendDialog(self._environment, assessment, self._)

        def made() -> None:
            path, lines = box.made
            where = _.say(user_files_of(self._app).hand_out(path))
            self._app.push_screen(LinesBox(_("Filen er laget"), (where, *lines), _))

        self._app.push_screen(box, if_yes(made))

    def take_in(self, open_assessment: Callable[[str], object]) -> None:
        """Ask for a file, show what is in it, and open the assessment where it was taken in."""
        box = OpenFileDialog(self._environment, self._)

        def closed(assessment: str | None) -> None:
            if assessment is not None:
                open_assessment(assessment)

        def looked() -> None:
            self._app.push_screen(GivenScreen(self._environment, box.made, self._), closed)

        self._app.push_screen(box, if_yes(looked))

    def share(self, journal: Journal, assessment: str, then: Callable[[], object]) -> None:
        """Ask for a folder to share an assessment through, and do something once it is shared."""
        if not self._may_share():
            return
        try:
            folder = shared_folder(journal, assessment)
        except SamsjekkError as error:
            self._app.notify(error.text(self._), severity="error")
            return
        box = ShareDialog(self._environment, assessment, folder, self._)

        def done() -> None:
            self._app.notify(self._.say(box.made))
            then()

        self._app.push_screen(box, if_yes(done))

    def _may_share(self) -> bool:
        """Whether there is a folder to share through here; it is said where there is none."""
        if not user_files_of(self._app).shares:
            words = self._(
                "Å dele gjennom en mappe kan ikke begynne i nettleseren. Bruk samsjekk i et "
                "terminalvindu, eller kommandoene share og join."
            )
            self._app.notify(words, severity="warning")
            return False
        return True

    def join(self, joined: Callable[[str], object]) -> None:
        """Ask for a folder that others share through, and open the first that lies there."""
        if not self._may_share():
            return
        box = JoinDialog(self._environment, self._)

        def done() -> None:
            names, warning = box.made
            if warning is not None:
                self._app.notify(self._.say(warning), severity="warning")
            joined(names[0])

        self._app.push_screen(box, if_yes(done))
