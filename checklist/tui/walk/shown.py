"""Which checkpoints Walk shows. It is decided once, when the user chooses a selection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checklist.appraisal import EVERYTHING, CheckpointAppraisal, CriterionAppraisal, Selection
from checklist.session import Session


class Shown(NamedTuple):
    """What is shown of the set.

    Attributes:
        selection: what the user chose.
        chosen: the checkpoints that were so then, by criterion; None is all there are.
    """

    selection: Selection = EVERYTHING
    chosen: Mapping[str, frozenset[str]] | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.chosen is None

    def points(self, appraised: CriterionAppraisal) -> tuple[CheckpointAppraisal, ...]:
        """The checkpoints of a criterion that are shown and can be answered."""
        if self.chosen is None:
            return appraised.asked
        shown = self.chosen.get(appraised.criterion.id, frozenset())
        return tuple(point for point in appraised.asked if point.checkpoint.id in shown)

    def askable(self, appraised: CriterionAppraisal) -> list[int]:
        """The places of those among all checkpoints of the criterion."""
        shown = {point.checkpoint.id for point in self.points(appraised)}
        return [n for n, p in enumerate(appraised.checkpoints) if p.checkpoint.id in shown]

    def to_answer(self, appraised: CriterionAppraisal) -> list[int]:
        """Those without an answer, or with one to a question that has changed since."""
        points = appraised.checkpoints
        return [n for n in self.askable(appraised) if points[n].waits]


def shown_by(selection: Selection, session: Session) -> Shown | None:
    """What a selection shows now, and goes on showing when it is answered; None is nothing."""
    chosen = {
        name: frozenset(
            point.checkpoint.id for point in selection.of(appraised, session.assessment)
        )
        for name, appraised in session.appraisal.criteria.items()
    }
    if not any(chosen.values()):
        return None
    return Shown(selection, None if selection == EVERYTHING else chosen)
