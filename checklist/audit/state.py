"""The state of an audit: a pure fold of its events.

Each field of each thing is a register, as in an assessment. A kind or a field that this version
does not know, because a newer one recorded it, is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from checklist.assessment import (
    RECORDED,
    THERE,
    TYPED,
    WITHHELD,
    Begun,
    Erased,
    Event,
    FieldRecorded,
    Fields,
    NoBeginning,
    Recorded,
    Registers,
    Thing,
    effective,
    holds,
    in_order,
    seen_by_undone,
    set_chosen_from,
    shown,
)
from checklist.audit.records import KINDS, NAMES_IN_SET, Commission, QualityReview, Record
from checklist.criteria import CriteriaSet, Text
from checklist.i18n import phrase

KIND = "audit"
"""What the store calls the journal of an audit."""

GIVEN_SET = Thing("set", "")
"""What the registers call the criteria set of a journal."""

R = TypeVar("R", bound=Record)


class Audit(msgspec.Struct, frozen=True):
    """An auditor's own journal over what municipalities handed over, or over nothing (revisjon).

    Attributes:
        id: its name here.
        criteria_set: the fingerprint of the set that criteria are chosen from; may be empty.
        chosen_from: that set, where it is had.
        fields: what stands in every field of every thing.
        records: what counts, by kind and id, in the order it was first recorded.
        erased: the events whose text was erased, each by the event that erased it.
        named: the ids that things of each kind have had, in order, also of what was taken out or
            undone: what was sent out under an id is never mixed up with another.
        unknown: how many things are of a kind or have a field that this version does not know.
        begun, changed: when.
    """

    id: str
    criteria_set: str = ""
    chosen_from: CriteriaSet | None = None
    fields: Mapping[Thing, Fields] = msgspec.field(default_factory=dict)
    records: Mapping[str, Mapping[str, Record]] = msgspec.field(default_factory=dict)
    erased: Mapping[str, str] = msgspec.field(default_factory=dict)
    named: Mapping[str, Mapping[str, None]] = msgspec.field(default_factory=dict)
    unknown: int = 0
    begun: datetime | None = None
    changed: datetime | None = None

    def all(self, kind: type[R]) -> Mapping[str, R]:
        """Everything of a kind that counts, by id, in the order it was first recorded."""
        found: Mapping[str, Any] = self.records.get(kind.KIND, {})
        return found

    def find(self, kind: type[R], name: str | None) -> R | None:
        """The thing of a kind with an id; None where it is not there."""
        return None if name is None else self.all(kind).get(name)

    def single(self, kind: type[R]) -> R:
        """The one thing of a kind that there is one only of; empty where nobody recorded it."""
        return self.find(kind, kind.KIND) or kind(id=kind.KIND)

    def ever(self, kind: type[Record]) -> tuple[str, ...]:
        """The ids that things of a kind have had, as they were first recorded."""
        return tuple(dict.fromkeys((*self.named.get(kind.KIND, ()), *self.all(kind))))

    @property
    def commission(self) -> Commission:
        """What was ordered."""
        return self.single(Commission)

    def title_in_set(self, kind: type[Record], field: str, name: str) -> Text | None:
        """What the criteria set calls what a field names in it; None where it does not."""
        part = NAMES_IN_SET.get(kind, {}).get(field)
        if part is None or self.chosen_from is None:
            return None
        return next((one.title for one in part(self.chosen_from) if one.id == name), None)

    def differing(self, kind: type[Record], name: str) -> Fields:
        """The fields that people gave different values without seeing each other's."""
        return {
            field: standing
            for field, standing in self.fields.get(thing_of(kind, name), {}).items()
            if len({repr(given.value) for given in standing}) > 1
        }

    def sets_differing(self) -> tuple[Recorded[Any], ...]:
        """The choices of a criteria set that people made without seeing each other's, in order."""
        standing = self.fields.get(GIVEN_SET, {}).get("in_force", ())
        return standing if len({given.value for given in standing}) > 1 else ()

    def with_record(self, record: Record) -> Audit:
        """The audit as it would be with a thing more, or other: to decide further on."""
        of_kind = {**self.records.get(record.KIND, {}), record.id: record}
        return msgspec.structs.replace(self, records={**self.records, record.KIND: of_kind})

    def changed_after(self, review: QualityReview) -> int:
        """How many things were recorded, changed, erased or taken out after a quality review."""
        signed = self.last_recorded(QualityReview, review.id)
        if signed is None:
            return 0
        reviews = thing_of(QualityReview, "").kind
        return sum(
            any(
                max(given.event, self.erased.get(given.event, "")) > signed.event
                for standing in fields.values()
                for given in standing
            )
            for thing, fields in self.fields.items()
            if thing.kind != reviews
        )

    def last_recorded(self, kind: type[Record], name: str) -> Recorded[Any] | None:
        """Who gave any of its fields a value last, and when; None where it is not there."""
        standing = self.fields.get(thing_of(kind, name), {}).values()
        return max((given[-1] for given in standing), key=lambda one: one.event, default=None)


def fold(audit: str, events: Iterable[Event]) -> Audit:
    """The state after all events, whatever order they are given in.

    Raises:
        NoBeginning: no event begins an audit.
    """
    events = tuple(events)
    count = effective(events)
    begun = next((event for event in count if isinstance(event.what, Begun)), None)
    if begun is None or not isinstance(begun.what, Begun):
        raise NoBeginning(
            phrase(
                "Historikken i revisjonen «{id}» mangler begynnelsen: noe er fjernet etterpå. Hent "
                "en sikkerhetskopi med samsjekk restore; samsjekk where viser dem.",
                id=audit,
            )
        )
    registers = Registers({}, seen_by_undone(events))
    for event in count:
        registers.apply(event)
    named: dict[str, dict[str, None]] = {}
    for event in in_order(events):
        if isinstance(event.what, FieldRecorded):
            named.setdefault(event.what.kind, {})[event.what.id] = None
    records: dict[str, dict[str, Record]] = {name: {} for name in KINDS}
    unknown = 0
    for thing, fields in registers.fields.items():
        if not holds(fields.get(THERE, ())):
            continue
        name = thing.kind.removeprefix(RECORDED)
        kind = KINDS.get(name)
        if kind is None:
            unknown += 1
            continue
        record, is_whole = record_of(kind, thing.id, fields)
        records[name][thing.id] = record
        unknown += not is_whole
    return Audit(
        id=audit,
        criteria_set=set_chosen_from(count),
        fields=registers.fields,
        records=records,
        erased={one.what.event: one.id for one in count if isinstance(one.what, Erased)},
        named=named,
        unknown=unknown,
        begun=begun.at,
        changed=max(events, key=attrgetter("place")).at,
    )


def thing_of(kind: type[Record], name: str) -> Thing:
    """What the registers call a thing of a kind."""
    return Thing(f"{RECORDED}{kind.KIND}", name)


def record_of(kind: type[R], name: str, fields: Fields) -> tuple[R, bool]:
    """A thing from its fields, and whether this version knows all of what stands in them."""
    known = types_of(kind)
    values: dict[str, Any] = {}
    is_whole = True
    for field, recorded in shown(fields).items():
        if field == THERE:
            continue
        try:
            if recorded.value is None:
                continue
            values[field] = msgspec.convert(recorded.value, known[field])
        except (KeyError, msgspec.ValidationError):
            # A text that was erased or left out stands in a field that holds no free text.
            is_whole = is_whole and recorded.value == WITHHELD
    return kind(id=name, **values), is_whole


@cache
def types_of(kind: type[Record]) -> Mapping[str, Any]:
    """The type of each field of a kind of thing but its id, in order."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: hints[name] for name in kind.__struct_fields__ if name != "id"}


def is_text(held: Any) -> bool:
    """Whether a field of this type holds what a person typed."""
    return get_origin(held) is Annotated and any(
        isinstance(mark, Meta) and mark.extra == TYPED.extra for mark in get_args(held)[1:]
    )


@cache
def defaults_of(kind: type[Record]) -> Mapping[str, Any]:
    """What each field of a kind of thing is before anybody gave it a value, but its id."""
    return {
        field.name: field.default for field in msgspec.structs.fields(kind) if field.name != "id"
    }
