"""Numbers of others (sammenligningstall) from a table that somebody imports.

Each row has a checkpoint, whose number it is, the value, its date and where it stands; where it
names a municipality, it is shown to that one only.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from checklist.criteria.model import Checkpoint, CriteriaSet, Criterion, ReferenceValue
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.text import nearest

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "checkpoint": ("checkpoint", "kontrollpunkt"),
    "whose": ("whose", "hvem"),
    "value": ("value", "verdi"),
    "date": ("date", "dato"),
    "where": ("where", "kilde", "kjelde"),
    "address": ("address", "adresse"),
    "municipality": ("municipality", "kommune"),
}
"""What the columns can be called, in any order; the last two may be left out."""
_NEEDED = ("checkpoint", "whose", "value", "date", "where")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


class FaultyReferences(SamsjekkError):
    """A table of numbers of others that can't be used; the words say every fault, with its line."""

    exit_code = ExitCode.FAULTS

    def __init__(self, faults: Sequence[Phrase]) -> None:
        super().__init__(faults[0])
        self.faults = tuple(faults)


class Imported(NamedTuple):
    """A number of others, and the checkpoint it stands beside."""

    checkpoint: str
    value: ReferenceValue


def read_references(text: str, name: str, known: Iterable[str] | None = None) -> list[Imported]:
    """The rows of a table in CSV: semicolons, commas or tabs between, headings first.

    Args:
        text: the table.
        name: what faults call it.
        known: the checkpoints that there are; None where that is not to be looked at.

    Raises:
        FaultyReferences: with every fault.
    """
    heading = text.partition("\n")[0]
    between = max(";\t,", key=heading.count)
    rows = csv.reader(text.splitlines(), delimiter=between)
    called = [cell.strip().casefold() for cell in next(rows, [])]
    places = {
        field: next((called.index(word) for word in words if word in called), None)
        for field, words in COLUMNS.items()
    }
    if lacking := [COLUMNS[field][1] for field in _NEEDED if places[field] is None]:
        raise FaultyReferences(
            [
                phrase(
                    "{file}: kolonnene {columns} mangler. Første linje skal ha overskriftene.",
                    file=name,
                    columns=", ".join(lacking),
                )
            ]
        )
    points = None if known is None else frozenset(known)
    found: list[Imported] = []
    faults: list[Phrase] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        cells = {
            field: row[place].strip() if place is not None and place < len(row) else ""
            for field, place in places.items()
        }
        problem = _problem(cells, points)
        if problem is not None:
            words = "{file}, linje {line}: {problem}"
            faults.append(phrase(words, file=name, line=rows.line_num, problem=problem))
            continue
        found.append(Imported(cells.pop("checkpoint"), _value(cells)))
    if faults:
        raise FaultyReferences(faults)
    return found


def _problem(cells: Mapping[str, str], known: frozenset[str] | None) -> Phrase | None:
    """What is wrong with a row, or None."""
    checks: tuple[tuple[Callable[[], bool], Phrase], ...] = (
        (
            lambda: not all(cells[field] for field in _NEEDED),
            phrase("kontrollpunkt, hvem, verdi, dato og kilde må være fylt ut."),
        ),
        (
            lambda: _NUMBER.fullmatch(cells["value"]) is None,
            phrase("«{value}» er ikke et tall.", value=cells["value"]),
        ),
        (
            lambda: _PARTIAL_DATE.fullmatch(cells["date"]) is None,
            phrase("«{value}» er ikke en dato; skriv 2025 eller 2025-06-30.", value=cells["date"]),
        ),
        (
            lambda: bool(cells["address"]) and not re.match(r"https?://\S+$", cells["address"]),
            phrase("adressen må begynne med http:// eller https:// og ikke ha mellomrom."),
        ),
        (
            lambda: (
                bool(cells["municipality"]) and not re.match("[0-9]{4}$", cells["municipality"])
            ),
            phrase("«{value}» er ikke et kommunenummer.", value=cells["municipality"]),
        ),
    )
    for is_wrong, words in checks:
        if is_wrong():
            return words
    if known is not None and cells["checkpoint"] not in known:
        close = nearest(cells["checkpoint"], known)
        words = phrase("ingen sett har kontrollpunktet «{name}».", name=cells["checkpoint"])
        if close is None:
            return words
        return phrase("{problem} Mente du «{close}»?", problem=words, close=close)
    return None


def _value(cells: Mapping[str, str]) -> ReferenceValue:
    return msgspec.convert(
        {
            **{name: held for name, held in cells.items() if held},
            "value": float(cells["value"].replace(",", ".")),
        },
        ReferenceValue,
    )


def with_references(criteria_set: CriteriaSet, imported: Iterable[Imported]) -> CriteriaSet:
    """The set with imported numbers beside those that its measures have themselves."""
    by_point: dict[str, list[ReferenceValue]] = {}
    for one in imported:
        by_point.setdefault(one.checkpoint, []).append(one.value)
    if not by_point:
        return criteria_set

    def with_numbers(point: Checkpoint) -> Checkpoint:
        more = by_point.get(point.id)
        if more is None or point.measure is None:
            return point
        measure = replace(point.measure, references=(*point.measure.references, *more))
        return replace(point, measure=measure)

    def criterion(one: Criterion) -> Criterion:
        if not any(point.id in by_point for point in one.checkpoints):
            return one
        return replace(one, checkpoints=tuple(map(with_numbers, one.checkpoints)))

    return replace(criteria_set, criteria=tuple(map(criterion, criteria_set.criteria)))
