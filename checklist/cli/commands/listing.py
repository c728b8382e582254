"""The list of assessments: as a command, and on screen when no command is given."""

from __future__ import annotations

import argparse
import sys

import msgspec

from checklist.cli.arguments import ids_argument
from checklist.cli.opening import has_terminal, open_terminal_ui
from checklist.cli.output import STANDARD_OUTPUT, json_arguments, put_out_json, wants_json
from checklist.cli.printing import print_copies_beside, print_ids
from checklist.i18n import Translator
from checklist.machine import Environment, print_table
from checklist.session.assessments import ListedAssessment, Unopened, list_all
from checklist.store import open_journal, open_receipts
from checklist.text import visible
from checklist.words import origin_mark, progress_words


def list_assessments_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `list` takes."""
    json_arguments(parser, _)
    ids_argument(parser, _)


def list_assessments(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every assessment, the last changed first; those that can't be read last."""
    if options.ids:
        with open_journal(environment) as journal:
            print_ids(journal.names())
        return
    print_copies_beside(environment, _)
    listed: list[ListedAssessment] = []
    damaged: list[str] = []
    with open_journal(environment) as journal:
        audits = len(journal.names(every=True)) - len(journal.names())
        for found in list_all(environment, journal):
            if isinstance(found, Unopened):
                damaged.append(found.id)
                print(f"{found.id}: {visible(found.error.text(_))}", file=sys.stderr)
            else:
                listed.append(found)
    if wants_json(options):
        data = [_listed(found) for found in listed]
        data += [{"assessment": name, "damaged": True} for name in damaged]
        put_out_json(data, options, environment, _)
        return
    if not listed and not damaged:
        words = _(
            "Ingen egenvurderinger ennå. Begynn en med «samsjekk new», eller prøv «samsjekk "
            "example nes-2018»."
        )
        print(words, file=sys.stderr)
    _say_what_else(len(open_receipts(environment).all()), audits, _)
    partly = _(" (noe kan ikke leses)")
    print_table(
        [
            (
                found.id,
                found.municipality.name,
                _.short_date(found.date),
                progress_words(found.figures.how_far, _) + (partly if found.damaged else ""),
                origin_mark(found.origin, _),
            )
            for found in listed
        ]
        + [(name, "", "", _("kan ikke leses"), "") for name in damaged]
    )


def _listed(found: ListedAssessment) -> dict[str, object]:
    figures = found.figures
    return {
        "assessment": found.id,
        "municipality": found.municipality.name,
        "date": found.date.isoformat(),
        "criteria_set": figures.criteria_set,
        "answered": figures.how_far.progress.answered,
        "of": figures.how_far.progress.of,
        "changed": figures.changed.isoformat() if figures.changed else None,
        "origin": msgspec.to_builtins(found.origin),
        "damaged": found.damaged,
    }


def _say_what_else(received: int, audits: int, _: Translator) -> None:
    """Say how much there is that other commands list."""
    if received:
        words = _.plural(
            "I tillegg er {n} fil mottatt. Se samsjekk receipts.",
            "I tillegg er {n} filer mottatt. Se samsjekk receipts.",
            received,
        )
        print(words, file=sys.stderr)
    if audits:
        words = _.plural(
            "I tillegg er det {n} revisjon. Se samsjekk audit list.",
            "I tillegg er det {n} revisjoner. Se samsjekk audit list.",
            audits,
        )
        print(words, file=sys.stderr)


def open_program(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Open the terminal UI; without a terminal, list the assessments instead."""
    if has_terminal(environment):
        open_terminal_ui(environment, _)
    else:
        print(
            _("Skjermbildene kan ikke vises her, så egenvurderingene vises som en liste."),
            file=sys.stderr,
        )
        options.json, options.ids, options.output = False, False, STANDARD_OUTPUT
        list_assessments(options, environment, _)
