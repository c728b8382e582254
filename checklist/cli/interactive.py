"""Opening the terminal UI, and what happens where there is no terminal."""

from __future__ import annotations

import argparse
import sys

from checklist.environment import Environment
from checklist.errors import ExitCode
from checklist.i18n import Translator


def has_terminal() -> bool:
    """Whether a person sits at both ends: keys come in, and a screen can be drawn."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_program(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Open the terminal UI; without a terminal, list the assessments instead."""
    if not has_terminal():
        from checklist.cli.starting import list_assessments  # noqa: PLC0415 - not with a terminal

        print(_("Ingen terminal her, så egenvurderingene vises som en liste."), file=sys.stderr)
        options.json = False
        return list_assessments(options, environment, _)
    return _run(environment, None, _)


def open_assessment(assessment: str, environment: Environment, _: Translator) -> ExitCode:
    """Open the terminal UI on one assessment; without a terminal, show it line by line."""
    if has_terminal():
        return _run(environment, assessment, _)
    from checklist.cli.plain import show  # noqa: PLC0415 - not with a terminal

    print(_("Ingen terminal her, så «{id}» vises linje for linje.", id=assessment), file=sys.stderr)
    return show(assessment, environment, _)


def walk(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Go through the checkpoints: on screen, or line by line."""
    if not options.plain and has_terminal():
        return _run(environment, options.id, _)
    from checklist.cli.plain import walk_lines  # noqa: PLC0415 - not for the terminal UI

    return walk_lines(options.id, environment, _, sys.stdin)


def _run(environment: Environment, assessment: str | None, _: Translator) -> ExitCode:
    from checklist.tui.app import run  # noqa: PLC0415 - Textual costs 170 ms to import

    run(environment._replace(language=_.language), assessment)
    return ExitCode.DONE
