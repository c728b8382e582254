"""From the blocks of a document to the body of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from checklist.reporting.design import ONE_PAGE, PRINT, Sizes
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
_APART = "190"
_UNDER = "110"
_INSET = 110
"""Between cards, under the head of one, and from the edge of a ground to its text, in twips."""

_BLANK = "_" * 16
_ON_ONE_PAGE = ("title", "columns", "card", "cardhead", "proposed", "foot")
"""Groups that look otherwise on one page than in a long document."""

_ORDER = (
    *("pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing", "ind"),
    "sectPr",
)
"""The order that Word wants the properties of a paragraph in."""

_AFTER_TABLE = 160


class _Look(NamedTuple):
    """What a paragraph stands on: colours of the ground, of lines above and at the left edge.

    `letters` is the colour of the text where it is another than that of its style.
    """

    ground: str = ""
    above: str = ""
    edge: str = ""
    letters: str = ""


_PLAIN = _Look()


class OnePage(NamedTuple):
    """The sheet of a document on one page: how wide it is, in twips, and its sizes."""

    across: int
    sizes: Sizes


class _Place(NamedTuple):
    """Where a paragraph stands: the style it gets unless it has its own, and how deep in lists."""

    style: str = "Normal"
    depth: int = 0
    number: int | None = None
    """The list that the paragraph is an item of."""
    look: _Look = _PLAIN


class Printer:
    """One document, printed once."""

    def __init__(
        self,
        styles: Styles,
        lists: Lists,
        links: Links,
        pictures: Pictures,
        width: int,
        *,
        one_page: OnePage | None = None,
    ) -> None:
        self.head: list[Element] = []
        self.foot: list[Element] = []
        self._one_page = one_page
        self._poster = False
        self._new_column = False
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
        blocks = tuple(blocks)
        self._poster = any(isinstance(b, Group) and b.name == "columns" for b in blocks)
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
                    self._heading(block, into, place)
                case Listing():
                    self._list(block, into, place)
                case Terms():
                    self._terms(block, into, place)
                case Table():
                    self._table(block, into)
                case Group():
                    self._group(block, into, place)
                case PageBreak():
                    self._new_page = bool(into)
                case Contents():
                    self._place_contents(block, into)

    def _group(self, block: Group, into: list[Element], place: _Place) -> None:
        if self._one_page and block.name in _ON_ONE_PAGE:
            self._on_one_page(block, into, place)
        else:
            style = _GROUPS.get(block.name, place.style)
            self._blocks(block.blocks, into, place._replace(style=style))

    def _paragraph(self, block: Paragraph, into: list[Element], place: _Place) -> None:
        if block.kind == "notes":
            _keep_with_next(into)
        # In a list or a cell the indent and the size matter more than the tone.
        own = _PARAGRAPHS.get(block.kind, place.style)
        inner = place.depth or place.style == _CELL
        quiet = bool(inner) and own == _QUIET
        element = self._styled(place.style if inner else own)
        properties = element.find(qn("w:pPr"))
        if place.number is not None:
            level = place.depth - 1
            properties.append(w("numPr", w("ilvl", val=level), w("numId", val=place.number)))
        _dress(properties, place.look, indented=place.depth > 0)
        if _is_table(into) and place.style not in _HEADINGS.values():
            _held(properties, "spacing").set(qn("w:before"), str(_AFTER_TABLE))
        self._fill(element, block.runs, block.anchors, quiet=quiet)
        _colour(element, place.look)
        into.append(element)
        if block.kind == "lead-in":
            _keep_with_next(into)

    def _on_one_page(self, block: Group, into: list[Element], place: _Place) -> None:
        """What documents on one page are made of, as it looks in `data/paper.typ`."""
        tone = block.tone or "quiet"
        match block.name:
            case "title":
                look = _Look(ground=PRINT.band, letters="#ffffff") if self._poster else _PLAIN
                self._head(block.blocks, place._replace(look=look))
                _held(self.head[-1].find(qn("w:pPr")), "spacing").set(qn("w:after"), _APART)
                into.extend(self.head)
            case "foot":
                self._blocks(block.blocks, self.foot, _Place("footer"))
            case "columns":
                for number, column in enumerate(block.blocks):
                    self._new_column = number > 0
                    begin = len(into)
                    self._blocks((column,), into, place)
                    for first in into[begin : begin + 1]:
                        _held(first.find(qn("w:pPr")), "spacing").set(qn("w:before"), "0")
            case "cardhead":
                above = _Look(ground=getattr(PRINT, f"{tone}_on"), above=getattr(PRINT, tone))
                first, *rest = block.blocks
                self._blocks((first,), into, place._replace(look=above))
                self._blocks(rest, into, place._replace(look=above._replace(above="")))
                _held(into[-1].find(qn("w:pPr")), "spacing").set(qn("w:after"), _UNDER)
            case "proposed":
                look = _Look(ground=PRINT.shade, edge=PRINT.band)
                self._blocks(block.blocks, into, place._replace(look=look))
            case "card" if isinstance(block.blocks[0], Heading):
                first, *rest = block.blocks
                self._blocks((first,), into, place._replace(look=_Look(above=PRINT.band)))
                self._blocks(rest, into, place)
            case _:
                self._blocks(block.blocks, into, place)

    def _head(self, blocks: tuple[Block, ...], place: _Place) -> None:
        """Whose paper it is, what about and of what kind on one line; then the rest."""
        heading = next(block for block in blocks if isinstance(block, Heading))
        named = {
            block.kind: block
            for block in blocks
            if isinstance(block, Paragraph) and block.kind in ("subject", "kind")
        }
        self._heading(heading, self.head, place)
        line = self.head[-1]
        page = self._one_page or OnePage(0, ONE_PAGE)
        tabs = w("tabs", w("tab", val="right", pos=page.across - self._poster * 2 * _INSET))
        _put(line.find(qn("w:pPr")), tabs)
        for name, size in (("subject", "subtitle"), ("kind", "text")):
            if name in named:
                line.append(w("r", w("tab")) if name == "kind" else w("r", *text("   ")))
                for run in named[name].runs:
                    if isinstance(run, Link):
                        continue
                    made = self._run(run, "")
                    half = round(2 * page.sizes.points(size))
                    bold = w("b") if name == "subject" else w("b", val=0)
                    made.find(qn("w:rPr")).extend((bold, w("sz", val=half), w("szCs", val=half)))
                    line.append(made)
        _colour(line, place.look)
        rest = [block for block in blocks if block not in (heading, *named.values())]
        self._blocks(rest, self.head, place)

    def _heading(self, block: Heading, into: list[Element], place: _Place) -> None:
        element = self._styled(_HEADINGS.get(block.level, _LOWEST_HEADING))
        _dress(element.find(qn("w:pPr")), place.look)
        self._fill(element, block.runs, block.anchors)
        level = block.level - 1
        if 1 <= level <= self._levels:
            name = f"_Toc{len(self._headings) + 1:08}"
            self._links.bookmark(element, name)
            self._headings.append((level, name, "".join(_words(block.runs))))
        into.append(element)

    def _list(self, block: Listing, into: list[Element], place: _Place) -> None:
        if block.name == "boxes":
            self._paragraph(Paragraph(tuple(_on_one_line(block.items))), into, place)
            return
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
        look = place.look
        if block.name == "findings":
            style = after = "Normal"
            depth, look = 0, _Look(edge=PRINT.rule)
        for item in block.items:
            first, rest = _first_of(item)
            self._blocks(first, into, _Place(style, depth, count, look))
            if rest and "found" in block.name.split():
                _keep_with_next(into)
            self._blocks(rest, into, _Place(after, depth, None, look))

    def _terms(self, block: Terms, into: list[Element], place: _Place) -> None:
        """Terms above what they lead to, or before it where it is never more than a line."""
        if self._one_page and block.name == "blank":
            blanks = [(*row.term.runs, Text(f" {_BLANK}   ")) for row in block.rows]
            line = tuple(run for blank in blanks for run in blank)
            self._paragraph(Paragraph(line), into, place)
            return
        for row in block.rows:
            if not block.short:
                self._blocks((row.term, *row.blocks), into, place)
                continue
            named = "".join(_words(row.term.runs)).rstrip().endswith(":")
            said: tuple[Run, ...] = (*row.term.runs, Text(" " if named else ": ", bold=True))
            anchors = row.term.anchors
            for held in row.blocks:
                if isinstance(held, Paragraph):
                    said, anchors = (*said, *held.runs), (*anchors, *held.anchors)
            self._paragraph(Paragraph(said, anchors=anchors), into, place)

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
        paragraph = w("p", properties)
        if self._new_column:
            paragraph.append(w("r", w("br", type="column")))
            self._new_column = False
        return paragraph

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


def _put(properties: Element, made: Element) -> Element:
    """The property in its place among the others."""
    rank = [qn(f"w:{name}") for name in _ORDER]
    later = [held for held in properties if rank.index(held.tag) > rank.index(made.tag)]
    if later:
        later[0].addprevious(made)
    else:
        properties.append(made)
    return made


def _held(properties: Element, name: str) -> Element:
    held = properties.find(qn(f"w:{name}"))
    return _put(properties, w(name)) if held is None else held


def _dress(properties: Element, look: _Look, *, indented: bool = False) -> None:
    """Give a paragraph its ground and its lines. What stands on a ground is close together.

    One that is indented by its style keeps that, and gets no lines.
    """
    if look == _PLAIN:
        return
    if look.ground and indented:
        _put(properties, w("shd", val="clear", color="auto", fill=look.ground[1:]))
        return
    borders = _put(properties, w("pBdr"))
    if look.above:
        borders.append(w("top", val="single", sz=24, space=2, color=look.above[1:]))
    edge = look.edge or look.ground
    if edge:
        thick = 12 if look.edge else 4
        borders.append(w("left", val="single", sz=thick, space=4, color=edge[1:]))
        _put(properties, w("ind", left=_INSET, right=_INSET if look.ground else 0))
    if look.ground:
        borders.append(w("right", val="single", sz=4, space=4, color=look.ground[1:]))
        _put(properties, w("shd", val="clear", color="auto", fill=look.ground[1:]))
        _put(properties, w("spacing", before=_APART if look.above else 0, after=0))
    elif look.above:
        _put(properties, w("spacing", before=_APART, after=0))


def _colour(paragraph: Element, look: _Look) -> None:
    if look.letters:
        for run in paragraph.iter(qn("w:r")):
            properties = run.find(qn("w:rPr"))
            if properties is not None:
                size = properties.find(qn("w:sz"))
                colour = w("color", val=look.letters[1:])
                if size is None:
                    properties.append(colour)
                else:
                    size.addprevious(colour)


def _first_of(item: Item) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The first paragraph of an item, with the state before it, and the rest."""
    first = item.blocks[0] if item.blocks else Paragraph()
    if not isinstance(first, Paragraph):
        lead = (Paragraph(item.lead),) if item.lead else ()
        return lead, item.blocks
    runs = (*item.lead, Text(" "), *first.runs) if item.lead else first.runs
    return (Paragraph(runs, first.kind, first.anchors),), item.blocks[1:]


def _on_one_line(items: Iterable[Item]) -> Iterator[Run]:
    """Boxes to tick beside each other. A box is not parted from its word."""
    for number, item in enumerate(items):
        if number:
            yield Text("    ")
        said = "".join(
            run
            for block in item.blocks
            if isinstance(block, Paragraph)
            for run in _words(block.runs)
        )
        yield Text("\u00a0".join(said.split()))


def _keep_with_next(into: list[Element]) -> None:
    """The last paragraph stays on the page of what comes after it."""
    if into and into[-1].tag == qn("w:p"):
        _held(into[-1].find(qn("w:pPr")), "keepNext")


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
