"""An auditor's own journal: what is recorded, what is refused, and what hangs on what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.assessment import (
    Author,
    Doubtful,
    FollowUpCode,
    Municipality,
    Refused,
    UnknownName,
    VerdictCode,
)
from checklist.audit import (
    KIND,
    KINDS,
    NAMES,
    Audit,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    AuditSituation,
    Basis,
    ChosenCriterion,
    Commission,
    Correction,
    CriterionVerdict,
    Decided,
    DocumentAsked,
    EarlierPoint,
    EmailQuestions,
    Fact,
    FileSampleTaken,
    Literature,
    Meeting,
    PointVerdict,
    QualityReview,
    ReceivedAssessment,
    Record,
    Source,
    Survey,
    breaks,
    chain_of,
    is_text,
    looks_like_a_name,
    record,
    types_of,
)
from checklist.auditing import AuditSession, begin_audit
from checklist.criteria.yaml import FaultyFile
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.session.assessments import prove_assessment
from checklist.store import Journal, StoreError
from checklist.words.audits import audit_history, break_lines, review_words, unsettled_words
from tests.conftest import shipped_set

OLA = Author(name="Ola", role="prosjektleder")
TODAY = date(2020, 5, 1)

WHOLE = """
format: 1
commission: {title: Psykisk helse og rus, municipality: {number: "0236", name: Nes}, case: 26/17}
questions:
  - {id: p1, text: I hvilken grad er tilbudet samordnet?}
criteria:
  - {id: samhandling, question: p1, text: Kommunen skal samhandle., sources: hol § 3-4}
interviews:
  - {id: i-nav, role: leder for Nav, is_confirmed: true}
facts:
  - {id: f1, criterion: samhandling, text: Det meldes lite., sources: [{entry: i-nav}]}
verdicts:
  - {id: samhandling, verdict: not_met, basis: [interview], text: Det er ikke nok.}
conclusions:
  - {id: ko1, question: p1, code: insufficient, text: Ikke i tilstrekkelig grad.}
recommendations:
  - {id: a1, text: Kommunen bør samhandle., conclusions: [ko1]}
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        yield journal


@pytest.fixture
def audit(journal: Journal, tmp_path: Path) -> AuditSession:
    session = begin_audit(journal, "revisjon", OLA)
    session.apply(written(tmp_path, WHOLE))
    return session


@pytest.fixture
def others(audit: AuditSession) -> Iterator[AuditSession]:
    """The same audit, open in another program."""
    with Journal(audit.journal.path, kind=KIND) as journal:
        yield AuditSession(journal, "revisjon", Author(name="Kari", role="medarbeider"))


def written(folder: Path, text: str) -> Path:
    path = folder / "revisjon.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def situation(state: Audit | None = None) -> AuditSituation:
    state = state or Audit("a")
    return AuditSituation(state, state, OLA, TODAY)


# -- recording --------------------------------------------------------------------------


def test_what_is_recorded_is_there_when_it_is_opened_again(
    audit: AuditSession, journal: Journal
) -> None:
    again = AuditSession(journal, "revisjon", OLA)
    assert again.audit.records == audit.audit.records
    assert again.audit.commission.case == "26/17"
    assert again.audit.all(Fact)["f1"].sources == (Source(entry="i-nav"),)
    assert journal.prove("revisjon")[1].faults == ()


def test_an_audit_and_an_assessment_do_not_see_each_other(audit: AuditSession) -> None:
    with Journal(audit.journal.path) as assessments:
        assert assessments.listed() == []
        assert assessments.names(every=True) == ("revisjon",)
        with pytest.raises(SamsjekkError, match="«revisjon» er en revisjon"):
            assessments.events("revisjon")


def test_the_same_file_twice_changes_nothing(audit: AuditSession, tmp_path: Path) -> None:
    before = audit.kontrollsum
    assert audit.apply(written(tmp_path, WHOLE)) == 0
    assert audit.kontrollsum == before


def test_a_whole_file_is_undone_as_one_step(audit: AuditSession) -> None:
    audit.undo()
    assert not any(audit.audit.records.values())
    audit.redo()
    assert audit.audit.all(Fact).keys() == {"f1"}


def test_an_audit_begun_without_a_set_is_given_one_to_choose_from(
    audit: AuditSession, others: AuditSession
) -> None:
    adults = shipped_set("psykisk-helse-rus-voksne")
    with pytest.raises(Refused, match="ikke noe kriteriesett"):
        audit.choose(None, "nb", criteria=["ke-kjent"])
    audit.give_set(adults)
    assert audit.choose(None, "nb", criteria=["ke-kjent"]) == ("ke-kjent",)
    assert others.refresh()
    assert others.criteria_set == adults
    assert AuditSession(audit.journal, "revisjon", OLA).criteria_set == adults
    with pytest.raises(Refused, match="kan ikke byttes"):
        others.give_set(adults)
    proved = prove_assessment(audit.journal, "revisjon", (audit.kontrollsum,))
    assert proved.now == audit.kontrollsum
    newest = [step.words for step in audit_history(audit.events, audit.audit, Translator("nb"))][:2]
    assert newest[1] == "Valgte kriteriesett for revisjonen"


def test_a_set_is_taken_back_only_while_nothing_is_chosen_from_it(
    audit: AuditSession, others: AuditSession
) -> None:
    audit.give_set(shipped_set("psykisk-helse-rus-voksne"))
    audit.undo()
    with pytest.raises(Refused, match="ikke noe kriteriesett"):
        others.choose(None, "nb", criteria=["ke-kjent"])
    audit.redo()
    others.choose(None, "nb", criteria=["ke-kjent"])
    with pytest.raises(Refused, match="Ta det ut først"):
        audit.undo()
    others.undo()
    audit.undo()
    assert not audit.audit.criteria_set


def test_two_sets_chosen_unseen_are_said_until_one_is_chosen_to_count(
    journal: Journal, tmp_path: Path
) -> None:
    kari = Author(name="Kari", role="medarbeider")
    adults, young = map(shipped_set, ("psykisk-helse-rus-voksne", "psykisk-helse-rus-barn-unge"))
    audit = begin_audit(journal, "revisjon", OLA)
    with Journal(tmp_path / "kari.sqlite3", kind=KIND) as elsewhere:
        elsewhere.adopt("revisjon", journal.lines("revisjon"))
        audit.give_set(adults)
        AuditSession(elsewhere, "revisjon", kari).give_set(young)
        elsewhere.take_in("revisjon", journal.lines("revisjon"), [adults])
        theirs = AuditSession(elsewhere, "revisjon", kari)
        assert breaks(theirs.audit)[0].code == "set_chosen_differently"
        (line,) = break_lines(breaks(theirs.audit), theirs.audit, Translator("nb"))
        assert line.words.startswith("bestilling: Flere har valgt hvert sitt kriteriesett: Ola, K")
        assert any("1 ting er skrevet ulikt" in str(one) for one in unsettled_words(theirs.audit))
        theirs.give_set(adults)
        assert theirs.criteria_set == adults
        assert not breaks(theirs.audit)


def test_two_who_write_in_different_fields_lose_nothing(
    audit: AuditSession, others: AuditSession
) -> None:
    fact = audit.audit.all(Fact)["f1"]
    audit.record(msgspec.structs.replace(fact, text="Det meldes svært lite."))
    others.record(msgspec.structs.replace(fact, place="kap. 5"), touched=("place",))
    audit.refresh()
    found = audit.audit.all(Fact)["f1"]
    assert (found.text, found.place) == ("Det meldes svært lite.", "kap. 5")
    assert not audit.audit.differing(Fact, "f1")


def test_two_texts_in_one_field_stand_side_by_side_until_somebody_decides(
    audit: AuditSession, others: AuditSession
) -> None:
    fact = audit.audit.all(Fact)["f1"]
    audit.record(msgspec.structs.replace(fact, text="Lite."))
    others.record(msgspec.structs.replace(fact, text="Mye."))
    audit.refresh()
    assert [one.value for one in audit.audit.differing(Fact, "f1")["text"]] == ["Lite.", "Mye."]
    assert "written_differently" in {one.code for one in breaks(audit.audit)}
    audit.record(msgspec.structs.replace(fact, text="Noe."))
    assert not audit.audit.differing(Fact, "f1")
    assert "written_differently" not in {one.code for one in breaks(audit.audit)}


def test_two_who_record_something_new_at_once_get_an_id_each(
    audit: AuditSession, others: AuditSession
) -> None:
    mine, theirs = (Fact(id=one.new_id(Fact), text="x") for one in (audit, others))
    assert mine.id == theirs.id
    names = [one.record(new, is_new=True) for one, new in ((audit, mine), (others, theirs))]
    audit.refresh()
    assert len(set(names)) == len(audit.audit.all(Fact).keys() & set(names)) == 2
    audit.record(Fact(id=names[1], text="Et annet."))
    assert audit.audit.all(Fact)[names[1]].text == "Et annet."
    both = [Fact(id=audit.new_id(Fact), text="x"), Fact(id="f77", text="y")]
    others.record_all(both[:1])
    with pytest.raises(StoreError, match="En annen lagret det samme"):
        audit.record_all(both)
    assert "f77" not in audit.audit.all(Fact)


def test_an_erased_text_is_gone_and_all_else_is_proved(
    audit: AuditSession, journal: Journal
) -> None:
    assert audit.erase(Fact, "f1", "text", "feil") == 1
    assert "Det meldes lite." not in str(audit.audit.all(Fact)["f1"])
    assert b"Det meldes lite." not in journal.path.read_bytes()
    assert journal.prove("revisjon")[1].faults == ()


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_every_kind_is_recorded_field_by_field_and_read_back(
    name: str, data: st.DataObject
) -> None:
    """What `record` makes of a thing gives the same thing, whatever its fields are."""
    kind = KINDS[name]
    texts = {
        field: data.draw(st.text("abcæøå ", min_size=1, max_size=9)).strip() or "a"
        for field, held in types_of(kind).items()
        if is_text(held)
    }
    wanted = kind(id=_id_of(kind), **texts)
    at = situation()
    for field in NAMES.get(kind, {}):
        if field == "id":
            at = situation(at.state.with_record(NAMES[kind][field](id=wanted.id)))
    events = record(at, wanted, sure=True)
    assert {event.field for event in events} >= set(texts)


def _id_of(kind: type[Record]) -> str:
    return {"review": "first", "chapter": "summary"}.get(
        kind.KIND, kind.KIND if kind.SINGLE else "x1"
    )


# -- refusing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        (Fact(id="f1"), "text", "Skriv hva som er funnet"),
        (Commission(title=" "), "title", "hva revisjonen handler om, eller kommunen"),
        (Fact(id="F 1", text="x"), "id", "kan ikke brukes som id"),
        (DocumentAsked(id="d", title="x", arrived="2020-06-01"), "arrived", "ikke kommet ennå"),
        (
            DocumentAsked(id="d", title="x", arrived="2020-01-01", never_came=True),
            "never_came",
            "både ha kommet og aldri",
        ),
        (
            DocumentAsked(id="d", title="x", has_come=True, never_came=True),
            "never_came",
            "både ha kommet og aldri",
        ),
        (
            DocumentAsked(id="d", title="x", asked="2020-02-01", arrived="2020-01-01"),
            "arrived",
            r"før det den følger etter \(1\. februar 2020\)",
        ),
        (
            Meeting(id="i", role="leder", held="2020-02", minutes_sent="2020-01"),
            "minutes_sent",
            r"den følger etter \(02\.2020\)",
        ),
        (
            EmailQuestions(id="e", role="leder", is_answered=True, never_answered=True),
            "never_answered",
            "besvart og ubesvart",
        ),
        (Survey(id="u", title="x", sent_to=10, answered=11), "answered", "11 kan ikke ha svart"),
        (FileSampleTaken(id="s", title="x", of=9, number=10), "number", "10 saker når det er 9"),
        (FileSampleTaken(id="s", title="x", of=9, numbers=(10,)), "numbers", "høyere enn 9"),
        (FileSampleTaken(id="s", title="x", number=5, looked_at=6), "looked_at", "6 saker"),
        (FileSampleTaken(id="s", title="x", looked_at=5, counted=6), "counted", "6 treff blant 5"),
        (Correction(id="r", wanted="x", decided=Decided.REFUSED), "reason", "Skriv hvorfor"),
        (QualityReview(id="third", role="leder"), "id", "to trinn"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(wanted: Record, field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        record(situation(), wanted)
    assert field in refused.value.faults


@pytest.mark.parametrize("answered", [2021, 99_999])
def test_how_many_answered_a_survey_is_not_taken_for_a_year(answered: int) -> None:
    assert record(situation(), Survey(id="u", title="x", answered=answered))


@pytest.mark.parametrize(
    "wanted",
    [
        Fact(id="f1", text="x", criterion="borte"),
        AuditRecommendation(id="a1", text="x", conclusions=("borte",)),
        CriterionVerdict(id="borte"),
        ChosenCriterion(id="k", text="x", gathers=("borte",)),
        Correction(id="r", wanted="x", fact="borte"),
    ],
)
def test_what_names_something_that_is_not_there_is_refused(wanted: Record) -> None:
    with pytest.raises(UnknownName, match="borte"):
        record(situation(), wanted)


@pytest.mark.parametrize("name", ["Kari Nordmann", "Per Ole Hansen", "Anne-Grete Li"])
def test_the_name_of_a_person_is_asked_about_where_a_role_belongs(name: str) -> None:
    with pytest.raises(Doubtful, match="Skriv rollen"):
        record(situation(), Meeting(id="i", role=name))
    assert record(situation(), Meeting(id="i", role=name), sure=True)


@pytest.mark.parametrize(
    "role",
    ["leder for Nav", "Kommunalsjef", "Virksomhetsleder Psykisk Helse", "Nav Nes", "rådmannen"],
)
def test_a_role_is_no_name(role: str) -> None:
    assert not looks_like_a_name(role)


def test_a_file_says_every_fault_with_its_line(audit: AuditSession, tmp_path: Path) -> None:
    before = audit.audit
    text = WHOLE.replace("text: Det meldes lite.", 'text: ""').replace("[ko1]", "[ko2]")
    with pytest.raises(FaultyFile) as refused:
        audit.apply(written(tmp_path, text))
    assert [(fault.line, fault.field) for fault in refused.value.faults] == [
        (11, "facts[f1].text"),
        (17, "recommendations[a1]"),
    ]
    assert audit.audit == before


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("id: f1,", "id: 1 f,", "facts[1 f].id"),
        ("text: Det meldes lite.", "text: [Det meldes lite.]", "facts[f1].text"),
        ("is_confirmed: true", "is_confirmed: ja", "interviews[i-nav].is_confirmed"),
        ("[{entry: i-nav}]", "[{entry: [i-nav]}]", "facts[f1].sources[1].entry"),
        ("conclusions: [ko1]", "conclusions: [{ko1: a}]", "recommendations[a1].conclusions[1]"),
        ("- {id: p1, text", "- {ID: p1, text", "questions[1].id"),
        ("- {id: a1, text: Kommunen bør samhandle., conclusions: [ko1]}", "- a1",
         "recommendations[1]"),
    ],
)  # fmt: skip
def test_a_field_of_another_kind_in_a_file_is_said_with_its_line(
    audit: AuditSession, tmp_path: Path, old: str, new: str, field: str
) -> None:
    assert WHOLE.count(old) == 1
    with pytest.raises(FaultyFile) as refused:
        audit.apply(written(tmp_path, WHOLE.replace(old, new)))
    assert field in [fault.field for fault in refused.value.faults]


# -- what hangs on what -----------------------------------------------------------------


def test_a_recommendation_is_traced_to_its_sources(audit: AuditSession) -> None:
    assert breaks(audit.audit) == ()
    chain = chain_of(audit.audit, audit.audit.all(AuditRecommendation)["a1"])
    assert [conclusion.id for conclusion in chain.conclusions] == ["ko1"]
    assert [verdict.id for verdict in chain.verdicts] == ["samhandling"]
    assert [fact.id for fact in chain.facts] == ["f1"]
    assert chain.sources == (Source(entry="i-nav"),)


def test_planted_breaks_are_found_and_no_others(audit: AuditSession) -> None:
    planted: tuple[Record, ...] = (
        AuditRecommendation(id="a2", text="x"),
        AuditQuestion(id="p2", text="x"),
        ChosenCriterion(id="k2", question="p2", text="x", sources="hol"),
        AuditConclusion(id="ko2", text="x"),
        Fact(id="f2", criterion="samhandling", text="x"),
        Fact(id="f3", criterion="samhandling", text="x", sources=(Source(entry="borte"),)),
        Meeting(id="i2", role="leder"),
        Fact(id="f4", criterion="samhandling", text="x", sources=(Source(entry="i2"),)),
        ChosenCriterion(id="k3", question="p1", text="x"),
        CriterionVerdict(id="k3", verdict=VerdictCode.MET, basis=(Basis.DOCUMENT,)),
        ChosenCriterion(id="k4", question="p1", text="x", sources="hol"),
        CriterionVerdict(id="k4", verdict=VerdictCode.MET),
        Fact(id="f5", criterion="k4", text="x", sources=(Source(entry="i-nav"),)),
        Correction(id="r1", fact="f1", wanted="x"),
        DocumentAsked(id="d2", title="Plan", asked="2020"),
        Fact(id="f6", criterion="k4", text="x", sources=(Source(entry="d2"),)),
        EmailQuestions(id="e2", role="leder", never_answered=True),
        Fact(id="f7", criterion="k4", text="x", sources=(Source(entry="e2"),)),
        ReceivedAssessment(
            id="mottatt-1", municipality=Municipality(number="0230", name="Lørenskog")
        ),
        ReceivedAssessment(id="mottatt-2", municipality=Municipality(number="3228", name="Nes")),
        FileSampleTaken(id="s2", title="Saker", of=40, number=10),
        Fact(id="f8", criterion="k4", text="x", sources=(Source(entry="s2"),)),
    )
    for wanted in planted:
        audit.record(wanted)
    assert sorted((one.code, one.id) for one in breaks(audit.audit)) == [
        ("conclusion_without_verdict", "ko2"),
        ("correction_undecided", "r1"),
        ("criterion_without_source", "k3"),
        ("criterion_without_verdict", "k2"),
        ("document_not_here", "f6"),
        ("email_not_answered", "f7"),
        ("fact_without_source", "f2"),
        ("interview_not_confirmed", "f4"),
        ("question_without_conclusion", "p2"),
        ("received_of_another", "mottatt-1"),
        ("recommendation_without_conclusion", "a2"),
        ("sample_not_looked_at", "f8"),
        ("source_gone", "f3"),
        ("verdict_without_basis", "k4"),
        ("verdict_without_fact", "k3"),
    ]


def test_the_verdict_of_an_earlier_point_answers_the_question_made_of_it(
    audit: AuditSession,
) -> None:
    audit.record(AuditQuestion(id="p9", text="x"))
    audit.record(EarlierPoint(id="o1", text="x", question="p9"))
    assert {one.code for one in breaks(audit.audit) if one.id == "p9"} == {
        "question_without_conclusion"
    }
    audit.record(PointVerdict(id="o1", verdict=FollowUpCode.PARTLY))
    assert not [one for one in breaks(audit.audit) if one.id in {"p9", "o1"}]


def test_a_fact_may_rest_on_literature(audit: AuditSession) -> None:
    audit.record(Literature(id="l-fafo", text="Fafo 2017"))
    audit.record(Fact(id="f9", text="x", sources=(Source(entry="l-fafo"),)))
    assert not [one for one in breaks(audit.audit) if one.id == "f9"]
    audit.remove(Literature, "l-fafo")
    assert [one.code for one in breaks(audit.audit) if one.id == "f9"] == ["source_gone"]


def test_a_review_holds_the_kontrollsum_of_what_was_reviewed(audit: AuditSession) -> None:
    with pytest.raises(Refused, match="første trinnet"):
        audit.sign_review(QualityReview(id="second", role="avdelingsleder"))
    before = audit.kontrollsum
    audit.sign_review(QualityReview(id="first", role="avdelingsleder", signed=date(2020, 1, 2)))
    assert audit.audit.all(QualityReview)["first"].kontrollsum == str(before.sum)


def test_what_was_changed_after_a_review_is_counted(audit: AuditSession) -> None:
    audit.sign_review(QualityReview(id="first", role="avdelingsleder", signed=date(2020, 1, 2)))
    (review,) = audit.audit.all(QualityReview).values()
    assert audit.audit.changed_after(review) == 0
    audit.record(Fact(id="f1", criterion="samhandling", text="Det meldes mer."), touched=("text",))
    audit.record(Fact(id="f9", text="Noe nytt."))
    audit.sign_review(QualityReview(id="second", role="rådgiver", signed=date(2020, 1, 3)))
    both = audit.audit.all(QualityReview)
    assert [audit.audit.changed_after(both[name]) for name in ("first", "second")] == [2, 0]
    words = review_words(both["first"], 2, Translator("nb"))
    assert words.endswith("2 ting er endret etterpå")
