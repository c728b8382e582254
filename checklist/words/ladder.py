"""The way of a duty from paper to practice, in signs and words: where it stops."""

from __future__ import annotations

from checklist.appraisal import MapRow, inside, stops_at
from checklist.i18n import Translator
from checklist.words.overview import Piece
from checklist.words.states import STATES, tone_of


def signature_pieces(row: MapRow) -> tuple[Piece, ...]:
    """The signs of the five aspects in their order, each with its tone."""
    return tuple(Piece(STATES[cell.state][0], tone_of(cell.state)) for cell in row.values())


def signature(row: MapRow) -> str:
    """The signs of the five aspects in their order: –✓◐✓◐."""
    return "".join(piece.text for piece in signature_pieces(row))


def stops_words(row: MapRow, _: Translator) -> str:
    """Where it stops, in words; empty where no answer is no or partly."""
    aspect = stops_at(row)
    return "" if aspect is None else _("stopper ved: {aspect}", aspect=_.say(inside(aspect)))
