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
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

EMPTY_APP = [sys.executable, str(Path(__file__).with_name("empty_app.py"))]

_GIVE_UP_SECONDS = 30.0
_QUIET_SECONDS = 0.05
_KEYS = 120


class _Terminal:
    def __init__(self, command: Sequence[str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(slave)

    def wait_for(self, text: str) -> float:
        """When `text` had been painted."""
        seen = b""
        while time.perf_counter() - self.started < _GIVE_UP_SECONDS:
            seen += self._read(_GIVE_UP_SECONDS)
            if text.encode() in seen:
                return time.perf_counter()
        raise TimeoutError(f"{text!r} was not painted: {seen[-400:]!r}")

    def settle(self) -> float | None:
        """When the last byte came before a pause; None when nothing came."""
        last = None
        while select.select([self._master], [], [], _QUIET_SECONDS)[0]:
            os.read(self._master, 65536)
            last = time.perf_counter()
        return last

    def press(self, key: str) -> float:
        """Milliseconds from a key until the screen is still again."""
        start = time.perf_counter()
        os.write(self._master, key.encode())
        select.select([self._master], [], [], 1.0)
        last = self.settle()
        if last is None:
            raise TimeoutError(f"nothing was painted after {key!r}")
        return (last - start) * 1000

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        return os.read(self._master, 65536)


def first_paint(command: Sequence[str], text: str) -> float:
    """Milliseconds from the start of the process until `text` is painted."""
    terminal = _Terminal(command)
    try:
        return (terminal.wait_for(text) - terminal.started) * 1000
    finally:
        terminal.close()


def key_to_paint(command: Sequence[str], text: str, keys: Sequence[str]) -> float:
    """The 95th percentile, in milliseconds, over keys that each change the screen."""
    terminal = _Terminal(command)
    try:
        terminal.wait_for(text)
        while terminal.settle() is not None:
            pass
        times = [terminal.press(key) for key in islice(cycle(keys), _KEYS)]
    finally:
        terminal.close()
    return statistics.quantiles(times[20:], n=20)[-1]
