"""What others answered before: earlier assessments of the municipality, and published audits.

Looked up when somebody asks for it; an assessment never depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import msgspec

from checklist.assessment import Answer, Kinship, PredecessorNamed, fold, kinship
from checklist.assessment.answer_file import AnswerEntry, AnswerFile, AssessmentHead
from checklist.criteria import AnswerValue, Criterion
from checklist.criteria.yaml import read, read_bytes
from checklist.errors import SamsjekkError
from checklist.resources import folder
from checklist.session.session import Session, predecessor_of


class Precedent(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to the same checkpoint in another assessment.

    `predecessor` is the earlier assessment of this municipality, or of one that it has come from,
    that the whole `answer` can be taken over from; None for a published audit.
    """

    checkpoint: str
    municipality: str
    on: date
    value: AnswerValue
    comment: str
    place: str
    answer: Answer = Answer()
    predecessor: PredecessorNamed | None = None

    @property
    def own(self) -> bool:
        """Whether it is the municipality's own answer."""
        return self.predecessor is not None


class Precedents:
    """The answers that can be compared with those of one open assessment."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, criterion: Criterion) -> tuple[Precedent, ...]:
        """Earlier answers to a criterion: the municipality's own first, then the latest first."""
        points = {checkpoint.id for checkpoint in criterion.checkpoints}
        found = [p for p in self._all if p.checkpoint in points]
        return tuple(sorted(found, key=lambda p: (not p.own, -p.on.toordinal())))

    def to_take_over(self, checkpoint: str) -> Precedent | None:
        """The latest own answer to a checkpoint."""
        found = [p for p in self._all if p.checkpoint == checkpoint and p.own]
        return max(found, key=lambda precedent: precedent.on, default=None)

    @cached_property
    def _all(self) -> tuple[Precedent, ...]:
        return (*self._own(), *self._published())

    def _own(self) -> Iterator[Precedent]:
        session = self._session
        here = session.assessment
        for entry in session.journal.entries():
            other = kinship(entry.created.municipality, here.municipality) is Kinship.OTHER
            if other or entry.id == here.id or entry.created.date >= here.date:
                continue
            try:
                earlier = fold(entry.id, session.journal.events(entry.id))
            except SamsjekkError:
                # One that can't be read has nothing to show here; the list says so.
                continue
            predecessor = predecessor_of(session.journal, earlier)
            for name, recorded in earlier.answers.items():
                if recorded.value.value is not None:
                    yield Precedent(
                        checkpoint=name,
                        municipality=earlier.municipality.name,
                        on=earlier.date,
                        value=recorded.value.value,
                        comment=recorded.value.comment,
                        place=recorded.value.place,
                        answer=recorded.value,
                        predecessor=predecessor,
                    )

    def _published(self) -> Iterator[Precedent]:
        here = self._session.assessment
        for path in sorted(folder("examples").glob("*.yaml")):
            head, answers = _answers_of(path)
            # A copy of an audit is not held against itself.
            if head is None or (head.municipality, head.date) == (here.municipality, here.date):
                continue
            for entry in answers:
                yield Precedent(
                    checkpoint=entry.checkpoint,
                    municipality=head.municipality.name,
                    on=head.date,
                    value=entry.answer,
                    comment=entry.comment or "",
                    place=entry.place or "",
                )


def _answers_of(path: Path) -> tuple[AssessmentHead | None, tuple[AnswerEntry, ...]]:
    written = read(read_bytes(path), AnswerFile, str(path)).value
    return written.assessment, written.answers
