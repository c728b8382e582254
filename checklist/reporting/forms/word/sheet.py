"""The sheet a Word file is laid out on: its size, margins and columns, and how large letters are.

Documents on one page stand on a tighter sheet. How much they say is decided in the model for the
HTML page; in Word a line more or less can't be known here, so there is room left for some.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from checklist.reporting.forms.word.parts import Element, w


class PaperSheet(NamedTuple):
    """An A4 sheet. `letters` and `gaps` are how large they are beside those of a long report."""

    landscape: bool = False
    margin: float = 20
    columns: int = 1
    letters: float = 1.0
    gaps: float = 1.0


_LONG = PaperSheet()
_SHEETS = {
    "poster": PaperSheet(landscape=True, margin=11, columns=3, letters=0.82, gaps=0.35),
    "onepage": PaperSheet(margin=15, letters=0.86, gaps=0.35),
}
"""By the class of the HTML page, the most particular first."""

_A4 = (210, 297)
_GAP_BETWEEN_COLUMNS = 7
_FOOT = 10
_TWIPS_A_MM = 56.7


def sheet_for(layout: Collection[str]) -> PaperSheet:
    """The sheet for a document whose page has these classes."""
    return next((sheet for name, sheet in _SHEETS.items() if name in layout), _LONG)


def lay_out(document: Document, sheet: PaperSheet) -> None:
    """Give the whole document the sheet. Its styles must be there, and be our own."""
    section = document.sections[-1]
    short, long = _A4
    width, height = (long, short) if sheet.landscape else (short, long)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(sheet.margin)
    section.top_margin = section.bottom_margin = Mm(sheet.margin)
    section.footer_distance = Mm(min(_FOOT, sheet.margin / 2))
    if sheet.columns > 1:
        _in_columns(section._sectPr, sheet.columns)  # noqa: SLF001 - python-docx has no columns
    styles: Element = document.styles.element
    for name, by in (("w:sz", sheet.letters), ("w:szCs", sheet.letters)):
        for size in styles.iter(qn(name)):
            size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * by)))
    for spacing in styles.iter(qn("w:spacing")):
        for side in (qn("w:before"), qn("w:after")):
            if spacing.get(side) is not None:
                spacing.set(side, str(round(int(spacing.get(side)) * sheet.gaps)))


def _in_columns(section: Element, number: int) -> None:
    columns = section.find(qn("w:cols"))
    if columns is None:
        columns = w("cols")
        section.append(columns)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), str(round(_GAP_BETWEEN_COLUMNS * _TWIPS_A_MM)))
