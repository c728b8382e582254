"""The states of an audit, with the signs of those of an assessment."""

from __future__ import annotations

from checklist.audit import MeasureStatus
from checklist.i18n import Translator
from checklist.words.states import STATES, UNANSWERED, Status


def measure_status(code: MeasureStatus, _: Translator) -> Status:
    """How far a measure has come; a code without a sign has none."""
    sign = STATES[code][0] if code in STATES else ""
    return Status(code=code.value, sign=sign, word=_.say(code.words))


def not_judged(_: Translator) -> Status:
    """That the auditors have not said what came of a point yet."""
    return Status(code=UNANSWERED, sign=STATES[UNANSWERED][0], word=_("ikke vurdert"))
