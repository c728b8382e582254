"""The command that writes reports: which document, of what, in which form, and where to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from checklist.assessment import whole_day
from checklist.cli.status import print_file
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.reporting import (
    BY_ROLE,
    EXTRAS,
    FORMS,
    TEXT_FORMS,
    TITLES,
    WHOLE_FORMS,
    MissingBaseline,
    UnknownTemplate,
    report_file,
    template_names,
)
from checklist.session import open_session
from checklist.session.reports import report_of
from checklist.store import folder_for_reports, write_report

ALL = "all"
"""Asks for every document, where the name of one is expected."""


class ImpossibleReport(SamsjekkError):
    """What was asked for can't be combined; the words say what to ask for."""


def report(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Write a report to a file or to standard output, or all of them to a folder."""
    every = options.template == ALL
    form = options.format or ("html" if every else _form_of(options.output))
    to_stdout = options.output == "-"
    _refuse_impossible(options, form, to_stdout=to_stdout)
    with open_session(environment, options.id) as session:
        session.check_files(content=True)
        made = report_of(
            session,
            whole_day(options.date or "") or environment.today(),
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

    def content(template: str) -> bytes:
        return report_file(
            made,
            template=template,
            form=form,
            templates=options.templates,
            cache=environment.cache,
            word_template=options.word_template,
        )

    if every:
        _write_all(content, form, options, _)
    elif to_stdout:
        print_file(content(options.template), text=form in TEXT_FORMS)
    else:
        _write(Path(options.output), content(options.template), _)
    return ExitCode.DONE


def _write(path: Path, content: bytes, _: Translator) -> None:
    written = write_report(path, content, replace=True)
    print(_("Rapporten er skrevet til {path}", path=written), file=sys.stderr)


def _write_all(
    content: Callable[[str], bytes], form: str, options: argparse.Namespace, _: Translator
) -> None:
    """Write what can be made of the assessment, and say what can't and why.

    Nothing is written before all of it is made.
    """
    own = set(template_names("html", options.templates)) - set(TITLES)
    made: dict[str, bytes] = {}
    left_out: dict[str, SamsjekkError] = {}
    for name in (*TITLES, *sorted(own)):
        try:
            made[name] = content(name)
        except (UnknownTemplate, MissingBaseline) as error:
            left_out[name] = error
    directory = folder_for_reports(Path(options.output))
    for name, file in made.items():
        _write(directory / f"{options.id}-{name}.{form}", file, _)
    for name, why in left_out.items():
        print(_("Ikke laget: {name}. {reason}", name=name, reason=why.text(_)), file=sys.stderr)


def _refuse_impossible(options: argparse.Namespace, form: str, *, to_stdout: bool) -> None:
    if options.word_template is not None and form != "docx":
        raise ImpossibleReport(phrase("--word-template gjelder bare Word. Velg --format docx."))
    if options.template == ALL and form in WHOLE_FORMS:
        raise ImpossibleReport(
            phrase(
                "{form} har hele egenvurderingen og er lik for alle rapportene. Utelat --template.",
                form=form,
            )
        )
    if options.template == ALL and to_stdout:
        raise ImpossibleReport(
            phrase("Alle rapportene på en gang trenger en mappe: bruk --output MAPPE.")
        )
    if to_stdout and form in EXTRAS and sys.stdout.isatty():
        raise ImpossibleReport(
            phrase(
                "{form} kan ikke vises i terminalen. Skriv til en fil: --output rapport.{form}",
                form=form,
            )
        )
    if options.role is not None and options.template not in (*BY_ROLE, ALL):
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
