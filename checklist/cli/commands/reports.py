"""The command that writes reports: which document, of what, in which form, and where to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from checklist.assessment import whole_day
from checklist.cli.arguments import assessment
from checklist.cli.output import (
    STANDARD_OUTPUT,
    output_arguments,
    put_out,
    put_out_several,
    put_out_together,
)
from checklist.errors import SamsjekkError
from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.machine import Environment
from checklist.plain import print_faults
from checklist.reporting import (
    APPENDIX_CHOICES,
    DOCUMENTS,
    FORMS,
    TEXT_FORMS,
    Appendix,
    MissingBaseline,
    UnknownTemplate,
    form_named_by,
    parts_of,
    report_file,
    template_names,
)
from checklist.session import open_session
from checklist.session.reports import report_of

ALL = "all"
"""Asks for every document, where the name of one is expected."""


class ImpossibleReport(SamsjekkError):
    """What was asked for can't be combined; the words say what to ask for."""


def report_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `report` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--template",
        default="gap",
        help=_("hvilken rapport (gap): {names}; all gir alle", names=", ".join(DOCUMENTS)),
    )
    parser.add_argument(
        "--role", help=_("bare for denne rollen ({names})", names=", ".join(_for_roles()))
    )
    parser.add_argument(
        "--format", choices=FORMS, help=_("format; uten dette: etter filnavnet, ellers md")
    )
    parser.add_argument(
        "--against",
        metavar="ID",
        help=_("tidligere egenvurdering å sammenligne med eller følge opp"),
    )
    parser.add_argument(
        "--appendix",
        choices=[where.value for where in APPENDIX_CHOICES],
        default=Appendix.WITH.value,
        help=_("gaprapportens vedlegg: with i samme fil, apart i en egen fil, none uten"),
    )
    output_arguments(parser, _, _("fil, eller - for standard ut; en mappe til alle"))
    parser.add_argument(
        "--word-template", type=Path, help=_("kommunens egen Word-mal (.docx eller .dotx)")
    )
    parser.add_argument("--date", help=_("datoen rapporten bærer (i dag)"))
    parser.add_argument("--templates", type=Path, help=_("mappe med egne maler"))
    parser.add_argument(
        "--publish",
        action="store_true",
        help=_("til publisering: roller for navn, arkivreferanser for filer"),
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("språk: nb, nn eller en")
    )


def report(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write a report to a file or to standard output, or all of them to a folder."""
    every = options.template == ALL
    to_stdout = options.output == STANDARD_OUTPUT
    form = options.format or ("html" if every else form_named_by(Path(options.output))) or "md"
    _refuse_impossible(options, form, to_stdout=to_stdout)
    with open_session(environment, options.id) as session:
        print_faults(session.faults, _)
        session.check_files(content=True)
        made = report_of(
            session,
            whole_day(options.date or "") or environment.today(),
            _,
            against=options.against,
            role=options.role,
            publish=options.publish,
            appendix=Appendix(options.appendix),
        )
    if options.publish:
        print(
            _(
                "Samsjekk kjenner bare navnene på dem som har svart. Les gjennom før du "
                "publiserer, og se etter andre navn."
            ),
            file=sys.stderr,
        )

    def content(template: str) -> dict[str, bytes]:
        return {
            ending: report_file(
                part,
                template=template,
                form=form,
                templates=options.templates,
                cache=environment.cache,
                word_template=options.word_template,
            )
            for ending, part in parts_of(made, template, form).items()
        }

    if every:
        _write_all(content, form, options, environment, _)
        return
    files = content(options.template)
    if len(files) > 1:
        put_out_together(files, options, environment, _)
    else:
        put_out(files[""], options, environment, _, text=form in TEXT_FORMS)


def _write_all(
    content: Callable[[str], dict[str, bytes]],
    form: str,
    options: argparse.Namespace,
    environment: Environment,
    _: Translator,
) -> None:
    """Write what can be made of the assessment, and say what can't and why.

    Nothing is written before all of it is made.
    """
    own = set(template_names("html", options.templates)) - set(DOCUMENTS)
    made: dict[str, bytes] = {}
    left_out: dict[str, SamsjekkError] = {}
    for name in (*DOCUMENTS, *sorted(own)):
        try:
            for ending, file in content(name).items():
                made[f"{options.id}-{name}{ending}.{form}"] = file
        except (UnknownTemplate, MissingBaseline) as error:
            left_out[name] = error
    directory = put_out_several(Path(options.output), made, options, environment)
    for name in made:
        print(_("Skrevet til {path}", path=directory / name), file=sys.stderr)
    for name, why in left_out.items():
        print(_("Ikke laget: {name}. {reason}", name=name, reason=why.text(_)), file=sys.stderr)


def _refuse_impossible(options: argparse.Namespace, form: str, *, to_stdout: bool) -> None:
    if options.word_template is not None and form != "docx":
        raise ImpossibleReport(phrase("--word-template gjelder bare Word. Velg --format docx."))
    if options.template == ALL and FORMS[form].whole:
        raise ImpossibleReport(
            phrase(
                "{form} har hele egenvurderingen og er lik for alle rapportene. Utelat --template.",
                form=form,
            )
        )
    has_appendix = options.template in (ALL, *_with_appendix())
    if options.appendix != Appendix.WITH and (not has_appendix or FORMS[form].whole):
        raise ImpossibleReport(
            phrase(
                "--appendix gjelder bare disse, som tekst, Word eller PDF: {names}.",
                names=", ".join(_with_appendix()),
            )
        )
    if options.appendix == Appendix.APART and to_stdout and options.template != ALL:
        raise ImpossibleReport(
            phrase("Vedlegget i en egen fil trenger et filnavn: bruk --output rapport.html.")
        )
    if options.template == ALL and to_stdout:
        raise ImpossibleReport(
            phrase("Alle rapportene på en gang trenger en mappe: bruk --output MAPPE.")
        )
    if to_stdout and FORMS[form].of_bytes and sys.stdout.isatty():
        raise ImpossibleReport(
            phrase(
                "{form} kan ikke vises i terminalen. Skriv til en fil: --output rapport.{form}",
                form=form,
            )
        )
    if options.role is not None and options.template not in (*_for_roles(), ALL):
        raise ImpossibleReport(
            phrase(
                "Rapporten «{name}» er ikke delt etter rolle. Bruk --role sammen med: {names}.",
                name=options.template,
                names=", ".join(_for_roles()),
            )
        )


def _with_appendix() -> list[str]:
    return [name for name, document in DOCUMENTS.items() if document.appendix]


def _for_roles() -> list[str]:
    return [name for name, document in DOCUMENTS.items() if document.by_role]
