"""Pictures say the same as the words, and are told apart without colour."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.appraisal import Examined
from checklist.criteria import AnswerValue, Depth
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import Report, report_text
from checklist.reporting.design import PRINT
from checklist.reporting.fitting import width as text_width
from checklist.reporting.pictures import COLUMN, FIGURE, Frame
from checklist.reporting.pictures.drawing import rows
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import Journal
from checklist.words import Wording
from tests.conftest import ANNA, copied

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 11, 25)
TELEPHONE = 358
"""Pixels between the margins of a page of 390."""

LETTER = 6
"""The width of an average letter of Arial, in pixels, where they are 12 high."""


@pytest.fixture
def report(nes: Session) -> Report:
    return Report(nes.appraisal, DAY, Translator())


@pytest.fixture
def changed(nes: Session, journal: Journal) -> Report:
    """Nes beside a copy of itself where every third answer was no."""
    then = copied(journal, "nes-2018", "then")
    for checkpoint in sorted(then.assessment.answers)[::3]:
        then.answer(checkpoint, AnswerValue.NO)
    return Report(nes.appraisal, DAY, Translator(), baseline=then.appraisal)


def numbers(element: Element, *names: str) -> list[float]:
    return [float(element.attrib[name]) for name in names]


def test_the_bars_add_up_to_the_findings(report: Report) -> None:
    picture = report.findings_picture
    assert picture is not None
    by_severity = Counter(finding.severity.code for finding in report.findings)

    assert sum(bar.total for bar in picture.bars) == len(report.findings)
    for place, status in enumerate(picture.statuses):
        assert sum(bar.numbers[place] for bar in picture.bars) == by_severity[status.code]
    assert "Samhandling i kommunen: 1 mulig lovbrudd og 3 svakheter" in picture.says
    for bar in picture.bars:
        assert all(part.x + part.width <= picture.width for part in bar.parts)
        assert all(
            a.x + a.width <= b.x + 0.11 for a, b in zip(bar.parts, bar.parts[1:], strict=False)
        )


def test_how_much_is_examined_is_as_the_conclusions_say(report: Report) -> None:
    picture = report.coverage_picture
    assert picture is not None
    concluded = {str(t.conclusion.reference.title): t.conclusion for t in report.themes}

    for bar in picture.bars:
        conclusion = concluded[bar.label.title.text]
        assert (bar.numbers[0], bar.total) == (conclusion.examined, conclusion.applying)
    assert "Individuell plan: 5 undersøkt, 4 vet ikke og 14 ikke besvart." in picture.says


def test_what_a_quick_walk_never_asked_is_told_apart_from_what_is_not_answered(
    journal: Journal, nes: Session
) -> None:
    criteria_set, where = nes.criteria_set, nes.assessment
    made = begin(journal, ANNA, where.municipality, criteria_set, where.date, name="rask")
    session = Session(journal, made, ANNA, nes.files)
    session.answer("ke-etablert-finnes", AnswerValue.YES)
    picture = Report(session.appraisal, DAY, Translator()).coverage_picture
    assert picture is not None
    assert session.appraisal.depth is Depth.QUICK
    examined = sum((c.examined for c in session.appraisal.criteria.values()), Examined())

    assert [status.code for status in picture.statuses] == ["examined", "open", "empty"]
    assert sum(bar.total for bar in picture.bars) == examined.of
    assert "ikke spurt" in picture.says


def test_the_map_has_the_states_of_every_theme(report: Report) -> None:
    picture = report.map_picture
    assert picture is not None

    drawn = [[square.status for square in line.squares] for line in picture.lines]
    assert drawn == [[cell.status for cell in theme.row.cells] for theme in report.themes]
    assert "Samhandling i kommunen: på plass delvis, skriftlig delvis, kjent nei" in picture.says
    explained = {entry.status.code for entry in picture.legend}
    assert explained == {status.code for row in drawn for status in row}


def test_the_change_is_drawn_from_where_it_was_to_where_it_is(changed: Report) -> None:
    """What was undetermined has no place on the scale: it is neither good nor bad."""
    picture = changed.change_picture
    place = {step.status.code: step.x for step in picture.steps}

    for move, theme in zip(picture.moves, changed.changes.themes, strict=True):
        assert (move.then_x, move.now_x) == (
            place.get(theme.then.code),
            place.get(theme.now.code),
        )
        assert bool(move.undetermined) == (None in (move.then_x, move.now_x))
        assert (
            f"{theme.title}: {theme.change}, {theme.then} sist og {theme.now} nå." in picture.says
        )
    assert len({move.then_x != move.now_x for move in picture.moves}) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_drawn_outside_a_picture_and_it_fits_a_telephone(
    changed: Report, language: str
) -> None:
    report = Report(changed.appraisal, DAY, Translator(language), baseline=changed.baseline)
    for template in ("gap", "change"):
        page = html5lib.HTMLParser(strict=True).parse(report_text(report, template=template))
        for drawn in page.iter(f"{SVG}svg"):
            width, height = numbers(drawn, "width", "height")
            assert width == FIGURE.width <= TELEPHONE
            for box in drawn.iter(f"{SVG}rect"):
                if box.get("x") is not None:
                    x, y, wide, high = numbers(box, "x", "y", "width", "height")
                    assert 0 <= x <= width - wide
                    assert 0 <= y <= height - high
            for words in drawn.iter(f"{SVG}text"):
                x, y = numbers(words, "x", "y")
                assert 8 < y < height
                long = text_width("".join(words.itertext())) * LETTER
                if words.get("text-anchor") == "end":
                    assert long <= x
                elif words.get("text-anchor") is None:
                    assert x + long <= width


@given(titles=st.lists(st.text(max_size=200), max_size=4), frame=st.sampled_from((FIGURE, COLUMN)))
def test_a_label_keeps_to_its_row_whatever_it_says(titles: list[str], frame: Frame) -> None:
    labels, end = rows([Wording(text=title) for title in titles], frame, 17)

    tops = [label.lines[0].y for label in labels if label.lines]
    assert tops == sorted(tops)
    for label in labels:
        assert len(label.lines) <= frame.lines
        for line in label.lines:
            assert text_width(line.text) <= frame.letters
            assert line.y < end
        if text_width(label.title.text) <= frame.letters:
            assert [line.text for line in label.lines] == [
                " ".join(label.title.text.split())
            ] * bool(label.title.text.split())


def test_a_picture_is_read_aloud_and_told_apart_without_colour(report: Report) -> None:
    page = html5lib.HTMLParser(strict=True).parse(report_text(report))
    found = list(page.iter(f"{SVG}svg"))
    assert len(found) == 3
    for each in found:
        assert each.get("role") == "img"
        assert next(each.iter(f"{SVG}title")).text
        assert next(each.iter(f"{SVG}desc")).text
    (drawn,) = (each for each in found if str(each.get("aria-labelledby")).startswith("bilde-funn"))
    texts = " ".join("".join(e.itertext()) for e in drawn.iter(f"{SVG}text"))

    assert [e.text for e in drawn.iter(f"{SVG}title")] == ["Funn etter tema og alvor"]
    assert "Samhandling i kommunen: 1 mulig lovbrudd" in next(drawn.iter(f"{SVG}desc")).text
    assert "▲ 1" in texts
    assert "△ svakhet" in texts
    fills = {e.get("fill") for e in drawn.iter(f"{SVG}rect")}
    assert {"url(#bilde-funn-half)", PRINT.half_on} <= fills


def test_the_gap_report_has_the_numbers_of_the_picture_as_a_table(report: Report) -> None:
    rows = re.findall(
        r"^\| Samhandling i kommunen \|.*$", report_text(report, form="md"), re.MULTILINE
    )

    assert "| Samhandling i kommunen | 1 | 3 | – | 4 |" in rows
