"""The single file beside the installed program: `python -m benchmarks.single_file [FILE]`.

Builds it, unless one is given. Prints its size, how long it takes to its first screen on the
example over what the installed program takes, and whether anything is left behind when it is told
to end or its terminal goes; then tries every paper and what else `tools.try_program` has. The exit
code is 1 where something falls short.
"""

from __future__ import annotations

import argparse
import compileall
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from benchmarks import screens, store
from benchmarks.bars import ROOT, Bar, in_turn, samsjekk
from tools.single_file import build
from tools.try_program import tried

_ROUNDS = 9
_WALK = ("walk", "nes")
_SHOWN = "besvart"


@contextmanager
def passing(folder: Path) -> Iterator[Path]:
    """A folder that the single file unpacks itself in, as it is told by the environment."""
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(folder)
    try:
        yield folder
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


def first_screen(file: Path) -> Bar:
    """A whole start until the first screen of the example, both with their modules compiled."""
    compileall.compile_dir(ROOT / "checklist", quiet=2)
    ours, other = in_turn(
        lambda: screens.first_paint([str(file), *_WALK], _SHOWN),
        lambda: screens.first_paint(samsjekk(*_WALK), _SHOWN),
        _ROUNDS,
    )
    return Bar("single file / installed program, first screen of the example", 2.5, ours, other)


def left_behind(file: Path, how: signal.Signals, work: Path) -> list[str]:
    """What lies in the folder for what is passing after the program was sent a signal."""
    folder = work / how.name
    folder.mkdir()
    with passing(folder), screens.opened([str(file), *_WALK], _SHOWN) as terminal:
        held = len(list(folder.iterdir()))
        code = terminal.told(how)
    return [
        *([] if held == 1 else [f"{how.name}: unpacked in {held} folders, not one"]),
        *(f"{how.name}: {path.name} is left, exit code {code}" for path in folder.iterdir()),
    ]


def in_the_browser(file: Path, work: Path) -> list[str]:
    """What fails of serving the program to a browser, and of ending that."""
    folder = work / "serve"
    folder.mkdir()
    with passing(folder):
        server = subprocess.Popen(
            [file, "serve", "--no-open"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        printed = iter(server.stdout or ())
        address = next(line.strip() for line in printed if line.startswith("http://127.0.0.1:"))
        try:
            for page in ("", "own/page.css", "static/js/textual.js"):
                urlopen(address + page, timeout=30).close()  # noqa: S310 - it begins with http
        except OSError as error:
            return [f"serve: {error}"]
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=60)
    left = [f"serve: {path.name} is left" for path in folder.iterdir()]
    return [*left, *([f"serve: exit code {server.returncode}"] if server.returncode else [])]


def without_the_server(file: Path) -> list[str]:
    """What fails of the extra for a shared database, which nobody has here: words are enough."""
    ended = subprocess.run(
        [file, "list"],
        env={**os.environ, "SAMSJEKK_DATABASE": "postgresql://nes@127.0.0.1:9/nes"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told = "127.0.0.1" in ended.stderr
    return [] if told else [f"shared database: {ended.returncode}: {ended.stderr}"]


def main(arguments: list[str]) -> int:
    """Print the figures and what fails."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.single_file")
    parser.add_argument("file", nargs="?", type=Path, help="one that is built already")
    given: Path | None = parser.parse_args(arguments).file
    with tempfile.TemporaryDirectory() as name, store.home(Path(name)):
        work = Path(name)
        file = given.absolute() if given else build(work / "built")
        print(f"{'size':<58} {file.stat().st_size / 1e6:8.0f} MB")
        subprocess.run(
            samsjekk("example", "nes-2018", "--as", "nes"), check=True, capture_output=True
        )
        killed = work / "killed"
        killed.mkdir()
        with passing(killed):  # a program that was killed has tidied nothing
            bar = first_screen(file)
        print(bar.line())
        faults = [
            fault
            for how in (signal.SIGTERM, signal.SIGHUP)
            for fault in left_behind(file, how, work)
        ]
        faults += [*in_the_browser(file, work), *without_the_server(file), *tried(file)]
    print("\n".join(faults) or "All of it works, and nothing is left behind.")
    return int(bool(faults) or bar.ratio > bar.limit)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
