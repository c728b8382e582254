"""What the letters of the line-by-line walk have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TextIO, TypeVar

from checklist.assessment import Thing
from checklist.errors import SamsjekkError
from checklist.i18n import Letter, Phrase, Translator, phrase
from checklist.machine import print_wrapped
from checklist.session import Session
from checklist.words import field_differences

_T = TypeVar("_T")


class OfAssessment:
    """What is done with the open assessment, in the user's language."""

    def __init__(self, session: Session, translator: Translator) -> None:
        self._session = session
        self._ = translator

    def print_differing(self, thing: Thing) -> None:
        """Read out what people have written differently about a thing, if they have."""
        for line in self.differing_lines(thing):
            print_wrapped(line, "  ")

    def differing_lines(self, thing: Thing) -> Iterator[str]:
        """What people have written differently about a thing, a line each."""
        for differs in field_differences(self._session.appraisal, thing, self._):
            yield self._("Ulikt skrevet: {said}", said=differs)

    def print_lines(self, *sentences: str) -> None:
        """One sentence a line, as one hears them."""
        for said in sentences:
            print_wrapped(said, "  ")

    def print_number(self, number: int) -> None:
        """How many a list has, before it is read out; nothing of an empty one."""
        if number:
            print_wrapped(self._.one_or_many("{n} på listen:", number), "  ")


class HeardList(Generic[_T]):
    """A list as it was last read out: its numbers mean the same until it is read out again.

    What others add or take away meanwhile moves no number. A list that has not been read out is
    taken as it is now.

    Args:
        letter: what reads it out.
    """

    def __init__(self, letter: Letter | Phrase) -> None:
        self._letter = letter
        self._heard: dict[str, list[str]] = {}

    def read_out(self, now: Mapping[str, _T], about: str = "") -> Iterator[tuple[int, _T]]:
        """The list as it is now, each with its number; `about` is which list of the letter."""
        self._heard[about] = list(now)
        yield from enumerate(now.values(), start=1)

    def add(self, name: str, about: str = "") -> None:
        """Let what the user has just added have the next number."""
        if about in self._heard and name not in self._heard[about]:
            self._heard[about].append(name)

    def numbered(self, now: Mapping[str, _T], text: str, about: str = "") -> _T:
        """The item that was read out with this number.

        Raises:
            UnreadableLine: none was, or it is gone.
        """
        name = numbered(self._heard.get(about, list(now)), text, self._letter)
        if name not in now:
            raise UnreadableLine(
                phrase(
                    "Nummer {n} er tatt bort siden listen ble lest opp. Skriv {letter} for listen.",
                    n=text,
                    letter=self._letter,
                )
            )
        return now[name]


class UnreadableAnswers(SamsjekkError):
    """What comes in is not text in UTF-8."""


def line_after(prompt: str, answers: TextIO) -> str:
    """The line that comes after a prompt; empty where there are no more.

    A terminal has gone to a new line itself with what was typed there.

    Raises:
        UnreadableAnswers: it is not text.
    """
    print(prompt, end="", flush=True)
    line = answers.readline()
    if any("\ud800" <= sign <= "\udfff" for sign in line):
        raise UnreadableAnswers(
            phrase(
                "Svarene som kommer inn, er ikke UTF-8-tekst. Lagre dem som UTF-8 og prøv igjen. "
                "Det som ble besvart før dette, er lagret."
            )
        )
    if not line.endswith("\n") or not answers.isatty():
        print()
    return line


class UnreadableLine(SamsjekkError):
    """The line is not what its letter takes; the words say what it takes."""


def is_number(text: str) -> bool:
    """Whether a word is a number of a list."""
    return text.isascii() and text.isdigit()


def numbered(items: Sequence[_T], text: str, letter: Letter | Phrase) -> _T:
    """The item of a list that was read out with this number.

    Raises:
        UnreadableLine: none has it.
    """
    number = int(text[:9]) if is_number(text) else 0
    if not 1 <= number <= len(items):
        raise UnreadableLine(
            phrase(
                "Ingenting i listen har nummer {n}. Skriv {letter} for listen.",
                n=text[:20],
                letter=letter,
            )
        )
    return items[number - 1]


def about_number(
    rest: str, words: Mapping[str, _T], behind: str = ""
) -> tuple[_T, str, str] | None:
    """What a line asks for by a word or a sign, the number it is about, and what stands behind.

    `behind` is a pattern of that. None where the line is something else.
    """
    either = "|".join(map(re.escape, words))
    found = re.fullmatch(rf"({either})\s*([0-9]{{1,9}}){behind}()", rest, re.IGNORECASE)
    return None if found is None else (words[found[1].casefold()], found[2], found[3])


def parted(rest: str, most: int, example: Phrase) -> tuple[str, ...]:
    """What stands between semicolons, filled up with empty parts.

    Raises:
        UnreadableLine: there are too many; the words show the example.
    """
    parts = [part.strip() for part in rest.split(";")]
    if len(parts) > most:
        raise UnreadableLine(phrase("Skriv det slik: {example}", example=example))
    return (*parts, *("" for _missing in range(most - len(parts))))
