"""What the commands that write papers have in common: options, and what can't be combined."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.arguments import ImpossibleCommand
from checklist.cli.output import STANDARD_OUTPUT
from checklist.i18n import phrase
from checklist.reporting import FORMS


def refuse_other_ending(options: argparse.Namespace, form: str) -> None:
    """Stop a file whose name says another form.

    Raises:
        ImpossibleCommand: it does.
    """
    suffix = Path(options.output).suffix.lower().removeprefix(".")
    fits = suffix == form or (suffix == "json" and form.startswith("oscal"))
    if suffix in FORMS and not fits:
        raise ImpossibleCommand(
            phrase(
                "Filnavnet slutter på .{suffix}, men --format er {form}. Utelat --format, eller "
                "velg et annet filnavn.",
                suffix=suffix,
                form=form,
            )
        )


def refuse_template_of_word(options: argparse.Namespace, form: str) -> None:
    """Stop a Word template for what is not Word.

    Raises:
        ImpossibleCommand: it is for something else.
    """
    if options.word_template is not None and form != "docx":
        raise ImpossibleCommand(phrase("--word-template gjelder bare Word. Velg --format docx."))


def refuse_in_terminal(options: argparse.Namespace, form: str) -> None:
    """Stop a form that no terminal shows from being printed in one.

    Raises:
        ImpossibleCommand: it would be.
    """
    if options.output == STANDARD_OUTPUT and FORMS[form].of_bytes and sys.stdout.isatty():
        raise ImpossibleCommand(
            phrase(
                "{form} kan ikke vises i terminalen. Skriv til en fil: --output rapport.{form}",
                form=form,
            )
        )
