"""How one page is filled: what gives way for what, chosen by measuring.

A document on one page has columns of cards, and what a card says gives way rung by rung: on rung
0 it says everything, on the last one least. The rungs are the document's own; it is chosen here
which rung each card is on, and how large the letters are, by asking how much of the page the
columns that come of it take. Nothing is hidden by a template: it would cut in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

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


class Space(NamedTuple):
    """How large the letters of a page are, in points, and how far its cards have given way.

    Attributes:
        rungs: of each card in each column, 0 for one that says everything.
    """

    points: float
    rungs: tuple[tuple[int, ...], ...]


class Columns(NamedTuple):
    """What may give way on one page.

    Attributes:
        sizes: how large the letters may be, in points, the largest first.
        cards: how many cards there are in each column.
        enough: the rung that letters are made smaller for, before a card says less.
        last: the rung where a card says least.
    """

    sizes: tuple[float, ...]
    cards: tuple[int, ...]
    enough: int
    last: int

    def even(self, points: float, rungs: Iterable[int]) -> Space:
        """The space where all the cards of a column are on the same rung."""
        return Space(
            points, tuple((rung,) * number for rung, number in zip(rungs, self.cards, strict=True))
        )

    def plain(self) -> Space:
        """The space where nothing is measured: enough is said, in the smallest letters."""
        return self.even(self.sizes[-1], [self.enough] * len(self.cards))


Shares = tuple[float, ...]
"""How much of its page each card of a column takes, with what else stands there in the first."""

_FULL = 0.985
"""The share of its page that a column may take: the next reader of the page rounds otherwise."""


def fullest(columns: Columns, taken: Callable[[Space], Sequence[Shares]]) -> Space:
    """The space in which most is said, in the largest letters that leave room for enough.

    `taken` measures the columns. Where not even the least that can be said fits, it is that.
    """
    start = [columns.enough] * len(columns.cards)
    place = _first(
        len(columns.sizes) - 1,
        lambda place: all(map(_fits, taken(columns.even(columns.sizes[place], start)))),
    )
    points = columns.sizes[place]
    # A binary search in each column for the first rung that fits; one measuring serves them all.
    known: list[dict[int, Shares]] = [{} for _ in columns.cards]
    low, high, looked = [0] * len(start), [columns.last] * len(start), start
    while low != high:
        for column, shares in enumerate(taken(columns.even(points, looked))):
            rung = looked[column]
            known[column][rung] = shares
            if _fits(shares):
                high[column] = min(high[column], rung)
            else:
                low[column] = max(low[column], rung + 1)
        looked = [(a + b) // 2 for a, b in zip(low, high, strict=True)]
    return Space(points, tuple(map(_mixed, known, low, columns.cards)))


def _fits(shares: Shares) -> bool:
    return sum(shares) <= _FULL


def _mixed(known: dict[int, Shares], rung: int, cards: int) -> tuple[int, ...]:
    """The rung of each card: the one where all fit, or one where it says more and has room."""
    rungs = [rung] * cards
    if rung in known:
        room = _FULL - sum(known[rung])
        for richer in sorted((other for other in known if other < rung), reverse=True):
            for card, now in enumerate(rungs):
                more = known[richer][card] - known[now][card]
                if more <= room:
                    rungs[card], room = richer, room - more
    return tuple(rungs)


def _first(last: int, holds: Callable[[int], bool]) -> int:
    """The first number for which it holds, where it holds for all after it; else the last."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def balanced(weights: Sequence[int], columns: int) -> tuple[int, ...]:
    """How many cards stand in each column, in order, so that the fullest holds least."""
    if len(weights) <= columns:
        return (1,) * len(weights)

    def most(cuts: Sequence[int]) -> tuple[int, int]:
        held = [
            sum(weights[start:end])
            for start, end in zip((0, *cuts), (*cuts, len(weights)), strict=True)
        ]
        return max(held), -min(held)

    cuts = min(combinations(range(1, len(weights)), columns - 1), key=most)
    return tuple(end - start for start, end in zip((0, *cuts), (*cuts, len(weights)), strict=True))


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


def whole(text: str, most: float) -> str:
    """The text on one line where it is no wider than `most`; else nothing of it."""
    line = " ".join(text.split())
    return line if shortened(line, most) == line else ""


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


def short(wording: Wording, most: float) -> Wording:
    """The wording, no wider than `most` average letters, in the language it has."""
    return Wording(text=shortened(wording.text, most), language=wording.language)


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
