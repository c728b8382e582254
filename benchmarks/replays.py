"""Replay the published audits: `python -m benchmarks.replays`.

One line for each conclusion the auditors state: the audit, what they concluded, where, what
samsjekk derives from the facts in the example, and why. No verdict may be set by a person. Rows
that rest on facts alone come first, then those that rest on what the auditors came to, then those
that the facts do not reach, each with the reason.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.replay_table import AUDITS, ROWS, RestsOn, Row
from checklist.appraisal import Appraisal
from checklist.assessment import Author
from checklist.session import Session
from checklist.session.assessments import copy_example
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


def is_reached(row: Row, appraisal: Appraisal) -> bool:
    """Whether the answers of the example alone come to what the auditors concluded."""
    return outcome(appraisal, row.about)[0] in row.expected and not appraisal.assessment.verdicts


def line(row: Row, appraisal: Appraisal) -> str:
    """The conclusion on one line, what it rests on, and whether it is reached."""
    _code, words, reason = outcome(appraisal, row.about)
    expected = " or ".join(row.expected)
    reached = is_reached(row, appraisal)
    parts = (
        f"{row.audit} {AUDITS[row.audit]}",
        row.concluded,
        row.where,
        f"{row.rests_on}: {row.fact}",
        f"{row.about}: {words}",
        reason,
        f"reached ({expected})" if reached else f"NOT REACHED ({expected}): {row.missed}",
    )
    return " · ".join(parts)


@contextmanager
def example(name: str) -> Iterator[Session]:
    """A fresh copy of an example, in a journal of its own."""
    with tempfile.TemporaryDirectory() as folder:
        files = EvidenceFiles(Path(folder) / "evidence")
        with Journal(Path(folder) / "samsjekk.sqlite3") as journal:
            yield Session(journal, copy_example(journal, files, name), Author(name="replay"), files)


def main() -> int:
    """Print every line and the sums; 1 when a row is reached or missed otherwise than told."""
    told: dict[str, list[str]] = {"fact": [], "conclusion": [], "missed": []}
    of: Counter[RestsOn] = Counter()
    otherwise = 0
    for audit in AUDITS:
        rows = [row for row in ROWS if row.audit == audit]
        with example(rows[0].example) as session:
            for row in rows:
                reached = is_reached(row, session.appraisal)
                otherwise += reached == bool(row.missed)
                of[row.rests_on] += 1
                told[row.rests_on if reached else "missed"].append(line(row, session.appraisal))
    facts, conclusions, missed = (len(lines) for lines in told.values())
    resting = of[RestsOn.CONCLUSION]
    sums = {
        "fact": f"{facts} of {of[RestsOn.FACT]} that rest on facts alone are reached",
        "conclusion": f"{conclusions} of {resting} that rest on conclusions are reached",
        "missed": f"{missed} of {len(ROWS)} are not reached",
    }
    for part, sentence in sums.items():
        print(*told[part], sentence, "", sep="\n")
    print("The limits of the rule were chosen with these audits in view.")
    if otherwise:
        print(f"{otherwise} come out otherwise than the table says")
    return 1 if otherwise else 0


if __name__ == "__main__":
    sys.exit(main())
