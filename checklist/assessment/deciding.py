"""What is decided when somebody wishes something: the events it becomes, or a refusal in words.

Every limit stands here and nowhere else: what a screen, a line, a command and an answer file may
do is the same. Nothing here reads a disk, a clock or a language: `today` and what is random are
arguments.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from checklist.assessment.events import (
    COPIED_FILE,
    NO_PERIOD,
    Action,
    ActionSet,
    ActionWithdrawn,
    Answer,
    Answered,
    AnsweredAlone,
    Author,
    Claimed,
    Corrected,
    Created,
    CriteriaUpgraded,
    DrawnSample,
    Erased,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    FollowUpSet,
    Municipality,
    Origin,
    Period,
    PredecessorNamed,
    Recommendation,
    RecommendationSet,
    RoundOpened,
    RoundStarted,
    SampleDrawn,
    SetFollowUp,
    SetVerdict,
    SignedOff,
    StatementGiven,
    Undone,
    VerdictSet,
    WentBack,
    What,
)
from checklist.assessment.evidence import (
    LONGEST_TITLE,
    Document,
    Evidence,
    Figure,
    FileReference,
    FileSample,
    Interview,
    Observation,
    first_day,
    kind_of,
)
from checklist.assessment.municipalities import Kinship, kinship
from checklist.assessment.names import (
    Names,
    action_named,
    evidence_named,
    named,
    recommendation_named,
)
from checklist.assessment.proving import texts_of
from checklist.assessment.registers import (
    ABOUT,
    THERE,
    Fields,
    Registers,
    Standing,
    Thing,
    changes_of,
    holds,
    required_fields,
)
from checklist.assessment.rounds import Round, visible_to
from checklist.assessment.sampling import (
    LONGEST_SEED,
    MOST_TO_DRAW,
    MOST_TO_DRAW_FROM,
    draw_for,
    drawn_numbers,
    is_counted,
    sample_evidence,
    sample_title,
)
from checklist.assessment.state import Assessment, undoes
from checklist.assessment.taking_over import Carrying
from checklist.assessment.typed_dates import partial_date, written_date
from checklist.assessment.undoing import (
    NothingToUndo,
    UnknownMoment,
    WayBack,
    find_event,
    last_step,
    last_undoing,
    way_back,
)
from checklist.criteria import (
    AnswerValue,
    Checkpoint,
    Comparison,
    CriteriaSet,
    EvidenceKind,
    Measure,
    MeasureKind,
    checkpoint_fingerprint,
    compare_sets,
    still_asks,
)
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase

Fault = tuple[str, Phrase]
"""A field that can't be as it is, and what is wrong with it."""


class Refused(SamsjekkError):
    """Fields that can't be as they are, each with what is wrong; the words are of the first."""

    def __init__(self, faults: Mapping[str, Phrase]) -> None:
        super().__init__(next(iter(faults.values())))
        self.faults = dict(faults)


class Doubtful(SamsjekkError):
    """What can be right and seldom is; the words ask. It is done for whoever says that it is."""


class Undecided(SamsjekkError):
    """People have answered differently, and nobody has decided which answer counts."""


class AnsweringAlone(SamsjekkError):
    """A round is running: what all share can't be judged before it is opened."""


class NoRound(SamsjekkError):
    """There is no round to open, or none that has been opened."""


class NothingToErase(SamsjekkError):
    """No text and no copy of a file is there, or it is erased already."""


class NothingToConfirm(SamsjekkError):
    """Nothing from an earlier assessment waits here, or there is nothing to take over."""


class NothingToUpgrade(SamsjekkError):
    """The assessment can't go over to this set, or has it already."""


class Situation(NamedTuple):
    """What is so when somebody wishes something.

    Attributes:
        names: what the criteria set holds.
        state: the assessment as its author sees it, in a round with their own answers only.
        seen: the assessment as its author had it in front of them.
        author: who wishes.
        events: all that are known.
        round: the round the author answers alone in, if any.
        running: whether people answer alone now, the author among them or not.
        here: the replicas that this store is and has been; None is every store.
        settles: fields whose different values the author has in front of them in a box: what is
            saved there settles it, whether it is another value than before or not.
        today: the date of what is recorded now.
    """

    names: Names
    state: Assessment
    seen: Assessment
    author: Author
    events: Sequence[Event] = ()
    round: Round | None = None
    running: bool = False
    here: Container[str] | None = None
    settles: Container[str] = ()
    today: date | None = None


# -- which dates are possible -----------------------------------------------------------


_TO_COME = phrase("{day} er ikke kommet ennå. Dokumentasjon kan ikke ha en dato i framtiden.")


class Possible(NamedTuple):
    """The first day a date may be, and how many days after today.

    Outside, `words` refuse it, or ask about it where it is `asked`.
    """

    first: date = date.min
    days_ahead: int | None = None
    words: Phrase = _TO_COME
    asked: bool = False


POSSIBLE_DATES: Mapping[str, Possible] = {
    "assessment": Possible(
        date(2000, 1, 1), 0, phrase("Vurderingen får datoen {day}. Er det riktig?"), asked=True
    ),
    "sign-off": Possible(
        days_ahead=0,
        words=phrase("{day} er ikke kommet ennå. Ingen kan ha godkjent noe den dagen."),
    ),
    "evidence": Possible(days_ahead=0),
    "interview held": Possible(days_ahead=0),
    "interview planned": Possible(),
    "recommendation": Possible(),
    "statement": Possible(),
    "deadline": Possible(),
    "coming act": Possible(),
}
"""Each kind of date."""


def refuse_date(kind: str, stored: str, today: date, *, sure: bool = False) -> None:
    """Stop a date, as far as it is known, that can't be of its kind.

    Raises:
        UnreadableDate: it is not in the calendar.
        Refused: it can't be.
        Doubtful: it is unusual, and nobody has said that they are `sure`.
    """
    partial_date(stored)
    first, ahead, words, asked = POSSIBLE_DATES[kind]
    day = first_day(stored)
    if (asked and sure) or (
        first <= day and (ahead is None or day <= today + timedelta(days=ahead))
    ):
        return
    words = words._replace(values={"day": written_date(stored)})
    raise Doubtful(words) if asked else Refused({"date": words})


# -- beginning --------------------------------------------------------------------------

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ASSESSMENT_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LONGEST_ID = 60


def begin(
    municipality: Municipality,
    day: date,
    today: date,
    *,
    title: str = "",
    origin: Origin = None,
    period: Period = NO_PERIOD,
    sure: bool = False,
) -> Created:
    """A new assessment.

    Raises:
        Refused: the period ends before it begins, or after today.
        Doubtful: the date is unusual, and nobody has said that they are `sure`.
    """
    refuse_date("assessment", day.isoformat(), today, sure=sure)
    _refuse(_period_faults(period, today))
    return Created(
        municipality=municipality,
        criteria_set="",
        date=day,
        title=title,
        origin=origin,
        period=period,
    )


def _period_faults(period: Period, today: date) -> Iterator[Fault]:
    if period.ends is not None and period.ends > today:
        words = phrase("Vurderingen kan ikke være avsluttet {day}: dagen er ikke kommet.")
        yield "ends", words._replace(values={"day": period.ends})
    elif period.begins and period.ends and period.ends < period.begins:
        yield (
            "ends",
            phrase(
                "Perioden slutter {ends}, før den begynner {begins}. Bytt dem om, eller rett den "
                "ene.",
                ends=period.ends,
                begins=period.begins,
            ),
        )


def correct(
    at: Situation, wanted: Mapping[str, Any], today: date, *, sure: bool = False
) -> tuple[What, ...]:
    """Correct what the assessment is about; nothing happens where all is as it was.

    Args:
        at: what is so now.
        wanted: `municipality`, `date`, `title`, `begins` and `ends`, those that are touched.
        today: the date.
        sure: somebody has said that the date is right.

    Raises:
        Refused: the period can't be.
        Doubtful: the date is unusual, and nobody has said that they are `sure`.
        AnsweringAlone: a round is running.
    """
    wanted = dict(wanted)
    if "title" in wanted:
        wanted["title"] = wanted["title"].strip()
    if wanted.get("date", at.state.date) != at.state.date:
        refuse_date("assessment", wanted["date"].isoformat(), today, sure=sure)
    period = Period(
        begins=wanted.get("begins", at.state.period.begins),
        ends=wanted.get("ends", at.state.period.ends),
    )
    if period != at.state.period:
        _refuse(_period_faults(period, today))
    refuse_alone(at)
    return touching(at, Corrected(touched=tuple(wanted), **wanted))


def refuse_id(name: str, form: re.Pattern[str] = _ID) -> None:
    """Stop an id that somebody chose and that can't be one.

    Raises:
        Refused: the words say what an id is made of.
    """
    if form.fullmatch(name) is None or len(name) > _LONGEST_ID:
        words = phrase(
            "«{id}» kan ikke brukes som id. Bruk bokstavene a–z, tall og bindestrek, for "
            "eksempel nes-2018.",
            id=name,
        )
        raise Refused({"id": words})


def refuse_assessment_id(name: str) -> None:
    """Stop what can't be the id of an assessment; it may begin with a digit.

    Raises:
        Refused: the words say what an id is made of.
    """
    refuse_id(name, _ASSESSMENT_ID)


# -- answers ----------------------------------------------------------------------------


def value(
    at: Situation, checkpoint: str, given: AnswerValue | None, *, disputed: bool = False
) -> tuple[What, ...]:
    """Answer a checkpoint, keeping its comment and numbers; None takes the answer away.

    Raises:
        SamsjekkError: as `answer`.
    """
    before = at.state.answer(checkpoint) or Answer()
    if before.value is not given and _unseen(at, checkpoint):
        # What another wrote to a different answer says nothing about this one.
        before = at.seen.answer(checkpoint) or Answer()
    return answer(at, checkpoint, replace(before, value=given), decides=True, disputed=disputed)


def comment(at: Situation, checkpoint: str, text: str) -> tuple[What, ...]:
    """Set the comment to a checkpoint, keeping the answer.

    Raises:
        SamsjekkError: as `answer`.
    """
    return about(at, checkpoint, {"comment": text.strip()})


def about(at: Situation, checkpoint: str, typed: Mapping[str, Any]) -> tuple[What, ...]:
    """Give some fields of an answer a value, as in a box; the others stay as their author saw them.

    Raises:
        SamsjekkError: as `answer`.
    """
    before = (at.seen if at.round is None else at.state).answer(checkpoint) or Answer()
    return answer(at._replace(settles=typed), checkpoint, replace(before, **typed))


def answer(
    at: Situation,
    checkpoint: str,
    given: Answer,
    *,
    rests_on: Iterable[str] = (),
    decides: bool = False,
    disputed: bool = False,
    taken_from: str = "",
) -> tuple[What, ...]:
    """Store a whole answer; nothing happens where it is as before.

    Args:
        at: what is so now.
        checkpoint: what is answered.
        given: the answer.
        rests_on: ids of evidence to link to it in the same step.
        decides: the user chose the value: it settles a disagreement they have seen.
        disputed: people who answered alone differ here, and have not decided together.
        taken_from: the journal of the earlier assessment that has the answer.

    Raises:
        UnknownName: a name does not exist.
        Refused: a number can't be right.
        Undecided: something else than the value was changed while people disagree.
        AnsweringAlone: a round is running, and the author does not take part.
    """
    criterion, point = at.names.criterion_of(checkpoint), at.names.checkpoint(checkpoint)
    fingerprint = checkpoint_fingerprint(criterion, point)
    given = replace(given, fingerprint=fingerprint)
    before = at.state.answer(checkpoint) or Answer(fingerprint=fingerprint)
    given, recounted = _counted_among(at, point, given)
    _refuse(_count_faults(at, point, given, Answer() if recounted else before))
    if given.ask is not None and given.ask != before.ask:
        at.names.role(given.ask)
    links = [what for name in rests_on for what in link(at, name, checkpoint)]
    differ = bool(at.state.disagreement(checkpoint))
    if not decides and at.seen.disagreement(checkpoint) and given.value is before.value:
        raise Undecided(
            phrase(
                "To har svart ulikt her uten å se hverandres svar. Velg svaret som skal "
                "gjelde først."
            )
        )
    settles = decides and ((differ and not _unseen(at, checkpoint)) or disputed)
    # To take away what waits is to decide that it does not hold.
    settles |= decides and given.value is None and at.state.waiting_answer(checkpoint) is not None
    if given == before and not settles and not at.settles:
        return tuple(links)
    chosen = decides and (settles or given.value is not before.value)
    decided = {*(("value",) if chosen else ()), *(("count", "of") if recounted else ())}
    answered = _given(at, checkpoint, given, decided=decided, taken_from=taken_from)
    return (*answered, *links)


def _counted_among(at: Situation, point: Checkpoint, given: Answer) -> tuple[Answer, bool]:
    """A count with what it is a count among, where a draw says it; and whether it is a new count.

    One that was entered for another draw is counted anew when it is entered again, also where it
    is the same number.
    """
    drawn = draw_for(at.state, point)
    if drawn is None or given.count is None or at.round is not None:
        return given, False
    typed = "count" in at.settles
    if given.of is None or (typed and "of" not in at.settles):
        given = replace(given, of=drawn.number)
    return given, typed and not is_counted(at.state, point)


def _count_faults(
    at: Situation, point: Checkpoint, given: Answer, before: Answer
) -> Iterator[Fault]:
    yield from figure_faults(given, before, point.measure)
    drawn = draw_for(at.state, point)
    if drawn is not None and given.of not in (None, before.of) and given.of > drawn.number:
        yield (
            "of",
            phrase(
                "Det er trukket {n}, så tallet kan ikke være av {of}. Har dere sett på flere, må "
                "dere trekke flere.",
                n=drawn.number,
                of=given.of,
            ),
        )


def _with_evidence(at: Situation, happened: tuple[What, ...]) -> tuple[What, ...]:
    """What happened to an answer, and to the evidence that its count is.

    The count of a checkpoint with a sample is evidence: one piece for each checkpoint, which
    follows the count. Where the count is taken away, so is the evidence.
    """
    return happened + tuple(
        what
        for given in happened
        if isinstance(given, Answered) and (given.touched is None or "count" in given.touched)
        for what in _evidence_of(at, given.checkpoint, given.answer)
    )


def _evidence_of(at: Situation, checkpoint: str, given: Answer) -> tuple[What, ...]:
    point = at.names.checkpoint(checkpoint)
    if point.sample is None:
        return ()
    name, drawn = sample_evidence(checkpoint), draw_for(at.state, point)
    recorded = at.state.evidence.get(name)
    if drawn is None or given.count is None or given.of is None or given.of < 1:
        return () if recorded is None else touching(at, EvidenceRemoved(evidence=name))
    day = None if at.today is None else at.today.isoformat()
    evidence = FileSample(
        id=name,
        title=sample_title(at.names.sample(point.sample), drawn),
        date=day,
        shows="" if recorded is None else recorded.value.shows,
        count=given.count,
        of=given.of,
        period="" if day is None else written_date(day),
    )
    happened = touching(at, EvidenceRecorded(evidence=evidence))
    if name not in at.state.links.get(checkpoint, ()):
        happened += touching(at, EvidenceLinked(evidence=name, checkpoint=checkpoint))
    return happened


def figure_faults(given: Answer, before: Answer, measure: Measure | None) -> Iterator[Fault]:
    """What is wrong with the numbers of an answer; those that stood there before are left alone."""
    if (given.count, given.of) not in ((None, None), (before.count, before.of)):
        if given.count is None or given.of is None:
            yield (
                "of" if given.count is None else "count",
                phrase("Oppgi både antallet og hvor mange det er av, for eksempel 12 av 40."),
            )
        elif not 0 <= given.count <= given.of:
            yield (
                "count",
                phrase(
                    "{count} av {of} kan ikke være riktig. Antallet må være fra 0 til {of}.",
                    count=given.count,
                    of=given.of,
                ),
            )
    if given.number is None or given.number == before.number:
        return
    if given.number < 0:
        yield "number", phrase("Tallet kan ikke være mindre enn 0.")
    elif measure is not None and measure.kind is MeasureKind.PERCENT and given.number > 100:  # noqa: PLR2004 - per cent
        yield "number", phrase("Prosent kan ikke være mer enn 100.")


def _given(
    at: Situation,
    checkpoint: str,
    given: Answer,
    *,
    decided: Iterable[str] = (),
    taken_from: str = "",
) -> tuple[What, ...]:
    if at.round is not None:
        return (AnsweredAlone(round=at.round.id, checkpoint=checkpoint, answer=given),)
    refuse_alone(at)
    given_now = Answered(checkpoint=checkpoint, answer=given, taken_from=taken_from)
    return _with_evidence(at, touching(at, given_now, decided=decided))


def _unseen(at: Situation, checkpoint: str) -> bool:
    """Whether another has answered a checkpoint since its author last saw it."""
    thing = Thing("answer", checkpoint)
    seen = {
        given.event for standing in at.seen.fields.get(thing, {}).values() for given in standing
    }
    return any(
        given.event not in seen and given.author.name != at.author.name
        for standing in at.state.fields.get(thing, {}).values()
        for given in standing
    )


# -- what an event touches --------------------------------------------------------------

_TOGETHER = (frozenset({"count", "of"}), frozenset({"value", "fingerprint"}))
"""Fields that mean something only together: who touches one, touches the other."""

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
        if value not in (_held(what, shown, name), _held(what, now, name))
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


def applied(at: Situation, what: What) -> tuple[What, ...]:
    """What an event of an answer file becomes: what it touches, and the evidence of its count."""
    return _with_evidence(at, touching(at, what))


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
    _refuse(_count_faults(at, point, given, Answer() if of_earlier_draw else before))
    at = at._replace(seen=replace(at.seen, fields=_fields_seen(at, filled)))
    happened = touching(
        at,
        Answered(checkpoint=point.id, answer=given),
        decided=("count", "of") if of_earlier_draw else (),
    )
    return _with_evidence(at, happened)


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


def _held(what: What, fields: Fields, name: str) -> Any:
    """The value a field has, or what it has before anybody gave it one."""
    standing = fields.get(name, ())
    if standing:
        is_there = name == THERE or isinstance(what, EvidenceLinked | EvidenceUnlinked)
        return holds(standing) if is_there else standing[-1].value
    return getattr(Answer(), name, None) if isinstance(what, Answered) else None


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


# -- evidence ---------------------------------------------------------------------------

_CLASSES: Mapping[EvidenceKind, type[Evidence]] = {
    EvidenceKind.DOCUMENT: Document,
    EvidenceKind.INTERVIEW: Interview,
    EvidenceKind.FIGURE: Figure,
    EvidenceKind.FILE_SAMPLE: FileSample,
    EvidenceKind.OBSERVATION: Observation,
}
_WHOLE_NUMBER = phrase("Skriv et helt tall, for eksempel 10.")
NEEDED_OF_EVIDENCE: Mapping[str, Phrase] = {
    "title": phrase("Skriv en tittel, så andre kan finne igjen dokumentasjonen."),
    "role": phrase("Skriv rollen, for eksempel leder for Nav-kontoret. Ikke skriv navn."),
    "value": phrase("Skriv tallet."),
    "unit": phrase("Skriv hva tallet teller, for eksempel planer eller dager."),
    "period": phrase("Skriv hvilken tid det gjelder."),
    "source": phrase("Skriv hvor tallet er hentet fra."),
    "of": _WHOLE_NUMBER,
    "count": _WHOLE_NUMBER,
}
"""Fields that evidence can't be without, and what to do where one is empty."""

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def evidence_of(
    kind: EvidenceKind, fields: Mapping[str, Any], today: date, before: Evidence | None = None
) -> Evidence:
    """Evidence made of its fields; `before` is what it is a change of.

    Raises:
        Refused: with every field that can't be right.
    """
    if before is None:
        refuse_id(fields["id"])
    _refuse(evidence_faults(kind, fields, today, before))
    return _CLASSES[kind](**fields)


def evidence_faults(
    kind: EvidenceKind, fields: Mapping[str, Any], today: date, before: Evidence | None = None
) -> Iterator[Fault]:
    """What is wrong with the fields of evidence; what stood there before is left alone."""
    had = {} if before is None else msgspec.structs.asdict(before)
    now = {name: held for name, held in fields.items() if name not in had or had[name] != held}
    for name, words in NEEDED_OF_EVIDENCE.items():
        if name in now and (now[name] is None or not str(now[name]).strip()):
            yield name, words
    if (length := len(now.get("title") or "")) > LONGEST_TITLE:
        yield (
            "title",
            phrase(
                "Tittelen er på {n} tegn. Den kan være på {most}; skriv resten under «Hva viser "
                "det?».",
                n=length,
                most=LONGEST_TITLE,
            ),
        )
    if now.get("date"):
        held = kind is EvidenceKind.INTERVIEW
        try:
            refuse_date("interview held" if held else "evidence", now["date"], today)
        except SamsjekkError as error:
            yield "date", error.words
    if now.get("address") and not _WEB_ADDRESS.fullmatch(now["address"]):
        yield (
            "address",
            phrase("Adressen må begynne med http:// eller https:// og ikke ha mellomrom."),
        )
    count, of = fields.get("count"), fields.get("of")
    if ("count" in now or "of" in now) and count is not None and of is not None:
        if of < 1:
            yield "of", phrase("En stikkprøve må ha minst én sak.")
        elif not 0 <= count <= of:
            yield (
                "count",
                phrase("Stikkprøven kan ikke ha {count} treff blant {of}.", count=count, of=of),
            )


def record(
    at: Situation,
    several: Iterable[Evidence],
    checkpoints: Iterable[str],
    today: date,
    predecessor: PredecessorNamed | None = None,
) -> tuple[What, ...]:
    """Add evidence, or change it where its id is known, and link each to the same checkpoints.

    `predecessor` is the other assessment of the municipality that it is used again from.

    Raises:
        UnknownName: a checkpoint does not exist.
        Refused: a field can't be right.
    """
    points = tuple(checkpoints)
    for name in points:
        at.names.criterion_of(name)
    happened: list[What] = []
    journal = "" if predecessor is None else predecessor.journal
    if predecessor is not None and journal not in at.state.predecessors:
        happened.append(predecessor)
    for evidence in several:
        recorded = at.state.evidence.get(evidence.id)
        before = None if recorded is None else recorded.value
        if before != evidence or at.settles:
            _refuse(
                evidence_faults(kind_of(evidence), msgspec.structs.asdict(evidence), today, before)
            )
            happened += touching(at, EvidenceRecorded(evidence=evidence, taken_from=journal))
        for name in points:
            if evidence.id not in at.state.links.get(name, ()):
                happened += touching(at, EvidenceLinked(evidence=evidence.id, checkpoint=name))
    return tuple(happened)


LARGE_FILE = 100_000_000
"""Bytes: a file above this is copied in only when somebody has said so."""
LARGEST_FILE = 1_000_000_000
"""Bytes: a file above this is referred to, never copied in."""


def refuse_copy(name: str, size: int, *, sure: bool) -> None:
    """Stop a file that is too large to keep with the assessment.

    Raises:
        Refused: it is too large.
        Doubtful: it is large, and nobody has said that they are `sure`.
    """
    size_words = {"name": name, "n": round(size / 1_000_000)}
    if size > LARGEST_FILE:
        words = phrase(
            "Filen {name} er på {n} MB. Høyst {most} MB kan kopieres inn. Registrer den uten kopi.",
            most=LARGEST_FILE // 1_000_000,
            **size_words,
        )
        raise Refused({"file": words})
    if size > LARGE_FILE and not sure:
        raise Doubtful(
            phrase("Filen {name} er på {n} MB. Er det meningen å kopiere den inn?", **size_words)
        )


def copies_of(events: Iterable[Event], name: str) -> tuple[FileReference, ...]:
    """Every copy that evidence has had, also those that an undo or another file took away."""
    found = dict.fromkeys(
        event.what.evidence.file
        for event in events
        if isinstance(event.what, EvidenceRecorded)
        and event.what.evidence.id == name
        and isinstance(event.what.evidence, Document)
    )
    return tuple(file for file in found if file is not None and file.copied)


def erase_evidence(at: Situation, name: str, reason: str) -> tuple[Erased, ...]:
    """Let evidence go on without its copied files, which are removed for good.

    Also where it does not count any more: its copies are kept for the history until then.

    Raises:
        UnknownName: none has this id.
        Refused: no reason is given.
        NothingToErase: there is no copy.
    """
    recorded = [
        event.what.evidence
        for event in at.events
        if isinstance(event.what, EvidenceRecorded) and event.what.evidence.id == name
    ]
    if not recorded:
        evidence_named(at.state, name)
    found = erasing_copies(at.events, name, _words("reason", reason))
    if not found:
        titles = [evidence.title for evidence in recorded if evidence.title]
        raise NothingToErase(
            phrase(
                "«{title}» har ingen kopi i egenvurderingen. En fil som ligger et annet sted, "
                "sletter du der.",
                title=titles[-1] if titles else name,
            )
        )
    return found


def remove_evidence(at: Situation, name: str) -> tuple[What, ...]:
    """Stop counting evidence.

    Raises:
        UnknownName: none is recorded.
    """
    return touching(at, EvidenceRemoved(evidence=evidence_named(at.state, name).id))


def link(at: Situation, evidence: str, checkpoint: str) -> tuple[What, ...]:
    """Let an answer rest on evidence already recorded.

    Raises:
        UnknownName: it or the checkpoint does not exist.
    """
    at.names.criterion_of(checkpoint)
    name = evidence_named(at.state, evidence).id
    return touching(at, EvidenceLinked(evidence=name, checkpoint=checkpoint))


def unlink(at: Situation, evidence: str, checkpoint: str) -> tuple[What, ...]:
    """Stop letting an answer rest on evidence.

    Raises:
        UnknownName: none is recorded.
    """
    name = evidence_named(at.state, evidence).id
    return touching(at, EvidenceUnlinked(evidence=name, checkpoint=checkpoint))


def evidence_id(events: Iterable[Event], noise: str, further: int) -> str:
    """A free id for evidence: d1-3fa2, d2-90bc and so on.

    An id is never used twice: what was removed is still linked in the history. `noise` keeps two
    programs that add evidence at the same moment from choosing the same. `further` counts those
    that have got an id, but are not recorded yet.
    """
    used = sum(isinstance(event.what, EvidenceRecorded) for event in events) + further
    return f"d{used + 1}-{noise}"


# -- samples ----------------------------------------------------------------------------

_SEED = re.compile(r"[A-Za-z0-9._-]+")


def sample(
    at: Situation, frame: str, of: int | None, seed: str, *, number: int | None = None, why: str
) -> tuple[What, ...]:
    """Draw a file sample; nothing happens where the same draw stands.

    Without `number`, as many are drawn as the frame says, and all of them where there are fewer:
    who has six plans looks at six. A number that somebody wrote is held to.

    Args:
        at: what is so now.
        frame: what is drawn from.
        of: how many there are to draw from.
        seed: what makes it this draw and no other.
        number: how many to draw; None is as many as the frame says.
        why: why another draw is made than the one that stands.

    Raises:
        UnknownName: there is no such frame.
        Refused: a number or the seed can't be, or another draw stands and nobody has said why.
        AnsweringAlone: a round is running.
    """
    found = at.names.sample(frame)
    if number is None:
        number = found.number if of is None else min(found.number, max(of, 1))
    _refuse(_draw_faults(of, seed, number))
    refuse_alone(at)
    standing = at.state.samples.get(frame)
    wanted = DrawnSample(
        frame=frame, of=of or 0, numbers=drawn_numbers(number, of or 0, seed), seed=seed
    )
    if standing is not None:
        same = replace(standing.value, reason="") == wanted
        if same and not at.state.differing(Thing("sample", frame)):
            return ()
        if not why.strip():
            before = standing.value
            words = phrase(
                "Utvalget er trukket fra før: {n} av {of}. Skriv hvorfor dere trekker på nytt. "
                "Grunnen står i rapporten.",
                n=before.number,
                of=before.of,
            )
            raise Refused({"reason": words})
        wanted = replace(wanted, reason=why.strip())
    return touching(at, SampleDrawn(sample=wanted))


def _draw_faults(of: int | None, seed: str, number: int) -> Iterator[Fault]:
    if of is None:
        yield "of", phrase("Skriv hvor mange det er å trekke fra, for eksempel 42.")
    elif not 1 <= of <= MOST_TO_DRAW_FROM:
        yield (
            "of",
            phrase(
                "Det kan være fra 1 til {most} å trekke fra, ikke {of}.",
                most=MOST_TO_DRAW_FROM,
                of=of,
            ),
        )
    elif not 1 <= number <= min(of, MOST_TO_DRAW):
        yield (
            "number",
            phrase(
                "{number} kan ikke trekkes av {of}. Trekk fra 1 til {most}.",
                number=number,
                of=of,
                most=min(of, MOST_TO_DRAW),
            ),
        )
    if not _SEED.fullmatch(seed) or len(seed) > LONGEST_SEED:
        yield (
            "seed",
            phrase(
                "Frøet må ha fra 1 til {most} tegn: bokstavene a–z, tall, punktum og bindestrek. "
                "Da kan andre trekke det samme.",
                most=LONGEST_SEED,
            ),
        )


# -- what all share ---------------------------------------------------------------------

MISSING_WORDS: Mapping[str, Phrase] = {
    "what": phrase("Skriv hva som skal gjøres."),
    "reason": phrase("Skriv hvorfor. Den som leser rapporten, må kunne forstå det."),
    "text": phrase("Skriv hva dere er bedt om."),
    "date": phrase("Skriv datoen, for eksempel 27.02.2018."),
    "role": phrase("Skriv rollen til den som godkjenner, for eksempel kommunedirektør."),
    "statement": phrase("Skriv uttalelsen. En uttalelse som er gitt, kan angres."),
}
"""Fields without which there is nothing to record, and what to do where one is empty."""


def refuse_alone(at: Situation) -> None:
    """Stop what concerns everybody while people answer alone.

    Raises:
        AnsweringAlone: a round is running.
    """
    if at.running:
        raise AnsweringAlone(
            phrase(
                "Dere svarer hver for seg nå. Dette er felles for alle, og kan endres når "
                "dere har åpnet svarene."
            )
        )


def action(at: Situation, wanted: Action) -> tuple[What, ...]:
    """Add an action, or change it when its id is known.

    Raises:
        UnknownName: the criterion or the recommendation does not exist.
        Refused: it does not say what is to be done, or its id can't be one.
        AnsweringAlone: a round is running.
    """
    at.names.criterion(wanted.criterion)
    if wanted.recommendation is not None:
        recommendation_named(at.state, wanted.recommendation)
    refuse_id(wanted.id)
    wanted = replace(wanted, what=_words("what", wanted.what))
    refuse_alone(at)
    return touching(at, ActionSet(action=wanted))


def withdraw_action(at: Situation, name: str) -> tuple[What, ...]:
    """Stop planning an action.

    Raises:
        UnknownName: none is planned.
        AnsweringAlone: a round is running.
    """
    action_named(at.state, name)
    refuse_alone(at)
    return touching(at, ActionWithdrawn(action=name))


def action_id(at: Situation, wanted: str | None = None, noise: str = "") -> str:
    """The id somebody wants for a new action, else a free one: t1-3fa2, never a withdrawn one.

    `noise` keeps two stores that plan an action meanwhile from choosing the same.

    Raises:
        Refused: an action has the id that was wanted.
    """
    if wanted in at.state.actions:
        words = phrase("Tiltaket «{name}» finnes fra før. Endre det med «action set».", name=wanted)
        raise Refused({"id": words})
    planned = {event.what.action.id for event in at.events if isinstance(event.what, ActionSet)}
    return wanted or _next("t", planned, noise)


def verdict(at: Situation, criterion: str, wanted: SetVerdict | None) -> tuple[What, ...]:
    """Set a verdict instead of the derived one, with a reason; None takes it back.

    Raises:
        UnknownName: there is no such criterion.
        Refused: the reason is missing.
        AnsweringAlone: a round is running.
    """
    at.names.criterion(criterion)
    if wanted is not None:
        wanted = replace(wanted, reason=_words("reason", wanted.reason))
    refuse_alone(at)
    return touching(at, VerdictSet(criterion=criterion, verdict=wanted))


def recommendation(at: Situation, wanted: Recommendation) -> tuple[What, ...]:
    """Record what the municipality was asked to do, or change it when its id is known.

    Raises:
        UnknownName: a checkpoint does not exist.
        Refused: it has no text, or its id can't be one.
        AnsweringAlone: a round is running.
    """
    for name in wanted.checkpoints:
        at.names.criterion_of(name)
    refuse_id(wanted.id)
    wanted = replace(wanted, text=_words("text", wanted.text))
    refuse_alone(at)
    return touching(at, RecommendationSet(recommendation=wanted))


def recommendation_id(state: Assessment, noise: str) -> str:
    """A free id for a recommendation; `noise` as in `action_id`."""
    return _next("anbefaling-", state.recommendations, noise)


def _next(stem: str, taken: Iterable[str], noise: str) -> str:
    numbers = [int(found[1]) for name in taken if (found := re.match(rf"{stem}(\d+)(-|$)", name))]
    return f"{stem}{max(numbers, default=0) + 1}-{noise}"


def follow_up(at: Situation, name: str, wanted: SetFollowUp | None) -> tuple[What, ...]:
    """Judge how a recommendation was followed up, with a reason; None takes it back.

    Raises:
        UnknownName: there is no such recommendation.
        Refused: the reason is missing.
        AnsweringAlone: a round is running.
    """
    recommendation_named(at.state, name)
    if wanted is not None:
        wanted = replace(wanted, reason=_words("reason", wanted.reason))
    refuse_alone(at)
    return touching(at, FollowUpSet(recommendation=name, verdict=wanted))


def statement(at: Situation, text: str, day: date | None) -> tuple[What, ...]:
    """Record the chief municipal executive's statement.

    Raises:
        Refused: it is empty, or has no date.
        AnsweringAlone: a round is running.
    """
    if day is None:
        raise Refused({"date": MISSING_WORDS["date"]})
    text = _words("statement", text)
    refuse_alone(at)
    return touching(at, StatementGiven(text=text, date=day))


# -- who answers for it -----------------------------------------------------------------


def sign_off(
    at: Situation,
    role: str,
    day: date | None,
    today: date,
    *,
    heads: Sequence[str],
    kontrollsum: str,
) -> tuple[What, ...]:
    """Approve the assessment as it is now.

    It ends on that day, where it had no end: what was approved is then judged as it was. A later
    sign-off moves an end that an earlier one set.

    Args:
        at: what is so now.
        role: whose approval it is.
        day: when it was given.
        today: the date.
        heads: the digests of the heads of the journal now.
        kontrollsum: the kontrollsum of the journal now, as it is printed.

    Raises:
        Refused: there is no role, or the day can't be.
        AnsweringAlone: a round is running.
    """
    role = _words("role", role)
    if day is None:
        raise Refused({"date": MISSING_WORDS["date"]})
    refuse_date("sign-off", day.isoformat(), today)
    state = at.state
    if day < (begins := _first_day(at)):
        words = phrase(
            "Egenvurderingen begynte {begins}, så den kan ikke være godkjent {day}.",
            begins=begins,
            day=day,
        )
        raise Refused({"date": words})
    refuse_alone(at)
    standing = state.fields[ABOUT]["ends"]
    set_by_sign_off = standing[-1].event in {signed.event for signed in state.sign_offs}
    return (
        SignedOff(
            role=role,
            date=day,
            heads=tuple(sorted(heads)),
            kontrollsum=kontrollsum,
            ends=day if state.ends is None or set_by_sign_off else None,
            seen=tuple(given.event for given in standing),
        ),
    )


def _first_day(at: Situation) -> date:
    """The first day of the period; where nobody has said it, the earliest day it can have been."""
    written = (event.at.date() for event in at.events)
    return at.state.period.begins or min((at.state.date, *written))


def claimable(at: Situation) -> tuple[str, ...]:
    """The other names that somebody has written under in this store, in that order."""
    names = dict.fromkeys(
        event.author.name
        for event in at.events
        if at.here is None or not event.replica or event.replica in at.here
    )
    own = at.author.name
    mine = {name for name, author in at.state.people.items() if author.name == own}
    return tuple(name for name in names if name not in {own, *mine})


def claim(at: Situation, name: str) -> tuple[What, ...]:
    """Say that what was written under another name is one's own.

    Raises:
        UnknownName: nobody has written under it in this store.
        AnsweringAlone: a round is running.
    """
    names = claimable(at)
    missing = phrase("Ingen har skrevet som «{name}» på denne maskinen.", name=name)
    found = named(dict.fromkeys(names, name), name, missing)
    refuse_alone(at)
    return (Claimed(name=found),)


def _words(field: str, text: str) -> str:
    if not text.strip():
        raise Refused({field: MISSING_WORDS[field]})
    return text.strip()


def _refuse(faults: Iterable[Fault]) -> None:
    if found := dict(faults):
        raise Refused(found)


# -- rounds -----------------------------------------------------------------------------


def start_round(people: Iterable[str]) -> tuple[What, ...]:
    """Let everybody answer alone from now on. `people` are the names of those expected."""
    return (RoundStarted(people=tuple(name for who in people if (name := who.strip()))),)


def open_round(at: Situation, rounds: Sequence[Round]) -> tuple[What, ...]:
    """Show everybody what each answered alone.

    Raises:
        NoRound: none is running.
    """
    if not rounds or not rounds[-1].running:
        raise NoRound(phrase("Ingen runde er i gang i «{id}».", id=at.state.id))
    return (RoundOpened(round=rounds[-1].id),)


def opened_round(state: Assessment, rounds: Sequence[Round]) -> Round:
    """The last round, where all may see what was answered.

    Raises:
        NoRound: it is not opened, or there has been none.
    """
    if not rounds:
        raise NoRound(phrase("Ingen har svart hver for seg i «{id}».", id=state.id))
    if rounds[-1].running:
        raise NoRound(phrase("Svarene er skjult til dere åpner dem."))
    return rounds[-1]


def take_over(at: Situation, answers: Mapping[str, Answer]) -> tuple[What, ...]:
    """Answer together what all answered alike, by checkpoint.

    Raises:
        AnsweringAlone: a round is running.
    """
    happened: list[What] = []
    for name, common in answers.items():
        fingerprint = checkpoint_fingerprint(at.names.criterion_of(name), at.names.checkpoint(name))
        given = replace(common, fingerprint=fingerprint)
        happened += _given(at, name, given, decided={"value"})
    return tuple(happened)


# -- taking back ------------------------------------------------------------------------


def undo(at: Situation) -> tuple[tuple[Event, ...], Undone]:
    """The author's last step that still counts, and what takes it back.

    Raises:
        NothingToUndo: there is none.
    """
    step = last_step(at.events, at.author.name, _own_rounds(at), at.here)
    if not step:
        raise NothingToUndo(
            phrase(
                "Du ({name}) har ingen endringer å angre i «{id}».",
                name=at.author.name,
                id=at.state.id,
            )
        )
    first, *others = step
    return step, Undone(event=first.id, also=tuple(event.id for event in others))


def redo(at: Situation) -> tuple[tuple[Event, ...], Undone]:
    """What the author undid last, and what brings it back.

    Raises:
        NothingToUndo: nothing is undone, or something was changed after it.
    """
    undoing = last_undoing(at.events, at.author.name, _own_rounds(at), at.here)
    if undoing is None:
        raise NothingToUndo(
            phrase(
                "Du ({name}) har ikke angret noe som kan gjøres om i «{id}».",
                name=at.author.name,
                id=at.state.id,
            )
        )
    back = undoes(undoing.what)
    return tuple(event for event in at.events if event.id in back), Undone(event=undoing.id)


def _own_rounds(at: Situation) -> tuple[str, ...]:
    return () if at.round is None else at.round.ids


def moment(at: Situation, event: str) -> Event:
    """The event with this id, or with the only id that ends so, among those the author may see.

    Raises:
        UnknownMoment: there is none.
    """
    found = find_event(visible_to(at.author.name, at.events) if at.running else at.events, event)
    if found is None:
        raise UnknownMoment(
            phrase(
                "Ingen hendelse i «{id}» har id-en {event}. «samsjekk history {id} --ids» viser "
                "dem.",
                id=at.state.id,
                event=event,
            )
        )
    return found


def back_to(at: Situation, event: str) -> WayBack:
    """What going back to the moment after an event takes away.

    Raises:
        UnknownMoment: there is no such event.
        NothingToUndo: nothing has been changed since.
    """
    found = way_back(at.events, moment(at, event).id)
    if not found.changes:
        raise NothingToUndo(phrase("Ingenting er endret siden da."))
    return found


def go_back(at: Situation, way: WayBack) -> tuple[What, ...]:
    """Take away what lies on the way back, and nothing that has come since it was found.

    Raises:
        AnsweringAlone: a round is running.
    """
    refuse_alone(at)
    return (WentBack(to=way.to, events=way.events),)


def erasing(at: Situation, thing: Thing, field: str, reason: str) -> tuple[Erased, ...]:
    """Erase for good every text that anybody has written in a field.

    Raises:
        NothingToErase: there is none.
        AnsweringAlone: a round is running.
    """
    refuse_alone(at)
    found = erasing_text(at.events, thing, field, reason)
    if not found:
        raise NothingToErase(phrase("Det står ingen tekst der som kan slettes."))
    return found


def erasing_text(
    events: Iterable[Event], thing: Thing, field: str, reason: str
) -> tuple[Erased, ...]:
    """What erases every text of a field from these events; empty where there is none."""
    places = texts_of(events, thing, field)
    return tuple(Erased(event=event, path=path, reason=reason.strip()) for event, path in places)


def erasing_copies(events: Iterable[Event], name: str, reason: str) -> tuple[Erased, ...]:
    """What erases every copied file that evidence has had; empty where there is none."""
    return tuple(
        Erased(event=event.id, path=COPIED_FILE, reason=reason)
        for event in events
        if isinstance(event.what, EvidenceRecorded)
        and event.what.evidence.id == name
        and isinstance(event.what.evidence, Document)
        and event.what.evidence.file is not None
        and event.what.evidence.file.copied
    )


# -- from an earlier assessment ---------------------------------------------------------


def carry(
    at: Situation, earlier: Assessment, what: Carrying, own: CriteriaSet, now: CriteriaSet
) -> None:
    """Stop taking over from an assessment that this one can't begin from.

    Args:
        at: what is so in the new one.
        earlier: the earlier one.
        what: what would be taken over.
        own: the set of the earlier one.
        now: the set of the new one.

    Raises:
        Refused: it is of another municipality or other services, later, or has nothing that is
            asked here.
    """
    refuse_other_municipality(at.state, earlier)
    if earlier.date > at.state.date:
        words = phrase(
            "«{id}» er fra {then}, etter {now}. Begynn fra en som er eldre.",
            id=earlier.id,
            then=earlier.date,
            now=at.state.date,
        )
    elif own.applies_to != now.applies_to:
        words = phrase(
            "«{id}» gjelder tjenester til andre: svar om dem sier ikke noe om disse. Velg en "
            "annen å begynne fra, eller et annet kriteriesett.",
            id=earlier.id,
        )
    elif not what.answers:
        words = phrase(
            "«{id}» har ingen svar på spørsmålene i dette kriteriesettet.", id=earlier.id
        )
    else:
        return
    raise Refused({"from": words})


def refuse_other_municipality(here: Assessment, other: Assessment) -> None:
    """Stop taking something over from another municipality, by number and never by name.

    Raises:
        Refused: neither has come from the other.
    """
    if kinship(other.municipality, here.municipality) is Kinship.OTHER:
        words = phrase(
            "«{id}» gjelder {other}, ikke {own} eller en kommune den er blitt til av. Velg en "
            "annen.",
            id=other.id,
            other=other.municipality.name,
            own=here.municipality.name,
        )
        raise Refused({"from": words})


def confirm(at: Situation, checkpoints: Iterable[str]) -> tuple[What, ...]:
    """Let what an earlier assessment answered count here, with what it rests on.

    A count of a sample is not among it: the sample is drawn and counted anew. In a round only
    the author's own answer is given; what it rests on concerns all, and waits.

    Raises:
        UnknownName: there is no such checkpoint.
        NothingToConfirm: nothing waits at one of them.
        SamsjekkError: as `answer`.
    """
    happened: list[What] = []
    recorded: set[str] = set()
    for name in checkpoints:
        point, waiting = at.names.checkpoint(name), at.state.waiting_answer(name)
        if waiting is None:
            raise NothingToConfirm(
                phrase("Ingen svar fra en tidligere vurdering venter på bekreftelse her.")
            )
        if point.sample is not None:
            waiting = replace(waiting, count=None, of=None)
        waiting = _with_own_words(at, name, waiting)
        predecessor = at.state.taken_from("answer", name)
        journal = "" if predecessor is None else predecessor.journal
        happened += answer(at, name, waiting, decides=True, taken_from=journal)
        if at.round is None:
            happened += _confirmed_evidence(at, name, journal, recorded)
    return tuple(happened)


def _with_own_words(at: Situation, checkpoint: str, given: Answer) -> Answer:
    """An earlier answer with what is written here already: nobody's words are lost."""
    own = at.state.answer(checkpoint) or Answer()
    written = {name: text for name in ("comment", "place", "note") if (text := getattr(own, name))}
    return replace(given, **written)


def _confirmed_evidence(
    at: Situation, checkpoint: str, journal: str, recorded: set[str]
) -> Iterator[What]:
    for evidence in at.state.waiting_evidence_for(checkpoint):
        if evidence.id not in at.state.evidence and evidence.id not in recorded:
            recorded.add(evidence.id)
            yield from touching(at, EvidenceRecorded(evidence=evidence, taken_from=journal))
        if evidence.id not in at.state.links.get(checkpoint, ()):
            yield from touching(at, EvidenceLinked(evidence=evidence.id, checkpoint=checkpoint))


def confirm_action(at: Situation, name: str) -> tuple[What, ...]:
    """Let an action of an earlier assessment be planned here too.

    Raises:
        NothingToConfirm: no such action waits.
        AnsweringAlone: a round is running.
    """
    waiting = at.state.actions_that_wait.get(name)
    if waiting is None:
        raise NothingToConfirm(phrase("Tiltaket «{name}» venter ikke på bekreftelse.", name=name))
    refuse_alone(at)
    predecessor = at.state.taken_from("action", name)
    journal = "" if predecessor is None else predecessor.journal
    return touching(at, ActionSet(action=waiting, taken_from=journal))


def take_from(
    at: Situation, predecessor: PredecessorNamed, checkpoint: str, given: Answer
) -> tuple[What, ...]:
    """Answer what an earlier assessment answered, as it stands in front of the author.

    Raises:
        Refused: the question was another then.
        SamsjekkError: as `answer`.
    """
    criterion, point = at.names.criterion_of(checkpoint), at.names.checkpoint(checkpoint)
    if given.fingerprint and not still_asks(criterion, point, given.fingerprint):
        words = phrase("Spørsmålet er endret siden da. Svar på det slik det er nå.")
        raise Refused({"value": words})
    ask = given.ask if given.ask is not None and given.ask in at.names.roles else None
    given = replace(given, count=None, of=None, ask=ask)
    given = _with_own_words(at, checkpoint, given)
    answered = answer(at, checkpoint, given, decides=True, taken_from=predecessor.journal)
    is_known = at.round is not None or predecessor.journal in at.state.predecessors
    return answered if is_known or not answered else (predecessor, *answered)


# -- to another version of the set ------------------------------------------------------


def comparison(state: Assessment, own: CriteriaSet, newer: CriteriaSet) -> Comparison:
    """What going over to another version of the set would mean for the answers.

    Raises:
        NothingToUpgrade: it is another set, or the same version.
    """
    if newer.id != own.id:
        raise NothingToUpgrade(
            phrase(
                "«{id}» bruker settet {own}, ikke {other}.",
                id=state.id,
                own=own.id,
                other=newer.id,
            )
        )
    if newer == own:
        raise NothingToUpgrade(
            phrase(
                "«{id}» bruker allerede denne utgaven av {set} ({version}).",
                id=state.id,
                set=newer.id,
                version=newer.version,
            )
        )
    return compare_sets(own, newer)


def upgraded(at: Situation, compared: Comparison) -> CriteriaUpgraded:
    """Going over to another version of the set; the store says which.

    An answer to a checkpoint that was split stands under each part until it is confirmed. Where
    several were merged and answered differently, the new one stays unanswered.

    Raises:
        AnsweringAlone: a round is running.
    """
    refuse_alone(at)
    sources = {
        changed.now.id: tuple(b.id for b in changed.before if b.id != changed.now.id)
        for changed in compared.confirm
    } | compared.joined
    standing = at.seen.fields.get(Thing("set", ""), {}).get("in_force", ())
    return CriteriaUpgraded(
        criteria_set="",
        comes_from={now: before for now, before in sources.items() if before},
        seen=tuple(given.event for given in standing),
    )
