"""Municipalities side by side: what is compared, what is not and why, and who can't be told."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from benchmarks.side_by_side import Example, receipt_of, receipts_in
from checklist.appraisal import Strength
from checklist.assessment import Answer, Answered, Created, Municipality, Names, VerdictCode
from checklist.audit import (
    CriterionBeside,
    HandedOver,
    Hindrance,
    NothingBeside,
    PointBeside,
    SideBySide,
    set_side_by_side,
)
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting.audits import BESIDE_FORMS, beside_data, beside_file
from checklist.words.audits import beside_labels, beside_lines, contradiction_lines
from tests.conftest import Run
from tests.desks import criteria

NES, ENEBAKK, LILLEHAMMER = ("3228", "Nes"), ("3220", "Enebakk"), ("3405", "Lillehammer")
DAY = date(2026, 3, 1)
_ = Translator("nb")


def answered(wording: str = "w1", **other: Any) -> CriterionBeside:
    held: dict[str, Any] = {
        "title": "Enheten finnes",
        "theme": "Koordinerende enhet",
        "force": "must",
        "asked": (PointBeside("p", "established", True, wording, ()),),
        "in_force": True,
        "is_answered": True,
        "verdict": VerdictCode.MET,
        "strength": Strength.WEAK,
    }
    return CriterionBeside(**{**held, **other})


def handed(place: tuple[str, str], minute: int = 0, **other: Any) -> HandedOver:
    held: dict[str, Any] = {
        "receipt": f"mottatt-{place[0]}{minute:04}",
        "at": datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minute),
        "of": f"begynnelsen {place[0]} {minute}",
        "writes": frozenset({"w"}),
        "sha256": f"{place[0]}{minute}",
        "kontrollsum": f"sum-{place[0]}{minute}",
        "municipality": Municipality(number=place[0], name=place[1]),
        "date": DAY,
        "criteria": {"ke": answered()},
    }
    return HandedOver(**{**held, **other})


def why(side: SideBySide) -> list[tuple[str, Hindrance, list[str]]]:
    return [
        (one.criterion, one.why, [side.labels[place] for place in one.whose])
        for one in side.not_compared
    ]


# -- what is compared -------------------------------------------------------------------


def test_what_all_have_answered_is_compared_with_how_well_it_is_shown() -> None:
    other = answered(verdict=VerdictCode.NOT_MET, strength=None)
    side = set_side_by_side([handed(NES), handed(ENEBAKK, criteria={"ke": other})])
    assert side.labels == ("Enebakk", "Nes")
    (row,) = side.rows
    assert row.cells == ((VerdictCode.NOT_MET, None), (VerdictCode.MET, Strength.WEAK))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({}, Hindrance.OTHER_SET),
        ({"ke": answered(in_force=False)}, Hindrance.NOT_IN_FORCE),
        ({"ke": answered("w2")}, Hindrance.REWORDED),
        ({"ke": answered(force="should")}, Hindrance.REWORDED),
        ({"ke": answered(is_answered=False)}, Hindrance.NOT_ANSWERED),
    ],
)
def test_what_is_not_the_same_or_not_answered_is_told_with_whose(
    held: dict[str, CriterionBeside], expected: Hindrance
) -> None:
    side = set_side_by_side([handed(NES), handed(ENEBAKK), handed(LILLEHAMMER, criteria=held)])
    assert (side.rows, side.criteria) == ((), 1)
    assert why(side) == [("ke", expected, ["Lillehammer"])]
    assert "Ingen krav kan sammenlignes." in " ".join(beside_lines(side, _))


def test_a_wording_that_means_the_same_is_compared() -> None:
    newer = answered(asked=(PointBeside("p", "established", True, "w2", ("w1",)),))
    side = set_side_by_side([handed(NES), handed(ENEBAKK, criteria={"ke": newer})])
    assert len(side.rows) == 1


def test_answers_of_different_years_are_said_to_be_so_where_names_are() -> None:
    received = [handed(NES, date=date(2018, 2, 27)), handed(ENEBAKK)]
    told = " ".join(beside_lines(set_side_by_side(received), _))
    assert f"hver sin tid: Enebakk {_.short_date(DAY)} og Nes 27.02.2018." in told
    assert "2018" not in " ".join(beside_lines(set_side_by_side(received, anonymous=True), _))


def test_it_takes_two_municipalities() -> None:
    with pytest.raises(NothingBeside, match="minst to kommuner"):
        set_side_by_side([handed(NES), handed(NES, 1)])


# -- several receipts of one municipality -----------------------------------------------


def test_the_latest_of_a_municipality_counts_and_it_is_said() -> None:
    newer = handed(NES, 1, date=date(2026, 5, 1))
    older_state = handed(NES, 2, date=newer.date, of=newer.of, writes=frozenset())
    side = set_side_by_side([older_state, handed(ENEBAKK), newer, handed(NES, 0)])
    assert [one.receipt for one in side.handed_over] == ["mottatt-32200000", "mottatt-32280001"]
    told = " ".join(beside_lines(side, _))
    assert "mottatt-32280001 er brukt, og mottatt-32280000 er ikke med" in told
    assert "mottatt-32280001 er brukt, og mottatt-32280002 er ikke med" in told
    assert side.contradictions == ()


def test_a_municipality_with_another_number_is_the_same_and_one_that_joined_others_is_not() -> None:
    before = handed(("0236", "Nes"), 0, date=date(2018, 2, 27))
    sorum = handed(("0226", "Sørum"), 0, date=date(2018, 2, 27))
    skedsmo = handed(("0231", "Skedsmo"), 0, date=date(2018, 2, 27))
    side = set_side_by_side([before, handed(NES, 1), sorum, skedsmo])
    assert side.labels == ("Nes", "Skedsmo", "Sørum")
    assert side.handed_over[0].municipality.number == "3228"


def test_two_that_contradict_each_other_are_said_with_what_to_do() -> None:
    one, other = handed(NES), handed(NES, 1)
    side = set_side_by_side([one, other, handed(ENEBAKK)])
    assert [found.forked for found in side.contradictions] == [False]
    (line,) = contradiction_lines(side.contradictions, _)
    assert "har hver sin historikk. Spør kommunen hvilken som gjelder" in line
    gone_apart = handed(NES, 1, of=one.of, writes=frozenset({"x"}))
    side = set_side_by_side([one, gone_apart, handed(ENEBAKK)])
    (line,) = contradiction_lines(side.contradictions, _)
    assert "begge har endringer som den andre mangler" in line
    assert line in list(beside_lines(side, _))


# -- nobody can be told -----------------------------------------------------------------

ALL = [
    handed((f"{1000 + number}", f"Kommunen {number}"), number, sha256=f"{number:064x}")
    for number in range(28)
]


def test_the_order_is_the_same_each_time_and_says_nothing_of_who_they_are() -> None:
    side = set_side_by_side(ALL, anonymous=True)
    again = set_side_by_side(reversed(ALL), anonymous=True)
    order = [one.receipt for one in side.handed_over]
    assert [one.receipt for one in again.handed_over] == order
    by_number = sorted(order)
    assert order not in (by_number, by_number[::-1])
    fewer = [one.receipt for one in set_side_by_side(ALL[:-1], anonymous=True).handed_over]
    assert fewer != [one for one in order if one != ALL[-1].receipt]
    assert beside_labels(side, _)[0] == "Kommune A"
    assert beside_labels(side, _)[-2:] == ("Kommune AA", "Kommune AB")


@pytest.mark.parametrize("form", ["json", *BESIDE_FORMS])
def test_nothing_in_an_anonymous_paper_names_anybody(form: str, tmp_path: Path) -> None:
    own = answered(title="Slik er det i Nes")
    named = answered(title="Enebakks krav", theme="Slik er det i Enebakk")
    some = [
        handed(NES, 0, criteria={"ke": answered(), "eget": own}),
        handed(NES, 1),
        handed(ENEBAKK, 2, criteria={"ke": named, "felles": answered(is_answered=False)}),
        handed(LILLEHAMMER, 3, criteria={"ke": answered()}),
    ]
    side = set_side_by_side(some, anonymous=True)
    if form == "json":
        text = json.dumps(beside_data(side, _), ensure_ascii=False)
    elif form == "xlsx":
        path = tmp_path / "ut.xlsx"
        path.write_bytes(beside_file(side, form, _))
        text = str([[c.value for c in row] for page in load_workbook(path) for row in page.rows])
    else:
        text = beside_file(side, form, _).decode()
    assert "Kommune A" in text
    for one in some:
        for told in (one.municipality.name, one.municipality.number, one.receipt, one.kontrollsum):
            assert told not in text
    assert "eget" not in text.split()
    assert "Enheten finnes" in text


def test_a_title_that_only_one_has_is_not_told_where_nobody_is_named() -> None:
    own = answered(title="Enebakks krav", theme="Slik er det i Enebakk")
    some = [handed(NES), handed(ENEBAKK, 1, criteria={"ke": own})]
    (row,) = set_side_by_side(some, anonymous=True).rows
    assert (row.title, row.theme) == ("ke", "")


def test_with_names_the_kontrollsum_of_each_stands_on_the_paper() -> None:
    side = set_side_by_side([handed(NES), handed(ENEBAKK, 1)])
    text = beside_file(side, "md", _).decode()
    assert "| Nes | 01.03.2026 | mottatt-32280000 | sum-32280 |" in text
    assert "| Enheten finnes | ✓ oppfylt (svak) | ✓ oppfylt (svak) |" in text


def test_what_a_set_says_is_no_formula_and_no_markup() -> None:
    held = {"ke": answered(title="=1+1", theme="<b>x</b>")}
    side = set_side_by_side([handed(NES, criteria=held), handed(ENEBAKK, 1, criteria=held)])
    assert ";'=1+1;" in beside_file(side, "csv", _).decode()
    assert "<b>" not in beside_file(side, "html", _).decode()


def test_every_table_of_the_page_has_a_name_of_its_own_and_scrolls_in_its_frame() -> None:
    side = set_side_by_side([handed(NES), handed(ENEBAKK, 1)])
    html = beside_file(side, "html", _).decode()
    names = re.findall(r'<caption id="([^"]+)" class="unseen">([^<]+)</caption>', html)
    assert html.count("<table") == len(names) == len({*names})
    assert html.count('<div class="wide" role="region"') == len(names)
    assert not {words for _id, words in names} & {*re.findall(r"<h2[^>]*>([^<]+)</h2>", html)}
    assert "<footer>" in html


# -- from receipts ----------------------------------------------------------------------


@pytest.fixture
def received(home: Path, tmp_path: Path) -> list[str]:
    """Receipts of three municipalities; Lillehammer lacks answers to the first criterion."""
    points = tuple(Names(criteria()).checkpoints)
    first = frozenset(point.id for point in criteria().criteria[0].checkpoints)
    created = Created(
        municipality=Municipality(number="3228", name="Nes"), criteria_set="", date=DAY
    )
    happened = [Answered(checkpoint=p, answer=Answer(value=AnswerValue.YES)) for p in points]
    example = Example(created, tuple(happened), criteria())
    receipts = receipts_in(home)
    for variant, (number, name) in enumerate((NES, ENEBAKK, LILLEHAMMER)):
        left_out = first if number == LILLEHAMMER[0] else frozenset[str]()
        place = Municipality(number=number, name=name)
        receipt_of(tmp_path, receipts, example, place, variant, leaving_out=left_out)
    return [receipt.id for receipt in receipts.all()]


def test_by_command(run: Run, received: list[str], tmp_path: Path) -> None:
    title = criteria().criteria[0].title
    code, out, err = run("audit", "compare", *received[:2], "--json")
    assert code == 0, err
    two = json.loads(out)
    assert two["compared"] == two["criteria"] == len(criteria().criteria)
    code, out, err = run("audit", "compare", "--all")
    assert (code, f"| {title} | er ikke besvart | Lillehammer |" in out) == (0, True), err
    path = tmp_path / "ut.html"
    code, _out, err = run("audit", "compare", "--all", "--anonymous", "--output", path)
    assert (code, "krav kan sammenlignes" in err) == (0, True)
    assert "Lillehammer" not in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("received")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Oppgi id-ene til mottakene"),
        (("mottatt-0",), "Ingenting er mottatt som «mottatt-0»"),
        (("--all", "--output", "x.pdf"), "Velg blant: .md, .html, .xlsx, .csv"),
    ],
)
def test_what_can_not_be_compared_is_said(run: Run, words: tuple[str, ...], says: str) -> None:
    code, _out, err = run("audit", "compare", *words)
    assert (code, says in err) == (2, True), err


def test_of_all_one_that_is_damaged_is_said_and_left_out(
    run: Run, home: Path, received: list[str]
) -> None:
    damaged = receipts_in(home).all()[0]
    damaged.path.chmod(0o600)
    damaged.path.write_bytes(b"x")
    code, out, err = run("audit", "compare", "--all")
    assert (code, "Ikke med: " in err, "Lillehammer" in out) == (0, True, True)
    code, _out, err = run("audit", "compare", *received)
    assert (code, "er endret etter at den ble mottatt" in err) == (2, True)


def test_an_audit_over_two_that_contradict_each_other_says_so(
    run: Run, home: Path, received: list[str], tmp_path: Path
) -> None:
    receipts = receipts_in(home)
    nes = Municipality(number=NES[0], name=NES[1])
    point = next(iter(Names(criteria()).checkpoints))
    answer = Answered(checkpoint=point, answer=Answer(value=AnswerValue.NO))
    created = Created(municipality=nes, criteria_set="", date=DAY)
    receipt_of(tmp_path, receipts, Example(created, (answer,), criteria()), nes, 8)
    (other,) = {receipt.id for receipt in receipts.all()} - {*received}
    code, _out, err = run("audit", "new", "--title", "Nes", "--as", "rev", "--receipt", received[0])
    assert (code, "hver sin historikk" in err) == (0, False), err
    code, _out, err = run("audit", "take", "rev", other)
    assert (code, "Spør kommunen hvilken som gjelder, og bruk bare den." in err) == (0, True), err
