"""What a correction of the date or the municipality does to what an assessment is measured with."""

from __future__ import annotations

from typing import NamedTuple

from checklist.appraisal.appraising import Appraisal


class OtherYardsticks(NamedTuple):
    """How many criteria begin and end to apply, get other checkpoints, or rest on other law."""

    begin: int
    end: int
    points: int
    law: int


def other_yardsticks(before: Appraisal, after: Appraisal) -> OtherYardsticks | None:
    """What is measured otherwise after a correction than before it; None where nothing is.

    The criterion is counted once, by the first that it comes under.
    """
    begin = end = points = law = 0
    for name, was in before.criteria.items():
        now = after.criteria[name]
        if (was.not_in_force is None) != (now.not_in_force is None):
            begin += now.not_in_force is None
            end += now.not_in_force is not None
        elif now.not_in_force is not None:
            continue
        elif [p.in_force for p in was.checkpoints] != [p.in_force for p in now.checkpoints]:
            points += 1
        elif before.citations(was.criterion) != after.citations(now.criterion):
            law += 1
    found = OtherYardsticks(begin, end, points, law)
    return found if any(found) else None
