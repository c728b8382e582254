"""Commands that begin assessments and list them."""

from __future__ import annotations

import argparse
import json
import sys

from checklist.assessment import find, search_municipalities
from checklist.criteria.files import Library
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session, begin, copy_example, examples, take_away
from checklist.store import author_of, evidence_files, open_journal


def example(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Copy a shipped example and print the copy's id; without a name, print the names."""
    if options.name is None:
        print("\n".join(examples()))
        return ExitCode.DONE
    with open_journal(environment) as journal:
        made = copy_example(journal, evidence_files(environment), options.name, options.id)
    if options.open:
        from checklist.cli.commands.walking import open_assessment  # noqa: PLC0415 - starts Textual

        return open_assessment(made, environment, _)
    print(made)
    return ExitCode.DONE


def new(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Begin an assessment and print its id."""
    criteria_set = Library.shipped().open(options.criteria)
    day = options.date or environment.today()
    number = options.municipality
    if not number.isdigit():
        exact = [
            p for p in search_municipalities(number, 400) if p.name.casefold() == number.casefold()
        ]
        if len(exact) > 1:
            print(_("Flere kommuner heter det. Oppgi nummeret:"), file=sys.stderr)
            print("\n".join(place.label for place in exact), file=sys.stderr)
            return ExitCode.REFUSED
        if not exact and options.name is None:
            print(
                _("Ingen kommune heter {name}. Sjekk navnet, eller oppgi nummeret.", name=number),
                file=sys.stderr,
            )
            return ExitCode.REFUSED
        number = exact[0].number if exact else number
    municipality = find(number, day, options.name)
    with open_journal(environment) as journal:
        made = begin(
            journal,
            author_of(environment),
            municipality,
            criteria_set,
            day,
            title=options.title,
            name=options.id,
        )
    print(made)
    return ExitCode.DONE


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Take an assessment away for good; one with answers only when told so."""
    with open_journal(environment) as journal:
        files = evidence_files(environment)
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


def list_assessments(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> ExitCode:
    """Print every assessment, the last changed first."""
    rows = []
    dates = []
    with open_journal(environment) as journal:
        for entry in journal.entries():
            session = Session(
                journal, entry.id, author_of(environment), evidence_files(environment)
            )
            progress = session.appraisal.progress
            dates.append(entry.created.date)
            rows.append(
                {
                    "assessment": entry.id,
                    "municipality": entry.created.municipality.name,
                    "date": entry.created.date.isoformat(),
                    "criteria_set": session.criteria_set.id,
                    "answered": progress.answered,
                    "of": progress.of,
                    "changed": session.assessment.changed.isoformat()
                    if session.assessment.changed
                    else None,
                }
            )
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return ExitCode.DONE
    if not rows:
        print(_("Ingen egenvurderinger ennå. Prøv «samsjekk example nes-2018»."), file=sys.stderr)
    print_table(
        [
            (
                str(row["assessment"]),
                str(row["municipality"]),
                _.short_date(day),
                _("{answered} av {of} besvart", answered=row["answered"], of=row["of"]),
            )
            for row, day in zip(rows, dates, strict=True)
        ]
    )
    return ExitCode.DONE
