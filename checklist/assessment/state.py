"""The state of an assessment: a pure fold of its events."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from checklist.assessment.events import (
    NO_PERIOD,
    Action,
    Answer,
    Author,
    Begun,
    Claimed,
    Created,
    CriteriaUpgraded,
    Day,
    DrawnSample,
    Event,
    Municipality,
    Origin,
    Period,
    PredecessorNamed,
    Recommendation,
    Seen,
    SetFollowUp,
    SetVerdict,
    SignedOff,
    StatementGiven,
    Undone,
    WentBack,
    What,
)
from checklist.assessment.evidence import Evidence
from checklist.assessment.registers import (
    RECORDED,
    TAKEN_FROM,
    THERE,
    WAITING,
    Fields,
    Recorded,
    Registers,
    Thing,
    by_writer,
    holds,
    required_fields,
    seen_of,
    shown,
)
from checklist.criteria import Depth
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import phrase

_ANSWERED = frozenset({"value", "fingerprint"})
_WHAT_IT_IS = frozenset({"kind"})

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)


class Assessment(msgspec.Struct, frozen=True):
    """One municipality's answers to one criteria set at one time (egenvurdering).

    `depth` is how deep it was begun to go: who has chosen nothing is asked that.
    `fields` holds what stands in every field of every thing; the other mappings are made of it.
    `links` goes from checkpoint to the evidence its answer rests on, in the order linked.
    `standing` goes from checkpoint to every answer that nobody has answered again having seen it:
    the last of them is the answer, and the others are by people who had not seen it either.
    `samples` goes from sample frame to the draw that stands.
    The `waiting` ones come from earlier assessments, `predecessors` by the ids of their journals:
    those that nobody has confirmed or decided otherwise count as nothing (`waits`).
    `sign_offs` are all of them, the last one last. `people` goes from a name that somebody has
    claimed to who that is.
    """

    id: str
    municipality: Municipality
    criteria_set: str
    date: Day
    title: str = ""
    origin: Origin = None
    period: Period = NO_PERIOD
    depth: Depth = Depth.FULL
    begun: datetime | None = None
    answers: Mapping[str, Recorded[Answer]] = msgspec.field(default_factory=dict)
    evidence: Mapping[str, Recorded[Evidence]] = msgspec.field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    actions: Mapping[str, Action] = msgspec.field(default_factory=dict)
    verdicts: Mapping[str, Recorded[SetVerdict]] = msgspec.field(default_factory=dict)
    recommendations: Mapping[str, Recommendation] = msgspec.field(default_factory=dict)
    follow_ups: Mapping[str, Recorded[SetFollowUp]] = msgspec.field(default_factory=dict)
    samples: Mapping[str, Recorded[DrawnSample]] = msgspec.field(default_factory=dict)
    statement: Recorded[StatementGiven] | None = None
    predecessors: Mapping[str, PredecessorNamed] = msgspec.field(default_factory=dict)
    waiting_answers: Mapping[str, Recorded[Answer]] = msgspec.field(default_factory=dict)
    waiting_evidence: Mapping[str, Recorded[Evidence]] = msgspec.field(default_factory=dict)
    waiting_links: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    waiting_actions: Mapping[str, Recorded[Action]] = msgspec.field(default_factory=dict)
    changed: datetime | None = None
    standing: Mapping[str, tuple[Recorded[Answer], ...]] = msgspec.field(default_factory=dict)
    fields: Mapping[Thing, Fields] = msgspec.field(default_factory=dict)
    sign_offs: tuple[Recorded[SignedOff], ...] = ()
    people: Mapping[str, Author] = msgspec.field(default_factory=dict)

    @property
    def ends(self) -> Day | None:
        """The last day that what it rests on can be from; None while it is being made.

        One that was begun after the day it is about looks back, and ends with that day.
        """
        if self.period.ends is not None:
            return self.period.ends
        looks_back = self.begun is not None and self.begun.date() > self.date
        return self.date if looks_back else None

    def answer(self, checkpoint: str) -> Answer | None:
        """The answer to a checkpoint, or None where nobody has answered."""
        recorded = self.answers.get(checkpoint)
        return None if recorded is None else recorded.value

    def disagreement(self, checkpoint: str) -> tuple[Recorded[Answer], ...]:
        """The different answers that people gave without seeing each other's; empty for one.

        It stays until somebody answers having seen all of them.
        """
        standing = self.standing.get(checkpoint, ())
        return standing if len({given.value.value for given in standing}) > 1 else ()

    @property
    def disagreements(self) -> Mapping[str, tuple[Recorded[Answer], ...]]:
        """Every checkpoint with a disagreement that nobody has settled."""
        found = {name: self.disagreement(name) for name in self.standing}
        return {name: answers for name, answers in found.items() if answers}

    def differing(self, thing: Thing) -> Fields:
        """The fields of a thing that people gave different values unseen, each with all of them."""
        return {
            name: standing
            for name, standing in self.fields.get(thing, {}).items()
            if len(standing) > 1 and any(v.value != standing[0].value for v in standing)
        }

    def unsettled(self, thing: Thing) -> Fields:
        """The fields that differ, but for what is answered: `disagreement` has that.

        None of what does not count any more, nor of links, where one that says yes is enough.
        """
        match thing.kind:
            case "links" | "set" | "predecessor":
                return {}
            case kind if kind.startswith((WAITING, RECORDED)):
                return {}
            case "action" if thing.id not in self.actions:
                return {}
            case "evidence" if thing.id not in self.evidence:
                return {}
        found = self.differing(thing)
        hidden = _ANSWERED if thing.kind == "answer" else _WHAT_IT_IS
        return {name: standing for name, standing in found.items() if name not in hidden}

    def waiting_answer(self, checkpoint: str) -> Answer | None:
        """What an earlier assessment answered, until somebody confirms it or answers here.

        An answer that was taken away here was decided on: it does not wait any more.
        """
        recorded = self.waiting_answers.get(checkpoint)
        if recorded is None:
            return None
        own = self.answer(checkpoint)
        decided = "value" in self.fields.get(Thing("answer", checkpoint), {})
        is_answered = decided or (own is not None and own.value is not None)
        return None if is_answered else recorded.value

    def waiting_evidence_for(self, checkpoint: str) -> tuple[Evidence, ...]:
        """What the answer that waits rests on; not what was taken away here."""
        names = self.waiting_links.get(checkpoint, ())
        known = (self._evidence_here_or_waiting(name) for name in names)
        return tuple(evidence for evidence in known if evidence is not None)

    @property
    def all_evidence(self) -> Mapping[str, Recorded[Evidence]]:
        """What counts, and what waits: the files of both are kept."""
        return {**self.waiting_evidence, **self.evidence}

    def _evidence_here_or_waiting(self, name: str) -> Evidence | None:
        recorded = self.evidence.get(name)
        if recorded is None and Thing("evidence", name) not in self.fields:
            recorded = self.waiting_evidence.get(name)
        return None if recorded is None else recorded.value

    @property
    def actions_that_wait(self) -> Mapping[str, Action]:
        """Actions of earlier assessments that nobody has confirmed or withdrawn here."""
        return {
            name: recorded.value
            for name, recorded in self.waiting_actions.items()
            if name not in self.actions and Thing("action", name) not in self.fields
        }

    def taken_from(self, kind: str, name: str) -> PredecessorNamed | None:
        """The earlier assessment that something waiting was taken from."""
        journals = self.fields.get(Thing(f"{WAITING}{kind}", name), {}).get(TAKEN_FROM, ())
        if journals:
            return self.predecessors.get(journals[-1].value)
        # It has moved to a checkpoint of another version of the set.
        return next(iter(self.predecessors.values()), None)

    def evidence_for(self, checkpoint: str) -> tuple[Evidence, ...]:
        """What the answer to a checkpoint rests on."""
        linked = self.links.get(checkpoint)
        if not linked:
            return ()
        return tuple(self.evidence[name].value for name in linked if name in self.evidence)


class NoBeginning(SamsjekkError):
    """No event that counts creates the assessment: the journal has lost its first one."""

    exit_code = ExitCode.FAULTS


def undoes(what: What) -> tuple[str, ...]:
    """The events that an event makes no longer count."""
    match what:
        case Undone(event=event, also=also):
            return (event, *also)
        case WentBack(events=events):
            return events
        case _:
            return ()


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events in the one order that every store agrees on."""
    return sorted(events, key=attrgetter("place"))


def counting(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that nobody has undone, in order; the undoings that count are among them.

    Read from the last to the first, so that an undoing which is itself undone has no effect. Two
    stores of one machine's copy could once give different events the same id: an undoing is then
    about its own author's.
    """
    events = in_order(events)
    ids = [event.id for event in events]
    twins = {name for name in ids if ids.count(name) > 1} if len(set(ids)) < len(ids) else set()
    undone: dict[str, set[str]] = {}
    kept: list[Event] = []
    for event in reversed(events):
        by = undone.get(event.id)
        if by is None or (event.id in twins and event.author.name not in by):
            for name in undoes(event.what):
                undone.setdefault(name, set()).add(event.author.name)
            kept.append(event)
    return tuple(reversed(kept))


class CountingSoFar:
    """The ids of the events that count, while events are followed in their order.

    After each of them it holds those that `counting` gives, where no two events have one id.
    """

    def __init__(self, known: Container[str]) -> None:
        """`known` is to hold the ids of the events so far; those that undo others are added."""
        self._known = known
        self._undoes: dict[str, tuple[str, ...]] = {}
        self._undone_by: dict[str, int] = {}

    def __contains__(self, event: object) -> bool:
        """Whether the event with this id counts."""
        if not isinstance(event, str):
            return False
        return event in self._known and not self._undone_by.get(event)

    def add(self, undoing: Event) -> None:
        """Take in the next event that undoes others, before it is known."""
        # What comes later in the order is not undone.
        names = tuple(name for name in undoes(undoing.what) if name in self._known)
        self._undoes[undoing.id] = names
        self._change(names)

    def _change(self, names: tuple[str, ...]) -> None:
        waiting = [(name, 1) for name in names]
        while waiting:
            name, by = waiting.pop()
            before = self._undone_by.get(name, 0)
            self._undone_by[name] = now = before + by
            if before and now:
                continue
            waiting += [(other, -1 if now else 1) for other in self._undoes.get(name, ())]


def effective(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count: without those undone, and without the undoings themselves."""
    return tuple(
        event for event in counting(events) if not isinstance(event.what, Undone | WentBack)
    )


def set_chosen_from(count: Iterable[Event]) -> str:
    """The fingerprint of the set that a journal of another kind than an assessment chooses from.

    Empty where it has none. `count` are the events that count, in order.
    """
    named = [
        event.what.criteria_set
        for event in count
        if isinstance(event.what, Begun | CriteriaUpgraded)
    ]
    return named[-1] if named else ""


def fold(assessment: str, events: Iterable[Event]) -> Assessment:
    """The state after all events, whatever order they are given in.

    Raises:
        NoBeginning: no event creates the assessment.
    """
    events = tuple(events)
    count = effective(events)
    begun = [_begin(assessment, e, e.what) for e in count if isinstance(e.what, Created)]
    if not begun:
        raise NoBeginning(
            phrase(
                "Historikken i «{id}» mangler begynnelsen: noe er fjernet etterpå. Hent en "
                "sikkerhetskopi med samsjekk restore; samsjekk where viser dem.",
                id=assessment,
            )
        )
    people = claimed(count)
    count = tuple(_as_claimed(event, people) for event in count)
    registers = Registers({}, _seen_by_undone(events, count))
    for event in count:
        registers.apply(event)
    values = _Values(registers.fields)
    for thing in registers.fields:
        values.take(thing)
    for event in count:
        if isinstance(event.what, CriteriaUpgraded):
            values.carry(event.what, event.id)
    return msgspec.structs.replace(
        values.onto(begun[0]),
        changed=max(events, key=attrgetter("place")).at,
        sign_offs=tuple(found for event in count for found in _signed(event)),
        people=people,
    )


def beginning_now(events: Iterable[Event]) -> Created | None:
    """How the assessment was begun, with what was corrected since; None where that is not known.

    Of the events, those are enough that begin, correct and undo.
    """
    count = effective(events)
    begun = next((event.what for event in count if isinstance(event.what, Created)), None)
    if begun is None:
        return None
    state = fold("", count)
    return msgspec.structs.replace(
        begun,
        municipality=state.municipality,
        date=state.date,
        title=state.title,
        period=state.period,
    )


def claimed(count: Iterable[Event]) -> Mapping[str, Author]:
    """Who each name stands for that somebody has said is their own; the last to say so has it."""
    found: dict[str, Author] = {}
    for event in count:
        if isinstance(event.what, Claimed):
            joined = {event.what.name, event.author.name}
            joined |= {name for name, author in found.items() if author.name in joined}
            found |= dict.fromkeys(joined, event.author)
    return found


def _as_claimed(event: Event, people: Mapping[str, Author]) -> Event:
    """The event as written by whoever has claimed its author's name, with the role of now."""
    author = people.get(event.author.name)
    if author is None or author.name == event.author.name:
        return event
    return msgspec.structs.replace(event, author=author)


def _signed(event: Event) -> Iterator[Recorded[SignedOff]]:
    if isinstance(event.what, SignedOff):
        yield Recorded(event.what, event.author, event.at, event.id, event.replica)


def seen_by_undone(events: Iterable[Event]) -> Mapping[str, Seen]:
    """What the authors of events that no longer count had seen, by event.

    Who saw such an event, saw past it too.
    """
    events = tuple(events)
    if not any(undoes(event.what) for event in events):
        return {}
    return _seen_by_undone(events, counting(events))


def _seen_by_undone(events: Iterable[Event], count: Iterable[Event]) -> Mapping[str, Seen]:
    counted = {event.id for event in count}
    return {event.id: seen_of(event.what) for event in events if event.id not in counted}


def after(state: Assessment, event: Event, undone: Mapping[str, Seen] | None = None) -> Assessment:
    """The state after one more event that comes after all others.

    An undoing, a claim, and going over to another version of the set need the whole journal: use
    `fold`.
    `undone` is what `seen_by_undone` says of the events before.
    """
    event = _as_claimed(event, state.people)
    registers = Registers(state.fields, undone)
    changed = registers.apply(event)
    values = _Values(registers.fields, state)
    if changed is not None:
        values.take(changed)
    signed = (*state.sign_offs, *_signed(event))
    return msgspec.structs.replace(values.onto(state), changed=event.at, sign_offs=signed)


class _Values:
    """The values that the standing fields make; never seen outside this module."""

    def __init__(self, fields: Mapping[Thing, Fields], before: Assessment | None = None) -> None:
        self._fields = fields
        self._answers = dict(before.answers) if before else {}
        self._standing = dict(before.standing) if before else {}
        self._evidence = dict(before.evidence) if before else {}
        self._links = dict(before.links) if before else {}
        self._actions = dict(before.actions) if before else {}
        self._recommendations = dict(before.recommendations) if before else {}
        self._verdicts = dict(before.verdicts) if before else {}
        self._follow_ups = dict(before.follow_ups) if before else {}
        self._samples = dict(before.samples) if before else {}
        self._predecessors = dict(before.predecessors) if before else {}
        self._waiting_answers = dict(before.waiting_answers) if before else {}
        self._waiting_evidence = dict(before.waiting_evidence) if before else {}
        self._waiting_links = dict(before.waiting_links) if before else {}
        self._waiting_actions = dict(before.waiting_actions) if before else {}
        self._single: dict[str, Any] = {}

    def onto(self, state: Assessment) -> Assessment:
        return msgspec.structs.replace(
            state,
            fields=self._fields,
            answers=self._answers,
            standing=self._standing,
            evidence=self._evidence,
            links=self._links,
            actions=self._actions,
            recommendations=self._recommendations,
            verdicts=self._verdicts,
            follow_ups=self._follow_ups,
            samples=self._samples,
            predecessors=self._predecessors,
            waiting_answers=self._waiting_answers,
            waiting_evidence=self._waiting_evidence,
            waiting_links=self._waiting_links,
            waiting_actions=self._waiting_actions,
            **self._single,
        )

    def take(self, thing: Thing) -> None:
        """Make the value of a thing anew."""
        fields, name = self._fields[thing], thing.id
        match thing.kind:
            case "answer":
                self._standing[name] = given = _answers(fields)
                _keep(self._answers, name, None if _is_empty(given[-1].value) else given[-1])
            case "evidence":
                _keep(self._evidence, name, _evidence(fields))
            case "links":
                self._links[name] = tuple(other for other in fields if holds(fields[other]))
            case "action":
                action = _recorded(Action, shown(fields)) if holds(fields[THERE]) else None
                _keep(self._actions, name, None if action is None else action.value)
            case "recommendation":
                self._recommendations[name] = _made(Recommendation, shown(fields))
            case "verdict" | "follow_up":
                judged: Any = self._verdicts if thing.kind == "verdict" else self._follow_ups
                _keep(judged, name, _set(fields))
            case "sample":
                self._samples[name] = fields["sample"][-1]
            case kind if kind.startswith(RECORDED):
                pass  # nothing of an assessment
            case kind if kind == "predecessor" or kind.startswith(WAITING):
                self._take_from_earlier(thing)
            case _:
                self._single |= _single(thing.kind, fields)

    def _take_from_earlier(self, thing: Thing) -> None:
        fields, name = self._fields[thing], thing.id
        match thing.kind.removeprefix(WAITING):
            case "predecessor":
                self._predecessors[name] = fields["predecessor"][-1].value
            case "answer":
                self._waiting_answers[name] = _latest(Answer, shown(fields))
            case "evidence":
                _keep(self._waiting_evidence, name, _evidence(fields))
            case "links":
                self._waiting_links[name] = tuple(fields)
            case "action":
                _keep(self._waiting_actions, name, _recorded(Action, shown(fields)))

    def carry(self, upgrade: CriteriaUpgraded, event: str) -> None:
        """Let checkpoints of a new version show what those they came from hold.

        Only where nothing of their own stands: a removal stands too. What was answered late, by
        somebody who had the old version, is carried as well.
        """
        moved = {now: (before,) for now, before in upgrade.carried.items()}
        for now, sources in (moved | upgrade.comes_from).items():
            answered = [self._answers[name] for name in sources if name in self._answers]
            alike = len({given.value.value for given in answered}) == 1
            if alike and Thing("answer", now) not in self._fields:
                self._answers[now] = answered[0]
            for before in sources:
                if Thing("links", now) not in self._fields and before in self._links:
                    self._links[now] = self._links[before]
                self._carry_recommended(before, now, event)
            self._carry_actions(sources, now)
            self._carry_waiting(sources, now)

    def _carry_actions(self, sources: Container[str], now: str) -> None:
        for name, action in self._actions.items():
            if action.criterion in sources:
                self._actions[name] = msgspec.structs.replace(action, criterion=now)

    def _carry_waiting(self, sources: Iterable[str], now: str) -> None:
        waits = [name for name in sources if name in self._waiting_answers]
        alike = {self._waiting_answers[name].value.value for name in waits}
        if len(alike) == 1 and now not in self._waiting_answers:
            self._waiting_answers[now] = self._waiting_answers[waits[0]]
            self._waiting_links[now] = self._waiting_links.get(waits[0], ())

    def _carry_recommended(self, before: str, now: str, upgrade: str) -> None:
        for name, recommendation in self._recommendations.items():
            points = recommendation.checkpoints
            chosen = self._fields[Thing("recommendation", name)].get("checkpoints")
            late = chosen is not None and chosen[-1].event > upgrade
            if before in points and now not in points and not late:
                self._recommendations[name] = msgspec.structs.replace(
                    recommendation, checkpoints=(*points, now)
                )


def _answers(fields: Fields) -> tuple[Recorded[Answer], ...]:
    """The answers that stand, the one that is shown last; several only where they differ."""
    values = fields.get("value", ())
    if len({given.value for given in values}) < 2:  # noqa: PLR2004 - nobody differs
        return (_latest(Answer, shown(fields)),)
    return tuple(_latest(Answer, by_writer(fields, given, values)) for given in values)


def _single(kind: str, fields: Fields) -> dict[str, Any]:
    """The values of what there is one of in an assessment."""
    match kind:
        case "statement":
            return {"statement": fields["statement"][-1]}
        case "set":
            return {"criteria_set": fields["in_force"][-1].value}
        case _:
            held = {name: standing[-1].value for name, standing in fields.items()}
            period = Period(begins=held.pop("begins"), ends=held.pop("ends"))
            return held | {"period": period}


def _is_empty(answer: Answer) -> bool:
    return answer == Answer(fingerprint=answer.fingerprint)


def _evidence(fields: Fields) -> Recorded[Evidence] | None:
    if "kind" not in fields or not holds(fields[THERE]):
        return None
    return _recorded(fields["kind"][-1].value, shown(fields))


def _set(fields: Fields) -> Recorded[Any] | None:
    given = fields["verdict"][-1]
    return None if given.value is None else given


def _recorded(kind: type[S], values: Mapping[str, Recorded[Any]]) -> Recorded[S] | None:
    """The value and who gave the last of it; None where what began it has been undone."""
    return _latest(kind, values) if required_fields(kind) <= values.keys() else None


def _latest(kind: type[S], values: Mapping[str, Recorded[Any]]) -> Recorded[S]:
    latest = max(values.values(), key=lambda given: given.event)
    return msgspec.structs.replace(latest, value=_made(kind, values))


def _made(kind: type[S], values: Mapping[str, Recorded[Any]]) -> S:
    names = kind.__struct_fields__
    return kind(**{name: values[name].value for name in names if name in values})


def _keep(kept: dict[str, T], name: str, value: T | None) -> None:
    """Let a name have a value, or none; what comes back after it was gone comes last."""
    if value is None:
        kept.pop(name, None)
    else:
        kept[name] = value


def _begin(assessment: str, event: Event, created: Created) -> Assessment:
    return Assessment(
        id=assessment,
        municipality=created.municipality,
        criteria_set=created.criteria_set,
        date=created.date,
        title=created.title,
        origin=created.origin,
        period=created.period,
        depth=created.depth,
        begun=event.at,
    )
