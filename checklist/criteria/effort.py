"""How long it takes to answer questions, from what they ask for. An estimate, and said as one.

The minutes are ours: to read and answer a question, to find a document or a number, and to look
through the cases of a file sample. They say which sets and walks are longer than others.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from checklist.criteria.model import Checkpoint, EvidenceKind

MINUTES_AN_ANSWER = 1
"""To read a question and answer it from what one knows."""

_FIND, _SAMPLE = 4, 30
_TO_FIND = (EvidenceKind.DOCUMENT, EvidenceKind.FIGURE, EvidenceKind.OBSERVATION)


class Effort(msgspec.Struct, frozen=True):
    """What a number of questions takes.

    Attributes:
        questions: how many there are.
        to_find: how many ask for a document or a number, or something to see.
        samples: how many file samples they ask for; questions that share a frame share one.
    """

    questions: int
    to_find: int
    samples: int

    @property
    def minutes(self) -> int:
        """To answer all from what one knows."""
        return self.questions * MINUTES_AN_ANSWER

    @property
    def minutes_to_show(self) -> int:
        """To find all that is asked for as well, without interviews."""
        return self.minutes + self.to_find * _FIND + self.samples * _SAMPLE


def effort_of(checkpoints: Iterable[Checkpoint]) -> Effort:
    """What it takes to answer these checkpoints."""
    checkpoints = tuple(checkpoints)
    kinds = [{expected.kind for expected in point.evidence} for point in checkpoints]
    sampled = [
        point
        for point, asked in zip(checkpoints, kinds, strict=True)
        if EvidenceKind.FILE_SAMPLE in asked
    ]
    frames = {point.sample for point in sampled if point.sample is not None}
    alone = sum(point.sample is None for point in sampled)
    return Effort(
        questions=len(checkpoints),
        to_find=sum(not asked.isdisjoint(_TO_FIND) for asked in kinds),
        samples=len(frames) + alone,
    )
