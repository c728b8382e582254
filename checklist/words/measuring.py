"""Numbers that belong to an answer, as they are written in Norway."""

from __future__ import annotations

from checklist.appraisal import CheckpointAppraisal
from checklist.assessment import Answer
from checklist.criteria import Measure, MeasureKind
from checklist.i18n import Translator


def figure_words(point: CheckpointAppraisal, measure: Measure, _: Translator) -> str:
    """The number given with an answer; empty where there is none."""
    answer = point.answer or Answer()
    if measure.kind is MeasureKind.COUNT and answer.count is not None:
        if answer.of is None:
            return str(answer.count)
        return _("{n} av {of}", n=answer.count, of=answer.of)
    if measure.kind is MeasureKind.COUNT or answer.number is None:
        return ""
    number = decimal(answer.number)
    if measure.kind is MeasureKind.PERCENT:
        return _("{n} prosent", n=number)
    return _("{n} dager", n=number) if measure.kind is MeasureKind.DAYS else number


def decimal(number: float) -> str:
    """The number with a comma, and no more digits than it has."""
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", ",")
