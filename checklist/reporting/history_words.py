"""What happened to an assessment, one event at a time, in words anyone can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checklist.assessment.events import (
    Action,
    ActionSet,
    ActionWithdrawn,
    Answer,
    Answered,
    Created,
    CriteriaUpgraded,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    SetVerdict,
    StatementGiven,
    Undone,
    VerdictSet,
)
from checklist.assessment.evidence import Document, Evidence, FileReference, kind_of
from checklist.catalogue.model import CriteriaSet, text_in
from checklist.i18n import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an event alone does not say: what it is about, and what it came instead of.

    Attributes:
        events: every event by its id.
        titles: the title of each piece of evidence, by its id.
        answers: for each answering event, by its id, the answer that counted until then.
        files: for each recording, by its event's id, the file the evidence had until then.
        actions: the words of each action, by its id.
    """

    events: Mapping[str, Event] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    files: Mapping[str, FileReference] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[Event]) -> Earlier:
        """Look through the events of one assessment, in any order."""
        by_id = {event.id: event for event in sorted(events, key=lambda event: event.id)}
        titles: dict[str, str] = {}
        answers: dict[str, Answer] = {}
        files: dict[str, FileReference] = {}
        recorded: dict[str, Evidence] = {}
        actions: dict[str, str] = {}
        given: dict[str, list[Event]] = {}
        undone: set[str] = set()
        for event in by_id.values():
            match event.what:
                case EvidenceRecorded(evidence=evidence):
                    titles[evidence.id] = evidence.title
                    if (file := _file_of(recorded.get(evidence.id))) is not None:
                        files[event.id] = file
                    recorded[evidence.id] = evidence
                case ActionSet(action=action):
                    actions[action.id] = action.what
                case Answered(checkpoint=checkpoint):
                    before = given.setdefault(checkpoint, [])
                    answers[event.id] = _last_counting(before, undone)
                    before.append(event)
                case Undone():
                    _turn(event, by_id, undone)
        return cls(by_id, titles, answers, files, actions)


_NOTHING = Earlier()
_DIGITS_SHOWN = 12


def describe(
    event: Event, criteria_set: CriteriaSet, language: str, earlier: Earlier = _NOTHING
) -> Phrase:
    """What happened, as one sentence. Without `earlier`, evidence is named by its id."""
    about = _About(criteria_set, language, earlier)
    match event.what:
        case Created(municipality=municipality):
            return phrase("Egenvurderingen ble opprettet for {name}", name=municipality.name)
        case Answered(checkpoint=checkpoint, answer=Answer(value=None, comment="")):
            return phrase("Svaret ble tatt bort: {question}", question=about.question(checkpoint))
        case Answered(checkpoint=checkpoint, answer=answer):
            return phrase(
                "{answer}: {question}", answer=_answer(answer), question=about.question(checkpoint)
            )
        case EvidenceRecorded() | EvidenceRemoved() | EvidenceLinked() | EvidenceUnlinked() as what:
            return _describe_evidence(what, about)
        case _:
            return _describe_judgement(event, about)


def replaced(event: Event, earlier: Earlier) -> Phrase | None:
    """What an answer or a file came instead of; None where there was nothing, or it is the same."""
    if isinstance(event.what, EvidenceRecorded):
        return _other_file(earlier.files.get(event.id), _file_of(event.what.evidence))
    if not isinstance(event.what, Answered):
        return None
    now, before = event.what.answer, earlier.answers.get(event.id, Answer())
    if before.value != now.value:
        return phrase("før: {answer}", answer=_answer(before))
    if before.comment != now.comment:
        return _other_comment(before.comment, now.comment)
    return None if before.value is None else phrase("samme svar, med nye opplysninger")


def _file_of(evidence: Evidence | None) -> FileReference | None:
    return evidence.file if isinstance(evidence, Document) else None


def _other_file(before: FileReference | None, now: FileReference | None) -> Phrase | None:
    if before is None or now is None or before.sha256 == now.sha256:
        return None
    return phrase(
        "filen er en annen enn før; kontrollsum før: {before}, nå: {now}",
        before=before.sha256[:_DIGITS_SHOWN],
        now=now.sha256[:_DIGITS_SHOWN],
    )


def _other_comment(before: str, now: str) -> Phrase:
    if not before:
        return phrase("ny kommentar: {comment}", comment=now)
    if not now:
        return phrase("kommentaren ble tatt bort; før: {comment}", comment=before)
    return phrase("kommentaren er nå: {comment}; før: {before}", comment=now, before=before)


@dataclass(frozen=True, slots=True)
class _About:
    """Names of what events are about, in the reader's language."""

    criteria_set: CriteriaSet
    language: str
    earlier: Earlier

    def question(self, checkpoint: str) -> str:
        for criterion in self.criteria_set.criteria:
            for point in criterion.checkpoints:
                if point.id == checkpoint:
                    return text_in(point.question, self.language)
        return checkpoint

    def criterion(self, name: str) -> str:
        for criterion in self.criteria_set.criteria:
            if criterion.id == name:
                return text_in(criterion.title, self.language)
        return name

    def title(self, evidence: str) -> str:
        return self.earlier.titles.get(evidence, evidence)


def _describe_evidence(
    what: EvidenceRecorded | EvidenceRemoved | EvidenceLinked | EvidenceUnlinked, about: _About
) -> Phrase:
    match what:
        case EvidenceRecorded(evidence=evidence):
            return phrase(
                "{kind} lagret: {title}", kind=kind_of(evidence).words, title=evidence.title
            )
        case EvidenceRemoved(evidence=name):
            return phrase("Dokumentasjonen ble tatt bort: {title}", title=about.title(name))
        case EvidenceLinked(evidence=name, checkpoint=checkpoint):
            return phrase(
                "Dokumentasjonen «{title}» ble koblet til: {question}",
                title=about.title(name),
                question=about.question(checkpoint),
            )
        case EvidenceUnlinked(evidence=name, checkpoint=checkpoint):
            return phrase(
                "Dokumentasjonen «{title}» ble koblet fra: {question}",
                title=about.title(name),
                question=about.question(checkpoint),
            )


def _describe_judgement(event: Event, about: _About) -> Phrase:
    match event.what:
        case ActionSet(action=Action() as action):
            return phrase(
                "Tiltak for {criterion} ({status}): {what}",
                criterion=about.criterion(action.criterion),
                status=action.status.words,
                what=action.what,
            )
        case ActionWithdrawn(action=name):
            return phrase(
                "Tiltaket ble trukket: {what}", what=about.earlier.actions.get(name, name)
            )
        case VerdictSet(criterion=criterion, verdict=SetVerdict() as verdict):
            return phrase(
                "{criterion} ble satt til {verdict}: {reason}",
                criterion=about.criterion(criterion),
                verdict=verdict.verdict.words,
                reason=verdict.reason,
            )
        case VerdictSet(criterion=criterion):
            return phrase(
                "{criterion} følger svarene igjen; egen vurdering ble tatt bort",
                criterion=about.criterion(criterion),
            )
        case StatementGiven(text=text):
            return phrase("Kommunedirektørens uttalelse: {text}", text=text)
        case CriteriaUpgraded():
            return phrase("Gikk over til en annen utgave av kriteriesettet")
        case Undone(event=name):
            undone = about.earlier.events.get(name)
            if undone is None:
                return phrase("En endring ble angret")
            return phrase(
                "Angret: {what}",
                what=describe(undone, about.criteria_set, about.language, about.earlier),
            )
        case _:
            raise AssertionError(event)


def _answer(answer: Answer) -> Phrase:
    return phrase("Ikke besvart") if answer.value is None else answer.value.words


def _last_counting(events: list[Event], undone: set[str]) -> Answer:
    for event in reversed(events):
        if event.id not in undone and isinstance(event.what, Answered):
            return event.what.answer
    return Answer()


def _turn(event: Event, by_id: Mapping[str, Event], undone: set[str]) -> None:
    """Take in an undoing; undoing an undoing brings the first event back."""
    counts, seen = False, {event.id}
    while isinstance(event.what, Undone):
        target = event.what.event
        if counts:
            undone.discard(target)
        else:
            undone.add(target)
        if target in seen or target not in by_id:
            return
        seen.add(target)
        event, counts = by_id[target], not counts
