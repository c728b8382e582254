"""The sheet a Word file is laid out on: its size, margins and columns, and how large letters are.

<<<<<<< HEAD
Documents on one page stand on a tighter sheet. How much they say is chosen by measuring the PDF;
in Word the same letters stand in lines that are a little closer.
=======
Documents on one page have the columns, the letters and the spaces that they were measured with in
`data/paper.typ`, and narrower margins, so that there is room for a line more.
>>>>>>> refs/heads/onepage
"""

from __future__ import annotations

<<<<<<< HEAD
import re
from collections.abc import Collection
from copy import deepcopy
=======
from collections.abc import Collection, Mapping
from types import MappingProxyType
>>>>>>> refs/heads/onepage
from typing import NamedTuple

import msgspec
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from msgspec.structs import replace

from checklist.reporting.design import ONE_PAGE, PAPER, Sizes
from checklist.reporting.forms.word.parts import Element, w


class PaperSheet(NamedTuple):
<<<<<<< HEAD
    """An A4 sheet. `gaps` is how large the spaces are beside those of a long report."""
=======
    """An A4 sheet, its margins in millimetres.

    Attributes:
        sizes: the letters and the spaces of what stands on it.
        spaces: before and after a paragraph by the name of its style, as multiples of the text,
            where they are not those of a long report.
    """
>>>>>>> refs/heads/onepage

    landscape: bool = False
    sides: float = 20
    top: float = 20
    bottom: float = 20
    columns: int = 1
<<<<<<< HEAD
    gaps: float = 1.0
    sizes: Sizes = PAPER
=======
    sizes: Sizes = PAPER
    spaces: Mapping[str, tuple[float, float]] = MappingProxyType({})
>>>>>>> refs/heads/onepage


_TIGHT = replace(
    ONE_PAGE,
    title=1.6,
    chapter=1.1,
    **dict.fromkeys(("subtitle", "section", "part", "minor", "table", "small"), 1.0),
    leading=1.24,
)
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
_SHEETS = {
<<<<<<< HEAD
    "poster": PaperSheet(True, 9, 7, 5, columns=3, gaps=0.6, sizes=_TIGHT),
    "onepage": PaperSheet(False, 15, 10, 6, gaps=0.5, sizes=_TIGHT),
=======
    "poster": PaperSheet(landscape=True, sides=9, top=7, bottom=5, columns=3, spaces=_TIGHT),
    "onepage": PaperSheet(sides=15, top=10, bottom=6, spaces=_TIGHT),
>>>>>>> refs/heads/onepage
}
"""By the class of the HTML page, the most particular first."""

_POINTS = "pt-"
"""The class that says how large the text of a document on one page is, in tenths of a point."""

_A4 = (210, 297)
_GAP_BETWEEN_COLUMNS = 6
_FOOT = 10
_TWIPS_A_MM = 56.7
<<<<<<< HEAD
_SIZED = re.compile("pt-([0-9]{2,3})")


def sheet_for(layout: Collection[str]) -> PaperSheet:
    """The sheet for a document whose page has these classes; `pt-92` says letters of 9.2 points."""
    sheet = next((sheet for name, sheet in _SHEETS.items() if name in layout), _LONG)
    sized = next(filter(None, map(_SIZED.fullmatch, layout)), None)
    if sized is None:
        return sheet
    return sheet._replace(sizes=replace(sheet.sizes, text=int(sized[1]) / 10))
=======
_TWIPS_A_POINT = 20


def sheet_for(layout: Collection[str]) -> PaperSheet:
    """The sheet for a document whose page has these classes."""
    sheet = next((sheet for name, sheet in _SHEETS.items() if name in layout), _LONG)
    said = next((name for name in layout if name.startswith(_POINTS)), "")
    if sheet is _LONG or not said:
        return sheet
    sizes = msgspec.structs.replace(ONE_PAGE, text=int(said.removeprefix(_POINTS)) / 10)
    return sheet._replace(sizes=sizes)
>>>>>>> refs/heads/onepage


def lay_out(document: Document, sheet: PaperSheet) -> None:
    """Give the whole document the sheet. Its styles must be there, and be our own."""
    section = document.sections[-1]
    short, long = _A4
    width, height = (long, short) if sheet.landscape else (short, long)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(sheet.sides)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
<<<<<<< HEAD
    section.footer_distance = Mm(min(_FOOT, sheet.bottom / 2))
    styles: Element = document.styles.element
    for spacing in styles.iter(qn("w:spacing")):
        for side in (qn("w:before"), qn("w:after")):
            if spacing.get(side) is not None:
                spacing.set(side, str(round(int(spacing.get(side)) * sheet.gaps)))


def columns_of(section: Element, number: int) -> Element:
    """The same section of a document, on the same page, in so many columns."""
    other = deepcopy(section)
    continued(other)
    _in_columns(other, number)
    return other


def continued(section: Element) -> None:
    """The section begins on the page where the one before it ends."""
    kind = section.find(qn("w:type"))
    if kind is None:
        kind = w("type")
        # Word wants it after the header and the footer.
        heads = [*section.iter(qn("w:headerReference")), *section.iter(qn("w:footerReference"))]
        section.insert(len(heads), kind)
    kind.set(qn("w:val"), "continuous")


def _in_columns(section: Element, number: int) -> None:
=======
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


def in_columns(section: Element, number: int) -> None:
    """Give a section so many columns."""
>>>>>>> refs/heads/onepage
    columns = section.find(qn("w:cols"))
    if columns is None:
        columns = w("cols")
        section.append(columns)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), str(round(_GAP_BETWEEN_COLUMNS * _TWIPS_A_MM)))
