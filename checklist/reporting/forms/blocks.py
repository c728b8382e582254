"""What a document on paper consists of: plain values, read out of its HTML by `reading`.

Word and PDF are printed from these, so what a page holds is found out once. A block stands by
itself (a paragraph, a table); runs are what a paragraph consists of. JSON of them is what the
typesetter of the PDF gets, so a field that has its usual value is left out there.
"""

from __future__ import annotations

from msgspec import Struct

POINTS_A_PIXEL = 0.75
"""Points of paper for a pixel of a page: 72 of the one and 96 of the other are an inch."""


class Text(Struct, frozen=True, tag="text", omit_defaults=True):
    """Words that look the same.

    Attributes:
        words: line breaks in them are kept.
        mark: `state`, `quiet` (beside what matters), `tag` (a small label), or empty.
        tone: of a state, a value of `Tone`; empty for what stands between two states.
        lang: the language of the words where it is not that of the document.
    """

    words: str
    bold: bool = False
    italic: bool = False
    mark: str = ""
    tone: str = ""
    lang: str = ""


class WriteOn(Struct, frozen=True, tag="line", omit_defaults=True):
    """A line to write on with a pen, after what stands before it or on a line of its own."""

    own_line: bool = False


class Drawing(Struct, frozen=True, tag="drawing", omit_defaults=True):
    """A picture, and the same in words. `width` is in points, and 0 where it says none."""

    svg: str
    words: str
    width: float = 0


class Link(Struct, frozen=True, tag="link", omit_defaults=True):
    """Runs that lead to an address, or to a place in the document: `#` and its anchor."""

    address: str
    runs: tuple[Text | WriteOn | Drawing, ...] = ()


Run = Text | WriteOn | Drawing | Link


class Paragraph(Struct, frozen=True, tag="paragraph", omit_defaults=True):
    """Runs that follow each other.

    Attributes:
        kind: the class or element that says what it is (`meta`, `caption`), or empty.
        anchors: places that something leads to, which begin here.
    """

    runs: tuple[Run, ...] = ()
    kind: str = ""
    anchors: tuple[str, ...] = ()


class Heading(Struct, frozen=True, tag="heading", omit_defaults=True):
    """A heading; level 1 is the name of the document."""

    level: int
    runs: tuple[Run, ...] = ()
    anchors: tuple[str, ...] = ()


class Item(Struct, frozen=True, omit_defaults=True):
    """An item of a list, `length` characters long. `lead` is the state that it begins with."""

    lead: tuple[Run, ...] = ()
    blocks: tuple[Block, ...] = ()
    length: int = 0


class Listing(Struct, frozen=True, tag="list", omit_defaults=True):
    """A list: `bullets`, `numbers` from `start`, or `plain`. `name` is its class."""

    kind: str
    items: tuple[Item, ...] = ()
    start: int = 1
    name: str = ""


class Term(Struct, frozen=True, omit_defaults=True):
    """A term, and what it leads to."""

    term: Paragraph
    blocks: tuple[Block, ...] = ()


class Terms(Struct, frozen=True, tag="terms", omit_defaults=True):
    """Terms; `short` where what each leads to is never more than a line."""

    rows: tuple[Term, ...] = ()
    short: bool = False
    name: str = ""


class Cell(Struct, frozen=True, omit_defaults=True):
    """A cell. `longest` is its longest word, and `length` all of its words, in characters."""

    blocks: tuple[Block, ...] = ()
    head: bool = False
    columns: int = 1
    rows: int = 1
    tone: str = ""
    longest: int = 0
    length: int = 0


class Table(Struct, frozen=True, tag="table", omit_defaults=True):
    """A table, its rows filled up to the same width.

    Attributes:
        widths: the share of the whole width that each column gets.
        heads: how many of the rows are repeated on each page.
        said: the caption in words, for those who can't see the table.
        caption: the same where it is seen.
        name: its class.
    """

    widths: tuple[float, ...]
    heads: int
    rows: tuple[tuple[Cell, ...], ...] = ()
    said: str = ""
    caption: tuple[Block, ...] = ()
    name: str = ""


class Group(Struct, frozen=True, tag="group", omit_defaults=True):
    """Blocks that belong together: `name` says as what."""

    name: str
    blocks: tuple[Block, ...] = ()
    tone: str = ""


class PageBreak(Struct, frozen=True, tag="break", omit_defaults=True):
    """What follows begins on a new page."""


class Contents(Struct, frozen=True, tag="contents", omit_defaults=True):
    """A list of contents: the headings at these places, or so many levels of headings."""

    heading: str
    levels: int
    places: tuple[str, ...] = ()


Block = Paragraph | Heading | Listing | Terms | Table | Group | PageBreak | Contents


class Page(Struct, frozen=True, omit_defaults=True):
    """A whole document. `layout` is the classes of its body: `onepage`, `poster` and so on."""

    title: str
    language: str
    layout: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
