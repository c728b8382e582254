"""How easy a text is to read, measured the way Scandinavian editors do.

LIX (läsbarhetsindex, C.-H. Björnsson 1968): words per sentence plus the percentage of words
longer than six letters. Up to 40 is easy, 50 is as hard as a newspaper article, over 60 is
officialese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST_SENTENCE = 25
HARDEST_LIX = 50
_LONG_WORD = 6

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅ])")
_ABBREVIATION = re.compile(r"\b[A-ZÆØÅ]{2,}\b")
_TWO_NAMES = re.compile(r"(?<=[a-zæøå,;] )[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+")


def lix(texts: Iterable[str]) -> int:
    """The LIX of several texts read as one, rounded; 0 where there are no words."""
    sentences = [s for text in texts for s in sentences_in(text) if _WORD.search(s)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0
    long_words = sum(len(word) > _LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long_words / len(words))


def sentences_in(text: str) -> list[str]:
    """The sentences of a text."""
    return _SENTENCE_END.split(text.strip())


def long_sentences(text: str) -> Iterator[str]:
    """The sentences with more than 25 words."""
    return (s for s in sentences_in(text) if len(_WORD.findall(s)) > LONGEST_SENTENCE)


def abbreviations(text: str) -> frozenset[str]:
    """Words in capitals, which a reader outside the field needs explained."""
    return frozenset(_ABBREVIATION.findall(text))


def possible_names(text: str) -> list[str]:
    """Two capitalised words in a row inside a sentence: perhaps the name of a person."""
    return _TWO_NAMES.findall(text)
