"""What the events of an assessment do not say alone: what they are about, and what came before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from checklist.assessment import (
    Action,
    ActionSet,
    ActionWithdrawn,
    Answer,
    Answered,
    AnsweredAlone,
    Corrected,
    CountingSoFar,
    Created,
    Event,
    Evidence,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceUnlinked,
    PredecessorNamed,
    Recommendation,
    RecommendationSet,
    Touched,
    Undone,
    VerdictSet,
    WentBack,
    in_order,
)
from checklist.criteria import CriteriaSet

T = TypeVar("T", bound=msgspec.Struct)

Changing = Answer | Evidence | Action | Recommendation | Corrected
"""What is changed a field at a time."""

CLOCKS_APART = timedelta(minutes=10)
"""How far from each other the clocks of two machines may be before it is said."""

C = TypeVar("C", bound=Evidence | Action | Recommendation)


class Earlier(msgspec.Struct, frozen=True):
    """What an event alone does not say: what it is about, and what it came instead of.

    Attributes:
        events: every event by its id, with the fields it left as they were.
        titles: the title of each piece of evidence, by its id.
        recommendations: the text of each recommendation, by its id.
        before: for each event that changed something, by its id, how that was until then.
        actions: the words of each action, by its id.
        predecessors: the earlier assessments that something was taken over from, by journal.
        sets: the versions of the criteria set that were in force before, the last one first.
        back_in_time: the events whose time is before that of the event they come after.
    """

    events: Mapping[str, Event]
    titles: Mapping[str, str]
    recommendations: Mapping[str, str]
    before: Mapping[str, Changing]
    actions: Mapping[str, str]
    predecessors: Mapping[str, PredecessorNamed]
    sets: tuple[CriteriaSet, ...]
    back_in_time: Container[str] = frozenset()

    @classmethod
    def of(cls, events: Iterable[Event], sets: tuple[CriteriaSet, ...] = ()) -> Earlier:
        """Look through the events of one assessment, in any order."""
        by_id: dict[str, Event] = {}
        was: dict[str, Changing] = {}
        evidence: dict[str, Evidence] = {}
        titles_that_wait: dict[str, str] = {}
        recommended: dict[str, Recommendation] = {}
        actions: dict[str, Action] = {}
        given: defaultdict[str, list[Event]] = defaultdict(list)
        predecessors: dict[str, PredecessorNamed] = {}
        stood = Corrected()
        count = CountingSoFar(by_id)
        for event in in_order(events):
            held, what = event, event.what
            match what:
                case Answered(checkpoint=checkpoint, answer=answer, waits=False):
                    before = was[event.id] = _last_counting(given[checkpoint], count)
                    whole = _whole(answer, before, what.touched)
                    held = _with_answer(event, what, whole)
                    given[checkpoint].append(held)
                case EvidenceRecorded(evidence=now, waits=True):
                    titles_that_wait[now.id] = now.title
                case EvidenceRecorded(evidence=now):
                    piece = _taken(event.id, now, what.touched, evidence, was)
                    held = replace(event, what=replace(what, evidence=piece))
                case RecommendationSet(recommendation=point):
                    asked = _taken(event.id, point, what.touched, recommended, was)
                    held = replace(event, what=replace(what, recommendation=asked))
                case ActionSet(action=action, waits=False):
                    planned = _taken(event.id, action, what.touched, actions, was)
                    held = replace(event, what=replace(what, action=planned))
                case PredecessorNamed(journal=journal):
                    predecessors[journal] = what
                case Created() | Corrected():
                    held, stood = _subject(event, what, stood, was)
                case Undone() | WentBack():
                    count.add(event)
            by_id[event.id] = held
        return cls(
            by_id,
            titles_that_wait | {name: piece.title for name, piece in evidence.items()},
            {name: point.text for name, point in recommended.items()},
            was,
            {name: action.what for name, action in actions.items()},
            predecessors,
            sets,
            {
                event.id
                for before, event in pairwise(by_id.values())
                if before.at - event.at > CLOCKS_APART
            },
        )


def _whole(now: T, before: T | None, touched: Touched) -> T:
    """A thing as it was after an event that touched some of its fields."""
    if touched is None or before is None or type(before) is not type(now):
        return now
    return replace(before, **{name: getattr(now, name) for name in touched})


def _subject(
    event: Event, what: Created | Corrected, stood: Corrected, was: dict[str, Changing]
) -> tuple[Event, Corrected]:
    """The event whole, and what the assessment is about after it; `was` gets what it was before."""
    if isinstance(what, Created):
        return event, Corrected(
            municipality=what.municipality,
            date=what.date,
            title=what.title,
            begins=what.period.begins,
            ends=what.period.ends,
        )
    was[event.id] = stood
    now = replace(stood, **{name: getattr(what, name) for name in what.touched})
    return replace(event, what=replace(now, touched=what.touched)), now


def _with_answer(event: Event, what: Answered, whole: Answer) -> Event:
    return event if what.answer == whole else replace(event, what=replace(what, answer=whole))


def _taken(
    event: str, now: C, touched: Touched, known: dict[str, C], was: dict[str, Changing]
) -> C:
    """A thing whole after an event, from now on the known one; `was` gets the one before."""
    before = known.get(now.id)
    if before is not None:
        was[event] = before
    known[now.id] = whole = _whole(now, before, touched)
    return whole


def _last_counting(given: list[Event], count: Container[str]) -> Answer:
    for event in reversed(given):
        if event.id in count and isinstance(event.what, Answered):
            return event.what.answer
    return Answer()


def checkpoint_of(event: Event, earlier: Earlier) -> str | None:
    """The checkpoint that an event, or what it took back, is about; None for other events."""
    match event.what:
        case Answered(checkpoint=name) | AnsweredAlone(checkpoint=name):
            return name
        case EvidenceLinked(checkpoint=name) | EvidenceUnlinked(checkpoint=name):
            return name
        case Undone(event=name) if name in earlier.events and name < event.id:
            return checkpoint_of(earlier.events[name], earlier)
        case _:
            return None


def criterion_of(event: Event, criteria_set: CriteriaSet, earlier: Earlier) -> str | None:
    """The criterion that an event, or what it took back, is about; None for other events."""
    match event.what:
        case VerdictSet(criterion=name) | ActionSet(action=Action(criterion=name)):
            return name if any(c.id == name for c in criteria_set.criteria) else None
        case ActionWithdrawn(action=action):
            for before in reversed(list(earlier.events.values())):
                match before.what:
                    case ActionSet(action=Action(id=known)) if known == action:
                        return criterion_of(before, criteria_set, earlier)
            return None
        case Undone(event=name) if name in earlier.events and name < event.id:
            return criterion_of(earlier.events[name], criteria_set, earlier)
    point = checkpoint_of(event, earlier)
    for criterion in criteria_set.criteria:
        if any(checkpoint.id == point for checkpoint in criterion.checkpoints):
            return criterion.id
    return None
