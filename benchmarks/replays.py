"""Replay the published audits: `python -m benchmarks.replays`.

One line for each conclusion the auditors state: the audit, what they concluded, where, what
samsjekk derives from the facts in the example, and why. No verdict may be set by a person.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.replay_table import AUDITS, ROWS, Row
from checklist.appraisal import Appraisal
from checklist.assessment import Author
from checklist.session import Session, copy_example
from checklist.store import EvidenceFiles, Journal

Outcome = tuple[str, str, str]
"""The code that is derived, its words, and the reason."""


def outcome(appraisal: Appraisal, about: str) -> Outcome:
    """What a criterion, theme or audit question comes to."""
    if about in appraisal.criteria:
        verdict = appraisal.criteria[about].verdict
        return verdict.derived, str(verdict.derived.words), str(verdict.reason)
    themes = {t.theme.id: t.conclusion for t in appraisal.themes}
    questions = {q.question.id: q.conclusion for q in appraisal.questions}
    conclusion = (themes | questions)[about]
    return conclusion.code, str(conclusion.code.words), str(conclusion.reason)


def line(row: Row, appraisal: Appraisal) -> tuple[str, bool]:
    """The conclusion on one line, and whether it is reached."""
    code, words, reason = outcome(appraisal, row.about)
    reached = code in row.expected and not appraisal.assessment.verdicts
    either = f" (either of {', '.join(row.expected)})" if len(row.expected) > 1 else ""
    parts = (
        f"{row.audit} {AUDITS[row.audit]}",
        row.concluded,
        row.where,
        f"{row.about}: {words}{either}",
        reason,
        "holds" if reached else f"FALLS SHORT of {' or '.join(row.expected)}",
    )
    return " · ".join(parts), reached


@contextmanager
def example(name: str) -> Iterator[Session]:
    """A fresh copy of an example, in a journal of its own."""
    with tempfile.TemporaryDirectory() as folder:
        files = EvidenceFiles(Path(folder) / "evidence")
        with Journal(Path(folder) / "samsjekk.sqlite3") as journal:
            yield Session(journal, copy_example(journal, files, name), Author(name="replay"), files)


def main() -> int:
    """Print every line and the sum; 1 when a conclusion falls short."""
    reached = 0
    for audit in AUDITS:
        rows = [row for row in ROWS if row.audit == audit]
        with example(rows[0].example) as session:
            for row in rows:
                text, holds = line(row, session.appraisal)
                reached += holds
                print(text)
    print(f"{reached} of {len(ROWS)} conclusions of {len(AUDITS)} audits reached")
    return 0 if reached == len(ROWS) else 1


if __name__ == "__main__":
    sys.exit(main())
