"""Where duties stop on the way from paper to practice, and what is worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from checklist.appraisal.appraising import CriterionAppraisal, ThemeAppraisal
from checklist.appraisal.conclusions import ConclusionCode
from checklist.criteria import AnswerValue, Aspect
from checklist.i18n import WordedEnum, phrase

ASPECTS = tuple(Aspect)
"""The columns of the map, in order. Going through an enumeration each time is slow."""

MapRow = Mapping[Aspect, "Cell"]
"""The five cells of a criterion or a theme, in the order of the aspects."""


class CellState(WordedEnum):
    """What the checkpoints of one aspect say together."""

    YES = "yes", phrase("ja")
    PARTLY = "partly", phrase("delvis")
    MIXED = "mixed", phrase("noe nei")
    NO = "no", phrase("nei")
    UNKNOWN = "unknown", phrase("vet ikke")
    OPEN = "open", phrase("ikke besvart")
    NOT_APPLICABLE = "not_applicable", phrase("gjelder ikke")
    EMPTY = "empty", phrase("ikke spurt")


class Cell(msgspec.Struct, frozen=True):
    """One place in the map: what the answers say together, and each of them in order."""

    state: CellState
    values: tuple[AnswerValue | None, ...] = ()

    @property
    def answered(self) -> int:
        """How many of the checkpoints have an answer."""
        return len(self.values) - self.values.count(None)


_NOT_ASKED = Cell(CellState.EMPTY)


def map_row(criteria: Iterable[CriterionAppraisal]) -> MapRow:
    """The five cells of one criterion, or of all criteria of a theme.

    All yes is yes, all no is no, and a no among other answers is said as that. A mixture without
    a no is partly. A yes never covers for a checkpoint that nobody has looked at: then the cell is
    unknown or open.
    """
    values: dict[Aspect, list[AnswerValue | None]] = {}
    for appraised in criteria:
        for point in appraised.asked:
            values.setdefault(point.checkpoint.aspect, []).append(point.value)
    return {
        aspect: Cell(_state(values[aspect]), tuple(values[aspect]))
        if aspect in values
        else _NOT_ASKED
        for aspect in ASPECTS
    }


def stops_at(row: MapRow) -> Aspect | None:
    """Where a duty stops: the aspect with the worst answer, the first if several are as bad.

    A no is as bad alone as among other answers. What nobody has answered, or nobody knows, stops
    nothing.
    """
    for states in ((CellState.NO, CellState.MIXED), (CellState.PARTLY,)):
        for aspect, cell in row.items():
            if cell.state in states:
                return aspect
    return None


FEW = 10
"""Fewer answers than this say little of an aspect."""


class Step(msgspec.Struct, frozen=True):
    """What is answered to the checkpoints of one aspect, and how many duties stop there.

    Those that do not apply are left out.
    """

    yes: int = 0
    partly: int = 0
    no: int = 0
    unknown: int = 0
    stops: int = 0

    @property
    def answered(self) -> int:
        """How many of those that apply have an answer; "unknown" is one."""
        return self.yes + self.partly + self.no + self.unknown

    @property
    def few(self) -> bool:
        """Whether there are too few answers to say much."""
        return self.answered < FEW


def ladder(criteria: Iterable[CriterionAppraisal]) -> Mapping[Aspect, Step]:
    """The five aspects in their order, each with its answers."""
    stops: Counter[Aspect | None] = Counter()
    values: dict[Aspect, Counter[AnswerValue | None]] = {aspect: Counter() for aspect in ASPECTS}
    for appraised in criteria:
        stops[stops_at(map_row([appraised]))] += 1
        for point in appraised.asked:
            values[point.checkpoint.aspect][point.value] += 1
    return {
        aspect: Step(
            counted[AnswerValue.YES],
            counted[AnswerValue.PARTLY],
            counted[AnswerValue.NO],
            counted[AnswerValue.UNKNOWN],
            stops[aspect],
        )
        for aspect, counted in values.items()
    }


def most_stop_at(steps: Mapping[Aspect, Step]) -> Aspect | None:
    """Where the most duties stop, the first if several are as many; None where none stops."""
    most = max(step.stops for step in steps.values())
    return next((a for a, step in steps.items() if most and step.stops == most), None)


_WORST_FIRST = (
    ConclusionCode.INSUFFICIENT,
    ConclusionCode.PARTLY,
    ConclusionCode.UNDETERMINED,
    ConclusionCode.LARGELY,
    ConclusionCode.IN_LINE,
)


def worst_first(themes: Iterable[ThemeAppraisal]) -> tuple[ThemeAppraisal, ...]:
    """The themes that somebody has begun on, the worst conclusion first.

    Among those that conclude alike, the one with the most serious findings comes first.
    """
    begun = [theme for theme in themes if theme.begun]
    return tuple(sorted(begun, key=lambda t: (_WORST_FIRST.index(t.conclusion.code), _gravest(t))))


def _gravest(theme: ThemeAppraisal) -> list[int]:
    """The ranks of its findings, the most serious first; a theme without any comes last."""
    ranks = sorted(c.severity.rank for c in theme.criteria if c.severity is not None)
    return [*ranks, _AFTER_ALL]


_AFTER_ALL = 99


def _state(values: list[AnswerValue | None]) -> CellState:
    counted = [value for value in values if value is not AnswerValue.NOT_APPLICABLE]
    if not counted:
        return CellState.NOT_APPLICABLE
    judged = {value for value in counted if value not in (None, AnswerValue.UNKNOWN)}
    if AnswerValue.NO in judged:
        return CellState.NO if len(judged) == 1 else CellState.MIXED
    if AnswerValue.PARTLY in judged:
        return CellState.PARTLY
    if judged == {AnswerValue.YES} and len(counted) == counted.count(AnswerValue.YES):
        return CellState.YES
    if None in counted:
        return CellState.OPEN
    return CellState.UNKNOWN
