"""The command that takes an assessment over to another version of its criteria set."""

from __future__ import annotations

import argparse
import sys

from checklist.catalogue.library import Library
from checklist.cli.output import print_wrapped
from checklist.environment import Environment
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.reporting.upgrade_words import comparison_lines
from checklist.session import Session


def upgrade(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print what is kept, to be confirmed, new and retired; go over unless it is a dry run."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        newer = Library.shipped().open(options.criteria or session.criteria_set.id)
        compared = session.compare(newer) if options.dry_run else session.upgrade(newer)
        for depth, line in comparison_lines(compared, session.assessment, _):
            print_wrapped(line, "  " * depth)
    print(
        _("Ingenting er endret ennå. Kjør uten --dry-run for å gå over.")
        if options.dry_run
        else _("Gikk over til {set} {version}.", set=newer.id, version=newer.version),
        file=sys.stderr,
    )
    return ExitCode.DONE
