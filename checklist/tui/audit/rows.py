"""The rows of an audit on screen: its parts, and what stands in one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from checklist.appraisal import Appraisal
from checklist.audit import (
    KINDS,
    Audit,
    ComparedOnly,
    ComparedVerdict,
    CriterionVerdict,
    compared_verdicts,
)
from checklist.i18n import Translator
from checklist.tui.lists import LeadingRow
from checklist.tui.signs import NOTE, QUIET
from checklist.tui.widgets import StyledText, content, hung
from checklist.words.audits import (
    AUDIT_PARTS,
    AuditLine,
    compared_words,
    is_empty,
    part_count,
    record_lines,
)

PARTS = 24
"""The width of the list of parts."""


class VerdictsBeside(NamedTuple):
    """What each municipality came to itself, by the audit's criteria.

    Attributes:
        municipalities: what they are called, in order.
        compared: by criterion, one for each municipality in the same order.
    """

    municipalities: Sequence[str] = ()
    compared: Mapping[str, Sequence[ComparedVerdict]] = {}

    def shows(self, criterion: str, only: ComparedOnly | None) -> bool:
        """Whether a filter shows a verdict, beside what any municipality came to."""
        compared = self.compared.get(criterion, ())
        return only is None or any(one.shown_by(only) for one in compared)

    def lines(self, criterion: str, _: Translator) -> Iterator[str]:
        """What each municipality came to; none where nothing is received."""
        found = zip(self.municipalities, self.compared.get(criterion, ()), strict=False)
        return (f"{name}: {compared_words(one, _)}" for name, one in found)


def verdicts_beside(audit: Audit, received: Mapping[str, Appraisal]) -> VerdictsBeside:
    """The verdicts of what was received, to stand beside the auditors'."""
    compared: dict[str, list[ComparedVerdict]] = {}
    for appraisal in received.values():
        for one in compared_verdicts(audit, appraisal):
            compared.setdefault(one.criterion.id, []).append(one)
    names = [appraisal.assessment.municipality.name for appraisal in received.values()]
    return VerdictsBeside(names, compared)


def part_row(audit: Audit, part: str, _: Translator) -> LeadingRow:
    """A part, and how many of what its name says stand in it."""
    words = _.say(AUDIT_PARTS[part].words)
    count = part_count(audit, part)
    number = "" if count is None else str(count)
    gap = " " * max(1, PARTS - len("▌▕  ") - cell_len(words) - len(number))
    style = QUIET if is_empty(audit, part) else NOTE if part == "breaks" else ""
    return LeadingRow(content((StyledText(f"{words}{gap}{number}", style),)), part)


def key_of_line(line: AuditLine) -> str:
    """What a row leads to."""
    return f"{line.kind} {line.id}"


def line_row(
    line: AuditLine, audit: Audit, beside: VerdictsBeside, width: int, _: Translator
) -> LeadingRow:
    """A thing on a row, with what municipalities came to under a verdict; whole where marked."""
    if not line.kind:
        return LeadingRow(content((StyledText(line.words, "bold"),)))
    indent = "  " * line.depth
    parts = [StyledText(f"{indent}{line.words}")]
    if line.kind == CriterionVerdict.KIND:
        said = (f"\n{indent}  {words}" for words in beside.lines(line.id, _))
        parts += [StyledText(words, QUIET) for words in said]
    drawn = hung(parts, width)
    return LeadingRow(drawn, key_of_line(line), partial(_whole, line, drawn, audit, width, _))


def _whole(line: AuditLine, drawn: Content, audit: Audit, width: int, _: Translator) -> Content:
    record = audit.find(KINDS[line.kind], line.id)
    if record is None:
        return drawn
    lines = [drawn]
    said = " ".join(line.words.split())
    for label, words in record_lines(record, audit, _):
        text = " ".join(words.split()).rstrip(".")
        # A number that happens to stand in the line is not what the line says.
        if text in said and not text.isdigit():
            continue
        under = words.strip().replace("\n", "\n      ")
        piece = (StyledText(f"    {label}: ", QUIET), StyledText(under))
        lines.append(hung(piece, width, hang=6))
    return Content("\n").join(lines)
