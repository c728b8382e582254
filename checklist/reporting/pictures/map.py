"""The map: each theme in the five aspects, so that one sees where it stops."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.appraisal import CellState
from checklist.i18n import Translator
from checklist.reporting.model import MapRow
from checklist.reporting.pictures.drawing import (
    EDGE,
    FIGURE,
    LINE,
    DrawnLine,
    Label,
    LegendEntry,
    below,
    ground_of,
    legend,
    rows,
)
from checklist.words import Part, Status

_CELL = 20
_BETWEEN = 4


class MapHeading(Part, frozen=True, kw_only=True):
    """What a column is called, a word a line."""

    lines: tuple[DrawnLine, ...]
    x: float


class MapSquare(Part, frozen=True, kw_only=True):
    """A cell of the map. `ground` is empty where nothing was to be asked."""

    status: Status
    ground: str
    x: float


class MapLine(Part, frozen=True, kw_only=True):
    """A row of the map."""

    label: Label
    y: float
    squares: tuple[MapSquare, ...]


class MapPicture(Part, frozen=True, kw_only=True):
    """Themes or criteria across the five aspects, told apart by sign and pattern."""

    title: str
    says: str
    width: float
    height: float
    label_x: float
    square_width: float
    square_height: float
    headings: tuple[MapHeading, ...]
    lines: tuple[MapLine, ...]
    legend: tuple[LegendEntry, ...]


def map_picture(
    found: Sequence[MapRow], aspects: Sequence[str], _: Translator
) -> MapPicture | None:
    """The rows across the aspects; None where there are none."""
    if not found:
        return None
    step = (FIGURE.plot - EDGE) / len(aspects)
    heads = [tuple(aspect.split()) for aspect in aspects]
    deepest = max(map(len, heads))
    labels, end = rows(
        (row.reference.title for row in found), FIGURE, _CELL, top=deepest * LINE + EDGE
    )
    lines = tuple(
        MapLine(
            label=label,
            y=round(label.middle - _CELL / 2, 1),
            squares=tuple(
                MapSquare(
                    status=cell.status,
                    ground=ground_of(cell.status),
                    x=round(FIGURE.label + place * step + _BETWEEN / 2, 1),
                )
                for place, cell in enumerate(row.cells)
            ),
        )
        for label, row in zip(labels, found, strict=True)
    )
    entries, height = legend(_kinds(found), end + EDGE, FIGURE)
    return MapPicture(
        title=_("Temaene i fem dimensjoner, etter svarene"),
        says=" ".join(_said(row, aspects, _) for row in found),
        width=FIGURE.width,
        height=height,
        label_x=FIGURE.label - 8,
        square_width=round(step - _BETWEEN, 1),
        square_height=_CELL,
        headings=tuple(
            MapHeading(
                lines=below(words, EDGE + (deepest - len(words)) * LINE + 9),
                x=round(FIGURE.label + (place + 0.5) * step, 1),
            )
            for place, words in enumerate(heads)
        ),
        lines=lines,
        legend=entries,
    )


def _kinds(found: Sequence[MapRow]) -> list[Status]:
    """Every state in the map once, as it is worded where most can be said of it."""
    seen: dict[str, Status] = {}
    for row in found:
        for cell in row.cells:
            if cell.detail or cell.status.code not in seen:
                seen[cell.status.code] = cell.status
    return [seen[state] for state in CellState if state in seen]


def _said(row: MapRow, aspects: Sequence[str], _: Translator) -> str:
    return _(
        "{theme}: {counts}.",
        theme=row.reference.title.text,
        counts=", ".join(
            f"{aspect.lower()} {cell.status.word.lower()}"
            for aspect, cell in zip(aspects, row.cells, strict=True)
        ),
    )
