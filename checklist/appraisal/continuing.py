"""Where one goes on: the next question for the one who answers, and how long the rest may take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from checklist.appraisal.appraising import Appraisal, CheckpointAppraisal, CriterionAppraisal
from checklist.appraisal.selection import Selection
from checklist.criteria import effort_of

_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(minutes=15)
"""Answers closer than this were read from a file; between those further apart one did other things.
"""

_ENOUGH = 10
"""Fewer intervals than this say little of how fast somebody answers."""


class NextQuestion(NamedTuple):
    """A question that is left, and the criterion it belongs to."""

    criterion: CriterionAppraisal
    point: CheckpointAppraisal


class TimeLeft(NamedTuple):
    """How long the questions that are left may take, and what that rests on.

    `own_pace` is whether it is what this person's own answers took; else each is counted as long
    as an answer is in `Effort`.
    """

    time: timedelta
    own_pace: bool


def next_question(appraisal: Appraisal, selection: Selection, who: str) -> NextQuestion | None:
    """The first question left after the one that this person answered last, else from the top.

    The order is that of the list of criteria. None where every question has its answer.
    """
    asked = list(_asked(appraisal, selection))
    times = _times(appraisal, who)
    here = [n for n, one in enumerate(asked) if one.point.checkpoint.id in times]
    last = max(here, key=lambda n: times[asked[n].point.checkpoint.id], default=-1)
    onwards = (*asked[last + 1 :], *asked[: last + 1])
    return next((one for one in onwards if one.point.waits), None)


def time_left(appraisal: Appraisal, selection: Selection, who: str) -> TimeLeft | None:
    """How long it may take to answer what nobody has answered; None where nothing is left."""
    left = [point.checkpoint for point in selection.among(appraisal) if point.value is None]
    if not left:
        return None
    took = list(_took(_times(appraisal, who).values()))
    if len(took) < _ENOUGH:
        return TimeLeft(timedelta(minutes=effort_of(left).minutes), own_pace=False)
    return TimeLeft(sum(took, timedelta()) / len(took) * len(left), own_pace=True)


def _asked(appraisal: Appraisal, selection: Selection) -> Iterator[NextQuestion]:
    for criteria in appraisal.by_theme.values():
        for criterion in criteria:
            for point in selection.of(criterion, appraisal.assessment):
                yield NextQuestion(criterion, point)


def _times(appraisal: Appraisal, who: str) -> dict[str, datetime]:
    """When a person answered each checkpoint that has their answer."""
    claimed = appraisal.assessment.people.get(who)
    person = who if claimed is None else claimed.name
    return {
        name: given.at
        for name, given in appraisal.assessment.answers.items()
        if given.author.name == person and given.value.value is not None
    }


def _took(times: Iterable[datetime]) -> Iterator[timedelta]:
    """The intervals between answers that say how long one took."""
    for before, after in pairwise(sorted(times)):
        if _SHORTEST <= after - before <= _LONGEST:
            yield after - before
