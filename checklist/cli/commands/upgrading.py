"""The command that takes an assessment over to another version of its criteria set."""

from __future__ import annotations

import argparse
import sys

from checklist.cli.arguments import assessment
from checklist.cli.opened import opened
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.machine import Environment, print_wrapped
from checklist.words import comparison_lines


def upgrade_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `upgrade` takes."""
    assessment(parser, _)
    parser.add_argument("--criteria", help=_("kriteriesett: id eller fil (samme sett)"))
    parser.add_argument("--dry-run", action="store_true", help=_("vis hva som ville skje"))


def upgrade(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print what is kept, to be confirmed, new and retired; go over unless it is a dry run."""
    with opened(environment, options.id, _) as session:
        library = Library.shipped(environment.own_criteria)
        newer = library.open(options.criteria or session.criteria_set.id)
        compared = session.compare(newer) if options.dry_run else session.upgrade(newer)
        for depth, line, _change in comparison_lines(compared, session.assessment, _):
            print_wrapped(line, "  " * depth)
    print(
        _("Ingenting er endret ennå. Kjør uten --dry-run for å gå over.")
        if options.dry_run
        else _("Gikk over til {set} {version}.", set=newer.id, version=newer.version),
        file=sys.stderr,
    )
