"""What a finding was measured with (målestokk), and which places in law a no breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from checklist.appraisal.verdicts import Answered
from checklist.assessment import VerdictCode
from checklist.criteria import (
    AnswerValue,
    Checkpoint,
    Citation,
    Criterion,
    Yardstick,
    broken_places,
)


class PointYardstick(msgspec.Struct, frozen=True):
    """A checkpoint a finding rests on, who set what its yes means, and the places in law.

    `yardstick` is None where the set does not say, or where no place it names was in force on
    the date of the assessment: that law set nothing then.
    """

    checkpoint: Checkpoint
    yardstick: Yardstick | None
    places: tuple[Citation, ...]

    @property
    def lapsed(self) -> bool:
        """Whether the law that set it was not in force."""
        return self.checkpoint.yardstick is Yardstick.LAW and not self.places


class Yardsticks(msgspec.Struct, frozen=True):
    """What a verdict rests on."""

    points: tuple[PointYardstick, ...] = ()

    @property
    def yardstick(self) -> Yardstick | None:
        """The firmest of the yardsticks: the law's before a guide's, the set's own last."""
        found = {point.yardstick for point in self.points}
        return next((yardstick for yardstick in Yardstick if yardstick in found), None)

    @property
    def lapsed(self) -> bool:
        """Whether a law that set what was found against it was not in force."""
        return any(point.lapsed for point in self.points)

    @property
    def places(self) -> tuple[Citation, ...]:
        """The places in law, each once; empty where the yardstick is not the law's."""
        return tuple(dict.fromkeys(place for point in self.points for place in point.places))


def yardsticks_of(
    criterion: Criterion, answered: Sequence[Answered], verdict: VerdictCode, on: date
) -> Yardsticks:
    """What a verdict rests on, at the date `on`.

    A decisive no makes a criterion not met; else low verdicts rest on what is answered no or
    partly, and a good one on what is decisive. A person who sets "not met" over nothing but yes
    names no section, and then none is broken.
    """

    def those(*values: AnswerValue, decisive: bool = False) -> list[Checkpoint]:
        return [p for p, v in answered if v in values and (p.decisive or not decisive)]

    if verdict in (VerdictCode.NOT_MET, VerdictCode.PARTLY):
        found = those(AnswerValue.NO, decisive=True) or those(AnswerValue.NO, AnswerValue.PARTLY)
    elif verdict is VerdictCode.MET:
        found = those(AnswerValue.YES, decisive=True) or those(AnswerValue.YES)
    else:
        found = []
    return Yardsticks(tuple(point_yardstick(criterion, point, on) for point in found))


def point_yardstick(criterion: Criterion, checkpoint: Checkpoint, on: date) -> PointYardstick:
    """What a checkpoint is measured with at the date `on`."""
    places = in_force_on(broken_places(criterion, checkpoint), on)
    by_law = checkpoint.yardstick is Yardstick.LAW
    return PointYardstick(
        checkpoint, None if by_law and not places else checkpoint.yardstick, places
    )


def in_force_on(citations: Iterable[Citation], on: date) -> tuple[Citation, ...]:
    """Those of the places in law that were in force on a day."""
    return tuple(
        citation
        for citation in citations
        if (citation.in_force_from is None or citation.in_force_from <= on)
        and (citation.in_force_to is None or citation.in_force_to >= on)
    )
