"""From the blocks of a document to the body of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from checklist.reporting.forms.blocks import (
    Block,
    Cell,
    Contents,
    Drawing,
    Group,
    Heading,
    Item,
    Link,
    Listing,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Terms,
    Text,
    WriteOn,
)
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
from checklist.reporting.forms.word.pictures import Pictures
from checklist.reporting.forms.word.tables import table
from checklist.words import Tone

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "no": "nb-NO", "en": "en-GB"}
"""The languages of a report, as Word's spelling checker knows them."""

_HEADINGS = {1: "Title", 2: "heading 1", 3: "heading 2", 4: "heading 3"}
_LOWEST_HEADING = "heading 4"
_TO_WRITE_ON = "…" * 30
_CELL = "Samsjekk celle"
_QUIET = "Samsjekk tillegg"
_PARAGRAPHS = {
    "term": "Samsjekk ledetekst",
    "caption": "caption",
    "kind": _QUIET,
    "left": _QUIET,
    "subject": "Subtitle",
    "meta": _QUIET,
    "requirement": "Samsjekk krav",
}
_GROUPS = {"quote": "Quote", "foot": _QUIET}
_STYLE_OF_TONE = {
    Tone.GOOD.value: "Samsjekk tilstand god",
    Tone.HALF.value: "Samsjekk tilstand delvis",
    Tone.BAD.value: "Samsjekk tilstand svak",
    Tone.ASK.value: "Samsjekk tilstand uavklart",
}
_DEEPEST_LIST = 3
_AFTER_TABLE = 160


class _Place(NamedTuple):
    """Where a paragraph stands: the style it gets unless it has its own, and how deep in lists."""

    style: str = "Normal"
    depth: int = 0
    number: int | None = None
    """The list that the paragraph is an item of."""


class Printer:
    """One document, printed once."""

    def __init__(
        self, styles: Styles, lists: Lists, links: Links, pictures: Pictures, width: int
    ) -> None:
        self._styles = styles
        self._lists = lists
        self._links = links
        self._pictures = pictures
        self._width = width
        self._new_page = False
        self._headings: list[tuple[int, str, str]] = []
        self._contents: tuple[Element, Contents] | None = None
        self._levels = 2

    def print(self, blocks: Iterable[Block]) -> list[Element]:
        """The body of the file."""
        into: list[Element] = []
        self._blocks(blocks, into, _Place())
        if self._contents is not None:
            self._fill_contents(*self._contents)
        return into

    def _blocks(self, blocks: Iterable[Block], into: list[Element], place: _Place) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._paragraph(block, into, place)
                case Heading():
                    self._heading(block, into)
                case Listing():
                    self._list(block, into, place)
                case Terms():
                    self._terms(block, into, place)
                case Table():
                    self._table(block, into)
                case Group():
                    style = _GROUPS.get(block.name, place.style)
                    self._blocks(block.blocks, into, place._replace(style=style))
                case PageBreak():
                    self._new_page = bool(into)
                case Contents():
                    self._place_contents(block, into)

    def _paragraph(self, block: Paragraph, into: list[Element], place: _Place) -> None:
        # In a list or a cell the indent and the size matter more than the tone.
        own = _PARAGRAPHS.get(block.kind, place.style)
        inner = place.depth or place.style == _CELL
        quiet = bool(inner) and own == _QUIET
        element = self._styled(place.style if inner else own)
        properties = element.find(qn("w:pPr"))
        if place.number is not None:
            level = place.depth - 1
            properties.append(w("numPr", w("ilvl", val=level), w("numId", val=place.number)))
        if _is_table(into) and place.style not in _HEADINGS.values():
            properties.append(w("spacing", before=_AFTER_TABLE))
        self._fill(element, block.runs, block.anchors, quiet=quiet)
        into.append(element)

    def _heading(self, block: Heading, into: list[Element]) -> None:
        element = self._styled(_HEADINGS.get(block.level, _LOWEST_HEADING))
        self._fill(element, block.runs, block.anchors)
        level = block.level - 1
        if 1 <= level <= self._levels:
            name = f"_Toc{len(self._headings) + 1:08}"
            self._links.bookmark(element, name)
            self._headings.append((level, name, "".join(_words(block.runs))))
        into.append(element)

    def _list(self, block: Listing, into: list[Element], place: _Place) -> None:
        depth = min(place.depth + 1, _DEEPEST_LIST)
        kind = {"bullets": "List Bullet", "numbers": "List Number"}.get(block.kind, "List")
        count = None
        if block.kind == "numbers":
            count = self._lists.new("ol", block.start)
        elif block.kind == "bullets":
            count = self._lists.bullets
        suffix = "" if depth == 1 else f" {depth}"
        style, after = kind + suffix, f"List Continue{suffix}"
        if place.style == _CELL:
            style = after = _CELL
        elif block.kind == "bullets" and self._styles.has_bullets(style):
            count = None
        for item in block.items:
            first, rest = _first_of(item)
            self._blocks(first, into, _Place(style, depth, count))
            self._blocks(rest, into, _Place(after, depth))

    def _terms(self, block: Terms, into: list[Element], place: _Place) -> None:
        """Terms above what they lead to, or before it where it is never more than a line."""
        for row in block.rows:
            if not block.short:
                self._blocks((row.term, *row.blocks), into, place)
                continue
            named = "".join(_words(row.term.runs)).rstrip().endswith(":")
            runs: tuple[Run, ...] = (*row.term.runs, Text(" " if named else ": ", bold=True))
            anchors = row.term.anchors
            for held in row.blocks:
                if isinstance(held, Paragraph):
                    runs, anchors = (*runs, *held.runs), (*anchors, *held.anchors)
            self._paragraph(Paragraph(runs, anchors=anchors), into, place)

    def _table(self, block: Table, into: list[Element]) -> None:
        self._blocks(block.caption, into, _Place("caption"))
        if _is_table(into):
            into.append(self._styled(_CELL))
        style = self._styles.named("Samsjekk tabell", "table")
        into.append(table(block, style, self._width, self._cell))

    def _cell(self, cell: Cell) -> list[Element]:
        into: list[Element] = []
        self._blocks(cell.blocks, into, _Place(_CELL))
        if not into or _is_table(into):
            into.append(self._styled(_CELL))
        return into

    def _fill(
        self,
        paragraph: Element,
        runs: Iterable[Run],
        anchors: Iterable[str] = (),
        *,
        quiet: bool = False,
    ) -> None:
        for anchor in anchors:
            self._links.bookmark(paragraph, self._links.name(anchor))
        for run in runs:
            match run:
                case Link():
                    link = self._links.link(run.address)
                    link.extend(self._run(inner, "Hyperlink") for inner in run.runs)
                    paragraph.append(link)
                case _:
                    paragraph.append(self._run(run, f"{_QUIET} tegn" if quiet else ""))

    def _run(self, run: Text | WriteOn | Drawing, style: str) -> Element:
        properties = w("rPr")
        match run:
            case Drawing():
                return self._pictures.run(run)
            case WriteOn():
                return w("r", properties, *text(("\n" if run.own_line else " ") + _TO_WRITE_ON))
        if run.mark == "state":
            style = _STYLE_OF_TONE.get(run.tone, "Samsjekk tilstand")
        elif run.mark:
            style = f"{_QUIET} tegn"
        if style:
            properties.append(w("rStyle", val=self._styles.named(style, "character")))
        if run.bold and run.mark != "state":
            properties.append(w("b"))
        if run.italic:
            properties.append(w("i"))
        if run.lang:
            properties.append(w("lang", val=LOCALES.get(run.lang, run.lang)))
        return w("r", properties, *text(run.words))

    def _styled(self, style: str) -> Element:
        properties = w("pPr", w("pStyle", val=self._styles.named(style)))
        if self._new_page and style != _CELL:
            properties.append(w("pageBreakBefore"))
            self._new_page = False
        return w("p", properties)

    def _place_contents(self, block: Contents, into: list[Element]) -> None:
        """The page's own contents give way to Word's, which has page numbers."""
        content = w("sdtContent")
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        into.append(w("sdt", w("sdtPr", gallery), content))
        self._levels = block.levels
        self._contents = (content, block)

    def _fill_contents(self, content: Element, block: Contents) -> None:
        if block.heading:
            title = self._styled("TOC Heading")
            title.append(w("r", w("rPr"), *text(block.heading)))
            content.append(title)
        lines = [self._styled(f"toc {level}") for level, _name, _words in self._headings]
        for line, (_level, name, words) in zip(lines, self._headings, strict=True):
            line.append(inside(name, w("r", w("rPr"), *text(words))))
        if not lines:
            return
        *begin, end = field(rf'TOC \o "1-{self._levels}" \h \z \u', dirty=True)
        for run in reversed(begin):
            lines[0].find(qn("w:pPr")).addnext(run)
        lines[-1].append(end)
        content.extend(lines)


def _first_of(item: Item) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The first paragraph of an item, with the state before it, and the rest."""
    first = item.blocks[0] if item.blocks else Paragraph()
    if not isinstance(first, Paragraph):
        lead = (Paragraph(item.lead),) if item.lead else ()
        return lead, item.blocks
    runs = (*item.lead, Text(" "), *first.runs) if item.lead else first.runs
    return (Paragraph(runs, first.kind, first.anchors),), item.blocks[1:]


def _is_table(into: list[Element]) -> bool:
    """Whether a table would grow together with the one before it."""
    return bool(into) and into[-1].tag == qn("w:tbl")


def _words(runs: Iterable[Any]) -> Iterator[str]:
    for run in runs:
        match run:
            case Text():
                yield run.words
            case Link():
                yield from _words(run.runs)
