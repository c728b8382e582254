"""Which events an undo, a redo and going back to a moment are about. Nothing is ever removed.

A step is what one person did at once; it is taken back and brought back whole. Undo takes back
one's own last step that counts; redo takes back the undo. Whatever others have done, going back
too, a redo right after an undo leaves all as it was before, and so does an undo right after a
redo. Others may also write in between, and go back and think better of it: as many redos as there
were undos bring back the same steps.

While somebody's going back has taken a step away, its author can't redo it: nothing would come
back. It waits until the way back is undone. Two exceptions are left. Older versions could go back
to the middle of a step: a redo brings back the half that the undo took, and an undo after it takes
all of the step. And what the same person undid in two copies of one store comes back when it is
redone in both.

Answers given alone in a round have an undo of their own, so that undoing there never changes what
all share, and the other way round.
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
    WentBack,
)
from checklist.assessment.state import counting, in_order, undoes
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
) -> tuple[Event, ...]:
    """The author's undoing that a redo takes back; empty after a new change, and without any.

    The last one comes first, and then the author's earlier ones that undid the same. There are
    such where somebody had gone back to before an undoing, so that the step counted and was undone
    once more, and then took that back.

    The arguments are those of `last_step`.
    """
    events = in_order(events)
    by_id = {event.id: event for event in events}
    count = counting(events)
    counted = {event.id for event in count}
    away = {name for e in count if isinstance(e.what, WentBack) for name in e.what.events}
    own = [
        event
        for event in events
        if event.author.name == author and _is_here(event, here) and _is_of(event, rounds, by_id)
    ]
    changed = max((e.place for e in own if not isinstance(e.what, Undone)), default=())
    undoings = [event for event in reversed(own) if event.id in counted and _takes(event, by_id)]
    for last in undoings:
        took = set(undoes(last.what))
        if last.place > changed and not took <= away:
            return tuple(e for e in undoings if not took.isdisjoint(undoes(e.what)))
    return ()


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


def until(events: Iterable[Event], moment: Event) -> tuple[Event, ...]:
    """The events up to the moment after one of them. No moment is in the middle of a step."""
    end = moment.place[:2]
    return tuple(event for event in events if event.place[:2] <= end)


def way_back(events: Iterable[Event], moment: str) -> WayBack:
    """What lies between now and the moment after an event."""
    events = tuple(events)
    by_id = {event.id: event for event in events}
    kept = {event.id for event in until(events, by_id[moment])}
    gone = {
        event.id
        for event in events
        if event.id not in kept and not isinstance(event.what, _KEPT) and _is_of(event, (), by_id)
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


def _takes(event: Event, by_id: Mapping[str, Event]) -> bool:
    """Whether an event undoes a change, rather than an undoing."""
    if not isinstance(event.what, Undone):
        return False
    undone = by_id.get(event.what.event)
    return undone is None or not isinstance(undone.what, Undone)


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
