"""Commands about evidence files and what rests on them."""

from __future__ import annotations

import argparse
import sys

from checklist.assessment import FilePlace
from checklist.criteria import text_in
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.session import Session, documents, open_session, record_anew
from checklist.store import author_of, open_evidence_files, open_journal


def add_files(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Record a document for each file, all of them or none, and print their ids."""
    with open_session(environment, options.id) as session:
        for name in options.checkpoint:
            session.criterion_of(name)
        made = documents(session, map(FilePlace, options.files), copy=options.copy)
        session.record_several(made, options.checkpoint)
    for evidence in made:
        print(evidence.id)
    return ExitCode.DONE


def where(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print the checkpoints that rest on a piece of evidence."""
    with open_journal(environment) as journal:
        session = Session(
            journal, options.id, author_of(environment), open_evidence_files(environment)
        )
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
    with open_session(environment, options.id) as session:
        evidence = session.evidence(options.evidence)
        record_anew(evidence, session)
    print(_("Registrert på nytt: {title}", title=evidence.title), file=sys.stderr)
    return ExitCode.DONE
