"""The papers as they are drawn in the list: what each is called, for whom, and how long it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, NothingToSay, ReportDocument
from checklist.tui.lists import LeadingRow
from checklist.tui.report.reader import readable
from checklist.tui.signs import KEY, NOTE, QUIET
from checklist.tui.widgets import StyledText, content, fitted
from checklist.words import length_words

_BETWEEN = "  "
_LEAST_READER = 12
_CHAPTER = "\n## "
"""What stands before the first chapter is the same in every paper."""


class Wanted(NamedTuple):
    """A paper, and all that its text depends on; empty where it does not depend on it."""

    document: str
    role: str = ""
    depth: str = ""
    against: str = ""
    appendix: str = ""
    publish: bool = False


class Written(NamedTuple):
    """The text of a paper in Markdown, and how many words it has."""

    text: str
    words: int

    @classmethod
    def of(cls, text: str) -> Written:
        """Count the words, not the marks between them."""
        return cls(text, sum(any(map(str.isalnum, word)) for word in text.split()))


Outcome = Written | SamsjekkError
"""A paper, or why there is none."""


def paper_rows(
    outcomes: Mapping[str, Outcome | None], width: int, _: Translator, *, has_role: bool
) -> Iterator[LeadingRow]:
    """A line for each paper. `has_role` is whether a role is chosen for those that have one."""
    titles = [_.say(paper.title) for paper in DOCUMENTS.values()]
    readers = ["" if p.reader is None else _.say(p.reader) for p in DOCUMENTS.values()]
    ends = [_end(paper, outcomes[name], _, has_role=has_role) for name, paper in DOCUMENTS.items()]
    first = max(map(cell_len, titles))
    left = width - len("1 ") - first - 2 * len(_BETWEEN) - max(cell_len(e.text) for e in ends)
    reader = min(left, max(map(cell_len, readers))) if left >= _LEAST_READER else 0
    for number, name in enumerate(DOCUMENTS):
        parts = [
            StyledText(f"{number + 1} ", KEY),
            StyledText(f"{fitted(titles[number], first)}{_BETWEEN}", "bold"),
        ]
        if reader:
            parts.append(StyledText(f"{fitted(readers[number], reader)}{_BETWEEN}"))
        yield LeadingRow(content((*parts, ends[number])), name)


def _end(
    paper: ReportDocument, outcome: Outcome | None, _: Translator, *, has_role: bool
) -> StyledText:
    """How long a paper is, or what stands in its way."""
    if isinstance(outcome, NothingToSay):
        return StyledText(f"! {_.say(outcome.in_short)}", NOTE)
    if isinstance(outcome, SamsjekkError):
        return StyledText(f"! {_('kan ikke lages')}", NOTE)
    if paper.one_page:
        return StyledText(_("1 side"))
    if outcome is None:
        return StyledText("…", QUIET)
    length = length_words(outcome.words, _)
    if paper.by_role and not has_role:
        return StyledText(_("{length}, velg rolle", length=length), NOTE)
    return StyledText(length)


def beginning(text: str, lines: int) -> Content:
    """The first lines of the first chapter, without marks."""
    chapter = text[max(0, text.find(_CHAPTER)) :].strip()
    shown = [line for line in chapter.split("\n") if line.strip()][:lines]
    parts = []
    for line in shown:
        parts.append(StyledText(readable(line), "bold" if line.startswith("#") else ""))
        parts.append(StyledText("\n"))
    return content(parts[:-1])
