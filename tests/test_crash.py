"""A program killed in the middle of any write loses nothing it acknowledged, and leaves nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.crash import killed_once
from benchmarks.writes import begun, faults_after

KILLS = 12


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't fork")
def test_a_dozen_kills_lose_nothing(tmp_path: Path) -> None:
    """`python -m benchmarks.crash` tries as many as one has time for."""
    environment, other = begun(tmp_path)
    acknowledged = 0
    for number in range(KILLS):
        kept, times = killed_once(environment, other, number)
        acknowledged += times
        assert faults_after(environment, kept) == [], number
    assert acknowledged
