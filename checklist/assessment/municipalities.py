"""Norway's municipalities: names and numbers since 2016, and which has become which.

Today's are the 357 in force since 1 January 2024. What the numbers before that have become is
Statistics Norway's grouping of municipalities (KLASS 131) and the names that they had.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import NamedTuple

import msgspec

from checklist.assessment.events import Municipality
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.resources import data_file

TODAYS_NUMBERS_FROM = date(2024, 1, 1)
_DIGITS = 4


class UnknownMunicipality(SamsjekkError):
    """No municipality had this number at this date."""


class KnownMunicipality(msgspec.Struct, frozen=True):
    """A municipality as lists show it. Two names occur twice; the county tells them apart.

    Of one that is no more, it is the county where the place is today.
    """

    number: str
    name: str
    sami_name: str
    county: str
    since: date = date.min

    @property
    def label(self) -> str:
        """Name, number and county on one line."""
        name = f"{self.name} – {self.sami_name}" if self.sami_name else self.name
        return (
            f"{name} ({self.number}, {self.county})" if self.county else f"{name} ({self.number})"
        )

    @property
    def municipality(self) -> Municipality:
        """The municipality as an assessment keeps it."""
        return Municipality(number=self.number, name=self.name)

    def matches(self, text: str) -> bool:
        """Whether the name, Sámi name or number begins with what was typed."""
        wanted = text.strip().casefold()
        names = (self.name, self.sami_name, self.number)
        return any(name.casefold().startswith(wanted) for name in names)


@cache
def places() -> tuple[KnownMunicipality, ...]:
    """Today's municipalities in the order of their numbers."""
    with data_file("municipalities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            KnownMunicipality(
                row["number"],
                row["name"],
                row["sami_name"],
                row["county"],
                date.fromisoformat(row["since"]) if row["since"] else date.min,
            )
            for row in csv.DictReader(file)
        )


class _Earlier(NamedTuple):
    """A number that is no longer in use: whose it was, when, and what that is a part of today."""

    number: str
    name: str
    first: date
    last: date
    today: tuple[str, ...]


@cache
def _earlier() -> Mapping[str, _Earlier]:
    found: dict[str, _Earlier] = {}
    with data_file("earlier_numbers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = row["number"]
            first = date.fromisoformat(row["from"]) if row["from"] else date.min
            before = found[number].today if number in found else ()
            last = date.fromisoformat(row["to"])
            found[number] = _Earlier(number, row["name"], first, last, (*before, row["today"]))
    return found


def search_municipalities(
    text: str, limit: int = 8, on: date | None = None
) -> tuple[KnownMunicipality, ...]:
    """Municipalities of a day whose name or number begins with `text`, the shortest name first."""
    found = [place for place in _in_use(on or TODAYS_NUMBERS_FROM) if place.matches(text)]
    return tuple(
        sorted(found, key=lambda place: (len(place.name), place.name, place.county))[:limit]
    )


@cache
def _in_use(on: date) -> tuple[KnownMunicipality, ...]:
    """The municipalities of a day, with the numbers that they had then."""
    counties = {place.number: place.county for place in places()}
    earlier = (one for one in _earlier().values() if one.first <= on <= one.last)
    return (
        *(place for place in places() if place.since <= on),
        *(
            KnownMunicipality(one.number, one.name, "", counties[one.today[0]], one.first)
            for one in earlier
        ),
    )


def place_called(written: str, on: date | None = None) -> KnownMunicipality | None:
    """The municipality with this number or this whole name; None where none is known.

    `Nes kommune` is Nes, and `301`, as a spreadsheet has it, is 0301.

    Raises:
        UnknownMunicipality: several have the name; the words have their numbers.
    """
    wanted = _plain(written)
    same = [
        place
        for place in _in_use(on or TODAYS_NUMBERS_FROM)
        if wanted and wanted in (place.name.casefold(), place.sami_name.casefold(), place.number)
    ]
    if len(same) > 1:
        raise UnknownMunicipality(
            phrase(
                "Flere kommuner heter {name}: {places}. Skriv nummeret.",
                name=written.strip(),
                places=", ".join(place.label for place in same),
            )
        )
    return same[0] if same else None


def _plain(written: str) -> str:
    """What was typed as it is looked for: without `kommune`, and with the zero that Excel drops."""
    plain = " ".join(written.casefold().split())
    for word in (" kommune", " suohkan", " tjïelte"):
        plain = plain.removesuffix(word)
    return plain.zfill(_DIGITS) if plain.isascii() and plain.isdigit() else plain


def find(number: str, on: date, name: str | None = None) -> Municipality:
    """The municipality that had a number or a name on a date; a number of today will do.

    A number that no table has is taken where the `name` is given with it.

    Raises:
        UnknownMunicipality: nobody had it then; the words say who had it when, or what to do.
    """
    place = place_called(number, on)
    if place is not None:
        return place.municipality
    number = number.strip()
    if not number:
        raise UnknownMunicipality(phrase("Skriv navnet eller nummeret på kommunen."))
    if not number.isdigit():
        if name is None:
            raise UnknownMunicipality(
                phrase(
                    "Ingen kommune heter {name}. Sjekk navnet, eller oppgi nummeret.", name=number
                )
            )
    else:
        number = _plain(number)
    later = next((place for place in places() if place.number == number), None)
    if later is not None and name is None:
        return later.municipality
    earlier = _earlier().get(number)
    if earlier is not None and name is None:
        raise UnknownMunicipality(_was(earlier))
    if on >= TODAYS_NUMBERS_FROM or name is None or len(number) != _DIGITS or not number.isdigit():
        raise UnknownMunicipality(
            phrase(
                "Ingen kommune har nummer {number}. Skriv de fire sifrene, for eksempel 3228 for "
                "Nes.",
                number=number,
            )
        )
    return Municipality(number=number, name=name)


def today_of(municipality: Municipality, on: date) -> Municipality:
    """What a municipality of an earlier assessment is on a day: itself, or the one it came to be.

    Raises:
        UnknownMunicipality: it was parted; the words say what to do.
    """
    known = _in_use(on)
    if any(place.number == municipality.number for place in known):
        return municipality
    became = [
        place.municipality
        for place in known
        if kinship(municipality, place.municipality) is not Kinship.OTHER
    ]
    if len(became) > 1:
        raise UnknownMunicipality(
            phrase(
                "{name} ({number}) er blitt flere kommuner: {places}. Oppgi hvilken.",
                name=municipality.name,
                number=municipality.number,
                places=", ".join(f"{one.name} ({one.number})" for one in became),
            )
        )
    return became[0] if became else municipality


def find_written(written: str, on: date) -> Municipality:
    """The municipality that is written as a number, a name, or a number with the name behind it.

    Raises:
        UnknownMunicipality: as `find`.
    """
    number, _space, name = written.strip().partition(" ")
    if number.isdigit() and name.strip():
        return find(number, on, name.strip())
    return find(written, on)


def _was(earlier: _Earlier) -> Phrase:
    names = {place.number: place.name for place in places()}
    return phrase(
        "{number} var {name} til {year}. I dag er det {now}.",
        number=earlier.number,
        name=earlier.name,
        year=str(earlier.last.year),
        now=", ".join(f"{names[today]} ({today})" for today in earlier.today),
    )


class Kinship(Enum):
    """What an earlier municipality is to a later one."""

    SAME = "same"
    PART_OF_LATER = "part_of_later"
    PART_OF_EARLIER = "part_of_earlier"
    OTHER = "other"


def kinship(earlier: Municipality, later: Municipality) -> Kinship:
    """Whether two assessments are of one municipality, or one of them of a part of the other.

    By number, never by name: two have been called Nes.
    """
    if earlier.number == later.number:
        return Kinship.SAME
    then, now = _today(earlier.number), _today(later.number)
    if not then & now:
        return Kinship.OTHER
    if len(then) > len(now):
        return Kinship.PART_OF_EARLIER
    if _has_joined_others(earlier.number) and not _has_joined_others(later.number):
        return Kinship.PART_OF_LATER
    if _has_joined_others(earlier.number) and _has_joined_others(later.number):
        return _both_joined(earlier.number, later.number)
    return Kinship.SAME


def lasting_number(number: str) -> str:
    """Today's number of a municipality; its own where it was parted, or joined with others."""
    today = _today(number)
    return number if len(today) > 1 or _has_joined_others(number) else min(today)


def _today(number: str) -> frozenset[str]:
    known = _earlier().get(number)
    return frozenset((number,) if known is None else known.today)


def _has_joined_others(number: str) -> bool:
    """Whether a municipality and another of its time have become one."""
    known = _earlier().get(number)
    return known is not None and any(
        other.number != number
        and other.first <= known.last <= other.last
        and set(known.today) & set(other.today)
        for other in _earlier().values()
    )


def _both_joined(earlier: str, later: str) -> Kinship:
    """Two that have both become part of one: the same only where one took the other's place."""
    before, after = _earlier()[earlier], _earlier()[later]
    if before.last < after.first and before.name == after.name:
        return Kinship.SAME
    return Kinship.OTHER if before.last >= after.first else Kinship.PART_OF_LATER
