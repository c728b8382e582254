"""Writing YAML that a person goes on with: every text as it is, and what is missing marked."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from checklist.criteria.drafting.texts import one_line

MISSING, PROPOSED = "MANGLER", "FORESLÅTT"
"""What a person looks for in a draft: what must be filled in, and what must be read."""

_WIDTH = 96
_LONG = 70
_PLAIN = re.compile(r"[A-Za-zÆØÅæøå][\w ,.()/§–-]*")
_NO_TEXT = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


class YamlLines:
    """Lines of YAML, with how many marks there are among them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.missing = 0
        self.proposed = 0

    def put(self, indent: int, key: str, text: str) -> None:
        """A field and its text."""
        self.lines += _field(indent, key, text)

    def propose(self, indent: int, key: str, text: str, why: str) -> None:
        """A field whose text somebody must read, and why."""
        self.proposed += 1
        self.comment(indent, f"{PROPOSED}: {why}")
        self.put(indent, key, text)

    def propose_line(self, indent: int, line: str, why: str) -> None:
        """A whole line that somebody must read, and why."""
        self.proposed += 1
        self.comment(indent, f"{PROPOSED}: {why}")
        self.bare(indent, line)

    def miss(self, indent: int, key: str, what: str) -> None:
        """A field without a value, and what belongs there."""
        self.flag(indent, f"{key}:", what)

    def flag(self, indent: int, line: str, what: str) -> None:
        """A line that the check will find fault with, and what it lacks."""
        self.missing += 1
        self.lines.append(f"{' ' * indent}{line}  # {MISSING}: {one_line(what)}")

    def bare(self, indent: int, line: str) -> None:
        """A line that holds no text from anywhere else."""
        self.lines.append(" " * indent + line)

    def comment(self, indent: int, text: str) -> None:
        """A comment, on as many lines as it takes."""
        margin, text = " " * indent + "# ", one_line(text)
        if len(margin) + len(text) <= _WIDTH:
            self.lines.append(margin + text)
            return
        self.lines += textwrap.wrap(
            text,
            _WIDTH,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def comments(self, indent: int, texts: Iterable[str]) -> None:
        """Several comments, each beginning on its own line."""
        for text in texts:
            self.comment(indent, text)


def _field(indent: int, key: str, text: str) -> list[str]:
    head, inside = f"{' ' * indent}{key}:", " " * (indent + 4)
    if "\n" in text:
        return [f"{head} |-", *((inside + line).rstrip() for line in text.split("\n"))]
    if len(text) > _LONG and " " in text:
        wrapped = textwrap.wrap(
            text,
            _WIDTH,
            initial_indent=inside,
            subsequent_indent=inside,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [f"{head} >-", *wrapped]
    return [f"{head} {scalar(text)}"]


def scalar(text: str) -> str:
    """A text on one line, in quotes where YAML would read it as something else."""
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.casefold() not in _NO_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)
