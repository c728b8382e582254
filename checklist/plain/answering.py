"""An answer as people write it: a letter or the words, and a comment behind."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES, Translator
from checklist.words import key_of

_NORWEGIAN = ("nb", "nn")

_ALSO = {
    "vet ikkje": AnswerValue.UNKNOWN,
    "veit ikke": AnswerValue.UNKNOWN,
    "don't know": AnswerValue.UNKNOWN,
    "do not know": AnswerValue.UNKNOWN,
    "gjelder ikkje": AnswerValue.NOT_APPLICABLE,
    "gjeld ikke": AnswerValue.NOT_APPLICABLE,
    "not applicable": AnswerValue.NOT_APPLICABLE,
    "does not apply": AnswerValue.NOT_APPLICABLE,
}
"""What people write besides the words of the program; nothing else begins like this."""

_BEHIND = r"(?:[.,:;!]+(?=\s|$)|(?=\s|$))(?:\s+[-–—](?=\s|$))?\s*(.*)"
"""A sign or a blank parts the answer from its comment: `Nei, det er nedlagt`, `ja - i nord`."""


class SaidAnswer(NamedTuple):
    """What was answered, and the comment; empty where there was none."""

    value: AnswerValue
    comment: str


def answer_said(line: str, language: str) -> SaidAnswer | None:
    """The answer that a line begins with, as a whole word; None where it begins with none.

    A comment can stand behind a letter and behind the words of Norwegian and of the session's
    language. English words stand alone in a Norwegian session: `No` begins a sentence in nynorsk.
    """
    line = line.strip()
    alone = _named(LANGUAGES, language).get(_plainly(line.rstrip(".,:;!")))
    if alone is not None:
        return SaidAnswer(alone, "")
    understood = (*_NORWEGIAN, language)
    found = _beginning(understood, language).match(line)
    if found is None:
        return None
    # Patterns take some foreign letters for ours: the name is looked up as it is written.
    value = _named(understood, language).get(_plainly(found[1]))
    return None if value is None else SaidAnswer(value, found[2])


def _plainly(words: str) -> str:
    """Words without capitals, with one blank between them."""
    return " ".join(words.casefold().replace("’", "'").split())


@cache
def _named(languages: tuple[str, ...], session: str) -> dict[str, AnswerValue]:
    """Each answer by its letter in the session's language and by its words in some languages."""
    letters = {key_of(value, Translator(session)): value for value in AnswerValue}
    said = {
        Translator(language).say(value.words).casefold(): value
        for language in languages
        for value in AnswerValue
    }
    return letters | said | _ALSO


@cache
def _beginning(languages: tuple[str, ...], session: str) -> re.Pattern[str]:
    """What a line with an answer begins with; the longest first, so that nothing covers it."""
    names = sorted(_named(languages, session), key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]") for name in names)
    return re.compile(f"({either}){_BEHIND}", re.IGNORECASE | re.DOTALL)
