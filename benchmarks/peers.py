"""samsjekk beside four other programs: `python -m benchmarks.peers [--quick]`.

Each program is installed from PyPI in an environment of its own (kept in the folder for temporary
files, so that the next run needs no network), gets the same criteria in its own form
(`benchmarks/peer_data.py`), and is started as its users start it. One table in Markdown comes out:
what samsjekk takes, and that divided by what each of the others takes. Below 1 is faster, or less
memory. Nothing is held to it as a test; the bars below the table are said to hold or to fail.

A figure is the median of three runs on the clock, the programs in turn, each run a process of its
own that begins without the output of the run before. A long run counts alone, and one that takes
longer than the limit is stopped: what is said then is what the ratio is at most. `--quick` leaves
out 5,000 criteria, `--limit SECONDS` waits longer (two minutes make ten in all), and `--bars` runs
only what the bars ask for.

What the programs write is the criteria, with nothing answered: of samsjekk the preparation sheet,
which has all the questions. With `--answered` every checkpoint is answered, samsjekk writes the gap
report, and the others have the answers as text in the requirements, which is the least work for
them. `--linked` gives those that have it the form in which they keep such things apart: doorstop
and StrictDoc checkpoints as items linked to their criteria, and trestle the answers as a component
definition, which `component-generate` writes as Markdown instead of `catalog-generate`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.checkouts import COMMAND, ROOT, samsjekk, variables
from benchmarks.peer_data import ANSWERED, ASKED, LINKED, Files

SIZES = (50, 500, 5_000)
LIMIT_SECONDS = 120.0
_RUNS = 3
_LONG_SECONDS = 5.0
"""A run that takes longer counts alone."""
_OURS = "samsjekk"
_START, THINGS = "start", ("check", "HTML", "Markdown")


class Peer(NamedTuple):
    """Another program: how it is installed, and what one writes to do the same with it.

    The commands are run in the folder of its data, and write in `out`. None where it has none.
    """

    name: str
    package: str
    start: Sequence[str]
    check: Sequence[str] | None
    html: Sequence[str] | None
    markdown: Sequence[str] | None
    set_up: Sequence[str] = ()


PEERS = (
    Peer(
        "doorstop",
        "doorstop==3.2",
        start=("doorstop", "--help"),
        check=("doorstop", "--no-reformat"),
        html=("doorstop", "publish", "--html", "REQ", "out/large.html"),
        markdown=("doorstop", "publish", "--markdown", "REQ", "out/large.md"),
        set_up=("git", "init", "--quiet"),
    ),
    Peer(
        "StrictDoc",
        "strictdoc>=0.30,<0.31",
        start=("strictdoc", "--help"),
        check=("strictdoc", "export", "--formats=sdoc", "--output-dir=out", "large.sdoc"),
        html=("strictdoc", "export", "--formats=html", "--output-dir=out", "large.sdoc"),
        markdown=("strictdoc", "export", "--formats=markdown", "--output-dir=out", "large.sdoc"),
    ),
    Peer(
        "trestle",
        "compliance-trestle==5.2",
        start=("trestle", "--help"),
        check=("trestle", "validate", "--all"),
        html=None,
        markdown=("trestle", "author", "catalog-generate", "-n", "large", "-o", "out"),
        set_up=("trestle", "init", "--local"),
    ),
    Peer(
        "ChecklistFabrik",
        "checklistfabrik>=1.12,<1.13",
        start=("clf-export", "--help"),
        check=None,
        html=("clf-export", "--format=html", "--output=out/large.html", "large.yml"),
        markdown=("clf-export", "--format=markdown", "--output=out/large.md", "large.yml"),
    ),
)
_LINKED_MARKDOWN = {
    "trestle": ("trestle", "author", "component-generate", "-n", "large", "-o", "out")
}
"""Written otherwise when the data is linked."""


def peers(*, linked: bool) -> list[Peer]:
    """The programs, with the commands for one form of the data or the other."""
    other = _LINKED_MARKDOWN if linked else {}
    return [peer._replace(markdown=other.get(peer.name, peer.markdown)) for peer in PEERS]


class Took(NamedTuple):
    """Seconds on the clock, the processor's seconds, and megabytes at most."""

    seconds: float
    work: float
    megabytes: float
    stopped: bool = False
    failed: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it ran to its end."""
        return not (self.stopped or self.failed)


class Bar(NamedTuple):
    """The most that samsjekk may take of a peer's time for so many criteria."""

    size: int
    peer: str
    theirs: str
    most: float


BARS = (
    Bar(500, "doorstop", "HTML", 0.25),
    Bar(500, "StrictDoc", "HTML", 0.03),
    Bar(500, "trestle", "Markdown", 0.35),
    Bar(5_000, "doorstop", "HTML", 0.10),
    Bar(5_000, "StrictDoc", "HTML", 0.015),
    Bar(5_000, "trestle", "Markdown", 0.35),
)
"""HTML of samsjekk against what the peer makes."""

BARS_ASK = frozenset(
    run for bar in BARS for run in ((_OURS, "HTML", bar.size), (bar.peer, bar.theirs, bar.size))
)
"""What must be measured for the bars: program, thing and number of criteria."""

Figures = Mapping[tuple[str, str, int], Took]
"""What each program took for each thing with so many criteria; to start is with none."""


# -- the table --------------------------------------------------------------------------


def ratio(ours: Took | None, theirs: Took | None) -> tuple[float, str] | None:
    """Ours over theirs, and the sign before it where theirs was stopped; None without both."""
    if ours is None or theirs is None or not ours.is_whole or theirs.failed:
        return None
    return ours.seconds / theirs.seconds, "<" if theirs.stopped else ""


def cell(ours: Took | None, theirs: Took | None) -> str:
    """A ratio with what the peer took, or why there is none."""
    if theirs is None:
        return "–"
    if theirs.failed:
        return "failed"
    found = ratio(ours, theirs)
    took = f"{'> ' if theirs.stopped else ''}{_seconds(theirs.seconds)}"
    return took if found is None else f"{found[1]}{found[0]:.2g} ({took})"


def _seconds(seconds: float) -> str:
    return f"{seconds / 60:.1f} min" if seconds >= 100 else f"{seconds:.2f} s"


def table(figures: Figures, peers: Sequence[str], sizes: Sequence[int]) -> Iterator[str]:
    """The lines of the table in Markdown."""
    yield f"| | {_OURS} | " + " | ".join(f"÷ {peer}" for peer in peers) + " |"
    yield "|---" * (len(peers) + 2) + "|"
    for thing, size in [(_START, 0), *((thing, size) for thing in THINGS for size in sizes)]:
        ours = figures.get((_OURS, thing, size))
        cells = [cell(ours, figures.get((peer, thing, size))) for peer in peers]
        took = "–" if ours is None else _seconds(ours.seconds)
        yield _row(f"{thing}, {size:,}" if size else thing, took, cells)
    for size in sizes:
        most = [_most_memory(figures, program, size) for program in (_OURS, *peers)]
        cells = [f"{most[0] / used:.2g} ({used:.0f} MB)" if used else "–" for used in most[1:]]
        yield _row(f"memory, {size:,}", f"{most[0]:.0f} MB", cells)
    growths = [_growth(figures, peer, sizes) for peer in peers]
    yield _row(f"growth, {sizes[0]:,} to {sizes[-1]:,}", _growth(figures, _OURS, sizes), growths)


def _row(name: str, ours: str, cells: Sequence[str]) -> str:
    return f"| {name} | {ours} | " + " | ".join(cells) + " |"


def _most_memory(figures: Figures, program: str, size: int) -> float:
    """At most for anything done with so many criteria; 0 where nothing ran to its end."""
    used = (
        took.megabytes
        for (name, _thing, of), took in figures.items()
        if (name, of) == (program, size) and took.is_whole
    )
    return max(used, default=0.0)


def _growth(figures: Figures, program: str, sizes: Sequence[int]) -> str:
    """How many times longer the largest takes than the smallest: HTML, or Markdown without it."""
    for thing in ("HTML", "Markdown"):
        least = figures.get((program, thing, sizes[0]))
        most = figures.get((program, thing, sizes[-1]))
        if least is not None and most is not None and least.is_whole and not most.failed:
            return f"{'> ' if most.stopped else ''}× {most.seconds / least.seconds:.3g}"
    return "–"


def bars(figures: Figures) -> Iterator[str]:
    """A line for each bar of which both figures are there, and the same by the processor's work.

    Another program on the machine makes the clock go, and the work much less.
    """
    for bar in BARS:
        mine = figures.get((_OURS, "HTML", bar.size))
        theirs = figures.get((bar.peer, bar.theirs, bar.size))
        found = ratio(mine, theirs)
        if found is not None and mine is not None and theirs is not None:
            held = "holds" if found[0] <= bar.most else "not shown" if found[1] else "FAILS"
            by_work = f"; by work {mine.work / theirs.work:.3f}" if theirs.is_whole else ""
            yield (
                f"HTML of {bar.size:,} criteria ÷ {bar.peer} {bar.theirs}: "
                f"{found[1]}{found[0]:.3f} (bar {bar.most:g}) {held}{by_work}"
            )


# -- what is measured -------------------------------------------------------------------


_RUNNER = """
import json, os, resource, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
began = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
seconds, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code]))
"""
"""Starts a command and tells what it took. It is small: a process begins with the memory of the
one that starts it."""


def measured(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], limit: float
) -> Took:
    """One run, without the output of the run before; stopped with all it started at the limit."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    (folder / "out").mkdir()
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _RUNNER, *command],
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as started:
        try:
            told = started.communicate(timeout=limit)[0]
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            return Took(limit, 0.0, 0.0, stopped=True)
    seconds, work, megabytes, code = json.loads(told)
    return Took(seconds, work, megabytes, failed=code != 0)


def median(runs: Sequence[Took]) -> Took:
    """Of a few runs of the same; the last one says whether it was stopped or failed."""
    return runs[-1]._replace(
        seconds=statistics.median(run.seconds for run in runs),
        work=statistics.median(run.work for run in runs),
        megabytes=max(run.megabytes for run in runs),
    )


class Program(NamedTuple):
    """A program that is ready: its commands by what they do, and the environment they need."""

    name: str
    version: str
    commands: Mapping[str, Sequence[str]]
    environment: Mapping[str, str]
    set_up: Callable[[Path, int], None]


def installed(peer: Peer, folder: Path) -> Program:
    """A peer in an environment of its own, made where it is not there yet."""
    place = folder / peer.name
    python, ready = place / "bin" / "python", place / peer.package.replace("/", "")
    if not ready.exists():
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", peer.package], check=True)
        ready.touch()
    name = peer.package.partition("=")[0].rstrip("<>!~")
    asked = f"import importlib.metadata as m; print(m.version({name!r}))"
    version = subprocess.run(
        [python, "-c", asked], check=True, capture_output=True, text=True
    ).stdout.strip()
    environment = {**os.environ, "HOME": str(place), "XDG_DATA_HOME": str(place / "data")}

    def command(given: Sequence[str]) -> list[str]:
        own = place / "bin" / given[0]
        return [str(own) if own.exists() else given[0], *given[1:]]

    def set_up(data: Path, _size: int) -> None:
        if peer.set_up:
            subprocess.run(
                command(peer.set_up), cwd=data, env=environment, check=True, capture_output=True
            )

    kinds = {
        _START: peer.start,
        "check": peer.check,
        "HTML": peer.html,
        "Markdown": peer.markdown,
    }
    commands = {thing: command(given) for thing, given in kinds.items() if given is not None}
    return Program(peer.name, version, commands, environment, set_up)


def ours(folder: Path, document: str) -> Program:
    """This checkout, with a store of its own; `document` is the one it writes."""
    environment = variables(ROOT, folder / "home")
    version = samsjekk(ROOT, folder / "home", "--version").stdout.decode().split()[-1]

    def set_up(data: Path, size: int) -> None:
        name, answers = f"large-{size}", data / "answers.yaml"
        for arguments in (
            ("new", "--municipality", "3228", "--criteria", data / "large.yaml", "--as", name),
            *((("apply", name, answers),) if answers.exists() else ()),
        ):
            done = samsjekk(ROOT, folder / "home", *map(str, arguments))
            if done.returncode:
                raise RuntimeError(done.stderr.decode())

    report = [*COMMAND, "report", "large-{size}", "--template", document, "--output"]
    commands = {
        _START: [*COMMAND, "--help"],
        "check": [*COMMAND, "criteria", "check", "large.yaml"],
        "HTML": [*report, "out/large.html"],
        "Markdown": [*report, "out/large.md"],
    }
    return Program(_OURS, version, commands, environment, set_up)


class Asked(NamedTuple):
    """What to measure: how many criteria, of which data, how long a run may take; all, or some."""

    sizes: Sequence[int]
    files: Mapping[str, Callable[[int], Files]]
    limit: float
    only: Container[tuple[str, str, int]] | None = None

    def able(self, programs: Sequence[Program], thing: str, size: int) -> list[Program]:
        """The programs that can do a thing and are to be measured at it."""
        able = [program for program in programs if thing in program.commands]
        return [p for p in able if self.only is None or (p.name, thing, size) in self.only]


def make_data(program: Program, folder: Path, asked: Asked) -> None:
    """The files of a program, in a folder for each number of criteria."""
    (folder / program.name / "0").mkdir(parents=True)
    for size in asked.sizes:
        data = folder / program.name / str(size)
        for name, text in asked.files[program.name](size).items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        program.set_up(data, size)


def measure_all(programs: Sequence[Program], folder: Path, asked: Asked) -> Figures:
    """Every figure, the programs in turn: what else the machine does, disturbs all of them."""
    found: dict[tuple[str, str, int], Took] = {}
    for program in programs:
        make_data(program, folder, asked)
    for size in (0, *asked.sizes):
        for thing in THINGS if size else (_START,):
            able = asked.able(programs, thing, size)
            for name, took in in_turn(able, thing, folder, size, asked.limit):
                found[name, thing, size] = took
                print(name, thing, size or "", took, file=sys.stderr, flush=True)
    return found


def in_turn(
    programs: Sequence[Program], thing: str, folder: Path, size: int, limit: float
) -> Iterator[tuple[str, Took]]:
    """The median of a few runs of each; one that is long, is stopped or fails counts alone."""
    runs: dict[str, list[Took]] = {program.name: [] for program in programs}

    def run(program: Program) -> Took:
        command = [part.format(size=size) for part in program.commands[thing]]
        data = folder / program.name / str(size)
        return measured(command, data, program.environment, limit)

    if size == 0:
        for program in programs:
            run(program)  # What the very first run compiles and keeps is not what we ask about.
    for _again in range(_RUNS):
        for program in programs:
            had = runs[program.name]
            if not had or (had[-1].is_whole and had[-1].seconds < _LONG_SECONDS):
                had.append(run(program))
    yield from ((name, median(had)) for name, had in runs.items())


def machine(programs: Sequence[Program]) -> str:
    """When and where it was measured, and which versions."""
    versions = ", ".join(f"{program.name} {program.version}" for program in programs)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores ({platform.machine()}, "
        f"{platform.system()}), load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, {versions}"
    )


def main() -> None:
    """Install, make the data, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out 5,000 criteria")
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds for a run")
    parser.add_argument("--bars", action="store_true", help="only what the bars ask for")
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--answered", action="store_true", help="with answers, as text")
    data.add_argument("--linked", action="store_true", help="with answers as things of their own")
    options = parser.parse_args()
    sizes = SIZES[:-1] if options.quick else SIZES
    files = LINKED if options.linked else ANSWERED if options.answered else ASKED
    document = "prepare" if files is ASKED else "gap"
    asked = Asked(sizes, files, options.limit, BARS_ASK if options.bars else None)
    used, kept = peers(linked=options.linked), Path(tempfile.gettempdir(), "samsjekk-peers")
    with tempfile.TemporaryDirectory() as folder:
        programs = [ours(Path(folder), document), *(installed(peer, kept) for peer in used)]
        form = "linked" if options.linked else "answered" if options.answered else "not answered"
        began = f"{machine(programs)}, {form}"
        figures = measure_all(programs, Path(folder), asked)
    print(began, end="\n\n")
    for line in (*table(figures, [peer.name for peer in used], sizes), "", *bars(figures)):
        print(line)


if __name__ == "__main__":
    main()
