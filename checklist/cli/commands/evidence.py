"""Commands about evidence, its files, and what rests on it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from checklist.appraisal import file_words
from checklist.assessment import (
    Document,
    Erased,
    Event,
    Evidence,
    FilePlace,
    NothingToErase,
    deciding,
    evidence_of,
    kind_of,
    partial_date,
    typed_whole_number,
)
from checklist.cli.arguments import (
    asking,
    assessment,
    assessment_and_evidence,
    codes,
    filled,
    sure_argument,
)
from checklist.cli.erasing import (
    erase_in_backups_too,
    from_backups_argument,
    is_in_backups,
)
from checklist.cli.opened import opened
from checklist.cli.output import put_out_file, replace_argument
from checklist.cli.printing import print_warnings
from checklist.cli.watching import telling_so_far
from checklist.criteria import EvidenceKind, text_in
from checklist.i18n import Translator
from checklist.machine import Environment, print_table, read_files
from checklist.session import Session, documents, record_anew, warnings_of_contents
from checklist.session.assessments import other_session, reusable_evidence
from checklist.store import usable_name
from checklist.words import erased_words, recorded_again_words, short_known_date


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
    parser.add_argument(
        "--as", dest="evidence_id", type=filled(_), help=_("id for dokumentasjonen")
    )
    document = parser.add_argument_group(_("dokument"))
    document.add_argument("--file", type=Path, help=_("filen"))
    document.add_argument("--copy", action="store_true", help=_("ta en kopi av filen"))
    document.add_argument("--address", help=_("adresse som begynner med http"))
    document.add_argument("--archive", help=_("arkivreferanse, for eksempel 2018/1234-5"))
    document.add_argument("--page", help=_("side"))
    document.add_argument(
        "--procedure", action="store_true", help=_("dokumentet er en prosedyre eller rutine")
    )
    document.add_argument(
        "--held-by",
        default="",
        help=_("rollen eller enheten som har det, om det ikke ligger noe sted"),
    )
    sure_argument(parser, _)
    interview = parser.add_argument_group(_("intervju"))
    interview.add_argument("--role", help=_("rollen til den som ble intervjuet"))
    interview.add_argument("--verified", action="store_true", help=_("referatet er bekreftet"))
    numbers = parser.add_argument_group(_("tall og stikkprøve"))
    numbers.add_argument("--value", help=_("tallet"))
    numbers.add_argument("--unit", help=_("enheten"))
    numbers.add_argument("--period", help=_("perioden"))
    numbers.add_argument("--source", help=_("hvor tallet er hentet"))
    numbers.add_argument("--count", help=_("antall som hadde det"))
    numbers.add_argument("--of", help=_("antall som ble sjekket"))
    observation = parser.add_argument_group(_("observasjon"))
    observation.add_argument("--where", default="", help=_("sted"))


def add(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record evidence and print its id."""
    with opened(environment, options.id, _, alone=True) as session:
        for name in options.checkpoint:
            session.criterion_of(name)
        evidence = _evidence(options, session, environment, _)
        session.refuse_evidence((evidence,), options.checkpoint)
        if options.kind == EvidenceKind.DOCUMENT and options.file is not None:
            with asking():
                file = session.record_file(
                    options.file, copy=options.copy, sure=options.yes, watch=telling_so_far(_)
                )
            evidence = msgspec.structs.replace(evidence, file=file)
        session.record_evidence(evidence, options.checkpoint)
    print(evidence.id)
    print_warnings(warnings_of_contents(session, [evidence]), _)


def _evidence(
    options: argparse.Namespace, session: Session, environment: Environment, _: Translator
) -> Evidence:
    """The evidence that the options describe, without its file."""
    kind, today = EvidenceKind(options.kind), environment.today()
    own = {
        EvidenceKind.DOCUMENT: ("address", "archive", "page", "procedure", "held_by"),
        EvidenceKind.INTERVIEW: ("role", "verified"),
        EvidenceKind.FIGURE: ("value", "unit", "period", "source"),
        EvidenceKind.FILE_SAMPLE: ("of", "count", "period"),
        EvidenceKind.OBSERVATION: ("where",),
    }[kind]
    fields = {name: getattr(options, name) for name in ("title", "shows", *own)}
    for name in ("of", "count"):
        if name in fields:
            fields[name] = typed_whole_number(fields[name] or "", _.language)
    fields["id"] = options.evidence_id or session.new_evidence_id()
    fields["date"] = partial_date(options.date or "")
    before = session.assessment.evidence.get(fields["id"])
    had = None if before is None else before.value
    return evidence_of(kind, fields, today, had)


list_evidence_arguments = assessment


def list_evidence(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the evidence, a line each.

    Id, kind, date, how many answers rest on it, title, and the name and the state of the file.
    """
    with opened(environment, options.id, _, alone=True) as session:
        read_files(session, _)
    print_table(
        [
            (
                name,
                _.say(kind_of(item.value).words),
                _day(item.value, _),
                _.one_or_many("{n} svar", len(session.rest_on(name))),
                item.value.title,
                _file_name(item.value),
                _.say(words) if (words := file_words(session.file_states.get(name))) else "",
            )
            for name, item in session.assessment.evidence.items()
        ]
    )


def _day(evidence: Evidence, _: Translator) -> str:
    return short_known_date(evidence.date, _) if evidence.date else "–"


def _file_name(evidence: Evidence) -> str:
    file = evidence.file if isinstance(evidence, Document) else None
    return "" if file is None else file.known_as


def link_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence link` and `evidence unlink` take."""
    assessment_and_evidence(parser, _)
    parser.add_argument("checkpoint", help=_("kontrollpunktets id"))


def link(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Let an answer rest on evidence already recorded."""
    with opened(environment, options.id, _, alone=True) as session:
        session.link(options.evidence, options.checkpoint)


unlink_arguments = link_arguments


def unlink(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Stop letting an answer rest on evidence."""
    with opened(environment, options.id, _, alone=True) as session:
        session.unlink(options.evidence, options.checkpoint)


remove_arguments = assessment_and_evidence


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take evidence out of the assessment."""
    with opened(environment, options.id, _, alone=True) as session:
        session.remove_evidence(options.evidence)


def erase_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence erase` takes."""
    assessment_and_evidence(parser, _)
    parser.add_argument("--reason", required=True, help=_("hvorfor kopien slettes"))
    from_backups_argument(parser, _)


def erase(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Remove the copies of a piece of evidence for good; the history says that it was done."""

    def places(events: Sequence[Event]) -> tuple[Erased, ...]:
        return deciding.erasing_copies(events, options.evidence, options.reason)

    with opened(environment, options.id, _, alone=True) as session:
        try:
            kept_for = session.erase_evidence(options.evidence, options.reason)
        except NothingToErase:
            if not (options.from_backups and is_in_backups(options.id, places, environment)):
                raise
        else:
            print(erased_words(kept_for, _), file=sys.stderr)
    erase_in_backups_too(options, places, environment, _)


def fetch_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence fetch` takes."""
    assessment_and_evidence(parser, _)
    parser.add_argument("--output", type=Path, default=Path(), help=_("fil eller mappe"))
    replace_argument(parser, _)


def fetch(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Put the file of a document in a folder, under the name that the file had."""
    with opened(environment, options.id, _, alone=True, with_files=True) as session:
        found = session.file_of(options.evidence, telling_so_far(_))
        folder = options.output.is_dir()
        path = options.output / usable_name(found.name) if folder else options.output
        put_out_file(found.path, path, options, environment, _)


def add_files_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence files` takes."""
    assessment(parser, _)
    parser.add_argument("files", nargs="+", type=Path, metavar="file", help=_("filen"))
    parser.add_argument(
        "--checkpoint", action="append", default=[], help=_("kontrollpunkt de gjelder")
    )
    parser.add_argument("--copy", action="store_true", help=_("ta en kopi av filene"))
    sure_argument(parser, _)


def add_files(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record a document for each file, all of them or none, and print their ids."""
    with opened(environment, options.id, _) as session:
        for name in options.checkpoint:
            session.criterion_of(name)
        places = map(FilePlace, options.files)
        with asking():
            made = documents(
                session, places, copy=options.copy, sure=options.yes, watch=telling_so_far(_)
            )
        session.record_several(made, options.checkpoint)
    for evidence in made:
        print(evidence.id)
    print_warnings(warnings_of_contents(session, made), _)


def reuse_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `evidence reuse` takes."""
    assessment(parser, _)
    parser.add_argument("earlier", metavar="from", help=_("egenvurderingen som har den"))
    parser.add_argument("evidence", nargs="?", help=_("id på dokumentasjon; uten: vis dem"))
    parser.add_argument(
        "--checkpoint", action="append", default=[], help=_("kontrollpunkt den gjelder")
    )


def reuse(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Use evidence of another assessment of the municipality here too, and print its id."""
    with opened(environment, options.id, _) as session:
        if options.evidence is not None:
            earlier = other_session(session, options.earlier)
            watch = telling_so_far(_)
            print(session.reuse(earlier, options.evidence, options.checkpoint, watch))
            return
        found = [one for one in reusable_evidence(session) if one.entry.id == options.earlier]
    print_table(
        [
            (
                one.evidence.id,
                _.say(kind_of(one.evidence).words),
                _day(one.evidence, _),
                one.evidence.title,
                _file_name(one.evidence),
            )
            for one in found
        ]
    )


where_arguments = assessment_and_evidence


def where(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the checkpoints that rest on a piece of evidence."""
    with opened(environment, options.id, _) as session:
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
    with opened(environment, options.id, _) as session:
        evidence = session.evidence(options.evidence)
        record_anew(evidence, session)
    print(_.say(recorded_again_words(evidence.title)), file=sys.stderr)
    print_warnings(warnings_of_contents(session, [session.evidence(evidence.id)]), _)
