"""The command that writes reports: which document, of what, in which form, and where to."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.output import print_file
from checklist.environment import Environment
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.report_file import write_report
from checklist.reporting.forms import EXTRAS, FORMS, TEXT_FORMS
from checklist.reporting.render import BY_ROLE, report_file
from checklist.reports import report_of
from checklist.session import Session


class ImpossibleReport(SamsjekkError):
    """What was asked for can't be combined; the words say what to ask for."""


def report(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Write a report to a file or to standard output."""
    form = options.format or _form_of(options.output)
    to_stdout = options.output == "-"
    _refuse_impossible(options, form, to_stdout=to_stdout)
    with environment.journal() as journal:
        session = Session(journal, options.id, environment.author, environment.evidence_files)
        session.check_files(content=True)
        made = report_of(
            session,
            options.date or environment.today(),
            _,
            against=options.against,
            role=options.role,
            publish=options.publish,
        )
    if options.publish:
        print(
            _(
                "Samsjekk kjenner bare navnene på dem som har svart. Les gjennom før du "
                "publiserer, og se etter andre navn."
            ),
            file=sys.stderr,
        )
    content = report_file(
        made,
        template=options.template,
        form=form,
        templates=options.templates,
        cache=environment.cache,
        word_template=options.word_template,
    )
    if to_stdout:
        print_file(content, text=form in TEXT_FORMS)
    else:
        written = write_report(Path(options.output), content, replace=True)
        print(_("Rapporten er skrevet til {path}", path=written), file=sys.stderr)
    return ExitCode.DONE


def _refuse_impossible(options: argparse.Namespace, form: str, *, to_stdout: bool) -> None:
    if options.word_template is not None and form != "docx":
        raise ImpossibleReport(phrase("--word-template gjelder bare Word. Velg --format docx."))
    if to_stdout and form in EXTRAS and sys.stdout.isatty():
        raise ImpossibleReport(
            phrase(
                "{form} kan ikke vises i terminalen. Skriv til en fil: --output rapport.{form}",
                form=form,
            )
        )
    if options.role is not None and options.template not in BY_ROLE:
        raise ImpossibleReport(
            phrase(
                "Rapporten «{name}» er ikke delt etter rolle. Bruk --role sammen med: {names}.",
                name=options.template,
                names=", ".join(BY_ROLE),
            )
        )


def _form_of(output: str) -> str:
    """The form that the suffix of a file asks for; Markdown where it says nothing."""
    suffix = Path(output).suffix.lower().removeprefix(".")
    return {"htm": "html"}.get(suffix, suffix if suffix in FORMS else "md")
