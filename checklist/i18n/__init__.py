"""Words a user reads, kept apart from the language they are read in.

Rules and errors produce a `Phrase`: the bokmål sentence and the values that go into it.
Only the edge that shows it (terminal, report, command line) knows the language and turns
the phrase into text with a `Translator`. Bokmål is the source language of the catalogue,
so it needs no catalogue file and is what a missing translation falls back to.
"""

from __future__ import annotations

import datetime
import gettext
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Self

LANGUAGES = ("nb", "nn", "en")
"""Languages of the catalogue; the first is the source and the default."""

LOCALE_DIRECTORY = Path(__file__).parent


# A dataclass would cost `samsjekk --help` 8 ms more to import.
class Phrase(NamedTuple):
    """A sentence in the source language with named values, not yet in any user's language."""

    singular: str
    plural: str | None = None
    number: int = 1
    values: Mapping[str, object] = MappingProxyType({})

    def __str__(self) -> str:
        """The phrase in bokmål: what a log or a test sees."""
        return Translator("nb").say(self)


def phrase(singular: str, /, **values: object) -> Phrase:
    """A phrase with `{name}` placeholders; a value may itself be a phrase, several, or a key."""
    return Phrase(singular, values=values)


def phrases(singular: str, plural: str, count: int, /, **values: object) -> Phrase:
    """A phrase whose form follows `count`, which is also available as `{n}`."""
    return Phrase(singular, plural, count, {"n": count, **values})


def one_or_many(text: str, count: int, /, **values: object) -> Phrase:
    """As `phrases`, where bokmål says the same of one and of many; other languages may not."""
    return phrases(text, text, count, **values)


class Letter(NamedTuple):
    """A key: the same in both kinds of Norwegian, another in English where its word asks for it."""

    norwegian: str
    english: str = ""

    def of(self, language: str) -> str:
        """The key in a language."""
        return self.english if self.english and language == "en" else self.norwegian


_NO_WORDS = Phrase("")


class WordedEnum(StrEnum):
    """Code words of which each has what a user sees: `MUST = "must", phrase("skal")`."""

    words: Phrase

    # A member is looked up by its code word alone: only its declaration has the words.
    def __new__(cls, code: str, words: Phrase = _NO_WORDS) -> Self:
        """The member is its code word; `words` stand beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.words = words
        return member


class Translator:
    """Turns phrases, dates and shares into text in one language."""

    def __init__(self, language: str = "nb") -> None:
        if language not in LANGUAGES:
            raise ValueError(language)
        self.language = language
        self._catalogue = gettext.translation(
            "samsjekk", LOCALE_DIRECTORY, languages=[language], fallback=True
        )

    def say(self, words: Phrase) -> str:
        """The phrase as text. Values are inserted as they are, never read as placeholders."""
        if words.plural is None:
            template = self._catalogue.gettext(words.singular)
        else:
            template = self._catalogue.ngettext(words.singular, words.plural, words.number)
        if not words.values:
            return template
        values = {name: self._shown(value) for name, value in words.values.items()}
        return template.format_map(values)

    def _shown(self, value: object) -> object:
        """A value as it stands in a sentence of this language."""
        if isinstance(value, str | int):
            return value
        if isinstance(value, Phrase):
            return self.say(value)
        if isinstance(value, Letter):
            return value.of(self.language)
        if isinstance(value, datetime.datetime):
            return self.moment(value)
        if isinstance(value, datetime.date):
            return self.date(value)
        # A named tuple says itself what it is.
        if type(value) is tuple:
            return ", ".join(str(self._shown(one)) for one in value)
        return value

    def __call__(self, text: str, /, **values: object) -> str:
        """Short form of `say(phrase(...))` for text fixed in a screen or a template."""
        return self.say(phrase(text, **values)) if values else self._catalogue.gettext(text)

    def plural(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Short form of `say(phrases(...))`."""
        return self.say(phrases(singular, plural, count, **values))

    def one_or_many(self, text: str, count: int, /, **values: object) -> str:
        """Short form of `say(one_or_many(...))`."""
        return self.say(one_or_many(text, count, **values))

    def date(self, day: datetime.date) -> str:
        """The date as it is written in running text: 27. februar 2018."""
        return self.say(
            phrase("{day}. {month} {year}", day=day.day, month=self._month(day), year=day.year)
        )

    def short_date(self, day: datetime.date) -> str:
        """The date where there is little room: 27.02.2018, in English 27/02/2018."""
        return self.say(
            phrase("{day:02}.{month:02}.{year}", day=day.day, month=day.month, year=day.year)
        )

    def month(self, day: datetime.date) -> str:
        """The month of a date, for dates that are only known so far: mars 2017."""
        return self.say(phrase("{month} {year}", month=self._month(day), year=day.year))

    def _month(self, day: datetime.date) -> str:
        months = (
            phrase("januar"),
            phrase("februar"),
            phrase("mars"),
            phrase("april"),
            phrase("mai"),
            phrase("juni"),
            phrase("juli"),
            phrase("august"),
            phrase("september"),
            phrase("oktober"),
            phrase("november"),
            phrase("desember"),
        )
        return self.say(months[day.month - 1])

    def moment(self, at: datetime.datetime) -> str:
        """Date and time to the minute in the reader's own zone: 27.02.2018 14:02."""
        here = at.astimezone()
        return f"{self.short_date(here.date())} {here:%H:%M}"


def criteria_text(text: str, language: str) -> str | None:
    """A text of the shipped criteria sets in another language, or None where there is none.

    The sets are written in bokmål; their translations are a catalogue of their own, so that the
    files stay readable and a text that changes is never shown with its old translation.
    """
    return _criteria_catalogue(language).gettext(text) or None if text else None


class _Untranslated(gettext.NullTranslations):
    """Tells a text that is the same in both languages from one that nobody has translated."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - what it is asked for does not matter
        return ""


@lru_cache(maxsize=len(LANGUAGES))
def _criteria_catalogue(language: str) -> gettext.NullTranslations:
    found = gettext.translation("criteria", LOCALE_DIRECTORY, languages=[language], fallback=True)
    found.add_fallback(_Untranslated())
    return found
