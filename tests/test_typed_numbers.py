"""One reader of numbers, for screens, lines, commands and files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.assessment import UnreadableNumber, typed_number, typed_whole_number


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("12", "nb", 12),
        ("12,5", "nb", 12.5),
        ("12.5", "nb", 12.5),
        ("12,5", "en", 12.5),
        ("12.5", "en", 12.5),
        ("1 200", "nb", 1200),
        ("1\u00a0200", "nb", 1200),
        ("1\u202f200,5", "nb", 1200.5),
        ("1 200 000", "en", 1_200_000),
        ("1.200.000", "nb", 1_200_000),
        ("1.200,5", "nb", 1200.5),
        ("1,200.5", "en", 1200.5),
        ("1,200,000", "en", 1_200_000),
        ("1,200", "nb", 1.2),
        ("1,200", "nn", 1.2),
        ("1.200", "en", 1.2),
        ("0.125", "nb", 0.125),
        ("1200.125", "nb", 1200.125),
        ("1.2000", "nb", 1.2),
        ("-7", "nb", -7),
        ("\u22127,5", "nb", -7.5),
        (" 12 ", "nb", 12),
        ("", "nb", None),
        ("  ", "nb", None),
    ],
)
def test_numbers_are_read_as_the_language_means_them(
    typed: str, language: str, number: float | None
) -> None:
    assert typed_number(typed, language) == number


@pytest.mark.parametrize(
    ("typed", "language", "words"),
    [
        ("1.200", "nb", "«1.200» kan leses på to måter. Skriv 1200 eller 1,2."),
        ("1.200", "nn", "Skriv 1200 eller 1,2."),
        ("-1.250", "nb", "Skriv -1250 eller -1,25."),
        ("120.000", "nb", "Skriv 120000 eller 120,0."),
        ("1,200", "en", "Skriv 1200 eller 1.2."),
        ("1.200", None, "Skriv 1200 eller 1,2."),
        ("1,200", None, "Skriv 1200 eller 1,2."),
    ],
)
def test_a_number_that_can_be_two_is_refused_and_says_how_to_write_either(
    typed: str, language: str | None, words: str
) -> None:
    with pytest.raises(UnreadableNumber) as refused:
        typed_number(typed, language)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    [
        *("mange", "12 stk", "1e5", "nan", "inf", "1 2", "12 40", "1.20.000", "1.200.5"),
        *("1,2,3", "12,", ",5", "12.1234567", "1234567890123", "--7", "１２", "½"),
    ],
)
def test_what_is_not_a_number_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableNumber, match="Skriv et tall, for eksempel 12 eller 12,5"):
        typed_number(typed, "nb")


@pytest.mark.parametrize(("typed", "number"), [("12", 12), ("1 200", 1200), ("12,0", 12)])
def test_whole_numbers(typed: str, number: int) -> None:
    assert typed_whole_number(typed, "nb") == number
    with pytest.raises(UnreadableNumber, match="Skriv et helt tall med sifre"):
        typed_whole_number("12,5", "nb")


@given(st.integers(-999_999_999_999, 999_999_999_999), st.sampled_from(["nb", "nn", "en", None]))
def test_a_whole_number_is_read_with_and_without_spaces(number: int, language: str | None) -> None:
    assert typed_number(str(number), language) == number
    for space in " \u00a0\u202f":
        assert typed_whole_number(f"{number:,}".replace(",", space), language) == number


@given(st.decimals(0, 999_999, places=2), st.sampled_from(["nb", "en", None]))
def test_two_decimals_are_never_taken_for_thousands(number: object, language: str | None) -> None:
    written = str(number)
    assert typed_number(written, language) == float(written)
    assert typed_number(written.replace(".", ","), language) == float(written)


@given(st.text(max_size=20), st.sampled_from(["nb", "en", None]))
def test_whatever_is_typed_is_a_number_nothing_or_refused(text: str, language: str | None) -> None:
    try:
        number = typed_number(text, language)
    except UnreadableNumber:
        return
    assert (number is None) == (not text.strip())
