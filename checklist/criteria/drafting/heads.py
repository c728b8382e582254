"""Where the headings of a sheet stand, and which column is what."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from checklist.criteria.drafting.columns import Field, field_named, fields_of, is_whole, matched
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.text import searchable

ASKS = frozenset({Field.REQUIREMENT, Field.QUESTION})
"""A sheet without either of these has nothing to draft from."""

_ROWS_LOOKED_AT = 40
_MOST_LETTERS = 3
_SURE = 3
_LONGEST_ALONE = 30

Rows = Mapping[int, Mapping[int, str]]
"""The texts of a sheet, by row and column counted from 0."""


class UnknownColumns(SamsjekkError):
    """Columns were chosen in a way that says nothing."""


class Chosen(NamedTuple):
    """The columns that were chosen: by their letters, and by the texts of their headings."""

    columns: Mapping[int, Field]
    headings: Mapping[str, Field]


class Head(NamedTuple):
    """The row of headings (None where there is none), its texts, and the field of each column."""

    row: int | None
    texts: Mapping[int, str]
    fields: Mapping[int, Field]


def chosen_columns(written: str) -> Chosen:
    """What `--columns requirement=B,theme=A` chooses; a heading may stand for the letters.

    Raises:
        UnknownColumns: it is not written so, or names a field that is not there.
    """
    columns, headings = dict[int, Field](), dict[str, Field]()
    for pair in filter(str.strip, written.split(",")):
        name, _equals, column = (piece.strip() for piece in pair.partition("="))
        field = Field(name) if name in set(Field) else field_named(name)
        if field is None or not column:
            raise UnknownColumns(
                phrase(
                    "«{pair}» velger ingen kolonne. Skriv for eksempel krav=B,tema=A, med "
                    "bokstaven eller overskriften til kolonnen. Feltene er {names}.",
                    pair=pair.strip(),
                    names=tuple(field.words for field in Field),
                )
            )
        if column.isascii() and column.isalpha() and len(column) <= _MOST_LETTERS:
            columns[_number_of(column)] = field
        else:
            headings[searchable(column)] = field
    return Chosen(columns, headings)


def found_head(rows: Rows, chosen: Chosen) -> Head:
    """The row that reads most like headings, among the first; chosen columns come before."""
    best, most = Head(None, {}, chosen.columns), 0
    for row, texts in islice(rows.items(), _ROWS_LOOKED_AT):
        taken = dict(chosen.columns) | {
            column: chosen.headings[searchable(text)]
            for column, text in texts.items()
            if searchable(text) in chosen.headings
        }
        free = {n: text for n, text in texts.items() if n not in taken}
        found = {n: f for n, f in matched(free).items() if f not in taken.values()}
        sure = _SURE * (len(taken) - len(chosen.columns))
        score = sure + sum(_SURE if is_whole(texts[n]) else 1 for n in found)
        fields = found | taken
        if score > most and not ASKS.isdisjoint(fields.values()) and _is_heading(texts, score):
            best, most = Head(row, texts, dict(sorted(fields.items()))), score
    return best


def _is_heading(texts: Mapping[int, str], score: int) -> bool:
    """One known word in a long text is a text, not a heading."""
    return score > 1 or all(len(text) <= _LONGEST_ALONE for text in texts.values())


def same_heading(head: Head) -> dict[int, int]:
    """Columns that are not read, because another one says the same: that one, by each."""
    column_of = {field: column for column, field in head.fields.items()}
    return {
        column: column_of[fields[0]]
        for column, text in head.texts.items()
        if column not in head.fields and (fields := fields_of(text)) and fields[0] in column_of
    }


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
