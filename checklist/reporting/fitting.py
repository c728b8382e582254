"""How much room a text takes, so that one page stays one page whatever people write.

A document on one page decides in its model what it says: a template that hid what overflows
would cut in silence. Room is counted in lines of a column. The measure is of a common sans
serif and errs on the wide side, since the reader's machine chooses the font.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

from checklist.assessment import ActionStatus
from checklist.reporting.model import ActionLine, Finding
from checklist.words import Wording

ELLIPSIS = "…"
"""What ends a text that is shortened. A document that shortens says what the sign means."""

_WIDEST = frozenset("MW@%‰")
_WIDE = frozenset("mw&—…")
_LAST_OF_LATIN = 0x24F
_PUNCTUATION = range(0x2000, 0x2070)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")

_ENOUGH = 8
"""Characters to look at for each letter of room: some, such as accents, take no room."""

BETWEEN = 0.2
"""The space between two items of a list, in lines."""

Item = TypeVar("Item")


def width(text: str) -> float:
    """The width of a text in average small letters."""
    return sum(map(_width_of, text))


def _width_of(character: str) -> float:
    if character in _WIDEST:
        return 1.9
    if character in _WIDE or character.isupper():
        return 1.5
    point = ord(character)
    if point <= _LAST_OF_LATIN or point in _PUNCTUATION:
        return 1.0
    return 0.0 if unicodedata.combining(character) else 2.0


def lines(text: str, per_line: float) -> int:
    """How many lines a text takes in a column that holds `per_line` average letters."""
    taken, used = 1, 0.0
    for word in text.split():
        needed = width(word)
        if used and used + 1 + needed <= per_line:
            used += 1 + needed
            continue
        if used:
            taken += 1
        whole = max(math.ceil(needed / per_line) - 1, 0)
        taken += whole
        used = needed - whole * per_line
    return taken


def shortened(text: str, most: float) -> str:
    """The text on one line, no wider than `most` average letters.

    What doesn't fit is left out from the end: whole sentences where one fits, else words, else
    letters. The sign for it stands at the end.
    """
    text = " ".join(text.split())
    beginning = text[: _ENOUGH * max(int(most), 1)]
    if beginning == text and width(text) <= most:
        return text
    text = beginning
    room = most - width(ELLIPSIS) - 1
    for pieces in (_SENTENCE_END.split(text), text.split(" ")):
        kept = _beginning(pieces, room)
        if kept and (len(pieces) > 1 and width(kept) >= room / 3):
            return f"{kept} {ELLIPSIS}"
    return _letters(text, room) + ELLIPSIS


def _beginning(pieces: Sequence[str], room: float) -> str:
    kept: list[str] = []
    used = 0.0
    for piece in pieces:
        used += width(piece) + (1 if kept else 0)
        if used > room:
            break
        kept.append(piece)
    return " ".join(kept)


def _letters(text: str, room: float) -> str:
    used = 0.0
    for place, character in enumerate(text):
        used += _width_of(character)
        if used > room:
            return text[:place]
    return text


def fitting(items: Iterable[tuple[Item, float]], room: float) -> tuple[tuple[Item, ...], float]:
    """The first items that have room together, each with its lines, and the lines they take."""
    kept: list[Item] = []
    used = 0.0
    for item, needed in items:
        if used + needed + BETWEEN > room:
            break
        kept.append(item)
        used += needed + BETWEEN
    return tuple(kept), used


def going_on(actions: Iterable[ActionLine], findings: Iterable[Finding]) -> list[ActionLine]:
    """Actions that are not finished, those for the most serious findings first.

    The last are the first to give way where there is no room for all.
    """
    rank = {finding.reference.number: place for place, finding in enumerate(findings)}
    return sorted(
        (action for action in actions if action.status.code != ActionStatus.DONE),
        key=lambda action: (
            rank.get(action.finding.number, len(rank)) if action.finding else len(rank)
        ),
    )


def short(wording: Wording, most: float) -> Wording:
    """The wording, no wider than `most` average letters, in the language it has."""
    return Wording(text=shortened(wording.text, most), language=wording.language)
