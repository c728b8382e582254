"""From the HTML of a document to the body of a Word file: one walk through the page.

The walk knows elements and the few classes that say what something is (`st` is a state, `said`
a text with line breaks). What it does not know, it goes through to what is inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from checklist.reporting.forms.word.parts import (
    Element,
    Links,
    Lists,
    Styles,
    field,
    inside,
    text,
    w,
)
from checklist.reporting.forms.word.tables import table_of
from checklist.words import STATES, Tone, tone_of

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "no": "nb-NO", "en": "en-GB"}
"""The languages of a report, as Word's spelling checker knows them."""

_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPH_TAGS = ("p", "dt", "figcaption", "summary", "pre", "address")
_BLOCKS = frozenset(_HEADING_TAGS + _PARAGRAPH_TAGS) | {
    *("article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "fieldset", "figure"),
    *("footer", "form", "header", "hr", "li", "main", "nav", "ol", "section", "table", "ul"),
}
_SILENT = frozenset({"script", "style", "template", "title"})
_LEFT_OUT = frozenset({"skip", "back", "unseen"})
_HEADINGS = {"h1": "Title", "h2": "heading 1", "h3": "heading 2", "h4": "heading 3"}
_LOWEST_HEADING = "heading 4"
_CONTENTS_LEVELS = 2

_TO_WRITE_ON = "…" * 30
"""A line to write on. On the page it is drawn by the style sheet."""
_CELL = "Samsjekk celle"
_PARAGRAPHS = {
    "dt": "Samsjekk ledetekst",
    "figcaption": "caption",
    "kind": "Samsjekk tillegg",
    "subject": "Subtitle",
    "meta": "Samsjekk tillegg",
    "requirement": "Samsjekk krav",
}
_STYLE_OF_TONE = {
    Tone.GOOD: "Samsjekk tilstand god",
    Tone.HALF: "Samsjekk tilstand delvis",
    Tone.BAD: "Samsjekk tilstand svak",
    Tone.ASK: "Samsjekk tilstand uavklart",
    Tone.QUIET: "Samsjekk tilstand",
}
_DEEPEST_LIST = 3
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACE_IN_LINE = re.compile(r"[ \t\r\f]*\n[ \t\r\f]*|[ \t\r\f]+")


class RunLook(NamedTuple):
    """How the text of a run looks, and in which language it is."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    lang: str = ""
    lines: bool = False
    """Line breaks in the text are kept."""


class ParagraphPlace(NamedTuple):
    """Where a paragraph stands: the style it gets unless it has its own, and how deep in lists."""

    style: str = "Normal"
    look: RunLook = RunLook()
    depth: int = 0


class Flow:
    """A body or a table cell, filled with one paragraph after another."""

    def __init__(self, container: Element, *, end: Element | None = None) -> None:
        self._container = container
        self._end = end
        self.open: Paragraph | None = None
        self.item: tuple[str, int | None, int] | None = None
        """The style, list and level that the next paragraph gets as the first of a list item."""

    def add(self, element: Element) -> None:
        """Put an element last."""
        if self._end is None:
            self._container.append(element)
        else:
            self._end.addprevious(element)

    def close(self) -> None:
        """What comes next begins a paragraph of its own."""
        if self.open is not None:
            self.open.finish()
        self.open = None

    def last_is_table(self) -> bool:
        """Whether a table would grow together with the one before it."""
        before = self._container[-1:] if self._end is None else [self._end.getprevious()]
        last = before[0] if before else None
        return last is not None and last.tag == qn("w:tbl")


class Paragraph:
    """A paragraph that text is added to, with spaces as a browser would show them."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.only_state = True
        self._ends_with_space = True
        self._last: Element | None = None

    def write(
        self, words: str, look: RunLook, make: Callable[[str], Element], into: Element
    ) -> None:
        """Add a text to `into`, the paragraph or a link in it. `make` makes a run of it."""
        pattern = _SPACE_IN_LINE if look.lines else _SPACE
        words = pattern.sub(lambda found: "\n" if look.lines and "\n" in found[0] else " ", words)
        if self._ends_with_space:
            words = words.lstrip(" ")
        if not words:
            return
        self._ends_with_space = words[-1] in " \n"
        run = make(words)
        into.append(run)
        self._last = run

    def finish(self) -> None:
        """Without the space that the page has before its next element."""
        if self._last is None:
            return
        last = self._last[-1]
        if last.tag == qn("w:t"):
            last.text = last.text.rstrip(" ")


class Walk:
    """One document, walked through once."""

    def __init__(self, page: Any, styles: Styles, lists: Lists, links: Links, width: int) -> None:
        self._page = page
        self._styles = styles
        self._lists = lists
        self._links = links
        self._width = width
        self._pending: list[str] = []
        self._headings: list[tuple[int, str, str]] = []
        self._contents: tuple[Element, str] | None = None
        self._levels = _CONTENTS_LEVELS

    def fill(self, flow: Flow) -> None:
        """Put the whole page into the flow."""
        self._inside(self._page.find("body"), flow, ParagraphPlace())
        flow.close()
        if self._contents is not None:
            self._fill_contents(*self._contents)

    def _inside(self, element: Any, flow: Flow, place: ParagraphPlace) -> None:
        """What an element holds: text and inline elements in paragraphs, blocks by themselves."""
        self._inline_text(element.text, flow, place, place.look)
        for child in element:
            if isinstance(child.tag, str) and not _left_out(child):
                if _is_block(child):
                    if not (place.depth and flow.open is not None and flow.open.only_state):
                        flow.close()
                    self._block(child, flow, place)
                else:
                    self._inline(child, flow, place, place.look)
            self._inline_text(child.tail, flow, place, place.look)

    def _block(self, element: Any, flow: Flow, place: ParagraphPlace) -> None:
        self._note_anchor(element)
        tag = element.tag
        place = place._replace(look=_look_of(element, place.look))
        match tag:
            case "nav":
                self._place_contents(element, flow)
            case _ if tag in _HEADING_TAGS:
                self._heading(element, flow, place)
            case _ if tag in _PARAGRAPH_TAGS:
                self._paragraph(element, flow, place)
            case "blockquote":
                self._inside(element, flow, place._replace(style="Quote"))
                flow.close()
            case "footer":
                self._inside(element, flow, place._replace(style="Samsjekk tillegg"))
                flow.close()
            case "ul" | "ol":
                self._list(element, flow, place)
            case "dl":
                self._terms(element, flow, place)
            case "table":
                self._table(element, flow, place)
            case _:
                self._inside(element, flow, place)
                if place.depth == 0 or tag not in ("div", "section"):
                    flow.close()

    def _paragraph(self, element: Any, flow: Flow, place: ParagraphPlace) -> None:
        names = (element.tag, *_classes(element))
        named = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), place.style)
        if place.depth or place.style == _CELL:
            # In a list or a cell the indent and the size matter more than the tone.
            quiet = named == "Samsjekk tillegg"
            look = place.look._replace(style="Samsjekk tillegg tegn") if quiet else place.look
            place = place._replace(look=look)
        else:
            place = place._replace(style=named)
        if flow.open is not None:
            # The state of a list item, and then what it is the state of.
            self._inline_text(" ", flow, place, place.look)
        self._inside(element, flow, place)
        flow.close()

    def _heading(self, element: Any, flow: Flow, place: ParagraphPlace) -> None:
        style = _HEADINGS.get(element.tag, _LOWEST_HEADING)
        self._inside(element, flow, ParagraphPlace(style=style, look=place.look))
        level = int(element.tag[1]) - 1
        if flow.open is not None and 1 <= level <= self._levels:
            name = f"_Toc{len(self._headings) + 1:08}"
            self._links.bookmark(flow.open.element, name)
            self._headings.append((level, name, " ".join(element.text_content().split())))
        flow.close()

    def _list(self, element: Any, flow: Flow, place: ParagraphPlace) -> None:
        depth = min(place.depth + 1, _DEEPEST_LIST)
        kind = "List"
        count = None
        if element.tag == "ol" and "top" not in _classes(element):
            kind = "List Number"
            count = self._lists.new("ol", int(element.get("start", "1")))
        elif not {"facts", "plain", "top"} & set(_classes(element)):
            kind = "List Bullet"
            count = self._lists.bullets
        suffix = "" if depth == 1 else f" {depth}"
        style, after = kind + suffix, f"List Continue{suffix}"
        if place.style == _CELL:
            style = after = _CELL
        elif kind == "List Bullet" and self._styles.has_bullets(style):
            count = None
        inner = ParagraphPlace(style=after, look=place.look, depth=depth)
        for item in element.iterchildren("li"):
            flow.close()
            self._note_anchor(item)
            flow.item = (style, count, depth - 1)
            self._inside(item, flow, inner._replace(look=_look_of(item, inner.look)))
            flow.close()
        flow.item = None

    def _terms(self, element: Any, flow: Flow, place: ParagraphPlace) -> None:
        """Terms above what they lead to, or before it where it is never more than a line."""
        parts = element.xpath("./dt | ./dd | ./div/dt | ./div/dd")
        short = not any(_is_block(child) for part in parts for child in part)
        for group in element.iterchildren("div"):
            self._note_anchor(group)
        for part in parts:
            if part.tag == "dt":
                flow.close()
                if not short:
                    self._block(part, flow, place)
                    continue
                self._note_anchor(part)
                look = _look_of(part, place.look)
                bold = place._replace(look=look._replace(bold=True))
                self._inside(part, flow, bold)
                named = "".join(part.itertext()).rstrip().endswith(":")
                self._inline_text(" " if named else ": ", flow, bold, bold.look)
            else:
                self._note_anchor(part)
                self._inside(part, flow, place._replace(look=_look_of(part, place.look)))
                if not short:
                    flow.close()
        flow.close()

    def _table(self, element: Any, flow: Flow, place: ParagraphPlace) -> None:
        flow.close()
        table = table_of(element)
        caption = element.find("caption")
        said = ""
        if caption is not None:
            said = " ".join(caption.text_content().split())
            if "unseen" not in _classes(caption):
                self._note_anchor(caption)
                self._inside(caption, flow, place._replace(style="caption"))
                flow.close()
        if flow.last_is_table():
            flow.add(self._styled(_CELL))
        flow.add(
            table.element(
                self._styles.named("Samsjekk tabell", "table"),
                said,
                self._width,
                lambda cell, into: self._cell(cell, into, place.look),
            )
        )

    def _cell(self, cell: Any, into: Element, look: RunLook) -> None:
        flow = Flow(into)
        if cell.getparent()[0] is cell:
            self._note_anchor(cell.getparent())
        self._note_anchor(cell)
        look = _look_of(cell, look)
        self._inside(cell, flow, ParagraphPlace(_CELL, look._replace(bold=cell.tag == "th")))
        flow.close()
        if len(into) == 0 or into[-1].tag != qn("w:p"):
            into.append(self._styled(_CELL))

    def _inline(
        self, element: Any, flow: Flow, place: ParagraphPlace, look: RunLook, link: Any = None
    ) -> None:
        self._note_anchor(element)
        if element.tag == "br":
            self._write("\n", flow, place, look._replace(lines=True), link)
            return
        if element.tag == "input" and element.get("type") == "checkbox":
            self._write("☐" if element.get("checked") is None else "☒", flow, place, look, link)
            return
        if element.tag in ("img", "svg"):
            self._write(_described(element), flow, place, look, link)
            return
        if "line" in _classes(element):
            above = "\n" if "notes" in _classes(element.getparent()) else " "
            self._write(above + _TO_WRITE_ON, flow, place, look._replace(lines=True), link)
            return
        if element.tag == "small" and flow.open is not None:
            self._write("\n", flow, place, look._replace(lines=True), link)
        look = _look_of(element, look)
        if element.tag == "a" and element.get("href"):
            link = self._links.link(element.get("href"))
            if link is not None:
                self._paragraph_of(flow, place).element.append(link)
                look = look._replace(style="Hyperlink")
        self._inline_text(element.text, flow, place, look, link)
        for child in element:
            if isinstance(child.tag, str) and not _left_out(child):
                self._inline(child, flow, place, look, link)
            self._inline_text(child.tail, flow, place, look, link)

    def _inline_text(
        self, words: str | None, flow: Flow, place: ParagraphPlace, look: RunLook, link: Any = None
    ) -> None:
        if words and (flow.open is not None or words.strip(" \t\n\r\f")):
            self._write(words, flow, place, look, link)

    def _write(
        self, words: str, flow: Flow, place: ParagraphPlace, look: RunLook, link: Any
    ) -> None:
        paragraph = self._paragraph_of(flow, place)
        into = paragraph.element if link is None else link
        if not look.style.startswith("Samsjekk tilstand") and words.strip():
            paragraph.only_state = False
        paragraph.write(words, look, lambda said: self._run(said, look), into)

    def _paragraph_of(self, flow: Flow, place: ParagraphPlace) -> Paragraph:
        if flow.open is None:
            style, count, level = flow.item or (place.style, None, 0)
            flow.item = None
            after_table = flow.last_is_table()
            element = self._styled(style)
            properties = element.find(qn("w:pPr"))
            if count is not None:
                properties.append(w("numPr", w("ilvl", val=level), w("numId", val=count)))
            if after_table and style not in _HEADINGS.values():
                properties.append(w("spacing", before=160))
            flow.add(element)
            for name in self._pending:
                self._links.bookmark(element, name)
            self._pending = []
            flow.open = Paragraph(element)
        return flow.open

    def _styled(self, style: str) -> Element:
        return w("p", w("pPr", w("pStyle", val=self._styles.named(style))))

    def _run(self, words: str, look: RunLook) -> Element:
        properties = w("rPr")
        if look.style:
            properties.append(w("rStyle", val=self._styles.named(look.style, "character")))
        if look.bold:
            properties.append(w("b"))
        if look.italic:
            properties.append(w("i"))
        if look.lang:
            properties.append(w("lang", val=look.lang))
        return w("r", properties, *text(words))

    def _note_anchor(self, element: Any) -> None:
        name = self._links.name(element.get("id", ""))
        if name is not None and name not in self._pending:
            self._pending.append(name)

    def _place_contents(self, element: Any, flow: Flow) -> None:
        """The page's own contents give way to Word's, which has page numbers."""
        heading = element.find(".//h2")
        content = w("sdtContent")
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        flow.add(w("sdt", w("sdtPr", gallery), content))
        # As many levels as the page lists; a guide for thirty roles would need three pages.
        self._levels = _CONTENTS_LEVELS if element.find(".//li//li") is not None else 1
        self._contents = (content, "" if heading is None else heading.text_content().strip())

    def _fill_contents(self, content: Element, heading: str) -> None:
        if heading:
            title = self._styled("TOC Heading")
            title.append(self._run(heading, RunLook()))
            content.append(title)
        lines = [self._styled(f"toc {level}") for level, _name, _words in self._headings]
        for line, (_level, name, words) in zip(lines, self._headings, strict=True):
            line.append(inside(name, self._run(words, RunLook())))
        if not lines:
            return
        *begin, end = field(rf'TOC \o "1-{self._levels}" \h \z \u', dirty=True)
        for run in reversed(begin):
            lines[0].find(qn("w:pPr")).addnext(run)
        lines[-1].append(end)
        content.extend(lines)


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _left_out(element: Any) -> bool:
    return element.tag in _SILENT or bool(_LEFT_OUT & set(_classes(element)))


def _is_block(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    return any(inner.tag in _BLOCKS for inner in element.iter())


def _look_of(element: Any, look: RunLook) -> RunLook:
    """How text looks inside an element, seen from how it looks around it."""
    classes = _classes(element)
    if element.get("lang"):
        look = look._replace(lang=LOCALES.get(element.get("lang"), element.get("lang")))
    if "said" in classes or element.tag == "pre":
        look = look._replace(lines=True)
    if element.tag in ("b", "strong"):
        look = look._replace(bold=True)
    if element.tag in ("em", "i", "cite", "dfn"):
        look = look._replace(italic=True)
    if "st" in classes:
        code = next((name for name in classes if name in STATES), "")
        look = look._replace(style=_STYLE_OF_TONE[tone_of(code)])
    elif element.tag in ("span", "small") and (
        element.tag == "small" or {"meta", "tag"} & set(classes)
    ):
        look = look._replace(style="Samsjekk tillegg tegn")
    return look


def _described(element: Any) -> str:
    """A picture in words: what it shows, and what it is of unless a caption says that."""
    named = str(element.get("alt") or element.get("aria-label") or "")
    if named or element.tag != "svg":
        return named
    captioned = any(outer.find(".//figcaption") is not None for outer in element.iterancestors())
    title, says = element.findtext("title") or "", element.findtext("desc") or ""
    return says if captioned else ": ".join(filter(None, (title, says)))


def led_to(page: Any) -> Iterator[str]:
    """The places in a page that its links lead to, in the order they stand."""
    wanted = {str(a.get("href"))[1:] for a in page.iter("a") if a.get("href", "").startswith("#")}
    for element in page.iter():
        if isinstance(element.tag, str) and element.get("id") in wanted:
            yield element.get("id")
