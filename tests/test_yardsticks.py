"""What no set and no answers make the rules say: a breach no law sets, or met against a number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.verdicts import DATES, broken, drawn, sets, unsaid
from checklist.appraisal import appraise
from checklist.criteria import CriteriaSet

SETS = tuple(sets())


@pytest.mark.parametrize("criteria_set", SETS, ids=lambda found: found.id)
@given(on=st.sampled_from(DATES), seed=st.integers(0, 10**9))
def test_whatever_is_answered_no_verdict_goes_beyond_its_yardstick(
    criteria_set: CriteriaSet, on: date, seed: int
) -> None:
    assert list(broken(appraise(criteria_set, drawn(criteria_set, on, str(seed))))) == []


@pytest.mark.parametrize("criteria_set", SETS, ids=lambda found: found.id)
def test_every_checkpoint_says_who_set_its_yes_and_the_decisive_what_partly_means(
    criteria_set: CriteriaSet,
) -> None:
    assert list(unsaid(criteria_set)) == []
