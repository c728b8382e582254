"""What is wrong in a text that is no YAML, in words for those who never learnt YAML."""

from __future__ import annotations

from typing import Any, NamedTuple

from checklist.i18n import Phrase, phrase

_IN_QUOTES = phrase("sett hele teksten i anførselstegn")


class Slip(NamedTuple):
    """Where it is, with line and column from 1, what is wrong, and what to do."""

    line: int
    column: int
    problem: Phrase
    allowed: Phrase


class _Known(NamedTuple):
    """What libyaml's words begin with; `is_before`: the slip is where it began to read."""

    said: str
    problem: Phrase
    allowed: Phrase
    is_before: bool = False


_TAB = _Known(
    "found a tab character",
    phrase("her står en tabulator"),
    phrase("bruk mellomrom i innrykk"),
)
_FENCE = phrase("her står ```, som ikke hører til i filen"), phrase("ta bort linjene med ```")
_KNOWN = (
    _TAB,
    _Known(
        "mapping values are not allowed",
        phrase("her står et kolon midt i en tekst"),
        phrase(
            "sett hele teksten i anførselstegn, eller sjekk innrykket på linjen og kolonet på "
            "linjen over"
        ),
    ),
    _Known(
        "could not find expected ':'",
        phrase("linjen har ikke et kolon med mellomrom etter"),
        phrase("skriv navnet på feltet, kolon, mellomrom og verdien"),
        is_before=True,
    ),
    _Known(
        "found unexpected end of stream",
        phrase("anførselstegnet her er ikke lukket"),
        phrase("sett et til der teksten slutter"),
        is_before=True,
    ),
    _Known(
        "did not find expected ',' or",
        phrase("klammen her er ikke lukket"),
        phrase("sett ] eller } der den slutter, og komma mellom delene"),
        is_before=True,
    ),
    _Known(
        "did not find expected key",
        phrase("linjen passer ikke sammen med det som står over"),
        phrase("sjekk innrykket, og om et anførselstegn mangler eller står midt i en tekst"),
    ),
    _Known(
        "did not find expected '-' indicator",
        phrase("linjen står i en liste, men begynner ikke med -"),
        phrase("sjekk innrykket på linjen"),
    ),
    _Known(
        "block sequence entries are not allowed",
        phrase("her begynner en liste midt på en linje"),
        phrase("begynn den på neste linje, eller sett hele teksten i anførselstegn"),
    ),
    _Known(
        "did not find expected comment or line break",
        phrase("etter | og > begynner teksten på neste linje"),
        phrase("flytt den ned, eller sett hele teksten i anførselstegn"),
    ),
    _Known(
        "found unknown escape character",
        phrase("her står \\ i en tekst i anførselstegn"),
        phrase("skriv \\\\, eller bruk enkle anførselstegn: '…'"),
    ),
    _Known(
        "did not find expected alphabetic",
        phrase("en tekst kan ikke begynne med & eller *"),
        _IN_QUOTES,
    ),
    _Known(
        "but found another document",
        phrase("her begynner et nytt dokument"),
        phrase("ta bort linjen med ---; en fil har ett sett"),
    ),
)


def slip_of(error: Any, text: str) -> Slip:
    """What a marked error of PyYAML says of the text it was read from."""
    problem, mark = error.problem or error.context or "", error.problem_mark or error.context_mark
    if problem.startswith("found character that cannot start"):
        return Slip(mark.line + 1, mark.column + 1, *_said_of_sign(text[mark.index :]))
    for known in _KNOWN:
        if problem.startswith(known.said):
            place = (error.context_mark or mark) if known.is_before else mark
            return Slip(place.line + 1, place.column + 1, known.problem, known.allowed)
    return Slip(
        mark.line + 1,
        mark.column + 1,
        phrase("dette er ikke gyldig YAML ({reason})", reason=problem),
        phrase("sjekk innrykk, kolon og anførselstegn på linjen"),
    )


def _said_of_sign(rest: str) -> tuple[Phrase, Phrase]:
    if rest.startswith("\t"):
        return _TAB.problem, _TAB.allowed
    if rest.startswith("```"):
        return _FENCE
    return phrase("en tekst kan ikke begynne med «{sign}»", sign=rest[:1]), _IN_QUOTES
