"""Every thing of an audit and every field of it has words, and every field can be read."""

from __future__ import annotations

from datetime import date

import pytest

from checklist.appraisal import ConclusionCode
from checklist.assessment import Municipality, UnreadableDate, VerdictCode
from checklist.audit import (
    KINDS,
    Audit,
    AuditConclusion,
    Basis,
    Chapter,
    ChosenCriterion,
    Commission,
    CriterionVerdict,
    DocumentAsked,
    EarlierPoint,
    Fact,
    FactCheckRound,
    FieldShape,
    FileSampleTaken,
    GuideRole,
    Hearing,
    Holds,
    Literature,
    Measure,
    Meeting,
    OwnQuestion,
    PointVerdict,
    ReceivedAssessment,
    Record,
    Source,
    TeamFunction,
    TeamMember,
    UnreadableField,
    read_field,
    shape_of,
    types_of,
)
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.words.audits import (
    AUDIT_PARTS,
    AUDIT_WORDS,
    is_empty,
    part_count,
    part_lines_to_fill,
    record_line,
    record_lines,
)

NB = Translator("nb")


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_kind_and_field_has_words(kind: type[Record]) -> None:
    words = AUDIT_WORDS[kind]
    assert str(words.one)
    assert str(words.many)
    assert list(words.fields) == list(types_of(kind))
    labels = [str(field.label) for field in words.fields.values()]
    assert len(set(labels)) == len(labels)


def test_every_kind_stands_in_one_part() -> None:
    found = [kind for part in AUDIT_PARTS.values() for kind in part.kinds]
    assert sorted(kind.KIND for kind in found) == sorted(KINDS)


def test_beside_a_part_stands_how_many_there_are_of_what_its_name_says() -> None:
    audit = Audit("a")
    for record in (
        *(Commission(title="Psykisk"), TeamMember(id="t-1"), FactCheckRound(role="leder")),
        *(Meeting(id="m-1"), DocumentAsked(id="d-1"), OwnQuestion(id="q-1"), Chapter(id="c-1")),
        *(Literature(id="l-1"), EarlierPoint(id="p-1"), PointVerdict(id="p-1"), Measure(id="t-2")),
    ):
        audit = audit.with_record(record)
    counts = {part: part_count(audit, part) for part in AUDIT_PARTS}
    assert (counts["log"], counts["chapters"], counts["follow-up"]) == (2, 1, 1)
    assert counts["commission"] is counts["fact-check"] is None
    assert counts["hearing"] == 0
    assert not is_empty(audit, "fact-check")
    assert is_empty(audit, "hearing")


def test_verdicts_stand_in_the_order_of_the_criteria_whichever_is_judged() -> None:
    audit = Audit("a")
    for name in ("k1", "k2", "k3"):
        audit = audit.with_record(ChosenCriterion(id=name, text=f"Krav {name}."))
    audit = audit.with_record(CriterionVerdict(id="k2", verdict=VerdictCode.MET))
    said = [line.words for line in part_lines_to_fill(audit, "verdicts", NB)]
    assert said == [
        "k1: Krav k1: ikke vurdert",
        "k2: Krav k2: oppfylt",
        "k3: Krav k3: ikke vurdert",
    ]


def test_what_there_is_one_of_is_said_by_its_name_where_nothing_is_written_in_it() -> None:
    for record, line in (
        (FactCheckRound(came="2026-11-30"), "faktaverifisering (kom 30.11.2026)"),
        (Hearing(sent="2026-11-01"), "uttalelse (sendt 01.11.2026)"),
        (Commission(), "bestilling"),
    ):
        assert record_line(record, Audit("a"), NB) == line


def test_a_name_in_the_criteria_set_is_said_by_its_title_in_the_readers_language() -> None:
    audit = Audit("a", chosen_from=Library.shipped().open("psykisk-helse-rus-voksne"))
    role = GuideRole(id="nav-leder", note="i mai")
    assert record_line(role, audit, NB) == "leder for Nav-kontoret: i mai"
    assert record_line(role, audit, Translator("en")) == "head of the Nav office: i mai"
    assert record_line(GuideRole(id="utgått"), audit, NB) == "utgått"
    chosen = ChosenCriterion(id="k", gathers=("ke-kjent", "utgått"))
    ((_label, gathered),) = record_lines(chosen, audit, NB)
    assert gathered == "Enheten er lett å finne; utgått"


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_kind_is_said_on_one_line_and_in_full_with_nothing_in_it(kind: type[Record]) -> None:
    empty = kind(id=kind.KIND)
    assert record_line(empty, Audit("a"), NB)
    assert not list(record_lines(empty, Audit("a"), NB))


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (TeamMember(id="a", function=TeamFunction.LEADER, role="prosjektleder"), "prosjektleder"),
        (TeamMember(id="a", role="jurist"), "medarbeider: jurist"),
        (DocumentAsked(id="d", title="Plan", never_came=True), "Plan (kom aldri)"),
        (DocumentAsked(id="d", title="Plan", arrived="2018-02"), "Plan (kom 02.2018)"),
        (
            DocumentAsked(id="d", title="Plan", asked="2018", due=date(2018, 3, 1)),
            "Plan (venter, frist 01.03.2018)",
        ),
        (
            Meeting(id="i", role="leder", held="2018-02-07", is_confirmed=True),
            "leder (holdt 07.02.2018, verifisert)",
        ),
        (Meeting(id="i", role="leder", is_confirmed=True), "leder (verifisert)"),
        (Meeting(id="i", role="leder"), "leder (ikke verifisert)"),
        (FileSampleTaken(id="s", title="Saker", of=40, number=10), "Saker (10 av 40 trukket)"),
        (CriterionVerdict(id="k", verdict=VerdictCode.NOT_MET), "Kommunen skal: ikke oppfylt"),
        (
            AuditConclusion(id="ko", text="Nei.", code=ConclusionCode.INSUFFICIENT),
            "Nei. (ikke i tilstrekkelig grad i tråd med kravene)",
        ),
    ],
)
def test_a_thing_on_one_line_says_how_far_it_has_come(record: Record, line: str) -> None:
    audit = Audit("a").with_record(ChosenCriterion(id="k", text="Kommunen\n skal."))
    assert record_line(record, audit, NB) == line


def test_a_fact_in_full_says_its_sources() -> None:
    nes = Municipality(number="0236", name="Nes")
    audit = (
        Audit("a")
        .with_record(ChosenCriterion(id="k", text="Kommunen skal."))
        .with_record(Meeting(id="i", role="leder", is_confirmed=True))
        .with_record(ReceivedAssessment(id="nes-2018", municipality=nes))
    )
    sources = (
        Source(entry="i"),
        Source(receipt="nes-2018", evidence="d1"),
        Source(entry="borte"),
    )
    fact = Fact(id="f", criterion="k", text="Det meldes lite.", sources=sources)
    assert list(record_lines(fact, audit, NB)) == [
        ("Revisjonskriterium", "k: Kommunen skal."),
        ("Tekst", "Det meldes lite."),
        (
            "Kilder",
            "i: leder (verifisert); nes-2018:d1 (Nes); borte (tatt ut av loggen)",
        ),
    ]


@pytest.mark.parametrize(
    ("kind", "field", "shape"),
    [
        (Fact, "text", FieldShape(Holds.TEXT)),
        (Fact, "criterion", FieldShape(Holds.NAME)),
        (Fact, "sources", FieldShape(Holds.SOURCE, several=True)),
        (Meeting, "held", FieldShape(Holds.KNOWN_DATE)),
        (Meeting, "due", FieldShape(Holds.WHOLE_DATE)),
        (Meeting, "is_confirmed", FieldShape(Holds.FLAG)),
        (Meeting, "people", FieldShape(Holds.COUNT)),
        (FileSampleTaken, "numbers", FieldShape(Holds.COUNT, several=True)),
        (CriterionVerdict, "basis", FieldShape(Holds.CHOICE, several=True, choices=tuple(Basis))),
        (Commission, "municipality", FieldShape(Holds.MUNICIPALITY)),
    ],
)
def test_what_a_field_holds_is_known(kind: type[Record], field: str, shape: FieldShape) -> None:
    assert shape_of(kind, field) == shape


@pytest.mark.parametrize(
    ("kind", "field", "written", "value"),
    [
        (Fact, "text", ["Det meldes", "lite."], "Det meldes\nlite."),
        (Fact, "criterion", [""], None),
        (Meeting, "held", ["7. februar 2018"], "2018-02-07"),
        (Meeting, "due", ["07.02.2018"], date(2018, 2, 7)),
        (Meeting, "people", ["4"], 4),
        (Meeting, "group", ["ja"], True),
        (Meeting, "group", [], False),
        (CriterionVerdict, "basis", ["interview", "Stikkprøve"], (Basis.INTERVIEW, Basis.SAMPLE)),
        (FileSampleTaken, "numbers", ["2", "7"], (2, 7)),
    ],
)
def test_a_field_is_read_as_people_type_it(
    kind: type[Record], field: str, written: list[str], value: object
) -> None:
    assert read_field(kind, field, written) == value


@pytest.mark.parametrize(
    ("kind", "field", "written", "words"),
    [
        (Meeting, "people", "fire", "ikke et helt tall"),
        (Meeting, "group", "kanskje", "verken ja eller nei"),
        (CriterionVerdict, "verdict", "bra", "Velg blant: .*not_met"),
    ],
)
def test_what_can_not_be_a_value_is_said(
    kind: type[Record], field: str, written: str, words: str
) -> None:
    with pytest.raises(UnreadableField, match=words):
        read_field(kind, field, [written])


def test_a_date_that_is_none_is_said() -> None:
    with pytest.raises(UnreadableDate, match="ikke en dato"):
        read_field(Meeting, "held", ["i fjor"])
