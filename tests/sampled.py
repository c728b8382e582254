"""A criteria set with a sample frame, which two checkpoints rest on."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from checklist.criteria import (
    Checkpoint,
    CriteriaSet,
    Criterion,
    Measure,
    MeasureKind,
    SampleFrame,
)
from checklist.criteria.files import Library

FRAME = SampleFrame(
    id="personer-med-plan",
    title="Ti personer med plan",
    drawn_from="alle som har en plan i dag",
    number=10,
)
SAMPLED, ALSO_SAMPLED = "ip-innhold-planer", "ip-innhold-ansvar"


def _sampled(point: Checkpoint) -> Checkpoint:
    if point.id not in (SAMPLED, ALSO_SAMPLED):
        return point
    what = "planer der alle punktene er fylt ut"
    measure = Measure(kind=MeasureKind.COUNT, what=what, of="planer i utvalget", decides=True)
    return replace(point, sample=FRAME.id, measure=measure)


@cache
def sampled_set() -> CriteriaSet:
    """The set for adults, with one frame of our own and no other."""
    shipped = Library.shipped().open("psykisk-helse-rus-voksne")

    def with_sample(criterion: Criterion) -> Criterion:
        points = tuple(replace(point, sample=None) for point in criterion.checkpoints)
        return replace(criterion, checkpoints=tuple(map(_sampled, points)))

    return replace(shipped, samples=(FRAME,), criteria=tuple(map(with_sample, shipped.criteria)))
