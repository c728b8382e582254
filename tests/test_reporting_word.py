"""The Word file: real styles, lists, tables, links and fields, and the municipality's template."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from checklist.cli import main
from checklist.reporting import report_file
from checklist.reporting.forms.text import shown
from checklist.store import Journal
from tests.conftest import Clock
from tests.documents import example, made
from tests.test_reporting_hostile import HOSTILE, INNOCENT, report_with

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(content: bytes) -> Any:
    import docx  # noqa: PLC0415 - an extra

    document: Any = docx.Document(BytesIO(content))
    return document


def styles_used(document: Any) -> Counter[str]:
    return Counter(paragraph.style.name for paragraph in document.paragraphs)


def text_of(document: Any) -> str:
    """All text with its line breaks, in tables too."""
    parts = document.element.body.iter(f"{W}t", f"{W}br")
    return "".join("\n" if part.tag == f"{W}br" else part.text or "" for part in parts)


def test_the_report_is_built_of_words_own_parts() -> None:
    document = opened(made("docx"))
    used = styles_used(document)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]

    assert used["Title"] == used["Subtitle"] == 1
    assert headings[:3] == [
        "1 Hva funnene betyr for folk",
        "2 Svar på problemstillingene",
        "3 Anbefalinger",
    ]
    assert {"Heading 2", "Heading 3", "Heading 4", "List Bullet", "List Number"} <= used.keys()
    assert "Hopp til innholdet" not in text_of(document)
    for table in document.tables:
        assert table.style.name == "Samsjekk tabell"
        heads = [r for r in table.rows if r._tr.find(f"{W}trPr/{W}tblHeader") is not None]
        assert heads == [] or heads[0]._tr is table.rows[0]._tr
        assert heads
    assert "✗ ikke oppfylt" in text_of(document)
    assert "TOC" in "".join(e.text for e in document.element.body.iter(f"{W}instrText"))
    foot = document.sections[0].footer._element
    fields = [e.text.strip() for e in foot.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_boxes_to_tick_stand_on_one_line_and_notes_stay_with_their_question() -> None:
    report = example().for_role("leder-tildeling")
    document = opened(report_file(report, template="prepare", form="docx"))
    boxes = [place for place, p in enumerate(document.paragraphs) if p.text.startswith("☐")]

    assert boxes
    for place in boxes:
        assert document.paragraphs[place].text.count("☐") == 5
        assert document.paragraphs[place].paragraph_format.keep_with_next
        assert document.paragraphs[place + 1].text.startswith("Notater")


def test_every_state_of_the_follow_up_has_the_colour_of_its_tone() -> None:
    report = example(name="ullensaker-2020")
    document = opened(report_file(report, template="follow-up", form="docx"))
    styles: dict[str, set[str]] = {}
    for run in document.element.body.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is not None:
            words = "".join(text.text or "" for text in run.iter(f"{W}t")).strip()
            styles.setdefault(words, set()).add(style.get(f"{W}val"))
    assert styles["✓ gjennomført"] == {"SamsjekkTilstand"}
    assert styles["◐ delvis fulgt opp"] == {"SamsjekkDelvis"}
    assert styles["✗ Nei"] == {"SamsjekkSvak"}
    assert styles["? Vet ikke"] == {"SamsjekkUavklart"}
    assert styles["○ planlagt"] == {"SamsjekkTilstand"}


def test_every_link_leads_to_a_place_in_the_document() -> None:
    document = opened(made("docx"))
    body = document.element.body
    places = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    targets = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    outside = [r.target_ref for r in document.part.rels.values() if r.is_external]

    assert len(places) == len(set(places))
    assert targets
    assert targets <= set(places)
    assert any(address.startswith("https://lovdata.no/") for address in outside)


@pytest.mark.parametrize(
    ("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")]
)
def test_it_says_which_language_it_is_in(language: str, locale: str) -> None:
    content = made("docx", language)
    document = opened(content)
    default = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")

    assert document.core_properties.language == locale
    assert default.get(f"{W}val") == locale
    passages = {e.get(f"{W}val") for e in document.element.body.iter(f"{W}lang")}
    # The shipped sets are there in each language; what people wrote is as they wrote it.
    assert passages == ({"nb-NO", "en-GB"} if language == "en" else set())


def test_each_numbered_list_begins_at_one_and_nothing_tells_when_it_was_made() -> None:
    first, second = made("docx"), report_file(example(), form="docx")
    numbers = {
        element.get(f"{W}val")
        for paragraph in opened(first).paragraphs
        if paragraph.style.name == "List Number"
        for element in paragraph._p.iter(f"{W}numId")
    }

    assert first == second
    assert len(numbers) > 3


def own_template(folder: Path, *, dotx: bool) -> Path:
    """A municipality's template: its own heading, a header, and hardly any other style."""
    import docx  # noqa: PLC0415 - an extra
    from docx.shared import Pt  # noqa: PLC0415 - an extra

    document = docx.Document()
    document.styles["Heading 1"].font.size = Pt(31)
    for name in ("Quote", "List Bullet", "List Number", "Caption", "Heading 4"):
        document.styles.element.remove(document.styles[name].element)
    document.sections[0].header.paragraphs[0].text = "Nes kommune, byvåpen"
    document.sections[0].footer.paragraphs[0].text = "Postboks 114"
    document.add_paragraph("Skriv her")
    path = folder / ("mal.dotx" if dotx else "mal.docx")
    document.save(str(path))
    if dotx:
        with ZipFile(path) as package:
            files = {name: package.read(name) for name in package.namelist()}
        with ZipFile(path, "w") as package:
            for name, content in files.items():
                package.writestr(name, content.replace(b"document.main+xml", b"template.main+xml"))
    return path


@pytest.mark.parametrize("dotx", [False, True])
def test_the_municipalitys_template_gives_styles_header_and_footer(
    tmp_path: Path, dotx: bool
) -> None:
    template = own_template(tmp_path, dotx=dotx)
    document = opened(report_file(example(), form="docx", word_template=template))
    section = document.sections[0]

    assert document.styles["Heading 1"].font.size.pt == 31
    assert {"Heading 4", "List Bullet", "List Number"} <= styles_used(document).keys()
    assert section.header.paragraphs[0].text == "Nes kommune, byvåpen"
    assert section.footer.paragraphs[0].text == "Postboks 114"
    assert "Skriv her" not in text_of(document)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("content", [b"", b"ikke Word", b"PK\x03\x04 halv"])
def test_a_template_that_is_not_word_is_refused_in_words(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    template = tmp_path / "mal.docx"
    template.write_bytes(content)
    main(["example", "nes-2018"])
    report = ["report", capsys.readouterr().out.strip(), "--output"]

    for output, name, said in (
        ("gap.docx", "mal.docx", "mal.docx"),
        ("gap.docx", "borte.docx", "borte.docx"),
        ("gap.md", "mal.docx", "--format docx"),
    ):
        words = [*report, str(tmp_path / output), "--word-template", str(tmp_path / name)]
        assert main(words) == 2
        assert said in capsys.readouterr().err
        assert not (tmp_path / output).exists()


def shape(document: Any) -> Counter[str]:
    parts = ("p", "tbl", "tr", "tc", "hyperlink", "bookmarkStart", "fldChar", "numPr", "drawing")
    return Counter(e.tag for e in document.element.body.iter(*(W + part for part in parts)))


@pytest.fixture(scope="module")
def innocent(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How the document is built where people have written nothing but words."""
    folder = tmp_path_factory.mktemp("innocent")
    with Journal(folder / "samsjekk.sqlite3", Clock()) as journal:
        report = report_with(INNOCENT, journal, folder)
    return shape(opened(report_file(report, form="docx")))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_built_the_same_whatever_people_write(
    text: str, journal: Journal, home: Path, innocent: Counter[str]
) -> None:
    written = opened(report_file(report_with(text, journal, home), form="docx"))

    assert shape(written) == innocent
    assert " ".join(shown(text).split()) in " ".join(text_of(written).split())


def test_papers_to_fill_in_have_lines_to_write_on_and_a_short_list_of_contents() -> None:
    document = opened(report_file(example(), template="interview", form="docx"))
    text = text_of(document)

    assert "Rolle: ………" in text
    assert text.count("Notater\n………") > 1
    assert not [style for style in styles_used(document) if style.casefold() == "toc 2"]


def test_a_picture_is_drawn_with_the_same_in_words() -> None:
    report = example()
    document = opened(report_file(report, form="docx"))
    said = [e.get("descr") for e in document.element.body.iter() if e.tag.endswith("}docPr")]
    files = [
        part.blob[:4] for part in document.part.package.iter_parts() if "media" in part.partname
    ]

    assert report.findings_picture is not None
    assert any(report.findings_picture.says in words for words in said)
    assert files
    assert set(files) == {b"\x89PNG"}


@pytest.mark.parametrize("template", ["poster", "case-paper"])
def test_a_paper_on_one_page_stands_on_a_tight_sheet_without_page_numbers(template: str) -> None:
    document = opened(report_file(example(), template=template, form="docx"))
    columns = [e.get(f"{W}num") for e in document.element.body.iter(f"{W}cols")]
    breaks = [e for e in document.element.body.iter(f"{W}br") if e.get(f"{W}type") == "column"]

    size = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")

    assert 17 <= int(size.get(f"{W}val")) <= 20, "half points"
    foot = document.styles["footer"].element.find(f"{W}rPr/{W}sz")
    assert foot.get(f"{W}val") == "17", "a long foot takes no more lines than on the PDF"
    assert not list(document.sections[-1].footer._element.iter(f"{W}instrText"))
    assert columns.count("3") == (template == "poster")
    assert len(breaks) == (2 if template == "poster" else 0)
