"""Beginning a criteria set of one's own: from a skeleton, or as a draft of a checklist."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.assessment import deciding
from checklist.cli.arguments import filled
from checklist.cli.drafting import put_out_draft
from checklist.cli.output import STANDARD_OUTPUT, output_arguments, put_out
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.resources import data_file

_USUAL_ID = "egen-plan"


def new_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `criteria new` takes."""
    parser.add_argument("id", nargs="?", type=filled(_), help=_("id for settet"))
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="file",
        help=_(
            "lag et utkast av en sjekkliste: Excel, Word, CSV, Markdown, CISO Assistant eller OSCAL"
        ),
    )
    parser.add_argument(
        "--columns",
        default="",
        metavar="field=column",
        help=_("velg kolonner: krav=B,tema=A"),
    )
    parser.add_argument(
        "--sheet",
        action="append",
        default=[],
        help=_("ark som skal leses; kan gjentas"),
    )
    parser.add_argument(
        "--report", type=Path, metavar="file", help=_("skriv hva som ble lest som hva, til en fil")
    )
    parser.add_argument(
        "--standalone",
        action="store_true",
        help=_("et sett for et annet område, som ikke bygger på noe"),
    )
    output_arguments(parser, _)


def new(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """A commented file of one's own to start from; it passes `check --strict`.

    With `--from`, a draft of somebody's checklist.
    """
    name = options.id or _USUAL_ID
    deciding.refuse_assessment_id(name)
    if options.source is not None:
        put_out_draft(options, environment, _)
        return
    kind = "standalone.yaml" if options.standalone else "skeleton.yaml"
    skeleton = data_file(kind).read_text(encoding="utf-8")
    today = environment.today().isoformat()
    made = skeleton.replace("@ID@", name).replace("@DATE@", today)
    put_out(made.encode(), options, environment, _)
    if options.output == STANDARD_OUTPUT:
        print(_("Lagre dette som {id}.yaml, og bytt ut teksten.", id=name), file=sys.stderr)
