"""Numbers of others (sammenligningstall) from a table that somebody imports.

Each row has a checkpoint, whose number it is, the value, its date and where it stands; where it
names a municipality, it is shown to that one only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from checklist.criteria.model import Checkpoint, CriteriaSet, Criterion, ReferenceValue
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.text import nearest

if TYPE_CHECKING:
    from checklist.tables import Sheet

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "checkpoint": ("checkpoint", "kontrollpunkt"),
    "whose": ("whose", "hvem", "kven"),
    "value": ("value", "verdi"),
    "date": ("date", "dato"),
    "where": ("where", "source", "kilde", "kjelde"),
    "address": ("address", "adresse"),
    "municipality": ("municipality", "kommune"),
}
"""What the columns can be called, in any order; the last two may be left out."""
_NEEDED = {
    "checkpoint": phrase("kontrollpunkt"),
    "whose": phrase("hvem"),
    "value": phrase("verdi"),
    "date": phrase("dato"),
    "where": phrase("kilde"),
}
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_NORWEGIAN_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_MUNICIPALITY = re.compile("[0-9]{4}")


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


def read_references(
    table: Sheet, name: str, known: Mapping[str, bool] | None = None
) -> list[Imported]:
    """The rows of a table, headings first.

    Args:
        table: the table.
        name: what faults call it.
        known: the checkpoints that there are, and whether each asks for a number; None where that
            is not to be looked at.

    Raises:
        FaultyReferences: with every fault.
    """
    rows = iter(sorted(table.rows.items()))
    called = {
        (cell.text or "").strip().casefold(): column
        for column, cell in next(rows, (0, {}))[1].items()
    }
    places = {
        field: next((called[word] for word in words if word in called), None)
        for field, words in COLUMNS.items()
    }
    if lacking := tuple(words for field, words in _NEEDED.items() if places[field] is None):
        raise FaultyReferences(
            [
                phrase(
                    "{file}: kolonnene {columns} mangler. Første linje skal ha overskriftene.",
                    file=name,
                    columns=lacking,
                )
            ]
        )
    found: list[Imported] = []
    faults: list[Phrase] = []
    for row, _cells in rows:
        cells = _as_meant(
            {
                field: "" if place is None else (table.cell(row, place).text or "").strip()
                for field, place in places.items()
            }
        )
        problem = _problem(cells, known)
        if problem is not None:
            faults.append(
                phrase("{file}, rad {row}: {problem}", file=name, row=row + 1, problem=problem)
            )
            continue
        found.append(Imported(cells.pop("checkpoint"), _value(cells)))
    if faults:
        raise FaultyReferences(faults)
    return found


def _as_meant(cells: dict[str, str]) -> dict[str, str]:
    """A row without what Excel does to it.

    It writes a date with dots, a share with a percent sign, and a space among the digits of a
    large number, and leaves out the first zero of a municipality's number.
    """
    day = _NORWEGIAN_DATE.fullmatch(cells["date"])
    municipality = cells["municipality"]
    return {
        **cells,
        "value": "".join(cells["value"].removesuffix("%").split()).replace("\u2212", "-"),
        "date": f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}" if day else cells["date"],
        "municipality": f"{municipality:0>4}" if municipality.isdecimal() else municipality,
    }


def _problem(cells: Mapping[str, str], known: Mapping[str, bool] | None) -> Phrase | None:
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
            lambda: not _is_date(cells["date"]),
            phrase("«{value}» er ikke en dato; skriv 2025 eller 2025-06-30.", value=cells["date"]),
        ),
        (
            lambda: bool(cells["address"]) and not re.match(r"https?://\S+$", cells["address"]),
            phrase("adressen må begynne med http:// eller https:// og ikke ha mellomrom."),
        ),
        (
            lambda: bool(
                cells["municipality"] and not _MUNICIPALITY.fullmatch(cells["municipality"])
            ),
            phrase("«{value}» er ikke et kommunenummer.", value=cells["municipality"]),
        ),
    )
    for is_wrong, words in checks:
        if is_wrong():
            return words
    if known is None or known.get(cells["checkpoint"]):
        return None
    if cells["checkpoint"] in known:
        return phrase("«{name}» spør ikke etter et tall.", name=cells["checkpoint"])
    close = nearest(cells["checkpoint"], known)
    words = phrase("ingen sett har kontrollpunktet «{name}».", name=cells["checkpoint"])
    if close is None:
        return words
    return phrase("{problem} Mente du «{close}»?", problem=words, close=close)


def _is_date(written: str) -> bool:
    """Whether it is a year, a month or a day that there is."""
    if _PARTIAL_DATE.fullmatch(written) is None:
        return False
    try:
        date.fromisoformat(f"{written}-01-01"[: len("2025-01-01")])
    except ValueError:
        return False
    return True


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
