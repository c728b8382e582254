"""Commands about numbers of others that are shown beside one's own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.arguments import ImpossibleCommand, no_arguments
from checklist.criteria import FaultyReferences
from checklist.criteria.files import Library
from checklist.errors import ExitCode
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, expand_home, print_table
from checklist.store import ReferenceFiles, journal_path


def add_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `references add` takes."""
    parser.add_argument(
        "file",
        type=Path,
        help=_("CSV med kolonnene kontrollpunkt, hvem, verdi, dato, kilde, adresse og kommune"),
    )


def add(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Import a table, and print its name; every fault where it has some."""
    library = Library.shipped(environment.own_criteria)
    sets = [library.open(name) for name in library.names()]
    sets += [own.criteria_set for own in library.own_sets(environment.today()) if own.criteria_set]
    points = (p for one in sets for c in one.criteria for p in c.checkpoints)
    known = {point.id: point.measure is not None for point in points}
    try:
        name, count = _files(environment).keep(expand_home(options.file), known)
    except FaultyReferences as error:
        for fault in error.faults:
            print(_.say(fault))
        return ExitCode.FAULTS
    print(
        _.one_or_many("{n} tall er lest inn.", count)
        + " "
        + _("De vises ved siden av kommunens egne, og teller ikke i noen vurdering."),
        file=sys.stderr,
    )
    print(name)
    return ExitCode.DONE


list_tables_arguments = no_arguments


def list_tables(_options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every table: its name, and how many numbers it has."""
    files = _files(environment)
    print_table(
        [(name, _.one_or_many("{n} tall", len(files.read(name)))) for name in files.names()]
    )


def remove_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `references remove` takes."""
    parser.add_argument("name", help=_("navnet på tabellen"))


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Remove a table."""
    files = _files(environment)
    if not files.remove(options.name):
        raise ImpossibleCommand(
            phrase(
                "Ingen tabell heter «{name}». Her er: {names}",
                name=options.name,
                names=", ".join(files.names()) or "–",
            )
        )


def _files(environment: Environment) -> ReferenceFiles:
    return ReferenceFiles.beside(journal_path(environment))
