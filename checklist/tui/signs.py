"""How a state is shown: always a sign, a word and a colour, the same on every screen.

The sign and the word carry the meaning alone, for those who see no colour. Styles name theme
variables, for `Content`.
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
from checklist.words import sign_of

GOOD = "$text-success"
HALF = "$text-warning"
BAD = "$text-error"
ASK = "$text-accent"
QUIET = "$foreground-muted"
"""Not `$text-muted`: as the style of a piece of text it comes out whiter than the rest."""


class Sign(NamedTuple):
    """A state as it is drawn."""

    sign: str
    words: Phrase
    style: str


_CELLS = {
    CellState.YES: GOOD,
    CellState.PARTLY: HALF,
    CellState.NO: BAD,
    CellState.UNKNOWN: ASK,
    CellState.OPEN: QUIET,
    CellState.NOT_APPLICABLE: QUIET,
    CellState.EMPTY: QUIET,
}
_ANSWERS = {
    AnswerValue.YES: GOOD,
    AnswerValue.PARTLY: HALF,
    AnswerValue.NO: BAD,
    AnswerValue.UNKNOWN: ASK,
    AnswerValue.NOT_APPLICABLE: QUIET,
}
_VERDICTS = {
    VerdictCode.MET: GOOD,
    VerdictCode.PARTLY: HALF,
    VerdictCode.NOT_MET: BAD,
    VerdictCode.NOT_APPLICABLE: QUIET,
    VerdictCode.UNDETERMINED: ASK,
}
_SEVERITIES = {
    Severity.POSSIBLE_BREACH: BAD,
    Severity.WEAKNESS: HALF,
    Severity.IMPROVEMENT: ASK,
    Severity.UNDOCUMENTED: QUIET,
}
_STRENGTHS = {
    Strength.STRONG: GOOD,
    Strength.WEAK: HALF,
    Strength.MISSING: BAD,
}
_CONCLUSIONS = {
    ConclusionCode.IN_LINE: GOOD,
    ConclusionCode.LARGELY: GOOD,
    ConclusionCode.PARTLY: HALF,
    ConclusionCode.INSUFFICIENT: BAD,
    ConclusionCode.UNDETERMINED: ASK,
}
_ACTIONS = {
    ActionStatus.PLANNED: QUIET,
    ActionStatus.STARTED: HALF,
    ActionStatus.DONE: GOOD,
}
DIFFERENT = Sign("≠", phrase("ulike svar, gitt uten å se hverandre"), HALF)
_UNANSWERED = Sign(sign_of(CellState.OPEN), phrase("ikke besvart"), QUIET)
_NOTHING_FOUND = Sign(" ", phrase("ingen funn"), QUIET)
_NOT_IN_FORCE = Sign(sign_of(CellState.NOT_APPLICABLE), phrase("gjelder ikke nå"), QUIET)


def answer_sign(value: AnswerValue | None) -> Sign:
    """An answer, or that nobody has answered."""
    if value is None:
        return _UNANSWERED
    return Sign(sign_of(value), value.words, _ANSWERS[value])


def verdict_sign(verdict: VerdictCode) -> Sign:
    """The verdict of a criterion."""
    return Sign(sign_of(verdict), verdict.words, _VERDICTS[verdict])


def criterion_sign(appraised: CriterionAppraisal) -> Sign:
    """A criterion in a list: its verdict, or that nobody has begun on it."""
    if appraised.not_in_force is not None:
        return _NOT_IN_FORCE
    if appraised.answered == 0 and appraised.verdict.set_reason is None:
        return _UNANSWERED
    return verdict_sign(appraised.verdict.code)


def severity_sign(severity: Severity | None) -> Sign:
    """How serious a finding is, or that there is none."""
    if severity is None:
        return _NOTHING_FOUND
    return Sign(sign_of(severity), severity.words, _SEVERITIES[severity])


def findings_sign(severity: Severity, number: int) -> Sign:
    """So many findings of one severity."""
    return Sign(sign_of(severity), severity.counted(number), _SEVERITIES[severity])


def strength_sign(strength: Strength) -> Sign:
    """How well an answer is shown."""
    return Sign(sign_of(strength), strength.words, _STRENGTHS[strength])


def file_sign(state: FileState) -> Sign | None:
    """What became of a recorded file; None where it is as it was."""
    if (words := file_words(state)) is None:
        return None
    if state is FileState.UNREADABLE:
        return Sign("?", words, ASK)
    gone = state is FileState.GONE
    return Sign("✗" if gone else "!", words, BAD if gone else HALF)


def cell_sign(state: CellState) -> Sign:
    """One place in the criteria × aspects map."""
    return Sign(sign_of(state), state.words, _CELLS[state])


def conclusion_sign(conclusion: ConclusionCode) -> Sign:
    """The conclusion of a theme or an audit question."""
    return Sign(sign_of(conclusion), conclusion.words, _CONCLUSIONS[conclusion])


def action_sign(status: ActionStatus) -> Sign:
    """How far an action has come."""
    return Sign(sign_of(status), status.words, _ACTIONS[status])
