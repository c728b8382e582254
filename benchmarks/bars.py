"""Print every bar with its figure: `python -m benchmarks.bars [NAME …]`.

A figure is a ratio of medians taken in turn in one run (A B A B …), so that a machine that is
slow today is slow for both. A few are held to a time or a size instead.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import screens, store
from benchmarks.large_set import large_appraisal, large_set
from benchmarks.names import asked_for

ROOT = Path(__file__).parent.parent
_IN_WALK = "Gjelder ikke"
"""What the walk shows and the list does not; the list names the next question."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure, the limit it is held to, and both sides in the same unit."""

    name: str
    limit: float
    ours: float
    other: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours over the other."""
        return self.ours / self.other

    def line(self) -> str:
        """The figure on one line."""
        verdict = "holds" if self.ratio <= self.limit else "FALLS SHORT"
        return (
            f"{self.name:<58} {self.ours:8.2f} / {self.other:8.2f} {self.unit:<3}"
            f" = {self.ratio:5.2f}  (limit {self.limit}) {verdict}"
        )


def in_turn(
    ours: Callable[[], float], other: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Medians of two measurements taken in turn, after one of each that is not counted."""
    ours(), other()
    pairs = [(ours(), other()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def process(*command: str) -> Callable[[], float]:
    """Milliseconds from start to end of a whole process."""

    def measure() -> float:
        start = time.perf_counter()
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        return (time.perf_counter() - start) * 1000

    return measure


def samsjekk(*arguments: str) -> list[str]:
    """The installed command beside this Python, as a user runs it."""
    return [str(Path(sys.executable).with_name("samsjekk")), *arguments]


def help_text() -> Bar:
    """`samsjekk --help`, the best of fifteen: nothing beside it tells how busy the machine is."""
    measure = process(*samsjekk("--help"))
    return Bar("samsjekk --help, best / 0.15 s", 1.0, min(measure() for _ in range(15)), 150.0)


def report() -> Bar:
    """An HTML report of the example against importing what it cannot do without."""
    with tempfile.TemporaryDirectory() as folder, store.home(Path(folder)):
        subprocess.run(
            samsjekk("example", "nes-2018", "--as", "nes"), check=True, capture_output=True
        )
        ours, other = in_turn(
            process(*samsjekk("report", "nes", "--format", "html")),
            process(sys.executable, "-c", "import jinja2, yaml"),
            15,
        )
    return Bar("samsjekk report (html) / python -c 'import jinja2, yaml'", 2.6, ours, other)


def every_report() -> Bar:
    """All nine documents of the example in one process, against importing what lays them out."""
    with tempfile.TemporaryDirectory() as folder, store.home(Path(folder)):
        for name in ("then", "now"):
            subprocess.run(
                samsjekk("example", "nes-2018", "--as", name), check=True, capture_output=True
            )
        ours, other = in_turn(
            process(
                *samsjekk("report", "now", "--against", "then"),
                *("--template", "all", "--output", folder),
            ),
            process(sys.executable, "-c", "import jinja2"),
            15,
        )
    return Bar("samsjekk report --template all / python -c 'import jinja2'", 4.0, ours, other)


@contextmanager
def pdf_of_the_example(*arguments: str) -> Iterator[list[str]]:
    """The command that writes the gap report of the example as PDF."""
    with tempfile.TemporaryDirectory() as folder, store.home(Path(folder)):
        subprocess.run(
            samsjekk("example", "nes-2018", "--as", "nes"), check=True, capture_output=True
        )
        output = str(Path(folder, "gap.pdf"))
        yield samsjekk("report", "nes", *arguments, "--output", output, "--replace")


def pdf_report() -> Bar:
    """The report alone, the best of five: nothing beside it tells how busy the machine is."""
    with pdf_of_the_example("--appendix", "none") as command:
        measure = process(*command)
        best = min(measure() for _ in range(5))
    return Bar("samsjekk report (pdf, without appendix), best / 1.5 s", 1.0, best, 1500.0)


def pdf_with_appendix() -> Bar:
    """The report and its appendix, the best of five."""
    with pdf_of_the_example() as command:
        measure = process(*command)
        best = min(measure() for _ in range(5))
    return Bar("samsjekk report (pdf, with appendix), best / 2.5 s", 1.0, best, 2500.0)


def pdf_memory() -> Bar:
    """What a program that writes it five times takes at its highest."""
    script = (
        "import resource, sys; from checklist.cli import main; "
        "assert not any(main(sys.argv[1:]) for _ in range(5)); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    with pdf_of_the_example() as command:
        arguments = command[command.index("report") :]
        told = subprocess.run(
            [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
        )
    most = float(told.stdout.split()[-1])
    return Bar("samsjekk report (pdf) five times: memory / 350 MiB", 1.0, most, 350.0, "MiB")


def large_report() -> Bar:
    """The report of 5,000 criteria as HTML, against one flat loop that prints as many bytes."""
    from jinja2 import Environment  # noqa: PLC0415 - only this figure needs it

    from checklist.i18n import Translator  # noqa: PLC0415 - only this figure needs it
    from checklist.reporting import Report, report_text  # noqa: PLC0415 - only this figure needs it

    appraisal = large_appraisal(5_000)
    with tempfile.TemporaryDirectory() as folder:

        def whole() -> str:
            made = Report(appraisal, appraisal.assessment.date, Translator())
            return report_text(made, cache=Path(folder))

        lines = whole().splitlines()
        flat = Environment(autoescape=True).from_string(
            "{% for line in lines %}{{ line }}\n{% endfor %}"
        )
        ours, other = in_turn(timed(whole), timed(lambda: flat.render(lines=lines)), 5)
    return Bar("5,000 criteria: report (html) / flat loop, as many bytes", 2.0, ours, other)


def timed(made: Callable[[], object]) -> Callable[[], float]:
    """Milliseconds that making something takes."""

    def measure() -> float:
        start = time.perf_counter()
        made()
        return (time.perf_counter() - start) * 1000

    return measure


def loading() -> Bar:
    """5,000 criteria read and checked, with positions, against plain YAML of the same bytes."""
    import yaml  # noqa: PLC0415 - only this figure needs it

    from checklist.criteria.files import load_bytes  # noqa: PLC0415 - nor this

    content = large_set(5_000)

    def ours() -> float:
        start = time.perf_counter()
        load_bytes(content, "large.yaml")
        return (time.perf_counter() - start) * 1000

    def other() -> float:
        start = time.perf_counter()
        yaml.load(content, Loader=yaml.CSafeLoader)
        return (time.perf_counter() - start) * 1000

    return Bar("5,000 criteria: load and check / yaml.load", 0.6, *in_turn(ours, other, 5))


def saved_answer() -> Bar:
    """One answer through the session against one bare commit of SQLite, p50."""
    return Bar("one saved answer / one raw WAL+FULL commit, p50", 2.2, *store.answer_and_commit())


def verify() -> Bar:
    """Every digest of a long journal taken anew."""
    return Bar("verify of 100,000 writes / 1 s", 2.0, store.verify_seconds(), 1.0, "s")


@contextmanager
def walks() -> Iterator[tuple[list[str], list[str]]]:
    """A home with the example and a set of 5,000 criteria; the commands that walk each."""
    with tempfile.TemporaryDirectory() as folder, store.home(Path(folder)):
        file = Path(folder) / "large.yaml"
        file.write_bytes(large_set(5_000))
        for begin in (
            ("example", "nes-2018", "--as", "nes"),
            ("new", "--municipality", "3228", "--criteria", str(file), "--as", "large"),
        ):
            subprocess.run(samsjekk(*begin), check=True, capture_output=True)
        yield samsjekk("walk", "nes"), samsjekk("walk", "large")


def first_paint() -> Bar:
    """`samsjekk` on the example until its first screen, against an empty Textual app."""
    with walks() as (example, _):
        ours, other = in_turn(
            lambda: screens.first_paint(example, "besvart"),
            lambda: screens.first_paint(screens.EMPTY_APP, "an empty app"),
            11,
        )
    return Bar("first paint on the example / empty Textual app", 1.6, ours, other)


def opening() -> Bar:
    """A whole start with 5,000 criteria until the first screen, against one with the example."""
    with walks() as (example, large):
        ours, other = in_turn(
            lambda: screens.first_paint(large, "besvart"),
            lambda: screens.first_paint(example, "besvart"),
            7,
        )
    return Bar("samsjekk walk: 5,000 criteria / the example", 2.0, ours, other)


def opening_from_the_list() -> Bar:
    """The same from the list of a program that has begun: no start of Python to hide behind."""

    def opened_with(key: str) -> float:
        with screens.opened(samsjekk(), "Egenvurderinger") as terminal:
            return terminal.there_and_back(key, _IN_WALK)

    # The list has the last changed first.
    with walks():
        ours, other = in_turn(lambda: opened_with("\x1b[H\r"), lambda: opened_with("\x1b[F\r"), 9)
    return Bar("Enter in the list: 5,000 criteria / the example", 2.0, ours, other)


def opening_again() -> Bar:
    """Once more in the same program: everything that is shown is imported, and the set is read."""
    with walks(), screens.opened(samsjekk(), "Egenvurderinger") as terminal:
        ours, other = in_turn(
            lambda: terminal.there_and_back("\x1b[H\r", _IN_WALK),
            lambda: terminal.there_and_back("\x1b[F\r", _IN_WALK),
            9,
        )
    return Bar("Enter once more: 5,000 criteria / the example", 2.0, ours, other)


def key_to_paint() -> Bar:
    """A key that saves an answer until it is painted, in 5,000 criteria, p95."""
    with walks() as (_, large):
        ours = screens.keys(large, "besvart", ("j", "n")).p95
        other = screens.keys(screens.EMPTY_APP, "an empty app", ("j", "n")).p95
    return Bar("5,000 criteria: answer saved and painted, p95 / empty app", 1.5, ours, other)


def bytes_to_paint() -> Bar:
    """What one answer sends to the terminal, for those who work over a slow line."""
    with walks() as (_, large):
        sent = screens.keys(large, "besvart", ("j", "n")).bytes
    return Bar("5,000 criteria: sent per answer, median / 4 KiB", 1.0, sent / 1024, 4.0, "KiB")


def memory() -> Bar:
    """What the example takes when it is open, against an empty Textual app."""
    with walks() as (example, _):
        ours, other = in_turn(
            lambda: screens.memory(example, "besvart"),
            lambda: screens.memory(screens.EMPTY_APP, "an empty app"),
            3,
        )
    return Bar("memory (RSS): the example / empty Textual app", 2.0, ours, other, "MiB")


def memory_of_5000() -> Bar:
    """What 5,000 criteria take when they are open, against an empty Textual app."""
    with walks() as (_, large):
        ours, other = in_turn(
            lambda: screens.memory(large, "besvart"),
            lambda: screens.memory(screens.EMPTY_APP, "an empty app"),
            3,
        )
    return Bar("memory (RSS): 5,000 criteria / empty Textual app", 2.0, ours, other, "MiB")


def seen_by_another() -> Bar:
    """An answer in one program until the other program shows it, the slowest of ten."""
    with walks() as (example, _):
        slowest = max(screens.seen_by_another(example, "besvart", ("j", "n"), 10))
    return Bar("an answer is seen in another program, slowest / 1 s", 1.2, slowest, 1000.0)


BARS = {
    bar.__name__: bar
    for bar in (
        first_paint,
        opening,
        opening_from_the_list,
        opening_again,
        help_text,
        report,
        every_report,
        pdf_report,
        pdf_with_appendix,
        pdf_memory,
        large_report,
        loading,
        key_to_paint,
        bytes_to_paint,
        saved_answer,
        verify,
        seen_by_another,
        memory,
        memory_of_5000,
    )
}


def main(arguments: list[str]) -> None:
    """Measure the named bars, or all of them, compiled as an installed package is."""
    compileall.compile_dir(ROOT / "checklist", quiet=1)
    for name in asked_for("bars", BARS, arguments):
        print(BARS[name]().line(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
