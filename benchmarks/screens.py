"""What a person waits for: the first screen, and a key until its effect is painted.

The program runs in a pseudo-terminal of 80x24, and what it writes is read as a terminal would.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

EMPTY_APP = [sys.executable, str(Path(__file__).with_name("empty_app.py"))]

_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
_USER = {"SAMSJEKK_NAME": "Anna", "SAMSJEKK_ROLE": "virksomhetsleder"}
"""Somebody who is not asked who they are before their first answer."""

_GIVE_UP_SECONDS = 30.0
_QUIET_SECONDS = 0.05
_KEYS = 120
_NOT_COUNTED = 20


class Keys(NamedTuple):
    """What many keys came to: the 95th percentile of milliseconds, the median of bytes sent."""

    p95: float
    bytes: float


class Terminal:
    """A program in a terminal of its own, 80x24."""

    def __init__(self, command: Sequence[str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **_TERMINAL, **_USER},
            start_new_session=True,
        )
        os.close(slave)

    def wait_for(self, text: str) -> float:
        """When `text` had been painted."""
        give_up = time.perf_counter() + _GIVE_UP_SECONDS
        seen = b""
        while time.perf_counter() < give_up:
            seen += self._read(_GIVE_UP_SECONDS)
            if text.encode() in seen:
                return time.perf_counter()
        raise TimeoutError(f"{text!r} was not painted: {seen[-400:]!r}")

    def settle(self) -> tuple[float, int] | None:
        """When the last byte came before a pause, and how many; None when nothing came."""
        last, sent = 0.0, 0
        while select.select([self._master], [], [], _QUIET_SECONDS)[0]:
            sent += len(os.read(self._master, 65536))
            last = time.perf_counter()
        return (last, sent) if sent else None

    def rest(self) -> None:
        """Wait until nothing more is painted."""
        while self.settle() is not None:
            pass

    def send(self, key: str) -> float:
        """Press a key; when that was."""
        start = time.perf_counter()
        os.write(self._master, key.encode())
        return start

    def press(self, key: str) -> tuple[float, int]:
        """Milliseconds from a key until the screen is still again, and the bytes it took."""
        start = self.send(key)
        select.select([self._master], [], [], 1.0)
        painted = self.settle()
        if painted is None:
            raise TimeoutError(f"nothing was painted after {key!r}")
        return (painted[0] - start) * 1000, painted[1]

    def there_and_back(self, key: str, text: str) -> float:
        """Milliseconds from a key until `text` is painted; then back with Escape."""
        self.rest()
        start = self.send(key)
        there = self.wait_for(text)
        self.rest()
        self.send("\x1b")
        select.select([self._master], [], [], 1.0)
        self.rest()
        return (there - start) * 1000

    def memory(self) -> float:
        """MiB that the process holds."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def told(self, number: int) -> int:
        """Send the program a signal, and wait until it has ended; its exit code."""
        self._process.send_signal(number)
        with suppress(OSError):  # Linux says so of a terminal that nobody has open
            while self._read(_GIVE_UP_SECONDS):
                pass
        return self._process.wait(_GIVE_UP_SECONDS)

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        return os.read(self._master, 65536)


@contextmanager
def opened(command: Sequence[str], text: str) -> Iterator[Terminal]:
    """The program when it has painted `text` and come to rest; ended afterwards."""
    terminal = Terminal(command)
    try:
        terminal.wait_for(text)
        terminal.rest()
        yield terminal
    finally:
        terminal.close()


def first_paint(command: Sequence[str], text: str) -> float:
    """Milliseconds from the start of the process until `text` is painted."""
    terminal = Terminal(command)
    try:
        return (terminal.wait_for(text) - terminal.started) * 1000
    finally:
        terminal.close()


def keys(command: Sequence[str], text: str, pressed: Sequence[str]) -> Keys:
    """What keys that each change the screen come to."""
    with opened(command, text) as terminal:
        painted = [terminal.press(key) for key in islice(cycle(pressed), _KEYS)][_NOT_COUNTED:]
    return Keys(
        statistics.quantiles([ms for ms, _ in painted], n=20)[-1],
        statistics.median(sent for _, sent in painted),
    )


def memory(command: Sequence[str], text: str) -> float:
    """MiB that a program holds when it has come to rest."""
    with opened(command, text) as terminal:
        return terminal.memory()


def seen_by_another(
    command: Sequence[str], text: str, pressed: Sequence[str], rounds: int
) -> list[float]:
    """Milliseconds from a key in one program until another one shows what came of it."""
    found = []
    with opened(command, text) as one, opened(command, text) as other:
        for key in islice(cycle(pressed), rounds):
            other.rest()
            start = one.send(key)
            other.wait_for("\x1b")
            found.append((time.perf_counter() - start) * 1000)
            one.rest()
    return found
