"""The sentences we write: short, and numbers by one rule, in all three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from checklist.criteria import text_in, translation
from checklist.criteria.files import Library
from checklist.criteria.texts import texts
from checklist.i18n import LANGUAGES, LOCALE_DIRECTORY

MOST_WORDS = 30
WORD = re.compile(r"[^\W_][\w’'-]*")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
MIXED = re.compile(
    r"\b(?:ett|én|ein|eitt|to|tre|fire|fem|one|two|three|four|five) (?:av|of) (?:\{|\d)",
    re.IGNORECASE,
)
"""A number in letters beside one in figures."""


def of_the_program(language: str) -> Iterator[str]:
    """The texts of the program in a language."""
    other = LANGUAGES[-1] if language == LANGUAGES[0] else language
    path = Path(LOCALE_DIRECTORY, other, "LC_MESSAGES", "samsjekk.po")
    with path.open("rb") as file:
        for message in read_po(file):
            said = message.id if language == LANGUAGES[0] else message.string
            yield from (said,) if isinstance(said, str) else said or ()


def of_the_sets(language: str) -> Iterator[str]:
    """The texts of the shipped sets in a language."""
    shipped = Library.shipped()
    for name in shipped.names():
        for text in texts(shipped.open(name)):
            yield translation(text, language) or text_in(text, language)


def too_long(said: Iterable[str]) -> list[str]:
    return [
        sentence
        for text in said
        for sentence in SENTENCE_END.split(text)
        if len(WORD.findall(sentence)) > MOST_WORDS
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_ours_is_longer_than_thirty_words(language: str) -> None:
    assert too_long(of_the_program(language)) == []
    assert too_long(of_the_sets(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_of_a_number_has_both_in_figures(language: str) -> None:
    said = (*of_the_program(language), *of_the_sets(language))
    assert [text for text in said if MIXED.search(text)] == []


def test_what_is_too_long_or_mixed_is_found() -> None:
    assert len(too_long(["Ord " * 30 + "ord. Kort."])) == 1
    assert not too_long(["Ord " * 29 + "ord. " + "Ord " * 30])
    assert MIXED.search("Ett av 4 temaer")
    assert not MIXED.search("1 av 4 temaer")
