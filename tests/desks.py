"""Several stores of one assessment that go apart and come together again, step by step.

`tests/test_histories.py` tries short histories, `python -m benchmarks.histories` many and longer.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from msgspec.structs import replace

from checklist.assessment import (
    WITHHELD,
    Action,
    ActionStatus,
    Answered,
    AnsweredAlone,
    Assessment,
    Author,
    Created,
    Erased,
    Event,
    Names,
    NothingToUndo,
    Observation,
    SetVerdict,
    Situation,
    VerdictCode,
    after,
    deciding,
    fold,
    rounds_of,
    seen_by_undone,
    since_sign_off,
)
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.store import Journal
from tests import databases
from tests.conftest import NES
from tests.sampled import FRAME

NAME = "nes"
TODAY = date(2026, 11, 23)
KINDS = (
    "answer", "answer", "answer", "comment", "comment", "record", "link", "unlink", "remove",
    "action", "withdraw", "verdict", "undo", "redo", "back", "merge", "merge", "look", "look",
    "erase", "start", "alone", "open", "clock", "draw", "correct", "sign",
)  # fmt: skip


class Step(NamedTuple):
    """What one store does; `a` and `b` choose what it is about."""

    store: int
    kind: str
    a: int
    b: int


@cache
def criteria() -> CriteriaSet:
    """A small set with a sample frame, read once."""
    return replace(Library.shipped().open("oppfolging"), samples=(FRAME,))


@cache
def points() -> tuple[str, ...]:
    """Three checkpoints: few, so that people meet."""
    return tuple(Names(criteria()).checkpoints)[:3]


@cache
def begun() -> bytes:
    """A database in which the assessment has begun."""
    created = Created(municipality=NES, criteria_set="", date=TODAY)
    with TemporaryDirectory() as folder:
        path = Path(folder, "first.sqlite3")
        with Journal(path) as journal:
            journal.create(NAME, created, criteria(), Author(name="Anna"))
        return path.read_bytes()


class Desk:
    """One store and who works in it."""

    def __init__(self, journal: Journal, author: Author, number: int) -> None:
        self.journal = journal
        self.author = author
        self.number = number
        self.seen = self.state()
        self.texts = 0
        self.erased: list[str] = []

    def events(self) -> tuple[Event, ...]:
        return self.journal.events(NAME)

    def state(self) -> Assessment:
        return fold(NAME, self.events())

    def at(self) -> Situation:
        events = self.events()
        state = fold(NAME, events)
        rounds = rounds_of(events)
        return Situation(
            names=Names(criteria()),
            state=state,
            seen=self.seen,
            author=self.author,
            events=events,
            round=None,
            running=bool(rounds) and rounds[-1].running,
        )

    def write(self, *happened: Any) -> None:
        """Write as a session does, and hold property 2 and 3 on the way."""
        if not happened:
            return
        known, before = self.events(), self.state()
        written = self.journal.append(NAME, self.author, *happened)
        assert min(e.place for e in written) > max(e.place for e in known), "own comes last"
        if len(written) == 1 and isinstance(happened[0], Answered):
            undone = seen_by_undone(known)
            assert after(before, written[0], undone) == self.state()
            self.seen = after(self.seen, written[0], undone)

    def left_of(self, erased: Iterable[str]) -> list[str]:
        """Erased texts that are in a file of this store, though no event has them any more.

        Somebody who had not taken in the erasing may have written the same text once more.
        """
        folder, name = self.journal.path.parent, self.journal.path.name
        content = b"".join(path.read_bytes() for path in folder.glob(f"{name}*"))
        again = {
            event.what.answer.comment
            for event in self.events()
            if isinstance(event.what, Answered | AnsweredAlone)
        }
        return [text for text in erased if text.encode() in content and text not in again]

    def text(self) -> str:
        self.texts += 1
        # Letters only: eleven digits in a row could be somebody's number.
        noise = "".join(random.choices(ascii_lowercase, k=14))  # noqa: S311 - no secret
        return f"Tekst {self.number}-{self.texts}-{noise}."


def do(desks: Sequence[Desk], step: Step, clock: list[timedelta]) -> None:
    """Do one step; what is refused is no step."""
    desk = desks[step.store % len(desks)]
    with suppress(SamsjekkError, KeyError, IndexError):
        _do(desk, desks, step, clock)


def _do(desk: Desk, desks: Sequence[Desk], step: Step, clock: list[timedelta]) -> None:  # noqa: C901, PLR0912, PLR0915 - a table of what people do
    at = desk.at()
    point = points()[step.a % len(points())]
    evidence = f"d{step.b % 2}"
    match step.kind:
        case "answer":
            desk.write(*deciding.value(at, point, list(AnswerValue)[step.b % 3]))
        case "comment":
            desk.write(*deciding.comment(at, point, desk.text()))
        case "record":
            seen = Observation(id=evidence, title=desk.text())
            desk.write(*deciding.record(at, (seen,), (point,) if step.a % 2 else (), TODAY))
        case "link":
            desk.write(*deciding.link(at, evidence, point))
        case "unlink":
            desk.write(*deciding.unlink(at, evidence, point))
        case "remove":
            desk.write(*deciding.remove_evidence(at, evidence))
        case "action":
            wanted = Action(
                id=f"t{step.b % 2}",
                criterion="opp-plan",
                what="Lage plan" if step.a % 2 else desk.text(),
                status=list(ActionStatus)[step.a % 3],
            )
            desk.write(*deciding.action(at, wanted))
        case "withdraw":
            desk.write(*deciding.withdraw_action(at, f"t{step.b % 2}"))
        case "verdict":
            verdict = SetVerdict(verdict=list(VerdictCode)[step.b % 3], reason=desk.text())
            desk.write(*deciding.verdict(at, "opp-plan", verdict if step.a % 3 else None))
        case "draw":
            of, seed, why = 20 + step.b % 3, f"s{step.a % 3}", desk.text() if step.a % 4 else ""
            desk.write(*deciding.sample(at, FRAME.id, of, seed, why=why))
        case "correct":
            desk.write(*deciding.correct(at, {"title": desk.text()}, TODAY))
        case "sign":
            _of, heads, _writes = desk.journal.heads(NAME)
            desk.write(*deciding.sign_off(at, "leder", TODAY, TODAY, heads=heads, kontrollsum="0"))
            since = since_sign_off(desk.state(), desk.events())
            assert since is not None
            assert not since.things, "nothing is later than what was signed now"
        case "undo":
            desk.write(deciding.undo(at, desk.journal.replicas())[1])
        case "redo":
            desk.write(deciding.redo(at, desk.journal.replicas())[1])
        case "back":
            events = desk.events()
            way = deciding.back_to(at, events[step.a % len(events)].id)
            desk.write(*deciding.go_back(at, way))
        case "merge":
            merge(desk, desks[step.a % len(desks)], step.b)
        case "look":
            desk.seen = at.state
        case "erase":
            _erase(desk, step.a)
        case "start":
            desk.write(*deciding.start_round(["Bo"]))
        case "alone":
            rounds = rounds_of(at.events)
            alone = at._replace(round=rounds[-1] if rounds and rounds[-1].running else None)
            if alone.round is not None:
                desk.write(*deciding.comment(alone, point, desk.text()))
        case "open":
            desk.write(*deciding.open_round(rounds_of(at.events)))
        case "clock":
            clock[desk.number] += timedelta(hours=step.a % 97 - 48)


def _erase(desk: Desk, number: int) -> None:
    told = [
        event
        for event in desk.events()
        if isinstance(event.what, Answered) and event.what.answer.comment not in ("", WITHHELD)
    ]
    if not told:
        raise NothingToUndo(phrase("ingenting"))
    event = told[number % len(told)]
    assert isinstance(event.what, Answered)
    erased = Erased(event=event.id, path="answer.comment", reason="x")
    desk.journal.erase(NAME, desk.author, erased)
    desk.erased.append(event.what.answer.comment)


def merge(desk: Desk, other: Desk, chosen: int) -> None:
    """Take in some of what another store has, in any order, some of it twice."""
    lines = list(other.journal.lines(NAME))
    chance = random.Random(chosen)  # noqa: S311 - which lines a test takes
    part = [line for line in lines if chosen % 3 or chance.random() < 0.6]
    chance.shuffle(part)
    desk.journal.take_in(NAME, [*part, *part[:2]])


def meet(desks: Sequence[Desk]) -> None:
    """Open a round that is running, and let everybody take in everything until all have it."""
    for _ in range(2):
        for desk in desks:
            for other in desks:
                desk.journal.take_in(NAME, reversed(other.journal.lines(NAME)))
        if (rounds := rounds_of(desks[0].events())) and rounds[-1].running:
            desks[0].write(*deciding.open_round(rounds))
    for desk in desks:
        for other in desks:
            desk.journal.take_in(NAME, other.journal.lines(NAME))


def _begin_at(path: Path, number: int, clock: Any) -> Journal:
    if databases.BEGIN_AT and number % 2:
        first = path.with_name(f"first-{number}")
        first.write_bytes(begun())
        journal = Journal(path, clock, database=databases.BEGIN_AT[0](path))
        with databases.in_file(first) as made:
            journal.adopt(NAME, made.lines(NAME, whole=True), [criteria()])
        return journal
    path.write_bytes(begun())
    journal = Journal(path, clock)
    journal.database.connection.execute("PRAGMA synchronous = OFF")
    return journal


@contextmanager
def office(stores: int) -> Iterator[tuple[list[Desk], list[timedelta]]]:
    """Stores that begin as copies of one file, each with a clock of its own.

    The first two belong to the same person, on two machines. In a test of `ON_BOTH`, each second
    one lies in PostgreSQL.
    """
    clock = [timedelta() for _ in range(stores)]

    def ticking(number: int) -> Any:
        ticks = iter(range(1_000_000))
        return lambda: (
            datetime(2026, 11, 23, tzinfo=UTC) + clock[number] + timedelta(seconds=next(ticks))
        )

    with TemporaryDirectory() as folder, ExitStack() as open_ones:
        desks = []
        for number in range(stores):
            path = Path(folder, f"{number}.sqlite3")
            journal = open_ones.enter_context(_begin_at(path, number, ticking(number)))
            author = Author(name="Anna" if number < 2 else f"Bo {number}")
            desks.append(Desk(journal, author, number))
        yield desks, clock
