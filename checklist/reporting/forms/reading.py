"""The HTML of a document is read here, once, into the blocks that Word and PDF are printed from.

It knows elements and the few classes that say what something is (`st` is a state, `said` a text
with line breaks). What it does not know, it goes through to what is inside.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree
from lxml import html as lxml_html
from msgspec.structs import replace

from checklist.reporting.design import PAPER_FONTS
from checklist.reporting.forms.blocks import (
    POINTS_A_PIXEL,
    Block,
    Cell,
    Contents,
    Drawing,
    Group,
    Heading,
    Item,
    Link,
    Listing,
    Page,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Term,
    Terms,
    Text,
    WriteOn,
)
from checklist.words import STATES, tone_of

_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPH_TAGS = ("p", "dt", "figcaption", "summary", "pre", "address")
_BLOCKS = frozenset(_HEADING_TAGS + _PARAGRAPH_TAGS) | {
    *("article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "fieldset", "figure"),
    *("footer", "form", "header", "hr", "li", "main", "nav", "ol", "section", "table", "ul"),
}
_SILENT = frozenset({"script", "style", "template", "title"})
_LEFT_OUT = frozenset({"skip", "back", "unseen"})
_KINDS = frozenset(
    {"kind", "subject", "meta", "requirement", "origin", "severity", "left", "notes", "lead-in"}
)
_KIND_OF_TAG = {"dt": "term", "figcaption": "caption"}
_GROUP_OF_TAG = {"blockquote": "quote", "footer": "foot", "figure": "figure"}
_GROUPS = frozenset(
    {
        *("title", "answer", "decision", "finding", "clash", "outcome"),
        *("criterion", "point", "changed", "advice", "pictures"),
        *("columns", "column", "card", "cardhead", "question", "proposed"),
    }
)
_COMPARED = frozenset({"map", "numbers"})
_ON_NEW_PAGE = frozenset({"apart", "appendices"})
_WITHOUT_BULLETS = frozenset(
    {
        *("facts", "plain", "top", "found", "answers", "measures"),
        *("boxes", "blanks", "questions", "names", "findings"),
    }
)
_CONTENTS_LEVELS = 2
_LONGEST_ADDRESS = 2_000
"""Word can't open a file with a longer link."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACE_IN_LINE = re.compile(r"[ \t\r\f]*\n[ \t\r\f]*|[ \t\r\f]+")

_LONGEST_WORD = 16
_LONGEST_LINE = 60
_LONG_TEXT = 460
"""A text longer than a line counts for a fifth of the rest, up to this length."""
_CHARACTERS_ACROSS = 92
_PADDING = 3
_FIRST_OF_COMPARED = 0.24
_TO_CHECK = (0.09, 0.47, 0.1, 0.34)
"""The columns of a fact check: what is filled in stands at the same place in each table."""

_SVG_NAMES = {
    name.lower(): name
    for name in (
        *("viewBox", "preserveAspectRatio", "patternUnits", "patternTransform", "clipPath"),
        *("patternContentUnits", "gradientUnits", "gradientTransform", "linearGradient"),
        *("radialGradient", "clipPathUnits", "textLength", "lengthAdjust", "markerWidth"),
        *("markerHeight", "markerUnits", "refX", "refY", "textPath", "startOffset"),
    )
}
"""Names that a reader of HTML makes small letters of, and SVG does not know so."""


class _Look(NamedTuple):
    """How text looks inside an element, and in which language it is."""

    bold: bool = False
    italic: bool = False
    mark: str = ""
    tone: str = ""
    lang: str = ""
    lines: bool = False
    """Line breaks in the text are kept."""

    def text(self, words: str) -> Text:
        return Text(words, self.bold, self.italic, self.mark, self.tone, self.lang)


class _Open:
    """A paragraph that runs are added to, with spaces as a browser would show them."""

    def __init__(self, kind: str, anchors: tuple[str, ...]) -> None:
        self.kind = kind
        self.anchors = anchors
        self.runs: list[Any] = []
        self._into = self.runs
        self._look: _Look | None = None
        self._ends_with_space = True

    @property
    def only_state(self) -> bool:
        """Whether nothing but states has been written."""
        return all(isinstance(run, Text) and run.mark == "state" for run in self.runs)

    def write(self, words: str, look: _Look) -> None:
        pattern = _SPACE_IN_LINE if look.lines else _SPACE
        words = pattern.sub(lambda found: "\n" if look.lines and "\n" in found[0] else " ", words)
        if self._ends_with_space:
            words = words.lstrip(" ")
        if not words:
            return
        self._ends_with_space = words[-1] in " \n"
        last = self._into[-1] if self._into else None
        if self._look == look._replace(lines=False) and isinstance(last, Text):
            self._into[-1] = replace(last, words=last.words + words)
        else:
            self._into.append(look.text(words))
        self._look = look._replace(lines=False)

    def add(self, run: WriteOn | Drawing) -> None:
        self._into.append(run)
        self._look = None
        self._ends_with_space = False

    def lead_to(self, address: str) -> None:
        """What is written until `lead_back` leads there."""
        self._into = []
        self.runs.append((address, self._into))
        self._look = None

    def lead_back(self) -> None:
        self._into = self.runs
        self._look = None

    def finished(self) -> tuple[Run, ...]:
        """The runs, without the space that the page has before its next element."""
        made: list[Run] = [
            Link(run[0], tuple(run[1])) if isinstance(run, tuple) else run for run in self.runs
        ]
        return _without_space(made)


def _without_space(runs: list[Run]) -> tuple[Run, ...]:
    match runs[-1] if runs else None:
        case Text(words=words) as last if words.endswith(" "):
            rest = words.rstrip(" ")
            return (*runs[:-1], replace(last, words=rest)) if rest else _without_space(runs[:-1])
        case Link(runs=inner) as last:
            return (*runs[:-1], replace(last, runs=_without_space(list(inner))))
    return tuple(runs)


class _Flow:
    """What a part of the page holds, filled with one block after another."""

    def __init__(self, kind: str = "") -> None:
        self.kind = kind
        self.blocks: list[Block] = []
        self.open: _Open | None = None

    def close(self) -> None:
        """What comes next begins a block of its own."""
        if self.open is not None:
            runs = self.open.finished()
            self.blocks.append(Paragraph(runs, self.open.kind, self.open.anchors))
        self.open = None

    def done(self) -> tuple[Block, ...]:
        """All of it. What stands between a heading and a table or a list leads in to it."""
        self.close()
        blocks = self.blocks
        for n in range(1, len(blocks) - 1):
            match blocks[n - 1 : n + 2]:
                case [Heading(), Paragraph(kind="") as block, Table() | Listing()]:
                    blocks[n] = replace(block, kind="lead-in")
        return tuple(blocks)


def read(html: str) -> Page:
    """The document that an HTML page holds."""
    page: Any = lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(huge_tree=True))
    title = " ".join((page.findtext("head/title") or "").split())
    body = page.find("body")
    layout = tuple(str(body.get("class", "")).split())
    return Page(title, str(page.get("lang", "")), layout, _Reader(page).whole(body))


class _Reader:
    """One document, walked through once."""

    def __init__(self, page: Any) -> None:
        self._led_to = {
            str(link.get("href"))[1:]
            for link in page.iter("a")
            if str(link.get("href", "")).startswith("#")
        }
        self._led_to &= {element.get("id") for element in page.iter(etree.Element)}
        self._unplaced = set(self._led_to)
        self._waiting: list[str] = []
        self._holds_blocks: set[Any] = set()
        for element in page.iter(*_BLOCKS):
            outer = element
            while outer is not None and outer not in self._holds_blocks:
                self._holds_blocks.add(outer)
                outer = outer.getparent()

    def whole(self, body: Any) -> tuple[Block, ...]:
        flow = _Flow()
        self._inside(body, flow, _Look())
        blocks = flow.done()
        # A link must lead somewhere, even to what is left out on paper.
        missing = (*self._waiting, *sorted(self._unplaced))
        return (*blocks, Paragraph(anchors=missing)) if missing else blocks

    def _inside(self, element: Any, flow: _Flow, look: _Look, depth: int = 0) -> None:
        """What an element holds: text and inline elements in paragraphs, blocks by themselves."""
        self._text(element.text, flow, look)
        for child in element:
            if isinstance(child.tag, str) and not _left_out(child):
                if child in self._holds_blocks:
                    if not (depth and flow.open is not None and flow.open.only_state):
                        flow.close()
                    self._block(child, flow, look, depth)
                else:
                    self._inline(child, flow, look)
            self._text(child.tail, flow, look)

    def _apart(
        self, element: Any, look: _Look, kind: str = "", depth: int = 0
    ) -> tuple[Block, ...]:
        """What an element holds, as blocks of their own."""
        flow = _Flow(kind)
        self._inside(element, flow, look, depth)
        return flow.done()

    def _block(self, element: Any, flow: _Flow, look: _Look, depth: int) -> None:
        self._note(element)
        tag, look = element.tag, _look_of(element, look)
        group = _GROUP_OF_TAG.get(tag) or next(iter(_GROUPS & set(_classes(element))), "")
        if _ON_NEW_PAGE & set(_classes(element)):
            flow.blocks.append(PageBreak())
        match tag:
            case "nav":
                flow.blocks.append(_contents(element))
            case _ if tag in _HEADING_TAGS:
                self._heading(element, flow, look)
            case _ if tag in _PARAGRAPH_TAGS or "notes" in _classes(element):
                self._paragraph(element, flow, look, depth)
            case "ul" | "ol":
                flow.close()
                flow.blocks.append(self._list(element, look, depth))
            case "dl":
                flow.blocks.append(self._terms(element, look, depth))
            case "table":
                flow.close()
                flow.blocks.append(self._table(element, look))
            case _ if group:
                flow.close()
                blocks = self._apart(element, look, depth=depth)
                flow.blocks.append(Group(group, blocks, _tone_of(element)))
            case _:
                self._inside(element, flow, look, depth)
                if depth == 0 or tag not in ("div", "section"):
                    flow.close()

    def _paragraph(self, element: Any, flow: _Flow, look: _Look, depth: int) -> None:
        named = _KIND_OF_TAG.get(element.tag) or next(
            (name for name in _classes(element) if name in _KINDS), flow.kind
        )
        if flow.open is not None:
            # The state of a list item, and then what it is the state of.
            self._text(" ", flow, look)
        before, flow.kind = flow.kind, named
        self._inside(element, flow, look, depth)
        flow.close()
        flow.kind = before

    def _heading(self, element: Any, flow: _Flow, look: _Look) -> None:
        for block in self._apart(element, look):
            if isinstance(block, Paragraph):
                level = int(element.tag[1])
                flow.blocks.append(Heading(level, block.runs, block.anchors))

    def _list(self, element: Any, look: _Look, depth: int) -> Listing:
        names = _classes(element)
        kind = "numbers" if element.tag == "ol" else "bullets"
        if _WITHOUT_BULLETS & set(names):
            kind = "plain"
        items = []
        for item in element.iterchildren("li"):
            self._note(item)
            blocks = self._apart(item, _look_of(item, look), depth=depth + 1)
            items.append(_with_lead(blocks, len(item.text_content())))
        start = str(element.get("start", "1"))
        count = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
        return Listing(kind, tuple(items), count, " ".join(names))

    def _terms(self, element: Any, look: _Look, depth: int) -> Terms:
        parts = element.xpath("./dt | ./dd | ./div/dt | ./div/dd")
        short = not any(child in self._holds_blocks for part in parts for child in part)
        for group in element.iterchildren("div"):
            self._note(group)
        rows: list[Term] = []
        for part in parts:
            self._note(part)
            inner = _look_of(part, look)
            if part.tag == "dt":
                inner = inner._replace(bold=True) if short else inner
                said = self._apart(part, inner, "term", depth)
                rows += [Term(block) for block in said if isinstance(block, Paragraph)]
            elif rows:
                held = self._apart(part, inner, depth=depth)
                rows[-1] = Term(rows[-1].term, (*rows[-1].blocks, *held))
        return Terms(tuple(rows), short, " ".join(_classes(element)))

    def _table(self, element: Any, look: _Look) -> Table:
        caption = element.find("caption")
        said = ""
        seen: tuple[Block, ...] = ()
        if caption is not None:
            said = " ".join(caption.text_content().split())
            if not _left_out(caption):
                self._note(caption)
                seen = self._apart(caption, look, "caption")
        heads = element.xpath("./thead/tr")
        rows = [*heads, *element.xpath("./tbody/tr | ./tr"), *element.xpath("./tfoot/tr")]
        cells = []
        for row in rows:
            self._note(row)
            cells.append([self._cell(cell, look) for cell in row.iterchildren("th", "td")])
        columns, names = _filled_up(cells), _classes(element)
        return Table(
            widths=_shares(names, cells, columns),
            heads=len(heads),
            rows=tuple(map(tuple, cells)),
            said=said,
            caption=seen,
            name=" ".join(names),
        )

    def _cell(self, cell: Any, look: _Look) -> Cell:
        self._note(cell)
        words = cell.text_content().split()
        head = cell.tag == "th"
        return Cell(
            blocks=self._apart(cell, _look_of(cell, look)._replace(bold=head)),
            head=head,
            columns=_span(cell.get("colspan")),
            rows=_span(cell.get("rowspan")),
            tone=_tone_of(cell),
            longest=max(map(len, words), default=0),
            length=len(" ".join(words)),
        )

    def _inline(self, element: Any, flow: _Flow, look: _Look) -> None:
        self._note(element)
        if flow.open is not None:
            flow.open.anchors += tuple(self._waiting)
            self._waiting = []
        classes = _classes(element)
        match element.tag:
            case "br":
                self._paragraph_of(flow).write("\n", look._replace(lines=True))
            case "input":
                if element.get("type") == "checkbox":
                    self._text("☐" if element.get("checked") is None else "☒", flow, look)
            case "img":
                self._image(element, flow, look)
            case "svg":
                width = re.fullmatch(r"[0-9]+(\.[0-9]+)?", str(element.get("width", "")))
                points = float(width[0]) * POINTS_A_PIXEL if width else 0
                self._paragraph_of(flow).add(Drawing(_svg(element), _described(element), points))
            case _ if "line" in classes:
                own = "notes" in _classes(element.getparent())
                self._paragraph_of(flow).add(WriteOn(own))
            case _:
                self._run(element, flow, look)

    def _image(self, element: Any, flow: _Flow, look: _Look) -> None:
        """A picture that stands in the page itself; of any other, and without words, the words."""
        from checklist.reporting.forms.framing import framed  # noqa: PLC0415 - python-docx is slow

        words = " ".join(str(element.get("alt") or "").split())
        svg, width = framed(str(element.get("src") or ""), element.get("width"))
        if svg and words:
            self._paragraph_of(flow).add(Drawing(svg, words, width))
        else:
            self._text(words, flow, look)

    def _run(self, element: Any, flow: _Flow, look: _Look) -> None:
        if element.tag == "small" and flow.open is not None:
            flow.open.write("\n", look._replace(lines=True))
        look = _look_of(element, look)
        address = self._address(element)
        if address:
            self._paragraph_of(flow).lead_to(address)
            look = look._replace(mark="", tone="")
        self._text(element.text, flow, look)
        for child in element:
            if isinstance(child.tag, str) and not _left_out(child):
                self._inline(child, flow, look)
            self._text(child.tail, flow, look)
        if address:
            self._paragraph_of(flow).lead_back()

    def _address(self, element: Any) -> str:
        """Where an element leads; empty where it leads nowhere."""
        address = str(element.get("href") or "") if element.tag == "a" else ""
        if address.startswith("#"):
            return address if address[1:] in self._led_to else ""
        return address if len(address) <= _LONGEST_ADDRESS else ""

    def _text(self, words: str | None, flow: _Flow, look: _Look) -> None:
        if words and (flow.open is not None or words.strip(" \t\n\r\f")):
            self._paragraph_of(flow).write(words, look)

    def _paragraph_of(self, flow: _Flow) -> _Open:
        if flow.open is None:
            flow.open = _Open(flow.kind, tuple(self._waiting))
            self._waiting = []
        return flow.open

    def _note(self, element: Any) -> None:
        """What something leads to begins where the next paragraph does."""
        name = element.get("id")
        if name in self._unplaced:
            self._unplaced.discard(name)
            self._waiting.append(name)


def _contents(element: Any) -> Contents:
    heading = element.find(".//h2")
    # As many levels as the page lists; a guide for thirty roles would need three pages.
    levels = _CONTENTS_LEVELS if element.find(".//li//li") is not None else 1
    said = "" if heading is None else " ".join(heading.text_content().split())
    places = [str(link.get("href", ""))[1:] for link in element.iter("a")]
    return Contents(said, levels, tuple(places))


def _with_lead(blocks: tuple[Block, ...], length: int) -> Item:
    """An item with the states it begins with by themselves, where more follows."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return Item((), blocks, length)
    count = 0
    for run in first.runs:
        if not (isinstance(run, Text) and (run.mark == "state" or not run.words.strip())):
            break
        count += 1
    lead, rest = _without_space(list(first.runs[:count])), first.runs[count:]
    if not rest:
        if not first.anchors and len(blocks) > 1:
            return Item(lead, blocks[1:], length)
        return Item((), blocks, length)
    if not lead:
        return Item((), blocks, length)
    if isinstance(rest[0], Text):
        rest = (replace(rest[0], words=rest[0].words.lstrip(" ")), *rest[1:])
    return Item(lead, (replace(first, runs=rest), *blocks[1:]), length)


def _filled_up(rows: list[list[Cell]]) -> int:
    """How many columns there are, when every row is filled up to the same width."""
    reaching: list[int] = []
    taken = []
    for row in rows:
        width = sum(cell.columns for cell in row) + sum(left > 0 for left in reaching)
        taken.append(width)
        reaching = [left - 1 for left in reaching if left > 1]
        reaching += [cell.rows - 1 for cell in row for _ in range(cell.columns) if cell.rows > 1]
    columns = max(taken, default=0)
    for row, width in zip(rows, taken, strict=True):
        if width < columns:
            row.append(Cell(columns=columns - width))
    return columns


def _shares(names: list[str], rows: list[list[Cell]], columns: int) -> tuple[float, ...]:
    if "check" in names and columns == len(_TO_CHECK):
        return _TO_CHECK
    return _compared(columns) if _COMPARED & set(names) else _widths(rows, columns)


def _widths(rows: list[list[Cell]], columns: int) -> tuple[float, ...]:
    """Room for the longest word of each column, and the rest after how much text there is.

    It is the text of all the rows that counts: one long note would else take the room of a column
    of long texts. A column with a head over empty cells is to be written in.
    """
    least, wanted = [0] * columns, [0] * columns
    texts = [0] * columns
    for row in rows:
        column = 0
        for cell in row:
            if cell.columns == 1 and column < columns:
                longest = min(cell.longest, _LONGEST_WORD)
                least[column] = max(least[column], longest)
                wanted[column] += _wanted(cell.length + 1)
                texts[column] += cell.length > 0
            column += cell.columns
    wanted = [total // len(rows) for total in wanted]
    if len(rows) > 1:
        wanted = [_LONGEST_LINE if said == 1 else a for a, said in zip(wanted, texts, strict=True)]
    least = [characters + _PADDING for characters in least]
    more = [max(0, a - b) for a, b in zip(wanted, least, strict=True)]
    left = max(0, _CHARACTERS_ACROSS - sum(least))
    shares = [
        a + (left * b / sum(more) if sum(more) else left / columns)
        for a, b in zip(least, more, strict=True)
    ]
    return tuple(round(share / sum(shares), 4) for share in shares)


def _compared(columns: int) -> tuple[float, ...]:
    """A column that says what each row is of, and columns of one width."""
    rest = max(1, columns - 1)
    return (_FIRST_OF_COMPARED, *[round((1 - _FIRST_OF_COMPARED) / rest, 4)] * rest)[:columns]


def _wanted(length: int) -> int:
    """How many characters wide a text would be, if it could choose."""
    return min(length, _LONGEST_LINE) + max(0, min(length, _LONG_TEXT) - _LONGEST_LINE) // 5


def _span(value: str | None) -> int:
    return int(value) if value and re.fullmatch("[1-9][0-9]{0,2}", value) else 1


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _left_out(element: Any) -> bool:
    return element.tag in _SILENT or bool(_LEFT_OUT & set(_classes(element)))


def _tone_of(element: Any) -> str:
    """The tone that an element has by itself or by its state; empty where it has none."""
    classes = _classes(element)
    said = next((name for name in classes if name.startswith("tone-")), "")
    state = next((name for name in classes if name in STATES), "")
    return said.removeprefix("tone-") or (tone_of(state).value if state else "")


def _look_of(element: Any, look: _Look) -> _Look:
    """How text looks inside an element, seen from how it looks around it."""
    classes = _classes(element)
    if element.get("lang"):
        look = look._replace(lang=str(element.get("lang")))
    if "said" in classes or element.tag == "pre":
        look = look._replace(lines=True)
    if element.tag in ("b", "strong") or {"asked", "sign", "answered", "no"} & set(classes):
        look = look._replace(bold=True)
    if element.tag in ("em", "i", "cite", "dfn"):
        look = look._replace(italic=True)
    if "st" in classes:
        look = look._replace(mark="state", tone=_tone_of(element) or "quiet")
    elif "turned" in classes:
        look = look._replace(mark="state", tone="")
    elif element.tag == "span" and "tag" in classes:
        look = look._replace(mark="tag", tone="")
    elif element.tag == "small" or (element.tag == "span" and "meta" in classes):
        look = look._replace(mark="quiet", tone="")
    return look


def _described(element: Any) -> str:
    """A picture in words: what it shows, and what it is of unless a caption says that."""
    named = str(element.get("aria-label") or "")
    if named:
        return named
    captioned = any(outer.find(".//figcaption") is not None for outer in element.iterancestors())
    title, says = element.findtext("title") or "", element.findtext("desc") or ""
    said = says if captioned and says else ": ".join(filter(None, (title, says)))
    return " ".join(said.split())


def _svg(element: Any) -> str:
    """A picture of the page as a file of its own, in the letters of the paper."""
    element = deepcopy(element)
    picture = etree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    for inner in element.xpath(".//image | .//script | .//foreignobject"):
        inner.getparent().remove(inner)
    for inner in element.iter(etree.Element):
        inner.tag = _SVG_NAMES.get(inner.tag, inner.tag)
        for name in list(inner.attrib):
            if name in _SVG_NAMES:
                inner.set(_SVG_NAMES[name], inner.attrib.pop(name))
    picture.attrib.update(element.attrib)
    picture.set("font-family", PAPER_FONTS[1])
    picture.extend(list(element))
    return str(etree.tostring(picture, encoding="unicode"))
