"""The list of assessments: as a command, and on screen when no command is given."""

from __future__ import annotations

import argparse
import json
import sys

from checklist.cli.arguments import as_json
from checklist.cli.opening import has_terminal, open_terminal_ui
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session
from checklist.store import author_of, open_evidence_files, open_journal

list_assessments_arguments = as_json


def list_assessments(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> ExitCode:
    """Print every assessment, the last changed first."""
    rows = []
    dates = []
    with open_journal(environment) as journal:
        for entry in journal.entries():
            session = Session(
                journal, entry.id, author_of(environment), open_evidence_files(environment)
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


def open_program(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Open the terminal UI; without a terminal, list the assessments instead."""
    if not has_terminal():
        print(_("Ingen terminal her, så egenvurderingene vises som en liste."), file=sys.stderr)
        options.json = False
        return list_assessments(options, environment, _)
    return open_terminal_ui(environment, _)
