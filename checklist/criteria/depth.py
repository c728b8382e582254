"""The quick walk: what the law demands, asked so that one can answer at once."""

from __future__ import annotations

from checklist.criteria.model import Checkpoint, Criterion, Depth, Force

LONGEST_QUICK_WALK = 60
"""Questions. More than these are not answered in an hour."""


def quick_points(criterion: Criterion) -> tuple[Checkpoint, ...]:
    """The checkpoints of a criterion that the quick walk asks about.

    They are those the set has chosen (`quick: true`); where it has chosen none of a criterion's,
    the decisive ones.
    """
    if criterion.force is not Force.MUST or criterion.depth is Depth.FULL:
        return ()
    chosen = tuple(checkpoint for checkpoint in criterion.checkpoints if checkpoint.quick)
    return chosen or tuple(point for point in criterion.checkpoints if point.decisive)
