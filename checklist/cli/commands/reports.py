"""The command that writes reports: which document, of what, in which form, and where to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from checklist.cli.arguments import (
    ImpossibleCommand,
    assessment,
    day_of,
    depth_arguments,
    depth_of,
    language_argument,
)
from checklist.cli.opened import opened
from checklist.cli.output import (
    STANDARD_OUTPUT,
    output_arguments,
    put_out,
    put_out_many,
    put_out_together,
    refuse_output,
)
from checklist.cli.papers import (
    refuse_in_terminal,
    refuse_other_ending,
    refuse_template_of_word,
)
from checklist.criteria import Depth
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, read_files
from checklist.reporting import (
    APPENDIX_CHOICES,
    DOCUMENTS,
    FORMS,
    TEXT_FORMS,
    Appendix,
    NothingToSay,
    Report,
    UnknownTemplate,
    form_named_by,
    long_in_one,
    parts_of,
    report_file,
    template_names,
)
from checklist.session.reports import report_of

ALL = "all"
"""Asks for every document or every role, where the name of one is expected."""


def report_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `report` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--template",
        default="gap",
        help=_("hvilken rapport (gap): {names}; all gir alle", names=", ".join(DOCUMENTS)),
    )
    parser.add_argument(
        "--role",
        help=_(
            "bare for denne rollen ({names}); all gir én fil for hver rolle",
            names=", ".join(_for_roles()),
        ),
    )
    depth_arguments(parser, _)
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
    output_arguments(
        parser, _, _("fil, eller - for standard ut; en mappe eller en zip-fil til flere")
    )
    parser.add_argument(
        "--word-template", type=Path, help=_("kommunens egen Word-mal (.docx eller .dotx)")
    )
    parser.add_argument("--date", help=_("datoen rapporten bærer (i dag)"))
    parser.add_argument(
        "--publish",
        action="store_true",
        help=_("til publisering: roller for navn, arkivreferanser for filer"),
    )
    parser.add_argument("--templates", type=Path, help=_("mappe med egne maler"))
    language_argument(parser, _)


def report(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write a report to a file or to standard output, or several to a folder or a zip file."""
    several = ALL in (options.template, options.role)
    to_stdout = options.output == STANDARD_OUTPUT
    form = options.format or ("html" if several else form_named_by(Path(options.output))) or "md"
    _refuse_impossible(options, form, to_stdout=to_stdout)
    refuse_output(options, environment, several=several)
    with opened(environment, options.id, _) as session:
        read_files(session, _)
        made = report_of(
            session,
            day_of(options, environment),
            _,
            against=options.against,
            role=None if options.role == ALL else options.role,
            # What other programs read, has all of it.
            depth=Depth.FULL if FORMS[form].whole else depth_of(options),
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

    if options.role is None and (long := long_in_one(made, options.template)) is not None:
        print(_.say(long), file=sys.stderr)
    wanted = _wanted(made, options, form)
    files, left_out = _made(wanted, form, options, environment, _)
    # Nothing is written before all of it is made.
    if several:
        put_out_many(files, options, environment, _)
    elif len(files) > 1:
        together = {wanted[name].ending: content for name, content in files.items()}
        put_out_together(together, options, environment, _)
    else:
        (only,) = files.values()
        put_out(only, options, environment, _, text=form in TEXT_FORMS)
    for template, why in left_out.items():
        print(_("Ikke laget: {name}. {reason}", name=template, reason=why.text(_)), file=sys.stderr)


class _Wanted(NamedTuple):
    """A file to make: of which document, what stands behind its name, and what it is made of."""

    template: str
    ending: str
    report: Report


def _wanted(made: Report, options: argparse.Namespace, form: str) -> dict[str, _Wanted]:
    """What is to be made, by the names of the files."""
    own = sorted(set(template_names("html", options.templates)) - set(DOCUMENTS))
    templates = (*DOCUMENTS, *own) if options.template == ALL else (options.template,)
    return {
        f"{options.id}-{template}{ending}.{form}": _Wanted(template, ending, part)
        for template in templates
        for ending, part in parts_of(made, template, form, each_role=options.role == ALL).items()
    }


def _made(
    wanted: Mapping[str, _Wanted],
    form: str,
    options: argparse.Namespace,
    environment: Environment,
    _: Translator,
) -> tuple[dict[str, bytes], dict[str, SamsjekkError]]:
    """The files, and of all documents those that can't be made, with why."""
    files: dict[str, bytes] = {}
    left_out: dict[str, SamsjekkError] = {}
    for place, (name, one) in enumerate(wanted.items(), start=1):
        if options.output != STANDARD_OUTPUT and sys.stderr.isatty():
            print(
                _("Lager {name} ({n} av {of}) …", name=name, n=place, of=len(wanted)),
                file=sys.stderr,
            )
        try:
            files[name] = report_file(
                one.report,
                template=one.template,
                form=form,
                templates=options.templates,
                cache=environment.cache,
                word_template=options.word_template,
            )
        except (UnknownTemplate, NothingToSay) as error:
            if options.template != ALL:
                raise
            left_out[one.template] = error
    return files, left_out


def _refuse_impossible(options: argparse.Namespace, form: str, *, to_stdout: bool) -> None:
    several = ALL in (options.template, options.role)
    if not several:
        refuse_other_ending(options, form)
    refuse_template_of_word(options, form)
    if several and FORMS[form].whole:
        raise ImpossibleCommand(
            phrase(
                "{form} har hele egenvurderingen og er lik for alle rapportene. Utelat --template "
                "og --role.",
                form=form,
            )
        )
    has_appendix = options.template in (ALL, *_with_appendix())
    if options.appendix != Appendix.WITH and (not has_appendix or FORMS[form].whole):
        raise ImpossibleCommand(
            phrase(
                "--appendix gjelder bare disse, som tekst, Word eller PDF: {names}.",
                names=", ".join(_with_appendix()),
            )
        )
    if options.appendix == Appendix.APART and to_stdout and options.template != ALL:
        raise ImpossibleCommand(
            phrase("Vedlegget i en egen fil trenger et filnavn: bruk --output rapport.html.")
        )
    if several and to_stdout:
        raise ImpossibleCommand(
            phrase(
                "Flere filer trenger en mappe eller en zip-fil: bruk --output MAPPE eller --output "
                "rapporter.zip."
            )
        )
    refuse_in_terminal(options, form)
    if options.role is not None and options.template not in (*_for_roles(), ALL):
        raise ImpossibleCommand(
            phrase(
                "Rapporten «{name}» er ikke delt etter rolle. Bruk --role sammen med: {names}.",
                name=options.template,
                names=", ".join(_for_roles()),
            )
        )
    if depth_of(options) is not None and (
        options.template not in (*_by_depth(), ALL) or FORMS[form].whole
    ):
        raise ImpossibleCommand(
            phrase(
                "--quick og --full gjelder bare disse, som tekst, Word eller PDF: {names}.",
                names=", ".join(_by_depth()),
            )
        )


def _by_depth() -> list[str]:
    return [name for name, document in DOCUMENTS.items() if document.by_depth]


def _with_appendix() -> list[str]:
    return [name for name, document in DOCUMENTS.items() if document.appendix]


def _for_roles() -> list[str]:
    return [name for name, document in DOCUMENTS.items() if document.by_role]
