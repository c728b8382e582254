"""Kill a program in the middle of its writes, as often as one has time for.

python -m benchmarks.crash [--kills 2000] [--seed 1]

A program makes every kind of write (`benchmarks.writes`); each is acknowledged when it has
returned. It is killed at a random moment. Then everything acknowledged must be there, the journal
must open and verify, and no copy may be left that nothing refers to. Ctrl+C ends it, and prints
what came of it so far. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.writes import (
    Kept,
    Worker,
    begun,
    encoded,
    faults_after,
    last_said,
    passing_files,
)
from checklist.machine import Environment

_LONGEST_SECONDS = 0.06


def killed_once(environment: Environment, other: Path, seed: int) -> tuple[Kept, int]:
    """Let a program write, and kill it; what it was told is kept, and how many times."""
    chance = random.Random(seed)  # noqa: S311 - what is done, and when it ends
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reads)
            tempfile.tempdir = str(passing_files(environment.home))
            worker = Worker(environment, other, chance)
            os.write(writes, encoded(worker.kept()))
            worker.run(lambda kept: os.write(writes, encoded(kept)))
        finally:
            os._exit(1)
    os.close(writes)
    with os.fdopen(reads, "rb") as said:
        first = said.readline()
        time.sleep(random.Random(~seed).random() * _LONGEST_SECONDS)  # noqa: S311 - when
        os.kill(child, signal.SIGKILL)
        lines = first + said.read()
    os.waitpid(child, 0)
    # Each write says what it has begun, and what is kept when it has returned.
    return last_said(lines), lines.count(b"\n") // 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, look, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began, acknowledged, wrong = time.monotonic(), 0, 0
    left = options.kills
    with suppress(KeyboardInterrupt):
        while left:
            # A new home now and then: a long history takes long to read.
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
                environment, other = begun(Path(name))
                for _ in range(min(left, 100)):
                    kept, times = killed_once(environment, other, options.seed * 1_000_003 + left)
                    acknowledged += times
                    left -= 1
                    if faults := faults_after(environment, kept):
                        wrong += 1
                        print(f"kill {options.kills - left}: {'; '.join(faults)}", flush=True)
    print(
        f"{options.kills - left} kills, {acknowledged} acknowledged writes: "
        f"{wrong} times something was lost, did not verify or was left "
        f"({time.monotonic() - began:.0f} s)"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
