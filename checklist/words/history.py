"""What happened to an assessment, one event at a time, in words anyone can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from typing import NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from checklist.assessment import (
    COPIED_FILE,
    Action,
    ActionSet,
    ActionStatus,
    ActionWithdrawn,
    Answer,
    Answered,
    AnsweredAlone,
    Claimed,
    Corrected,
    CountingSoFar,
    Created,
    CriteriaUpgraded,
    Document,
    Erased,
    Event,
    Evidence,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    FileReference,
    FollowUpSet,
    Joined,
    Left,
    Municipality,
    PredecessorNamed,
    PublishedAudit,
    Recommendation,
    RecommendationSet,
    RoundOpened,
    RoundStarted,
    SampleDrawn,
    SetFollowUp,
    SetVerdict,
    SignedOff,
    StatementGiven,
    Touched,
    Undone,
    VerdictSet,
    WayBack,
    WentBack,
    What,
    day_if_whole,
    in_order,
    kind_of,
    undoes,
)
from checklist.criteria import CriteriaSet, Depth, checkpoint_fingerprint, text_in
from checklist.i18n import Phrase, Translator, phrase, phrases
from checklist.words.differing import FIELD_WORDS, NAMED_FIELDS
from checklist.words.origin import predecessor_phrase
from checklist.words.pictures import change_signs
from checklist.words.samples import draw_words, frame_title
from checklist.words.signing import AFTER_SIGN_OFF, signed_words

T = TypeVar("T", bound=msgspec.Struct)

_Changing = Answer | Evidence | Action | Recommendation | Corrected
"""What is changed a field at a time."""

CLOCKS_APART = timedelta(minutes=10)
"""How far from each other the clocks of two machines may be before it is said."""

C = TypeVar("C", bound=Evidence | Action | Recommendation)


class Earlier(msgspec.Struct, frozen=True):
    """What an event alone does not say: what it is about, and what it came instead of.

    Attributes:
        events: every event by its id, with the fields it left as they were.
        titles: the title of each piece of evidence, by its id.
        recommendations: the text of each recommendation, by its id.
        before: for each event that changed something, by its id, how that was until then.
        actions: the words of each action, by its id.
        predecessors: the earlier assessments that something was taken over from, by journal.
        sets: the versions of the criteria set that were in force before, the last one first.
        back_in_time: the events whose time is before that of the event they come after.
    """

    events: Mapping[str, Event]
    titles: Mapping[str, str]
    recommendations: Mapping[str, str]
    before: Mapping[str, _Changing]
    actions: Mapping[str, str]
    predecessors: Mapping[str, PredecessorNamed]
    sets: tuple[CriteriaSet, ...]
    back_in_time: Container[str] = frozenset()

    @classmethod
    def of(cls, events: Iterable[Event], sets: tuple[CriteriaSet, ...] = ()) -> Earlier:
        """Look through the events of one assessment, in any order."""
        by_id: dict[str, Event] = {}
        was: dict[str, _Changing] = {}
        evidence: dict[str, Evidence] = {}
        titles_that_wait: dict[str, str] = {}
        recommended: dict[str, Recommendation] = {}
        actions: dict[str, Action] = {}
        given: defaultdict[str, list[Event]] = defaultdict(list)
        predecessors: dict[str, PredecessorNamed] = {}
        stood = Corrected()
        count = CountingSoFar(by_id)
        for event in in_order(events):
            held, what = event, event.what
            match what:
                case Answered(checkpoint=checkpoint, answer=answer, waits=False):
                    before = was[event.id] = _last_counting(given[checkpoint], count)
                    whole = _whole(answer, before, what.touched)
                    held = _with_answer(event, what, whole)
                    given[checkpoint].append(held)
                case EvidenceRecorded(evidence=now, waits=True):
                    titles_that_wait[now.id] = now.title
                case EvidenceRecorded(evidence=now):
                    piece = _taken(event.id, now, what.touched, evidence, was)
                    held = replace(event, what=replace(what, evidence=piece))
                case RecommendationSet(recommendation=point):
                    asked = _taken(event.id, point, what.touched, recommended, was)
                    held = replace(event, what=replace(what, recommendation=asked))
                case ActionSet(action=action, waits=False):
                    planned = _taken(event.id, action, what.touched, actions, was)
                    held = replace(event, what=replace(what, action=planned))
                case PredecessorNamed(journal=journal):
                    predecessors[journal] = what
                case Created() | Corrected():
                    held, stood = _subject(event, what, stood, was)
                case Undone() | WentBack():
                    count.add(event)
            by_id[event.id] = held
        return cls(
            by_id,
            titles_that_wait | {name: piece.title for name, piece in evidence.items()},
            {name: point.text for name, point in recommended.items()},
            was,
            {name: action.what for name, action in actions.items()},
            predecessors,
            sets,
            {
                event.id
                for before, event in pairwise(by_id.values())
                if before.at - event.at > CLOCKS_APART
            },
        )


def _whole(now: T, before: T | None, touched: Touched) -> T:
    """A thing as it was after an event that touched some of its fields."""
    if touched is None or before is None or type(before) is not type(now):
        return now
    return replace(before, **{name: getattr(now, name) for name in touched})


def _subject(
    event: Event, what: Created | Corrected, stood: Corrected, was: dict[str, _Changing]
) -> tuple[Event, Corrected]:
    """The event whole, and what the assessment is about after it; `was` gets what it was before."""
    if isinstance(what, Created):
        return event, Corrected(
            municipality=what.municipality,
            date=what.date,
            title=what.title,
            begins=what.period.begins,
            ends=what.period.ends,
        )
    was[event.id] = stood
    now = replace(stood, **{name: getattr(what, name) for name in what.touched})
    return replace(event, what=replace(now, touched=what.touched)), now


def _with_answer(event: Event, what: Answered, whole: Answer) -> Event:
    return event if what.answer == whole else replace(event, what=replace(what, answer=whole))


def _taken(
    event: str, now: C, touched: Touched, known: dict[str, C], was: dict[str, _Changing]
) -> C:
    """A thing whole after an event, from now on the known one; `was` gets the one before."""
    before = known.get(now.id)
    if before is not None:
        was[event] = before
    known[now.id] = whole = _whole(now, before, touched)
    return whole


_DIGITS_SHOWN = 12


def describe(event: Event, criteria_set: CriteriaSet, language: str, earlier: Earlier) -> Phrase:
    """What happened, as one sentence."""
    about = _About(criteria_set, language, earlier)
    event = earlier.events.get(event.id, event)
    said = _describe(event, about)
    journal, waits = getattr(event.what, "taken_from", ""), getattr(event.what, "waits", False)
    where = predecessor_phrase(earlier.predecessors.get(journal))
    if waits:
        return phrase("Hentet fra {where}, ikke bekreftet: {what}", where=where, what=said)
    if journal:
        return phrase("Tatt over fra {where}: {what}", where=where, what=said)
    return said


def _describe(event: Event, about: _About) -> Phrase:
    earlier = about.earlier
    match event.what:
        case Created(municipality=municipality, origin=PublishedAudit()):
            return phrase("En revisjon av {name} ble lest inn", name=municipality.name)
        case Created(municipality=municipality, depth=Depth.QUICK):
            return phrase(
                "Egenvurderingen ble opprettet for {name}, som rask gjennomgang",
                name=municipality.name,
            )
        case Created(municipality=municipality):
            return phrase("Egenvurderingen ble opprettet for {name}", name=municipality.name)
        case PredecessorNamed() as predecessor:
            return phrase("Henter fra {where}", where=predecessor_phrase(predecessor))
        case Answered(checkpoint=checkpoint, answer=answer):
            question = about.question(checkpoint, answer.fingerprint)
            details = _changed_fields(answer, earlier.before.get(event.id))
            if details is None and answer.value is None and not answer.comment:
                return phrase("Svaret ble tatt bort: {question}", question=question)
            if details is not None:
                return phrase("Endret ({fields}): {question}", fields=details, question=question)
            return phrase("{answer}: {question}", answer=_answer(answer), question=question)
        case EvidenceRecorded() | EvidenceRemoved() | EvidenceLinked() | EvidenceUnlinked() as what:
            return _describe_evidence(what, about, earlier.before.get(event.id))
        case _:
            return _describe_judgement(event, about)


def describe_step(
    events: Sequence[Event], criteria_set: CriteriaSet, language: str, earlier: Earlier
) -> Phrase:
    """What was done at once, as one sentence: the first of it, and how much more there was."""
    first, *others = events
    what = describe(first, criteria_set, language, earlier)
    if not others:
        return what
    return phrases(
        "{what} (og {n} endring til)", "{what} (og {n} endringer til)", len(others), what=what
    )


def taken_back(
    step: Sequence[Event], criteria_set: CriteriaSet, language: str, earlier: Earlier
) -> Phrase:
    """That a step was taken back, and what it was."""
    return phrase("Angret: {what}", what=describe_step(step, criteria_set, language, earlier))


def brought_back(
    step: Sequence[Event], criteria_set: CriteriaSet, language: str, earlier: Earlier
) -> Phrase:
    """That a step that was taken back counts again, and what it was."""
    what = describe_step(step, criteria_set, language, earlier)
    return phrase("Tilbake igjen: {what}", what=what)


class HistoryWords(NamedTuple):
    """An event of the history in words.

    Attributes:
        before: what it came instead of; empty where there was nothing, or it is the same.
        change: another answer than before as signs, for a screen: ◐→✗. Empty for other events.
        undone: that it was taken back; empty where it was not.
        mark: that it was done after the assessment was approved, or is about a question that is
            not asked any more; empty where neither is so.
    """

    when: str
    who: str
    what: str
    before: str
    undone: str
    change: str = ""
    mark: str = ""

    def __str__(self) -> str:
        """The whole on one line."""
        return " ".join(f"{self.when} {self.who}: {self._all}".split())

    @property
    def what_first(self) -> str:
        """The same for one who listens: what was done, then by whom and when."""
        return " ".join(f"{self._all} ({self.who}, {self.when})".split())

    @property
    def _all(self) -> str:
        return "; ".join(filter(None, (self.what, self.before, self.undone, self.mark)))


def history_words(
    event: Event,
    criteria_set: CriteriaSet,
    earlier: Earlier,
    _: Translator,
    *,
    undone: bool,
    later: bool = False,
) -> HistoryWords:
    """When, by whom and what, each text on one line."""
    before = replaced(event, earlier)
    who = event.author.role or event.author.name
    what = _.say(describe(event, criteria_set, _.language, earlier))
    marks = (
        _.say(AFTER_SIGN_OFF) if later else "",
        _("tidene er ikke i rekkefølge: en klokke gikk feil")
        if event.id in earlier.back_in_time
        else "",
        _("spørres ikke lenger") if _is_retired(event, criteria_set) else "",
    )
    return HistoryWords(
        when=_.moment(event.at),
        who=" ".join(who.split()),
        what=" ".join(what.split()),
        before="" if before is None else " ".join(_.say(before).split()),
        undone=_("angret") if undone else "",
        change=_change(event, earlier),
        mark="; ".join(filter(None, marks)),
    )


def _is_retired(event: Event, criteria_set: CriteriaSet) -> bool:
    match event.what:
        case Answered(checkpoint=name) | AnsweredAlone(checkpoint=name):
            return all(point.id != name for c in criteria_set.criteria for point in c.checkpoints)
    return False


def _change(event: Event, earlier: Earlier) -> str:
    now, before = earlier.events.get(event.id, event).what, earlier.before.get(event.id)
    if not isinstance(now, Answered) or not isinstance(before, Answer):
        return ""
    was, become = before.value, now.answer.value
    return "" if was is become else change_signs(was, become)


def checkpoint_of(event: Event, earlier: Earlier) -> str | None:
    """The checkpoint that an event, or what it took back, is about; None for other events."""
    match event.what:
        case Answered(checkpoint=name) | AnsweredAlone(checkpoint=name):
            return name
        case EvidenceLinked(checkpoint=name) | EvidenceUnlinked(checkpoint=name):
            return name
        case Undone(event=name) if name in earlier.events and name < event.id:
            return checkpoint_of(earlier.events[name], earlier)
        case _:
            return None


def criterion_of(event: Event, criteria_set: CriteriaSet, earlier: Earlier) -> str | None:
    """The criterion that an event, or what it took back, is about; None for other events."""
    match event.what:
        case VerdictSet(criterion=name) | ActionSet(action=Action(criterion=name)):
            return name if any(c.id == name for c in criteria_set.criteria) else None
        case ActionWithdrawn(action=action):
            for before in reversed(list(earlier.events.values())):
                match before.what:
                    case ActionSet(action=Action(id=known)) if known == action:
                        return criterion_of(before, criteria_set, earlier)
            return None
        case Undone(event=name) if name in earlier.events and name < event.id:
            return criterion_of(earlier.events[name], criteria_set, earlier)
    point = checkpoint_of(event, earlier)
    for criterion in criteria_set.criteria:
        if any(checkpoint.id == point for checkpoint in criterion.checkpoints):
            return criterion.id
    return None


def way_back_words(way: WayBack, _: Translator) -> str:
    """How many changes by whom going back takes away: 4 endringer: 3 av Anna, 1 av Bo."""
    total = sum(way.changes.values())
    by = ", ".join(_("{n} av {who}", n=n, who=who) for who, n in sorted(way.changes.items()))
    return _.plural("{n} endring: {by}", "{n} endringer: {by}", total, by=by)


def _changed_fields(now: _Changing, before: _Changing | None) -> Phrase | None:
    """The names of the fields that were changed; None where it is new, or the answer is another."""
    if before is None or (isinstance(before, Answer) and _is_another_answer(now, before)):
        return None
    names = [FIELD_WORDS[name] for name in _differing(now, before)]
    return reduce(_and, names) if names else None


def _is_another_answer(now: _Changing, before: Answer) -> bool:
    return isinstance(now, Answer) and now.value is not before.value


def _differing(now: _Changing, before: _Changing) -> tuple[str, ...]:
    """Fields that people know and that hold something else, in the order of their table."""
    return tuple(
        name
        for name in FIELD_WORDS
        if getattr(now, name, None) != getattr(before, name, None) and name in now.__struct_fields__
    )


def _and(one: Phrase, other: Phrase) -> Phrase:
    return phrase("{one}, {other}", one=one, other=other)


def replaced(event: Event, earlier: Earlier) -> Phrase | None:
    """What an event came instead of; None where there was nothing, or it is the same."""
    event, before = earlier.events.get(event.id, event), earlier.before.get(event.id)
    match event.what:
        case EvidenceRecorded(evidence=now):
            return _other_file(_file_of(before), _file_of(now)) or _fields_before(now, before)
        case ActionSet(action=planned):
            return _fields_before(planned, before)
        case RecommendationSet(recommendation=asked):
            return _fields_before(asked, before)
        case Corrected() as corrected:
            return _fields_before(corrected, before)
        case Answered(answer=answer, waits=False):
            stood = before if isinstance(before, Answer) else Answer()
            if stood.value is not answer.value:
                before_it = phrase("før: {answer}", answer=_answer(stood))
                if stood.comment == answer.comment:
                    return before_it
                comment = _other_comment(stood.comment, answer.comment)
                return phrase("{one}; {other}", one=before_it, other=comment)
            if stood.comment != answer.comment:
                return _other_comment(stood.comment, answer.comment)
            same = None if stood.value is None else phrase("samme svar, gitt på nytt")
            return _fields_before(answer, stood) or same
    return None


def _fields_before(now: _Changing, before: _Changing | None) -> Phrase | None:
    """What the fields that were changed held, where that is short and for all to read."""
    if before is None:
        return None
    known = [name for name in _differing(now, before) if _held(name, before) is not None]
    if not known:
        return None
    return phrase("før: {answer}", answer=reduce(_and, [_said(name, before) for name in known]))


def _said(name: str, thing: _Changing) -> Phrase:
    """A field and what it holds."""
    return phrase("{field}: {value}", field=FIELD_WORDS[name], value=_held(name, thing) or "")


def _held(name: str, thing: _Changing) -> str | int | date | Phrase | None:
    """What a field holds, for a sentence; None for what only a program reads."""
    match getattr(thing, name, None):
        case None | "" | ():
            return phrase("tomt")
        case bool() as ticked:
            return phrase("ja") if ticked else phrase("nei")
        case ActionStatus() as status:
            return status.words
        case Municipality(number=number, name=called):
            return f"{number} {called}"
        case str() as text if name not in NAMED_FIELDS:
            return (day_if_whole(text) or text) if name == "date" else text
        case int() | date() as value:
            return value
        case float() as number if number.is_integer():
            return int(number)
    return None


def _file_of(evidence: _Changing | None) -> FileReference | None:
    return evidence.file if isinstance(evidence, Document) else None


def _other_file(before: FileReference | None, now: FileReference | None) -> Phrase | None:
    if before is not None and now is None:
        return phrase("filen {name} er tatt bort", name=before.known_as)
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


class _About(msgspec.Struct, frozen=True):
    """Names of what events are about, in the reader's language."""

    criteria_set: CriteriaSet
    language: str
    earlier: Earlier

    def question(self, checkpoint: str, fingerprint: str = "") -> str:
        """As it was worded when it was answered, where that is known; else as it is last."""
        asked = (
            (criterion, point)
            for one in (self.criteria_set, *self.earlier.sets)
            for criterion in one.criteria
            for point in criterion.checkpoints
            if point.id == checkpoint
        )
        if (first := next(asked, None)) is None:
            return checkpoint
        if self.earlier.sets and fingerprint:
            for criterion, point in (first, *asked):
                if checkpoint_fingerprint(criterion, point) == fingerprint:
                    return text_in(point.question, self.language)
        return text_in(first[1].question, self.language)

    def criterion(self, name: str) -> str:
        for one in (self.criteria_set, *self.earlier.sets):
            for criterion in one.criteria:
                if criterion.id == name:
                    return text_in(criterion.title, self.language)
        return name

    def frame(self, name: str) -> str:
        return frame_title(name, self.criteria_set, self.language)

    def title(self, evidence: str) -> str:
        return self.earlier.titles.get(evidence, evidence)

    def recommendation(self, name: str) -> str:
        return self.earlier.recommendations.get(name, name)


def _describe_evidence(
    what: EvidenceRecorded | EvidenceRemoved | EvidenceLinked | EvidenceUnlinked,
    about: _About,
    before: _Changing | None,
) -> Phrase:
    match what:
        case EvidenceRecorded(evidence=now) if details := _changed_fields(now, before):
            return phrase(
                "{kind} endret ({fields}): {title}",
                kind=kind_of(now).words,
                fields=details,
                title=now.title,
            )
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
    before = about.earlier.before.get(event.id)
    match event.what:
        case ActionSet(action=action) if details := _changed_fields(action, before):
            return phrase(
                "Tiltak for {criterion} endret ({fields}): {what}",
                criterion=about.criterion(action.criterion),
                fields=details,
                what=action.what,
            )
        case RecommendationSet(recommendation=point) if details := _changed_fields(point, before):
            return phrase("Anbefaling endret ({fields}): {text}", fields=details, text=point.text)
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
                "{criterion} følger svarene igjen; den andre vurderingen ble tatt bort",
                criterion=about.criterion(criterion),
            )
        case RecommendationSet() | FollowUpSet() as what:
            return _describe_follow_up(what, about)
        case _:
            return _describe_whole(event.what, about)


def _describe_whole(what: What, about: _About) -> Phrase:
    """What is about the whole assessment, not about one criterion."""
    match what:
        case SampleDrawn(sample=drawn) if drawn.reason:
            return phrase(
                "Utvalget «{frame}» ble trukket på nytt: {draw}. Grunn: {reason}",
                frame=about.frame(drawn.frame),
                draw=draw_words(drawn),
                reason=drawn.reason,
            )
        case SampleDrawn(sample=drawn):
            return phrase(
                "Utvalget «{frame}» ble trukket: {draw}",
                frame=about.frame(drawn.frame),
                draw=draw_words(drawn),
            )
        case StatementGiven(text=text):
            return phrase("Kommunedirektørens uttalelse: {text}", text=text)
        case CriteriaUpgraded():
            return phrase("Gikk over til en annen utgave av kriteriesettet")
        case Undone() as undoing:
            return _describe_undoing(undoing, about)
        case Erased() as erased:
            return _describe_erasing(erased, about)
        case Corrected(touched=touched) as corrected:
            held = [_said(name, corrected) for name in FIELD_WORDS if name in touched]
            return phrase("Rettet: {fields}", fields=reduce(_and, held))
        case WentBack(to=to):
            return _describe_way_back(about.earlier.events.get(to))
        case _:
            return _describe_round(what, about)


def _describe_undoing(undoing: Undone, about: _About) -> Phrase:
    known = about.earlier.events
    undone = [known[name] for name in (undoing.event, *undoing.also) if name in known]
    if not undone:
        return phrase("En endring ble angret")
    again = undone[0].what
    back = [known[name] for name in undoes(again) if name in known]
    if isinstance(again, Undone) and back:
        return brought_back(back, about.criteria_set, about.language, about.earlier)
    return taken_back(undone, about.criteria_set, about.language, about.earlier)


def _describe_way_back(moment: Event | None) -> Phrase:
    if moment is None:
        return phrase("Gikk tilbake til slik det var før")
    return phrase("Gikk tilbake til slik det var {moment}", moment=moment.at)


def _describe_erasing(erased: Erased, about: _About) -> Phrase:
    known = about.earlier.events.get(erased.event)
    match None if known is None else known.what:
        case EvidenceRecorded(evidence=evidence) if erased.path == COPIED_FILE:
            what = phrase("Filen til «{title}» ble slettet for godt", title=evidence.title)
        case Answered(checkpoint=checkpoint):
            question = about.question(checkpoint)
            what = phrase("En tekst ble slettet for godt: {question}", question=question)
        case _:
            what = phrase("En tekst ble slettet for godt")
    return phrase("{what} ({reason})", what=what, reason=erased.reason) if erased.reason else what


def _describe_round(what: What, about: _About) -> Phrase:
    match what:
        case RoundStarted(people=()):
            return phrase("Begynte en runde der alle svarer hver for seg")
        case RoundStarted(people=people):
            return phrase(
                "Begynte en runde der alle svarer hver for seg: {names}", names=", ".join(people)
            )
        case AnsweredAlone(checkpoint=checkpoint, answer=answer):
            return phrase(
                "{answer} (svarte alene): {question}",
                answer=_answer(answer),
                question=about.question(checkpoint),
            )
        case RoundOpened():
            return phrase("Åpnet det alle hadde svart hver for seg")
        case Claimed(name=name):
            return phrase("Tok over det «{name}» har skrevet, som sitt eget", name=name)
        case SignedOff() as signed:
            return signed_words(signed)
        case Joined():
            return phrase("Begynte å dele egenvurderingen gjennom en mappe")
        case Left():
            return phrase("Sluttet å dele egenvurderingen gjennom mappen")
        case _:
            raise AssertionError(what)


def _describe_follow_up(what: RecommendationSet | FollowUpSet, about: _About) -> Phrase:
    match what:
        case RecommendationSet(recommendation=recommendation):
            return phrase("Anbefaling å følge opp: {text}", text=recommendation.text)
        case FollowUpSet(recommendation=name, verdict=SetFollowUp() as judged):
            return phrase(
                "Oppfølgingen av «{text}» ble satt til {verdict}: {reason}",
                text=about.recommendation(name),
                verdict=judged.verdict.words,
                reason=judged.reason,
            )
        case FollowUpSet(recommendation=name):
            return phrase(
                "Oppfølgingen av «{text}» følger svarene igjen; "
                "den andre vurderingen ble tatt bort",
                text=about.recommendation(name),
            )


def _answer(answer: Answer) -> Phrase:
    return phrase("Ikke besvart") if answer.value is None else answer.value.words


def _last_counting(given: list[Event], count: Container[str]) -> Answer:
    for event in reversed(given):
        if event.id in count and isinstance(event.what, Answered):
            return event.what.answer
    return Answer()
