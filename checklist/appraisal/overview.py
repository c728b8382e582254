"""The criteria × aspects map: where a duty stops, on paper or in practice."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

import msgspec

from checklist.appraisal.appraise import CheckpointAppraisal, CriterionAppraisal
from checklist.catalogue.model import AnswerValue, Aspect
from checklist.i18n import Phrase, phrase


class CellState(StrEnum):
    """What the checkpoints of one aspect say together."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"
    EMPTY = "empty"

    @property
    @cache
    def words(self) -> Phrase:
        """The word a user sees beside the sign."""
        return {
            CellState.YES: phrase("ja"),
            CellState.PARTLY: phrase("delvis"),
            CellState.NO: phrase("nei"),
            CellState.UNKNOWN: phrase("vet ikke"),
            CellState.OPEN: phrase("ikke besvart"),
            CellState.NOT_APPLICABLE: phrase("gjelder ikke"),
            CellState.EMPTY: phrase("ikke spurt"),
        }[self]


class Cell(msgspec.Struct, frozen=True):
    """One place in the map: what the answers say, and how many of the checkpoints have one."""

    state: CellState
    answered: int
    of: int


def map_row(criteria: Iterable[CriterionAppraisal]) -> dict[Aspect, Cell]:
    """The five cells of one criterion, or of all criteria of a theme.

    All yes is yes, all no is no, a mixture with no or partly is partly. A yes never covers
    for a checkpoint that nobody has looked at: then the cell is unknown or open.
    """
    points: dict[Aspect, list[CheckpointAppraisal]] = {aspect: [] for aspect in Aspect}
    for appraised in criteria:
        for point in appraised.asked:
            points[point.checkpoint.aspect].append(point)
    return {aspect: _cell(found) for aspect, found in points.items()}


def _cell(points: list[CheckpointAppraisal]) -> Cell:
    values = [point.value for point in points]
    answered = sum(value is not None for value in values)
    return Cell(_state(values), answered, len(values))


def _state(values: list[AnswerValue | None]) -> CellState:
    if not values:
        return CellState.EMPTY
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
