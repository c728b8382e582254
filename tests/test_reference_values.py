"""Numbers of others beside one's own: in the set, or imported, shown and never judged by."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from checklist.appraisal import appraise
from checklist.assessment import Assessment
from checklist.criteria import (
    FaultyReferences,
    Imported,
    Measure,
    MeasureKind,
    ReferenceValue,
    read_references,
    with_references,
)
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.store import ReferenceFiles, journal_path
from checklist.tables import Sheet, read_delimited
from checklist.words import reference_lines
from tests.conftest import Run

NB = Translator("nb")
POINT = "opp-plan-skriftlig"
TABLE = """kontrollpunkt;hvem;verdi;dato;kilde;adresse;kommune
opp-plan-skriftlig;landet;71,5;2025;SSB, tabell 1;https://www.ssb.no/;
opp-plan-skriftlig;Nes i fjor;60;2025-06;egen rapport;;3228
opp-plan-skriftlig;Oslo;80;2025-07-01;egen rapport;;0301
"""


def sheet(text: str) -> Sheet:
    return read_delimited(text.encode(), "x").sheet


def value(**other: object) -> ReferenceValue:
    made = {"whose": "landet", "value": 34.5, "date": "2024", "where": "SSB"}
    return msgspec.convert({**made, **other}, ReferenceValue)


def test_the_headings_are_read_in_each_language() -> None:
    heads = TABLE.partition("\n")[0]
    for named in (
        "kontrollpunkt;kven;verdi;dato;kjelde;adresse;kommune",
        "checkpoint;whose;value;date;source;address;municipality",
    ):
        again = read_references(sheet(TABLE.replace(heads, named)), "x")
        assert again == read_references(sheet(TABLE), "x")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (MeasureKind.COUNT, "34,5 prosent"),
        (MeasureKind.PERCENT, "34,5 prosent"),
        (MeasureKind.DAYS, "34,5 dager"),
        (MeasureKind.NUMBER, "34,5 (2024)"),
    ],
)
def test_a_number_of_others_is_said_with_its_unit_date_and_source(
    kind: MeasureKind, said: str
) -> None:
    measure = Measure(kind=kind, what="planer", references=(value(address="https://ssb.no/"),))
    (line,) = reference_lines(measure, "3228", NB)
    assert line.text.startswith(f"Til sammenligning, landet: {said}")
    assert line.text.endswith("Kilde: SSB.")
    assert line.address == "https://ssb.no/"


def test_the_newest_comes_first_and_those_of_other_municipalities_are_not_shown() -> None:
    known = (value(), value(date="2025", whose="fylket"), value(municipality="0301", whose="Oslo"))
    measure = Measure(kind=MeasureKind.PERCENT, what="planer", references=known)
    shown = [line.text.partition(":")[0] for line in reference_lines(measure, "3228", NB)]
    assert shown == ["Til sammenligning, fylket", "Til sammenligning, landet"]


def test_no_verdict_rests_on_a_number_of_others(nes: Session) -> None:
    points = [p for c in nes.criteria_set.criteria for p in c.checkpoints if p.measure]
    numbers = [Imported(point.id, value()) for point in points]
    with_numbers = with_references(nes.criteria_set, numbers)
    assert with_numbers != nes.criteria_set
    state: Assessment = nes.shared
    before, after = appraise(nes.criteria_set, state), appraise(with_numbers, state)
    assert {n: c.verdict for n, c in after.criteria.items()} == {
        n: c.verdict for n, c in before.criteria.items()
    }
    assert [q.conclusion for q in after.questions] == [q.conclusion for q in before.questions]


def test_a_table_is_imported_shown_to_its_municipality_and_taken_away(
    run: Run, tmp_path: Path
) -> None:
    table = tmp_path / "ssb-2025.csv"
    table.write_bytes(TABLE.encode("utf-8-sig"))
    code, out, said = run("references", "add", str(table))
    assert (code, out.strip()) == (0, "ssb-2025")
    assert "3 tall er lest inn" in said
    assert run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "nes")[0] == 0
    answer = ("answer", "nes", POINT, "partly", "--comment", "x", "--count", "6", "--of", "10")
    assert run(*answer)[0] == 0
    report = run("report", "nes", "--format", "md")[1]
    assert "landet: 71,5 prosent (2025). Kilde: SSB, tabell 1." in report
    assert "Nes i fjor: 60 prosent (06.2025)" in report
    assert "Oslo" not in report
    assert "ssb-2025" in run("references", "list")[1]
    assert run("references", "remove", "ssb-2025")[0] == 0
    assert "71,5 prosent" not in run("report", "nes", "--format", "md")[1]
    assert run("references", "remove", "ssb-2025")[0] == 2


def test_a_table_is_read_as_excel_in_norwegian_writes_it(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "fra excel.csv"
    rows = "sep=;\r\nKommune;Kontrollpunkt;Hvem;Verdi;Dato;Kilde\r\n"
    rows += f'301;{POINT};"Østfold; alle";1\xa0234,5 %;30.6.2025;Årsmelding\r\n;;;;;\r\n'
    table.write_bytes(rows.encode("cp1252"))
    assert run("references", "add", str(table))[0] == 0
    (kept,) = ReferenceFiles.beside(journal_path(Environment.of_process())).all()
    expected = {"whose": "Østfold; alle", "value": 1234.5, "date": "2025-06-30"}
    assert kept.value == value(**expected, where="Årsmelding", municipality="0301")


@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_columns_stand_in_any_order_in_either_language(between: str) -> None:
    text = between.join(["date", "whose", "value", "where", "checkpoint"])
    text += "\n" + between.join(["2025", "landet", "7", "SSB", "a-b"]) + "\n\n"
    assert read_references(sheet(text), "x.csv") == [
        Imported("a-b", value(value=7, date="2025", where="SSB"))
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("opp-plan-skriftlg;landet;7;2025;SSB;;", "Mente du «opp-plan-skriftlig»"),
        ("a-b;landet;7;2025;SSB;;", "spør ikke etter et tall"),
        ("opp-plan-skriftlig;landet;7;2025-13;SSB;;", "ikke en dato"),
        ("opp-plan-skriftlig;landet;mange;2025;SSB;;", "ikke et tall"),
        ("opp-plan-skriftlig;landet;=1+1;2025;SSB;;", "ikke et tall"),
        ("opp-plan-skriftlig;landet;7;i fjor;SSB;;", "ikke en dato"),
        ("opp-plan-skriftlig;landet;7;2025;SSB;ssb.no;", "adressen"),
        ("opp-plan-skriftlig;landet;7;2025;SSB;;Nes", "kommunenummer"),
        ("opp-plan-skriftlig;;7;2025;SSB;;", "må være fylt ut"),
    ],
)
def test_every_fault_of_a_table_is_said_with_its_line(row: str, words: str) -> None:
    with pytest.raises(FaultyReferences) as refused:
        read_references(sheet(f"{TABLE}{row}\n{row}\n"), "x.csv", {POINT: True, "a-b": False})
    assert [f"rad {line}" in str(refused.value.faults[line - 5]) for line in (5, 6)] == [True] * 2
    assert words in str(refused.value.faults[0])


def test_a_workbook_and_a_missing_column_are_said_as_such(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "tall.csv"
    book.write_bytes(b"PK\x03\x04\0\0")
    code, _, said = run("references", "add", str(book))
    assert (code, "CSV UTF-8" in " ".join(said.split())) == (2, True)
    book.write_text("kontrollpunkt;verdi\n", "utf-8")
    code, out, _ = run("references", "add", str(book))
    assert (code, "hvem, dato, kilde mangler" in out) == (1, True)
    assert "kven, dato, kjelde manglar" in run("--lang", "nn", "references", "add", str(book))[1]
    assert run("references", "list")[1].strip() == ""
