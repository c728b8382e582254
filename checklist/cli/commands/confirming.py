"""The command that confirms what was taken over from an earlier assessment."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from checklist.appraisal import CheckpointAppraisal
from checklist.assessment import Doubtful
from checklist.cli.arguments import asking, assessment
from checklist.cli.opened import opened
from checklist.criteria import text_in
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, print_wrapped
from checklist.session import Session
from checklist.words import action_details, waiting_in, waiting_point_lines, waiting_theme_lines


def confirm_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `confirm` takes."""
    assessment(parser, _)
    parser.add_argument("checkpoints", nargs="*", help=_("kontrollpunkt som svaret gjelder for nå"))
    parser.add_argument("--theme", help=_("alle svarene i et tema, etter at de er vist"))
    parser.add_argument("--action", action="append", default=[], help=_("id på tiltak"))
    parser.add_argument("--yes", action="store_true", help=_("svarene i temaet er lest"))


def confirm(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Confirm answers and actions of an earlier assessment; without any, list what waits."""
    with opened(environment, options.id, _, alone=True) as session:
        if not (options.checkpoints or options.theme or options.action):
            _list(session, _)
            return
        names = [*options.checkpoints]
        if options.theme:
            names += _of_theme(session, options, _)
        if names:
            session.confirm(*dict.fromkeys(names))
        for name in options.action:
            session.confirm_action(name)
        left = len(session.appraisal.to_confirm)
    words = _.one_or_many("{n} svar venter på bekreftelse.", left)
    print(words if left else _("Ingen flere svar venter på bekreftelse."), file=sys.stderr)


def _of_theme(session: Session, options: argparse.Namespace, _: Translator) -> list[str]:
    waiting = waiting_in(session.appraisal, session.theme(options.theme).id)
    names = [point.checkpoint.id for point in waiting.together]
    if names and not options.yes:
        for line in waiting_theme_lines(session.appraisal, waiting, _):
            print_wrapped(line.text, "  " * line.depth)
        with asking():
            raise Doubtful(
                phrase("Er det riktig at svarene over er lest, og at de fortsatt gjelder?")
            )
    return names


def _list(session: Session, _: Translator) -> None:
    for theme in session.criteria_set.themes:
        waiting = waiting_in(session.appraisal, theme.id)
        if waiting.together or waiting.one_by_one:
            print_wrapped(f"{text_in(theme.title, _.language)} [{theme.id}]")
            _print((*waiting.together, *waiting.one_by_one), session, _)
    for action in session.assessment.actions_that_wait.values():
        details = action_details(action, _)
        print_wrapped(_("Tiltak: {what} ({details})", what=action.what, details=details))
        print_wrapped(f"[{action.id}]", "  ")


def _print(points: Iterable[CheckpointAppraisal], session: Session, _: Translator) -> None:
    for point in points:
        for line in waiting_point_lines(session.appraisal, point, _):
            name = "" if line.depth else f" [{point.checkpoint.id}]"
            print_wrapped(f"{line.text}{name}", "  " * (line.depth + 1))
