"""Commands about what municipalities have handed over, which is kept as it came."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.output import json_arguments, put_out_json, wants_json
from checklist.cli.watching import telling_so_far
from checklist.criteria import text_in
from checklist.handover import (
    FaultyReceipt,
    ListedReceipt,
    compared_to_earlier,
    later_lines,
    listed_receipts,
    opened_receipt,
    received_lines,
)
from checklist.handover import receive as take_receipt
from checklist.i18n import Translator
from checklist.machine import Environment, expand_home, print_table, print_wrapped
from checklist.store import open_receipts, refuse_place


def receive_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `receive` takes."""
    parser.add_argument("file", type=Path, help=_("overleveringsfilen fra kommunen"))


def receive(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Keep a hand-over file as it came, and print what it is called here.

    What is in it, and what is new since the one before it, is said on standard error.
    """
    refuse_place(environment)
    receipts = open_receipts(environment)
    received = take_receipt(receipts, expand_home(options.file), telling_so_far(_))
    with opened_receipt(received.receipt) as given:
        for line in received_lines(received, given, _):
            print(line, file=sys.stderr)
        if received.is_new:
            with compared_to_earlier(receipts, received.receipt, given) as compared:
                for line in later_lines(*compared, given, _) if compared else ():
                    print(line, file=sys.stderr)
    print(received.receipt.id)


receipts_arguments = json_arguments


def receipts(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every receipt, the first received first."""
    listed = listed_receipts(open_receipts(environment))
    if wants_json(options):
        put_out_json([_as_data(one, _) for one in listed], options, environment, _)
        return
    if not listed:
        print_wrapped(_("Ingenting er mottatt ennå. Ta imot en fil med: samsjekk receive FIL"))
    print_table([_row(one, _) for one in listed])


def _row(one: ListedReceipt | FaultyReceipt, _: Translator) -> tuple[str, ...]:
    came = _("mottatt {when}", when=_.moment(one.receipt.at))
    if isinstance(one, FaultyReceipt):
        return (one.receipt.id, "", "", "", came, _.say(one.why), "")
    later = "" if one.later is None else _("nyere: {id}", id=one.later.id)
    title = text_in(one.set_title, _.language)
    day = _.short_date(one.date)
    return (one.receipt.id, one.municipality.name, day, title, came, one.kontrollsum, later)


def _as_data(one: ListedReceipt | FaultyReceipt, _: Translator) -> dict[str, object]:
    receipt = one.receipt
    known = {
        "receipt": receipt.id,
        "file": str(receipt.path),
        "sha256": receipt.sha256,
        "received": receipt.at.isoformat(),
    }
    if isinstance(one, FaultyReceipt):
        return {**known, "fault": _.say(one.why)}
    return {
        **known,
        "municipality": one.municipality.name,
        "date": one.date.isoformat(),
        "criteria_set": text_in(one.set_title, _.language),
        "kontrollsum": one.kontrollsum,
        "later": None if one.later is None else one.later.id,
    }
