"""What a wish becomes: a row for each refusal, with its words, and for each normal case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checklist.assessment import (
    Action,
    ActionSet,
    ActionStatus,
    ActionWithdrawn,
    Answer,
    Answered,
    AnsweredAlone,
    AnsweringAlone,
    Author,
    Created,
    Document,
    Doubtful,
    Erased,
    Event,
    Evidence,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    Figure,
    FileSample,
    FollowUpCode,
    FollowUpSet,
    Interview,
    Names,
    NoRound,
    NothingToErase,
    NothingToUndo,
    NothingToUpgrade,
    Observation,
    Period,
    Recommendation,
    RecommendationSet,
    Refused,
    RoundOpened,
    RoundStarted,
    SetFollowUp,
    SetVerdict,
    Situation,
    StatementGiven,
    Thing,
    Undecided,
    Undone,
    UnknownMoment,
    UnknownName,
    VerdictCode,
    VerdictSet,
    WentBack,
    What,
    deciding,
    fold,
    rounds_of,
)
from checklist.criteria import (
    AnswerValue,
    CriteriaSet,
    EvidenceKind,
    MeasureKind,
    checkpoint_fingerprint,
)
from checklist.criteria.files import Library
from checklist.errors import SamsjekkError
from tests.conftest import NES

ANNA, BO = Author(name="Anna"), Author(name="Bo")
POINT, COUNTED = "ke-kjent-nettside", "ip-innhold-planer"
DAYS, SHARE = "sam-samordning-avgjort", "hje-skolehelse-undersokelser"
TODAY = date(2026, 11, 23)
BEGUN = Created(municipality=NES, criteria_set="", date=TODAY)
OLD = Document(id="a", title="Rutine A", date="2027")
"""Evidence from before its date was checked."""

WHOLE = Document(id="b", title="B")


@cache
def adults() -> CriteriaSet:
    return Library.shipped().open("psykisk-helse-rus-voksne")


@cache
def children() -> CriteriaSet:
    return Library.shipped().open("psykisk-helse-rus-barn-unge")


def events(happened: Iterable[What | tuple[Author, What]]) -> list[Event]:
    made: list[Event] = []
    for number, entry in enumerate((BEGUN, *happened), start=1):
        author, what = entry if isinstance(entry, tuple) else (ANNA, entry)
        at = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=number)
        made.append(Event(id=f"{number:026x}", at=at, author=author, previous="", what=what))
    return made


def situation(
    *happened: What | tuple[Author, What],
    criteria_set: CriteriaSet | None = None,
    seen: int | None = None,
    alone: bool = False,
) -> Situation:
    """What is so after some events; Anna has seen the first `seen` of them."""
    all_of_them = events(happened)
    state = fold("nes", all_of_them)
    rounds = rounds_of(all_of_them)
    running = rounds[-1] if rounds and rounds[-1].running else None
    return Situation(
        names=Names(criteria_set or adults()),
        state=state,
        seen=state if seen is None else fold("nes", all_of_them[: seen + 1]),
        author=ANNA,
        events=all_of_them,
        round=running if alone else None,
        running=running is not None,
    )


def printed() -> str:
    names = Names(adults())
    return checkpoint_fingerprint(names.criterion_of(POINT), names.checkpoint(POINT))


def answered(value: AnswerValue | None, seen: tuple[str, ...] = (), **fields: Any) -> Answered:
    answer = Answer(value=value, fingerprint=printed(), **fields)
    return Answered(checkpoint=POINT, answer=answer, seen=seen)


def event(number: int) -> str:
    return f"{number:026x}"


YES, NO, PARTLY = AnswerValue.YES, AnswerValue.NO, AnswerValue.PARTLY
DIFFERENT = ((BO, answered(NO)), (ANNA, answered(YES)))
ACTION = Action(id="t1", criterion="ke-kjent", what="Lage nettside")
ASKED = Recommendation(id="r1", text="Lage nettside", checkpoints=(POINT,))
STARTED = RoundStarted(people=("Anna",))
ALONE = AnsweredAlone(round=f"{2:026x}", checkpoint=POINT, answer=Answer(value=AnswerValue.NO))
OPENED = RoundOpened(round=event(2))


class Row(NamedTuple):
    """A wish, what is so before it, and what comes of it."""

    id: str
    wish: Callable[[Situation], object]
    outcome: Any
    at: Callable[[], Situation] = situation


def evidence(kind: EvidenceKind, **fields: Any) -> Callable[[Situation], Evidence]:
    def wish(_at: Situation) -> Evidence:
        return deciding.evidence_of(kind, {"id": "d1", "title": "T", **fields}, TODAY)

    return wish


def number(value: float, checkpoint: str = DAYS) -> Callable[[Situation], object]:
    return lambda at: deciding.answer(at, checkpoint, Answer(value=YES, number=value))


def counted(count: int | None, of: int | None) -> Callable[[Situation], object]:
    given = Answer(value=PARTLY, count=count, of=of)
    return lambda at: deciding.answer(at, COUNTED, given)


def of_percent() -> Situation:
    return situation(criteria_set=children())


def named_assessment(name: str) -> Callable[[Situation], object]:
    return lambda _at: deciding.refuse_assessment_id(name)


def erased(thing: Thing, field: str) -> Callable[[Situation], object]:
    return lambda at: deciding.erasing(at, thing, field, " Et navn. ")


def begun(day: date, *, sure: bool = False) -> Callable[[Situation], object]:
    return lambda _at: deciding.begin(NES, day, TODAY, sure=sure)


def verdict(reason: str) -> SetVerdict:
    return SetVerdict(verdict=VerdictCode.MET, reason=reason)


def judged(reason: str) -> SetFollowUp:
    return SetFollowUp(verdict=FollowUpCode.PARTLY, reason=reason)


FIGURE = {"value": "37", "unit": "planer", "period": "2025", "source": "Gerica"}
GB = 1_000_000_000
SAMPLE = {"of": 5, "count": 3, "period": "2025"}

PERIOD_TURNED = Period(begins=date(2026, 2, 1), ends=date(2026, 1, 31))

REFUSED = (
    # -- beginning
    Row("period-that-ends-before-it-begins",
        lambda _at: deciding.begin(NES, TODAY, TODAY, period=PERIOD_TURNED),
        (Refused, "Perioden slutter 31. januar 2026, før den begynner 1. februar 2026.")),
    # -- names
    Row("no-such-checkpoint", lambda at: deciding.value(at, "ke-kjent-nettsida", YES),
        (UnknownName, "«ke-kjent-nettsida» finnes ikke. Mente du «ke-kjent-nettside»?")),
    Row("no-such-criterion", lambda at: deciding.verdict(at, "ke-kjen", None),
        (UnknownName, "Kravet «ke-kjen» finnes ikke. Mente du «ke-kjent»?")),
    Row("no-such-role", lambda at: deciding.answer(at, POINT, Answer(ask="kommunedirektr")),
        (UnknownName, "Rollen «kommunedirektr» finnes ikke i kriteriesettet. Rollene er")),
    Row("no-such-evidence", lambda at: deciding.link(at, "b", POINT),
        (UnknownName, "Dokumentasjonen «b» er ikke registrert.")),
    Row("no-such-evidence-to-answer-with",
        lambda at: deciding.answer(at, POINT, Answer(value=YES), rests_on=("b",)),
        (UnknownName, "Dokumentasjonen «b» er ikke registrert.")),
    Row("no-such-evidence-to-unlink", lambda at: deciding.unlink(at, "b", POINT),
        (UnknownName, "Dokumentasjonen «b» er ikke registrert.")),
    Row("no-such-evidence-to-remove", lambda at: deciding.remove_evidence(at, "b"),
        (UnknownName, "Dokumentasjonen «b» er ikke registrert.")),
    Row("no-such-checkpoint-for-evidence",
        lambda at: deciding.record(at, (OLD,), ("ke-kjen",), TODAY),
        (UnknownName, "Kontrollpunktet «ke-kjen» finnes ikke.")),
    Row("no-such-action", lambda at: deciding.withdraw_action(at, "t7"),
        (UnknownName, "Tiltaket «t7» finnes ikke.")),
    Row("no-such-criterion-for-an-action",
        lambda at: deciding.action(at, replace(ACTION, criterion="ke-kjen")),
        (UnknownName, "Kravet «ke-kjen» finnes ikke.")),
    Row("no-such-recommendation-for-an-action",
        lambda at: deciding.action(at, replace(ACTION, recommendation="r7")),
        (UnknownName, "Anbefalingen «r7» er ikke registrert.")),
    Row("no-such-recommendation", lambda at: deciding.follow_up(at, "r7", None),
        (UnknownName, "Anbefalingen «r7» er ikke registrert.")),
    Row("no-such-checkpoint-for-a-recommendation",
        lambda at: deciding.recommendation(at, replace(ASKED, checkpoints=("x",))),
        (UnknownName, "Kontrollpunktet «x» finnes ikke.")),
    Row("no-such-moment", lambda at: deciding.moment(at, "fff"),
        (UnknownMoment, "Ingen hendelse i «nes» har id-en fff.")),
    Row("moment-of-somebody-who-answers-alone", lambda at: deciding.moment(at, event(3)),
        (UnknownMoment, "Ingen hendelse i «nes»"),
        lambda: situation(replace(STARTED, people=("Anna", "Bo")), (BO, ALONE))),
    # -- ids
    *(Row(f"id-{name}", evidence(EvidenceKind.OBSERVATION, id=name),
          ("id", f"«{name}» kan ikke brukes som id. Bruk bokstavene a–z, tall og bindestrek"))
      for name in ("", "Åfjord 2026", "1a", "a--b", "a-", "A", "a" * 61, "a\n")),
    Row("id-of-an-action", lambda at: deciding.action(at, replace(ACTION, id="T 1")),
        ("id", "«T 1» kan ikke brukes som id.")),
    Row("id-of-a-recommendation", lambda at: deciding.recommendation(at, replace(ASKED, id="R")),
        ("id", "«R» kan ikke brukes som id.")),
    *(Row(f"id-of-an-assessment-{name}",
          named_assessment(name),
          ("id", f"«{name}» kan ikke brukes som id."))
      for name in ("", "Åfjord 2026", "../ut", "-a", "a.b", "a" * 61)),
    Row("id-of-an-action-that-is-there", lambda at: deciding.action_id(at, "t1"),
        ("id", "Tiltaket «t1» finnes fra før."), lambda: situation(ActionSet(action=ACTION))),
    # -- numbers that belong to answers
    Row("count-above-of", counted(6, 5),
        ("count", "6 av 5 kan ikke være riktig. Antallet må være fra 0 til 5.")),
    Row("count-below-zero", counted(-1, 5), ("count", "-1 av 5 kan ikke være riktig.")),
    Row("count-without-of", counted(3, None), ("count", "Oppgi både antallet og hvor mange")),
    Row("of-without-count", counted(None, 5), ("of", "Oppgi både antallet og hvor mange")),
    Row("negative-days", number(-7), ("number", "Tallet kan ikke være mindre enn 0.")),
    Row("percent-over-100", number(250, SHARE),
        ("number", "Prosent kan ikke være mer enn 100."), of_percent),
    Row("percent-a-little-over-100", number(100.5, SHARE),
        ("number", "Prosent kan ikke være mer enn 100."), of_percent),
    Row("percent-below-0", number(-1, SHARE),
        ("number", "Tallet kan ikke være mindre enn 0."), of_percent),
    # -- evidence
    Row("evidence-without-a-title", evidence(EvidenceKind.DOCUMENT, title=" "),
        ("title", "Skriv en tittel")),
    Row("evidence-with-a-title-too-long", evidence(EvidenceKind.DOCUMENT, title="T" * 301),
        ("title", "Tittelen er på 301 tegn. Den kan være på 300")),
    Row("evidence-in-the-future", evidence(EvidenceKind.DOCUMENT, date="2026-11-24"),
        ("date", "24.11.2026 er ikke kommet ennå. Dokumentasjon kan ikke ha en dato i framtiden.")),
    Row("evidence-from-next-month", evidence(EvidenceKind.FIGURE, **FIGURE, date="2026-12"),
        ("date", "12.2026 er ikke kommet ennå.")),
    Row("interview-held-in-the-future", evidence(EvidenceKind.INTERVIEW, role="Rus", date="2027"),
        ("date", "2027 er ikke kommet ennå.")),
    Row("evidence-on-a-day-that-is-none", evidence(EvidenceKind.DOCUMENT, date="2017-02-31"),
        ("date", "finnes ikke i kalenderen")),
    Row("interview-without-a-role", evidence(EvidenceKind.INTERVIEW, role=""),
        ("role", "Skriv rollen, for eksempel leder for Nav-kontoret. Ikke skriv navn.")),
    *(Row(f"figure-without-{name}", evidence(EvidenceKind.FIGURE, **{**FIGURE, name: empty}),
          (name, words))
      for empty in ("", " ", None)
      for name, words in (("value", "Skriv tallet."), ("unit", "Skriv hva tallet teller"),
                          ("period", "Skriv hvilken tid det gjelder."),
                          ("source", "Skriv hvor tallet er hentet fra."))),
    Row("sample-without-a-count", evidence(EvidenceKind.FILE_SAMPLE, **{**SAMPLE, "count": None}),
        ("count", "Skriv et helt tall, for eksempel 10.")),
    Row("sample-of-nothing", evidence(EvidenceKind.FILE_SAMPLE, **{**SAMPLE, "of": 0, "count": 0}),
        ("of", "En stikkprøve må ha minst én sak.")),
    Row("sample-with-more-than-were-looked-at",
        evidence(EvidenceKind.FILE_SAMPLE, **{**SAMPLE, "count": 6}),
        ("count", "Stikkprøven kan ikke ha 6 treff blant 5.")),
    Row("sample-with-less-than-none", evidence(EvidenceKind.FILE_SAMPLE, **{**SAMPLE, "count": -1}),
        ("count", "Stikkprøven kan ikke ha -1 treff blant 5.")),
    Row("evidence-at-no-address", evidence(EvidenceKind.DOCUMENT, address="ftp://x.no"),
        ("address", "Adressen må begynne med http:// eller https:// og ikke ha mellomrom.")),
    Row("several-with-one-that-can-not-be",
        lambda at: deciding.record(at, (WHOLE, replace(OLD, id="c")), (), TODAY),
        ("date", "2027 er ikke kommet ennå.")),
    Row("file-too-large-to-keep", lambda _at: deciding.refuse_copy("a.pdf", GB + 1, sure=True),
        ("file", "Filen a.pdf er på 1000 MB. Høyst 1000 MB kan kopieres inn.")),
    Row("file-that-is-large", lambda _at: deciding.refuse_copy("a.pdf", GB // 10 + 1, sure=False),
        (Doubtful, "Filen a.pdf er på 100 MB. Er det meningen å kopiere den inn?")),
    # -- what needs words
    Row("verdict-without-a-reason", lambda at: deciding.verdict(at, "ke-kjent", verdict(" ")),
        ("reason", "Skriv hvorfor. Den som leser rapporten, må kunne forstå det.")),
    Row("follow-up-without-a-reason", lambda at: deciding.follow_up(at, "r1", judged("")),
        ("reason", "Skriv hvorfor. Den som leser rapporten, må kunne forstå det."),
        lambda: situation(RecommendationSet(recommendation=ASKED))),
    Row("action-without-words", lambda at: deciding.action(at, replace(ACTION, what=" \n")),
        ("what", "Skriv hva som skal gjøres.")),
    Row("recommendation-without-words",
        lambda at: deciding.recommendation(at, replace(ASKED, text="")),
        ("text", "Skriv hva dere er bedt om.")),
    Row("empty-statement", lambda at: deciding.statement(at, " ", TODAY),
        ("statement", "Skriv uttalelsen.")),
    Row("statement-without-a-date", lambda at: deciding.statement(at, "Vi følger opp.", None),
        ("date", "Skriv datoen, for eksempel 27.02.2018.")),
    # -- several people
    Row("comment-while-people-disagree", lambda at: deciding.comment(at, POINT, "Siden er nede."),
        (Undecided, "To har svart ulikt her uten å se hverandres svar."),
        lambda: situation(*DIFFERENT)),
    *(Row(f"in-a-round-{name}", wish,
          (AnsweringAlone, "Dere svarer hver for seg nå. Dette er felles for alle"),
          lambda: situation(ActionSet(action=ACTION), RecommendationSet(recommendation=ASKED),
                            STARTED))
      for name, wish in (
          ("answer", lambda at: deciding.value(at, POINT, YES)),
          ("action", lambda at: deciding.action(at, ACTION)),
          ("withdraw", lambda at: deciding.withdraw_action(at, "t1")),
          ("verdict", lambda at: deciding.verdict(at, "ke-kjent", None)),
          ("recommendation", lambda at: deciding.recommendation(at, ASKED)),
          ("follow-up", lambda at: deciding.follow_up(at, "r1", None)),
          ("statement", lambda at: deciding.statement(at, "Vi følger opp.", TODAY)),
          ("go-back", lambda at: deciding.go_back(at, deciding.back_to(at, event(1)))),
          ("take-over", lambda at: deciding.take_over(at, {POINT: Answer(value=YES)})),
      )),
    *(Row(f"nothing-to-erase-{thing.id}-{field}", erased(thing, field),
          (NothingToErase, "Det står ingen tekst der som kan slettes."),
          lambda: situation(answered(YES)))
      for thing, field in ((Thing("answer", POINT), "comment"), (Thing("answer", POINT), "value"),
                           (Thing("answer", COUNTED), "comment"))),
    Row("no-round-to-open", lambda _: deciding.open_round(()),
        (NoRound, "Ingen svarer hver for seg nå.")),
    Row("round-opened-before", lambda at: deciding.open_round(rounds_of(at.events)),
        (NoRound, "Ingen svarer hver for seg nå."), lambda: situation(STARTED, OPENED)),
    Row("no-round-has-been", lambda _: deciding.opened_round(()),
        (NoRound, "Ingen har svart hver for seg.")),
    Row("round-is-still-hidden", lambda at: deciding.opened_round(rounds_of(at.events)),
        (NoRound, "Svarene er skjult til dere åpner dem."), lambda: situation(STARTED)),
    # -- taking back, and to another version
    Row("nothing-to-undo", deciding.undo,
        (NothingToUndo, "Du (Anna) har ingen endringer å angre."),
        lambda: situation((BO, answered(YES)))),
    Row("nothing-to-redo", deciding.redo,
        (NothingToUndo, "Du (Anna) har ikke angret noe som kan gjøres om.")),
    Row("back-to-now", lambda at: deciding.back_to(at, event(2)),
        (NothingToUndo, "Ingenting er endret siden da."), lambda: situation(answered(YES))),
    Row("same-version", lambda _: deciding.comparison(adults(), adults()),
        (NothingToUpgrade, "bruker allerede denne utgaven av psykisk-helse-rus-voksne")),
    Row("another-set", lambda _: deciding.comparison(adults(), children()),
        (NothingToUpgrade, "ikke psykisk-helse-rus-barn-unge.")),
    # -- beginning
    *(Row(f"begin-{day}", begun(day),
          (Doubtful, f"Vurderingen får datoen {day:%d.%m.%Y}. Er det riktig?"))
      for day in (date(1850, 1, 1), date(1999, 12, 31), date(2026, 11, 24), date(2035, 1, 1))),
)  # fmt: skip
"""The outcome is the field that can't be so, or the kind of refusal, and the words."""


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.id)
def test_what_can_not_be_is_refused_in_words(row: Row) -> None:
    where, words = row.outcome
    with pytest.raises(SamsjekkError) as refused:
        row.wish(row.at())
    assert words in str(refused.value)
    if isinstance(where, str):
        assert isinstance(refused.value, Refused)
        assert next(iter(refused.value.faults)) == where
    else:
        assert type(refused.value) is where


def recorded(made: Evidence) -> Callable[[Situation], object]:
    return lambda at: deciding.record(at, (made,), (POINT,), TODAY)


def both(made: Evidence) -> tuple[What, ...]:
    link = EvidenceLinked(evidence=made.id, checkpoint=POINT)
    return (EvidenceRecorded(evidence=made), link)


KINDS: tuple[tuple[EvidenceKind, dict[str, Any], Evidence], ...] = (
    (EvidenceKind.DOCUMENT, {"address": "https://x.no", "date": "2026-11-23"},
     Document(id="d1", title="T", address="https://x.no", date="2026-11-23")),
    (EvidenceKind.INTERVIEW, {"role": "Leder", "verified": True},
     Interview(id="d1", title="T", role="Leder", verified=True)),
    (EvidenceKind.FIGURE, FIGURE,
     Figure(id="d1", title="T", value="37", unit="planer", period="2025", source="Gerica")),
    (EvidenceKind.FILE_SAMPLE, SAMPLE,
     FileSample(id="d1", title="T", of=5, count=3, period="2025")),
    (EvidenceKind.OBSERVATION, {"date": "2026"}, Observation(id="d1", title="T", date="2026")),
)  # fmt: skip

DECIDED = (
    Row("answer", lambda at: deciding.value(at, POINT, YES), (answered(YES),)),
    Row("answer-again-the-same", lambda at: deciding.value(at, POINT, YES), (),
        lambda: situation(answered(YES, comment="Ja"))),
    Row("answer-keeps-comment-and-numbers", lambda at: deciding.value(at, POINT, NO),
        (answered(NO, comment="Ja", number=2.0),),
        lambda: situation(answered(YES, comment="Ja", number=2.0))),
    Row("answer-taken-away-keeps-the-comment", lambda at: deciding.value(at, POINT, None),
        (answered(None, comment="Ja"),), lambda: situation(answered(YES, comment="Ja"))),
    Row("answer-to-what-another-wrote-unseen-leaves-their-comment",
        lambda at: deciding.value(at, POINT, YES), (answered(YES),),
        lambda: situation((BO, answered(NO, comment="Nede")), seen=0)),
    Row("answer-having-seen-says-so", lambda at: deciding.value(at, POINT, YES),
        (answered(YES, seen=(event(2),)),), lambda: situation((BO, answered(NO)))),
    Row("answer-settles-a-disagreement-that-was-seen", lambda at: deciding.value(at, POINT, YES),
        (answered(YES, seen=(event(2),)),), lambda: situation(*DIFFERENT)),
    Row("answer-settles-no-disagreement-that-was-not-seen",
        lambda at: deciding.value(at, POINT, YES), (), lambda: situation(*DIFFERENT, seen=0)),
    Row("answer-as-before-decides-what-a-round-left-open",
        lambda at: deciding.value(at, POINT, YES, disputed=True), (answered(YES),),
        lambda: situation(answered(YES))),
    Row("answer-in-a-round", lambda at: deciding.value(at, POINT, YES),
        (AnsweredAlone(round=event(2), checkpoint=POINT, answer=answered(YES).answer),),
        lambda: situation(STARTED, alone=True)),
    Row("answer-with-evidence",
        lambda at: deciding.answer(at, POINT, Answer(value=YES), rests_on=("a",)),
        (answered(YES), EvidenceLinked(evidence="a", checkpoint=POINT)),
        lambda: situation(EvidenceRecorded(evidence=OLD))),
    Row("whom-to-ask", lambda at: deciding.answer(at, POINT, Answer(ask="kommunedirektor")),
        (Answered(checkpoint=POINT, answer=Answer(ask="kommunedirektor"), seen=()),)),
    Row("comment", lambda at: deciding.comment(at, POINT, " Siden er nede.\n"),
        (answered(YES, comment="Siden er nede."),), lambda: situation(answered(YES))),
    Row("comment-leaves-an-old-number-alone", lambda at: deciding.comment(at, POINT, "Ja"),
        (answered(YES, comment="Ja", number=-7.0, count=6, of=5),),
        lambda: situation(answered(YES, number=-7.0, count=6, of=5))),
    Row("numbers-taken-away", lambda at: deciding.answer(at, POINT, Answer(value=YES)),
        (answered(YES),), lambda: situation(answered(YES, number=-7.0, count=6, of=5))),
    *(Row(f"evidence-{kind}", evidence(kind, **fields), made) for kind, fields, made in KINDS),
    *(Row(f"record-{kind}", recorded(made), both(made)) for kind, _fields, made in KINDS),
    Row("record-again-the-same", recorded(OLD), (),
        lambda: situation(*both(OLD))),
    Row("record-what-is-there-only-links", recorded(OLD), both(OLD)[1:],
        lambda: situation(EvidenceRecorded(evidence=OLD))),
    Row("change-leaves-an-old-date-alone", recorded(replace(OLD, title="B")),
        both(replace(OLD, title="B")), lambda: situation(EvidenceRecorded(evidence=OLD))),
    Row("file-as-large-as-can-be", lambda _at: deciding.refuse_copy("a.pdf", GB, sure=True), None),
    Row("file-of-a-common-size",
        lambda _at: deciding.refuse_copy("a.pdf", GB // 10, sure=False), None),
    Row("link", lambda at: deciding.link(at, "a", POINT), both(OLD)[1:],
        lambda: situation(EvidenceRecorded(evidence=OLD))),
    Row("unlink", lambda at: deciding.unlink(at, "a", POINT),
        (EvidenceUnlinked(evidence="a", checkpoint=POINT),), lambda: situation(*both(OLD))),
    Row("remove", lambda at: deciding.remove_evidence(at, "a"), (EvidenceRemoved(evidence="a"),),
        lambda: situation(*both(OLD))),
    Row("action-with-a-deadline-to-come",
        lambda at: deciding.action(at, replace(ACTION, what=" Lage nettside\n",
                                               deadline=date(2099, 1, 1))),
        (ActionSet(action=replace(ACTION, deadline=date(2099, 1, 1))),)),
    Row("action-changed",
        lambda at: deciding.action(at, replace(ACTION, status=ActionStatus.DONE)),
        (ActionSet(action=replace(ACTION, status=ActionStatus.DONE)),),
        lambda: situation(ActionSet(action=ACTION))),
    Row("action-that-another-has-planned-meanwhile", lambda at: deciding.action(at, ACTION), (),
        lambda: situation((BO, ActionSet(action=ACTION)), seen=0)),
    Row("action-withdrawn", lambda at: deciding.withdraw_action(at, "t1"),
        (ActionWithdrawn(action="t1"),), lambda: situation(ActionSet(action=ACTION))),
    Row("verdict", lambda at: deciding.verdict(at, "ke-kjent", verdict(" Sett. ")),
        (VerdictSet(criterion="ke-kjent", verdict=verdict("Sett.")),)),
    Row("verdict-back", lambda at: deciding.verdict(at, "ke-kjent", None),
        (VerdictSet(criterion="ke-kjent", verdict=None),),
        lambda: situation(VerdictSet(criterion="ke-kjent", verdict=verdict("Sett.")))),
    Row("recommendation", lambda at: deciding.recommendation(at, ASKED),
        (RecommendationSet(recommendation=ASKED),)),
    Row("follow-up", lambda at: deciding.follow_up(at, "r1", judged("Begynt.")),
        (FollowUpSet(recommendation="r1", verdict=judged("Begynt.")),),
        lambda: situation(RecommendationSet(recommendation=ASKED))),
    Row("statement", lambda at: deciding.statement(at, " Vi følger opp. ", TODAY),
        (StatementGiven(text="Vi følger opp.", date=TODAY),)),
    Row("round", lambda _at: deciding.start_round([" Bo ", "", "Kari"]),
        (RoundStarted(people=("Bo", "Kari")),)),
    Row("round-opened", lambda at: deciding.open_round(rounds_of(at.events)),
        (OPENED,), lambda: situation(STARTED)),
    Row("taken-over", lambda at: deciding.take_over(at, {POINT: Answer(value=YES)}),
        (answered(YES),), lambda: situation(STARTED, OPENED)),
    Row("undo", lambda at: deciding.undo(at)[1], Undone(event=event(2)),
        lambda: situation(answered(YES), (BO, answered(NO)))),
    Row("redo", lambda at: deciding.redo(at)[1], Undone(event=event(3)),
        lambda: situation(answered(YES), Undone(event=event(2)))),
    *(Row(f"erase-{thing.kind}-{field}", erased(thing, field),
          (Erased(event=event(2), path=path, reason="Et navn."),), partial(situation, made))
      for thing, field, path, made in (
          (Thing("answer", POINT), "comment", "answer.comment", answered(YES, comment="Kari")),
          (Thing("evidence", "a"), "title", "evidence.title", EvidenceRecorded(evidence=OLD)),
          (Thing("action", "t1"), "what", "action.what", ActionSet(action=ACTION)),
          (Thing("recommendation", "r1"), "text", "recommendation.text",
           RecommendationSet(recommendation=ASKED)),
          (Thing("verdict", "ke-kjent"), "reason", "verdict.reason",
           VerdictSet(criterion="ke-kjent", verdict=verdict("Sett."))),
          (Thing("follow_up", "r1"), "reason", "verdict.reason",
           FollowUpSet(recommendation="r1", verdict=judged("Begynt."))),
          (Thing("statement", ""), "text", "text", StatementGiven(text="Kari", date=TODAY)),
      )),
    Row("go-back", lambda at: deciding.go_back(at, deciding.back_to(at, event(2))),
        (WentBack(to=event(2), events=(event(3),)),),
        lambda: situation(answered(YES), answered(NO))),
    *(Row(f"begin-{day}", begun(day), replace(BEGUN, date=day))
      for day in (date(2000, 1, 1), TODAY)),
    Row("begin-when-sure", begun(date(1850, 1, 1), sure=True),
        replace(BEGUN, date=date(1850, 1, 1))),
    Row("evidence-id", lambda at: deciding.evidence_id(at.events, "3fa2", 1), "d3-3fa2",
        lambda: situation(*both(OLD), EvidenceRemoved(evidence="a"))),
    Row("action-id-is-never-that-of-a-withdrawn-one",
        lambda at: deciding.action_id(at, noise="3fa2"), "t2-3fa2",
        lambda: situation(ActionSet(action=ACTION), ActionWithdrawn(action="t1"))),
    Row("action-id-wanted", lambda at: deciding.action_id(at, "nettside"), "nettside"),
    Row("recommendation-id", lambda at: deciding.recommendation_id(at.state, "3fa2"),
        "anbefaling-1-3fa2",
        lambda: situation(RecommendationSet(recommendation=ASKED))),
)  # fmt: skip


@pytest.mark.parametrize("row", DECIDED, ids=lambda row: row.id)
def test_what_can_be_becomes_events(row: Row) -> None:
    at = row.at()
    made = row.wish(at)
    assert (whole(at, made) if isinstance(made, tuple) else made) == row.outcome


def whole(at: Situation, happened: tuple[Any, ...]) -> tuple[Any, ...]:
    """Events with the fields they leave as they were, and of `seen` the answers of others."""
    return tuple(_whole(at, what) for what in happened)


def _whole(at: Situation, what: Any) -> Any:
    others = {known.id for known in at.events if known.author != at.author}
    if getattr(what, "touched", None) is not None:
        name, before = _before(at, what)
        now = {field: getattr(getattr(what, name), field) for field in what.touched}
        what = replace(what, touched=None, **{name: replace(before, **now)})
    if isinstance(what, Answered):
        return replace(what, seen=tuple(known for known in what.seen or () if known in others))
    return replace(what, seen=None) if hasattr(what, "seen") else what


def _before(at: Situation, what: Any) -> tuple[str, Any]:
    match what:
        case Answered():
            return "answer", at.seen.answer(what.checkpoint) or Answer()
        case EvidenceRecorded():
            return "evidence", at.seen.evidence[what.evidence.id].value
        case ActionSet():
            return "action", at.seen.actions[what.action.id]
        case _:
            return "recommendation", at.seen.recommendations[what.recommendation.id]


TOUCHED = (
    ("value", lambda at: deciding.value(at, POINT, NO), ("value", "fingerprint")),
    ("comment", lambda at: deciding.comment(at, POINT, "Nede."), ("comment",)),
    ("numbers-together", lambda at: deciding.answer(
        at, POINT, replace(at.state.answer(POINT), count=4)), ("count", "of")),
    ("status-of-an-action",
     lambda at: deciding.action(at, replace(ACTION, status=ActionStatus.DONE)), ("status",)),
    ("title-of-evidence", lambda at: deciding.record(
        at, (replace(OLD, title="B"),), (), TODAY), ("title",)),
    ("text-of-a-recommendation",
     lambda at: deciding.recommendation(at, replace(ASKED, text="To")), ("text",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "touched"), [row[1:] for row in TOUCHED], ids=[r[0] for r in TOUCHED]
)
def test_only_what_was_touched_is_written(
    wish: Callable[[Situation], tuple[Any, ...]], touched: tuple[str, ...]
) -> None:
    (made,) = wish(
        situation(
            answered(YES, comment="Ja", count=3, of=5),
            EvidenceRecorded(evidence=OLD),
            ActionSet(action=ACTION),
            RecommendationSet(recommendation=ASKED),
        )
    )
    assert made.touched == touched
    assert len(made.seen) == 1


def test_a_box_that_was_open_leaves_what_another_wrote_meanwhile() -> None:
    """Bo writes a comment and a value while Anna's box with the comment is open."""
    at = situation(answered(YES, comment="Ja"), (BO, answered(NO, comment="Nei")), seen=1)
    assert deciding.comment(at, POINT, "Ja") == ()
    (made,) = deciding.comment(at, POINT, "Ja, men nede.")
    state = fold("nes", [*at.events, replace(at.events[-1], id=event(9), author=ANNA, what=made)])
    his, hers = state.disagreement(POINT)[::-1]
    assert (hers.value.value, hers.value.comment) == (YES, "Ja, men nede.")
    assert (his.value.value, his.value.comment) == (NO, "Nei")
    both = state.differing(Thing("answer", POINT))
    assert [given.value for given in both["comment"]] == ["Nei", "Ja, men nede."]


def test_every_field_that_can_not_be_is_named_at_once() -> None:
    with pytest.raises(Refused) as refused:
        evidence(EvidenceKind.FIGURE, value="", unit="", period="", source="", date="2031")(
            situation()
        )
    assert set(refused.value.faults) == {"value", "unit", "period", "source", "date"}


@pytest.mark.parametrize(
    ("kind", "outside"),
    [
        ("assessment", {date(1999, 12, 31), date(2026, 11, 24), date(2027, 11, 25)}),
        ("sign-off", {date(2026, 11, 24), date(2027, 11, 25)}),
        ("evidence", {date(2026, 11, 24), date(2027, 11, 25)}),
    ],
)
def test_which_dates_are_possible(kind: str, outside: set[date]) -> None:
    days = (date(1999, 12, 31), TODAY, date(2026, 11, 24), date(2027, 11, 25))
    stopped = set()
    for day in days:
        try:
            deciding.refuse_date(kind, day.isoformat(), TODAY)
        except Doubtful:
            assert kind == "assessment"
            deciding.refuse_date(kind, day.isoformat(), TODAY, sure=True)
            stopped.add(day)
        except Refused:
            with pytest.raises(Refused):
                deciding.refuse_date(kind, day.isoformat(), TODAY, sure=True)
            stopped.add(day)
    assert stopped == outside


@given(st.integers(-5, 10), st.integers(-5, 10))
def test_a_count_stands_where_it_is_part_of_the_whole(count: int, of: int) -> None:
    refused = bool([*deciding.figure_faults(Answer(count=count, of=of), Answer(), None)])
    assert refused is not (0 <= count <= of)


@given(st.floats(-1e6, 1e6))
def test_a_percent_stands_from_0_to_100(value: float) -> None:
    measure = Names(children()).checkpoint(SHARE).measure
    assert measure is not None
    assert measure.kind is MeasureKind.PERCENT
    refused = bool([*deciding.figure_faults(Answer(number=value), Answer(), measure)])
    assert refused is not (0 <= value <= 100)


def test_a_file_sample_may_find_nothing_and_its_size_alone_may_be_wrong() -> None:
    nothing = FileSample(id="d1", title="T", of=5, count=0, period="2025")
    assert deciding.record(situation(), (nothing,), (), TODAY)
    known = replace(nothing, count=3)
    at = situation(EvidenceRecorded(evidence=known))
    with pytest.raises(Refused, match="kan ikke ha 3 treff blant 2"):
        deciding.record(at, (replace(known, of=2),), (), TODAY)
