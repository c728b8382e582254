"""Opening the terminal UI, and what happens where there is no terminal."""

from __future__ import annotations

import gc
import sys

from checklist.appraisal import Selection
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import show


def has_terminal() -> bool:
    """Whether a person sits at both ends: keys come in, and a screen can be drawn."""
    return sys.stdin.isatty() and sys.stdout.isatty() and Environment.can_draw()


def open_assessment(assessment: str, environment: Environment, _: Translator) -> None:
    """Open the terminal UI on one assessment; without a terminal, show it line by line."""
    if has_terminal():
        open_terminal_ui(environment, _, assessment)
    else:
        words = _("Ingen terminal her, så «{id}» vises linje for linje.", id=assessment)
        print(words, file=sys.stderr)
        show(assessment, environment, _)


def open_terminal_ui(
    environment: Environment,
    _: Translator,
    assessment: str | None = None,
    selection: Selection | None = None,
) -> None:
    """Open the terminal UI: on the list of assessments, or on one of them.

    What is made until its first screen is there stays for as long as the program: looking through
    it for what can go took a tenth of the time one waits. The terminal UI takes that up again.
    """
    gc.disable()
    from checklist.tui import run  # noqa: PLC0415 - Textual costs 170 ms to import

    run(environment._replace(language=_.language), assessment, selection)
