"""Which files of checklist/ a key goes through on its way to the disk. `layout` starts it.

`python -P benchmarks/key_to_disk.py CHECKLIST RESULT`, with an assessment `nes` in SAMSJEKK_HOME
and a terminal at both ends. It opens the walk without drawing it, presses `j`, and writes to
RESULT, as JSON, the files in the order they were called until the answer was committed. The
program is started by its command, so that it does not matter how its modules are called.
"""

from __future__ import annotations

import json
import os
import runpy
import sqlite3
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from textual.app import App
from textual.pilot import Pilot

_PRESSED_BEFORE = ("home", "n", "home", "j", "home", "n", "home")
"""What is imported at the first answer is imported by then."""


class Calls:
    """The files whose functions were called, from `begin` until something was committed.

    A file stands once for each time that it took over from another one.
    """

    def __init__(self, package: Path) -> None:
        self.files: list[str] = []
        self.committed = False
        self._package = f"{package}{os.sep}"
        self._follows = False
        self._wrote = False

    def begin(self) -> None:
        """Follow what is called from now on, in this thread and in those that are started."""
        self._follows = True
        threading.setprofile(self._called)
        sys.setprofile(self._called)

    def statement(self, sql: str) -> None:
        """Take in a statement that SQLite is about to carry out."""
        word = sql.split(None, 1)[0].upper()
        self._wrote = self._follows and (self._wrote or word == "INSERT")
        if word == "COMMIT" and self._wrote:
            sys.setprofile(None)
            threading.setprofile(None)
            self._follows = False
            self.committed = True

    def _called(self, frame: FrameType, event: str, _argument: object) -> None:
        name = frame.f_code.co_filename
        if self._follows and event == "call" and name.startswith(self._package):
            file = name.removeprefix(self._package)
            if self.files[-1:] != [file]:
                self.files.append(file)


def main(package: Path, result: Path) -> None:
    """Open the walk, press the keys and keep the path of the last one."""
    calls = Calls(package)
    connect: Any = sqlite3.connect
    run: Any = App.run

    def connect_and_trace(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(calls.statement)
        return connection

    async def press(pilot: Pilot[object]) -> None:
        for key in _PRESSED_BEFORE:
            await pilot.press(key)
            await pilot.pause()
        calls.begin()
        await pilot.press("j")
        await pilot.pause()
        if calls.committed:
            result.write_text(json.dumps(calls.files), encoding="utf-8")
        pilot.app.exit()

    def run_undrawn(app: App[object], **_options: Any) -> object:
        return run(app, headless=True, size=(80, 24), auto_pilot=press)

    sqlite3.connect = connect_and_trace  # type: ignore[assignment]  # to trace it
    App.run = run_undrawn  # type: ignore[method-assign, assignment]
    sys.argv = ["samsjekk", "walk", "nes"]
    runpy.run_module("checklist", run_name="__main__")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
