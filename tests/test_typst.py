"""Pages set by Typst: every text comes out, tables and passages say what they are."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from checklist.reporting.forms.blocks import Paragraph, Table
from checklist.reporting.forms.reading import read
from checklist.reporting.forms.text.escape import html as escaped
from checklist.reporting.forms.typst import About, as_pdf
from checklist.reporting.forms.typst.fonts import covered
from tests.documents import squeezed

PAGE = """<!doctype html><html lang="nb"><head><title>Prøve</title></head>
<body class="long"><header class="title"><h1>Nes kommune</h1></header>
<main>{content}</main></body></html>"""
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
"""The smallest PNG there is, of one point."""

DOT = (
    '<svg role="img" viewBox="0 0 9 9"><title>Funn</title><desc>{says}</desc>'
    '<rect width="9" height="9"/></svg>'
)


def pdf(content: str) -> Any:
    return PdfReader(BytesIO(as_pdf(PAGE.format(content=content), About("Nes kommune"))))


def words(document: Any) -> str:
    return "\n".join(page.extract_text() for page in document.pages)


def elements(document: Any, kind: str) -> list[Any]:
    """The parts of the structure that are of a kind, in the order they are read."""
    found = []

    def look(element: Any) -> None:
        element = element.get_object()
        if not hasattr(element, "get"):
            return
        if element.get("/S") == kind:
            found.append(element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            look(kid)

    look(document.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_the_head_of_a_table_is_repeated_on_each_page() -> None:
    rows = "".join(f'<tr><th scope="row">Rad {n}</th><td>verdi</td></tr>' for n in range(200))
    made = pdf(f"<table><thead><tr><th>Hode</th><th>Verdi</th></tr></thead>{rows}</table>")
    assert len(made.pages) > 2
    assert all("Hode" in page.extract_text() for page in made.pages)
    assert len(elements(made, "/TH")) == 2, "heads that are repeated are not read again"
    assert len(elements(made, "/TR")) == 201


def test_a_passage_in_another_language_says_so() -> None:
    made = pdf('<p>Dette er bokmål, og <span lang="en">this is English</span>.</p>')
    assert made.trailer["/Root"]["/Lang"] == "nb"
    assert b"/Lang(en)" in made.pages[0].get_contents().get_data()


def test_a_picture_is_there_in_words() -> None:
    says = 'To "svakheter" & ett <lovbrudd>'
    made = pdf(f"<p>Før</p><figure>{DOT.format(says=escaped(says))}</figure><p>Etter</p>")
    assert [each["/Alt"] for each in elements(made, "/Figure")] == [f"Funn: {says}"]


@pytest.mark.parametrize("form", ["png", "jpeg", "gif"])
def test_an_image_in_the_page_is_shown_and_any_other_is_its_words(form: str) -> None:
    point = b64encode(POINT).decode()
    made = pdf(
        f'<p><img src="data:image/png;base64,{point}" alt="Våpenet" width="40"></p>'
        f'<p><img src="data:image/{form};base64,bm9uc2Vuc2U=" alt="Ødelagt"></p>'
        '<p><img src="file:///etc/hostname" alt="Utenfor"></p>'
    )
    assert [each["/Alt"] for each in elements(made, "/Figure")] == ["Våpenet"]
    assert "Ødelagt" in words(made)
    assert "Utenfor" in words(made)


def test_levels_that_are_passed_over_and_links_to_what_is_left_out_are_no_fault() -> None:
    made = pdf(
        '<h4 id="a">Dypt</h4><h2>Kort</h2><h5>Dypere</h5><a href="#a">hit</a>'
        '<a href="#b">dit</a><a href="#c">bort</a><p class="unseen" id="b">x</p>'
    )
    assert all(word in words(made) for word in ("Dypt", "Kort", "Dypere", "hit", "dit", "bort"))


@pytest.mark.parametrize(
    "text", ["漢字 og ord", "🇳🇴 flagg", "\ue123 eget", "𒀀", "e\u0331\u0301\u0327"]
)
def test_a_character_that_no_font_has_is_seen_to_be_missing(text: str) -> None:
    said = squeezed(words(pdf(f"<p>før {escaped(text)} etter</p>")))
    assert said.startswith("Neskommunefør")
    assert "etter" in said
    known = [c for c in squeezed(text) if ord(c) in covered()]
    assert len(said) >= len("Neskommuneføretter") + len(known)


@given(st.text(max_size=60))
@example("e\u0331\u0301\u0327 \u06c1 \U0001f468\u200d\U0001f469 \ufe0f\u0001")
@settings(max_examples=60, deadline=None)
def test_any_text_becomes_a_page(text: str) -> None:
    made = as_pdf(PAGE.format(content=f"<p><b>{escaped(text)}</b></p><h2>Slutt</h2>"), About(text))
    assert made.startswith(b"%PDF-")


def test_a_column_of_empty_cells_has_room_to_write_in() -> None:
    rows = "".join(f"<tr><td>{'ord ' * 12}</td><td>☐</td><td></td></tr>" for _ in range(3))
    head = "<thead><tr><th>Fakta</th><th>Riktig</th><th>Rettes til</th></tr></thead>"
    (table,) = read(PAGE.format(content=f"<table>{head}{rows}</table>")).blocks[1:]
    assert isinstance(table, Table)
    assert table.widths[2] > 0.3
    assert table.widths[1] < 0.2


def test_a_long_word_stays_on_the_page() -> None:
    made = pdf(f"<table><tr><td>{'W' * 400}</td><td>kort</td></tr></table>")
    assert words(made).count("W") == 400
    assert max(len(line) for line in words(made).splitlines()) < 100


def test_an_appendix_begins_a_page_unless_hardly_anything_stands_on_the_one_before() -> None:
    appendix = '<section class="appendices"><h2>Vedlegg</h2><p>Slutt</p></section>'
    short, long = (pdf("<p>Ord</p>" * lines + appendix) for lines in (3, 30))
    assert len(short.pages) == 1
    assert len(long.pages) == 2
    assert long.pages[1].extract_text().startswith("Vedlegg")


@pytest.mark.parametrize("below", ["<ul><li>Ett</li></ul>", "<table><tr><td>Ett</td></tr></table>"])
def test_what_stands_between_a_heading_and_a_list_is_not_parted_from_the_list(below: str) -> None:
    lead, alone = "<h2>Vedlegg</h2><p>Det verste først.</p>", "<p>Mer.</p>"

    def kinds(content: str) -> list[str]:
        blocks = read(PAGE.format(content=content)).blocks
        return [block.kind for block in blocks if isinstance(block, Paragraph)][-1:]

    assert kinds(lead + below) == ["lead-in"]
    assert kinds(lead + alone + below) == [""]


def test_one_long_note_takes_no_room_from_a_column_of_long_texts() -> None:
    note = "over fristen etter avtale med kommunedirektøren " * 2
    rows = [("tiltak " * 20, "leder", "ikke satt")] * 4 + [("tiltak " * 20, "leder", note)]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    (table,) = read(PAGE.format(content=f"<table>{cells}</table>")).blocks[1:]
    assert isinstance(table, Table)
    assert table.widths[0] > 0.5
