"""What would settle a theme that is undetermined: the questions still to be answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checklist.assessment import VerdictCode
from checklist.criteria import AnswerValue, ConclusionRule, Force

if TYPE_CHECKING:
    from checklist.appraisal.appraising import CheckpointAppraisal, CriterionAppraisal


def would_settle(
    criteria: Sequence[CriterionAppraisal], rule: ConclusionRule
) -> tuple[CheckpointAppraisal, ...]:
    """The fewest open questions that let the rule conclude about a theme, in the set's order.

    They are the decisive ones of every key criterion, and of as many of the other criteria that
    the rule counts as it needs; all of a criterion's where none is decisive. Empty where the
    theme concludes, or where nothing is left to answer.
    """
    applying = [c for c in criteria if c.applicable]
    duties = [c for c in applying if c.criterion.force is Force.MUST]
    binding = duties or applying
    key = [c for c in applying if c.criterion.key and _is_open(c)]
    assessed = sum(not _is_open(c) for c in binding)
    assessed += sum(c in binding for c in key)
    # The smallest number whose share is enough, without the rounding of a division.
    needed = -(-len(binding) * rule.assessed_from // 100)
    others = [c for c in binding if _is_open(c) and c not in key and _open_points(c)]
    # Those that the least is left of come first: one question may be all that it takes.
    others.sort(key=lambda c: len(_open_points(c)))
    chosen = {c.criterion.id for c in (*key, *others[: max(0, needed - assessed)])}
    return tuple(p for c in applying if c.criterion.id in chosen for p in _open_points(c))


def _is_open(appraised: CriterionAppraisal) -> bool:
    return appraised.verdict.code is VerdictCode.UNDETERMINED


def _open_points(appraised: CriterionAppraisal) -> tuple[CheckpointAppraisal, ...]:
    decisive = [p for p in appraised.asked if p.checkpoint.decisive] or appraised.asked
    return tuple(p for p in decisive if p.value in (None, AnswerValue.UNKNOWN))
