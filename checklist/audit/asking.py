"""What is to be asked: the checkpoints that the criteria of an audit gather, and how they stand.

The request (`requesting`) and the guide (`guiding`) are made of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checklist.appraisal import Appraisal, CheckpointAppraisal, CriterionAppraisal, Severity
from checklist.assessment import kind_of
from checklist.audit.records import ChosenCriterion
from checklist.audit.state import Audit
from checklist.criteria import Checkpoint, CriteriaSet, Criterion, EvidenceKind, Theme

Received = Mapping[str, Appraisal]
"""What municipalities came to themselves, by the receipt of what they handed over."""

WRITTEN = (EvidenceKind.DOCUMENT, EvidenceKind.FIGURE)
"""What can be sent. People are asked, places are seen, and cases are drawn."""

SHOWN = (*WRITTEN, EvidenceKind.FILE_SAMPLE)
"""What a receipt can have that nobody need be asked for again."""


class GivenPoint(NamedTuple):
    """How a checkpoint stands in one receipt."""

    receipt: str
    criterion: CriterionAppraisal
    point: CheckpointAppraisal


class PointToAsk(NamedTuple):
    """A checkpoint that a criterion of the audit gathers.

    Attributes:
        place: where it comes among all of the set's.
        chosen: the criterion of the audit; the first, where several gather it.
        theme, criterion, checkpoint: where the set has it.
        given: how it stands in each receipt.
    """

    place: int
    chosen: ChosenCriterion
    theme: Theme
    criterion: Criterion
    checkpoint: Checkpoint
    given: tuple[GivenPoint, ...]

    @property
    def severity(self) -> Severity | None:
        """How serious the finding of its criterion is, where the worst receipt has one."""
        found = [one.criterion.severity for one in self.given]
        return min(filter(None, found), key=lambda severity: severity.rank, default=None)

    @property
    def has_written(self) -> bool:
        """Whether a document or a number is recorded for it in a receipt."""
        return any(
            kind_of(evidence) in SHOWN
            for one in self.given
            for evidence, _weight in one.point.evidence
        )


def points_to_ask(
    audit: Audit, criteria_set: CriteriaSet, received: Received
) -> tuple[PointToAsk, ...]:
    """The checkpoints of the chosen criteria, in the order of the set.

    One that no receipt asks, because its law was not in force or its criterion is about others,
    is left out.
    """
    return tuple(_points(audit, criteria_set, received))


def _points(audit: Audit, criteria_set: CriteriaSet, received: Received) -> Iterator[PointToAsk]:
    chosen: dict[str, ChosenCriterion] = {}
    for one in audit.all(ChosenCriterion).values():
        for name in one.gathers:
            chosen.setdefault(name, one)
    given: dict[str, list[GivenPoint]] = {}
    known: set[str] = set()
    for receipt, appraisal in received.items():
        for appraised in appraisal.criteria.values():
            known |= {point.id for point in appraised.criterion.checkpoints}
            for stands in appraised.asked if appraised.not_in_force is None else ():
                found = GivenPoint(receipt, appraised, stands)
                given.setdefault(stands.checkpoint.id, []).append(found)
    themes = {theme.id: theme for theme in criteria_set.themes}
    places = {
        point.id: place
        for place, point in enumerate(
            point for criterion in criteria_set.criteria for point in criterion.checkpoints
        )
    }
    for criterion in criteria_set.criteria:
        if criterion.id not in chosen:
            continue
        for point in criterion.checkpoints:
            if point.id in given or point.id not in known:
                yield PointToAsk(
                    places[point.id],
                    chosen[criterion.id],
                    themes[criterion.theme],
                    criterion,
                    point,
                    tuple(given.get(point.id, ())),
                )
