"""Assessments as they are drawn at home: the one to go on with, and the others in columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from checklist.appraisal import Appraisal
from checklist.i18n import Translator
from checklist.store import JournalEntry, Receipt
from checklist.text import visible
from checklist.tui.lists import LeadingRow, entry_rows, ladder_rows, tables_of
from checklist.tui.signs import KEY, LATE, NOTE, QUIET
from checklist.tui.widgets import StyledText, content, hung, progress_bar, styled
from checklist.words import (
    WORST,
    Glance,
    name_words,
    origin_mark,
    summary_entries,
    worst_entries,
)

_BETWEEN = "  "
_BAR, _LONG_BAR = "████ ", 10
_COUNT, _FINDINGS, _CHANGED = "323 av 395", "▲ 2 △ 22 ◇ 11", "28.11.2025"
"""What is as wide as each column."""

_LEAST_NAME = 24
"""Columns of a name at least; where there are fewer, others give way."""


class Found(NamedTuple):
    """What was worked out of an assessment.

    Attributes:
        glance: what a list says of it; None until it is worked out, and where it can't be opened.
        beside: what stands beside the list when it is marked.
        fault: what is damaged, in words; empty where nothing is.
    """

    glance: Glance | None = None
    beside: Content = Content("")
    fault: str = ""


class Known(NamedTuple):
    """An assessment in the list; `about` tells it from others of the same municipality."""

    entry: JournalEntry
    about: str
    found: Found


class Columns(NamedTuple):
    """How wide each column is, with the space before it; 0 where it has no room."""

    name: int
    answered: int
    findings: int
    changed: int

    @property
    def has_bar(self) -> bool:
        """Whether there is room for a bar before the count."""
        return self.answered > len(_BETWEEN + _COUNT)


def columns_for(width: int) -> Columns:
    """The columns of a list of this width."""
    count, bar = len(_BETWEEN + _COUNT), len(_BAR)
    findings, changed = len(_BETWEEN + _FINDINGS), len(_BETWEEN + _CHANGED)
    for kept in (
        (count + bar, findings, changed),
        (count, findings, changed),
        (count, findings, 0),
        (count, 0, 0),
    ):
        if width - sum(kept) >= _LEAST_NAME:
            break
    return Columns(max(1, width - sum(kept)), *kept)


def heading(words: str, columns: Columns | None, _: Translator) -> LeadingRow:
    """What stands over a group, and over its columns where they are given."""
    named = content((StyledText(words, "bold"),))
    if columns is None:
        return LeadingRow(Content("\n") + named)
    over = (
        [StyledText(_BETWEEN + words, QUIET)] for words in (_("besvart"), _("funn"), _("endret"))
    )
    fits = named.cell_length <= columns.name
    line = _in_columns(columns, [StyledText(words if fits else "", "bold")], *over)
    return LeadingRow(Content("\n").join((Content(""), *([] if fits else [named]), line)))


def going_on(known: Known, width: int, _: Translator) -> LeadingRow:
    """The assessment to go on with: where it stands, and the next question."""
    if known.found.glance is None and known.found.fault:
        return _damaged(known.entry.id, known.found.fault, width)
    name = [StyledText(_name(known, _), "bold")]
    if mark := origin_mark(known.entry.created.origin, _):
        name.append(StyledText(f"{_BETWEEN}{mark}", QUIET))
    found = known.found.glance
    changed = "" if found is None else found.changed_at
    lines = [
        _ends([StyledText(_("Fortsett her"), "bold")], StyledText("Enter", KEY), width),
        _ends(name, StyledText(changed, QUIET), width),
    ]
    lines += _details(known.found, width, _)
    return LeadingRow(Content("\n").join(lines), known.entry.id)


def other(known: Known, columns: Columns, width: int, _: Translator) -> LeadingRow:
    """One of the others on a line, and with its details where it is marked."""
    if known.found.glance is None and known.found.fault:
        return _damaged(known.entry.id, known.found.fault, width)
    found = known.found.glance
    name = [StyledText(_name(known, _))]
    shown = "" if found is None else found.shown
    name += [StyledText(f"{_BETWEEN}{words}", QUIET) for words in (shown, known.about) if words]
    if found is None:
        return LeadingRow(_in_columns(columns, name, [], [], []), known.entry.id)
    line = _in_columns(columns, name, _count(found, columns, _), _signs(found), _changed(found))

    def whole() -> Content:
        return Content("\n").join((line, *_details(known.found, width, _, indent="  ")))

    return LeadingRow(line, known.entry.id, whole)


def received(receipt: Receipt, known: str, width: int, _: Translator) -> LeadingRow:
    """What somebody handed over; `known` is what is in it, once it is read."""
    came = _("mottatt {when}", when=_.moment(receipt.at))
    line = _ends([StyledText(visible(known or receipt.id))], StyledText(came, QUIET), width)
    return LeadingRow(line, receipt.id)


def audit(name: str, words: str, width: int) -> LeadingRow:
    """An audit: what it is about, whose services, and how far it has come."""
    return LeadingRow(hung((StyledText(words or name),), width), name)


def damaged(name: str, width: int, _: Translator) -> LeadingRow:
    """An assessment that can't be opened: it can only be taken away."""
    return _damaged(name, _("Kan ikke åpnes."), width)


def beside(appraisal: Appraisal, today: date, width: int, _: Translator) -> Content:
    """Where duties stop and what is worst, to stand beside the list."""
    if not appraisal.has_begun:
        entries = tuple(summary_entries(appraisal, today, _))
        rows = [*entry_rows(entries, width, {})]
    else:
        entries = tuple(worst_entries(appraisal, today, _, WORST))
        rows = [
            *ladder_rows(appraisal, _, width),
            LeadingRow(Content("")),
            *entry_rows(entries, width, tables_of(entries, width)),
        ]
    return Content("\n").join(row.drawn for row in rows)


# -- parts ------------------------------------------------------------------------------


def _name(known: Known, _: Translator) -> str:
    created = known.entry.created
    return name_words(created.municipality, created.date, _)


def _details(found: Found, width: int, _: Translator, *, indent: str = "") -> list[Content]:
    """What it is, how far it has come, what is next, and what was found."""
    glance = found.glance
    if glance is None:
        # As many lines as there will be.
        return [Content("")] * 5
    where, question = glance.next
    lines = [[StyledText(text)] for text in (glance.title, glance.measured) if text]
    lines += [_progress(glance), [StyledText(where)]]
    lines += [[StyledText(f"  {question}")]] if question else []
    counts = [styled(one.words) for one in glance.findings]
    counts += [StyledText(f"! {glance.overdue}", LATE)] if glance.overdue else []
    lines += _beside_each_other(counts, width - len(indent))
    lines += [[StyledText(f"✗ {found.fault}", NOTE)]] if found.fault else []
    return [hung((StyledText(indent), *line), width) for line in lines]


def _progress(glance: Glance) -> list[StyledText]:
    """How far it has come, and how long the rest may take."""
    answered, of = glance.progress.answered, glance.progress.of
    return [
        StyledText(progress_bar(answered, of, _LONG_BAR), KEY),
        StyledText(_BETWEEN + glance.counted),
        StyledText(_BETWEEN + glance.left if glance.left else "", QUIET),
    ]


def _beside_each_other(pieces: Sequence[StyledText], width: int) -> list[list[StyledText]]:
    """Pieces on as few lines as have room for them; none is parted at the end of a line."""
    lines: list[list[StyledText]] = []
    room = 0
    for piece in pieces:
        room -= cell_len(piece.text)
        if not lines or room < 0:
            lines.append([piece])
            room = width - cell_len(piece.text)
        else:
            lines[-1].append(piece)
        lines[-1].append(StyledText(_BETWEEN))
        room -= len(_BETWEEN)
    return lines


def _damaged(name: str, why: str, width: int) -> LeadingRow:
    return LeadingRow(hung((StyledText(name, "bold"), StyledText(f"\n  ✗ {why}")), width), name)


def _count(found: Glance, columns: Columns, _: Translator) -> list[StyledText]:
    progress = found.progress
    words = _("{n} av {of}", n=progress.answered, of=progress.of)
    bar = progress_bar(progress.answered, progress.of, len(_BAR.strip()))
    parts = [StyledText(f"{bar} ", KEY)] if columns.has_bar else []
    return [StyledText(_BETWEEN), *parts, StyledText(words)]


def _signs(found: Glance) -> list[StyledText]:
    """How many of each, the most serious first; what has no room is left out whole."""
    shown, room, left = [StyledText(" ")], len(f" {_FINDINGS}"), len(found.findings)
    for one in found.findings:
        piece = styled(one.words._replace(text=str(one.number)))
        left -= 1
        room -= cell_len(f" {piece.text}")
        if room < (len(" …") if left else 0):
            return [*shown, StyledText(" …", QUIET)]
        shown.append(piece._replace(text=f" {piece.text}"))
    return shown


def _changed(found: Glance) -> list[StyledText]:
    return [StyledText(_BETWEEN + found.changed)]


def _in_columns(
    columns: Columns,
    name: Sequence[StyledText],
    count: Sequence[StyledText],
    findings: Sequence[StyledText],
    changed: Sequence[StyledText],
) -> Content:
    """Cells beside each other, each as wide as its column; what has no room is left out."""
    line = Content("")
    for cell, width in zip((name, count, findings, changed), columns, strict=True):
        if width:
            line += content(cell).truncate(width, ellipsis=True, pad=True)
    return line


def _ends(left: Sequence[StyledText], right: StyledText, width: int) -> Content:
    """Pieces at the left of a line, and one at the right."""
    room = max(1, width - cell_len(right.text) - len(_BETWEEN))
    shown = content(left).truncate(room, ellipsis=True, pad=True)
    return shown + content((StyledText(_BETWEEN), right))
