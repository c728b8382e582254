"""Tables and paragraphs on a terminal or into a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from checklist.text import visible

WIDTH = 78


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Columns two spaces apart, nothing cut."""
    rows = [[visible(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def print_wrapped(text: str, indent: str = "") -> None:
    """A paragraph, wrapped to a terminal of 80 columns."""
    for line in visible(text).splitlines() or [""]:
        print(textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent))
