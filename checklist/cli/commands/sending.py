"""Forms for people who answer without the program."""

from __future__ import annotations

import argparse
from pathlib import Path

from checklist.cli.arguments import (
    ImpossibleCommand,
    assessment,
    depth_arguments,
    depth_of,
    language_argument,
)
from checklist.cli.opened import opened
from checklist.cli.output import put_out_file, replace_argument
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.session.forms import (
    DOCUMENT,
    WORKBOOK,
    WrongFormEnding,
    form_ending,
    role_form_of,
    sample_form_of,
)
from checklist.store import refuse_output_file


def questionnaire_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `questionnaire` takes."""
    assessment(parser, _)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--role", help=_("spørsmålene til denne rollen"))
    whom.add_argument(
        "--sample", metavar="frame", help=_("stikkprøveskjema for dette utvalget, som er trukket")
    )
    depth_arguments(parser, _)
    parser.add_argument("--output", type=Path, metavar="file", help=_("filen (.xlsx eller .docx)"))
    replace_argument(parser, _)
    language_argument(parser, _)


def questionnaire(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write a form to fill in; `apply` reads it back."""
    named = f"{options.id}-{options.role or options.sample}{WORKBOOK}"
    path = options.output or Path(named)
    ending = form_ending(path)
    if options.role is None and ending == DOCUMENT:
        raise WrongFormEnding(
            phrase("Et stikkprøveskjema lages bare som {ending}.", ending=WORKBOOK)
        )
    if options.role is None and depth_of(options) is not None:
        raise ImpossibleCommand(phrase("--quick og --full hører sammen med --role."))
    refuse_output_file(path, environment.home)
    with opened(environment, options.id, _) as session:
        made = (
            sample_form_of(session, options.sample, _)()
            if options.role is None
            else role_form_of(session, options.role, _, ending, depth_of(options))()
        )
        put_out_file(made, path, options, environment, _)
