"""How an assessment was walked the last time on this machine: how deep, and for whom."""

from __future__ import annotations

from pathlib import Path

from checklist.appraisal import EVERYTHING, Selection
from checklist.criteria import Depth
from checklist.machine import change_settings, load_settings
from checklist.session.session import Session


def last_walk(home: Path, session: Session) -> Selection:
    """What was last chosen of an assessment; all of it where nothing was, or nothing is left."""
    depth, role = load_settings(home).walks.get(session.assessment.id, ("", ""))
    roles = {known.id for known in session.criteria_set.roles}
    chosen = Selection(
        depth=Depth.QUICK if depth == Depth.QUICK else Depth.FULL,
        role=role if role in roles else None,
    )
    return chosen if chosen.among(session.appraisal) else EVERYTHING


def remember_walk(home: Path, assessment: str, chosen: Selection) -> None:
    """Let the next walk of an assessment begin with what was chosen now.

    Which state was chosen is forgotten: what is unanswered today is not so tomorrow.
    """
    change_settings(
        home, lambda known: known.with_walk(assessment, chosen.depth, chosen.role or "")
    )
