"""How an assessment differs from what it was at an earlier moment."""

from __future__ import annotations

import msgspec

from checklist.appraisal.appraising import Appraisal
from checklist.assessment import Answer, VerdictCode


class ChangedAnswer(msgspec.Struct, frozen=True):
    """A checkpoint that was answered otherwise, or not at all."""

    criterion: str
    checkpoint: str
    then: Answer | None
    now: Answer | None


class ChangedVerdict(msgspec.Struct, frozen=True):
    """A criterion that came out otherwise. None: it is not in that version of the set."""

    criterion: str
    then: VerdictCode | None
    now: VerdictCode | None


class ChangesSince(msgspec.Struct, frozen=True):
    """What is different now.

    `evidence` and `actions` are ids of those added, gone or changed. `claimed` are the names that
    somebody has said are their own, each with who that is.
    """

    verdicts: tuple[ChangedVerdict, ...]
    answers: tuple[ChangedAnswer, ...]
    evidence: tuple[str, ...]
    actions: tuple[str, ...]
    statement: bool
    claimed: tuple[tuple[str, str], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return self == ChangesSince((), (), (), (), statement=False)


def changes_since(then: Appraisal, now: Appraisal) -> ChangesSince:
    """What has become different, in the order of the set as it is now."""
    before, after = then.assessment, now.assessment
    verdicts, answers = [], []
    for name in {**now.criteria, **then.criteria}:
        was, is_ = then.criteria.get(name), now.criteria.get(name)
        old = None if was is None else was.verdict.code
        new = None if is_ is None else is_.verdict.code
        if old is not new:
            verdicts.append(ChangedVerdict(name, old, new))
        asks, asked = (
            [] if c is None else [p.checkpoint.id for p in c.checkpoints] for c in (is_, was)
        )
        for point in dict.fromkeys((*asks, *asked)):
            # What is not asked any more keeps its answer, which is no answer of now.
            then_given = before.answer(point) if point in asked else None
            given = after.answer(point) if point in asks else None
            if then_given != given:
                answers.append(ChangedAnswer(name, point, then_given, given))
    evidence = [
        name
        for name in {**before.evidence, **after.evidence}
        if _value(before.evidence.get(name)) != _value(after.evidence.get(name))
    ]
    actions = [
        name
        for name in {**before.actions, **after.actions}
        if before.actions.get(name) != after.actions.get(name)
    ]
    statement = _value(before.statement) != _value(after.statement)
    claimed = tuple(
        (name, author.name)
        for name, author in after.people.items()
        if name not in before.people and name != author.name
    )
    return ChangesSince(
        tuple(verdicts), tuple(answers), tuple(evidence), tuple(actions), statement, claimed
    )


def _value(recorded: object) -> object:
    return getattr(recorded, "value", None)
