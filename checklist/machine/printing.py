"""Tables and paragraphs on a terminal or into a pipe, for commands and the walk line by line."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Sequence
from threading import Timer
from typing import Protocol

from checklist.i18n import Phrase, Translator
from checklist.machine.environment import Environment
from checklist.text import visible


class HasFiles(Protocol):
    """What rests on recorded files."""

    def check_files(self, *, content: bool) -> object:
        """See if they are as they were."""


WIDTH = 78
_FAULTS_SHOWN = 10
_SLOW_SECONDS = 1.0
# Wrapping takes time in proportion to the square of the length of a blank.
_LONG_BLANK = re.compile(r"[^\S\n]{40,}")


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Columns two spaces apart, nothing cut; on a terminal that says it is dumb, no columns."""
    rows = [[visible(cell) for cell in row] for row in rows]
    if not Environment.can_draw():
        for row in rows:
            print(", ".join(filter(None, row)))
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def print_wrapped(text: str, indent: str = "") -> None:
    """A paragraph, wrapped to a terminal of 80 columns."""
    for line in _LONG_BLANK.sub(" ", visible(text)).splitlines() or [""]:
        if len(line) + len(indent) <= WIDTH and "\t" not in line:
            print(f"{indent}{line}".rstrip())
            continue
        print(
            textwrap.fill(
                line,
                WIDTH,
                initial_indent=indent,
                subsequent_indent=indent,
                # A word or a path in two is read out as two.
                break_on_hyphens=False,
                break_long_words=False,
            )
        )


def print_faults(faults: Sequence[Phrase], _: Translator) -> None:
    """Say on standard error what can't be read of an assessment."""
    for fault in faults[:_FAULTS_SHOWN]:
        print(visible(_.say(fault)), file=sys.stderr)
    if len(faults) > _FAULTS_SHOWN:
        left = len(faults) - _FAULTS_SHOWN
        words = _.one_or_many("… og {n} ting til.", left)
        print(words, file=sys.stderr)
    if faults:
        print(_("Resten kan brukes. samsjekk where viser sikkerhetskopiene."), file=sys.stderr)


def read_files(session: HasFiles, _: Translator) -> None:
    """See if the recorded files are as they were; say on standard error what takes so long."""
    words = _(
        "Leser filene som dokumenterer svar. Det kan ta tid når de er store eller ligger på en "
        "annen maskin. Ctrl+C avbryter."
    )
    told = Timer(_SLOW_SECONDS, lambda: print(words, file=sys.stderr, flush=True))
    told.daemon = True
    told.start()
    try:
        session.check_files(content=True)
    finally:
        told.cancel()
