"""Whether what is taken over from last year adds up, and counts as nothing before it is confirmed.

`python -m benchmarks.last_year [HISTORIES]`, 100 when not said. Each history is one of an earlier
assessment of a random set and version: answers, comments, evidence, actions, undoings. A new one
is begun from it, of every set and version that has questions in common. Some of what waits is
confirmed, answered otherwise, taken away and undone. It prints the sums, and every history where

- kept, to be read again, different and retired are not all of the answers,
- anything is counted, judged or found before somebody has confirmed it, or a file is lost,
- confirming counts more or less than what was confirmed, or undoing leaves something.

1 when there is any.
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from checklist.appraisal import differences
from checklist.assessment import (
    Action,
    Answer,
    Author,
    Carrying,
    Document,
    Municipality,
    NothingToUndo,
    Refused,
)
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.criteria.files import Library, load_bytes
from checklist.session import Session
from checklist.session.assessments import begin, begin_from
from checklist.store import EvidenceFiles, Journal

_ANNA = Author(name="Anna")
_NES = Municipality(number="3228", name="Nes")
_OLD_VERSIONS = Path(__file__).parents[1] / "tests" / "data"
_STEPS = 40


def all_sets() -> tuple[CriteriaSet, ...]:
    """The shipped sets, and the versions before that are kept."""
    library = Library.shipped()
    kept = [
        load_bytes(
            gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes(),
            path.name,
        )
        for path in sorted(_OLD_VERSIONS.glob("*.yaml*"))
    ]
    return (*map(library.open, library.names()), *kept)


def history(session: Session, draw: random.Random, folder: Path) -> None:
    """Do what people do in an assessment, some of it twice, some of it undone."""
    points = [p.id for c in session.criteria_set.criteria for p in c.checkpoints]
    for number in range(draw.randrange(_STEPS)):
        point = draw.choice(points)
        match draw.randrange(8):
            case 0 | 1 | 2 | 3:
                value = draw.choice(tuple(AnswerValue))
                given = Answer(value=value, comment=draw.choice(("", "Fordi.")))
                session.set_answer(point, given, decides=True)
            case 4:
                session.answer(point, None)
            case 5:
                path = folder / f"fil-{number}.txt"
                path.write_text(f"{number}", encoding="utf-8")
                file = session.record_file(path, copy=True)
                document = Document(id=session.new_evidence_id(), title=str(number), file=file)
                session.record_evidence(document, draw.sample(points, 2))
            case 6:
                criterion = session.criterion_of(point).id
                action = Action(id=session.new_action_id(), criterion=criterion, what="Gjør det")
                session.set_action(action)
            case _:
                try:
                    session.undo()
                except NothingToUndo:
                    continue


def faults(earlier: Session, now: Session, found: Carrying) -> Iterator[str]:
    """What is wrong before anything is confirmed."""
    asked = {p.id for c in earlier.criteria_set.criteria for p in c.checkpoints}
    given = {
        name
        for name, recorded in earlier.assessment.answers.items()
        if name in asked and recorded.value.value is not None
    }
    sums = (found.kept, found.again, found.differing, found.retired)
    if found.all != len(given) or frozenset().union(*sums) != given:
        yield f"{found.all} of {len(given)} answers are accounted for"
    if now.appraisal.progress.answered or now.appraisal.has_begun or now.appraisal.findings:
        yield "something counts before it is confirmed"
    if now.assessment.evidence or now.assessment.links or now.assessment.actions:
        yield "evidence or actions count before they are confirmed"
    if len(now.appraisal.to_confirm) != len(found.answers):
        yield "not all that was taken over can be confirmed"
    for evidence in now.assessment.waiting_evidence.values():
        document = evidence.value
        if isinstance(document, Document) and document.file is not None:
            path = now.files.locate(now.assessment.id, document.file)
            if not path.is_file():
                yield f"the file of {document.title} is not here"


def faults_after(earlier: Session, now: Session, draw: random.Random) -> Iterator[str]:
    """What is wrong while it is confirmed, answered otherwise, taken away and undone."""
    waits = [point.checkpoint.id for point in now.appraisal.to_confirm]
    draw.shuffle(waits)
    some = waits[: len(waits) // 2]
    if some:
        now.confirm(*some)
        if now.appraisal.progress.answered != len(some):
            yield "confirming did not count what was confirmed"
    rest = waits[len(some) :]
    for point in rest[:2]:
        now.answer(point, AnswerValue.UNKNOWN)
    for point in rest[2:4]:
        now.answer(point, None)
    if {p.checkpoint.id for p in now.appraisal.to_confirm} != {*rest[4:]}:
        yield "what was decided waits still"
    fates = differences(earlier.appraisal, now.appraisal).fates
    if fates.earlier != earlier.appraisal.progress.answered:
        yield f"the change report has {fates.earlier} of {earlier.appraisal.progress.answered}"
    for _step in range(min(len(rest), 4) + bool(some)):
        now.undo()
    if now.appraisal.progress.answered or len(now.appraisal.to_confirm) != len(waits):
        yield "undoing left something"


def main() -> int:
    """Print the sums and the faults."""
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    sets, sums, wrong, pairs = all_sets(), Counter[str](), 0, 0
    for seed in range(histories):
        draw = random.Random(seed)  # noqa: S311 - a history that anyone can make again
        own = draw.choice(sets)
        with tempfile.TemporaryDirectory() as name, Journal(Path(name) / "j.sqlite3") as journal:
            files = EvidenceFiles(Path(name) / "evidence")
            made = begin(journal, _ANNA, _NES, own, date(2025, 6, 1))
            earlier = Session(journal, made, _ANNA, files)
            history(earlier, draw, Path(name))
            for target in sets:
                try:
                    made, found = begin_from(earlier, _NES, target, date(2026, 6, 1))
                except Refused:
                    sums["refused: nothing in common, or other people"] += 1
                    continue
                pairs += 1
                for kind in ("kept", "again", "differing", "retired"):
                    sums[kind] += len(getattr(found, kind))
                sums["all"] += found.all
                now = Session(journal, made, _ANNA, files)
                said = [*faults(earlier, now, found), *faults_after(earlier, now, draw)]
                for fault in said:
                    print(f"{seed}: {own.id} {own.version} → {target.id} {target.version}: {fault}")
                wrong += bool(said)
    print(f"{histories} histories, {pairs} beginnings of {len(sets)} sets and versions")
    print(", ".join(f"{kind} {number}" for kind, number in sums.items()))
    print(f"{wrong} with something wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
