"""What an answer depends on, as a short hash, so that a changed question is noticed.

Bokmål is the text that was judged: a new translation does not make an answer stale, and
neither do the suggested evidence, the interview questions or the recommendation.
"""

from __future__ import annotations

import hashlib

import msgspec

from checklist.criteria.model import Checkpoint, CriteriaSet, Criterion, Measure, Text, text_in


def checkpoint_fingerprint(criterion: Criterion, checkpoint: Checkpoint) -> str:
    """16 hex digits over the duty, the question, what yes means, and the number asked for."""
    return _digest(
        text_in(criterion.requirement, "nb"),
        text_in(checkpoint.question, "nb"),
        text_in(checkpoint.yes_means, "nb"),
        _measured(checkpoint.measure),
    )


def still_asks(criterion: Criterion, checkpoint: Checkpoint, given_for: str) -> bool:
    """Whether an answer given for the wording with this fingerprint answers today's question."""
    return (
        given_for == checkpoint_fingerprint(criterion, checkpoint)
        or given_for in checkpoint.same_meaning_as
    )


def set_fingerprint(criteria_set: CriteriaSet) -> str:
    """64 hex digits over the whole set: two sets with the same one are the same set."""
    return hashlib.sha256(msgspec.json.encode(criteria_set, order="deterministic")).hexdigest()


def _measured(measure: Measure | None) -> tuple[str, str | None, str | None] | None:
    if measure is None:
        return None
    return measure.kind, _nb(measure.what), _nb(measure.of)


def _nb(text: Text | None) -> str | None:
    return None if text is None else text_in(text, "nb")


def _digest(*parts: object) -> str:
    # An answer keeps this beside thousands of others; 64 bits tell edits of one text apart.
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]
