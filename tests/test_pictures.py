"""Pictures say the same as the words, and are told apart without colour."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import html5lib
import pytest

from checklist.i18n import Translator
from checklist.reporting import Report, report_text
from checklist.session import Session

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def report(nes: Session) -> Report:
    return Report(nes.appraisal, date(2026, 11, 25), Translator())


def test_the_bars_add_up_to_the_findings(report: Report) -> None:
    picture = report.findings_picture
    assert picture is not None
    by_severity = Counter(finding.severity.code for finding in report.findings)

    assert sum(bar.total for bar in picture.bars) == len(report.findings)
    for place, status in enumerate(picture.severities):
        assert sum(bar.numbers[place] for bar in picture.bars) == by_severity[status.code]
    assert "Samhandling i kommunen: 1 mulig lovbrudd og 3 svakheter" in picture.says
    for bar in picture.bars:
        assert all(part.x + part.width <= picture.width for part in bar.parts)
        assert all(
            a.x + a.width <= b.x + 0.11 for a, b in zip(bar.parts, bar.parts[1:], strict=False)
        )


@pytest.mark.parametrize("template", ["gap", "poster"])
def test_a_picture_is_read_aloud_and_told_apart_without_colour(
    template: str, report: Report
) -> None:
    page = html5lib.HTMLParser(strict=True).parse(report_text(report, template=template))
    (drawn,) = page.iter(f"{SVG}svg")
    texts = " ".join("".join(e.itertext()) for e in drawn.iter(f"{SVG}text"))

    assert drawn.get("role") == "img"
    assert [e.text for e in drawn.iter(f"{SVG}title")] == ["Funn etter tema og alvor"]
    assert "Samhandling i kommunen: 1 mulig lovbrudd" in next(drawn.iter(f"{SVG}desc")).text
    assert "▲ 1" in texts
    assert "△ svakhet" in texts
    fills = {e.get("fill") for e in drawn.iter(f"{SVG}rect")}
    assert {"url(#bilde-funn-possible_breach)", "url(#bilde-funn-weakness)"} <= fills


def test_the_gap_report_has_the_numbers_of_the_picture_as_a_table(report: Report) -> None:
    rows = re.findall(
        r"^\| Samhandling i kommunen \|.*$", report_text(report, form="md"), re.MULTILINE
    )

    assert "| Samhandling i kommunen | 1 | 3 | – | 4 |" in rows
