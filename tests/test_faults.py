"""A program killed at a call, or whose call fails, loses nothing and says why in words."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from benchmarks.faults import Tries
from benchmarks.power_loss import can_record

TRIES = 5


@pytest.mark.parametrize("kind", ["record", "take away"])
def test_a_few_kills_and_failing_calls_lose_nothing(kind: str, tmp_path: Path) -> None:
    """`python -m benchmarks.faults` tries every kind of write, as often as one has time for."""
    if sys.platform != "linux" or not can_record():
        pytest.skip("strace is not here, or may not follow a program")
    tries = Tries(tmp_path, kind)
    every = list(tries.faults())
    for what in ("signal=KILL", "error=EIO", "error=ENOSPC"):
        assert any(fault.what == what for fault in every)
    met, chance = 0, random.Random(1)  # noqa: S311 - which faults
    for fault in chance.sample(every, TRIES):
        outcome = tries.try_once(fault)
        met += outcome.met
        assert outcome.faults == [], fault
    assert met
