"""States as a reader sees them: sign and word."""

from __future__ import annotations

from checklist.appraisal import CellState, ConclusionCode, Severity, Strength
from checklist.assessment import ActionStatus, FollowUpCode, VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.words.signs import sign_of
from checklist.words.values import Status

UNANSWERED = "unanswered"


Code = (
    AnswerValue | VerdictCode | Severity | Strength | ConclusionCode | ActionStatus | FollowUpCode
)


def status(code: Code, _: Translator) -> Status:
    """A state as the reader sees it."""
    return Status(code=code.value, sign=sign_of(code), word=_.say(code.words))


def answer_status(value: AnswerValue | None, _: Translator) -> Status:
    """An answer, or that nobody has answered."""
    if value is None:
        return Status(code=UNANSWERED, sign=sign_of(CellState.OPEN), word=_("Ikke besvart"))
    return status(value, _)


def cell_status(state: CellState, _: Translator) -> Status:
    """A place in the map."""
    return Status(code=state.value, sign=sign_of(state), word=_.say(state.words))
