"""The fields that an event touches, of those that it could."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from checklist.assessment.deciding.situation import Situation
from checklist.assessment.events import (
    ActionSet,
    Answer,
    Answered,
    Corrected,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceUnlinked,
    FollowUpSet,
    RecommendationSet,
    SampleDrawn,
    StatementGiven,
    VerdictSet,
    What,
)
from checklist.assessment.registers import (
    THERE,
    Fields,
    Standing,
    changes_of,
    holds,
    required_fields,
)

_TOGETHER = (frozenset({"count", "of"}), frozenset({"value", "fingerprint"}))
"""Fields that mean something only together: who touches one, touches the other."""
_UNANSWERED = Answer()
_ALWAYS = frozenset({THERE, "kind", "id"})
"""What every event that records a thing says of it, whatever else it touches."""


def touching(at: Situation, what: What, *, decided: Iterable[str] = ()) -> tuple[What, ...]:
    """The event with only the fields its author touched, and what they had in front of them.

    A field is touched when it is neither as its author saw it nor as it is now: what somebody
    else wrote meanwhile is left as it is. Nothing happens where nothing is touched.

    Args:
        at: what is so now.
        what: the whole of what is wished.
        decided: fields the user chose a value for, whether it is another than before or not.
    """
    changed = changes_of(what)
    if changed is None:
        return (what,)
    thing, values = changed
    shown, now = at.seen.fields.get(thing, {}), at.state.fields.get(thing, {})
    if isinstance(what, EvidenceRecorded | ActionSet | RecommendationSet) and not (shown or now):
        return (replace(what, seen=()),)
    touched = {
        name
        for name, value in values.items()
        if value != _held(what, shown, name) and value != _held(what, now, name)
    }
    touched |= {*decided}
    is_whole = isinstance(what, VerdictSet | FollowUpSet | SampleDrawn | StatementGiven)
    chosen = values if is_whole else at.settles
    touched |= {name for name in values if name in chosen and _differ(shown.get(name, ()))}
    if isinstance(what, Answered) and what.answer.value is None and "value" not in touched:
        touched.discard("fingerprint")  # words beside a question that is not answered
    if not touched:
        return ()
    if "kind" in touched:
        touched |= values.keys()
    for together in _TOGETHER:
        if together & touched:
            touched |= together & values.keys()
    seen = [
        given.event
        for name in values
        if name in touched or name in _ALWAYS
        for given in shown.get(name, ())
    ]
    return (_only(replace(what, seen=tuple(dict.fromkeys(seen))), touched),)


def _held(what: What, fields: Fields, name: str) -> Any:
    """The value a field has, or what it has before anybody gave it one."""
    standing = fields.get(name, ())
    if standing:
        is_there = name == THERE or isinstance(what, EvidenceLinked | EvidenceUnlinked)
        return holds(standing) if is_there else standing[-1].value
    return getattr(_UNANSWERED, name, None) if isinstance(what, Answered) else None


def _differ(standing: Standing) -> bool:
    return any(given.value != standing[0].value for given in standing)


def _only(what: What, touched: set[str]) -> What:
    """The event without the values of the fields that it does not touch."""
    match what:
        case Answered(answer=whole):
            field = "answer"
        case EvidenceRecorded(evidence=whole):
            field = "evidence"
        case ActionSet(action=whole):
            field = "action"
        case RecommendationSet(recommendation=whole):
            field = "recommendation"
        case Corrected():
            names = tuple(name for name in what.__struct_fields__ if name in touched)
            return Corrected(
                seen=what.seen, touched=names, **{name: getattr(what, name) for name in names}
            )
        case _:
            return what
    kind = type(whole)
    names = tuple(name for name in whole.__struct_fields__ if name in touched)
    kept = {name: getattr(whole, name) for name in required_fields(kind).union(names)}
    return replace(what, touched=names, **{field: kind(**kept)})
