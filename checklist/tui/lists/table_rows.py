"""Entries as they are drawn, row by row: each leads to the criterion it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from checklist.appraisal import Appraisal, ladder
from checklist.criteria import Aspect
from checklist.i18n import Translator
from checklist.tui.lists.leading_rows import LeadingRow
from checklist.tui.signs import KEY, QUIET
from checklist.tui.widgets import StyledText, content, fitted, hung, progress_bar, styled
from checklist.words import Entry, Piece, ladder_entries

_LEAST_NAME = 20
"""Columns of a name at least; where there are fewer, other columns give way."""

_MAP = 1 + len(Aspect)
"""How many columns the map has: without room for words they have signs alone."""

_SHORTEST_BAR, _LONGEST_BAR = 3, 19


class Columns(NamedTuple):
    """How wide each column is: 0 where it has no room, 1 where its sign alone has."""

    widths: tuple[int, ...]
    gap: int


Tables = Mapping[int, Columns]
"""The columns of each kind of row, told apart by how many cells it has."""


def entry_rows(
    entries: Iterable[Entry], width: int, tables: Tables, hint: tuple[StyledText, ...] = ()
) -> Iterator[LeadingRow]:
    """Entries as rows; of those with cells, only the marked one shows more than its first line.

    `hint` is a key that does something with the marked row, after the last line about it.
    """
    for entry in entries:
        if not entry.cells:
            yield LeadingRow(_lines(entry, width), entry.criterion)
        elif entry.criterion is None:
            yield LeadingRow(_heading(entry, tables))
        else:
            first = _row(entry.cells, tables[len(entry.cells)])
            whole = partial(_whole, first, entry, width, hint) if entry.lines[1:] else None
            yield LeadingRow(first, entry.criterion, whole)


def ladder_rows(appraisal: Appraisal, _: Translator, width: int) -> Iterator[LeadingRow]:
    """Where duties stop: for each aspect a bar with the number of yes beside it."""
    steps = iter(ladder(appraisal.criteria.values()).values())
    entries = tuple(ladder_entries(appraisal, _))
    table = [entry.cells for entry in entries if len(entry.cells) == len(("name", "yes", "rest"))]
    name, yes, rest = (max(cell_len(c.text) for c in column) for column in zip(*table, strict=True))
    left = width - name - yes - 4 * len("  ")
    has_rest = left - rest >= _SHORTEST_BAR
    bar = max(_SHORTEST_BAR, min(_LONGEST_BAR, left - rest * has_rest))
    for entry in entries:
        if entry.cells not in table:
            yield from entry_rows([entry], width, {})
            continue
        step, (aspect, counted, others) = next(steps), entry.cells
        style = "bold" if aspect.strong else ""
        share = progress_bar(step.yes, step.answered, bar) if step.answered else " " * bar
        yield LeadingRow(
            content(
                (
                    StyledText(f"  {fitted(aspect.text, name)}  ", style),
                    StyledText(share, KEY),
                    StyledText(f"  {counted.text:>{yes}}", style),
                    StyledText(f"  {others.text}" if has_rest else "", QUIET),
                )
            )
        )


def tables_of(entries: Iterable[Entry], width: int) -> Tables:
    """The columns of entries, as wide as what stands in them; the names have what is left."""
    kinds: dict[int, list[Sequence[Piece]]] = {}
    for entry in entries:
        if entry.cells:
            kinds.setdefault(len(entry.cells), []).append(
                # A heading of names may be longer than they are.
                entry.cells if entry.criterion else (Piece(""), *entry.cells[1:])
            )
    return {number: _columns(rows, width) for number, rows in kinds.items()}


def _columns(rows: Sequence[Sequence[Piece]], width: int) -> Columns:
    name, *others = (
        max(cell_len(styled(cell).text) for cell in column) for column in zip(*rows, strict=True)
    )

    def left(gap: int) -> int:
        return width - sum(other + gap for other in others if other)

    for gap in (len("  "), len(" ")):
        if left(gap) >= name:
            return Columns((name, *others), gap)
    if len(rows[0]) == _MAP:
        others = [1] * len(others) if left(1) < _LEAST_NAME else others
    elif len(others) > 1:
        # The sign at the name says it as well.
        others[0] = 0
    while left(1) < min(name, _LEAST_NAME) and any(others):
        others[others.index(max(others))] = 0
    return Columns((max(1, min(name, left(1))), *others), 1)


def _row(cells: Sequence[Piece], columns: Columns) -> Content:
    """The cells beside each other. Of the first, the sign alone has the colour of the state."""
    name, *others = cells
    room, *widths = columns.widths
    parts = []
    if name.sign:
        parts.append(styled(name._replace(text="", strong=False)))
        room -= cell_len(parts[0].text)
    parts.append(StyledText(fitted(name.text, room), "bold" if name.strong else ""))
    for cell, width in zip(others, widths, strict=True):
        if width:
            parts.append(StyledText(" " * columns.gap))
            shown = styled(cell)
            text = cell.sign if width == 1 else shown.text
            parts.append(StyledText(fitted(text, width), shown.style))
    return content(parts)


def _heading(entry: Entry, tables: Tables) -> Content:
    """The words over the columns of a table, or beside each other where there is none."""
    first, *others = entry.cells
    columns = tables.get(len(entry.cells))
    parts, start = [styled(first)], 0
    used = cell_len(parts[0].text)
    for number, piece in enumerate(others, start=1):
        if columns is None:
            parts += [StyledText("  "), styled(piece)]
            continue
        before, width = columns.widths[number - 1 : number + 1]
        start += before + (columns.gap if before else 0)
        if width and piece.text:
            text = piece.text[:1] if width == 1 else piece.text
            gap = max(1, start - used)
            parts += [StyledText(" " * gap), styled(piece._replace(text=text))]
            used += gap + cell_len(text)
    return content(parts)


def _lines(entry: Entry, width: int) -> Content:
    """Every line of an entry, each as deep as it lies."""
    parts: list[StyledText] = []
    for number, line in enumerate(entry.lines):
        indent = "  " * (max(entry.depth + 1, 2) if number else entry.depth)
        parts.append(StyledText(f"\n{indent}" if number else indent))
        parts += [styled(piece) for piece in line]
    return hung(parts, width)


def _whole(first: Content, entry: Entry, width: int, hint: tuple[StyledText, ...]) -> Content:
    """A row with all that is said about it below, under its name."""
    parts: list[StyledText] = []
    for number, line in enumerate(entry.lines[1:]):
        parts.append(StyledText("\n  " if number else "  "))
        parts += [styled(piece) for piece in line]
    return Content("\n").join((first, hung((*parts, *hint), width)))
