"""Answers that don't go together, and answers that call for a second look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from checklist.assessment import Answer, Assessment
from checklist.criteria import Checkpoint, Condition, Contradiction


class Clash(msgspec.Struct, frozen=True):
    """A contradiction of the set that the answers fulfil, and the checkpoints it is between."""

    contradiction: Contradiction
    checkpoints: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its name in the set."""
        return self.contradiction.id


class NumberClash(msgspec.Struct, frozen=True):
    """An answer that its own number is at odds with."""

    checkpoint: Checkpoint
    answer: Answer

    @property
    def id(self) -> str:
        """A name no contradiction of the set has: it holds a space."""
        return f"number {self.checkpoint.id}"

    @property
    def checkpoints(self) -> tuple[str, ...]:
        """The checkpoint it is about."""
        return (self.checkpoint.id,)


def clashes(contradictions: Iterable[Contradiction], assessment: Assessment) -> Iterator[Clash]:
    """The contradictions whose every condition holds."""
    for contradiction in contradictions:
        if all(_holds(condition, assessment) for condition in contradiction.when):
            named = tuple(condition.checkpoint for condition in contradiction.when)
            yield Clash(contradiction, named)


def _holds(condition: Condition, assessment: Assessment) -> bool:
    answer = assessment.answer(condition.checkpoint)
    if answer is None or answer.value is None:
        return False
    if condition.answer and answer.value not in condition.answer:
        return False
    return condition.share_below is None or _share_is_below(answer, condition.share_below)


def _share_is_below(answer: Answer, per_cent: int) -> bool:
    if answer.count is None or not answer.of:
        return False
    return answer.count * 100 < answer.of * per_cent
