"""The parts of a Word file that python-docx has no words for: styles, lists, links, fields."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from string import Template
from typing import Any

import msgspec
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from checklist.reporting.design import PAPER, PAPER_FONTS, PRINT
from checklist.resources import data_file

Element = Any
"""An element of WordprocessingML. lxml's own types don't know python-docx's classes."""

_SPACES = ("gap", "block", "apart")
_HALVES = 2
_TWENTIETHS = 20
"""Word counts letters in half points, and spaces in twentieths of a point."""

_SINGLE = 209
"""What Word calls a line as high as its letters. Single spacing, 240, is as high as Arial asks."""


def w(name: str, /, *children: Element, **values: object) -> Element:
    """An element in Word's namespace, with attributes in it too."""
    element: Element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    return element


def text(words: str) -> Iterator[Element]:
    """What a run holds: text, and breaks where the lines break."""
    for place, line in enumerate(words.split("\n")):
        if place:
            yield w("br")
        if line:
            piece = w("t")
            piece.text = line
            piece.set(qn("xml:space"), "preserve")
            yield piece


def field(instruction: str, *shown: Element, dirty: bool = False) -> Iterator[Element]:
    """The runs of a field that Word works out; `shown` stands there until it has."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    begin = w("fldChar", fldCharType="begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    yield w("r", begin)
    yield w("r", code)
    yield w("r", w("fldChar", fldCharType="separate"))
    yield from shown
    yield w("r", w("fldChar", fldCharType="end"))


def _own_styles() -> bytes:
    """Our own styles, with the values of the design filled in."""
    colours = msgspec.structs.asdict(PRINT)
    values: dict[str, object] = {name: value[1:] for name, value in colours.items()}
    for name in msgspec.structs.asdict(PAPER):
        unit = _TWENTIETHS if name in _SPACES else _HALVES
        values[name] = round(unit * PAPER.points(name))
    values["leading"] = round(_SINGLE * PAPER.leading)
    values["font"] = PAPER_FONTS[0]
    styles = data_file("word_styles.xml").read_text(encoding="utf-8")
    return Template(styles).substitute(values).encode()


class Styles:
    """The styles of a document by name. Those it lacks are added from our own."""

    def __init__(self, document: Document, *, replace: bool) -> None:
        ours: Element = parse_xml(_own_styles())
        theirs: Element = document.styles.element
        if replace:
            for child in list(theirs):
                theirs.remove(child)
            theirs.extend(child for child in ours if isinstance(child.tag, str))
        self._ids: dict[tuple[str, str], str] = {
            (style.get(qn("w:type")), _name(style)): style.get(qn("w:styleId"))
            for style in theirs.iterchildren(qn("w:style"))
        }
        self._with_lists = {
            style.get(qn("w:styleId"))
            for style in theirs
            if style.find(".//" + qn("w:numPr")) is not None
        }
        taken = set(self._ids.values())
        added = []
        renamed = {}
        for style in ours.iterchildren(qn("w:style")):
            old, key = style.get(qn("w:styleId")), (style.get(qn("w:type")), _name(style))
            if key not in self._ids:
                new = old if old not in taken else f"Samsjekk{old}"
                if key[1] in {name for _, name in self._ids}:
                    # Theirs is a style of another type, and a name can be used only once.
                    style.find(qn("w:name")).set(qn("w:val"), f"Samsjekk {key[1]}")
                copy = deepcopy(style)
                copy.set(qn("w:styleId"), new)
                copy.attrib.pop(qn("w:default"), None)
                added.append(copy)
                self._ids[key] = new
            renamed[old] = self._ids[key]
        for style in added:
            for name in ("w:basedOn", "w:next", "w:link"):
                for link in style.iterchildren(qn(name)):
                    link.set(qn("w:val"), renamed[link.get(qn("w:val"))])
            theirs.append(style)

    def named(self, name: str, kind: str = "paragraph") -> str:
        """The id of a style of a kind: paragraph, character or table."""
        return self._ids[kind, name.lower()]

    def has_bullets(self, name: str) -> bool:
        """Whether the template's own list style says what its bullets look like."""
        return self.named(name) in self._with_lists


def _name(style: Element) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val"))).lower()


class Lists:
    """The lists of a document: our bullets and numbers, and a new count for each numbered list."""

    def __init__(self, document: Document, *, replace: bool) -> None:
        ours = parse_xml(data_file("word_numbering.xml").read_bytes())
        self._numbering = _numbering(document)
        if replace:
            for child in list(self._numbering):
                self._numbering.remove(child)
        taken = self._numbering.iterchildren(qn("w:abstractNum"))
        first = 1 + max((int(kind.get(qn("w:abstractNumId"))) for kind in taken), default=0)
        self._kinds = {"ul": first, "ol": first + 1}
        counts = list(self._numbering.iterchildren(qn("w:num")))
        for kind, number in zip(
            ours.iterchildren(qn("w:abstractNum")), self._kinds.values(), strict=True
        ):
            kind.set(qn("w:abstractNumId"), str(number))
            # Word wants every kind of list before the first list.
            counts[0].addprevious(kind) if counts else self._numbering.append(kind)
        self._next = 1 + max((int(count.get(qn("w:numId"))) for count in counts), default=0)
        self.bullets = self.new("ul")
        """The list that every bullet belongs to."""

    def new(self, kind: str, start: int | None = None) -> int:
        """A list of its own, `ul` or `ol`; a numbered one counts from `start`."""
        count = w("num", w("abstractNumId", val=self._kinds[kind]), numId=self._next)
        if start is not None:
            count.append(w("lvlOverride", w("startOverride", val=start), ilvl=0))
        cleanup = self._numbering.find(qn("w:numIdMacAtCleanup"))
        self._numbering.append(count) if cleanup is None else cleanup.addprevious(count)
        self._next += 1
        return self._next - 1


def _numbering(document: Document) -> Element:
    part = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
    except KeyError:
        made = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            w("numbering"),
            part.package,
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element


class Links:
    """Bookmarks and links. A place in the page becomes a bookmark only where something leads."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._names: dict[str, str] = {}
        self._made = 0

    def bookmark(self, paragraph: Element, name: str) -> None:
        """Mark the place where a paragraph begins, after its properties where it has any."""
        self._made += 1
        start = w("bookmarkStart", id=self._made, name=name)
        paragraph.insert(0 if paragraph.find(qn("w:pPr")) is None else 1, start)
        start.addnext(w("bookmarkEnd", id=self._made))

    def name(self, anchor: str) -> str:
        """The name of the bookmark of a place; Word has rules for them, and anchors have none."""
        return self._names.setdefault(anchor, f"sted_{len(self._names) + 1}")

    def link(self, address: str) -> Element:
        """An empty link."""
        if address.startswith("#"):
            return inside(self.name(address[1:]))
        relation = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element = w("hyperlink", history=1)
        element.set(qn("r:id"), relation)
        return element


def inside(bookmark: str, *shown: Element) -> Element:
    """A link to a bookmark."""
    return w("hyperlink", *shown, anchor=bookmark, history=1)
