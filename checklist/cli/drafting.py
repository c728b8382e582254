"""A criteria set drafted from somebody's checklist: what the command takes, and what it says."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.output import STANDARD_OUTPUT, put_out, put_out_file
from checklist.criteria import CriteriaSet, Source
from checklist.criteria.drafting import (
    NothingToDraft,
    Origin,
    as_id,
    checklist_in,
    chosen_columns,
    drafted,
    told,
)
from checklist.criteria.files import Library
from checklist.criteria.yaml import content_of
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.tables import UnreadableTable

_MOST_BYTES = 20_000_000


def put_out_draft(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write the draft where it was asked for, and say what was taken for what.

    Raises:
        UnreadableFile, NothingToDraft, UnreadableTable, FaultyFile: nothing can be drafted from it.
    """
    path: Path = options.source
    chosen = chosen_columns(options.columns)
    content = content_of(path, _MOST_BYTES)
    if content is None:
        raise NothingToDraft(
            phrase(
                "{path}: filen er større enn {n} MB. Del den opp.",
                path=path,
                n=_MOST_BYTES // 1_000_000,
            )
        )
    try:
        read = checklist_in(content, path.name, chosen, options.sheet)
    except (NothingToDraft, UnreadableTable) as error:
        raise NothingToDraft(phrase("{path}: {words}", path=path, words=error.words)) from None
    is_kept = options.output != STANDARD_OUTPUT
    name = options.id or as_id(Path(options.output).stem if is_kept else path.stem, "sett")
    kept_as = options.output if is_kept else f"{name}.yaml"
    origin = Origin(path.name, environment.today(), name, Path(kept_as).name)
    draft = drafted(read, origin, _shipped_sources())
    put_out(draft.text.encode(), options, environment, _)
    account = list(told(read, draft, _))
    if options.report is not None:
        text = "\n".join(account) + "\n"
        put_out_file(text.encode(), options.report, options, environment, _)
        account = account[-2:]
    print("\n".join(account), file=sys.stderr)
    print(
        _("Fyll ut det som mangler, og sjekk: samsjekk criteria check {path}", path=kept_as),
        file=sys.stderr,
    )


def _shipped_sources() -> list[Source]:
    """The sources of the shipped sets: their laws need not be described again."""
    library = Library.shipped()
    sets: list[CriteriaSet] = [library.open(name) for name in library.names()]
    return [source for found in sets for source in found.sources]
