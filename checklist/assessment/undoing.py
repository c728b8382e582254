"""Which events an undo, a redo and going back to a moment are about. Nothing is ever removed.

A step is what one person did at once. Undo takes back one's own last step that counts; redo takes
back the undo. Answers given alone in a round have an undo of their own, so that undoing there
never changes what all share, and the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping

import msgspec

from checklist.assessment.events import (
    AnsweredAlone,
    Begun,
    Created,
    Erased,
    Event,
    Joined,
    Left,
    RoundOpened,
    RoundStarted,
    SignedOff,
    Undone,
    What,
)
from checklist.assessment.state import counting, in_order
from checklist.errors import SamsjekkError

_KEPT = (Begun, Created, RoundStarted, RoundOpened, Erased, Joined, Left, SignedOff)
"""What neither an undo nor going back takes away."""


class NothingToUndo(SamsjekkError):
    """This author has no change that still counts, or none that was undone."""


class UnknownMoment(SamsjekkError):
    """No event has this id, or several have an id that ends so."""


def last_step(
    events: Iterable[Event],
    author: str,
    rounds: tuple[str, ...] = (),
    here: Container[str] | None = None,
) -> tuple[Event, ...]:
    """The author's last step that counts, the first event first; empty where there is none.

    A step that was redone is as late as the redoing: somebody else can have brought back a later
    one meanwhile, and an undo takes back what its author did last.

    Args:
        events: all that are known.
        author: the name.
        rounds: the ids of the round the author answers alone in, if any.
        here: the replicas that this store is and has been; None is every store. What the same
            person did elsewhere is undone there.
    """
    events = tuple(events)
    by_id = {event.id: event for event in events}
    count = counting(events)
    own = [
        event
        for event in count
        if event.author.name == author
        and _is_here(event, here)
        and not isinstance(event.what, (*_KEPT, Undone))
        and _is_of(event, rounds, by_id)
    ]
    done = {event.of_step: event.place for event in own}
    for event in count:
        if isinstance(event.what, Undone) and event.author.name == author:
            step = _root(event, by_id).of_step
            if step in done:
                done[step] = max(done[step], event.place)
    last = max(done, key=lambda step: done[step], default="")
    return tuple(event for event in own if event.of_step == last)


def last_undoing(
    events: Iterable[Event],
    author: str,
    rounds: tuple[str, ...] = (),
    here: Container[str] | None = None,
) -> Event | None:
    """The author's undoing that a redo takes back; None after a new change, and without any.

    The arguments are those of `last_step`.
    """
    known = in_order(events)
    events = [event for event in known if _is_here(event, here)]
    by_id = {event.id: event for event in events}
    undoings: list[Event] = []
    for event in events:
        if event.author.name != author or not _is_of(event, rounds, by_id):
            continue
        if not isinstance(event.what, Undone):
            undoings.clear()
        elif isinstance(_undone(event.what, by_id), Undone):
            undoings = [known for known in undoings if known.id != event.what.event]
        else:
            undoings.append(event)
    counted = {event.id for event in counting(known)}
    return next((event for event in reversed(undoings) if event.id in counted), None)


class WayBack(msgspec.Struct, frozen=True):
    """What going back to a moment takes away.

    Attributes:
        to: the event that will be the last that counts.
        events: all after it, undoings too, but no round and nothing answered alone.
        changes: how many steps by whom that still count, by name. An undoing is one of them
            where it brings back something older: the others go with what they undid.
    """

    to: str
    events: tuple[str, ...]
    changes: Mapping[str, int]


def way_back(events: Iterable[Event], moment: str) -> WayBack:
    """What lies between now and the moment after an event."""
    events = tuple(events)
    by_id = {event.id: event for event in events}
    gone = {
        event.id
        for event in events
        if event.place > by_id[moment].place
        and not isinstance(event.what, _KEPT)
        and _is_of(event, (), by_id)
    }
    steps = {
        event.of_step: event.author.name
        for event in counting(events)
        if event.id in gone
        and not (isinstance(event.what, Undone) and _root(event, by_id).id in gone)
    }
    return WayBack(moment, tuple(sorted(gone)), Counter(steps.values()))


def find_event(events: Iterable[Event], name: str) -> Event | None:
    """The event with this id, or the only one whose id ends so; None where there is no such."""
    found = [event for event in events if event.id.endswith(name)] if name else []
    return found[0] if len(found) == 1 else None


def _is_here(event: Event, here: Container[str] | None) -> bool:
    return here is None or not event.replica or event.replica in here


def _undone(undoing: Undone, by_id: Mapping[str, Event]) -> What | None:
    undone = by_id.get(undoing.event)
    return None if undone is None else undone.what


def _is_of(event: Event, rounds: tuple[str, ...], by_id: Mapping[str, Event]) -> bool:
    """Whether an event, or what it undoes, was done in this round; without one, outside any."""
    event = _root(event, by_id)
    alone = event.what.round if isinstance(event.what, AnsweredAlone) else ""
    return alone in rounds if rounds else not alone


def _root(event: Event, by_id: Mapping[str, Event]) -> Event:
    """The change that an undoing, or an undoing of an undoing, is about in the end."""
    while isinstance(event.what, Undone) and event.what.event in by_id:
        event = by_id[event.what.event]
    return event
