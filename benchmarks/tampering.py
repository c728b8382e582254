"""Every kind of tampering with the database, and what finds it: `python -m benchmarks.tampering`.

Each is done to a journal of two assessments by somebody who knows the format and mends every
digest they can reach. A kontrollsum was kept elsewhere before.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.test_tampering import ALONE, KEPT, kept_and_tampered, two_assessments


def main() -> int:
    """Print each kind and what found it; 1 when one was not found."""
    missed = 0
    for tamper in (*ALONE, *KEPT):
        with tempfile.TemporaryDirectory() as folder:
            path = two_assessments(Path(folder, "samsjekk.sqlite3"))
            proved = kept_and_tampered(path, tamper)
        against = proved.against
        if proved.proof.faults:
            found = "verify alone"
        elif against is not None and not against.found:
            found = "the kontrollsum is not found"
        elif against is not None and against.beside:
            found = "a write that does not build on the kontrollsum"
        else:
            found, missed = "NOT FOUND", missed + 1
        print(f"{tamper.__name__.replace('_', ' '):<36} {found}")
    kinds = len(ALONE) + len(KEPT)
    print(f"{kinds - missed} of {kinds} kinds found")
    return int(missed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
