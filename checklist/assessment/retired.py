"""Answers to questions that a newer version of the criteria set does not ask, or asks otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checklist.assessment.events import Answer
from checklist.assessment.evidence import Evidence
from checklist.assessment.registers import Recorded
from checklist.assessment.state import Assessment
from checklist.criteria import Checkpoint, CriteriaSet, Criterion, still_asks


class BeforeUpgrade(NamedTuple):
    """What was so just before the assessment went over to another version of its set."""

    state: Assessment
    criteria_set: CriteriaSet


class RetiredAnswer(NamedTuple):
    """An answer as it was, with the question as it was asked.

    Attributes:
        version: of the set that asked.
        evidence: what the answer rested on.
    """

    criterion: Criterion
    checkpoint: Checkpoint
    version: str
    given: Recorded[Answer]
    evidence: tuple[Evidence, ...]


def retired_answers(
    state: Assessment, before: Iterable[BeforeUpgrade], criteria_set: CriteriaSet
) -> tuple[RetiredAnswer, ...]:
    """The answers that stood before an upgrade and are not shown to a question of now.

    One that waits to be confirmed for a changed question is shown there, and not among these.
    """
    asked = {point.id: (c, point) for c in criteria_set.criteria for point in c.checkpoints}
    shown = {given.event for name, given in state.answers.items() if name in asked}
    found: dict[tuple[str, str], RetiredAnswer] = {}
    for then in before:
        for criterion in then.criteria_set.criteria:
            for point in criterion.checkpoints:
                given = then.state.answers.get(point.id)
                if given is None or given.value.value is None or given.event in shown:
                    continue
                if point.id in asked and still_asks(*asked[point.id], given.value.fingerprint):
                    continue
                evidence = then.state.evidence_for(point.id)
                found[point.id, given.value.fingerprint] = RetiredAnswer(
                    criterion, point, then.criteria_set.version, given, evidence
                )
    return tuple(found.values())
