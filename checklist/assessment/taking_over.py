"""What a new assessment takes over from an earlier one, to be confirmed before it counts.

Every answer of the earlier assessment is in one place: kept, where the question is the same; to be
read again, where it is another or was asked in several; left for a person, where people differed;
retired, where it is not asked now.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from checklist.assessment.events import (
    Action,
    ActionSet,
    ActionStatus,
    Answer,
    Answered,
    EvidenceLinked,
    EvidenceRecorded,
    PredecessorNamed,
    What,
)
from checklist.assessment.evidence import Evidence
from checklist.assessment.names import Names
from checklist.assessment.state import Assessment
from checklist.criteria import (
    Comparison,
    CriteriaSet,
    checkpoint_fingerprint,
    compare_sets,
    still_asks,
)


class CarriedAnswer(msgspec.Struct, frozen=True):
    """An answer as a question of the new assessment gets it, and what it rests on.

    `sources` are the checkpoints it was given to.
    """

    checkpoint: str
    answer: Answer
    sources: tuple[str, ...]
    evidence: tuple[str, ...]


class Carrying(msgspec.Struct, frozen=True):
    """What is taken over, and where each earlier answer comes, by its earlier checkpoint.

    `without_file` are the titles of evidence whose file could not be copied.
    """

    answers: tuple[CarriedAnswer, ...]
    evidence: tuple[Evidence, ...]
    actions: tuple[Action, ...]
    kept: frozenset[str]
    again: frozenset[str]
    differing: frozenset[str]
    retired: frozenset[str]
    without_file: tuple[str, ...] = ()

    @property
    def all(self) -> int:
        """How many answers the earlier assessment has."""
        return sum(map(len, (self.kept, self.again, self.differing, self.retired)))


def carrying(
    earlier: Assessment, own: CriteriaSet, now: CriteriaSet, asked: Container[str]
) -> Carrying:
    """What goes over from an earlier assessment of the set `own` to a new one of the set `now`.

    Args:
        earlier: the whole of it, as all share it.
        own: its set.
        now: the set of the new one: the same, another version, or one with questions in common.
        asked: the checkpoints of the new one that are asked at its date.
    """
    names, given = Names(now), _given(earlier, own)
    answers: list[CarriedAnswer] = []
    kept, again, differing = set[str](), set[str](), set[str]()
    for point, sources in _sources(compare_sets(own, now), given).items():
        found = {name: given[name] for name in sources if name in given}
        if not found or point not in asked:
            continue
        if len({a.value for a in found.values()}) > 1 or any(map(earlier.disagreement, found)):
            differing.update(found)
            continue
        answer = next(iter(found.values()))
        if answer.ask is not None and answer.ask not in names.roles:
            answer = replace(answer, ask=None)
        evidence = tuple(
            dict.fromkeys(piece.id for name in found for piece in earlier.evidence_for(name))
        )
        answers.append(CarriedAnswer(point, answer, tuple(found), evidence))
        same = still_asks(names.criterion_of(point), names.checkpoint(point), answer.fingerprint)
        (kept if len(found) == 1 and same else again).update(found)
    again -= kept
    differing -= kept | again
    used = dict.fromkeys(name for carried in answers for name in carried.evidence)
    return Carrying(
        answers=tuple(answers),
        evidence=tuple(earlier.evidence[name].value for name in used),
        actions=tuple(_open_actions(earlier, {criterion.id for criterion in now.criteria})),
        kept=frozenset(kept),
        again=frozenset(again),
        differing=frozenset(differing),
        retired=frozenset(given.keys() - kept - again - differing),
    )


def _given(earlier: Assessment, own: CriteriaSet) -> dict[str, Answer]:
    """The answers to the set in force, each with the wording that it was given for."""
    found = {}
    for criterion in own.criteria:
        for point in criterion.checkpoints:
            answer = earlier.answer(point.id)
            if answer is not None and answer.value is not None:
                asked = answer.fingerprint or checkpoint_fingerprint(criterion, point)
                found[point.id] = replace(answer, fingerprint=asked)
    return found


def _sources(compared: Comparison, given: Container[str]) -> Mapping[str, tuple[str, ...]]:
    """The earlier checkpoints of each checkpoint; what was joined only where its own is missing."""
    kept = {
        point.id: (point.id,) if point.id in given else compared.joined.get(point.id, ())
        for point in compared.kept
    }
    return kept | {
        changed.now.id: tuple(before.id for before in changed.before)
        for changed in compared.confirm
    }


def _open_actions(earlier: Assessment, criteria: Container[str]) -> Iterator[Action]:
    """Actions that are not done, for criteria that are in the set still."""
    for action in earlier.actions.values():
        if action.status is not ActionStatus.DONE and action.criterion in criteria:
            yield replace(action, recommendation=None)


def carried(
    what: Carrying, predecessor: PredecessorNamed, evidence: Mapping[str, Evidence]
) -> tuple[What, ...]:
    """The events that let it wait; `evidence` is that of it as it is kept here, by id."""
    journal = predecessor.journal
    happened: list[What] = [predecessor]
    for piece in what.evidence:
        recorded = evidence.get(piece.id, piece)
        happened.append(
            EvidenceRecorded(evidence=recorded, taken_from=journal, waits=True, seen=())
        )
    for one in what.answers:
        happened.append(
            Answered(
                checkpoint=one.checkpoint,
                answer=one.answer,
                taken_from=journal,
                waits=True,
                seen=(),
            )
        )
        happened += [
            EvidenceLinked(evidence=name, checkpoint=one.checkpoint, waits=True, seen=())
            for name in one.evidence
        ]
    happened += [
        ActionSet(action=action, taken_from=journal, waits=True, seen=()) for action in what.actions
    ]
    return tuple(happened)
