"""What was changed after the assessment was signed off (godkjent).

A sign-off holds the heads of the journal as they were. A write that is not below them came later,
or came from elsewhere later: nobody had it in front of them when they signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    Undone,
    WentBack,
)
from checklist.assessment.graph import Node, below
from checklist.assessment.registers import Recorded, Thing, changes_of
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
        signed: the sign-off.
        things: what was changed, each thing with the events that changed it. Kinds that only
            stand here are "claimed", "erased", and "undone" for what was signed and is undone.
    """

    signed: Recorded[SignedOff]
    things: Mapping[Thing, tuple[Event, ...]]

    def with_change(self, event: Event) -> SinceSignOff:
        """With one more change, which builds on all that was there."""
        thing = _thing(event)
        return self._replace(things={**self.things, thing: (*self.things.get(thing, ()), event)})


def since_sign_off(state: Assessment, events: Iterable[Event]) -> SinceSignOff | None:
    """What came after the last sign-off; None where nobody has signed."""
    if not state.sign_offs:
        return None
    signed, events = state.sign_offs[-1], tuple(events)
    nodes = {event.write: Node(event.of_step, event.write, _parents(event)) for event in events}
    under = below(nodes, signed.value.heads)
    before = frozenset(event.id for event in events if event.write in under)
    things: dict[Thing, tuple[Event, ...]] = {}
    for event in counting(events):
        undone = undoes(event.what)
        # Only an undoing of something that was signed changes what was signed.
        if event.id in before or (undone and before.isdisjoint(undone)):
            continue
        if not (isinstance(event.what, _NO_CHANGE) or getattr(event.what, "waits", False)):
            things.setdefault(_thing(event), ())
            things[_thing(event)] += (event,)
    return SinceSignOff(signed, things)


def _thing(event: Event) -> Thing:
    match event.what:
        case EvidenceLinked(evidence=name) | EvidenceUnlinked(evidence=name):
            return Thing("evidence", name)
        case Claimed():
            return Thing("claimed", "")
        case Undone() | WentBack():
            return Thing("undone", event.id)
        case what:
            changed = changes_of(what)
            return Thing("erased", event.id) if changed is None else changed[0]


def _parents(event: Event) -> tuple[str, ...]:
    return event.parents or ((event.previous,) if event.previous else ())
