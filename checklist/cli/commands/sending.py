"""Forms for people who answer without the program."""

from __future__ import annotations

import argparse
from pathlib import Path

from checklist.cli.arguments import assessment
from checklist.cli.opened import opened
from checklist.cli.output import put_out_file, replace_argument
from checklist.errors import SamsjekkError
from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.machine import Environment
from checklist.session.forms import DOCUMENT, ENDINGS, WORKBOOK, role_form_of, sample_form_of


class WrongEnding(SamsjekkError):
    """A form is not made in such a file."""


def questionnaire_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `questionnaire` takes."""
    assessment(parser, _)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--role", help=_("spørsmålene til denne rollen"))
    whom.add_argument(
        "--sample", metavar="frame", help=_("stikkprøveskjema for dette utvalget, som er trukket")
    )
    parser.add_argument(
        "--output", type=Path, metavar=_("fil"), help=_("filen (.xlsx eller .docx)")
    )
    replace_argument(parser, _)
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("språk: nb, nn eller en")
    )


def questionnaire(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write a form to fill in; `apply` reads it back."""
    named = f"{options.id}-{options.role or options.sample}{WORKBOOK}"
    path = options.output or Path(named)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        endings = ", ".join(ENDINGS)
        raise WrongEnding(phrase("Et skjema lages som {endings}.", endings=endings))
    if options.role is None and ending == DOCUMENT:
        raise WrongEnding(phrase("Et stikkprøveskjema lages bare som {ending}.", ending=WORKBOOK))
    with opened(environment, options.id, _) as session:
        made = (
            sample_form_of(session, options.sample, _)()
            if options.role is None
            else role_form_of(session, options.role, _, ending)()
        )
        put_out_file(made, path, options, environment, _)
