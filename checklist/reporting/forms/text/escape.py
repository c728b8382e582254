"""Making texts from people and files harmless in a report.

Three rules, applied to every value that a template prints:

- Characters that can't be seen but change what is seen are shown as U+FFFD.
- In Markdown, every character that could mean something is escaped, and lines are joined, so
  that a value stays where the template put it.
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
_LEADING = re.compile(r"([-+=:])|(\d{1,9})([.)])(?=\s|$)")


def shown(text: str) -> str:
    """The text with everything unseen as U+FFFD, and tabs as spaces. Line breaks are kept."""
    if text.isprintable():
        return text
    return _NO_CHARACTERS.sub("\ufffd", visible(text)).replace("\t", " ")


def html(text: str) -> Markup:
    """The text, where no character means anything to HTML, inside an attribute or outside."""
    return escape(shown(text))


def markdown(text: str) -> str:
    """The text on one line, where no character means anything to Markdown."""
    line = " ".join(shown(text).split())
    line = _MARKDOWN.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
    return _LEADING.sub(_escape_leading, line, count=1) if _LEADING.match(line) else line


def _escape_leading(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"
