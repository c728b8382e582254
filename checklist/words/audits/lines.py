"""What stands line by line of an audit: its parts, the way to the sources, its log and history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from checklist.assessment import (
    THERE,
    Begun,
    CriteriaUpgraded,
    Erased,
    Event,
    FieldRecorded,
    Undone,
    counting,
    in_order,
)
from checklist.audit import (
    ENTRIES,
    KINDS,
    LOG,
    NAMES,
    NO_CONCLUSION,
    NO_SOURCE,
    Audit,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    Break,
    Chapter,
    ChosenCriterion,
    Commission,
    Correction,
    CriterionVerdict,
    Delimitation,
    EarlierPoint,
    Fact,
    FactCheckRound,
    GuideRole,
    Hearing,
    Literature,
    Measure,
    OwnQuestion,
    OwnRequest,
    PointVerdict,
    QualityReview,
    ReceivedAssessment,
    Record,
    Source,
    TeamMember,
    breaks,
    chain_of,
    criteria_of,
    facts_of,
    reminders,
)
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.audits.records import (
    AUDIT_WORDS,
    chapter_words,
    name_of,
    record_line,
    source_words,
    step_words,
    title_in_set,
)
from checklist.words.done import redone_words, undone_words

NO_BREAKS = phrase("Ingen brudd: alt henger sammen.")
NOTHING_RECORDED = phrase("Ingenting er registrert.")


class AuditPart(NamedTuple):
    """A part of an audit.

    Attributes:
        words: what it is called.
        kinds: the kinds of things that it has; none is the list of breaks.
        counted: the kinds that are counted beside its name; all of them where it is None.
    """

    words: Phrase
    kinds: tuple[type[Record], ...]
    counted: tuple[type[Record], ...] | None = None


AUDIT_PARTS: Mapping[str, AuditPart] = {
    "commission": AuditPart(phrase("Bestilling"), (Commission, TeamMember, ReceivedAssessment), ()),
    "questions": AuditPart(phrase("Problemstillinger"), (AuditQuestion,)),
    "criteria": AuditPart(phrase("Kriterier"), (ChosenCriterion,)),
    "delimitations": AuditPart(phrase("Avgrensning"), (Delimitation,)),
    "log": AuditPart(phrase("Logg"), (*LOG, GuideRole, OwnQuestion, OwnRequest), LOG),
    "facts": AuditPart(phrase("Fakta"), (Fact,)),
    "verdicts": AuditPart(phrase("Vurderinger"), (CriterionVerdict,)),
    "conclusions": AuditPart(phrase("Konklusjoner"), (AuditConclusion,)),
    "recommendations": AuditPart(phrase("Anbefalinger"), (AuditRecommendation,)),
    "fact-check": AuditPart(
        phrase("Faktaverifisering"), (FactCheckRound, Correction), (Correction,)
    ),
    "hearing": AuditPart(phrase("Uttalelse"), (Hearing,), ()),
    "follow-up": AuditPart(
        phrase("Oppfølging"), (EarlierPoint, PointVerdict, Measure), (EarlierPoint,)
    ),
    "chapters": AuditPart(phrase("Kapitler"), (Chapter, Literature, QualityReview), (Chapter,)),
    "breaks": AuditPart(phrase("Brudd"), ()),
}
"""The parts by their code word, in the order of an audit. Every kind is in one of them."""


def audit_summary(audit: Audit, _: Translator) -> tuple[str, str, str]:
    """An audit in a list: its title, the municipality, and how far it has come."""
    commission, found = audit.commission, len(breaks(audit))
    counted = [
        f"{_.say(AUDIT_PARTS[part].words).lower()} {number}"
        for part in _COUNTED
        if (number := part_count(audit, part))
    ]
    if points := len(audit.all(EarlierPoint)):
        counted.append(f"{_.say(AUDIT_WORDS[EarlierPoint].many).lower()} {points}")
    if found:
        counted.append(_.one_or_many("{n} brudd", found))
    municipality = "" if commission.municipality is None else commission.municipality.name
    return commission.title, municipality, ", ".join(counted)


_COUNTED = ("criteria", "facts", "verdicts", "recommendations")


class AuditLine(NamedTuple):
    """A line about a thing: how deep it lies, and which kind and id it leads to."""

    depth: int
    words: str
    kind: str = ""
    id: str = ""


def is_empty(audit: Audit, part: str) -> bool:
    """Whether nothing stands in a part."""
    kinds = AUDIT_PARTS[part].kinds
    return not any(audit.all(kind) for kind in kinds) if kinds else not breaks(audit)


def part_count(audit: Audit, part: str) -> int | None:
    """How many of what its name says stand in a part; None where only other things do.

    Of the last, how many breaks there are.
    """
    _words, kinds, counted = AUDIT_PARTS[part]
    if not kinds:
        return len(breaks(audit))
    number = sum(len(audit.all(kind)) for kind in (kinds if counted is None else counted))
    return number if number or is_empty(audit, part) else None


def thing_line(record: Record, audit: Audit, _: Translator, depth: int = 0) -> AuditLine:
    """A thing on one line with its id."""
    said = record_line(record, audit, _)
    words = said if said == record.id else f"{record.id}: {said}"
    return AuditLine(depth, words, record.KIND, record.id)


def audit_part_lines(audit: Audit, part: str, _: Translator) -> Iterator[AuditLine]:
    """A part line by line: under the words of each kind, the things of it; or every break."""
    kinds = AUDIT_PARTS[part].kinds
    if not kinds:
        yield from break_lines(breaks(audit), audit, _)
    for kind in kinds:
        found = audit.all(kind).values()
        if found and len(kinds) > 1:
            yield AuditLine(0, _.say(AUDIT_WORDS[kind].many))
        for record in found:
            yield thing_line(record, audit, _, depth=int(len(kinds) > 1))


def part_lines_to_fill(audit: Audit, part: str, _: Translator) -> Iterator[AuditLine]:
    """A part as one goes on with it: also what is not written or judged yet."""
    kinds = AUDIT_PARTS[part].kinds
    if not kinds:
        yield from break_lines(breaks(audit), audit, _)
    depth = int(len(kinds) > 1)
    for kind in kinds:
        found = [*_lines_to_fill(audit, kind, _, depth)]
        if found and depth:
            yield AuditLine(0, _.say(AUDIT_WORDS[kind].many))
        yield from found


def _lines_to_fill(
    audit: Audit, kind: type[Record], _: Translator, depth: int
) -> Iterator[AuditLine]:
    recorded = audit.all(kind)
    if kind.SINGLE:
        words = record_line(audit.single(kind), audit, _) if recorded else _("(ikke skrevet)")
        yield AuditLine(depth, words, kind.KIND, kind.KIND)
        return
    of = NAMES.get(kind, {}).get("id")
    # What a verdict is of stands in its own order, judged or not.
    named = () if of is None else audit.all(of)
    for name in dict.fromkeys((*named, *recorded)):
        if name in recorded:
            yield thing_line(recorded[name], audit, _, depth)
        elif of is not None:
            about = name_of(of, name, audit).rstrip(".")
            words = _("{name}: {about}: ikke vurdert", name=name, about=about)
            yield AuditLine(depth, words, kind.KIND, name)


def reminder_lines(audit: Audit, today: date, _: Translator) -> Iterator[AuditLine]:
    """What is waited for, the earliest first; what is overdue has a mark and says so."""
    for one in reminders(audit, today):
        day = _("uten dato") if one.day is None else _.short_date(one.day)
        words = _.say(one.words)
        said = f"{day}: {words}"
        if one.overdue:
            said = "! " + _("{day}, over fristen: {words}", day=day, words=words)
        yield AuditLine(1, said, one.kind, one.id)


def break_lines(found: Sequence[Break], audit: Audit, _: Translator) -> Iterator[AuditLine]:
    """What hangs on nothing: the thing, and what is missing."""
    for one in found:
        words = f"{_called(one.kind, one.id, audit, _)}: {_.say(one.words)}"
        yield AuditLine(0, words, one.kind, one.id)


def chain_lines(
    audit: Audit, recommendation: AuditRecommendation, _: Translator
) -> Iterator[AuditLine]:
    """From a recommendation down: conclusions, verdicts, facts, and the sources of each."""
    yield thing_line(recommendation, audit, _)
    conclusions = chain_of(audit, recommendation).conclusions
    if not conclusions:
        yield AuditLine(1, _.say(NO_CONCLUSION))
    for conclusion in conclusions:
        yield thing_line(conclusion, audit, _, 1)
        for name in criteria_of(audit, conclusion):
            yield from _criterion_lines(audit, name, _)


def _criterion_lines(audit: Audit, name: str, _: Translator) -> Iterator[AuditLine]:
    verdict, criterion = audit.find(CriterionVerdict, name), audit.find(ChosenCriterion, name)
    if verdict is not None:
        yield thing_line(verdict, audit, _, 2)
    elif criterion is not None:
        words = _("{criterion} (ikke vurdert)", criterion=thing_line(criterion, audit, _).words)
        yield AuditLine(2, words, criterion.KIND, criterion.id)
    for fact in facts_of(audit, name):
        yield thing_line(fact, audit, _, 3)
        if not fact.sources:
            yield AuditLine(4, _.say(NO_SOURCE))
        for source in fact.sources:
            yield _source_line(source, audit, _, 4)


def _source_line(source: Source, audit: Audit, _: Translator, depth: int) -> AuditLine:
    """A source, and the entry of the log or the receipt that it leads to."""
    words = source_words(source, audit, _)
    if source.receipt is not None:
        return AuditLine(depth, words, ReceivedAssessment.KIND, source.receipt)
    entry = next((kind.KIND for kind in ENTRIES if audit.find(kind, source.entry)), "")
    return AuditLine(depth, words, entry, source.entry or "")


# -- history ----------------------------------------------------------------------------


class AuditStep(NamedTuple):
    """What one person did at once: the moment and who in words, what, and whether it counts."""

    when: str
    who: str
    words: str
    undone: bool

    def line(self, _: Translator) -> str:
        """The whole on one line."""
        return f"{self.when}  {self.who}  {self.words}" + (_(" (angret)") if self.undone else "")


def audit_history(events: Sequence[Event], audit: Audit, _: Translator) -> Iterator[AuditStep]:
    """Every step, the newest first. The audit knows the titles of what was chosen from the set."""
    count = {event.id for event in counting(events)}
    known = {event.id: event for event in events}
    steps = [list(step) for _of, step in groupby(in_order(events), key=lambda one: one.of_step)]
    for step in reversed(steps):
        first = step[0]
        who = " · ".join(filter(None, (first.author.name, first.author.role)))
        undone = all(event.id not in count for event in step)
        yield AuditStep(_.moment(first.at), who, _words_in_history(step, known, audit, _), undone)


def _words_in_history(
    step: Sequence[Event], known: Mapping[str, Event], audit: Audit, _: Translator
) -> str:
    """What was done at once; of what was undone or done again, what that was."""
    times = 0
    while isinstance(what := step[0].what, Undone) and what.event in known:
        step = [known[name] for name in (what.event, *what.also) if name in known]
        times += 1
    words = audit_step_words(step, audit, _)
    if isinstance(what := step[0].what, Erased) and what.event in known:
        words = _of_erased(words, known[what.event], audit, _)
    if not times:
        return words
    return _.say(undone_words(words) if times % 2 else redone_words(words))


def _of_erased(words: str, written: Event, audit: Audit, _: Translator) -> str:
    match written.what:
        case FieldRecorded(kind=kind, id=name) if kind in KINDS:
            return f"{words}: {_called(kind, name, audit, _)}"
        case _:
            return words


def audit_step_words(step: Sequence[Event], audit: Audit, _: Translator) -> str:
    """What was done at once, as one sentence: the first thing of it, and how many more."""
    fields: dict[tuple[str, str], dict[str, object]] = {}
    for event in step:
        match event.what:
            case FieldRecorded(kind=kind, id=name, field=field, value=value):
                fields.setdefault((kind, name), {})[field] = value
            case _:
                pass
    if not fields:
        return _.say(_other_words(step[0]))
    said = [_thing_words(*thing, given, audit, _) for thing, given in fields.items()]
    if others := len(said) - 1:
        return _.one_or_many("{what} og {n} ting til", others, what=said[0])
    return said[0]


def _thing_words(
    kind: str, name: str, fields: Mapping[str, object], audit: Audit, _: Translator
) -> str:
    if kind not in KINDS:
        return _.say(_UNKNOWN)
    words, thing = AUDIT_WORDS[KINDS[kind]], _called(kind, name, audit, _)
    if fields.get(THERE) is False:
        return _("Tok bort {thing}", thing=thing)
    if fields.get(THERE) is True:
        return _("Registrerte {thing}", thing=thing)
    labels = (_.say(words.fields[one].label) for one in fields if one in words.fields)
    return _("Endret {thing}: {fields}", thing=thing, fields=", ".join(labels))


def _called(kind: str, name: str, audit: Audit, _: Translator) -> str:
    """What kind of thing it is, and what people know it by."""
    one = _.say(AUDIT_WORDS[KINDS[kind]].one)
    match kind:
        case Chapter.KIND:
            return f"{one} {_.say(chapter_words(name))}"
        case QualityReview.KIND:
            return f"{one} {step_words(name, _)}"
        case GuideRole.KIND:
            return f"{one}: {title_in_set(GuideRole, 'id', name, audit, _)}"
        case _:
            # What there is one of has a code word for an id, which says nothing.
            return one if KINDS[kind].SINGLE else f"{one} {name}"


_UNKNOWN = phrase("Noe som denne utgaven ikke kjenner")


def _other_words(event: Event) -> Phrase:
    match event.what:
        case Begun():
            return phrase("Revisjonen ble begynt")
        case CriteriaUpgraded():
            return phrase("Valgte kriteriesett for revisjonen")
        case Erased():
            return phrase("Slettet en tekst for godt")
        case Undone():
            return phrase("Angret, eller gjorde om igjen")
        case _:
            return _UNKNOWN
