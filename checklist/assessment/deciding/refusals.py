"""What says no to a wish, and the limits that several kinds of wishes have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase

Fault = tuple[str, Phrase]
"""A field that can't be as it is, and what is wrong with it."""


class Refused(SamsjekkError):
    """Fields that can't be as they are, each with what is wrong; the words are of the first."""

    def __init__(self, faults: Mapping[str, Phrase]) -> None:
        super().__init__(next(iter(faults.values())))
        self.faults = dict(faults)


class Doubtful(SamsjekkError):
    """What can be right and seldom is; the words ask. It is done for whoever says that it is."""


class Undecided(SamsjekkError):
    """People have answered differently, and nobody has decided which answer counts."""


class AnsweringAlone(SamsjekkError):
    """A round is running: what all share can't be judged before it is opened."""


class NoRound(SamsjekkError):
    """There is no round to open, or none that has been opened."""


class NothingToErase(SamsjekkError):
    """No text and no copy of a file is there, or it is erased already."""


class NothingToConfirm(SamsjekkError):
    """Nothing from an earlier assessment waits here, or there is nothing to take over."""


class NothingToUpgrade(SamsjekkError):
    """The assessment can't go over to this set, or has it already."""


MISSING_WORDS: Mapping[str, Phrase] = {
    "what": phrase("Skriv hva som skal gjøres."),
    "reason": phrase("Skriv hvorfor. Den som leser rapporten, må kunne forstå det."),
    "text": phrase("Skriv hva dere er bedt om."),
    "date": phrase("Skriv datoen, for eksempel 27.02.2018."),
    "role": phrase("Skriv rollen til den som godkjenner, for eksempel kommunedirektør."),
    "statement": phrase("Skriv uttalelsen. En uttalelse som er gitt, kan angres."),
}
"""Fields without which there is nothing to record, and what to do where one is empty."""


def needed(field: str, text: str) -> str:
    """A text without blanks around it.

    Raises:
        Refused: it is empty.
    """
    if not text.strip():
        raise Refused({field: MISSING_WORDS[field]})
    return text.strip()


def refuse(faults: Iterable[Fault]) -> None:
    """Stop what has faults.

    Raises:
        Refused: it has; each field with what is wrong with it.
    """
    if found := dict(faults):
        raise Refused(found)


_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ASSESSMENT_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LONGEST_ID = 60


def refuse_id(name: str, form: re.Pattern[str] = _ID) -> None:
    """Stop an id that somebody chose and that can't be one.

    Raises:
        Refused: the words say what an id is made of.
    """
    if form.fullmatch(name) is None or len(name) > _LONGEST_ID:
        words = phrase(
            "«{id}» kan ikke brukes som id. Bruk bokstavene a–z, tall og bindestrek, for "
            "eksempel nes-2018.",
            id=name,
        )
        raise Refused({"id": words})


def refuse_assessment_id(name: str) -> None:
    """Stop what can't be the id of an assessment; it may begin with a digit.

    Raises:
        Refused: the words say what an id is made of.
    """
    refuse_id(name, _ASSESSMENT_ID)
