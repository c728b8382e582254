"""Which rows become one criterion: those that ask about the same requirement, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checklist.criteria.drafting.columns import Field
from checklist.criteria.drafting.entries import Entry, PartRead
from checklist.criteria.drafting.texts import one_line

_MOST_CHECKPOINTS = 20
_NO_NAME = re.compile(r"(?:ark|sheet|table|tabell|side)? ?\d*", re.IGNORECASE)
_OF_THE_CRITERION = (Field.REQUIREMENT, Field.SOURCE, Field.SECTION, Field.FORCE, Field.WHY)
_ONLY_ONCE = (Field.ID, Field.TITLE, Field.FORCE, Field.WHY, Field.GUIDANCE)


class Block(NamedTuple):
    """The rows that become one criterion, and the theme they stand under."""

    theme: str
    entries: tuple[Entry, ...]


def blocks(parts: Iterable[PartRead], title: str) -> Iterator[Block]:
    """Every row, in its criterion; where nothing names a theme, the sheet does, or the title."""
    for part in parts:
        otherwise = title if _NO_NAME.fullmatch(part.title) else part.title
        gathered: list[Entry] = []
        for entry in _one_question_each(part.entries):
            if not gathered:
                gathered = [entry]
            elif entry.follows and len(gathered) < _MOST_CHECKPOINTS:
                gathered.append(_under(gathered[0], entry))
            else:
                yield Block(gathered[0].theme or otherwise, tuple(gathered))
                gathered = [_with_what_it_follows(entry, gathered[0])]
        if gathered:
            yield Block(gathered[0].theme or otherwise, tuple(gathered))


def _one_question_each(entries: Iterable[Entry]) -> Iterator[Entry]:
    """A cell with a question on each line asks several."""
    for entry in entries:
        lines = entry.fields.get(Field.QUESTION, "").split("\n")
        asked = [line for line in lines if line]
        if len(asked) > 1 and all(line.endswith("?") for line in asked):
            yield entry._replace(fields={**entry.fields, Field.QUESTION: asked[0]})
            for line in asked[1:]:
                yield Entry(entry.place, {Field.QUESTION: line}, entry.theme, follows=True)
        else:
            yield entry


def _under(first: Entry, entry: Entry) -> Entry:
    """A further row: what it says otherwise of the criterion than the first is kept beside it."""
    beside = tuple(
        f"{field}: {one_line(text)}"
        for field in _ONLY_ONCE
        if (text := entry.fields.get(field)) and text != first.fields.get(field)
    )
    return entry._replace(beside=(*entry.beside, *beside))


def _with_what_it_follows(entry: Entry, first: Entry) -> Entry:
    """The row that begins a new criterion because the one it follows has no room for more."""
    if not entry.follows:
        return entry
    held = {field: first.fields[field] for field in _OF_THE_CRITERION if field in first.fields}
    return entry._replace(fields=held | dict(entry.fields))
