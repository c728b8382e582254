"""What a form came back with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from checklist.assessment.deciding.answers import count_faults, with_evidence
from checklist.assessment.deciding.refusals import refuse
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.deciding.touched import touching
from checklist.assessment.events import Answer, Answered, What
from checklist.assessment.registers import Fields, Registers, Thing
from checklist.assessment.sampling import draw_for, is_counted


class FormAnswer(NamedTuple):
    """What was filled in for a checkpoint in a form that came back.

    Attributes:
        checkpoint: what is answered.
        fields: the fields that were filled in or changed, and no others.
        fingerprint: the wording that the form asked.
        seen: the events whose values stood in the form.
    """

    checkpoint: str
    fields: Mapping[str, Any]
    fingerprint: str
    seen: tuple[str, ...]


def form_answer(at: Situation, filled: FormAnswer) -> tuple[What, ...]:
    """Store what a form came back with; what others answered since it was sent stands beside it.

    Raises:
        Refused: a number can't be right.
    """
    refuse_alone(at)
    point = at.names.checkpoint(filled.checkpoint)
    before = at.state.answer(point.id) or Answer()
    given = replace(before, **filled.fields)
    if "value" in filled.fields:
        given = replace(given, fingerprint=filled.fingerprint)
    counted_anew = "count" in filled.fields and not is_counted(at.state, point)
    of_earlier_draw = counted_anew and draw_for(at.state, point) is not None
    refuse(count_faults(at, point, given, Answer() if of_earlier_draw else before))
    at = at._replace(seen=replace(at.seen, fields=_fields_seen(at, filled)))
    happened = touching(
        at,
        Answered(checkpoint=point.id, answer=given),
        decided=("count", "of") if of_earlier_draw else (),
    )
    return with_evidence(at, happened)


def changed_since(at: Situation, filled: FormAnswer) -> tuple[str, ...]:
    """The fields of a form that its reader has given other values since it was sent.

    One person's own value always gives way to a later one of theirs, so what the form says would
    take the place of what they wrote last. They have to decide it themselves.
    """
    fields = at.state.fields.get(Thing("answer", filled.checkpoint), {})
    return tuple(
        name
        for name, value in filled.fields.items()
        if any(
            given.author.name == at.author.name
            and given.event not in filled.seen
            and given.value != value
            for given in fields.get(name, ())
        )
    )


def _fields_seen(at: Situation, filled: FormAnswer) -> Mapping[Thing, Fields]:
    """What stood in the form, as far as those events are here."""
    registers = Registers({})
    for event in at.events:
        if event.id in filled.seen:
            registers.apply(event)
    return registers.fields
