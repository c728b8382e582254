"""Finding a municipality by what people type, and by the number it had at the time."""

from __future__ import annotations

from datetime import date

import pytest

from checklist.assessment import (
    Kinship,
    Municipality,
    UnknownMunicipality,
    find,
    kinship,
    search_municipalities,
)
from checklist.assessment.municipalities import places

TODAY = date(2026, 11, 23)
AUDIT = date(2018, 2, 27)


def labels(text: str) -> list[str]:
    return [place.label for place in search_municipalities(text)]


def test_all_of_todays_municipalities_are_there_once() -> None:
    numbers = [place.number for place in places()]
    assert len(numbers) == len(set(numbers)) == 357
    assert numbers == sorted(numbers)
    assert all(len(number) == 4 and number.isdigit() for number in numbers)
    assert all(place.name and place.county for place in places())


def test_a_name_is_found_by_its_beginning_the_shortest_first() -> None:
    assert labels("nes")[0] == "Nes (3228, Akershus)"
    assert {place.name for place in search_municipalities("  NES")} >= {"Nes", "Nesna", "Nesodden"}
    assert [place.name for place in search_municipalities("ørla")] == ["Ørland"]
    assert search_municipalities("finnes ikke") == ()
    assert len(search_municipalities("")) == 8


def test_a_number_and_a_sami_name_find_the_same_place() -> None:
    assert labels("5612") == labels("guovda") == labels("kautok")
    assert labels("5612") == ["Kautokeino – Guovdageaidnu (5612, Finnmark)"]


def test_places_of_the_same_name_are_told_apart_by_county() -> None:
    assert labels("Herøy") == ["Herøy (1515, Møre og Romsdal)", "Herøy (1818, Nordland)"]
    assert labels("Våler") == ["Våler (3419, Innlandet)", "Våler (3114, Østfold)"]
    then = [place.label for place in search_municipalities("Nes", 2, AUDIT)]
    assert then == ["Nes (0236, Akershus)", "Nes (0616, Buskerud)"]


@pytest.mark.parametrize(
    ("number", "on", "name"),
    [
        ("3228", TODAY, "Nes"),
        ("0236", AUDIT, "Nes"),
        ("3034", date(2021, 6, 1), "Nes"),
        ("0231", AUDIT, "Skedsmo"),
        ("0301", AUDIT, "Oslo"),
    ],
)
def test_a_number_is_read_as_it_was_at_the_date(number: str, on: date, name: str) -> None:
    found = find(number, on)
    assert (found.number, found.name) == (number, name)


def test_a_number_nobody_knows_says_what_to_do() -> None:
    with pytest.raises(UnknownMunicipality, match="Skriv de fire sifrene"):
        find("9999", TODAY)
    with pytest.raises(UnknownMunicipality, match="Skriv navnet eller nummeret"):
        find(" ", TODAY)
    with pytest.raises(UnknownMunicipality, match="Skriv de fire sifrene"):
        find("12010", AUDIT, "Bergen")
    assert find("1299", AUDIT, "Et sted").name == "Et sted"


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("0236", r"0236 var Nes til 2019. I dag er det Nes \(3228\)"),
        ("1850", r"1850 var Tysfjord til 2019. I dag er det Narvik \(1806\), Hamarøy \(1875\)"),
    ],
)
def test_a_number_of_before_says_whose_it_was_and_what_it_is_today(number: str, says: str) -> None:
    with pytest.raises(UnknownMunicipality, match=says):
        find(number, TODAY)


@pytest.mark.parametrize(
    ("typed", "on", "number"),
    [
        ("301", TODAY, "0301"),
        ("Kristiansund ", TODAY, "1505"),
        ("Deatnu", TODAY, "5628"),
        ("bjørnafjorden kommune", TODAY, "4624"),
        ("Skedsmo", AUDIT, "0231"),
        ("Lillestrøm", date(2021, 6, 1), "3030"),
        ("1201", AUDIT, "1201"),
    ],
)
def test_what_people_type_is_understood(typed: str, on: date, number: str) -> None:
    assert find(typed, on).number == number


@pytest.mark.parametrize(
    ("year", "count"),
    [(2016, 428), (2017, 426), (2018, 422), (2019, 422), (2020, 356), (2023, 356), (2024, 357)],
)
def test_every_year_has_as_many_municipalities_as_the_country_had(year: int, count: int) -> None:
    assert len(search_municipalities("", 1000, date(year, 6, 1))) == count


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("0236", "3228", Kinship.SAME),
        ("3034", "3228", Kinship.SAME),
        ("0236", "3034", Kinship.SAME),
        ("1534", "1580", Kinship.SAME),
        ("0231", "3205", Kinship.PART_OF_LATER),
        ("0104", "3103", Kinship.PART_OF_LATER),
        ("0231", "3030", Kinship.PART_OF_LATER),
        ("1507", "1580", Kinship.PART_OF_EARLIER),
        ("0236", "0616", Kinship.OTHER),
        ("0236", "3322", Kinship.OTHER),
        ("0231", "0227", Kinship.OTHER),
    ],
)
def test_which_has_become_which_goes_by_number(earlier: str, later: str, expected: Kinship) -> None:
    one, other = (Municipality(number=number, name="Nes") for number in (earlier, later))
    assert kinship(one, other) is expected


def test_the_name_of_today_will_do_where_only_one_has_it() -> None:
    assert find("nes", TODAY).number == "3228"
    with pytest.raises(UnknownMunicipality, match=r"Herøy \(1515, .*Herøy \(1818, .*nummeret"):
        find("Herøy", TODAY)
    with pytest.raises(UnknownMunicipality, match="Ingen kommune heter Atlantis"):
        find("Atlantis", TODAY)
