"""The quick walk: the decisive checkpoints of what the law demands."""

from __future__ import annotations

from checklist.criteria.model import Checkpoint, Criterion, Depth, Force

LONGEST_QUICK_WALK = 60
"""Questions. More than these are not answered in an hour."""


def quick_points(criterion: Criterion) -> tuple[Checkpoint, ...]:
    """The checkpoints of a criterion that the quick walk asks about."""
    if criterion.force is not Force.MUST or criterion.depth is Depth.FULL:
        return ()
    return tuple(checkpoint for checkpoint in criterion.checkpoints if checkpoint.decisive)
