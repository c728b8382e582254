"""How an assessment was walked the last time on this machine: how deep, and for whom.

Who has not walked it yet, walks it as it was begun.
"""

from __future__ import annotations

from pathlib import Path

from checklist.appraisal import EVERYTHING, Selection
from checklist.criteria import Depth
from checklist.machine import change_settings, load_settings
from checklist.session.session import Session


def last_walk(home: Path, session: Session) -> Selection:
    """What was last chosen of an assessment; where nothing was, what it was begun as.

    Others may have gone deeper: that is their choice. All of it where nothing is left.
    """
    assessment = session.assessment
    depth, role = load_settings(home).walks.get(assessment.id, (assessment.depth, ""))
    roles = {known.id for known in session.criteria_set.roles}
    chosen = Selection(
        depth=Depth.QUICK if depth == Depth.QUICK else Depth.FULL,
        role=role if role in roles else None,
    )
    return chosen if chosen.among(session.appraisal) else EVERYTHING


def follow_beginning(home: Path, session: Session) -> bool:
    """Take it as chosen here that others began with less than all; whether that is news here."""
    if session.assessment.id in load_settings(home).walks:
        return False
    chosen = last_walk(home, session)
    if chosen.depth is Depth.FULL:
        return False
    remember_walk(home, session.assessment.id, chosen)
    return True


def remember_walk(home: Path, assessment: str, chosen: Selection) -> None:
    """Let the next walk of an assessment begin with what was chosen now.

    Which state was chosen is forgotten: what is unanswered today is not so tomorrow.
    """
    change_settings(
        home, lambda known: known.with_walk(assessment, chosen.depth, chosen.role or "")
    )
