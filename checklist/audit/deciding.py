"""What an auditor wishes becomes events, or a refusal in words. Every limit stands here.

Nothing here reads a disk, a clock or a language. What lacks something (a recommendation without a
conclusion) is not refused: an audit is written in any order, and `breaks` lists what lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec

from checklist.assessment import (
    THERE,
    Author,
    Doubtful,
    Event,
    FieldRecorded,
    Refused,
    Thing,
    date_phrase,
    drawn_numbers,
    first_day,
    last_day,
    named,
    refuse_id,
)
from checklist.assessment.deciding import NEEDED_OF_EVIDENCE, draw_faults
from checklist.audit.records import (
    KINDS,
    NAMES,
    REVIEWS,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    Chapter,
    ChapterName,
    ChosenCriterion,
    Commission,
    Correction,
    Decided,
    Delimitation,
    DocumentAsked,
    EarlierPoint,
    EmailQuestions,
    Fact,
    FileSampleTaken,
    GuideRole,
    Hearing,
    Literature,
    Measure,
    Meeting,
    ObservationMade,
    OwnQuestion,
    OwnRequest,
    QualityReview,
    ReceivedAssessment,
    Record,
    Survey,
    TeamMember,
)
from checklist.audit.state import Audit, defaults_of, is_text, thing_of, types_of
from checklist.criteria import CriteriaSet
from checklist.i18n import Phrase, phrase

R = TypeVar("R", bound=Record)

Fault = tuple[str, Phrase]
"""A field that can't be as it is, and what is wrong with it."""


class AuditSituation(NamedTuple):
    """What is so when an auditor wishes something.

    Attributes:
        state: the audit now.
        seen: the audit as its author had it in front of them.
        author: who wishes.
        events: all that are known.
        criteria_set: the set that criteria are chosen from; None where there is none.
        today: the date.
        round: always None: auditors answer nothing alone.
    """

    state: Audit
    seen: Audit
    author: Author
    today: date
    events: Sequence[Event] = ()
    criteria_set: CriteriaSet | None = None
    round: None = None


_WHO = NEEDED_OF_EVIDENCE["role"]
NEEDED: Mapping[type[Record], Mapping[str, Phrase]] = {
    TeamMember: {"role": _WHO},
    AuditQuestion: {"text": phrase("Skriv problemstillingen.")},
    ChosenCriterion: {"text": phrase("Skriv revisjonskriteriet.")},
    Delimitation: {
        "text": phrase("Skriv hva revisjonen ikke ser på."),
        "reason": phrase("Skriv hvorfor revisjonen er avgrenset slik."),
    },
    DocumentAsked: {"title": phrase("Skriv hvilket dokument det er.")},
    Meeting: {"role": _WHO},
    EmailQuestions: {"role": _WHO},
    Survey: {"title": phrase("Skriv hva undersøkelsen handler om.")},
    ObservationMade: {"title": phrase("Skriv hva som ble observert.")},
    FileSampleTaken: {"title": phrase("Skriv hva stikkprøven er tatt av.")},
    Fact: {"text": phrase("Skriv hva som er funnet.")},
    AuditConclusion: {"text": phrase("Skriv konklusjonen.")},
    AuditRecommendation: {"text": phrase("Skriv hva kommunen bør gjøre.")},
    Literature: {"text": phrase("Skriv hva det vises til.")},
    Correction: {"wanted": phrase("Skriv hva kommunen mener er riktig.")},
    QualityReview: {"role": _WHO},
    EarlierPoint: {"text": phrase("Skriv hva kommunen ble bedt om.")},
    Measure: {"title": phrase("Skriv hva tiltaket er.")},
    OwnQuestion: {"text": phrase("Skriv spørsmålet.")},
    OwnRequest: {"text": phrase("Skriv hva du ber om.")},
}
"""Fields without which there is nothing to record, and what to do where one is empty."""

_PAST = frozenset(
    {
        "arrived",
        "held",
        "minutes_sent",
        "confirmed",
        "answered",
        "closed",
        "made",
        "drawn",
        "came",
        "signed",
        "said",
        "ordered",
        "asked",
        "sent",
        "reported",
        "given",
        "dated",
    }
)
"""Dates of what has happened: none of them can be in the future."""

_IN_ORDER: Mapping[type[Record], tuple[tuple[str, str], ...]] = {
    DocumentAsked: (("asked", "arrived"), ("asked", "due")),
    Meeting: (("held", "minutes_sent"), ("held", "confirmed"), ("minutes_sent", "confirmed")),
    EmailQuestions: (("sent", "answered"), ("sent", "due")),
    Survey: (("sent", "closed"), ("sent", "due")),
    Correction: (),
    Hearing: (("sent", "came"), ("sent", "due")),
    Commission: (("ordered", "reported"),),
}
"""Pairs of dates of which the first can't be after the second."""

_ROLES = frozenset({"role", "said_by", "ordered_by", "to"})
"""Fields that a role belongs in."""

_NAME = re.compile(r"[A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøåé]+)?")
_ROLE_PART = re.compile(
    r"leder|sjef|direktør|rådmann|enhet|avdeling|kontor|tjeneste|virksomhet|kommune|revisjon"
    r"|utvalg|lege|pleier|konsulent|rådgiver|koordinator|ansvarlig|medarbeider|ansatt|nav|ahus"
    r"|sykehus|barnevern|skole|helse|omsorg|bruker|pårørende",
    re.IGNORECASE,
)
"""What the words for roles and services are made of; names of people are not."""


_WORDS_OF_A_NAME = range(2, 5)

_FEW = 12
"""So many ids can stand in a sentence."""


def record(
    at: AuditSituation, wanted: Record, *, touched: Iterable[str] | None = None, sure: bool = False
) -> tuple[FieldRecorded, ...]:
    """Record a thing, or change it when its id is known. Nothing happens where nothing is other.

    Args:
        at: what is so now.
        wanted: the whole of it.
        touched: the fields that are meant, where not all are.
        sure: what is unusual is meant as it is.

    Raises:
        Refused: with every field that can't be as it is.
        Doubtful: it can be right and seldom is.
        UnknownName: it names what is not there.
    """
    kind = type(wanted)
    refuse_id(wanted.id)
    before = at.state.find(kind, wanted.id)
    faults = dict(faults_of(at, wanted, before))
    if faults:
        raise Refused(faults)
    _refuse_unknown(at, wanted)
    if not sure:
        _ask_about_names(wanted, before)
    return _touching(at, wanted, None if touched is None else frozenset(touched))


def remove(at: AuditSituation, kind: type[Record], name: str) -> tuple[FieldRecorded, ...]:
    """Let a thing no longer count. It stays in the history.

    Raises:
        UnknownName: it is not there.
    """
    known_record(at.state, kind, name)
    seen = _seen(at.seen, thing_of(kind, name), (THERE,))
    return (FieldRecorded(kind=kind.KIND, id=name, field=THERE, value=False, seen=seen),)


def known_record(state: Audit, kind: type[R], name: str) -> R:
    """The thing of a kind with an id.

    Raises:
        UnknownName: there is none; the words name those that there are, where they are few.
    """
    known = state.all(kind)
    problem = phrase("Revisjonen har ikke «{name}» av dette slaget.", name=name)
    if not known:
        problem = phrase(
            "Revisjonen har ikke «{name}»: ingenting av dette slaget er registrert.", name=name
        )
    elif len(known) <= _FEW:
        names = ", ".join(known)
        problem = phrase(
            "Revisjonen har ikke «{name}» av dette slaget. Velg blant: {names}.",
            name=name,
            names=names,
        )
    return named(known, name, problem)


def new_id(state: Audit, kind: type[Record]) -> str:
    """A free id for a new thing: its kind and a number that none has had."""
    return kind.KIND if kind.SINGLE else new_ids(state, kind, 1)[0]


def new_ids(state: Audit, kind: type[Record], number: int) -> tuple[str, ...]:
    """Free ids for several new things of a kind."""
    taken = frozenset(state.ever(kind))
    short = _SHORT.get(kind.KIND, kind.KIND)
    names = (f"{short}-{place}" for place in range(1, len(taken) + number + 1))
    return tuple(name for name in names if name not in taken)[:number]


def is_named_by(kind: type[Record]) -> bool:
    """Whether the id of a thing of a kind says what it is of, so that none can be made up."""
    return "id" in NAMES.get(kind, {}) or kind in _NAMED_BY_ANOTHER


_NAMED_BY_ANOTHER = frozenset({Chapter, QualityReview, GuideRole, ReceivedAssessment})

_SHORT: Mapping[str, str] = {
    "fact": "f",
    "criterion": "k",
    "question": "p",
    "conclusion": "ko",
    "recommendation": "a",
    "document": "d",
    "interview": "i",
    "email": "e",
    "survey": "u",
    "observation": "o",
    "sample": "s",
    "correction": "r",
    "measure": "t",
    "point": "o",
}
"""How ids of kinds begin that people name often."""


def faults_of(at: AuditSituation, wanted: Record, before: Record | None) -> Iterator[Fault]:
    """What is wrong with the fields of a thing; what stood there before is left alone."""
    kind = type(wanted)
    for field, words in NEEDED.get(kind, {}).items():
        if not getattr(wanted, field).strip():
            yield field, words
    for field, held in types_of(kind).items():
        value = getattr(wanted, field)
        is_new = before is None or getattr(before, field) != value
        is_date = isinstance(value, str | date) and not is_text(held)
        happened = field in _PAST and value and is_date
        if is_new and happened and first_day(_day(value)) > at.today:
            yield (
                field,
                phrase(
                    "{day} er ikke kommet ennå. Dette er datoen for noe som har skjedd.",
                    day=first_day(_day(value)),
                ),
            )
    for first, second in _IN_ORDER.get(kind, ()):
        one, other = getattr(wanted, first), getattr(wanted, second)
        if one and other and first_day(_day(one)) > last_day(_day(other)):
            words = phrase("Datoen er før det den følger etter ({day}).", day=_said(one))
            yield second, words
    yield from _faults_of_kind(wanted)
    if isinstance(wanted, FileSampleTaken) and isinstance(before, FileSampleTaken):
        yield from _faults_of_redraw(wanted, before)


def _faults_of_redraw(wanted: FileSampleTaken, before: FileSampleTaken) -> Iterator[Fault]:
    """A draw that stands is never changed unseen: what is drawn anew says why."""
    then, now = ((one.of, one.number, one.seed, one.numbers) for one in (before, wanted))
    is_said = wanted.reason.strip() and wanted.reason != before.reason
    if before.numbers and then != now and not is_said:
        yield (
            "reason",
            phrase(
                "Stikkprøven er trukket fra før: {n} av {of}, frø {seed}. Skriv hvorfor den "
                "trekkes på nytt. Grunnen står i rapporten.",
                n=len(before.numbers),
                of=before.of or 0,
                seed=before.seed or "–",
            ),
        )


def _said(value: Any) -> date | Phrase | str:
    """A day as a sentence has it; of one that is known only in part, what is known: 02.2018."""
    whole = _day(value)
    return first_day(whole) if first_day(whole) == last_day(whole) else date_phrase(whole)


def _day(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def refuse_about_nothing(commission: Commission) -> None:
    """Stop an audit that would have no name.

    Raises:
        Refused: neither what it is about nor the municipality is said.
    """
    if faults := dict(_faults_of_kind(commission)):
        raise Refused(faults)


def _faults_of_kind(wanted: Record) -> Iterator[Fault]:
    match wanted:
        case Commission(municipality=None) if not wanted.title.strip():
            yield "title", phrase("Skriv hva revisjonen handler om, eller kommunen.")
        case DocumentAsked(never_came=True) if wanted.arrived or wanted.has_come:
            yield "never_came", phrase("Dokumentet kan ikke både ha kommet og aldri ha kommet.")
        case EmailQuestions(never_answered=True) if wanted.answered or wanted.is_answered:
            yield "never_answered", phrase("Spørsmålene kan ikke både være besvart og ubesvart.")
        case Survey(sent_to=int() as sent_to, answered=int() as answered) if answered > sent_to:
            yield (
                "answered",
                phrase("{n} kan ikke ha svart når {of} fikk den.", n=answered, of=sent_to),
            )
        case FileSampleTaken():
            yield from _faults_of_sample(wanted)
        case Correction(decided=Decided.REFUSED, reason=reason) if not reason.strip():
            yield "reason", phrase("Skriv hvorfor rettelsen ikke er tatt til følge.")
        case QualityReview(id=name) if name not in REVIEWS:
            yield "id", phrase("Kvalitetssikringen har to trinn: first og second.")
        case _:
            pass
    if wanted.KIND == "chapter" and wanted.id not in [name.value for name in ChapterName]:
        names = ", ".join(name.value for name in ChapterName)
        yield (
            "id",
            phrase(
                "Rapporten har ikke kapitlet «{id}». Velg blant: {names}.",
                id=wanted.id,
                names=names,
            ),
        )
    if wanted.SINGLE and wanted.id != wanted.KIND:
        yield "id", phrase("Det er bare én av dette slaget: «{id}».", id=wanted.KIND)


def _faults_of_sample(wanted: FileSampleTaken) -> Iterator[Fault]:
    of, number = wanted.of, wanted.number
    if of is not None and number is not None and number > of:
        yield (
            "number",
            phrase(
                "Utvalget kan ikke ha {number} saker når det er {of} å trekke blant.",
                number=number,
                of=of,
            ),
        )
    if of is not None and any(drawn > of for drawn in wanted.numbers):
        yield "numbers", phrase("Et løpenummer er høyere enn {of}.", of=of)
    elif of is not None and wanted.seed and wanted.numbers:
        faults = dict(draw_faults(of, wanted.seed, len(wanted.numbers)))
        yield from faults.items()
        if not faults and wanted.numbers != drawn_numbers(len(wanted.numbers), of, wanted.seed):
            yield (
                "seed",
                phrase(
                    "Frøet «{seed}» gir andre løpenumre enn de som står her. Trekk på nytt, eller "
                    "sett frøet tilbake.",
                    seed=wanted.seed,
                ),
            )
    looked_at, counted = wanted.looked_at, wanted.counted
    if looked_at is not None and number is not None and looked_at > number:
        yield (
            "looked_at",
            phrase(
                "{n} saker kan ikke være gjennomgått når {number} er trukket.",
                n=looked_at,
                number=number,
            ),
        )
    if counted is not None and looked_at is not None and counted > looked_at:
        yield (
            "counted",
            phrase(
                "Stikkprøven kan ikke ha {count} treff blant {of}.", count=counted, of=looked_at
            ),
        )


def _refuse_unknown(at: AuditSituation, wanted: Record) -> None:
    """Stop what names something that is not there."""
    for field, kind in NAMES.get(type(wanted), {}).items():
        value = getattr(wanted, field)
        for name in value if isinstance(value, tuple) else (value,):
            if name is not None:
                known_record(at.state, kind, name)
    criteria_set = at.criteria_set
    if isinstance(wanted, ChosenCriterion):
        known = {} if criteria_set is None else _criteria_of(criteria_set)
        for name in wanted.gathers:
            named(known, name, phrase("Kriteriesettet har ikke kriteriet «{name}».", name=name))
    role = _role_of(wanted)
    if role is not None and criteria_set is not None:
        roles = {one.id: one for one in criteria_set.roles}
        problem = phrase(
            "Kriteriesettet har ikke rollen «{name}». Velg blant: {names}.",
            name=role,
            names=", ".join(roles),
        )
        named(roles, role, problem)


def _role_of(wanted: Record) -> str | None:
    match wanted:
        case GuideRole(id=role) | OwnQuestion(role=role):
            return role
        case _:
            return None


def _criteria_of(criteria_set: CriteriaSet) -> Mapping[str, object]:
    return {criterion.id: criterion for criterion in criteria_set.criteria}


def _ask_about_names(wanted: Record, before: Record | None) -> None:
    """Ask about what looks like the name of a person in a field that a role belongs in.

    Raises:
        Doubtful: the words say what to write instead.
    """
    for field in _ROLES & types_of(type(wanted)).keys():
        value = getattr(wanted, field)
        if before is not None and getattr(before, field) == value:
            continue
        if not isinstance(value, str):
            continue
        if looks_like_a_name(value):
            raise Doubtful(
                phrase(
                    "«{name}» ser ut som navnet på en person. Skriv rollen i stedet, for eksempel "
                    "leder for Nav-kontoret.",
                    name=value,
                )
            )


def looks_like_a_name(text: str) -> bool:
    """Whether a text is two to four words as names are written, and none of them says a role."""
    words = [word.strip(",.;()") for word in text.split()]
    return (
        len(words) in _WORDS_OF_A_NAME
        and all(_NAME.fullmatch(word) for word in words)
        and not _ROLE_PART.search(text)
    )


def _touching(
    at: AuditSituation, wanted: Record, meant: frozenset[str] | None
) -> tuple[FieldRecorded, ...]:
    """The fields that are neither as their author saw them nor as they are now, each an event."""
    kind = type(wanted)
    now, saw = at.state.find(kind, wanted.id), at.seen.find(kind, wanted.id)
    defaults = defaults_of(kind)
    made = [] if now is not None else [_event(at, wanted, THERE, value=True)]
    for field, held in types_of(kind).items():
        if meant is not None and field not in meant:
            continue
        value = getattr(wanted, field)
        there = defaults[field] if now is None else getattr(now, field)
        shown = defaults[field] if saw is None else getattr(saw, field)
        differs = field in at.seen.differing(kind, wanted.id) and meant is not None
        if value in (there, shown) and not differs:
            continue
        if is_text(held):
            made.append(_event(at, wanted, field, text=value.strip()))
        else:
            as_json = msgspec.json.decode(msgspec.json.encode(value))
            made.append(_event(at, wanted, field, value=as_json))
    return tuple(made)


def _event(
    at: AuditSituation, wanted: Record, field: str, *, value: Any = None, text: str = ""
) -> FieldRecorded:
    seen = _seen(at.seen, thing_of(type(wanted), wanted.id), (field,))
    return FieldRecorded(
        kind=wanted.KIND, id=wanted.id, field=field, value=value, text=text, seen=seen
    )


def _seen(seen: Audit, thing: Thing, fields: Iterable[str]) -> tuple[str, ...]:
    standing = seen.fields.get(thing, {})
    events = (given.event for field in fields for given in standing.get(field, ()))
    return tuple(dict.fromkeys(events))


def kind_named(name: str) -> type[Record]:
    """The kind of thing that commands call so.

    Raises:
        UnknownName: there is none.
    """
    return named(KINDS, name, phrase("En revisjon har ikke noe som heter «{name}».", name=name))
