"""Commands about evidence files and what rests on them."""

from __future__ import annotations

import argparse
import sys

from checklist.appraisal.strength import FileState
from checklist.assessment.as_typed import FilePlace
from checklist.assessment.evidence import Evidence
from checklist.catalogue.model import text_in
from checklist.cli.output import print_table
from checklist.environment import Environment
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.pasting import documents
from checklist.session import Session


class NothingToRenew(SamsjekkError):
    """The file is as it was, is gone, or there is none."""


def add_files(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Record a document for each file, all of them or none, and print their ids."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        for name in options.checkpoint:
            session.criterion_of(name)
        made = documents(session, map(FilePlace, options.files), copy=options.copy)
        session.record_several(made, options.checkpoint)
    for evidence in made:
        print(evidence.id)
    return ExitCode.DONE


def where(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print the checkpoints that rest on a piece of evidence."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
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
    return ExitCode.DONE


def renew(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Let a document rest on its file as the file is now; the history keeps what it was."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        evidence = session.evidence(options.evidence)
        record_anew(evidence, session)
    print(_("Registrert på nytt: {title}", title=evidence.title), file=sys.stderr)
    return ExitCode.DONE


def record_anew(evidence: Evidence, session: Session) -> None:
    """Record a changed file as it is now.

    Raises:
        NothingToRenew: it has not changed, or can't be read any more; the words say which.
    """
    session.check_files(content=True)
    match session.file_states.get(evidence.id):
        case FileState.CHANGED:
            session.record_again(evidence.id)
        case FileState.GONE:
            raise NothingToRenew(
                phrase("Filen til «{title}» finnes ikke lenger.", title=evidence.title)
            )
        case FileState.AS_RECORDED:
            raise NothingToRenew(phrase("Filen er som da den ble registrert."))
        case None:
            raise NothingToRenew(phrase("«{title}» har ingen fil.", title=evidence.title))
