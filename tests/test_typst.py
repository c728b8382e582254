"""Pages set by Typst: every text comes out, tables and passages say what they are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from checklist.reporting.forms.text.escape import html as escaped
from checklist.reporting.forms.typst import About, as_pdf
from checklist.reporting.forms.typst.fonts import covered
from tests.documents import squeezed

PAGE = """<!doctype html><html lang="nb"><head><title>Prøve</title></head>
<body class="long"><header class="title"><h1>Nes kommune</h1></header>
<main>{content}</main></body></html>"""
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


def test_a_long_word_stays_on_the_page() -> None:
    made = pdf(f"<table><tr><td>{'W' * 400}</td><td>kort</td></tr></table>")
    assert words(made).count("W") == 400
    assert max(len(line) for line in words(made).splitlines()) < 100
