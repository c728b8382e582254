"""Commands on report templates."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from checklist.cli.output import output_arguments, put_out, put_out_several, replace_argument
from checklist.cli.printing import as_json_text
from checklist.i18n import Translator
from checklist.machine import Environment, print_table
from checklist.reporting import TEXT_FORMS, Paper, Report, report_schema, template_names
from checklist.reporting.audits import AuditPaper
from checklist.resources import folder


def list_templates_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `templates list` takes."""
    parser.add_argument("--templates", type=Path, help=_("mappe med egne maler"))


def list_templates(options: argparse.Namespace, _environment: Environment, _: Translator) -> None:
    """Print every template with the forms it comes in and what it is called."""
    print_table(
        [
            (f"{kind.TEMPLATES}{name}", ", ".join(forms), title)
            for kind in (Report, AuditPaper)
            for name, forms, title in _templates_of(kind, options.templates, _)
        ]
    )


def _templates_of(
    kind: type[Paper], own: Path | None, _: Translator
) -> Iterator[tuple[str, list[str], str]]:
    """Every template of a kind of paper, its forms, and what it is called."""
    forms = {form: template_names(form, own, kind.TEMPLATES) for form in TEXT_FORMS}
    found = dict.fromkeys(name for names in forms.values() for name in names)
    for name in dict.fromkeys((*(name for name in kind.DOCUMENTS if name in found), *found)):
        document = kind.DOCUMENTS.get(name)
        title = "" if document is None else _.say(document.title)
        yield name, [form for form in TEXT_FORMS if name in forms[form]], title


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
