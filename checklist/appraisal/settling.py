"""What would settle a theme that is undetermined: the questions still to be answered."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.appraisal.verdicts import Answered
from checklist.assessment import VerdictCode
from checklist.criteria import AnswerValue, Checkpoint, ConclusionRule, Criterion, Force

Looked = tuple[Criterion, VerdictCode, Sequence[Answered]]
"""A criterion that applies, its verdict, and what was answered to each of its checkpoints."""


def would_settle(looked: Sequence[Looked], rule: ConclusionRule) -> tuple[str, ...]:
    """The ids of the fewest open questions that let the rule conclude, in the set's order.

    They are the decisive ones of every key criterion, and of as many of the other criteria that
    the rule counts as it needs; all of a criterion's where none is decisive. Empty where nothing
    is left to answer.
    """
    binding = [one for one in looked if one[0].force is Force.MUST] or list(looked)
    undetermined = [one for one in looked if one[1] is VerdictCode.UNDETERMINED]
    key = [one for one in undetermined if one[0].key]
    assessed = sum(one not in undetermined or one in key for one in binding)
    # The smallest number whose share is enough, without the rounding of a division.
    needed = -(-len(binding) * rule.assessed_from // 100)
    others = [one for one in undetermined if one in binding and one not in key and _open(one)]
    # Those that the least is left of come first: one question may be all that it takes.
    others.sort(key=lambda one: len(_open(one)))
    chosen = [*key, *others[: max(0, needed - assessed)]]
    return tuple(point.id for one in looked if one in chosen for point in _open(one))


def _open(one: Looked) -> list[Checkpoint]:
    _, _, answered = one
    applying = [pair for pair in answered if pair[1] is not AnswerValue.NOT_APPLICABLE]
    decisive = [pair for pair in applying if pair[0].decisive] or applying
    return [point for point, value in decisive if value in (None, AnswerValue.UNKNOWN)]
