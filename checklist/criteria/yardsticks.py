"""Which places in law a no to a checkpoint would break."""

from __future__ import annotations

from checklist.criteria.model import Checkpoint, Citation, Criterion


def place_written(citation: Citation) -> str:
    """A citation as `breaks` names it: the source and the section, `hol 7-3`."""
    return f"{citation.source} {citation.section}"


def broken_places(criterion: Criterion, checkpoint: Checkpoint) -> tuple[Citation, ...]:
    """The citations of the criterion that a no breaks, in the order of its sources.

    Empty where the yardstick is not the law's own. Which of them was in force on a day is for
    the one who knows the day to say.
    """
    return tuple(c for c in criterion.sources if place_written(c) in checkpoint.breaks)
