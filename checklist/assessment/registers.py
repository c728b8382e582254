"""What stands in every field of an assessment, event by event.

Every field of every thing is a register. An event gives values to the fields it touches, and the
values its author had seen give way. Values that people gave without seeing each other's stand
side by side: a disagreement, until somebody has seen them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from checklist.assessment.events import (
    ActionSet,
    ActionWithdrawn,
    Answered,
    Author,
    Corrected,
    Created,
    CriteriaUpgraded,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    FieldRecorded,
    FollowUpSet,
    PredecessorNamed,
    RecommendationSet,
    SampleDrawn,
    Seen,
    SignedOff,
    StatementGiven,
    Touched,
    VerdictSet,
    What,
)

T = TypeVar("T")


class Recorded(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """A value with who recorded it and when, the event that did, and in which store."""

    value: T
    author: Author
    at: datetime
    event: str = ""
    replica: str = ""

    @property
    def writer(self) -> tuple[str, str]:
        """Who, and in which store: what the same wrote before always gives way."""
        return self.author.name, self.replica


class Thing(NamedTuple):
    """What has fields: an answer by its checkpoint, evidence by its id, and so on."""

    kind: str
    id: str


Standing = tuple[Recorded[Any], ...]
"""What stands in a field, in order; the last is shown."""

Fields = Mapping[str, Standing]

ABOUT = Thing("about", "")
"""What the assessment is about: municipality, date, title and period."""

THERE = "there"
"""Whether evidence or an action counts. It does if any standing value says so."""


def seen_of(what: What) -> Seen:
    """The standing events its author had in front of them; None is all."""
    return getattr(what, "seen", None)


TAKEN_FROM = "taken_from"
"""The field with the journal that something waiting was taken from."""

RECORDED = "recorded "
"""Begins the kind of a thing in a journal of another kind than an assessment."""

WAITING = "waiting "
"""Begins the kind of a thing from an earlier assessment that nobody has confirmed."""


def changes_of(what: What) -> tuple[Thing, Mapping[str, Any]] | None:
    """The thing an event is about, and the fields it gives a value; None for other events."""
    changed = _changes_of(what)
    if changed is None or not getattr(what, "waits", False):
        return changed
    thing, values = changed
    if thing.kind != "links":
        values = {**values, TAKEN_FROM: getattr(what, TAKEN_FROM)}
    return Thing(f"{WAITING}{thing.kind}", thing.id), values


def _changes_of(what: What) -> tuple[Thing, Mapping[str, Any]] | None:
    match what:
        case Answered(checkpoint=name, answer=answer, touched=touched):
            return Thing("answer", name), _values(answer, touched)
        case EvidenceRecorded(evidence=evidence, touched=touched):
            kind = {"kind": type(evidence)}
            return Thing("evidence", evidence.id), kind | _recorded(evidence, touched)
        case EvidenceRemoved(evidence=name):
            return Thing("evidence", name), {THERE: False}
        case EvidenceLinked(evidence=name, checkpoint=checkpoint):
            return Thing("links", checkpoint), {name: True}
        case EvidenceUnlinked(evidence=name, checkpoint=checkpoint):
            return Thing("links", checkpoint), {name: False}
        case ActionSet(action=action, touched=touched):
            return Thing("action", action.id), _recorded(action, touched)
        case ActionWithdrawn(action=name):
            return Thing("action", name), {THERE: False}
        case Created() | Corrected() | SignedOff():
            return ABOUT, _about(what)
        case _:
            return _judged(what)


def _about(what: Created | Corrected | SignedOff) -> dict[str, Any]:
    match what:
        case Created(period=period):
            given = {"begins": period.begins, "ends": period.ends}
            return {name: getattr(what, name) for name in ("municipality", "date", "title")} | given
        case Corrected(touched=touched):
            return {name: getattr(what, name) for name in touched}
        case SignedOff(ends=ends):
            return {} if ends is None else {"ends": ends}


def _judged(what: What) -> tuple[Thing, Mapping[str, Any]] | None:
    match what:
        case VerdictSet(criterion=name, verdict=verdict):
            return Thing("verdict", name), {"verdict": verdict}
        case RecommendationSet(recommendation=recommendation, touched=touched):
            return Thing("recommendation", recommendation.id), _recorded(recommendation, touched)
        case FollowUpSet(recommendation=name, verdict=judged):
            return Thing("follow_up", name), {"verdict": judged}
        case SampleDrawn(sample=sample):
            return Thing("sample", sample.frame), {"sample": sample}
        case StatementGiven():
            return Thing("statement", ""), {"statement": msgspec.structs.replace(what, seen=None)}
        case CriteriaUpgraded(criteria_set=criteria_set):
            return Thing("set", ""), {"in_force": criteria_set}
        case PredecessorNamed(journal=journal):
            return Thing("predecessor", journal), {"predecessor": what}
        case FieldRecorded(kind=kind, id=name, field=field, value=value, text=text):
            return Thing(f"{RECORDED}{kind}", name), {field: text or value}
        case _:
            return None


def _recorded(value: Any, touched: Touched) -> dict[str, Any]:
    return {THERE: True, "id": value.id} | _values(value, touched)


def _values(value: msgspec.Struct, touched: Touched) -> dict[str, Any]:
    names = value.__struct_fields__ if touched is None else touched
    return {name: getattr(value, name) for name in names}


class Registers:
    """What stands in every field while events are applied, in their order.

    Attributes:
        fields: what stands, by thing and field; things in the order they began to count.
    """

    def __init__(self, fields: Mapping[Thing, Fields], undone: Mapping[str, Seen] | None = None):
        """`undone` are the events that no longer count, with what their authors had seen."""
        self.fields: dict[Thing, Fields] = dict(fields)
        self._undone = undone or {}

    def apply(self, event: Event) -> Thing | None:
        """Take in an event that comes after the others; the thing it changed, if any."""
        changed = changes_of(event.what)
        if changed is None:
            return None
        thing, values = changed
        before = self.fields.get(thing, {})
        fields = dict(before)
        seen = self._all_seen(seen_of(event.what))
        for name, value in values.items():
            given = Recorded(value, event.author, event.at, event.id, event.replica)
            if thing.kind == "links" and value and not holds(before.get(name, ())):
                fields.pop(name, None)  # evidence linked again comes last
            fields[name] = (*_left(before.get(name, ()), given, seen), given)
        if values.get(THERE) and not holds(before.get(THERE, ())):
            self.fields.pop(thing, None)  # what is recorded again comes last
        self.fields[thing] = fields
        return thing

    def _all_seen(self, seen: Seen) -> frozenset[str] | None:
        """With what they had seen who wrote events that are undone; None is everything."""
        if not self._undone:
            return None if seen is None else frozenset(seen)
        found: set[str] = set()
        waiting = [seen]
        while waiting:
            names = waiting.pop()
            if names is None:
                return None
            new = [name for name in names if name not in found]
            found.update(new)
            waiting += [self._undone[name] for name in new if name in self._undone]
        return frozenset(found)


@cache
def required_fields(kind: Any) -> frozenset[str]:
    """The fields that a kind of thing can't be made without."""
    return frozenset(known.name for known in msgspec.structs.fields(kind) if known.required)


def holds(standing: Standing) -> bool:
    """Whether any standing value says yes: to leave out what somebody keeps would lose it."""
    return any(given.value for given in standing)


def _left(
    standing: Standing, given: Recorded[Any], seen: frozenset[str] | None
) -> Iterator[Recorded[Any]]:
    if seen is not None:
        for other in standing:
            if other.event not in seen and other.writer != given.writer:
                yield other


def shown(fields: Fields) -> dict[str, Recorded[Any]]:
    """The value of each field that is shown: the last that stands."""
    return {name: standing[-1] for name, standing in fields.items()}


def by_writer(
    fields: Fields, given: Recorded[Any], others: Iterable[Recorded[Any]]
) -> dict[str, Recorded[Any]]:
    """The value of each field as the writer of one of several values has it.

    That is what the same writer gave, or else what none of those who disagree gave.
    """
    writers = {other.writer for other in others}
    found: dict[str, Recorded[Any]] = {}
    for name, standing in fields.items():
        own = [value for value in standing if value.writer == given.writer]
        neutral = [value for value in standing if value.writer not in writers]
        if picked := own or neutral:
            found[name] = picked[-1]
    return found
