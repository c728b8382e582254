"""Commands about evidence, its files, and what rests on it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.appraisal import file_words
from checklist.assessment import (
    Document,
    Evidence,
    Figure,
    FilePlace,
    FileSample,
    Interview,
    Observation,
    checked,
    kind_of,
    partial_date,
)
from checklist.cli.arguments import assessment, assessment_and_evidence, codes, count, new_id
from checklist.criteria import EvidenceKind, text_in
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session, documents, open_session, record_anew


class MissingOption(SamsjekkError):
    """An option that this kind of evidence needs was not given."""


def add_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence add` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--kind", choices=codes(EvidenceKind), default=EvidenceKind.DOCUMENT.value, help=_("slag")
    )
    parser.add_argument("--title", required=True, help=_("navn på dokumentasjonen"))
    parser.add_argument("--date", help=_("dato så langt den er kjent: 2017 eller 2017-11-07"))
    parser.add_argument("--shows", default="", help=_("hva den viser"))
    parser.add_argument(
        "--checkpoint", action="append", default=[], help=_("kontrollpunkt den gjelder")
    )
    parser.add_argument("--as", dest="evidence_id", type=new_id, help=_("id for dokumentasjonen"))
    document = parser.add_argument_group(_("dokument"))
    document.add_argument("--file", type=Path, help=_("filen"))
    document.add_argument("--copy", action="store_true", help=_("ta en kopi av filen"))
    document.add_argument("--address", help=_("adresse som begynner med http"))
    document.add_argument("--archive", help=_("arkivreferanse, for eksempel 2018/1234-5"))
    document.add_argument("--page", help=_("side"))
    document.add_argument(
        "--procedure", action="store_true", help=_("dokumentet er en prosedyre eller rutine")
    )
    interview = parser.add_argument_group(_("intervju"))
    interview.add_argument("--role", help=_("rollen til den som ble intervjuet"))
    interview.add_argument("--verified", action="store_true", help=_("referatet er bekreftet"))
    numbers = parser.add_argument_group(_("tall og stikkprøve"))
    numbers.add_argument("--value", help=_("tallet"))
    numbers.add_argument("--unit", help=_("enheten"))
    numbers.add_argument("--period", help=_("perioden"))
    numbers.add_argument("--source", help=_("hvor tallet er hentet"))
    numbers.add_argument("--count", type=count, help=_("antall som hadde det"))
    numbers.add_argument("--of", type=count, help=_("antall som ble sjekket"))
    observation = parser.add_argument_group(_("observasjon"))
    observation.add_argument("--where", default="", help=_("sted"))


def add(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record evidence and print its id."""
    with open_session(environment, options.id, alone=True) as session:
        for name in options.checkpoint:
            session.criterion_of(name)
        evidence = _evidence(options, session)
        session.record_evidence(evidence, options.checkpoint)
    print(evidence.id)


def _evidence(options: argparse.Namespace, session: Session) -> Evidence:
    common = {
        "id": options.evidence_id or session.new_evidence_id(),
        "title": options.title,
        "date": None if options.date is None else partial_date(options.date),
        "shows": options.shows,
    }
    match options.kind:
        case "document":
            made: dict[str, object] = {
                "address": options.address,
                "archive": options.archive,
                "page": options.page,
                "procedure": options.procedure,
            }
            if options.file is not None:
                made["file"] = session.record_file(options.file, copy=options.copy)
            kind: type[Evidence] = Document
        case "interview":
            made = {"role": _needed(options, "role"), "verified": options.verified}
            kind = Interview
        case "figure":
            made = {name: _needed(options, name) for name in ("value", "unit", "period", "source")}
            kind = Figure
        case "file_sample":
            made = {name: _needed(options, name) for name in ("count", "of", "period")}
            kind = FileSample
        case _:
            made = {"where": options.where}
            kind = Observation
    return checked(kind, {**common, **made})


def _needed(options: argparse.Namespace, name: str) -> object:
    value = getattr(options, name)
    if value is None:
        raise MissingOption(
            phrase("Denne typen dokumentasjon trenger --{option}.", option=name.replace("_", "-"))
        )
    return value


list_evidence_arguments = assessment


def list_evidence(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the evidence: id, kind, date, how many answers rest on it, title, state of the file."""
    with open_session(environment, options.id, alone=True) as session:
        session.check_files(content=True)
    print_table(
        [
            (
                name,
                _.say(kind_of(item.value).words),
                item.value.date or "–",
                _.plural("{n} svar", "{n} svar", len(session.rest_on(name))),
                item.value.title,
                _.say(words) if (words := file_words(session.file_states.get(name))) else "",
            )
            for name, item in session.assessment.evidence.items()
        ]
    )


def link_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence link` and `evidence unlink` take."""
    assessment_and_evidence(parser, _)
    parser.add_argument("checkpoint", help=_("kontrollpunktets id"))


def link(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Let an answer rest on evidence already recorded."""
    with open_session(environment, options.id, alone=True) as session:
        session.link(options.evidence, options.checkpoint)


unlink_arguments = link_arguments


def unlink(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Stop letting an answer rest on evidence."""
    with open_session(environment, options.id, alone=True) as session:
        session.unlink(options.evidence, options.checkpoint)


remove_arguments = assessment_and_evidence


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take evidence out of the assessment."""
    with open_session(environment, options.id, alone=True) as session:
        session.remove_evidence(options.evidence)


def add_files_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence files` takes."""
    assessment(parser, _)
    parser.add_argument("files", nargs="+", type=Path, metavar="file", help=_("filen"))
    parser.add_argument(
        "--checkpoint", action="append", default=[], help=_("kontrollpunkt de gjelder")
    )
    parser.add_argument("--copy", action="store_true", help=_("ta en kopi av filene"))


def add_files(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record a document for each file, all of them or none, and print their ids."""
    with open_session(environment, options.id) as session:
        for name in options.checkpoint:
            session.criterion_of(name)
        made = documents(session, map(FilePlace, options.files), copy=options.copy)
        session.record_several(made, options.checkpoint)
    for evidence in made:
        print(evidence.id)


where_arguments = assessment_and_evidence


def where(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the checkpoints that rest on a piece of evidence."""
    with open_session(environment, options.id) as session:
        session.evidence(options.evidence)
    print_table(
        [
            (
                name,
                text_in(session.criterion_of(name).title, _.language),
                text_in(session.checkpoint(name).question, _.language),
            )
            for name in session.rest_on(options.evidence)
        ]
    )


renew_arguments = assessment_and_evidence


def renew(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Let a document rest on its file as the file is now; the history keeps what it was."""
    with open_session(environment, options.id) as session:
        evidence = session.evidence(options.evidence)
        record_anew(evidence, session)
    print(_("Registrert på nytt: {title}", title=evidence.title), file=sys.stderr)
