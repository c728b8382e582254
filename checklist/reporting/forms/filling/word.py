"""Forms in Word: a table to fill in, with answers to choose from a list.

What is known by column and row in a workbook is so here too, so that the form comes back from any
program that keeps tables. The marks are packed in small letters at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from checklist.i18n import Translator
from checklist.reporting.design import PAPER_FONTS
from checklist.reporting.forms.filling.layout import Form, FormColumn
from checklist.reporting.forms.filling.marks import CHOOSE, WARNING, Sent, packed
from checklist.reporting.forms.text import shown
from checklist.reporting.forms.word import packed_document

_LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_MARGIN, _ACROSS, _DOWN = Mm(12), Mm(297), Mm(210)
_EDGE = Mm(0.8)
_PADDING = 9
"""What each column has beside its own width, in characters: numbers and headings don't break."""

_GREY, _FAINT = "EDEDED", RGBColor(0x6B, 0x6B, 0x6B)


def word_form(form: Form, _: Translator) -> bytes:
    """The form as a Word document: the guide, the rows, and the marks."""
    document = docx.Document()
    _lay_out(document, _.language)
    document.core_properties.title = shown(form.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    made = datetime.combine(form.day, time())
    document.core_properties.created = document.core_properties.modified = made
    title, *guide = form.guide
    document.add_heading(shown(title), level=1)
    for line in guide:
        document.add_paragraph(shown(line))
    sent = _write_table(document, form, _)
    document.add_paragraph(_.say(WARNING))
    marks = document.add_paragraph().add_run(packed(form.marks(sent)))
    marks.font.size, marks.font.color.rgb = Pt(4), _FAINT
    marks._r.get_or_add_rPr().append(_element("noProof"))  # noqa: SLF001 - python-docx has no other way
    return packed_document(document)


def _lay_out(document: Any, language: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _ACROSS, _DOWN
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, _MARGIN)
    for name, size in (("Normal", 9), ("Heading 1", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = PAPER_FONTS[0], Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(2)
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        fonts.set(qn("w:hAnsi"), PAPER_FONTS[0])
    document.settings.element.find(qn("w:defaultTabStop")).addnext(_element("autoHyphenation"))
    spoken = _element("lang", val=_LANGUAGES[language])
    document.styles["Normal"].element.rPr.append(spoken)


def _write_table(document: Any, form: Form, _: Translator) -> Sent:
    """Write the table; what stands in the marked columns of each row."""
    columns = form.columns
    table = document.add_table(rows=1 + len(form.rows), cols=len(columns))
    table.style, table.autofit = "Table Grid", False
    edges = _element("tblCellMar")
    edges.extend(_element(side, w=str(_EDGE.twips), type="dxa") for side in ("left", "right"))
    table._tblPr.find(qn("w:tblLayout")).addnext(edges)  # noqa: SLF001 - python-docx has no other way
    room, share = _ACROSS - 2 * _MARGIN, sum(column.width + _PADDING for column in columns)
    widths = [int(room * (column.width + _PADDING) / share) for column in columns]
    for place, width in enumerate(widths):
        table.columns[place].width = width
    rows = [row.cells for row in table.rows]
    for cell, column, width in zip(rows[0], columns, widths, strict=True):
        cell.width = width
        heading = cell.paragraphs[0].add_run(shown(column.heading))
        heading.bold, heading.font.size = True, Pt(8)
    table.rows[0]._tr.get_or_add_trPr().append(_element("tblHeader"))  # noqa: SLF001 - python-docx has no other way
    sent: Sent = {}
    for row, cells, held in zip(list(table.rows)[1:], rows[1:], form.rows, strict=True):
        row._tr.get_or_add_trPr().append(_element("cantSplit"))  # noqa: SLF001 - as above
        stands = sent[held.id] = {}
        for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            cell.width = widths[place]
            written = _write_cell(cell, column, shown(held.texts[place]), _)
            if not held.is_open[place]:
                properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - as above
                properties.append(_element("shd", val="clear", color="auto", fill=_GREY))
            if column.name:
                stands[column.name] = written
    return sent


def _write_cell(cell: Any, column: FormColumn, text: str, _: Translator) -> str:
    """Write a cell, and the list that its answer is chosen from; what stands there then."""
    paragraph = cell.paragraphs[0]
    if not column.choices:
        paragraph.add_run(text)
        return text
    choose = _.say(CHOOSE)
    run = paragraph.add_run(text or choose)
    if not text:
        run.font.color.rgb = _FAINT
    _choosing(paragraph, run, column, (choose, *column.choices), is_empty=not text)
    return text or choose


def _choosing(
    paragraph: Any, run: Any, column: FormColumn, choices: Sequence[str], *, is_empty: bool
) -> None:
    """Put a list to choose from around what stands in a cell."""
    listed = _element("dropDownList")
    for choice in choices:
        listed.append(_element("listItem", displayText=choice, value=choice))
    properties = _element("sdtPr")
    properties.append(_element("alias", val=column.heading))
    if is_empty:
        properties.append(_element("showingPlcHdr"))
    properties.append(listed)
    held, control = _element("sdtContent"), _element("sdt")
    held.append(run._r)  # noqa: SLF001 - python-docx has no content controls
    control.extend((properties, held))
    paragraph._p.append(control)  # noqa: SLF001 - as above


def _element(name: str, **values: str) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
