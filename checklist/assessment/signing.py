"""What was changed after the assessment was signed off (godkjent).

A sign-off holds the heads of the journal as they were. A write that is not below them came later,
or came from elsewhere later: nobody had it in front of them when they signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from checklist.assessment.events import (
    AnsweredAlone,
    Claimed,
    Event,
    EvidenceLinked,
    EvidenceUnlinked,
    Joined,
    Left,
    PredecessorNamed,
    RoundOpened,
    RoundStarted,
    SignedOff,
)
from checklist.assessment.graph import Node, below
from checklist.assessment.registers import Thing, changes_of
from checklist.assessment.state import Assessment, counting, undoes

_NO_CHANGE = (
    AnsweredAlone,
    Joined,
    Left,
    PredecessorNamed,
    RoundOpened,
    RoundStarted,
    SignedOff,
)
"""What changes nothing that was signed; nor does what waits to be confirmed."""


class SinceSignOff(NamedTuple):
    """What came after a sign-off.

    Attributes:
        things: what was changed, each thing with the events that changed it; what was signed and
            is undone is changed too. Kinds that only stand here are "claimed" and "erased".
    """

    things: Mapping[Thing, tuple[Event, ...]]

    def with_change(self, event: Event) -> SinceSignOff:
        """With one more change, which builds on all that was there."""
        thing = _thing(event)
        return self._replace(things={**self.things, thing: (*self.things.get(thing, ()), event)})


def since_sign_off(state: Assessment, events: Iterable[Event]) -> SinceSignOff | None:
    """What came after the last sign-off; None where nobody has signed."""
    if not state.sign_offs:
        return None
    heads, events = state.sign_offs[-1].value.heads, tuple(events)
    nodes = {event.write: Node(event.of_step, event.write, _parents(event)) for event in events}
    under = below(nodes, heads)
    before = {event.id: event for event in events if event.write in under}
    things: dict[Thing, list[Event]] = {}
    for event in counting(events):
        if event.id not in before:
            for thing in dict.fromkeys(map(_thing, _changes(event, before))):
                things.setdefault(thing, []).append(event)
    return SinceSignOff({thing: tuple(changes) for thing, changes in things.items()})


def _changes(event: Event, before: Mapping[str, Event]) -> Iterator[Event]:
    """The changes that an event makes: itself, or all that was signed and that it undoes."""
    met, left = set[str](), [event]
    while left:
        each = left.pop()
        if undone := undoes(each.what):
            left += [before[name] for name in undone if name in before and name not in met]
            met.update(undone)
        elif not (isinstance(each.what, _NO_CHANGE) or getattr(each.what, "waits", False)):
            yield each


def _thing(event: Event) -> Thing:
    match event.what:
        case EvidenceLinked(evidence=name) | EvidenceUnlinked(evidence=name):
            return Thing("evidence", name)
        case Claimed():
            return Thing("claimed", "")
        case what:
            changed = changes_of(what)
            return Thing("erased", event.id) if changed is None else changed[0]


def _parents(event: Event) -> tuple[str, ...]:
    return event.parents or ((event.previous,) if event.previous else ())
