"""Commands that show what an assessment says."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.appraisal.appraise import Appraisal
from checklist.cli.output import print_file, print_status, status_json
from checklist.environment import Environment
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.forms import FORMS, TEXT_FORMS
from checklist.session import Session
from checklist.visible import visible


class ImpossibleReport(SamsjekkError):
    """What was asked for can't be combined; the words say what to ask for."""


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
    from checklist.reporting.render import BY_ROLE, report_file  # noqa: PLC0415 - and renders
    from checklist.reporting.report import Report  # noqa: PLC0415 - what it makes first

    form = options.format or _form_of(options.output)
    to_stdout = options.output == "-"
    if options.word_template is not None and form != "docx":
        raise ImpossibleReport(phrase("--word-template gjelder bare Word. Velg --format docx."))
    if to_stdout and form not in TEXT_FORMS and sys.stdout.isatty():
        raise ImpossibleReport(
            phrase(
                "{form} kan ikke vises i terminalen. Skriv til en fil: --output rapport.{form}",
                form=form,
            )
        )
    baseline = None
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        if options.against is not None:
            baseline = _baseline(options.against, session, environment)
    if options.role is not None:
        session.role(options.role)
        if options.template not in BY_ROLE:
            raise ImpossibleReport(
                phrase(
                    "Rapporten «{name}» er ikke delt etter rolle. Bruk --role sammen med: {names}.",
                    name=options.template,
                    names=", ".join(BY_ROLE),
                )
            )
    session.check_files(content=True)
    day = options.date or environment.today()
    content = report_file(
        Report(session.appraisal, day, _, baseline=baseline, role=options.role),
        template=options.template,
        form=form,
        cache=environment.cache,
        word_template=options.word_template,
    )
    if to_stdout:
        print_file(content, text=form in TEXT_FORMS)
    else:
        written = write_report(Path(options.output), content, replace=True)
        print(_("Rapporten er skrevet til {path}", path=written), file=sys.stderr)
    return ExitCode.DONE


def _form_of(output: str) -> str:
    """The form that the suffix of a file asks for; Markdown where it says nothing."""
    suffix = Path(output).suffix.lower().removeprefix(".")
    return {"htm": "html"}.get(suffix, suffix if suffix in FORMS else "md")


def _baseline(name: str, session: Session, environment: Environment) -> Appraisal:
    """The earlier assessment that a report looks back to.

    Its files are not looked for: they may have been moved since, and it was judged with them.
    """
    from checklist.appraisal.comparison import refuse_incomparable  # noqa: PLC0415 - rarely needed

    earlier = Session(session.journal, name, session.author, environment.evidence_files)
    refuse_incomparable(earlier.appraisal, session.appraisal)
    return earlier.appraisal


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
