"""First alone, then together: rounds in which each answers without seeing the others.

What people answer alone lies in the same journal as everything else, and is never the answer of
the assessment. Nobody but its author sees it before the round is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from checklist.assessment.events import (
    Answer,
    AnsweredAlone,
    Author,
    Event,
    RoundOpened,
    RoundStarted,
)
from checklist.assessment.registers import Recorded
from checklist.assessment.state import Assessment, effective
from checklist.text import WITHHELD

Own = Mapping[str, Recorded[Answer]]
"""One person's answers, by checkpoint."""


class Round(msgspec.Struct, frozen=True):
    """One round.

    Attributes:
        ids: the events that started it; people who start one at the same time share it.
        people: those expected: who started it, and those named then, with the role each was last
            seen with.
        authors: everyone who answered, as they were at their last answer, by name.
        answers: what each answered, by name.
        opened: the id of the event that opened it, or empty while it is running.
    """

    ids: tuple[str, ...]
    people: tuple[Author, ...]
    authors: Mapping[str, Author]
    answers: Mapping[str, Own]
    opened: str = ""

    @property
    def id(self) -> str:
        """The id by which answers name the round."""
        return self.ids[0]

    @property
    def running(self) -> bool:
        """Whether people still answer alone."""
        return not self.opened

    @property
    def not_begun(self) -> tuple[Author, ...]:
        """Those who are expected and have answered nothing."""
        return tuple(who for who in self.people if not self.answers.get(who.name))


def rounds_of(events: Iterable[Event]) -> tuple[Round, ...]:
    """Every round, in the order they were started, whatever order the events are given in.

    An answer belongs to its round also where it was written after somebody had opened it: its
    author had not seen the others then. To start a round while one is running is to take part.
    """
    events = tuple(events)
    if not any(isinstance(event.what, RoundStarted) for event in events):
        return ()
    return tuple(draft.round() for draft in _drafts(events))


def _drafts(events: Iterable[Event]) -> list[_Draft]:
    drafts: list[_Draft] = []
    known: dict[str, Author] = {}
    for event in effective(events):
        known[event.author.name] = event.author
        match event.what:
            case RoundStarted(people=people):
                if not drafts or drafts[-1].opened is not None:
                    drafts.append(_Draft(known))
                drafts[-1].join(event, people)
            case RoundOpened(round=name):
                for draft in drafts:
                    if name in draft.ids and draft.opened is None:
                        draft.opened = event
            case AnsweredAlone(checkpoint=checkpoint) as answered if checkpoint != WITHHELD:
                for draft in drafts:
                    if answered.round in draft.ids:
                        draft.answer(event, answered)
    return drafts


def running_round(events: Iterable[Event]) -> Round | None:
    """The round that people answer alone in now, or None."""
    last = next(reversed(rounds_of(events)), None)
    return last if last is not None and last.running else None


def visible_to(name: str, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that a person may see: all but what others answered in a round that is running."""
    events = tuple(events)
    running = running_round(events)
    if running is None:
        return events
    return tuple(
        event
        for event in events
        if event.author.name == name
        or not isinstance(event.what, AnsweredAlone)
        or event.what.round not in running.ids
    )


def as_seen_alone(shared: Assessment, own: Own) -> Assessment:
    """The assessment as its author sees it during a round: with that person's own answers only."""
    return msgspec.structs.replace(shared, answers=own, verdicts={}, standing={}, fields={})


class _Draft:
    """A round while events are applied to it; `known` is everyone seen, in the round or not."""

    def __init__(self, known: Mapping[str, Author]) -> None:
        self._known = known
        self._people: dict[str, None] = {}
        self._authors: dict[str, Author] = {}
        self._answers: dict[str, dict[str, Recorded[Answer]]] = {}
        self.ids: list[str] = []
        self.opened: Event | None = None

    def join(self, event: Event, people: Iterable[str]) -> None:
        self.ids.append(event.id)
        self._people.update(dict.fromkeys((event.author.name, *people)))

    def answer(self, event: Event, answered: AnsweredAlone) -> None:
        who, given = event.author.name, answered.answer
        self._authors[who] = event.author
        own = self._answers.setdefault(who, {})
        if given == Answer(fingerprint=given.fingerprint):
            own.pop(answered.checkpoint, None)
        else:
            own[answered.checkpoint] = Recorded(given, event.author, event.at, event.id)

    def round(self) -> Round:
        return Round(
            ids=tuple(self.ids),
            people=tuple(self._known.get(name, Author(name=name)) for name in self._people),
            authors=self._authors,
            answers=self._answers,
            opened="" if self.opened is None else self.opened.id,
        )
