"""One reader of dates, for screens, lines, commands and files."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.assessment import UnreadableDate, date_phrase, partial_date, whole_day
from checklist.assessment.typed_dates import _MONTHS, written_date
from checklist.i18n import Translator, phrase


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2017", "2017"),
        ("2017-11", "2017-11"),
        ("2017-11-07", "2017-11-07"),
        ("2017-3-7", "2017-03-07"),
        ("20171107", "2017-11-07"),
        ("11.2017", "2017-11"),
        ("7.11.2017", "2017-11-07"),
        (" 07. 11. 2017 ", "2017-11-07"),
        ("7/11/2017", "2017-11-07"),
        ("07-11-2017", "2017-11-07"),
        ("7.11.17", "2017-11-07"),
        ("27.2.25", "2025-02-27"),
        ("1.1.00", "2000-01-01"),
        ("31.12.79", "2079-12-31"),
        ("1.1.80", "1980-01-01"),
        ("mars 2024", "2024-03"),
        ("Mars\u00a02024", "2024-03"),
        ("1. juni 2027", "2027-06-01"),
        ("1.juni 2027", "2027-06-01"),
        ("1 juni 2027", "2027-06-01"),
        ("24. des. 2024", "2024-12-24"),
        ("1. okt 2024", "2024-10-01"),
        ("March 2024", "2024-03"),
        ("1 June 2027", "2027-06-01"),
        ("June 1, 2027", "2027-06-01"),
        ("24 December 2024", "2024-12-24"),
        ("29.02.2024", "2024-02-29"),
        ("", None),
        ("  ", None),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, stored: str | None) -> None:
    assert partial_date(typed) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("i fjor", "ikke en dato vi forstår. Skriv 2017, 2017-11 eller 07.11.2017"),
        ("31.02.2017", "finnes ikke i kalenderen"),
        ("29.02.2025", "finnes ikke i kalenderen"),
        ("2017-13", "finnes ikke i kalenderen"),
        ("0000", "finnes ikke i kalenderen"),
        ("2.25", "ikke en dato"),
        ("27.02", "ikke en dato"),
        ("27.02.202", "ikke en dato"),
        ("ju 2024", "ikke en dato"),
        ("marsj 2024", "ikke en dato"),
        ("2024-03-12T10:00", "ikke en dato"),
        ("２０１７", "ikke en dato"),
    ],
)
def test_what_is_not_a_date_is_refused_and_says_what_is(typed: str, words: str) -> None:
    with pytest.raises(UnreadableDate, match=words):
        partial_date(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("i fjor", "Skriv hele datoen, for eksempel 27.02.2018"),
        ("2024", "«2024» mangler dag eller måned. Skriv for eksempel 27.02.2018"),
        ("mars 2024", "mangler dag eller måned. Skriv for eksempel 27.02.2018"),
        ("31.06.2024", "finnes ikke i kalenderen"),
    ],
)
def test_where_a_whole_date_is_needed_it_says_so_and_shows_one(typed: str, words: str) -> None:
    with pytest.raises(UnreadableDate, match=words):
        whole_day(typed)


@pytest.mark.parametrize("language", [0, -1])
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name(month: int, language: int) -> None:
    name = _MONTHS[month - 1][language]
    for written in (name, name.upper(), name[:3], f"{name[:3]}."):
        assert partial_date(f"{written} 2024") == f"2024-{month:02}"


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2079, 12, 31)))
def test_a_date_is_read_the_same_however_it_is_written(day: date) -> None:
    name = _MONTHS[day.month - 1][0]
    for written in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day:%y}",
        f"{day.day}. {name} {day.year}",
        written_date(day.isoformat()),
    ):
        assert whole_day(written) == day
    assert partial_date(f"{name} {day.year}") == f"{day:%Y-%m}"


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_date_of_the_calendar_nothing_or_refused(text: str) -> None:
    try:
        stored = partial_date(text)
    except UnreadableDate:
        return
    assert (stored is None) == (not text.strip())
    if stored is not None:
        assert partial_date(stored) == stored == partial_date(written_date(stored))


@pytest.mark.parametrize(
    ("stored", "nn", "en"),
    [
        ("2017", "2017", "2017"),
        ("2017-11", "11.2017", "11/2017"),
        ("2017-11-07", "07.11.2017", "07/11/2017"),
    ],
)
def test_a_date_in_a_refusal_is_written_as_the_reader_writes_it(
    stored: str, nn: str, en: str
) -> None:
    sentence = phrase("{day}", day=date_phrase(stored))
    assert [Translator(language).say(sentence) for language in ("nn", "en")] == [nn, en]
