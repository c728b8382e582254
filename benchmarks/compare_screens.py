"""What two checkouts show, screen by screen: `python -m benchmarks.compare_screens FOLDER OTHER`.

Each checkout runs `samsjekk walk` on its own copy of an example in a terminal of 80x24, and is
reached by keys alone, so that it does not matter how its modules are called. Every screen on the
way is compared as text, with `--styles` with its colours too. What differs is listed with the
lines that do; 1 when anything does. Times of day are not compared. Needs tmux 3.2 or newer.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from benchmarks.checkouts import COMMAND, checkout, samsjekk, variables

EXAMPLE = "nes-2018"
SIZE = ("-x", "80", "-y", "24")
FIRST = ("Home",)
"""What leads to the first checkpoint, whatever the walk opens on."""

WAYS: dict[str, tuple[str, ...]] = {
    "walk": (),
    "on through the walk": ("Down", "PageDown", "PageDown", "PageUp", "End", "Space"),
    "answers": ("j", "d", "n", "v", "g", "DC", "z", "y"),
    "answered differently": ("n", "h", "Enter"),
    "law": ("l", "PageDown", "Down"),
    "what was found before": ("i",),
    "comment": ("k", "text:Prøvd", "C-s", "h"),
    "comment left unsaved": ("k", "text:Prøvd", "Escape"),
    "figures": ("m", "Tab", "Tab"),
    "figures that are refused": ("m", "text:abc", "C-s"),
    "another verdict": ("a", "Tab"),
    "another verdict without a reason": ("a", "Down", "C-s"),
    "a new action": ("t", "text:Lage rutine", "C-s"),
    "which action": ("PageDown", "t"),
    "recommendations": ("b", "n"),
    "selection": ("f",),
    "quick walk": ("f", "Down", "Enter"),
    "search": ("/", "text:plan", "Enter"),
    "palette": ("C-p", "text:rapp"),
    "upgrade": ("C-u",),
    "help": ("?", "PageDown", "PageDown"),
    "evidence": ("e", "Down", "Enter"),
    "where evidence is used": ("e", "C-g"),
    "evidence sought": ("e", "/", "text:intervju"),
    "help with evidence": ("e", "?"),
    **{f"evidence of kind {kind}": ("e", "+", str(kind)) for kind in range(1, 6)},
    "evidence that is refused": ("e", "+", "2", "C-s"),
    "evidence with an impossible date": (
        "e",
        "+",
        "1",
        "text:leder",
        "Tab",
        "text:13.13.13",
        "C-s",
    ),
    "finding a file": ("e", "+", "2", "C-o", "text:notat", "Enter"),
    "change evidence": ("e", "e"),
    "remove evidence": ("e", "-"),
    **{f"overview {tab}": ("o", str(tab), "PageDown", "C-t") for tab in range(1, 7)},
    "from the overview to a criterion": ("o", "3", "Enter"),
    "help with the overview": ("o", "?"),
    "report": ("r", "Down", "PageDown", "PageDown"),
    "document of the report": ("r", "slow:2"),
    "file of the report": ("r", "C-f"),
    "report saved": ("r", "slow:C-s"),
    "statement": ("r", "u"),
    "help with the report": ("r", "?"),
    "history": ("h", "PageDown", "Enter"),
    "whose history": ("h", "f"),
    "history of a criterion": ("h", "/"),
    "help with history": ("h", "?"),
    "each alone": ("w", "+", "C-s", "Escape", "j", "w"),
    "list": ("Escape", "Down"),
    "a new assessment": ("Escape", "+", "Tab", "Tab"),
    "a new assessment that is refused": ("Escape", "+", "text:nes", "C-s"),
    "examples": ("Escape", "x", "Down", "Enter"),
    "settings": ("Escape", "s", "Tab"),
    "taking an assessment away": ("Escape", "DC"),
    "help with the list": ("Escape", "?"),
    "leaving": ("C-c",),
}
"""From the first checkpoint, the keys that lead to each screen, as tmux calls them.

`text:` is typed, and what a `slow:` key asks for may come long after it.
"""

_AT_ONCE = 2
_LINES = 30
_LOOK_SECONDS = 0.03
_STILL_SECONDS = 0.25
_NOTHING_SECONDS = 0.5
_OPEN_SECONDS = 20.0
_SLOW_SECONDS = 3.0
_AT_WORK = re.compile(r"^\W*\w+( \w+){1,2} …$", re.MULTILINE)
"""A line as "Lager rapporten …": what was asked for is being made."""

_TIME_OF_DAY = re.compile(r"\b\d\d:\d\d(:\d\d)?\b")
_FOLDER_OF_JOB = re.compile(r"\b[ab]\d{4}\b")


class Tmux:
    """A tmux server of our own, in which every pane is 80x24."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self("new-session", "-d", "-s", "kept", *SIZE, "sleep infinity")
        for scope, option, value in (
            ("-g", "status", "off"),
            ("-g", "remain-on-exit", "on"),
            ("-s", "escape-time", "0"),
        ):
            self("set-option", scope, option, value)

    def __call__(self, *words: str) -> str:
        """Give it a command; what it says."""
        command = ["tmux", "-S", str(self._socket), "-f", os.devnull, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def close(self) -> None:
        """End this server and all that runs in it."""
        self("kill-server")


@dataclass(frozen=True, slots=True)
class Program:
    """A program in a pane of its own. `patience` above 1 is for a machine that is busy."""

    tmux: Tmux
    session: str
    styles: bool
    patience: float

    def open(self, folder: Path, home: Path, language: str) -> str:
        """Start the walk in a checkout; the first screen."""
        own = variables(folder, home / "home", language) | {"HOME": str(home)}
        chosen = [f"{name}={value}" for name, value in own.items() if name != "TERM"]
        command = shlex.join(
            ["env", "-i", "TERM=tmux-256color", *chosen, *COMMAND, "walk", EXAMPLE]
        )
        self.tmux("new-session", "-d", "-s", self.session, *SIZE, "-c", str(home), command)
        self._wait_for_change("", _OPEN_SECONDS)
        return self.at_rest()

    def press(self, key: str) -> str:
        """Press a key, or type a text; what is shown when nothing more changes."""
        before = self.look()
        kind, _, rest = key.rpartition(":")
        self.tmux("send-keys", "-t", self.session, *(("-l",) if kind == "text" else ()), rest)
        self._wait_for_change(before, _NOTHING_SECONDS * self.patience)
        return self.at_rest(_SLOW_SECONDS if kind == "slow" else _STILL_SECONDS)

    def at_rest(self, long_enough: float = _STILL_SECONDS) -> str:
        """What is shown when nothing has changed for a while, and nothing says that it will."""
        shown, since = self.look(), time.perf_counter()
        give_up = since + _OPEN_SECONDS
        while since < give_up:
            needed = _SLOW_SECONDS if _AT_WORK.search(shown) else long_enough
            if time.perf_counter() - since > needed * self.patience:
                break
            time.sleep(_LOOK_SECONDS)
            if (now := self.look()) != shown:
                shown, since = now, time.perf_counter()
        return shown

    def look(self) -> str:
        """What is shown now, without times of day and the folder of the job."""
        styles = ("-e",) if self.styles else ()
        shown = self.tmux("capture-pane", "-p", *styles, "-t", self.session)
        lines = "\n".join(line.rstrip() for line in shown.splitlines())
        return _FOLDER_OF_JOB.sub("FOLDR", _TIME_OF_DAY.sub("12:00", lines))

    def close(self) -> None:
        """End the program."""
        self.tmux("kill-session", "-t", self.session)

    def _wait_for_change(self, before: str, seconds: float) -> None:
        give_up = time.perf_counter() + seconds
        while self.look().strip() == before.strip() and time.perf_counter() < give_up:
            time.sleep(_LOOK_SECONDS)


class Way(NamedTuple):
    """One way through the program: its number among all, its language and its name in `WAYS`."""

    number: int
    language: str
    name: str


@dataclass(frozen=True, slots=True)
class Crawl:
    """Two checkouts, the folder where their assessments are copied to, and the terminal."""

    folders: tuple[Path, Path]
    work: Path
    tmux: Tmux
    styles: bool

    def begin(self) -> None:
        """Let each checkout make the assessment that every one of its ways starts from."""
        for side, folder in zip("ab", self.folders, strict=True):
            begun = samsjekk(folder, self.work / side / "home", "example", EXAMPLE, "--as", EXAMPLE)
            begun.check_returncode()
            for name in ("notat.txt", "rutine for samarbeid.txt"):
                file = self.work / side / name
                file.write_text(name, encoding="utf-8")
                os.utime(file, (1_700_000_000, 1_700_000_000))

    def surely(self, way: Way) -> tuple[list[str], list[str]]:
        """The screens on a way. Where they differ, once more: a busy machine may paint late."""
        ours, other = self.both(way)
        return (ours, other) if ours == other else self.both(way, patience=4)

    def both(self, way: Way, patience: float = 1.0) -> tuple[list[str], list[str]]:
        """The screens on a way in one checkout and in the other."""
        return self._screens(0, way, patience), self._screens(1, way, patience)

    def _screens(self, side: int, way: Way, patience: float) -> list[str]:
        """The screens on a way, each below the keys that led to it."""
        session = f"{'ab'[side]}{way.number:04}"
        home = self.work / f"patience {patience:g}" / session
        shutil.copytree(self.work / "ab"[side], home)
        program = Program(self.tmux, session, self.styles, patience)
        keys = (*FIRST, *WAYS[way.name])
        try:
            shown = [program.open(self.folders[side], home, way.language)]
            shown += [program.press(key) for key in keys]
        finally:
            program.close()
        led = [" ".join(keys[:count]) for count in range(len(keys) + 1)]
        return [f"keys: {keys}\n{screen}\n" for keys, screen in zip(led, shown, strict=True)]


def difference(ours: Sequence[str], other: Sequence[str]) -> list[str]:
    """The lines of the first screen that differs. What comes after it need not differ by itself."""
    for one, another in zip(ours, other, strict=True):
        if one != another:
            lines = difflib.unified_diff(another.splitlines(), one.splitlines(), lineterm="", n=0)
            return [one.partition("\n")[0], *islice(lines, 2, _LINES)]
    return []


def main() -> int:
    """List what differs; 1 when anything does."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.compare_screens", description=__doc__
    )
    parser.add_argument("folder", type=checkout, help="a folder with a checkout")
    parser.add_argument("other", type=checkout, help="a folder with another one")
    parser.add_argument("--lang", action="append", help="nb (if none is named), nn or en")
    parser.add_argument("--way", action="append", choices=WAYS, help="only this one (all)")
    parser.add_argument("--styles", action="store_true", help="compare colours too")
    parser.add_argument("--save", type=Path, help="a folder for the screens of both, as text")
    options = parser.parse_args()
    names = product(options.lang or ("nb",), options.way or WAYS)
    ways = [Way(number, *name) for number, name in enumerate(names)]
    differ = screens = 0
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(_AT_ONCE) as pool:
        work = Path(name)
        tmux = Tmux(work / "tmux")
        try:
            crawl = Crawl((options.folder, options.other), work, tmux, options.styles)
            crawl.begin()
            for way, (ours, other) in zip(ways, pool.map(crawl.surely, ways), strict=True):
                screens += len(ours)
                if options.save is not None:
                    save(options.save, way, ours, other)
                if changed := difference(ours, other):
                    differ += 1
                    print(f"{way.language} {way.name}", *changed, sep="\n    ", flush=True)
        finally:
            tmux.close()
    print(f"{differ} of {len(ways)} ways differ, with {screens} screens on them")
    return 1 if differ else 0


def save(folder: Path, way: Way, ours: Sequence[str], other: Sequence[str]) -> None:
    """Keep the screens of a way as two files."""
    for side, screens in (("folder", ours), ("other", other)):
        file = folder / side / way.language / f"{way.name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(screens), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
