"""The ways in: to send, and to look into what another has sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import App

from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.store import Journal, Receipt, shared_folder
from checklist.text import visible
from checklist.tui.assessment_screen import ExplainedScreen
from checklist.tui.handing_over.apart import look_into_receipt
from checklist.tui.handing_over.dialogs import JoinDialog, OpenFileDialog, SendDialog, ShareDialog
from checklist.tui.handing_over.given import GivenScreen
from checklist.tui.widgets import LinesBox, if_yes


def send(app: App[Any], environment: Environment, assessment: str, _: Translator) -> None:
    """Ask where a file of an assessment is to lie, make it, and say what could not go with it."""
    box = SendDialog(environment, assessment, _)

    def made() -> None:
        path, lines = box.made
        app.push_screen(LinesBox(_("Filen er laget"), (str(path), *lines), _))

    app.push_screen(box, if_yes(made))


def take_in(
    app: App[Any],
    environment: Environment,
    open_assessment: Callable[[str], object],
    _: Translator,
) -> None:
    """Ask for a file, show what is in it, and open the assessment where it was taken in."""
    box = OpenFileDialog(environment, _)

    def closed(assessment: str | None) -> None:
        if assessment is not None:
            open_assessment(assessment)

    def looked() -> None:
        app.push_screen(GivenScreen(environment, box.made, _), closed)

    app.push_screen(box, if_yes(looked))


def read_receipt(
    screen: ExplainedScreen[Any], environment: Environment, receipt: Receipt, _: Translator
) -> None:
    """Show what was received, once it is read."""

    async def show() -> None:
        try:
            look = await asyncio.to_thread(look_into_receipt, environment, receipt, _)
        except SamsjekkError as error:
            screen.say(error.words, problem=True)
        else:
            screen.app.push_screen(GivenScreen(environment, look, _))

    screen.run_worker(show(), group="receipt", exclusive=True)


def share(
    app: App[Any],
    environment: Environment,
    journal: Journal,
    assessment: str,
    then: Callable[[], object],
    _: Translator,
) -> None:
    """Ask for a folder to share an assessment through, and do something once it is shared."""
    try:
        folder = shared_folder(journal, assessment)
    except SamsjekkError as error:
        app.notify(visible(error.text(_)), severity="error", timeout=12, markup=False)
        return
    box = ShareDialog(environment, assessment, folder, _)

    def done() -> None:
        app.notify(visible(_.say(box.made)), markup=False)
        then()

    app.push_screen(box, if_yes(done))


def join(
    app: App[Any],
    environment: Environment,
    joined: Callable[[str], object],
    _: Translator,
) -> None:
    """Ask for a folder that others share through, and open the first that lies there."""
    box = JoinDialog(environment, _)
    app.push_screen(box, if_yes(lambda: joined(box.made[0])))
