"""What to ask before a correction: it may change what the assessment is measured with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from checklist.appraisal import appraise, other_yardsticks
from checklist.assessment import Assessment, Doubtful, Situation, deciding
from checklist.criteria import CriteriaSet
from checklist.words import in_a_row, other_yardsticks_words


def ask_about(
    at: Situation,
    wanted: Mapping[str, Any],
    criteria_set: CriteriaSet,
    shared: Assessment,
    today: date,
) -> None:
    """Stop a correction that somebody should say that they are sure of.

    Raises:
        Doubtful: other criteria or laws would apply, or the date is unusual; the words say all.
    """
    corrected = replace(shared, date=wanted.get("date", shared.date))
    other = other_yardsticks(appraise(criteria_set, shared), appraise(criteria_set, corrected))
    doubts = [] if other is None else [other_yardsticks_words(other)]
    try:
        deciding.correct(at, wanted, today)
    except Doubtful as error:
        doubts.append(error.words)
    if doubts:
        raise Doubtful(in_a_row(doubts))
