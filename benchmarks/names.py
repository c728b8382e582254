"""What a benchmark is asked for on its command line."""

import argparse
from collections.abc import Collection, Sequence


def asked_for(benchmark: str, known: Collection[str], arguments: Sequence[str]) -> Sequence[str]:
    """The names that are given, or all that are known; ends in words on one that is not."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{benchmark}")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    given: Sequence[str] = parser.parse_args(arguments).names
    if unknown := [name for name in given if name not in known]:
        parser.error(f"unknown: {', '.join(unknown)} (choose from {', '.join(known)})")
    return given or tuple(known)
