"""Checklists of other fields become drafts: `python -m benchmarks.drafts`.

Twelve checklists are made in the forms people have them in, in a folder of their own, and each is
drafted by the command. For each it prints how many rows were read, what became of them, how many
were lost (0), how many fields are missing, and whether the draft loads as it is, and with the
missing fields filled in. Then the time and memory that a workbook of 5,000 rows takes. 1 when a row
is lost, a draft does not load, or a limit is passed.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from checklist.criteria.drafting import checklist_in, chosen_columns
from checklist.criteria.files import load_bytes
from checklist.criteria.yaml import FaultyFile
from tests.checklists import CHECKLISTS, filled_in, sheet, workbook

_ROWS = 5_000
_MOST_SECONDS = 5.0
_MOST_MEGABYTES = 300
_MISSING = re.compile(r"[:a-z0-9-]  # MANGLER: ")


def main() -> int:
    """Print the table and the figures of the large one."""
    faults = 0
    with tempfile.TemporaryDirectory(prefix="samsjekk-drafts-") as name:
        folder = Path(name)
        print(
            "fil             lest  overskr.  plassert  tema  se på  tapt  mangler  lastes  utfylt"
        )
        for file, make in CHECKLISTS.items():
            faults += _one(folder, file, make())
        faults += _large(folder)
    return 1 if faults else 0


def _one(folder: Path, file: str, content: bytes) -> bool:
    """One checklist as a line; True where something is wrong."""
    (folder / file).write_bytes(content)
    parts = checklist_in(content, file, chosen_columns(""), ()).parts
    draft = _drafted(folder, file)
    missing = len(_MISSING.findall(draft))
    as_is, filled = _loads(draft), _loads(filled_in(draft))
    sums = [
        sum(getattr(part, name) for part in parts)
        for name in ("rows", "headings", "placed", "themes")
    ]
    asked, lost = sum(len(part.asked) for part in parts), sum(part.lost for part in parts)
    print(
        f"{file:15} {sums[0]:4} {sums[1]:9} {sums[2]:9} {sums[3]:5} {asked:6} {lost:5} {missing:8}"
        f"  {'ja' if as_is else 'nei':6}  {'ja' if filled else 'nei'}"
    )
    return lost != 0 or not filled or as_is is not (missing == 0)


def _drafted(folder: Path, file: str) -> str:
    target = folder / f"{file}.yaml"
    _command(folder, "criteria", "new", "--from", str(folder / file), "--output", str(target))
    return target.read_text(encoding="utf-8")


def _command(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "checklist", *arguments],
        check=True,
        capture_output=True,
        env={"SAMSJEKK_HOME": str(folder / "home"), "PYTHONPATH": str(Path(__file__).parents[1])},
    )


def _loads(draft: str) -> bool:
    try:
        load_bytes(draft.encode(), "utkast.yaml")
    except FaultyFile:
        return False
    return True


def _large(folder: Path) -> bool:
    """A workbook of 5,000 rows; the first child that is measured, so its peak is its own."""

    def write(book: Any) -> None:
        head = ["Nr", "Tema", "Krav", "Spørsmål", "Hjemmel", "Styrke", "Veiledning", "Ansvarlig"]
        rows = (
            [
                f"{n}",
                f"Tema {n // 100}",
                f"Kommunen skal ha ordning {n}, skriftlig og kjent for alle.",
                f"Finnes ordning {n}?",
                f"Forskrift om eksempel § {n % 40 + 1}",
                "skal",
                "Se veilederen. " * 5,
                "NN",
            ]
            for n in range(_ROWS)
        )
        sheet(book, "Krav", [head, *rows])

    (folder / "stor.xlsx").write_bytes(workbook(write))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _drafted(folder, "stor.xlsx")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss / 1024
    print(
        f"{_ROWS} rader: {seconds:.1f} s prosessortid (høyst {_MOST_SECONDS:.0f}), "
        f"{peak:.0f} MB (høyst {_MOST_MEGABYTES})"
    )
    return seconds > _MOST_SECONDS or peak > _MOST_MEGABYTES


if __name__ == "__main__":
    sys.exit(main())
