"""What the number beside an answer says of the answer.

By the count rule (`measure.decides`) none is no, some is partly and all is yes; where the measure
has a limit in per cent, yes begins there. A limit on any other number gives no answer by itself,
but a number outside it refutes a yes.
"""

from __future__ import annotations

from checklist.assessment import Answer
from checklist.criteria import AnswerValue, Checkpoint, Limit, Measure, MeasureKind

_ALL = 100.0


def implied(measure: Measure | None, answer: Answer) -> AnswerValue | None:
    """The answer that the number gives by the count rule; None where it gives none."""
    if measure is None or not measure.decides:
        return None
    share = _share(measure, answer)
    if share is None:
        return None
    limit = measure.limit
    enough = _ALL if limit is None or limit.at_least is None else limit.at_least
    if share >= enough:
        return AnswerValue.YES
    return AnswerValue.PARTLY if share else AnswerValue.NO


def at_odds(checkpoint: Checkpoint, answer: Answer | None) -> bool:
    """Whether the answer and its number don't go together.

    Partly beside a number that would give yes does: yes can ask for more than is counted.
    """
    if answer is None:
        return False
    by_number = implied(checkpoint.measure, answer)
    match answer.value:
        case AnswerValue.YES:
            return refuted(checkpoint, answer)
        case AnswerValue.PARTLY:
            return by_number is AnswerValue.NO
        case AnswerValue.NO:
            return by_number in (AnswerValue.YES, AnswerValue.PARTLY)
        case _:
            return False


def refuted(checkpoint: Checkpoint, answer: Answer | None) -> bool:
    """Whether the answer is yes, and its own number says that yes can't be right."""
    measure = checkpoint.measure
    if answer is None or answer.value is not AnswerValue.YES or measure is None:
        return False
    if implied(measure, answer) in (AnswerValue.NO, AnswerValue.PARTLY):
        return True
    counts_a_share = measure.kind in (MeasureKind.COUNT, MeasureKind.PERCENT)
    number = _share(measure, answer) if counts_a_share else answer.number
    return number is not None and measure.limit is not None and _outside(measure.limit, number)


def _outside(limit: Limit, number: float) -> bool:
    below = limit.at_least is not None and number < limit.at_least
    return below or (limit.at_most is not None and number > limit.at_most)


def _share(measure: Measure, answer: Answer) -> float | None:
    """The share in per cent; None where no number, or a count of nothing, was given."""
    if measure.kind is MeasureKind.PERCENT:
        return answer.number
    if measure.kind is not MeasureKind.COUNT or answer.count is None or not answer.of:
        return None
    # Where all are counted it is exactly 100: a division may round to less.
    return _ALL if answer.count >= answer.of else _ALL * answer.count / answer.of
