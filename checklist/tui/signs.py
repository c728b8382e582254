"""How a state is shown: always a sign, a word and a colour, the same on every screen.

Sign and tone come from the one table of states. Styles name theme variables, for `Content`.
"""

from __future__ import annotations

from typing import NamedTuple

from checklist.appraisal import (
    CellState,
    ConclusionCode,
    CriterionAppraisal,
    Severity,
    Strength,
    file_words,
)
from checklist.assessment import ActionStatus, FileState, VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Phrase, phrase
from checklist.words import DIFFERENT as DIFFERENT_CODE
from checklist.words import STATES, UNANSWERED, Tone

QUIET = "$foreground-muted"
"""What is said beside the point. Not `$text-muted`: as the style of a piece of text it comes out
whiter than the rest."""

KEY = "bold $text-primary"
"""A key, the mark of where one is, a bar of how far one has come: nothing else is blue."""

NOTE = "bold"
"""What to take notice of, after a `!` or a `✗`. It has no colour: those are for answers."""

STYLES = {
    Tone.GOOD: "$text-success",
    Tone.HALF: "$text-warning",
    Tone.BAD: "$text-error",
    Tone.ASK: "$text-accent",
    Tone.QUIET: QUIET,
}
"""The style of each tone. What each colour means stands in `themes.py`."""

LATE = STYLES[Tone.BAD]
"""An action past its deadline, or how many are."""


class Sign(NamedTuple):
    """A state as it is drawn."""

    sign: str
    words: Phrase
    style: str


State = AnswerValue | VerdictCode | Severity | Strength | ConclusionCode | ActionStatus | CellState


def state_sign(state: State) -> Sign:
    """An answer, a verdict, a conclusion, or how far an action or the evidence has come."""
    return _drawn(state, state.words)


def answer_sign(value: AnswerValue | None) -> Sign:
    """An answer, or that nobody has answered."""
    return _UNANSWERED if value is None else state_sign(value)


def criterion_sign(appraised: CriterionAppraisal) -> Sign:
    """A criterion in a list: its verdict, or that nobody has begun on it."""
    if appraised.not_in_force is not None:
        return _NOT_IN_FORCE
    if not appraised.begun:
        return _UNANSWERED
    return state_sign(appraised.verdict.code)


def file_sign(state: FileState) -> Sign | None:
    """What became of a recorded file; None where it is as it was."""
    words = file_words(state)
    return None if words is None else _drawn(state, words)


def _drawn(code: str, words: Phrase) -> Sign:
    sign, tone = STATES[code]
    return Sign(sign, words, STYLES[tone])


DIFFERENT = _drawn(DIFFERENT_CODE, phrase("ulike svar, gitt uten å se hverandre"))
_UNANSWERED = _drawn(UNANSWERED, phrase("ikke besvart"))
_NOT_IN_FORCE = _drawn(CellState.NOT_APPLICABLE, phrase("gjelder ikke nå"))
