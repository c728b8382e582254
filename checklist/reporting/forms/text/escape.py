"""Making texts from people and files harmless in a report.

Three rules, applied to every value that a template prints:

- Characters that can't be seen but change what is seen are shown as U+FFFD.
- In Markdown, every character that could mean something is escaped, and a text stays on one
  line, so that a value stays where the template put it. Web addresses are kept whole.
- Only addresses that begin with https, http or mailto become links.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from checklist.text import visible

_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_MARKDOWN = re.compile(r"[\\`*_\[\]|#~$<>&]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_WEB_ADDRESS = re.compile(
    r"(?<![\w/])(https?://[\w%/:?#@!$&'()*+,=~.-]*[\w%/#$&*+=~-])", re.IGNORECASE
)
"""A web address in a text. Punctuation after it is not part of it, nor a semicolon inside it,
with which an `&` would mean something."""
_EMPTY_LINES = re.compile(r"\n{3,}")
_LEADING = re.compile(r"([-+=:])|(\d{1,9})([.)])(?=\s|$)")


def shown(text: str) -> str:
    """The text with everything unseen as U+FFFD, and tabs as spaces. Line breaks are kept."""
    if text.isprintable():
        return text
    return _NO_CHARACTERS.sub("\ufffd", visible(text)).replace("\t", " ")


def html(text: str) -> Markup:
    """The text, where no character means anything to HTML, inside an attribute or outside."""
    return escape(shown(text))


def markdown(text: str, line_break: str = " ") -> str:
    """The text on one line, where no character means anything to Markdown.

    Web addresses become links as they stand: no character in them is escaped. `line_break` stands
    where the text had one.
    """
    pieces = _WEB_ADDRESS.split(_on_one_line(text, line_break))
    return "".join(
        f"<{piece}>" if place % 2 else _escaped(piece, line_break, first=not place)
        for place, piece in enumerate(pieces)
    )


def markdown_without_links(text: str) -> str:
    """The same for the words of a link: there is no link inside a link."""
    return _escaped(_on_one_line(text, " "), " ", first=True)


def _on_one_line(text: str, line_break: str) -> str:
    """The text with single spaces, and a line feed for each line break that is to be kept."""
    if line_break == " ":
        return " ".join(shown(text).split())
    lines = [" ".join(line.split()) for line in shown(text).strip().split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines))


def _escaped(line: str, line_break: str, *, first: bool) -> str:
    line = _MARKDOWN.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
    if first and _LEADING.match(line):
        line = _LEADING.sub(_escape_leading, line, count=1)
    return line.replace("\n", line_break)


def _escape_leading(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"
