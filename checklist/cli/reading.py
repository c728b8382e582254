"""Commands that show what an assessment says."""

from __future__ import annotations

import argparse

from checklist.cli.output import print_status, print_wrapped, status_json
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
        if session.running is not None:
            print()
            print_wrapped(_("Dere svarer hver for seg nå. Svarene der er ikke med her."))
    return ExitCode.DONE


def history(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print every event, the newest first; those undone are marked."""
    from checklist.reporting.history_words import (  # noqa: PLC0415 - only used here
        Earlier,
        criterion_of,
        describe,
        replaced,
    )

    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        if options.at is not None:
            return _moment(session, options.at, _)
    if options.criterion is not None:
        session.criterion(options.criterion)
    lines = session.history()
    earlier = Earlier.of(line.event for line in lines)
    for line in lines:
        event = line.event
        if options.by not in (None, event.author.name, event.author.role):
            continue
        about = criterion_of(event, session.criteria_set, earlier)
        if options.criterion not in (None, about):
            continue
        who = event.author.role or event.author.name
        words = [_.say(describe(event, session.criteria_set, _.language, earlier))]
        before = replaced(event, earlier)
        if before is not None:
            words.append(_.say(before))
        if line.undone:
            words.append(_("angret"))
        name = f"{event.id}  " if options.ids else ""
        said = f"{name}{_.moment(event.at)}  {who}: {' · '.join(words)}"
        print(visible(said).replace("\n", " "))
    return ExitCode.DONE


def _moment(session: Session, event: str, _: Translator) -> ExitCode:
    """Print what was answered just after an event, and what is different now."""
    from checklist.reporting.moment_words import moment_lines  # noqa: PLC0415 - only used here

    print(_("Slik det var {when}.", when=_.moment(session.moment(event).at)))
    for depth, line in moment_lines(session.at(event), session.appraisal, _):
        print_wrapped(line, "  " * depth)
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
