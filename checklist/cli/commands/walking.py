"""Opening the terminal UI, and what happens where there is no terminal."""

from __future__ import annotations

import argparse
import sys

from checklist.appraisal import Only, Selection
from checklist.cli.commands.listing import list_assessments
from checklist.criteria import Depth
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import show, walk_lines


def has_terminal() -> bool:
    """Whether a person sits at both ends: keys come in, and a screen can be drawn."""
    return sys.stdin.isatty() and sys.stdout.isatty() and Environment.can_draw()


def open_program(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Open the terminal UI; without a terminal, list the assessments instead."""
    if not has_terminal():
        print(_("Ingen terminal her, så egenvurderingene vises som en liste."), file=sys.stderr)
        options.json = False
        return list_assessments(options, environment, _)
    return _run(environment, _)


def open_assessment(assessment: str, environment: Environment, _: Translator) -> ExitCode:
    """Open the terminal UI on one assessment; without a terminal, show it line by line."""
    if has_terminal():
        return _run(environment, _, assessment)
    print(_("Ingen terminal her, så «{id}» vises linje for linje.", id=assessment), file=sys.stderr)
    return show(assessment, environment, _)


def walk(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Go through the checkpoints: on screen, or line by line."""
    if not options.plain and has_terminal():
        return _run(environment, _, options.id, _selection(options))
    return walk_lines(options.id, environment, _, sys.stdin, _selection(options))


def _selection(options: argparse.Namespace) -> Selection | None:
    """What was asked for on the command line; None where nothing was, and habit decides."""
    if not (options.quick or options.role or options.only):
        return None
    return Selection(
        depth=Depth.QUICK if options.quick else Depth.FULL,
        role=options.role,
        only=Only(options.only) if options.only else Only.ALL,
    )


def _run(
    environment: Environment,
    _: Translator,
    assessment: str | None = None,
    selection: Selection | None = None,
) -> ExitCode:
    from checklist.tui import run  # noqa: PLC0415 - Textual costs 170 ms to import

    run(environment._replace(language=_.language), assessment, selection)
    return ExitCode.DONE
