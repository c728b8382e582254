"""The command that takes an assessment over to another version of its criteria set."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from checklist.catalogue.library import Library
from checklist.catalogue.model import Checkpoint, text_in
from checklist.catalogue.upgrade import Comparison
from checklist.cli.output import print_wrapped
from checklist.environment import Environment
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.session import Session


def upgrade(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print what is kept, to be confirmed, new and retired; go over unless it is a dry run."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        newer = Library.shipped().open(options.criteria or session.criteria_set.id)
        compared = session.compare(newer) if options.dry_run else session.upgrade(newer)
        _print_comparison(compared, session, _)
    print(
        _("Ingenting er endret ennå. Kjør uten --dry-run for å gå over.")
        if options.dry_run
        else _("Gikk over til {set} {version}.", set=newer.id, version=newer.version),
        file=sys.stderr,
    )
    return ExitCode.DONE


def _print_comparison(compared: Comparison, session: Session, _: Translator) -> None:
    kept = [point for point in compared.kept if session.assessment.answer(point.id)]
    print_wrapped(_.plural("{n} svar står som før.", "{n} svar står som før.", len(kept)))
    answered = [
        changed
        for changed in compared.confirm
        if any(session.assessment.answer(before.id) for before in changed.before)
    ]
    if answered:
        print_wrapped(_("Bekreft disse svarene på nytt, for teksten er endret:"))
    for changed in answered:
        print_wrapped(changed.now.id, "  ")
        for before in changed.before:
            print_wrapped(_("Før: {text}", text=_asked(before, _)), "    ")
        print_wrapped(_("Nå: {text}", text=_asked(changed.now, _)), "    ")
    _print_points(_("Nye spørsmål:"), compared.new, _)
    _print_points(
        _("Spørres ikke lenger. Svarene kan fortsatt leses i historikken:"),
        [gone.checkpoint for gone in compared.retired],
        _,
    )


def _print_points(title: str, points: Sequence[Checkpoint], _: Translator) -> None:
    if points:
        print_wrapped(title)
    for point in points:
        print_wrapped(f"{point.id}: {text_in(point.question, _.language)}", "  ")


def _asked(point: Checkpoint, _: Translator) -> str:
    return f"{text_in(point.question, _.language)} {text_in(point.yes_means, _.language)}"
