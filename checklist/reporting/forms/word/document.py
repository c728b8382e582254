"""A document as a Word file, in our own styles or in those of a municipality's template.

Importing this module imports python-docx: only `render` does, when a Word file is made.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.forms.reading import read
from checklist.reporting.forms.text import shown
from checklist.reporting.forms.word.parts import Element, Links, Lists, Styles, field, text, w
from checklist.reporting.forms.word.pictures import Pictures
from checklist.reporting.forms.word.printing import LOCALES, OnePage, Printer
from checklist.reporting.forms.word.sheet import in_columns, lay_out, sheet_for
from checklist.reporting.paper import Paper

_TEMPLATE_TYPE = CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main")
_TWIPS = 635
"""A twip, a twentieth of a point, in the units python-docx measures in."""


_CONTENT = tuple(qn(f"w:{name}") for name in ("t", "drawing", "pict", "fldSimple", "instrText"))
"""What a footer that says something has in it."""


class BrokenWordTemplate(SamsjekkError):
    """The municipality's template can't be read as a Word file."""


def word(report: Paper, html: Callable[[], str], template: Path | None = None) -> bytes:
    """The bytes of the file: the same HTML and template give the same bytes.

    Of a template the styles, the page, the header and the footer are kept, and the text in it
    is taken out.

    Raises:
        BrokenWordTemplate: the template can't be read.
    """
    page = read(html())
    document = docx.Document() if template is None else _opened(template)
    sheet = sheet_for(page.layout)
    styles = Styles(document, replace=template is None, sizes=sheet.sizes)
    if template is None:
        lay_out(document, sheet)
    _speak(document, LOCALES[report.language])
    _describe(document, report, page.title)
    body = document.element.body
    end = document.sections[-1]._sectPr  # noqa: SLF001 - python-docx has no other way to it
    for child in list(body):
        if child is not end:
            body.remove(child)
    lists = Lists(document, replace=template is None)
    width = _text_width(document, sheet.columns if template is None else 1)
    pictures = Pictures(document, width)
    printer = Printer(
        styles,
        lists,
        Links(document),
        pictures,
        width,
        one_page=OnePage(_text_width(document, 1), sheet.sizes) if sheet.spaces else None,
    )
    for made in printer.print(page.blocks):
        end.addprevious(made)
    if printer.foot and template is None:
        _at_the_foot(document, printer.foot)
    else:
        for made in printer.foot:
            end.addprevious(made)
        _number_pages(document, styles, report)
    if printer.head and sheet.columns > 1 and template is None:
        _across(end, printer.head[-1])
    return packed_document(document)


def _opened(template: Path) -> Document:
    try:
        return docx.Document(BytesIO(_as_document(template.read_bytes())))
    except OSError as error:
        raise BrokenWordTemplate(
            phrase(
                "Får ikke lest Word-malen {path} ({reason}). Sjekk at filen finnes.",
                path=template,
                reason=error.strerror or error,
            )
        ) from error
    except (BadZipFile, OpcError, etree.LxmlError, AttributeError, KeyError, ValueError) as error:
        raise BrokenWordTemplate(
            phrase(
                "{path} er ikke en Word-fil som kan brukes som mal. Åpne den i Word og lagre den "
                "som .docx eller .dotx.",
                path=template,
            )
        ) from error


def _as_document(content: bytes) -> bytes:
    """A Word template (.dotx) says that it is one in a single place."""
    with ZipFile(BytesIO(content)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    types = files["[Content_Types].xml"]
    if _TEMPLATE_TYPE.encode() not in types:
        return content
    files["[Content_Types].xml"] = types.replace(
        _TEMPLATE_TYPE.encode(), CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
    )
    return _zipped(files)


def _text_width(document: Document, columns: int) -> int:
    """Between the margins, or of one column, in twips."""
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return (int(page or Mm(210)) - int(left or 0) - int(right or 0)) // _TWIPS // columns


def _speak(document: Document, locale: str) -> None:
    """The whole document is in the language of the report, whatever the template was in."""
    styles: Element = document.styles.element
    run = _held(_held(_held(styles, "docDefaults"), "rPrDefault"), "rPr")
    _held(run, "lang", place=len(run))
    for language in (
        *styles.iter(qn("w:lang")),
        *document.settings.element.iter(qn("w:themeFontLang")),
    ):
        language.set(qn("w:val"), locale)


def _held(element: Element, name: str, place: int = 0) -> Element:
    """What the element holds by a name, put in at a place where it was not there."""
    held = element.find(qn(f"w:{name}"))
    if held is None:
        held = w(name)
        element.insert(place, held)
    return held


def _describe(document: Document, report: Paper, title: str) -> None:
    day = datetime.combine(report.day, time())
    about = document.core_properties
    about.title = title[:255]
    about.author = about.last_modified_by = shown(report.author)[:255]
    about.language = LOCALES[report.language]
    about.subject = shown(report.subject)[:255]
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = day
    about.revision = 1


def _number_pages(document: Document, styles: Styles, report: Paper) -> None:
    """Page numbers at the foot, unless the template has a footer of its own."""
    footer = document.sections[-1].footer
    if not footer.is_linked_to_previous and list(footer._element.iter(*_CONTENT)):  # noqa: SLF001 - no public way
        return
    footer.is_linked_to_previous = False
    first = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
    paragraph: Element = first._p  # noqa: SLF001 - page numbers have no public way in
    for child in list(paragraph):
        paragraph.remove(child)
    properties = w("pPr", w("pStyle", val=styles.named("footer")))
    properties.append(w("tabs", w("tab", val="right", pos=_text_width(document, 1))))
    paragraph.append(properties)
    paragraph.append(w("r", *text(shown(report.foot))))
    paragraph.append(w("r", w("tab")))
    paragraph.extend(_page_of_pages(report.translator))


def _at_the_foot(document: Document, foot: list[Element]) -> None:
    """What ends a document on one page stands at the foot of it, and there is no page number."""
    footer = document.sections[-1].footer
    footer.is_linked_to_previous = False
    holder: Element = footer._element  # noqa: SLF001 - paragraphs have no public way in
    for child in list(holder):
        holder.remove(child)
    holder.extend(foot)


def _across(end: Element, last: Element) -> None:
    """What stands over the columns is a section of its own, up to its last paragraph."""
    head = deepcopy(end)
    in_columns(head, 1)
    last.find(qn("w:pPr")).append(head)
    kind = w("type", val="continuous")
    after = [end.find(qn(f"w:{name}")) for name in ("footnotePr", "endnotePr", "pgSz")]
    next(found for found in after if found is not None).addprevious(kind)


def _page_of_pages(_: Translator) -> list[Element]:
    before, between, after = _("Side {page} av {pages}", page="|", pages="|").split("|")
    return [
        w("r", *text(before)),
        *field("PAGE", w("r", *text("1"))),
        w("r", *text(between)),
        *field("NUMPAGES", w("r", *text("1"))),
        w("r", *text(after)),
    ]


def packed_document(document: Document) -> bytes:
    """The bytes of a document, the same each time."""
    file = BytesIO()
    document.save(file)
    with ZipFile(file) as package:
        return _zipped({name: package.read(name) for name in package.namelist()})


def _zipped(files: dict[str, bytes]) -> bytes:
    """A package without the time it was packed."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return file.getvalue()
