"""How far the file samples have come: what is drawn, and which counts are entered."""

from __future__ import annotations

import msgspec

from checklist.appraisal.appraising import Appraisal, CheckpointAppraisal
from checklist.assessment import DrawnSample, Recorded, is_counted
from checklist.criteria import SampleFrame


class SampleState(msgspec.Struct, frozen=True):
    """One sample frame of the set.

    Attributes:
        drawn: the draw that stands, or None.
        points: the checkpoints that are asked and rest on it, in the order of the set.
        counted: those of them whose count is entered for the draw that stands.
    """

    frame: SampleFrame
    drawn: Recorded[DrawnSample] | None
    points: tuple[CheckpointAppraisal, ...]
    counted: tuple[CheckpointAppraisal, ...]


def sample_states(appraisal: Appraisal) -> tuple[SampleState, ...]:
    """Every sample frame of the set, in its order."""
    state = appraisal.assessment
    found = []
    for frame in appraisal.criteria_set.samples:
        points = tuple(
            point for point in appraisal.asked.values() if point.checkpoint.sample == frame.id
        )
        counted = tuple(point for point in points if is_counted(state, point.checkpoint))
        found.append(SampleState(frame, state.samples.get(frame.id), points, counted))
    return tuple(found)
