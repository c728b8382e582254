"""The command that takes assessments and what was received away."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import NoBeginning
from checklist.auditing import audits_over, open_audits
from checklist.cli.arguments import ImpossibleCommand, assessment
from checklist.cli.erasing import removed_from_backups_words
from checklist.errors import SamsjekkError
from checklist.handover import listed_receipt, question_before_removal, remove_receipt
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import take_away
from checklist.store import (
    Journal,
    Receipt,
    StoreError,
    Unread,
    author_of,
    backups_with,
    explained,
    open_backups,
    open_evidence_files,
    open_journal,
    open_receipts,
    take_out_of_backups,
)


def remove_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `remove` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--with-answers",
        action="store_true",
        help=_("også når noe er svart: svar, kopier og historikk blir borte"),
    )
    parser.add_argument(
        "--from-backups", action="store_true", help=_("ta den bort fra sikkerhetskopiene også")
    )


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take an assessment, or what was received, away for good; only when told so."""
    backups = open_backups(environment)
    receipt = open_receipts(environment).named(options.id)
    with explained(backups.directory):
        with_receipt = backups.with_receipt(options.id)
    is_receipt = receipt is not None or bool(options.from_backups and with_receipt)
    if receipt is not None:
        _remove_receipt(receipt, options, environment)
        print(_("«{id}» er tatt bort.", id=options.id), file=sys.stderr)
    elif not is_receipt:
        _remove_assessment(options, environment, _)
    if options.from_backups:
        if is_receipt:
            with explained(backups.directory):
                held = len(backups.take_out_receipt(options.id))
        else:
            held = len(take_out_of_backups(options.id, backups))
        said = removed_from_backups_words(held, backups.directory, _)
    else:
        held = len(with_receipt if is_receipt else backups_with(options.id, backups))
        said = _.plural(
            "{n} sikkerhetskopi i {folder} har den fortsatt. Skriv «samsjekk remove {id} "
            "--from-backups» for å ta den bort der også.",
            "{n} sikkerhetskopier i {folder} har den fortsatt. Skriv «samsjekk remove {id} "
            "--from-backups» for å ta den bort der også.",
            held,
            folder=backups.directory,
            id=options.id,
        )
    if held or options.from_backups:
        print(said, file=sys.stderr)


def _remove_assessment(
    options: argparse.Namespace, environment: Environment, _: Translator
) -> None:
    """Remove it, unless it is only in backups and is to be removed from them."""
    with open_journal(environment) as journal:
        named = {entry.id for entry in journal.entries()}
        is_here = options.id in named.union(journal.damaged_entries())
        in_backups = options.from_backups and backups_with(options.id, open_backups(environment))
        if is_here or not in_backups:
            _remove_here(journal, options, environment)
            print(_("«{id}» er tatt bort.", id=options.id), file=sys.stderr)


def _remove_receipt(
    receipt: Receipt, options: argparse.Namespace, environment: Environment
) -> None:
    if not options.with_answers:
        with open_audits(environment) as journal:
            audits = audits_over(journal, receipt.id)
        raise ImpossibleCommand(
            phrase(
                "{question} Skriv --with-answers hvis det er det du vil.",
                question=question_before_removal(listed_receipt(receipt), audits),
            )
        )
    remove_receipt(open_receipts(environment), receipt)


def _remove_here(journal: Journal, options: argparse.Namespace, environment: Environment) -> None:
    files = open_evidence_files(environment)
    try:
        session = Session(journal, options.id, author_of(environment), files)
    except Unread:
        raise
    except (NoBeginning, StoreError) as error:
        if not options.with_answers:
            raise ImpossibleCommand(_of_damaged(error)) from error
        take_away(journal, files, options.id)
        return
    if len(session.history()) > 1 and not options.with_answers:
        words = phrase(
            "«{id}» er ikke tom: {answered} av {of} kontrollpunkter er besvart. Svar, kopier "
            "av dokumentasjon og all historikk blir borte, og det kan ikke angres. Skriv "
            "--with-answers hvis det er det du vil.",
            id=options.id,
            answered=session.appraisal.progress.answered,
            of=session.appraisal.progress.of,
        )
        raise ImpossibleCommand(words)
    take_away(journal, files, options.id)


def _of_damaged(error: SamsjekkError) -> Phrase:
    return phrase(
        "Egenvurderingen er skadet og kan ikke åpnes. {reason} Skriv --with-answers hvis du vil "
        "ta den bort likevel.",
        reason=error.words,
    )
