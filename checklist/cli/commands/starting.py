"""Commands that begin assessments and list them."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import Doubtful, find, whole_day
from checklist.cli.commands.walking import open_assessment
from checklist.criteria.files import Library
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session, begin, copy_example, examples, take_away
from checklist.store import author_of, open_evidence_files, open_journal


def example(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Copy a shipped example and print the copy's id; without a name, print the names."""
    if options.name is None:
        print("\n".join(examples()))
        return ExitCode.DONE
    with open_journal(environment) as journal:
        made = copy_example(journal, open_evidence_files(environment), options.name, options.id)
    if options.open:
        return open_assessment(made, environment, _)
    print(made)
    return ExitCode.DONE


def new(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Begin an assessment and print its id."""
    criteria_set = Library.shipped().open(options.criteria)
    day = whole_day(options.date or "") or environment.today()
    municipality = find(options.municipality, day, options.name)
    with open_journal(environment) as journal:
        try:
            made = begin(
                journal,
                author_of(environment),
                municipality,
                criteria_set,
                day,
                title=options.title,
                name=options.id,
                sure=options.yes,
            )
        except Doubtful as error:
            print(
                _("{question} Skriv --yes hvis det er det.", question=error.text(_)),
                file=sys.stderr,
            )
            return ExitCode.REFUSED
    print(made)
    return ExitCode.DONE


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Take an assessment away for good; one with answers only when told so."""
    with open_journal(environment) as journal:
        files = open_evidence_files(environment)
        session = Session(journal, options.id, author_of(environment), files)
        if len(session.history()) > 1 and not options.with_answers:
            words = _(
                "«{id}» er ikke tom: {answered} av {of} kontrollpunkter er besvart. Svar, kopier "
                "av dokumentasjon og all historikk blir borte, og det kan ikke angres. Skriv "
                "--with-answers hvis det er det du vil.",
                id=options.id,
                answered=session.appraisal.progress.answered,
                of=session.appraisal.progress.of,
            )
            print(words, file=sys.stderr)
            return ExitCode.REFUSED
        take_away(journal, files, options.id)
    print(_("«{id}» er tatt bort.", id=options.id), file=sys.stderr)
    return ExitCode.DONE
