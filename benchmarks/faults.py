"""Kill a program at a system call that writes, or let one fail, for each kind of write.

python -m benchmarks.faults [--tries 2000] [--seed 1] [--kind "back up"]

Each kind of write (`benchmarks.writes`) is done once under strace, which tells what calls it makes
in the home. Then it is done again and again, from the same home, and one of these calls is where
the program is killed, or gets the answer that the disk is full (once, or from then on) or that it
can't be read or written (EIO). Calls that read fail with EIO, too, once or from then on. Where the
program lives, it answers once more. Nothing may end in an exception that is not a refusal in
words, and what can't be read may not be called damaged. Afterwards all that was acknowledged must
be there, the journal must open and verify, and nothing may be left. Where a call is made many times
in a row to the same file, the first, one in the middle and the last are tried. Ctrl+C ends it, and
prints what came of it so far. Needs strace, and a system that can fork.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import socket
import subprocess
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.power_loss import can_record
from benchmarks.writes import KINDS, Worker, begun, encoded, faults_after, last_said
from checklist.errors import SamsjekkError
from checklist.machine import Environment

_CALLS = (
    "openat,write,pwrite64,sendfile,ftruncate,fsync,fdatasync,rename,link,unlink,unlinkat,rmdir,"
    "mkdir,read,pread64"
)
_READS = ("read", "pread64")
_MAKES_ROOM = ("unlink", "unlinkat", "rmdir")
_BEFORE = (
    *("comment",) * 12,
    *(
        "record",
        "record",
        "begin",
        "change settings",
        "keep draft",
        "back up",
        "answer",
        "answer",
        "undo",
    ),
)
"""What is done in the home before, so that each kind has something to do."""
_CALL = re.compile(r"(\w+)\((.*)")
_READS_ONLY = re.compile(r"openat\((?!.*O_CREAT)")
_CALLED_DAMAGED = re.compile(rb"er skadet,? eller")
_SEED = 7


class Fault(NamedTuple):
    """What happens at a call, the `number`th of its name: `signal=KILL`, `error=EIO` or the like.

    `on` is whether it goes on happening.
    """

    call: str
    number: int
    what: str
    on: bool = False

    def __str__(self) -> str:
        """As a line of the results has it."""
        return f"{self.what} at {self.call} {self.number}{' and on' * self.on}"


class Outcome(NamedTuple):
    """What came of a try.

    Attributes:
        met: the fault met a call in the home. Else it says nothing.
        ended: `killed`, `acknowledged` or `refused`.
        faults: what was wrong, in words.
    """

    met: bool
    ended: str
    faults: list[str]


class Tries:
    """One kind of write, from the same home each time.

    Args:
        folder: what it may use.
        kind: one of the kinds of a `Worker`.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self.kind = kind
        self._folder = folder
        self._before = folder / "before"
        environment, other = begun(self._before)
        worker = Worker(environment, other, random.Random(_SEED))  # noqa: S311 - what is written
        for earlier in _BEFORE:
            worker.do(earlier, lambda _: None)
        self._kept = msgspec.structs.replace(worker.kept(), doing=kind)
        worker.close()
        # Once without strace: what Python loads when it is first wanted, is loaded then.
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._write(self._anew(), theirs)

    def faults(self) -> Iterator[Fault]:
        """Everything that may be tried."""
        home = self._anew()
        self._run(home, ())
        counted: Counter[str] = Counter()
        found = []
        for line in self._trace.read_text(encoding="utf-8", errors="replace").splitlines():
            named = _CALL.match(line)
            if named:
                counted[named[1]] += 1
                target = named[2].partition(",")[0]
                # What was read may name the home, too.
                if _is_in(home, target if named[1] in _READS else named[2]):
                    found.append((named[1], target, counted[named[1]], line))
        for (call, _), same in groupby(found, key=lambda one: one[:2]):
            several = [(number, line) for _, _, number, line in same]
            for number, line in {several[0], several[len(several) // 2], several[-1]}:
                yield Fault(call, number, "error=EIO")
                if call in _READS:
                    yield Fault(call, number, "error=EIO", on=True)
                if call in _READS or _READS_ONLY.match(line):
                    continue
                yield Fault(call, number, "signal=KILL")
                if call not in _MAKES_ROOM:
                    yield Fault(call, number, "error=ENOSPC")
                    yield Fault(call, number, "error=ENOSPC", on=True)

    def try_once(self, fault: Fault) -> Outcome:
        """Write, let the fault happen, and look at what is left."""
        home = self._anew()
        when = f"{fault.number}{'+' * fault.on}"
        said = self._run(home, ("-e", f"inject={fault.call}:{fault.what}:when={when}"))
        lines = said.split(b"\n")
        failed = [line.decode() for line in lines if line.startswith(b"Traceback")]
        failed += filter(None, [self._errors.read_text(encoding="utf-8").replace("\n", " | ")])
        kept = last_said(b"".join(line + b"\n" for line in lines if line.startswith(b"{")))
        kept = kept if kept.heads else self._kept
        refused = [line for line in lines if line.startswith(b"refused")]
        failed += [line.decode() for line in refused if _CALLED_DAMAGED.search(line)]
        if refused:
            ended = "refused"
        else:
            ended = "acknowledged" if lines[-2:] == [b"end", b""] else "killed"
        record = self._trace.read_text(encoding="utf-8", errors="replace")
        if fault.what == "signal=KILL":
            met = ended == "killed"
        else:
            met = any("(INJECTED)" in line and _is_in(home, line) for line in record.splitlines())
        environment = _environment(home)
        try:
            faults = faults_after(environment, kept)
        except Exception:  # noqa: BLE001 - that is what is looked for
            faults = [traceback.format_exc(limit=-3)]
        return Outcome(met, ended, [*failed, *faults])

    # -- the program that writes ----------------------------------------------------------

    @property
    def _trace(self) -> Path:
        return self._folder / "trace"

    @property
    def _errors(self) -> Path:
        """What the program printed for nobody, such as an exception while it tidied."""
        return self._folder / "errors"

    def _anew(self) -> Path:
        home = self._folder / "now"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self._before, home)
        return home

    def _run(self, home: Path, inject: Sequence[str]) -> bytes:
        """Let another process write under strace; what it said, a line each time."""
        ours, theirs = socket.socketpair()
        child = os.fork()
        if not child:
            try:
                ours.close()
                with self._errors.open("wb") as errors:
                    os.dup2(errors.fileno(), 2)
                os.environ["HOME"] = str(home)
                tempfile.tempdir = str(home / "tmp")
                theirs.recv(1)
                self._write(home, theirs)
            finally:
                os._exit(0)
        theirs.close()
        command = ["strace", "-y", "-o", str(self._trace), "-e", f"trace={_CALLS}", *inject]
        with (
            ours,
            subprocess.Popen([*command, "-p", str(child)], stderr=subprocess.PIPE) as strace,
        ):
            assert strace.stderr is not None  # noqa: S101 - it was asked for
            strace.stderr.readline()  # attached
            ours.send(b"!")
            said = b""
            while part := _received(ours):
                said += part
            os.waitpid(child, 0)
        return said

    def _write(self, home: Path, to: socket.socket) -> None:
        try:
            try:
                worker = self._worker(home)
                worker.do(self.kind, lambda kept: to.send(encoded(kept)))
            except SamsjekkError as error:
                to.send(_refused(error))
            # What could not be done is no longer in the way, or still is.
            worker = self._worker(home)
            worker.kinds["answer"]()
            to.send(encoded(msgspec.structs.replace(worker.kept(), doing=self.kind)))
        except SamsjekkError as error:
            to.send(_refused(error))
        except Exception:  # noqa: BLE001 - that is what is looked for
            words = traceback.format_exc(limit=-4).replace("\n", " | ")
            to.send(f"{words}\n".encode())
        to.send(b"end\n")

    def _worker(self, home: Path) -> Worker:
        chance = random.Random(_SEED)  # noqa: S311 - what is written
        return Worker(_environment(home), home / "other.sqlite3", chance)


def _environment(folder: Path) -> Environment:
    return Environment("nb", "Anna", chosen_home=folder / "home")


def _is_in(folder: Path, words: str) -> bool:
    return any(f"{folder}/{part}" in words for part in ("home", "tmp"))


def _refused(error: SamsjekkError) -> bytes:
    words = str(error).replace("\n", " ")
    return f"refused: {words}\n".encode()


def _received(ours: socket.socket) -> bytes:
    with suppress(ConnectionResetError):
        return ours.recv(1 << 16)
    return b""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try, look, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", help="only this kind of write")
    options = parser.parse_args(arguments)
    if not can_record():
        print("strace is not here, or may not follow a program.")
        return 2
    began, chance = time.monotonic(), random.Random(options.seed)  # noqa: S311 - which faults
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        kinds = [options.kind] if options.kind else KINDS
        every = {kind: Tries(Path(name, kind.replace(" ", "-")), kind) for kind in kinds}
        possible = [(kind, fault) for kind, tries in every.items() for fault in tries.faults()]
        chosen = chance.sample(possible, min(options.tries, len(possible)))
        with suppress(KeyboardInterrupt):
            for kind, fault in chosen:
                outcome = every[kind].try_once(fault)
                counted[outcome.ended if outcome.met else "missed"] += 1
                if outcome.faults:
                    counted["wrong"] += 1
                    words = "; ".join(outcome.faults)
                    print(f"{kind}, {fault}, {outcome.ended}: {words}", flush=True)
    print(
        f"{sum(counted.values()) - counted['wrong'] - counted['missed']} of {len(possible)} faults "
        f"in {len(kinds)} kinds of write: {counted['killed']} kills, {counted['refused']} refused, "
        f"{counted['acknowledged']} acknowledged; {counted['wrong']} times there was a traceback, "
        f"or something was lost, did not open, did not verify or was left "
        f"({time.monotonic() - began:.0f} s)"
    )
    return int(counted["wrong"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
