"""Commands that show what an assessment says."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.appraisal.appraise import Appraisal, appraise
from checklist.cli.output import print_file, print_status, status_json
from checklist.environment import Environment
from checklist.errors import ExitCode
from checklist.i18n import Phrase, Translator
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


def report(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Write a report to a file or to standard output."""
    from checklist.report_file import write_report  # noqa: PLC0415 - only this command writes
    from checklist.reporting.render import (  # noqa: PLC0415 - and renders
        FORMS,
        TEXT_FORMS,
        report_file,
    )
    from checklist.reporting.report import Report  # noqa: PLC0415 - what it makes first

    ending = Path(options.output).suffix.lower().removeprefix(".")
    ending = "html" if ending == "htm" else ending
    form = options.format or (ending if ending in FORMS else "md")
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
    session.check_files(content=True)
    appraisal, left_out = _to_publish(session, _) if options.publish else (session.appraisal, ())
    content = report_file(
        Report(appraisal, options.date or environment.today(), _, left_out),
        template=options.template,
        form=form,
        templates=options.templates,
        cache=environment.cache,
    )
    if options.output == "-":
        print_file(content, text=form in TEXT_FORMS)
    else:
        written = write_report(Path(options.output), content, replace=True)
        print(_("Rapporten er skrevet til {path}", path=written), file=sys.stderr)
    return ExitCode.DONE


def _to_publish(session: Session, _: Translator) -> tuple[Appraisal, tuple[Phrase, ...]]:
    """The appraisal without people and files, and what was left out of it."""
    from checklist.reporting.publishing import published  # noqa: PLC0415 - only used here

    people = [line.event.author for line in reversed(session.history())]
    made = published(session.assessment, people, _)
    print(
        _(
            "Samsjekk kjenner bare navnene på dem som har svart. Les gjennom før du publiserer, og "
            "se etter andre navn."
        ),
        file=sys.stderr,
    )
    return appraise(session.criteria_set, made.assessment, session.file_states), made.left_out


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
