"""The list of assessments: as a command, and on screen when no command is given."""

from __future__ import annotations

import argparse
import sys

from checklist.cli.arguments import as_json
from checklist.cli.opening import has_terminal, open_terminal_ui
from checklist.cli.printing import print_json
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session
from checklist.store import author_of, open_evidence_files, open_journal

list_assessments_arguments = as_json


def list_assessments(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every assessment, the last changed first."""
    with open_journal(environment) as journal:
        author, files = author_of(environment), open_evidence_files(environment)
        sessions = (Session(journal, entry.id, author, files) for entry in journal.entries())
        listed = [(s.assessment, s.criteria_set.id, s.appraisal.progress) for s in sessions]
    if options.json:
        print_json(
            [
                {
                    "assessment": found.id,
                    "municipality": found.municipality.name,
                    "date": found.date.isoformat(),
                    "criteria_set": criteria_set,
                    "answered": progress.answered,
                    "of": progress.of,
                    "changed": found.changed.isoformat() if found.changed else None,
                }
                for found, criteria_set, progress in listed
            ]
        )
        return
    if not listed:
        print(_("Ingen egenvurderinger ennå. Prøv «samsjekk example nes-2018»."), file=sys.stderr)
    print_table(
        [
            (
                found.id,
                found.municipality.name,
                _.short_date(found.date),
                _("{answered} av {of} besvart", answered=progress.answered, of=progress.of),
            )
            for found, _criteria_set, progress in listed
        ]
    )


def open_program(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Open the terminal UI; without a terminal, list the assessments instead."""
    if has_terminal():
        open_terminal_ui(environment, _)
    else:
        print(_("Ingen terminal her, så egenvurderingene vises som en liste."), file=sys.stderr)
        options.json = False
        list_assessments(options, environment, _)
