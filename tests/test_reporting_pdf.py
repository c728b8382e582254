"""The PDF: tagged and with bookmarks, in its language, the same each time, and fetching nothing."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from checklist.appraisal import appraise
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, Report, report_file, report_text
from checklist.reporting.forms.text import shown
from checklist.store import Journal
from tests.documents import example, squeezed
from tests.test_reporting_hostile import HOSTILE, report_with

SHORT = """{% extends "_page.html.j2" %}
{% from "_parts.html.j2" import facts, evidence with context %}
{% block kind %}Utdrag{% endblock %}
{% block main %}
<h2>Funn</h2>
{% for finding in report.findings %}
<h3>{{ finding.reference.title }}</h3>
{{ facts(finding.telling) }}
{% endfor %}
<h2>Dokumenter</h2>
{{ evidence(report.documents, "Dokumenter") }}
{{ evidence(report.interviews, "Intervjuer") }}
<h2>Tiltak</h2>
{% for action in report.actions %}
<p>{{ action.what }} <b>{{ action.role }}</b> {{ action.effect }}</p>
{% endfor %}
<blockquote class="said">{{ report.statement or "" }}</blockquote>
<p>{{ link(report.statement or "", "http://[" ~ (report.statement or "")[:99]) }}</p>
{% endblock %}
"""


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """A folder with a document of a page or two that has a little of everything."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "short.html.j2").write_text(SHORT, encoding="utf-8")
    return folder


def opened(content: bytes) -> Any:
    from pypdf import PdfReader  # noqa: PLC0415 - checked with the extra

    return PdfReader(BytesIO(content))


def text_of(pdf: Any) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def bookmarks(outline: Any) -> list[str]:
    found: list[str] = []
    for entry in outline:
        found.extend(bookmarks(entry) if isinstance(entry, list) else [entry.title])
    return found


def tags(element: Any, found: set[str]) -> set[str]:
    element = element.get_object()
    if hasattr(element, "get") and "/S" in element:
        found.add(element["/S"])
    kids = element.get("/K", []) if hasattr(element, "get") else []
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int):
            tags(kid, found)
    return found


def of_few_themes(report: Report) -> Report:
    """The same report of the first themes alone: thirty pages show what a hundred would."""
    whole = report.appraisal.criteria_set
    themes = whole.themes[:4]
    kept = {theme.id for theme in themes}
    few = replace(
        whole,
        themes=themes,
        questions=tuple(q for q in whole.questions if kept.issuperset(q.themes)),
        criteria=tuple(c for c in whole.criteria if c.theme in kept),
        contradictions=(),
    )
    assessment = replace(report.appraisal.assessment, actions={})
    return Report(appraise(few, assessment), report.day, Translator())


def test_the_gap_report_can_be_read_by_everyone() -> None:
    report = of_few_themes(example())
    pdf = opened(report_file(report, form="pdf"))
    root = pdf.trailer["/Root"]
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", report_text(report))
    chapters = [re.sub("<[^>]+>", "", heading) for heading in headings]
    fonts = [font for page in pdf.pages[:3] for font in page["/Resources"]["/Font"].values()]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nb"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pdf.metadata.title == "Gaprapport – Nes kommune – 27. februar 2018"
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= tags(
        root["/StructTreeRoot"], set()
    )
    assert {"/Figure", "/TOC", "/TOCI", "/THead"} <= tags(root["/StructTreeRoot"], set())
    assert [title for title in bookmarks(pdf.outline) if title in chapters] == chapters
    for font in fonts:
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.get_object().keys()
    pages = len(pdf.pages)
    assert f"Side 1 av {pages}" in pdf.pages[0].extract_text()
    assert f"Side {pages} av {pages}" in pdf.pages[-1].extract_text()


def test_the_same_report_gives_the_same_bytes_and_asks_for_nothing(
    tmp_path: Path, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "hemmelig.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text>hemmelig</text></svg>', encoding="utf-8"
    )
    page = SHORT.replace("<h2>Funn</h2>", f'<img src="{picture.as_uri()}" alt="bilde">')
    page = page.replace("<h2>Tiltak</h2>", '<img src="http://127.0.0.1:9/a.png" alt="nett">')
    (short / "short.html.j2").write_text(page, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something was fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    report = example()
    first, second = (
        report_file(report, form="pdf", template="short", templates=short) for _ in range(2)
    )

    assert first == second
    assert "hemmelig" not in text_of(opened(first))
    made: datetime | None = opened(first).metadata.creation_date
    assert made is not None
    assert made.date() == report.day


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_people_write_is_all_there_and_does_nothing(
    text: str, journal: Journal, home: Path, short: Path
) -> None:
    text = text[:1_000]
    report = report_with(text, journal, home)
    pdf = opened(report_file(report, form="pdf", template="short", templates=short))
    said, found = squeezed(shown(text)), squeezed(text_of(pdf))
    titles = [finding.reference.title.text for finding in report.findings]

    assert bookmarks(pdf.outline) == ["Funn", *titles, "Dokumenter", "Tiltak"]
    assert said in found
    assert not {"/OpenAction", "/AA", "/AcroForm"} & pdf.trailer["/Root"].keys()
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert annotation.get_object().get("/A", {}).get("/S", "/URI") == "/URI"


def test_a_row_longer_than_a_page_is_split_and_not_lost(
    journal: Journal, home: Path, short: Path
) -> None:
    words = " ".join(f"ord{number}" for number in range(600))
    report = report_with(words, journal, home)
    pdf = opened(report_file(report, form="pdf", template="short", templates=short))

    assert "ord599" in text_of(pdf)


@pytest.mark.parametrize("template", [name for name, row in DOCUMENTS.items() if row.by_role])
def test_papers_for_one_role_come_out_as_pdf(template: str) -> None:
    whole = example()
    report = Report(whole.appraisal, whole.day, Translator(), role="koordinerende-enhet")

    assert "Nes kommune" in text_of(opened(report_file(report, template=template, form="pdf")))
