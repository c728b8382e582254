"""Commands that show what an assessment says."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.cli.output import print_file, print_status, status_json
from checklist.environment import Environment
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.session import Session
from checklist.visible import visible

if TYPE_CHECKING:
    from checklist.reporting.report import Report


ALL = "all"
"""Stands for every report, where the name of one is asked for."""


class NotByRole(SamsjekkError):
    """A role was named for a report that is the same for all of them."""


class NoFolder(SamsjekkError):
    """Several reports were asked for, and no folder to write them in."""


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
    """Write a report to a file or to standard output, or all of them to a folder."""
    from checklist.report_file import write_report  # noqa: PLC0415 - only this command writes
    from checklist.reporting.render import (  # noqa: PLC0415 - and renders
        BY_ROLE,
        TEXT_FORMS,
        report_file,
    )
    from checklist.reporting.report import Report  # noqa: PLC0415 - what it makes first

    form = options.format or ("html" if options.output.endswith((".html", ".htm")) else "md")
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
    if options.role is not None:
        session.role(options.role)
        if options.template not in (*BY_ROLE, ALL):
            raise NotByRole(
                phrase(
                    "Rapporten «{name}» er ikke delt etter rolle. Bruk --role sammen med: {names}.",
                    name=options.template,
                    names=", ".join(BY_ROLE),
                )
            )
    session.check_files(content=True)
    day = options.date or environment.today()
    made = Report(session.appraisal, day, _, role=options.role)
    if options.template == ALL:
        return _write_all(made, options, environment, _)
    content = report_file(
        made,
        template=options.template,
        form=form,
        cache=environment.cache,
    )
    if options.output == "-":
        print_file(content, text=form in TEXT_FORMS)
    else:
        written = write_report(Path(options.output), content, replace=True)
        print(_("Rapporten er skrevet til {path}", path=written), file=sys.stderr)
    return ExitCode.DONE


def _write_all(
    made: Report, options: argparse.Namespace, environment: Environment, _: Translator
) -> ExitCode:
    """Write every report that can be made of the assessment, and say which can't and why."""
    from checklist.report_file import folder_for_reports, write_report  # noqa: PLC0415 - as above
    from checklist.reporting.render import (  # noqa: PLC0415 - as above
        TITLES,
        UnknownTemplate,
        report_file,
    )

    if options.output == "-":
        raise NoFolder(phrase("Alle rapportene på en gang må ha en mappe: bruk --output MAPPE."))
    form = options.format or "html"
    files: dict[str, bytes] = {}
    left_out: dict[str, SamsjekkError] = {}
    for name in TITLES:
        try:
            files[name] = report_file(made, template=name, form=form, cache=environment.cache)
        except UnknownTemplate as error:
            left_out[name] = error
    directory = folder_for_reports(Path(options.output))
    for name, content in files.items():
        written = write_report(directory / f"{options.id}-{name}.{form}", content, replace=True)
        print(_("Rapporten er skrevet til {path}", path=written), file=sys.stderr)
    for name, reason in left_out.items():
        print(_("Ikke laget: {name}. {reason}", name=name, reason=reason.text(_)), file=sys.stderr)
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
