"""The list of assessments: as a command, and on screen when no command is given."""

from __future__ import annotations

import argparse
import sys
from typing import NamedTuple

import msgspec

from checklist.appraisal import Progress
from checklist.assessment import Assessment
from checklist.audit import KIND as AUDIT
from checklist.cli.opening import has_terminal, open_terminal_ui
from checklist.cli.output import STANDARD_OUTPUT, json_arguments, put_out_json, wants_json
from checklist.cli.printing import print_copies_beside
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session
from checklist.store import author_of, open_evidence_files, open_journal, open_receipts
from checklist.text import visible
from checklist.words import origin_mark, progress_words

list_assessments_arguments = json_arguments


class _Listed(NamedTuple):
    assessment: Assessment
    criteria_set: str
    progress: Progress
    words: str
    damaged: bool


def list_assessments(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every assessment, the last changed first; those that can't be read last."""
    print_copies_beside(environment, _)
    listed: list[_Listed] = []
    with open_journal(environment) as journal:
        author, files = author_of(environment), open_evidence_files(environment)
        damaged: list[str] = []
        for name in (*(entry.id for entry in journal.entries()), *journal.damaged_entries()):
            try:
                session = Session(journal, name, author, files)
            except SamsjekkError as error:
                damaged.append(name)
                print(f"{name}: {visible(error.text(_))}", file=sys.stderr)
                continue
            listed.append(
                _Listed(
                    session.assessment,
                    session.criteria_set.id,
                    session.appraisal.progress,
                    progress_words(session.appraisal, _),
                    damaged=bool(session.faults),
                )
            )
    if wants_json(options):
        put_out_json(
            [
                {
                    "assessment": found.id,
                    "municipality": found.municipality.name,
                    "date": found.date.isoformat(),
                    "criteria_set": criteria_set,
                    "answered": progress.answered,
                    "of": progress.of,
                    "changed": found.changed.isoformat() if found.changed else None,
                    "origin": msgspec.to_builtins(found.origin),
                    "damaged": damaged_in,
                }
                for found, criteria_set, progress, _words, damaged_in in listed
            ]
            + [{"assessment": name, "damaged": True} for name in damaged],
            options,
            environment,
            _,
        )
        return
    if not listed and not damaged:
        print(_("Ingen egenvurderinger ennå. Prøv «samsjekk example nes-2018»."), file=sys.stderr)
    partly = _(" (noe kan ikke leses)")
    if received := open_receipts(environment).all():
        words = _.plural(
            "I tillegg er {n} fil mottatt. Se samsjekk receipts.",
            "I tillegg er {n} filer mottatt. Se samsjekk receipts.",
            len(received),
        )
        print(words, file=sys.stderr)
    _tell_of_audits(environment, _)
    print_table(
        [
            (
                found.id,
                found.municipality.name,
                _.short_date(found.date),
                words + (partly if damaged_in else ""),
                origin_mark(found.origin, _),
            )
            for found, _criteria_set, _progress, words, damaged_in in listed
        ]
        + [(name, "", "", _("kan ikke leses"), "") for name in damaged]
    )


def _tell_of_audits(environment: Environment, _: Translator) -> None:
    with open_journal(environment, AUDIT) as journal:
        number = len(journal.names())
    if number:
        words = _.plural(
            "I tillegg er det {n} revisjon. Se samsjekk audit list.",
            "I tillegg er det {n} revisjoner. Se samsjekk audit list.",
            number,
        )
        print(words, file=sys.stderr)


def open_program(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Open the terminal UI; without a terminal, list the assessments instead."""
    if has_terminal():
        open_terminal_ui(environment, _)
    else:
        print(_("Ingen terminal her, så egenvurderingene vises som en liste."), file=sys.stderr)
        options.json, options.output = False, STANDARD_OUTPUT
        list_assessments(options, environment, _)
