"""What municipalities handed over, side by side: time and peak memory for 5, 10, 30 and 357.

python -m benchmarks.side_by_side

Each is measured in a program of its own: receipts are read from their first byte to their last,
compared, and written as Markdown. Both what the clock and what the processor says is printed: on a
machine that others use, only the latter is of this. The exit code is 1 where 30 take more than 2 s
of the processor or 200 MB.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from benchmarks.store import use_memory
from checklist.assessment import Answered, Author, Created, Municipality, What
from checklist.assessment.municipalities import places
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.handover import write_hand_over
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import EvidenceFiles, Journal, Receipts, sha256_of

NUMBERS = (5, 10, 30, 357)
_BAR = 30
_MOST_SECONDS, _MOST_MEGABYTES = 2.0, 200
_VALUES = (AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO)
_AUTHOR = Author(name="Anna", role="leder")
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


class Example(NamedTuple):
    """An example to make others from: how it began, what happened, and its set."""

    created: Created
    happened: tuple[What, ...]
    criteria_set: CriteriaSet


def example_to_vary(folder: Path) -> Example:
    """A shipped example, as what happened in it."""
    with Journal(folder / "example.sqlite3") as journal:
        files = EvidenceFiles(folder / "evidence")
        session = Session(journal, copy_example(journal, files, "nes-2018"), _AUTHOR, files)
        first, *others = [event.what for event in journal.events(session.shared.id)]
        if not isinstance(first, Created):
            raise TypeError(first)
        return Example(first, tuple(others), session.criteria_set)


def receipt_of(
    folder: Path,
    receipts: Receipts,
    example: Example,
    municipality: Municipality,
    variant: int,
    *,
    leaving_out: frozenset[str] = frozenset(),
) -> None:
    """A receipt of the example as of another municipality, with other answers.

    Nobody has answered the checkpoints that are left out.
    """
    path = folder / f"{municipality.number}-{variant}"
    happened = tuple(
        _varied(what, variant)
        for what in example.happened
        if not (isinstance(what, Answered) and what.checkpoint in leaving_out)
    )
    created = msgspec.structs.replace(example.created, municipality=municipality)
    with Journal(path.with_suffix(".sqlite3")) as journal:
        journal.create("a", created, example.criteria_set, _AUTHOR)
        journal.append("a", _AUTHOR, *happened)
        session = Session(journal, "a", _AUTHOR, EvidenceFiles(folder / "evidence"))
        with path.open("wb") as file:
            write_hand_over(session, file)
    receipts.keep(path, sha256_of(path), lambda _copy: None)


def _varied(what: What, variant: int) -> What:
    if not isinstance(what, Answered) or what.answer is None or what.answer.value not in _VALUES:
        return what
    place = sum(what.checkpoint.encode()) * variant + variant
    value = _VALUES[place % len(_VALUES)] if variant else what.answer.value
    return msgspec.structs.replace(what, answer=msgspec.structs.replace(what.answer, value=value))


def receipts_in(folder: Path) -> Receipts:
    """A folder of receipts, each received a minute after the one before it."""
    count = 0

    def clock() -> datetime:
        nonlocal count
        count += 1
        return _BEGINNING + timedelta(minutes=count)

    return Receipts(folder / "receipts", clock)


def measure(folder: Path, number: int) -> str:
    """Seconds and megabytes that setting so many side by side takes, in a program of its own."""
    code = (
        "import sys; from benchmarks.side_by_side import compare;"
        "compare(sys.argv[1], int(sys.argv[2]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(number)],
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout.strip()


def compare(folder: str, number: int) -> None:
    """Set the first so many receipts side by side and print seconds, megabytes and criteria."""
    import resource  # noqa: PLC0415 - Windows has none, and a test takes the rest of this module

    from checklist.audit import set_side_by_side  # noqa: PLC0415 - what is loaded is measured too
    from checklist.auditing import handed_over  # noqa: PLC0415 - as above
    from checklist.i18n import Translator  # noqa: PLC0415 - as above
    from checklist.reporting.audits import beside_file  # noqa: PLC0415 - as above

    began, worked = time.perf_counter(), time.process_time()
    found = set_side_by_side(handed_over(receipts_in(Path(folder)).all()[:number]), anonymous=True)
    beside_file(found, "md", Translator("nb"))
    seconds, busy = time.perf_counter() - began, time.process_time() - worked
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.2f} {busy:.2f} {megabytes:.0f} {len(found.rows)} {found.criteria}")


def main() -> int:
    """Make receipts, measure, and print."""
    use_memory()
    too_much = False
    with TemporaryDirectory() as made:
        folder = Path(made)
        receipts, example = receipts_in(folder), example_to_vary(folder)
        for variant, place in enumerate(places()[: max(NUMBERS)]):
            receipt_of(folder, receipts, example, place.municipality, variant)
        for number in NUMBERS:
            seconds, busy, megabytes, rows, criteria = measure(folder, number).split()
            print(
                f"{number} municipalities: {seconds} s ({busy} s of the processor), "
                f"{megabytes} MB, {rows} of {criteria} criteria compared"
            )
            too_much |= number == _BAR and (
                float(busy) > _MOST_SECONDS or float(megabytes) > _MOST_MEGABYTES
            )
    return int(too_much)


if __name__ == "__main__":
    raise SystemExit(main())
