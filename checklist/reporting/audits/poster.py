"""The poster of an audit: what it is for, what it found and what it recommends, on one page.

The cards stand in columns: the purpose, each audit question with its criteria or earlier points,
and what they came to, and the recommendations. What gives way stands in `_LADDER`: the texts
first, and last how many criteria and recommendations there are. A question and how it is concluded
never give way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checklist.i18n import Translator, one_or_many
from checklist.reporting.audits.follow_up import PointFollowed, points_followed
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.substance import AuditedCriterion, AuditedQuestion
from checklist.reporting.fitting import ELLIPSIS, Columns, balanced, shortened
from checklist.words import Part, Status, if_any
from checklist.words.audits import not_judged

_SIZES = (13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
_COLUMNS = 3
_TITLE = 60
"""About how much room a card takes beside its texts, in letters."""


class _Room(NamedTuple):
    """What a card has room for, in letters of each text, and how many items."""

    text: int
    item: int
    items: int = 12


_LADDER = (
    _Room(2000, 900, 20),
    _Room(1500, 700, 20),
    _Room(1100, 500),
    _Room(800, 400),
    _Room(600, 320),
    _Room(450, 260),
    _Room(350, 220),
    _Room(280, 190),
    _Room(220, 160, 10),
    _Room(180, 130, 8),
    _Room(150, 100, 6),
    _Room(120, 80, 5),
    _Room(90, 60, 3),
    _Room(60, 40, 2),
)
"""What a card says on each rung, least last."""

_ENOUGH = 4
"""The rung that letters are made smaller for."""


class CardItem(Part, frozen=True, kw_only=True):
    """A criterion or an earlier point and what it came to, or a recommendation.

    Attributes:
        number: of a recommendation; empty for the others.
        said: the criterion, the point or the recommendation.
        found: what the auditors say of the criterion or the point, or empty.
    """

    number: str
    said: str
    status: Status | None
    found: str


class AuditCard(Part, frozen=True, kw_only=True):
    """A card: its heading, what it says, and its items.

    Attributes:
        title: a heading of ours, or empty.
        question: the audit question that the card is of, or empty.
        left: how many items there was no room for, or empty.
    """

    title: str
    question: str
    status: Status | None
    text: str
    items: tuple[CardItem, ...]
    left: str

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says."""
        items = (text for item in self.items for text in (item.said, item.found))
        return (self.title, self.question, self.text, *items)

    @property
    def letters(self) -> int:
        """About how much room it takes beside other cards."""
        return _TITLE * (1 + len(self.items)) + sum(map(len, self.texts))


class AuditColumn(Part, frozen=True, kw_only=True):
    """A column of the page."""

    cards: tuple[AuditCard, ...]


class AuditPoster(Part, frozen=True, kw_only=True):
    """One page.

    Attributes:
        points: how large the letters are on paper.
        note: what the sign of a shortened text means; empty where none is shortened.
    """

    columns: tuple[AuditColumn, ...]
    points: float
    note: str


def columns(paper: AuditPaper) -> Columns:
    """What may give way on the poster."""
    weights = [card.letters for card in _cards(paper, [_LADDER[_ENOUGH]], paper.translator)]
    return Columns(
        sizes=_SIZES, cards=balanced(weights, _COLUMNS), enough=_ENOUGH, last=len(_LADDER) - 1
    )


def poster(paper: AuditPaper, _: Translator) -> AuditPoster:
    """The poster, with as much as there is space for; enough, where that isn't said."""
    space = paper.space or columns(paper).plain()
    rooms = [_LADDER[rung] for column in space.rungs for rung in column]
    cards = iter(made := tuple(_cards(paper, rooms, _)))
    return AuditPoster(
        columns=tuple(
            AuditColumn(cards=tuple(next(cards) for _rung in column)) for column in space.rungs
        ),
        points=space.points,
        note=_("{sign} betyr at det står mer i rapporten.", sign=ELLIPSIS)
        if any(ELLIPSIS in text for card in made for text in card.texts)
        else "",
    )


def _cards(paper: AuditPaper, rooms: Sequence[_Room], _: Translator) -> Iterator[AuditCard]:
    """The cards in order, each in its room; in the last one where there are no more."""
    left = iter(rooms)
    room = rooms[-1]
    if purpose := " ".join(paper.texts.purpose):
        room = next(left, room)
        yield _card(title=_("Formål"), text=shortened(purpose, room.text))
    asked = paper.questions
    # Under one question the criteria have a card of their own, which may stand beside it.
    apart = {one.reference.number: one for one in paper.criteria}
    points = points_followed(paper, _)
    for question in asked:
        room = next(left, room)
        numbers = [reference.number for reference in question.criteria]
        measured = [apart.pop(number) for number in numbers] if len(asked) > 1 else []
        found = _found(measured, room, _)
        found += _followed((one for one in points if one.question == question.reference), room)
        yield _with(_question(question, room), found, room, _)
    if apart:
        room = next(left, room)
        found = _found(apart.values(), room, _)
        yield _with(_card(title=_("Kriterier og hovedfunn")), found, room, _)
    if others := [one for one in points if one.question is None]:
        room = next(left, room)
        yield _with(_card(title=_("Det kommunen er bedt om")), _followed(others, room), room, _)
    if paper.recommendations:
        room = next(left, room)
        advised = [
            CardItem(
                number=advice.reference.number,
                said=shortened(advice.text, room.item),
                status=None,
                found="",
            )
            for advice in paper.recommendations
        ]
        yield _with(_card(title=_("Revisjonens anbefalinger")), advised, room, _)


def _question(question: AuditedQuestion, room: _Room) -> AuditCard:
    """A question with its first conclusion; what is said of it in all of them."""
    said = " ".join(" ".join(one.paragraphs) for one in question.conclusions)
    statuses = [one.status for one in question.conclusions if one.status is not None]
    return _card(
        question=shortened(question.text, 300),
        status=statuses[0] if statuses else None,
        text=shortened(said, room.text),
    )


def _followed(points: Iterable[PointFollowed], room: _Room) -> list[CardItem]:
    return [
        CardItem(
            number="",
            said=shortened(one.text, room.item),
            status=one.status,
            found=shortened(" ".join(one.paragraphs), room.item),
        )
        for one in points
    ]


def _found(criteria: Iterable[AuditedCriterion], room: _Room, _: Translator) -> list[CardItem]:
    return [
        CardItem(
            number="",
            said=shortened(one.text, room.item),
            status=not_judged(_) if one.verdict is None else one.verdict.status,
            found=""
            if one.verdict is None
            else shortened(" ".join(one.verdict.paragraphs), room.item),
        )
        for one in criteria
    ]


def _with(card: AuditCard, items: Sequence[CardItem], room: _Room, _: Translator) -> AuditCard:
    left = one_or_many("{n} til i rapporten.", len(items) - room.items)
    return _card(
        title=card.title,
        question=card.question,
        status=card.status,
        text=card.text,
        items=tuple(items[: room.items]),
        left=if_any(left, _),
    )


def _card(
    *,
    title: str = "",
    question: str = "",
    status: Status | None = None,
    text: str = "",
    items: tuple[CardItem, ...] = (),
    left: str = "",
) -> AuditCard:
    return AuditCard(
        title=title, question=question, status=status, text=text, items=items, left=left
    )
