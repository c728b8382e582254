"""File samples of an audit: drawn, sent out as a form, and counted."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from checklist.assessment import Refused, UnreadableNumber, typed_whole_number
from checklist.audit import FileSampleTaken, WantedDraw, known_record
from checklist.auditing import (
    AuditSession,
    count_sample,
    draw_sample,
    open_audit,
    sample_form,
    take_in_sample,
)
from checklist.cli.arguments import ImpossibleCommand, audit
from checklist.cli.output import json_arguments, put_out_file, put_out_json, wants_json
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, expand_home, print_wrapped
from checklist.session.forms import form_ending
from checklist.text import visible
from checklist.words.audits import audit_sample_lines


def sample_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit sample` takes."""
    audit(parser, _)
    parser.add_argument("sample", nargs="?", help=_("id på stikkprøven; uten: en ny, eller alle"))
    parser.add_argument("--of", help=_("hvor mange det er å trekke fra"))
    parser.add_argument(
        "--number", help=_("hvor mange som trekkes; uten: så mange som rammen sier")
    )
    parser.add_argument("--frame", help=_("utvalget i kriteriesettet det trekkes til"))
    parser.add_argument("--title", default="", help=_("hva sakene er, når det ikke er et utvalg"))
    parser.add_argument(
        "--criterion", action="append", help=_("id på et revisjonskriterium det gjelder")
    )
    parser.add_argument(
        "--seed", default="", help=_("frøet; med det samme frøet kan andre trekke det samme")
    )
    parser.add_argument(
        "--again", default="", metavar="reason", help=_("hvorfor stikkprøven trekkes på nytt")
    )
    parser.add_argument("--counts", help=_("hvor mange som var som de skulle, av hvor mange: 7/10"))
    parser.add_argument(
        "--form", type=Path, help=_("skriv skjemaet til en fil (.xlsx eller .docx)")
    )
    parser.add_argument("--returned", type=Path, help=_("les inn skjemaet som er fylt ut"))
    json_arguments(parser, _)


def sample(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Draw a sample, write its form, or record what was counted; without any of it, list them."""
    name: str | None = options.sample
    with open_audit(environment, options.id) as session:
        if options.of is not None or options.number is not None or options.seed or options.again:
            name = _draw(session, options, _)
        if options.counts is not None:
            counted, looked_at = _counts(options.counts, _)
            count_sample(session, _known(session, name), counted, looked_at)
        if options.returned is not None:
            name = take_in_sample(session, expand_home(options.returned), _).sample
        if options.form is not None:
            path: Path = expand_home(options.form)
            ending = form_ending(path)
            content = sample_form(session, _known(session, name), environment.today(), _, ending)()
            put_out_file(content, path, options, environment, _)
        samples = session.audit.all(FileSampleTaken)
        chosen = samples.values() if name is None else [samples[_known(session, name)]]
    if wants_json(options):
        put_out_json([msgspec.to_builtins(one) for one in chosen], options, environment, _)
        return
    if not chosen:
        print(_("Revisjonen har ingen stikkprøver ennå. Trekk en med --of."), file=sys.stderr)
    for one in chosen:
        first, *others = audit_sample_lines(one, _)
        print_wrapped(visible(first))
        for line in others:
            print_wrapped(visible(line), "  ")


def _draw(session: AuditSession, options: argparse.Namespace, _: Translator) -> str:
    name: str = options.sample or session.new_id(FileSampleTaken)
    wanted = WantedDraw(
        id=name,
        of=typed_whole_number(options.of or "", _.language),
        number=typed_whole_number(options.number or "", _.language),
        seed=options.seed,
        title=options.title,
        frame=options.frame,
        answers=None if options.criterion is None else tuple(options.criterion),
        why=options.again,
    )
    try:
        name = draw_sample(session, wanted).id
    except Refused as error:
        if "reason" not in error.faults:
            raise
        words = phrase("{problem} Bruk --again.", problem=error.words)
        raise Refused({"reason": words}) from None
    return name


def _known(session: AuditSession, name: str | None) -> str:
    """The sample that is meant: the one there is, where none is named."""
    samples = session.audit.all(FileSampleTaken)
    if name is None and len(samples) == 1:
        return next(iter(samples))
    if name is None:
        raise ImpossibleCommand(
            phrase(
                "Oppgi id-en på stikkprøven: {names}. Uten noen: trekk en med --of.",
                names=", ".join(samples) or "–",
            )
        )
    known_record(session.audit, FileSampleTaken, name)
    return name


def _counts(written: str, _: Translator) -> tuple[int, int]:
    """7/10: seven of the ten that were looked at.

    Raises:
        Refused: it is written otherwise.
    """
    parts = written.split("/")
    try:
        numbers = [typed_whole_number(part, _.language) for part in parts]
    except UnreadableNumber:
        numbers = []
    match numbers:
        case [int() as counted, int() as looked_at]:
            return counted, looked_at
    raise Refused(
        {"counts": phrase("Skriv tallene som 7/10: sju av de ti som er gjennomgått var i orden.")}
    )
