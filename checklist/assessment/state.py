"""The state of an assessment: a pure fold of its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

import msgspec

from checklist.assessment.events import (
    Action,
    ActionSet,
    ActionWithdrawn,
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
    FollowUpSet,
    Municipality,
    Recommendation,
    RecommendationSet,
    SetFollowUp,
    SetVerdict,
    StatementGiven,
    Undone,
    VerdictSet,
    WentBack,
    What,
)
from checklist.assessment.evidence import Evidence
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import phrase

T = TypeVar("T")


class Recorded(msgspec.Struct, Generic[T], frozen=True):
    """A value with who recorded it and when, and the id of the event that did."""

    value: T
    author: Author
    at: datetime
    event: str = ""


class Assessment(msgspec.Struct, frozen=True):
    """One municipality's answers to one criteria set at one time (egenvurdering).

    `links` goes from checkpoint to the evidence its answer rests on, in the order linked.
    `standing` goes from checkpoint to every answer that nobody has answered again having seen it:
    the last of them is the answer, and the others are by people who had not seen it either.
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
    recommendations: Mapping[str, Recommendation] = msgspec.field(default_factory=dict)
    follow_ups: Mapping[str, Recorded[SetFollowUp]] = msgspec.field(default_factory=dict)
    statement: Recorded[StatementGiven] | None = None
    changed: datetime | None = None
    standing: Mapping[str, tuple[Recorded[Answer], ...]] = msgspec.field(default_factory=dict)

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


def counting(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that nobody has undone, in order; the undoings that count are among them.

    Read from the last to the first, so that an undoing which is itself undone has no effect.
    """
    undone: set[str] = set()
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: event.id, reverse=True):
        if event.id not in undone:
            undone.update(undoes(event.what))
            kept.append(event)
    return tuple(reversed(kept))


def effective(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count: without those undone, and without the undoings themselves."""
    return tuple(
        event for event in counting(events) if not isinstance(event.what, Undone | WentBack)
    )


def fold(assessment: str, events: Iterable[Event]) -> Assessment:
    """The state after all events, whatever order they are given in.

    Raises:
        NoBeginning: no event creates the assessment.
    """
    events = tuple(events)
    count = effective(events)
    passed_on = _passed_on(events, count)
    draft: _Draft | None = None
    for event in count:
        if draft is not None:
            draft.apply(event)
        elif isinstance(event.what, Created):
            draft = _Draft(_begin(assessment, event, event.what), passed_on)
    if draft is None:
        raise NoBeginning(
            phrase(
                "Historikken i «{id}» mangler begynnelsen: noe er fjernet etterpå. Hent en "
                "sikkerhetskopi med samsjekk restore; samsjekk where viser dem.",
                id=assessment,
            )
        )
    return msgspec.structs.replace(draft.state(), changed=max(event.at for event in events))


def _passed_on(
    events: Iterable[Event], count: Iterable[Event]
) -> Mapping[str, tuple[str, ...] | None]:
    """What the authors of undone answers had seen: who saw such an answer, saw past it too."""
    counted = {event.id for event in count}
    return {
        event.id: event.what.seen
        for event in events
        if isinstance(event.what, Answered) and event.id not in counted
    }


def after(state: Assessment, event: Event) -> Assessment:
    """The state after one more event. An undoing needs the whole journal: use `fold`."""
    draft = _Draft(state)
    draft.apply(event)
    return draft.state()


class _Draft:
    """A state while events are applied to it; never seen outside this module."""

    def __init__(
        self, state: Assessment, passed_on: Mapping[str, tuple[str, ...] | None] | None = None
    ) -> None:
        self._began = state
        self._passed_on = passed_on or {}
        self._standing = dict(state.standing)
        self._answers = dict(state.answers)
        self._evidence = dict(state.evidence)
        self._links = dict(state.links)
        self._actions = dict(state.actions)
        self._verdicts = dict(state.verdicts)
        self._recommendations = dict(state.recommendations)
        self._follow_ups = dict(state.follow_ups)
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
            recommendations=self._recommendations,
            follow_ups=self._follow_ups,
            statement=self._statement,
            changed=self._changed,
            criteria_set=self._criteria_set,
            standing=self._standing,
        )

    def apply(self, event: Event) -> None:
        # The clock may have gone back since the event before.
        self._changed = max(event.at, self._changed or event.at)
        match event.what:
            case Answered() as answered:
                self._answer(event, answered)
            case EvidenceRecorded(evidence=evidence):
                self._evidence[evidence.id] = Recorded(evidence, event.author, event.at, event.id)
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

    def _answer(self, event: Event, answered: Answered) -> None:
        name, given = answered.checkpoint, answered.answer
        recorded = Recorded(given, event.author, event.at, event.id)
        if given == Answer(fingerprint=given.fingerprint):
            self._answers.pop(name, None)
        else:
            self._answers[name] = recorded
        self._standing[name] = (*self._unseen(event, answered), recorded)

    def _unseen(self, event: Event, answered: Answered) -> Iterator[Recorded[Answer]]:
        """The answers by others that the author of this one had not seen."""
        seen = self._all_seen(answered.seen)
        if seen is None:
            return
        for other in self._standing.get(answered.checkpoint, ()):
            if other.event not in seen and other.author.name != event.author.name:
                yield other

    def _all_seen(self, seen: tuple[str, ...] | None) -> frozenset[str] | None:
        """With what they had seen who gave answers that are undone; None is everything."""
        found: set[str] = set()
        left = [seen]
        while left:
            names = left.pop()
            if names is None:
                return None
            new = [name for name in names if name not in found]
            found.update(new)
            left += [self._passed_on[name] for name in new if name in self._passed_on]
        return frozenset(found)

    def _apply_judgement(self, event: Event) -> None:
        match event.what:
            case ActionSet(action=action):
                self._actions[action.id] = action
            case ActionWithdrawn(action=name):
                self._actions.pop(name, None)
            case VerdictSet(criterion=criterion, verdict=None):
                self._verdicts.pop(criterion, None)
            case VerdictSet(criterion=criterion, verdict=SetVerdict() as verdict):
                self._verdicts[criterion] = Recorded(verdict, event.author, event.at, event.id)
            case StatementGiven() as statement:
                self._statement = Recorded(statement, event.author, event.at, event.id)
            case RecommendationSet() | FollowUpSet():
                self._apply_follow_up(event)
            case CriteriaUpgraded(criteria_set=criteria_set, carried=carried):
                self._criteria_set = criteria_set
                for now, before in carried.items():
                    self._carry(before, now)

    def _apply_follow_up(self, event: Event) -> None:
        match event.what:
            case RecommendationSet(recommendation=recommendation):
                self._recommendations[recommendation.id] = recommendation
            case FollowUpSet(recommendation=name, verdict=None):
                self._follow_ups.pop(name, None)
            case FollowUpSet(recommendation=name, verdict=SetFollowUp() as judged):
                self._follow_ups[name] = Recorded(judged, event.author, event.at, event.id)

    def _carry(self, before: str, now: str) -> None:
        if now not in self._answers and before in self._answers:
            self._answers[now] = self._answers[before]
        if now not in self._links and before in self._links:
            self._links[now] = self._links[before]
        for name, recommendation in self._recommendations.items():
            points = recommendation.checkpoints
            if before in points and now not in points:
                self._recommendations[name] = msgspec.structs.replace(
                    recommendation, checkpoints=(*points, now)
                )


def _begin(assessment: str, event: Event, created: Created) -> Assessment:
    return Assessment(
        id=assessment,
        municipality=created.municipality,
        criteria_set=created.criteria_set,
        date=created.date,
        title=created.title,
        changed=event.at,
    )
