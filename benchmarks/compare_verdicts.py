"""What two checkouts conclude from the same examples.

`python -m benchmarks.compare_verdicts FOLDER OTHER`. Each checkout copies its own examples and
prints their status; every verdict, severity and conclusion that differs is listed with both, and
why it is so in the second. The answers of an example can differ too, and are then named.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.checkouts import checkout, samsjekk

_FIELDS = {
    "criteria": ("verdict", "severity"),
    "themes": ("conclusion",),
    "questions": ("conclusion",),
}


def statuses(folder: Path) -> dict[str, dict[str, Any]]:
    """The status of every example of a checkout, by its name."""
    with tempfile.TemporaryDirectory() as home:
        names = samsjekk(folder, Path(home), "example").stdout.decode().split()
        made = {name: samsjekk(folder, Path(home), "example", name) for name in names}
        return {
            name: json.loads(
                samsjekk(folder, Path(home), "status", run.stdout.decode().strip(), "--json").stdout
            )
            for name, run in made.items()
        }


def differences(then: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """What an example came to in each, where it differs."""
    for part, fields in _FIELDS.items():
        before = {one["id"]: one for one in then[part]}
        for one in now[part]:
            was = before.get(one["id"])
            if was is None:
                continue
            changed = [
                f"{field} {was[field]} → {one[field]}"
                for field in fields
                if was[field] != one[field]
            ]
            if changed:
                yield f"  {one['id']}: {', '.join(changed)} {why(was, one)}".rstrip()


def why(was: dict[str, Any], one: dict[str, Any]) -> str:
    """Answers that differ, the yardstick of a finding, or the reason of a conclusion."""
    if "checkpoints" not in one:
        return f"({one['reason']})"
    then = {point["id"]: point["answer"] for point in was["checkpoints"]}
    given = [
        f"{point['id']} {then.get(point['id'])} → {point['answer']}"
        for point in one["checkpoints"]
        if then.get(point["id"]) != point["answer"]
    ]
    return f"({'; '.join(given) or 'yardstick: ' + str(one.get('yardstick'))})"


def main(arguments: list[str] | None = None) -> None:
    """Print what differs, example by example."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare_verdicts")
    parser.add_argument("folder", type=checkout)
    parser.add_argument("other", type=checkout)
    options = parser.parse_args(arguments)
    before, after = statuses(options.folder), statuses(options.other)
    for name in after:
        found = list(differences(before[name], after[name])) if name in before else []
        print(f"{name}: {len(found)} differ")
        print("\n".join(found), end="\n" if found else "")


if __name__ == "__main__":
    main(sys.argv[1:])
