"""A program killed at a call, or whose call fails, loses nothing and says why in words."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults import Tries
from benchmarks.power_loss import can_record
from checklist.errors import ExitCode
from checklist.store import Journal
from tests.conftest import ready

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


@pytest.mark.parametrize(
    ("command", "when", "code"),
    [
        (("list",), "2", ExitCode.REFUSED),  # while it is opened, once
        (("list",), "20+", ExitCode.DONE),  # the list says it of each assessment
        (("verify", "nes-2018"), "20+", ExitCode.REFUSED),
        (("remove", "nes-2018", "--with-answers"), "20+", ExitCode.REFUSED),
    ],
)
def test_what_the_disk_does_not_give_is_not_called_damaged(
    command: tuple[str, ...], when: str, code: ExitCode, journal: Journal
) -> None:
    if sys.platform != "linux" or not can_record():
        pytest.skip("strace is not here, or may not follow a program")
    ready(journal, "nes-2018")
    journal.close()
    before = journal.path.read_bytes()
    fault = f"inject=pread64:error=EIO:when={when}"
    traced = ["strace", "-o", "/dev/null", "-P", str(journal.path), "-e", fault]
    program = [sys.executable, "-m", "checklist", "--lang", "nb", *command]
    ended = subprocess.run([*traced, *program], capture_output=True, text=True, check=False)
    assert ended.returncode == code
    assert f"{journal.path} kan ikke leses nå: disken svarte med en feil." in ended.stderr
    assert "skadet eller" not in ended.stdout + ended.stderr
    assert journal.path.read_bytes() == before
