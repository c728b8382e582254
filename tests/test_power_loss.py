"""What a disk may hold when power goes loses nothing that was acknowledged, and opens."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from benchmarks.power_loss import (
    WAYS,
    Disk,
    UnknownCall,
    can_record,
    differs,
    faults_in,
    record,
    states,
)

STATES = 16


def disk(*calls: tuple[str, list[str], int]) -> Disk:
    made = Disk(Path("/d"))
    for call in calls:
        made.call(*call)
    return made


def word(text: str) -> str:
    return f'"{text}'


def could_be(made: Disk, way: str) -> list[dict[str, bytes | None]]:
    """The states that may come of chance, each once."""
    chance = random.Random(1)  # noqa: S311 - what is there
    found = [made.after_power_loss(way, chance) for _ in range(200)]
    return [dict(state) for state in {tuple(state.items()) for state in found}]


OPEN = ("openat", ["AT_FDCWD", word("/d/a"), "O_RDWR|O_CREAT", "0600"], 3)
FOLDER = ("openat", ["AT_FDCWD", word("/d"), "O_RDONLY"], 4)
WRITE = ("write", ["3", word("ny"), "2"], 2)


def test_what_is_synced_is_there_whatever_happens() -> None:
    made = disk(OPEN, WRITE, ("fsync", ["3"], 0), FOLDER, ("fsync", ["4"], 0))
    for way in WAYS:
        assert could_be(made, way) == [{"a": b"ny"}]


def test_a_file_may_be_without_its_content_or_its_name_until_both_are_synced() -> None:
    unsynced = could_be(disk(OPEN, WRITE), "in any order")
    assert {} in unsynced
    assert {"a": b""} in unsynced
    assert {"a": b"ny"} in unsynced
    assert {"a": b"\0\0"} in unsynced
    assert could_be(disk(OPEN, WRITE, ("fsync", ["3"], 0)), "none") == [{}]


def test_a_rename_is_done_or_not_and_never_half_done() -> None:
    synced = (OPEN, WRITE, ("fsync", ["3"], 0), FOLDER, ("fsync", ["4"], 0))
    made = disk(*synced, ("rename", [word("/d/a"), word("/d/b")], 0))
    assert could_be(made, "none") == [{"a": b"ny"}]
    assert could_be(made, "all") == [{"b": b"ny"}]
    assert all(len(state) == 1 for state in could_be(made, "in any order"))


def test_a_write_may_be_torn_between_sectors_and_not_within_one() -> None:
    old, new = "o" * 1024, "n" * 1024
    made = disk(
        OPEN,
        FOLDER,
        ("write", ["3", word(old), "1024"], 1024),
        ("fsync", ["3"], 0),
        ("fsync", ["4"], 0),
        ("pwrite64", ["3", word(new), "1024", "0"], 1024),
    )
    halves = (b"o" * 512, b"n" * 512)
    whole = {first + second for first in halves for second in halves}
    assert {state["a"] for state in could_be(made, "in order")} == whole


def test_a_call_that_is_not_known_to_be_harmless_is_refused() -> None:
    with pytest.raises(UnknownCall, match="fallocate"):
        disk(OPEN, ("fallocate", ["3", "0", "0", "10"], 0))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if sys.platform != "linux" or not can_record():
        pytest.skip("strace is not here, or may not follow a program")
    root = tmp_path_factory.mktemp("record") / "disk"
    root.mkdir()
    return root, record(root, rounds=1, seed=1)


def test_the_record_is_of_what_is_there(recorded: tuple[Path, Path]) -> None:
    assert differs(*recorded) == []


def test_sixteen_states_after_power_loss_lose_nothing(recorded: tuple[Path, Path]) -> None:
    """`python -m benchmarks.power_loss` tries as many as one has time for."""
    looked, chance = 0, random.Random(1)  # noqa: S311 - which states
    for state in states(*recorded, STATES, chance):
        looked += 1
        assert faults_in(state) == [], (state.point, state.way, state.kept.doing)
    assert looked == STATES
