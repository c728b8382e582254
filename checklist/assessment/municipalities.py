"""Norway's municipalities: names and numbers, today's and those of the published audits.

Today's are the 357 in force since 1 January 2024, from public lists.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache

import msgspec

from checklist.assessment.events import Municipality
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.resources import data_file

TODAYS_NUMBERS_FROM = date(2024, 1, 1)


class UnknownMunicipality(SamsjekkError):
    """No municipality had this number at this date."""


class KnownMunicipality(msgspec.Struct, frozen=True):
    """A municipality as lists show it. Two names occur twice; the county tells them apart."""

    number: str
    name: str
    sami_name: str
    county: str

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
            KnownMunicipality(row["number"], row["name"], row["sami_name"], row["county"])
            for row in csv.DictReader(file)
        )


@cache
def _earlier() -> tuple[tuple[str, str, date, date], ...]:
    with data_file("earlier_numbers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                row["number"],
                row["name"],
                date.fromisoformat(row["from"]),
                date.fromisoformat(row["to"]),
            )
            for row in csv.DictReader(file)
        )


def search_municipalities(
    text: str, limit: int = 8, on: date | None = None
) -> tuple[KnownMunicipality, ...]:
    """Municipalities whose name or number begins with `text`, the shortest name first.

    Before 2024 only those whose number of that day is known.
    """
    among = places() if on is None or on >= TODAYS_NUMBERS_FROM else _places_then(on)
    found = [place for place in among if place.matches(text)]
    return tuple(
        sorted(found, key=lambda place: (len(place.name), place.name, place.county))[:limit]
    )


def _places_then(on: date) -> tuple[KnownMunicipality, ...]:
    return tuple(
        KnownMunicipality(number, name, "", "")
        for number, name, first, last in _earlier()
        if first <= on <= last
    )


def place_called(written: str, on: date | None = None) -> KnownMunicipality | None:
    """The municipality with this number or this whole name; None where none is known.

    Raises:
        UnknownMunicipality: several have the name; the words have their numbers.
    """
    same = [
        place
        for place in search_municipalities(written, 400, on)
        if written.casefold() in (place.name.casefold(), place.number)
    ]
    if len(same) > 1:
        raise UnknownMunicipality(
            phrase(
                "Flere kommuner heter {name}: {places}. Skriv nummeret.",
                name=written,
                places=", ".join(place.label for place in same),
            )
        )
    return same[0] if same else None


def find(number: str, on: date, name: str | None = None) -> Municipality:
    """The municipality that had `number` on a date; its name of today will do.

    Before 2024 the numbers were others. Those of the municipalities in Romerike are known;
    for others the `name` of the time must be given.

    Raises:
        UnknownMunicipality: the number was not in use then, or the name is not one of today.
    """
    if number and not number.isdigit():
        place = place_called(number)
        if place is None and name is None:
            raise UnknownMunicipality(
                phrase(
                    "Ingen kommune heter {name}. Sjekk navnet, eller oppgi nummeret.", name=number
                )
            )
        number = number if place is None else place.number
    for place in places():
        if place.number == number and (on >= TODAYS_NUMBERS_FROM or name is None):
            return Municipality(number=number, name=place.name)
    for known, known_name, first, last in _earlier():
        if known == number and first <= on <= last:
            return Municipality(number=number, name=known_name)
    if on >= TODAYS_NUMBERS_FROM:
        raise UnknownMunicipality(
            phrase(
                "Ingen kommune har nummer {number}. Skriv de fire sifrene, for eksempel 3228 for "
                "Nes.",
                number=number,
            )
        )
    if name is None or not (number.isdigit() and len(number) == len("0000")):
        raise UnknownMunicipality(
            phrase(
                "Nummeret {number} er ikke kjent for {day}. Før 2024 var numrene andre: oppgi "
                "også navnet med --name.",
                number=number,
                day=on,
            )
        )
    return Municipality(number=number, name=name)


def same_place(one: Municipality, other: Municipality) -> bool:
    """Whether two assessments are of one municipality, also when its number has changed since.

    Numbers change and names rarely do. Two that both have a number of today are two places, though
    they share a name.
    """
    if one.number == other.number:
        return True
    todays = {place.number for place in places()}
    return (
        one.name.strip().casefold() == other.name.strip().casefold()
        and not {one.number, other.number} <= todays
    )
