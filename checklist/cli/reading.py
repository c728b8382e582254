"""Commands that show what an assessment says."""

from __future__ import annotations

import argparse

from checklist.cli.output import print_status, status_json
from checklist.environment import Environment
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.session import Session
from checklist.visible import visible


def status(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print verdicts, conclusions and progress."""
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
    session.check_files(content=False)
    if options.json:
        print(status_json(session.appraisal))
    else:
        print_status(session.appraisal, _)
    return ExitCode.DONE


def history(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print every event, the newest first; those undone are marked."""
    from checklist.reporting.history_words import (  # noqa: PLC0415 - only used here
        Earlier,
        describe,
        replaced,
    )

    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
    lines = session.history()
    earlier = Earlier.of(line.event for line in lines)
    for line in lines:
        event = line.event
        who = event.author.role or event.author.name
        words = [_.say(describe(event, session.criteria_set, _.language, earlier))]
        before = replaced(event, earlier)
        if before is not None:
            words.append(_.say(before))
        if line.undone:
            words.append(_("angret"))
        print(visible(f"{_.moment(event.at)}  {who}: {' · '.join(words)}").replace("\n", " "))
    return ExitCode.DONE


def verify(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Check that no event is missing or changed, and that evidence files are as recorded."""
    with environment.journal() as journal:
        checked = journal.verify(options.id)
        session = Session(journal, options.id, environment.author, environment.evidence_files)
    session.check_files(content=True)
    wrong = [name for name, state in session.file_states.items() if state != "as_recorded"]
    print(_.plural("{n} hendelse er sjekket.", "{n} hendelser er sjekket.", checked))
    for name in wrong:
        title = visible(session.assessment.evidence[name].value.title)
        print(_("Filen til «{title}» ({id}) er borte eller endret.", title=title, id=name))
    return ExitCode.FAULTS if wrong else ExitCode.DONE
