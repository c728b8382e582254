"""Municipalities side by side, from what they have handed over."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from checklist.audit import HandedOver, SideBySide, set_side_by_side
from checklist.auditing import handed_over, known_receipt
from checklist.cli.arguments import ImpossibleCommand, as_json
from checklist.cli.output import STANDARD_OUTPUT, output_arguments, put_out
from checklist.cli.printing import print_json
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.reporting.audits import beside_data, beside_file
from checklist.store import Receipt, Receipts, open_receipts
from checklist.text import visible
from checklist.words.audits import beside_lines


def compare_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit compare` takes."""
    parser.add_argument("receipts", nargs="*", metavar="receipt", help=_("id på et mottak"))
    parser.add_argument("--all", action="store_true", help=_("alt som er mottatt"))
    parser.add_argument(
        "--anonymous", action="store_true", help=_("Kommune A, Kommune B i stedet for navn")
    )
    output_arguments(parser, _, _("fil på .md, .html, .xlsx eller .csv, eller - for standard ut"))
    as_json(parser, _)


def compare(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print or write what municipalities answered, side by side.

    How much is comparable, and what stands in the way, is said on standard error.
    """
    receipts = open_receipts(environment)
    chosen = receipts.all() if options.all else _named(receipts, options.receipts)
    side = set_side_by_side(_read(chosen, _, every=options.all), anonymous=options.anonymous)
    if options.json:
        print_json(beside_data(side, _))
        return
    put_out(_file(side, options.output, _), options, environment, _, text=True)
    if options.output != STANDARD_OUTPUT:
        for line in beside_lines(side, _):
            print(visible(line), file=sys.stderr)


def _file(side: SideBySide, output: str, _: Translator) -> bytes:
    suffix = "" if output == STANDARD_OUTPUT else Path(output).suffix
    form = {"": "md", "htm": "html"}.get(suffix.lower().removeprefix("."), suffix[1:].lower())
    return beside_file(side, form, _)


def _named(receipts: Receipts, names: Iterable[str]) -> tuple[Receipt, ...]:
    """The receipts with these ids, each once.

    Raises:
        ImpossibleCommand: none was named.
        UnknownName: there is none with an id; the words name the nearest.
    """
    if not names:
        raise ImpossibleCommand(
            phrase("Oppgi id-ene til mottakene, eller --all. samsjekk receipts viser dem.")
        )
    return tuple(known_receipt(receipts, name) for name in dict.fromkeys(names))


def _read(receipts: Iterable[Receipt], _: Translator, *, every: bool) -> Iterator[HandedOver]:
    """What each says; of all, one that can't be read is said and left out."""
    for receipt in receipts:
        try:
            yield from handed_over([receipt])
        except SamsjekkError as error:
            if not every:
                raise
            print(_("Ikke med: {reason}", reason=_.say(error.words)), file=sys.stderr)
