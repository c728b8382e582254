"""Random histories of several stores that go apart and meet again, as many as one has time for.

python -m benchmarks.histories [--histories 5000] [--seed 1]

Each is two to five stores, the first two of one person, with clocks that go wrong. Printed is how
many came to the same rows, heads and state with every digest right, with nothing that stands lost
unseen and nothing that was erased left in a file. Ctrl+C ends it, and prints what came of it so
far.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from contextlib import suppress

from checklist.assessment import fold
from tests.desks import KINDS, NAME, Desk, Step, do, meet, office
from tests.test_histories import held, standing_by_definition


def main(arguments: Sequence[str] | None = None) -> int:
    """Try histories, and print what held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began, tried, wrong, writes, differing = time.monotonic(), 0, 0, 0, 0
    with suppress(KeyboardInterrupt):
        for number in range(options.histories):
            faults, size, disagreements = _history(options.seed * 1_000_003 + number)
            tried += 1
            writes += size
            differing += disagreements
            if faults:
                wrong += 1
                print(f"history {options.seed}/{number}: {', '.join(faults)}", flush=True)
    print(
        f"{tried - wrong} of {tried} histories hold "
        f"({writes / max(tried, 1):.1f} writes and {differing / max(tried, 1):.2f} "
        f"disagreements each; {time.monotonic() - began:.0f} s)"
    )
    return int(wrong > 0)


def _history(seed: int) -> tuple[list[str], int, int]:
    chance = random.Random(seed)  # noqa: S311 - which history is tried
    stores = chance.randint(2, 5)
    with office(stores) as (desks, clock):
        for _ in range(chance.randint(5, 60)):
            step = Step(
                chance.randrange(stores),
                chance.choice(KINDS),
                chance.randrange(100),
                chance.randrange(100),
            )
            do(desks, step, clock)
        meet(desks)
        first = desks[0]
        faults = [fault for desk in desks for fault in _faults(desk, first, desks)]
        _, _, writes = first.journal.heads(NAME)
        return faults, writes, len(first.state().disagreements)


def _faults(desk: Desk, first: Desk, desks: Sequence[Desk]) -> list[str]:
    found = []
    if held(desk) != held(first) or desk.journal.heads(NAME) != first.journal.heads(NAME):
        found.append("stores differ")
    if desk.state() != first.state():
        found.append("states differ")
    if desk.journal.prove(NAME)[1].faults:
        found.append("verify finds faults")
    state = fold(NAME, desk.events())
    standing = {
        (thing, name): {given.event for given in values}
        for thing, fields in state.fields.items()
        for name, values in fields.items()
    }
    if standing != standing_by_definition(desk.events()):
        found.append("a standing value is lost")
    if desk.left_of(text for other in desks for text in other.erased):
        found.append("an erased text is left")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
