"""The poster: a card for each audit question, and one for the assessment itself, on one page.

The cards stand in columns. What gives way for what stands in `_LADDER`: the texts, then the
third finding, and never the question and its conclusion.
"""

from __future__ import annotations

from typing import NamedTuple

from checklist.i18n import Translator, one_or_many
from checklist.reporting.cards import LEAST, LINE, Cards, QuestionCard, Room
from checklist.reporting.fitting import (
    ELLIPSIS,
    Columns,
    balanced,
    going_on,
    short,
    shortened,
)
from checklist.reporting.model import ActionLine
from checklist.reporting.pictures import COLUMN, BarPicture, findings_picture
from checklist.reporting.report import Report
from checklist.words import Part, Wording, if_any, sentence

_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
_COLUMNS = 3


class _AboutRoom(NamedTuple):
    """What the card of the assessment has room for: how many of each, and letters of a text."""

    actions: int = 0
    letters: int = 0
    purpose: int = 0
    picture: int = 0


_FULL = Room(points=3, comment=400, why=True, named=True, leaning=5, known=4, settling=8)
_THREE = Room(comment=300, advice=220, named=True, leaning=3, known=2, settling=4)
_TWO = Room(findings=2, comment=200, advice=150, leaning=1, known=1, settling=1)
_SHORT = _TWO._replace(comment=120, known=0)
_BARE = _SHORT._replace(leaning=0, advice=120, measured=False)

_LADDER = (
    (
        _FULL._replace(findings=5, points=4, leaning=6, known=6, settling=12),
        _AboutRoom(8, 300, 600, 12),
    ),
    (_FULL._replace(findings=4, known=5, settling=10), _AboutRoom(8, 300, 600, 12)),
    (_FULL, _AboutRoom(6, 250, 400, 10)),
    (_FULL._replace(why=False, settling=6), _AboutRoom(6, 250, 400, 10)),
    (_THREE._replace(points=2, leaning=4, known=3, settling=5), _AboutRoom(5, 250, 300, 8)),
    (_THREE._replace(points=2, comment=200), _AboutRoom(5, 250, 300, 8)),
    (_THREE, _AboutRoom(4, 250, 300, 8)),
    (_THREE._replace(comment=240, settling=3), _AboutRoom(4, 250, 300, 8)),
    (_THREE._replace(comment=200, leaning=2, settling=3), _AboutRoom(4, 200, 260, 6)),
    (_THREE._replace(comment=160, leaning=2, known=1, settling=3), _AboutRoom(4, 200, 260, 6)),
    (Room(advice=150, comment=160, leaning=2, known=1, settling=2), _AboutRoom(3, 200, 260, 6)),
    (Room(advice=150, comment=130, leaning=1, known=1, settling=2), _AboutRoom(3, 200, 200, 5)),
    (Room(advice=150, comment=110, leaning=1, known=1, settling=1), _AboutRoom(3, 200, 160, 4)),
    (
        Room(advice=150, comment=90, leaning=1, known=0, settling=1, measured=False),
        _AboutRoom(4, 250, 300),
    ),
    (_TWO, _AboutRoom(4, 200, 200)),
    (_TWO._replace(comment=160, known=0), _AboutRoom(3, 200, 260)),
    (_SHORT, _AboutRoom(3, 160, 260)),
    (_SHORT._replace(leaning=0), _AboutRoom(2, 200, 160)),
    (_BARE._replace(comment=90), _AboutRoom(2, 160, 120)),
    (_BARE._replace(comment=60), _AboutRoom(2, 140)),
    (_BARE._replace(comment=0), _AboutRoom(2, 120)),
    (_BARE._replace(comment=0, settling=0), _AboutRoom(2, 90)),
    (_BARE._replace(comment=0, settling=0, advice=80), _AboutRoom(1, 120)),
    (LEAST._replace(findings=2, points=1), _AboutRoom(1, 80)),
    (LEAST._replace(findings=1, points=1, advice=90), _AboutRoom(1, 80)),
    (LEAST._replace(findings=1, points=1), _AboutRoom()),
    (LEAST._replace(findings=1), _AboutRoom()),
    (LEAST._replace(question=90), _AboutRoom()),
)
"""What a card says on each rung, and beside it the card of the assessment: least last."""

_ENOUGH = 12
"""The rung that letters are made smaller for."""


class AboutCard(Part, frozen=True, kw_only=True):
    """The assessment itself: what it is for, its findings drawn, and what is being done.

    Attributes:
        purpose: what the criteria set is for; None where there is no room.
        under_way: actions that are not finished, each with how far it has come.
        under_way_left: how many more there are, or empty.
        picture: findings by theme and severity; None where there is none, or no room.
    """

    purpose: Wording | None
    under_way: tuple[str, ...]
    under_way_left: str
    picture: BarPicture | None

    @property
    def letters(self) -> int:
        """About how much room it takes beside other cards."""
        drawn = 0 if self.picture is None else round(self.picture.height * 2.5)
        texts = (str(self.purpose or ""), *self.under_way)
        return drawn + sum(len(text) + LINE for text in texts)


class PosterColumn(Part, frozen=True, kw_only=True):
    """A column of the page. The last one ends with the card of the assessment itself."""

    cards: tuple[QuestionCard, ...]
    about: AboutCard | None


class Poster(Part, frozen=True, kw_only=True):
    """One page: its head, and its columns.

    Attributes:
        findings_lead: how many findings there are, in a sentence.
        looked: how much was looked at.
        points: how large the letters are on paper.
        note: what the sign of a shortened text means.
    """

    municipality: str
    subject: Wording
    findings_lead: str
    looked: str
    columns: tuple[PosterColumn, ...]
    points: float
    note: str


def columns(report: Report) -> Columns:
    """What may give way on the poster."""
    return Columns(
        sizes=_SIZES,
        cards=tuple(number + about for number, about in _columns(Cards(report), report)),
        enough=_ENOUGH,
        last=len(_LADDER) - 1,
    )


def poster(report: Report, _: Translator) -> Poster:
    """The poster, with as much as there is space for; enough, where that isn't said."""
    head, made = report.head, Cards(report)
    space = report.space or columns(report).plain()
    questions = iter(report.appraisal.questions)
    told = [
        PosterColumn(
            cards=tuple(made.card(next(questions), _LADDER[rung][0]) for rung in rungs[:number]),
            about=_about(report, _LADDER[rungs[-1]][1], _) if about else None,
        )
        for (number, about), rungs in zip(_columns(made, report), space.rungs, strict=True)
    ]
    return Poster(
        municipality=shortened(head.municipality, 50),
        subject=short(head.set_title, 120),
        findings_lead=report.summary.findings_counted,
        looked=report.summary.progress[0],
        columns=tuple(told),
        points=space.points,
        note=_("{sign} betyr at det står mer i gaprapporten.", sign=ELLIPSIS),
    )


def _columns(made: Cards, report: Report) -> tuple[tuple[int, bool], ...]:
    """How many questions stand in each column, and which has the card of the assessment."""
    weights = [
        made.card(asked, _LADDER[_ENOUGH][0]).letters for asked in report.appraisal.questions
    ]
    weights.append(_about(report, _LADDER[_ENOUGH][1], report.translator).letters)
    numbers = balanced(weights, _COLUMNS)
    return (*((number, False) for number in numbers[:-1]), (numbers[-1] - 1, True))


def _about(report: Report, room: _AboutRoom, _: Translator) -> AboutCard:
    going = going_on(report.actions, report.findings)
    return AboutCard(
        purpose=short(report.purpose, room.purpose) if room.purpose else None,
        under_way=tuple(_under_way(action, room.letters) for action in going[: room.actions]),
        under_way_left=if_any(
            one_or_many("{n} tiltak til i gaprapporten.", len(going) - room.actions), _
        ),
        picture=findings_picture(report.themes, report.findings, _, most=room.picture, frame=COLUMN)
        if room.picture
        else None,
    )


def _under_way(action: ActionLine, letters: float) -> str:
    """What is done, how far it has come, and how one will see that it helped."""
    told = sentence(action.what)
    if action.effect:
        told = f"{told} {sentence(action.effect)}"
    return f"{action.status.sign} {sentence(action.status.word)} {shortened(told, letters)}"
