"""The ways in: to send, and to look into what another has sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.tui.handing_over.dialogs import OpenFileDialog, SendDialog
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
