"""Commands on report templates."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.output import output_arguments, put_out, put_out_several, replace_argument
from checklist.cli.printing import as_json_text
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_table
from checklist.reporting import DOCUMENTS, TEXT_FORMS, report_schema, template_names
from checklist.resources import folder


def list_templates_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `templates list` takes."""
    parser.add_argument("--templates", type=Path, help=_("mappe med egne maler"))


def list_templates(options: argparse.Namespace, _environment: Environment, _: Translator) -> None:
    """Print every template with the forms it comes in and what it is called."""
    forms = {form: template_names(form, options.templates) for form in TEXT_FORMS}
    names = dict.fromkeys((*DOCUMENTS, *(name for found in forms.values() for name in found)))
    print_table(
        [
            (name, ", ".join(f for f in TEXT_FORMS if name in forms[f]), _title(name, _))
            for name in names
            if any(name in found for found in forms.values())
        ]
    )


def _title(name: str, _: Translator) -> str:
    return _.say(DOCUMENTS[name].title) if name in DOCUMENTS else ""


def copy_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `templates copy` takes."""
    parser.add_argument("directory", type=Path, metavar="dir", help=_("mappen"))
    replace_argument(parser, _)


def copy(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Copy the shipped templates to a folder, to begin one's own from."""
    shipped = sorted(path for path in folder("templates").iterdir() if path.is_file())
    files = {path.name: path.read_bytes() for path in shipped}
    directory = put_out_several(options.directory, files, options, environment)
    print(
        _.plural(
            "{n} fil er kopiert til {folder}.",
            "{n} filer er kopiert til {folder}.",
            len(files),
            folder=directory,
        ),
        file=sys.stderr,
    )
    print(
        _("Bruk dem slik: samsjekk report ID --templates {folder}", folder=options.directory),
        file=sys.stderr,
    )


schema_arguments = output_arguments


def schema(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """The JSON Schema of the report: what templates are given and `--format json` writes."""
    put_out(as_json_text(report_schema()), options, environment, _)
