"""The blocks of a document, set on paper by Typst.

What people write reaches it as data: `paper.typ` reads the blocks as JSON and has all the markup
there is. It reads no other file, and nothing is fetched.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec
import typst

from checklist.reporting.design import ONE_PAGE, PAPER, PRINT
from checklist.reporting.forms.blocks import Page
from checklist.reporting.forms.reading import read
from checklist.reporting.forms.typst.fonts import FAMILIES, covered, ours, with_those_here
from checklist.resources import data_file

Made = TypeVar("Made")

_LONG_WORD = re.compile(r"\S{36,}")
_MAY_BREAK = re.compile(r"(.{12})(?=.)")
_POINTS_AN_INCH = 200
_REMEMBERED = 10
"""How many documents ago something was last used when Typst forgets it."""
_SOONER = 3
"""How many that have nothing in them are set after each that has."""


class About(NamedTuple):
    """What stands beside the document itself: whose it is, its day, and the foot of its pages."""

    author: str = ""
    day: date = date(2000, 1, 1)
    numbering: tuple[str, str, str] = ("", " / ", "")
    foot: str = ""


def as_pdf(html: str, about: About) -> bytes:
    """The bytes of the file: the same HTML gives the same bytes."""

    def made(compiler: typst.Compiler) -> bytes:
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
        return pdf if isinstance(pdf, bytes) else b"".join(pdf or [])

    pdf = _with_fonts(read(html), about, made)
    _let_go_of_what_was_set()
    return pdf


def as_png(svg: str) -> bytes:
    """A picture drawn to points, fine enough for print."""
    source = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
    compiler = typst.Compiler(
        (source + '#image(bytes(sys.inputs.svg), format: "svg", width: 15cm)').encode(),
        root=data_file("fonts"),
        font_paths=ours(),
        sys_inputs={"svg": svg},
    )
    made = compiler.compile(format="png", ppi=_POINTS_AN_INCH)
    return made if isinstance(made, bytes) else b"".join(made or [])


def pages(html: str) -> int:
    """How many pages a document takes."""

    def made(compiler: typst.Compiler) -> int:
        (number,) = json.loads(compiler.query("<samsjekk-pages>", field="value"))
        return int(number)

    return _with_fonts(read(html), About(), made)


def taken(html: str) -> tuple[tuple[float, ...], ...]:
    """How much of its page each card of each column takes in a document on one page.

    The first of a column has all that is no card as well; together they are 1 where the column
    is full.
    """

    def made(compiler: typst.Compiler) -> tuple[tuple[float, ...], ...]:
        (columns,) = json.loads(compiler.query("<samsjekk-taken>", field="value"))
        return tuple(tuple(map(float, shares)) for shares in columns)

    return _with_fonts(read(html), About(), made)


def _with_fonts(page: Page, about: About, make: Callable[[typst.Compiler], Made]) -> Made:
    """What is made of a document with our own fonts, or those here where ours lack a character."""
    made = _made(page, about, make)
    _let_go_of_what_was_set(_SOONER)
    return made


def _made(page: Page, about: About, make: Callable[[typst.Compiler], Made]) -> Made:
    blocks = msgspec.to_builtins(page)
    used = set(about.author + about.foot).union(*_prepared(blocks)) - {"\n"}
    unknown = {c for c in used if ord(c) not in covered()}
    if unknown:
        try:
            return make(_compiler(blocks, about, with_those_here()))
        except typst.TypstError:
            table = {ord(c): _replacement(c) for c in unknown}
            _translate(blocks, table)
            about = about._replace(
                author=about.author.translate(table), foot=about.foot.translate(table)
            )
    return make(_compiler(blocks, about, ours()))


def _let_go_of_what_was_set(documents: int = _REMEMBERED + 1) -> None:
    """Let Typst forget what it set some documents ago: a long one takes 150 MB.

    It forgets what was not used for ten documents, and only when it has set one: so as many are
    set that have nothing in them. One takes less than a millisecond.
    """
    for _ in range(documents):
        typst.Compiler(b" ", root=data_file("fonts"), font_paths=ours()).compile(format="svg")


def _compiler(page: Any, about: About, fonts: typst.Fonts) -> typst.Compiler:
    day = about.day
    paper = {
        "page": page,
        "colours": PRINT,
        "sizes": ONE_PAGE if "onepage" in page.get("layout", ()) else PAPER,
        "fonts": FAMILIES,
        "language": page["language"] or "nb",
        "author": about.author,
        "date": (day.year, day.month, day.day),
        "numbering": about.numbering,
        "foot": about.foot,
    }
    return typst.Compiler(
        data_file("paper.typ").read_bytes(),
        root=data_file("fonts"),
        font_paths=fonts,
        sys_inputs={"paper": msgspec.json.encode(paper).decode()},
    )


def _prepared(page: Any) -> Iterator[str]:
    """All the words of a document, with its headings and long words made ready to be set."""
    level = 0
    for part in _parts(page):
        if part.get("type") == "heading":
            # A level that is passed over is an error in PDF/UA.
            level = part["level"] = min(part["level"], level + 1)
        words = part.get("words")
        if words is not None and part.get("type") == "text":
            if _LONG_WORD.search(words):
                part["words"] = _LONG_WORD.sub(
                    lambda found: _MAY_BREAK.sub("\\1\u200b", found[0]), words
                )
            yield words


def _replacement(character: str) -> str:
    """What stands for a character that no font has: nothing where nobody would have seen it."""
    return "" if unicodedata.category(character) == "Cf" else "\ufffd"


def _translate(page: Any, table: dict[int, str]) -> None:
    for part in _parts(page):
        if part.get("type") == "text":
            part["words"] = part["words"].translate(table)


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    match part:
        case dict():
            yield part
            for inner in part.values():
                yield from _parts(inner)
        case list() | tuple():
            for inner in part:
                yield from _parts(inner)
