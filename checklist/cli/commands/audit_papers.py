"""The command that writes the papers of an audit."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.auditing import audit_paper, received_in
from checklist.cli.arguments import ImpossibleCommand, audit, day_of, language_argument
from checklist.cli.opened_audit import opened_audit
from checklist.cli.output import STANDARD_OUTPUT, output_arguments, put_out, refuse_output
from checklist.cli.papers import (
    refuse_in_terminal,
    refuse_other_ending,
    refuse_template_of_word,
)
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.reporting import (
    AUDIT_DOCUMENTS,
    PAPER_FORMS,
    TEXT_FORMS,
    form_named_by,
    report_file,
)
from checklist.store import open_receipts


def report_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit report` takes."""
    audit(parser, _)
    parser.add_argument(
        "--template",
        default="report",
        help=_("hvilket dokument (report): {names}", names=", ".join(AUDIT_DOCUMENTS)),
    )
    parser.add_argument(
        "--format",
        choices=PAPER_FORMS,
        help=_("format; uten dette: etter filnavnet, ellers docx, eller md i terminalen"),
    )
    output_arguments(parser, _)
    parser.add_argument(
        "--word-template", type=Path, help=_("revisjonens egen Word-mal (.docx eller .dotx)")
    )
    parser.add_argument("--role", help=_("bare det som gjelder denne rollen (request, guide)"))
    parser.add_argument("--date", help=_("datoen dokumentet bærer (i dag)"))
    parser.add_argument("--templates", type=Path, help=_("mappe med egne maler"))
    language_argument(parser, _)


def report(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write a paper of an audit to a file or to standard output.

    It is Word where nothing else is asked for, since the auditors go on writing in it; in a
    terminal, that shows no Word, it is Markdown.
    """
    shown = options.output == STANDARD_OUTPUT and sys.stdout.isatty()
    usual = "md" if shown else "docx"
    form = options.format or form_named_by(Path(options.output)) or usual
    _refuse_impossible(options, form)
    refuse_output(options, environment)
    with opened_audit(environment, options.id, _) as session:
        made = audit_paper(
            session,
            received_in(session.audit, open_receipts(environment)),
            day_of(options, environment),
            _,
            role=options.role,
        )
    content = report_file(
        made,
        template=options.template,
        form=form,
        templates=options.templates,
        cache=environment.cache,
        word_template=options.word_template,
    )
    put_out(content, options, environment, _, text=form in TEXT_FORMS)


def _refuse_impossible(options: argparse.Namespace, form: str) -> None:
    refuse_other_ending(options, form)
    document = AUDIT_DOCUMENTS.get(options.template)
    if options.role is not None and document is not None and not document.by_role:
        raise ImpossibleCommand(
            phrase(
                "--role gjelder bare {documents}.",
                documents=", ".join(n for n, one in AUDIT_DOCUMENTS.items() if one.by_role),
            )
        )
    refuse_template_of_word(options, form)
    refuse_in_terminal(options, form)
