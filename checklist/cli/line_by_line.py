"""Walking an assessment line by line, and reading out what was received."""

from __future__ import annotations

import sys

from checklist.appraisal import Selection
from checklist.cli.opened import opened
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import read_out, walk_lines
from checklist.store import open_receipts


def walk(
    environment: Environment, _: Translator, assessment: str, selection: Selection | None
) -> None:
    """Ask about every checkpoint, reading answers from standard input.

    What was received under that name is only to be read, so it is read out.
    """
    if open_receipts(environment).named(assessment) is None:
        walk_lines(assessment, environment, _, sys.stdin, selection)
        return
    with opened(environment, assessment, _) as session:
        read_out(session, _)
