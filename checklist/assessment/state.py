"""The state of an assessment: a pure fold of its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

import msgspec

from checklist.assessment.events import (
    Action,
    ActionSet,
    Answer,
    Answered,
    Author,
    Created,
    CriteriaUpgraded,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    Municipality,
    SetVerdict,
    StatementGiven,
    Undone,
    VerdictSet,
)
from checklist.assessment.evidence import Evidence
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import phrase

T = TypeVar("T")


class Recorded(msgspec.Struct, Generic[T], frozen=True):
    """A value with who recorded it and when."""

    value: T
    author: Author
    at: datetime


class Assessment(msgspec.Struct, frozen=True):
    """One municipality's answers to one criteria set at one time (egenvurdering).

    `links` goes from checkpoint to the evidence its answer rests on, in the order linked.
    """

    id: str
    municipality: Municipality
    criteria_set: str
    date: date
    title: str = ""
    answers: Mapping[str, Recorded[Answer]] = msgspec.field(default_factory=dict)
    evidence: Mapping[str, Recorded[Evidence]] = msgspec.field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    actions: Mapping[str, Action] = msgspec.field(default_factory=dict)
    verdicts: Mapping[str, Recorded[SetVerdict]] = msgspec.field(default_factory=dict)
    statement: Recorded[StatementGiven] | None = None
    changed: datetime | None = None

    def answer(self, checkpoint: str) -> Answer | None:
        """The answer to a checkpoint, or None where nobody has answered."""
        recorded = self.answers.get(checkpoint)
        return None if recorded is None else recorded.value

    def evidence_for(self, checkpoint: str) -> tuple[Evidence, ...]:
        """What the answer to a checkpoint rests on."""
        linked = self.links.get(checkpoint)
        if not linked:
            return ()
        return tuple(self.evidence[name].value for name in linked if name in self.evidence)


class NoBeginning(SamsjekkError):
    """No event that counts creates the assessment: the journal has lost its first one."""

    exit_code = ExitCode.FAULTS


def effective(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count: without those undone, and without the undoings themselves.

    Read from the last to the first, so that an undoing which is itself undone has no effect.
    """
    undone: set[str] = set()
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: event.id, reverse=True):
        if event.id in undone:
            continue
        if isinstance(event.what, Undone):
            undone.add(event.what.event)
        else:
            kept.append(event)
    return tuple(reversed(kept))


def fold(assessment: str, events: Iterable[Event]) -> Assessment:
    """The state after all events, whatever order they are given in.

    Raises:
        NoBeginning: no event creates the assessment.
    """
    events = tuple(events)
    draft: _Draft | None = None
    for event in effective(events):
        if draft is not None:
            draft.apply(event)
        elif isinstance(event.what, Created):
            draft = _Draft(_begin(assessment, event, event.what))
    if draft is None:
        raise NoBeginning(
            phrase(
                "Historikken i «{id}» mangler begynnelsen: noe er fjernet etterpå. Hent en "
                "sikkerhetskopi.",
                id=assessment,
            )
        )
    return msgspec.structs.replace(draft.state(), changed=max(event.at for event in events))


def after(state: Assessment, event: Event) -> Assessment:
    """The state after one more event. An undoing needs the whole journal: use `fold`."""
    draft = _Draft(state)
    draft.apply(event)
    return draft.state()


class _Draft:
    """A state while events are applied to it; never seen outside this module."""

    def __init__(self, state: Assessment) -> None:
        self._began = state
        self._answers = dict(state.answers)
        self._evidence = dict(state.evidence)
        self._links = dict(state.links)
        self._actions = dict(state.actions)
        self._verdicts = dict(state.verdicts)
        self._statement = state.statement
        self._changed = state.changed
        self._criteria_set = state.criteria_set

    def state(self) -> Assessment:
        return msgspec.structs.replace(
            self._began,
            answers=self._answers,
            evidence=self._evidence,
            links=self._links,
            actions=self._actions,
            verdicts=self._verdicts,
            statement=self._statement,
            changed=self._changed,
            criteria_set=self._criteria_set,
        )

    def apply(self, event: Event) -> None:
        # The clock may have gone back since the event before.
        self._changed = max(event.at, self._changed or event.at)
        match event.what:
            case Answered(checkpoint=checkpoint, answer=answer):
                if answer == Answer(fingerprint=answer.fingerprint):
                    self._answers.pop(checkpoint, None)
                else:
                    self._answers[checkpoint] = Recorded(answer, event.author, event.at)
            case EvidenceRecorded(evidence=evidence):
                self._evidence[evidence.id] = Recorded(evidence, event.author, event.at)
            case EvidenceRemoved(evidence=name):
                self._evidence.pop(name, None)
            case EvidenceLinked(evidence=name, checkpoint=checkpoint):
                linked = self._links.get(checkpoint, ())
                self._links[checkpoint] = linked if name in linked else (*linked, name)
            case EvidenceUnlinked(evidence=name, checkpoint=checkpoint):
                linked = self._links.get(checkpoint, ())
                self._links[checkpoint] = tuple(other for other in linked if other != name)
            case _:
                self._apply_judgement(event)

    def _apply_judgement(self, event: Event) -> None:
        match event.what:
            case ActionSet(action=action):
                self._actions[action.id] = action
            case VerdictSet(criterion=criterion, verdict=None):
                self._verdicts.pop(criterion, None)
            case VerdictSet(criterion=criterion, verdict=SetVerdict() as verdict):
                self._verdicts[criterion] = Recorded(verdict, event.author, event.at)
            case StatementGiven() as statement:
                self._statement = Recorded(statement, event.author, event.at)
            case CriteriaUpgraded(criteria_set=criteria_set, carried=carried):
                self._criteria_set = criteria_set
                for now, before in carried.items():
                    self._carry(before, now)

    def _carry(self, before: str, now: str) -> None:
        if now not in self._answers and before in self._answers:
            self._answers[now] = self._answers[before]
        if now not in self._links and before in self._links:
            self._links[now] = self._links[before]


def _begin(assessment: str, event: Event, created: Created) -> Assessment:
    return Assessment(
        id=assessment,
        municipality=created.municipality,
        criteria_set=created.criteria_set,
        date=created.date,
        title=created.title,
        changed=event.at,
    )
