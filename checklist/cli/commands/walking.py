"""The command that goes through the checkpoints."""

from __future__ import annotations

import argparse

from checklist.appraisal import Only, Selection
from checklist.cli.arguments import assessment, codes, depth_arguments, depth_of
from checklist.cli.opening import has_terminal, open_line_by_line, open_terminal_ui
from checklist.criteria import Depth
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.store import open_receipts


def walk_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `walk` takes."""
    assessment(parser, _)
    parser.add_argument("--plain", action="store_true", help=_("linje for linje, uten skjermbilde"))
    depth_arguments(parser, _)
    parser.add_argument("--role", help=_("bare spørsmål til denne rollen (id i kriteriesettet)"))
    parser.add_argument(
        "--only",
        choices=codes(only for only in Only if only not in (Only.ALL, Only.CHANGED)),
        help=_("bare ubesvarte, «vet ikke», funn eller uten god dokumentasjon"),
    )


def walk(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Go through the checkpoints: on screen, or line by line. What was received is read out."""
    is_received = open_receipts(environment).named(options.id) is not None
    on_screen = has_terminal(environment) and not (options.plain or is_received)
    open_walk = open_terminal_ui if on_screen else open_line_by_line
    open_walk(environment, _, options.id, _selection(options))


def _selection(options: argparse.Namespace) -> Selection | None:
    """What was asked for on the command line; None where nothing was, and habit decides."""
    depth = depth_of(options)
    if depth is None and not (options.role or options.only):
        return None
    return Selection(
        depth=depth or Depth.FULL,
        role=options.role,
        only=Only(options.only) if options.only else Only.ALL,
    )
