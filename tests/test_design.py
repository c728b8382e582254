"""The design is legible, and every form has it from one place."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import msgspec
import pytest
from textual.color import Color

from checklist.reporting.design import DARK, LIGHT, ONE_PAGE, PAPER, PRINT, Palette
from checklist.reporting.forms.text.styling import variables
from checklist.reporting.forms.word.parts import Styles
from checklist.resources import folder
from checklist.words import Tone
from tests.rendered import contrast

SMALLEST = 8.5
"""Points: letters on paper are no smaller."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def colour(palette: Palette, name: str) -> Color:
    return Color.parse(getattr(palette, name))


@pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_every_text_is_legible_on_its_ground(palette: Palette) -> None:
    for name in ("ink", "soft", "link", *Tone):
        for ground in ("paper", "shade"):
            assert contrast(colour(palette, name), colour(palette, ground)) >= 4.5, name
    for tone in Tone:
        assert contrast(colour(palette, tone), colour(palette, f"{tone}_on")) >= 4.5, tone


def test_letters_on_paper_are_no_smaller_than_one_can_read() -> None:
    for sizes in (PAPER, ONE_PAGE):
        letters = set(msgspec.structs.asdict(sizes)) - {"leading", "gap", "block", "apart"}
        assert all(sizes.points(name) >= SMALLEST for name in letters)
    assert 10 <= PAPER.text <= 11


def test_the_page_uses_the_variables_of_the_design_and_no_others() -> None:
    styles = "".join(
        path.read_text("utf-8")
        for path in folder("templates").iterdir()
        if path.name.endswith((".css", ".html.j2"))
    )
    used = set(re.findall(r"var\(--([a-z-]+)\)", styles))
    given = set(re.findall(r"--([a-z-]+):", variables()))
    of_their_own = set(re.findall(r"--([a-z-]+):", styles))

    assert given <= used <= given | of_their_own
    assert not re.findall(r"#[0-9a-f]{6}", styles)


def test_word_has_the_colours_and_sizes_of_paper() -> None:
    document = docx.Document()
    Styles(document, replace=True)
    made = BytesIO()
    document.save(made)
    styles = {style.name: style for style in docx.Document(made).styles}

    for tone, name in zip(Tone, ("god", "delvis", "svak", "uavklart", ""), strict=True):
        colour = styles[f"Samsjekk tilstand {name}".strip()].font.color.rgb
        assert f"#{colour}".lower() == getattr(PRINT, tone)
    for name, size in (("Title", "title"), ("Heading 1", "chapter"), ("Heading 2", "section")):
        assert abs(styles[name].font.size.pt - PAPER.points(size)) <= 0.25
