"""What was changed after the assessment was signed off (godkjent).

A sign-off holds the heads of the journal as they were. A write that is not below them came later,
or came from elsewhere later: nobody had it in front of them when they signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checklist.assessment.events import (
    AnsweredAlone,
    Event,
    Joined,
    Left,
    RoundOpened,
    RoundStarted,
    SignedOff,
)
from checklist.assessment.graph import Node, below
from checklist.assessment.registers import Recorded, Thing
from checklist.assessment.state import Assessment, counting, undoes

_NOTHING_SHARED = (AnsweredAlone, RoundStarted, RoundOpened, Joined, Left, SignedOff)
"""What changes nothing that was signed."""


class SinceSignOff(NamedTuple):
    """What came after a sign-off.

    Attributes:
        signed: the sign-off.
        before: the ids of the events that it is about.
        later: what counts of all others, in order: an undoing only where it undoes something that
            was signed.
    """

    signed: Recorded[SignedOff]
    before: frozenset[str]
    later: tuple[Event, ...]

    def touches(self, state: Assessment, thing: Thing) -> bool:
        """Whether something that stands in a field of a thing came after the sign-off."""
        return any(
            given.event not in self.before
            for standing in state.fields.get(thing, {}).values()
            for given in standing
        )


def since_sign_off(state: Assessment, events: Iterable[Event]) -> SinceSignOff | None:
    """What came after the last sign-off; None where nobody has signed."""
    if not state.sign_offs:
        return None
    signed, events = state.sign_offs[-1], tuple(events)
    nodes = {event.write: Node(event.of_step, event.write, _parents(event)) for event in events}
    under = below(nodes, signed.value.heads)
    before = frozenset(event.id for event in events if event.write in under)
    later = tuple(
        event
        for event in counting(events)
        if event.id not in before
        and not isinstance(event.what, _NOTHING_SHARED)
        and (not (undone := undoes(event.what)) or not before.isdisjoint(undone))
    )
    return SinceSignOff(signed, before, later)


def _parents(event: Event) -> tuple[str, ...]:
    return event.parents or ((event.previous,) if event.previous else ())
