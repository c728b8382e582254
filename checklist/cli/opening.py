"""Opening one of the two front ends: the screens where there is a terminal, else line by line."""

from __future__ import annotations

import gc
import sys

from checklist.appraisal import Selection
from checklist.i18n import Translator
from checklist.machine import Environment


def has_terminal(environment: Environment) -> bool:
    """Whether a person sits at both ends: keys come in, and a screen can be drawn."""
    if environment.in_browser:
        return True
    return sys.stdin.isatty() and sys.stdout.isatty() and Environment.can_draw()


def open_line_by_line(
    environment: Environment, _: Translator, assessment: str, selection: Selection | None = None
) -> None:
    """Walk an assessment line by line; what was received is read out."""
    gc.enable()  # until the user ends it
    from checklist.cli.line_by_line import walk  # noqa: PLC0415 - no screen waits for it

    walk(environment, _, assessment, selection)


def open_terminal_ui(
    environment: Environment,
    _: Translator,
    assessment: str | None = None,
    selection: Selection | None = None,
) -> None:
    """Open the terminal UI: on the list of assessments, or on one of them.

    It looks for garbage when its first screen is there: what is made until then stays for as long
    as the program.
    """
    from checklist.tui import run  # noqa: PLC0415 - Textual costs 170 ms to import

    run(environment._replace(language=_.language), assessment, selection)
