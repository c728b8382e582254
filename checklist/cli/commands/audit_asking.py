"""Commands about what an audit asks for, what comes back, and what waits."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.appraisal import Appraisal
from checklist.assessment import named, partial_date, whole_day
from checklist.audit import (
    ComparedOnly,
    Correction,
    ReceivedAssessment,
    compared_verdicts,
    correction_words,
)
from checklist.auditing import AuditSession, open_audit, received_in, record_request
from checklist.auditing.forms import fact_form_of, take_in_corrections
from checklist.cli.arguments import ImpossibleCommand, asking, audit, day_of, language_argument
from checklist.cli.opened_audit import opened_audit
from checklist.cli.output import put_out_file, replace_argument
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, expand_home, print_wrapped
from checklist.session.forms import WORKBOOK, form_ending
from checklist.store import open_receipts
from checklist.text import visible
from checklist.words.audits import (
    compared_words,
    gathered_lines,
    record_line,
    record_lines,
    reminder_lines,
    requested_words,
    returned_lines,
    thing_line,
)


def form_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit form` takes."""
    audit(parser, _)
    parser.add_argument("--output", type=Path, help=_("filen (.xlsx eller .docx)"))
    replace_argument(parser, _)
    language_argument(parser, _)


def form(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write the facts as a form to confirm or correct; `audit corrections` reads it back."""
    path = options.output or Path(f"{options.id}-fakta{WORKBOOK}")
    ending = form_ending(path)
    with opened_audit(environment, options.id, _) as session:
        received = received_in(session.audit, open_receipts(environment))
        made = fact_form_of(session, received, environment.today(), _, ending)()
    put_out_file(made, path, options, environment, _)


def corrections_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit corrections` takes."""
    audit(parser, _)
    parser.add_argument(
        "file", type=Path, nargs="?", help=_("skjemaet som kom tilbake; uten: vis rettelsene")
    )
    parser.add_argument("--role", default="", help=_("rollen som sendte det tilbake"))
    parser.add_argument("--came", help=_("når det kom (i dag)"))
    parser.add_argument(
        "--yes", action="store_true", help=_("det er ment slik, også når det er uvanlig")
    )


def corrections(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record what came back of the fact check and print the ids; or print all corrections."""
    with open_audit(environment, options.id) as session:
        if options.file is None:
            _print_corrections(session, _)
            return
        with asking():
            found = take_in_corrections(
                session,
                expand_home(options.file),
                _,
                role=options.role,
                came=partial_date(options.came or ""),
                sure=options.yes,
            )
        for line in found.apart:
            print(visible(line), file=sys.stderr)
        for words in returned_lines(len(found.recorded), found.known, found.confirmed, _):
            print(words, file=sys.stderr)
        for one in found.recorded:
            print(one.id)


def _print_corrections(session: AuditSession, _: Translator) -> None:
    for name, one in session.audit.all(Correction).items():
        print_wrapped(f"{name}  {record_line(one, session.audit, _)}")
        for label, value in record_lines(one, session.audit, _):
            print_wrapped(f"{label}: {value}", "    ")
    told = " ".join(_.say(words) for words in correction_words(session.audit))
    print(told or _("Ingen rettelser er kommet."), file=sys.stderr)


def accept_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit accept` takes."""
    audit(parser, _)
    parser.add_argument("correction", help=_("rettelsens id"))
    parser.add_argument(
        "--keep-fact", action="store_true", help=_("la faktumet stå; det er skrevet om for seg")
    )
    parser.add_argument("--reason", default="", help=_("begrunnelse"))
    parser.add_argument(
        "--yes", action="store_true", help=_("bytt ut teksten også når den er ny siden skjemaet")
    )


def accept(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Accept a correction, and let the fact say what it wants."""
    with open_audit(environment, options.id) as session, asking():
        session.accept_correction(
            options.correction, options.reason, take_over=not options.keep_fact, sure=options.yes
        )
        _tell_decided(session, options.correction, _)


def refuse_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit refuse` takes."""
    audit(parser, _)
    parser.add_argument("correction", help=_("rettelsens id"))
    parser.add_argument("--reason", required=True, help=_("begrunnelse"))


def refuse(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Refuse a correction, with the reason."""
    with open_audit(environment, options.id) as session:
        session.refuse_correction(options.correction, options.reason)
        _tell_decided(session, options.correction, _)


def _tell_decided(session: AuditSession, correction: str, _: Translator) -> None:
    print(thing_line(session.audit.all(Correction)[correction], session.audit, _).words)
    told = " ".join(_.say(words) for words in correction_words(session.audit))
    print(told, file=sys.stderr)


def requested_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit requested` takes."""
    audit(parser, _)
    parser.add_argument("--sent", help=_("når bestillingen ble sendt (i dag)"))
    parser.add_argument("--due", help=_("fristen"))


def requested(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record in the log that the request was sent, a document for each line, and print the ids."""
    sent, due = partial_date(options.sent or ""), whole_day(options.due or "")
    with open_audit(environment, options.id) as session:
        asked = record_request(session, environment, sent, due)
    for one in asked:
        print(one.id)
    print(_.say(requested_words(len(asked))), file=sys.stderr)


def beside_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit beside` takes."""
    audit(parser, _)
    parser.add_argument("--receipt", help=_("id på noe som er mottatt; uten: alt i revisjonen"))
    parser.add_argument(
        "--only",
        choices=[only.value for only in ComparedOnly],
        help=_("bare der dere er uenige, det som er påstått, eller det ingen har sett på"),
    )
    parser.add_argument(
        "--each", action="store_true", help=_("vis også hvert krav som kriteriet samler")
    )


def beside(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the auditor's verdicts beside those of each municipality."""
    only = None if options.only is None else ComparedOnly(options.only)
    with open_audit(environment, options.id) as session:
        for receipt, appraisal in _received(session, environment, options.receipt).items():
            found = compared_verdicts(session.audit, appraisal, only)
            municipality = appraisal.assessment.municipality.name
            print_wrapped(_("{municipality}, mottak {id}", municipality=municipality, id=receipt))
            for one in found:
                print_wrapped(f"{one.criterion.id}  {one.criterion.text}")
                print_wrapped(compared_words(one, _), "    ")
                for line in gathered_lines(one, _) if options.each else ():
                    print_wrapped(line, "        ")


def _received(
    session: AuditSession, environment: Environment, receipt: str | None
) -> dict[str, Appraisal]:
    found = received_in(session.audit, open_receipts(environment))
    gone = [name for name in session.audit.all(ReceivedAssessment) if name not in found]
    if gone and (receipt in gone or not found):
        raise ImpossibleCommand(
            phrase(
                "Det som er mottatt, er ikke her lenger: {names}. Ta imot filen på nytt: samsjekk "
                "receive FIL",
                names=", ".join(gone),
            )
        )
    if not found:
        raise ImpossibleCommand(
            phrase(
                "Revisjonen har ikke noe mottatt å sammenligne med. Ta det med først: samsjekk "
                "audit take {id} MOTTAK",
                id=session.audit.id,
            )
        )
    if receipt is None:
        return found
    problem = phrase("Mottaket «{name}» er ikke med i revisjonen.", name=receipt)
    return {receipt: named(found, receipt, problem)}


def waiting_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit waiting` takes."""
    audit(parser, _)
    parser.add_argument("--date", help=_("slik det er denne dagen (i dag)"))


def waiting(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print what the audit waits for, by date."""
    day = day_of(options, environment)
    with open_audit(environment, options.id) as session:
        found = list(reminder_lines(session.audit, day, _))
    for line in found:
        print_wrapped(f"{line.words} ({line.id})")
    if not found:
        print(_("Ingenting venter."), file=sys.stderr)
