"""The criteria × aspects map: where a duty stops, on paper or in practice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from checklist.appraisal.appraising import CriterionAppraisal
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

    All yes is yes, all no is no, a mixture with no or partly is partly. A yes never covers
    for a checkpoint that nobody has looked at: then the cell is unknown or open.
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

    What nobody has answered, or nobody knows, stops nothing.
    """
    for state in (CellState.NO, CellState.PARTLY):
        for aspect, cell in row.items():
            if cell.state is state:
                return aspect
    return None


def _state(values: list[AnswerValue | None]) -> CellState:
    counted = [value for value in values if value is not AnswerValue.NOT_APPLICABLE]
    if not counted:
        return CellState.NOT_APPLICABLE
    judged = {value for value in counted if value not in (None, AnswerValue.UNKNOWN)}
    if AnswerValue.PARTLY in judged or len(judged) > 1:
        return CellState.PARTLY
    if judged == {AnswerValue.NO}:
        return CellState.NO
    if judged == {AnswerValue.YES} and len(counted) == counted.count(AnswerValue.YES):
        return CellState.YES
    if None in counted:
        return CellState.OPEN
    return CellState.UNKNOWN
