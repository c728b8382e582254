"""The sheet a Word file is laid out on: its size, margins and columns, and how large letters are.

Documents on one page have the columns, the letters and the spaces that they were measured with in
`data/paper.typ`, and narrower margins, so that there is room for a line more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from checklist.reporting.design import ONE_PAGE, PAPER, Sizes
from checklist.reporting.forms.word.parts import Element, w


class PaperSheet(NamedTuple):
    """An A4 sheet, its margins in millimetres.

    Attributes:
        sizes: the letters and the spaces of what stands on it.
        spaces: before and after a paragraph by the name of its style, as multiples of the text,
            where they are not those of a long report.
    """

    landscape: bool = False
    sides: float = 20
    top: float = 20
    bottom: float = 20
    columns: int = 1
    sizes: Sizes = PAPER
    spaces: Mapping[str, tuple[float, float]] = MappingProxyType({})


_LONG = PaperSheet()
_TIGHT = MappingProxyType(
    {
        "title": (0, 0),
        "subtitle": (0, 0),
        "heading 1": (0.7, 0.1),
        "heading 2": (0.7, 0),
        "list": (0, 0.3),
        "list number": (0, 0.3),
        "list continue": (0, 0.3),
        "samsjekk celle": (0.15, 0.15),
        "samsjekk tillegg": (0, 0.3),
        "footer": (0, 0),
    }
)
_AIRY = msgspec.structs.replace(ONE_PAGE, gap=0.45)
"""Word sets the short lines of a poster closer, so there is room for more between paragraphs."""

_SHEETS = {
    "poster": PaperSheet(
        landscape=True, sides=9, top=7, bottom=5, columns=3, sizes=_AIRY, spaces=_TIGHT
    ),
    "onepage": PaperSheet(sides=15, top=10, bottom=6, sizes=ONE_PAGE, spaces=_TIGHT),
}
"""By the class of the HTML page, the most particular first."""

_POINTS = "pt-"
"""The class that says how large the text of a document on one page is, in tenths of a point."""

_A4 = (210, 297)
_GAP_BETWEEN_COLUMNS = 6
_FOOT = 10
_FOOT_HALF_POINTS = 17
"""How large the letters at the foot of one page are, as the page was measured in `paper.typ`."""
_TWIPS_A_MM = 56.7
_TWIPS_A_POINT = 20


def sheet_for(layout: Collection[str]) -> PaperSheet:
    """The sheet for a document whose page has these classes."""
    sheet = next((sheet for name, sheet in _SHEETS.items() if name in layout), _LONG)
    said = next((name for name in layout if name.startswith(_POINTS)), "")
    if sheet is _LONG or not said:
        return sheet
    sizes = msgspec.structs.replace(sheet.sizes, text=int(said.removeprefix(_POINTS)) / 10)
    return sheet._replace(sizes=sizes)


def lay_out(document: Document, sheet: PaperSheet) -> None:
    """Give the whole document the sheet. Its styles must be there, and be our own."""
    section = document.sections[-1]
    short, long = _A4
    width, height = (long, short) if sheet.landscape else (short, long)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(sheet.sides)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.footer_distance = Mm(min(_FOOT, sheet.bottom))
    if sheet.columns > 1:
        in_columns(section._sectPr, sheet.columns)  # noqa: SLF001 - python-docx has no columns
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = str(style.find(qn("w:name")).get(qn("w:val"))).lower()
        if name not in sheet.spaces:
            continue
        properties = style.find(qn("w:pPr"))
        spacing = properties.find(qn("w:spacing"))
        for side, space in zip(("before", "after"), sheet.spaces[name], strict=True):
            twips = round(space * sheet.sizes.text * _TWIPS_A_POINT)
            spacing.set(qn(f"w:{side}"), str(twips))
        if name == "footer":
            for size in style.iter(qn("w:sz"), qn("w:szCs")):
                size.set(qn("w:val"), str(_FOOT_HALF_POINTS))


def in_columns(section: Element, number: int) -> None:
    """Give a section so many columns."""
    columns = section.find(qn("w:cols"))
    if columns is None:
        columns = w("cols")
        section.append(columns)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), str(round(_GAP_BETWEEN_COLUMNS * _TWIPS_A_MM)))
