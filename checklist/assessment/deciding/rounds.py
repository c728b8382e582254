"""Rounds, in which each answers alone before all see what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from checklist.assessment.deciding.answers import given_answer
from checklist.assessment.deciding.refusals import NoRound
from checklist.assessment.deciding.situation import Situation
from checklist.assessment.events import Answer, RoundOpened, RoundStarted, What
from checklist.assessment.rounds import Round
from checklist.criteria import checkpoint_fingerprint
from checklist.i18n import phrase


def start_round(people: Iterable[str]) -> tuple[What, ...]:
    """Let everybody answer alone from now on. `people` are the names of those expected."""
    return (RoundStarted(people=tuple(name for who in people if (name := who.strip()))),)


def open_round(rounds: Sequence[Round]) -> tuple[What, ...]:
    """Show everybody what each answered alone.

    Raises:
        NoRound: none is running.
    """
    if not rounds or not rounds[-1].running:
        raise NoRound(phrase("Ingen svarer hver for seg nå."))
    return (RoundOpened(round=rounds[-1].id),)


def opened_round(rounds: Sequence[Round]) -> Round:
    """The last round, where all may see what was answered.

    Raises:
        NoRound: it is not opened, or there has been none.
    """
    if not rounds:
        raise NoRound(phrase("Ingen har svart hver for seg."))
    if rounds[-1].running:
        raise NoRound(phrase("Svarene er skjult til dere åpner dem."))
    return rounds[-1]


def take_over(at: Situation, answers: Mapping[str, Answer]) -> tuple[What, ...]:
    """Answer together what all answered alike, by checkpoint.

    Raises:
        AnsweringAlone: a round is running.
    """
    happened: list[What] = []
    for name, common in answers.items():
        fingerprint = checkpoint_fingerprint(at.names.criterion_of(name), at.names.checkpoint(name))
        given = replace(common, fingerprint=fingerprint)
        happened += given_answer(at, name, given, decided={"value"})
    return tuple(happened)
