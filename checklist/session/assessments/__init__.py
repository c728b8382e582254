"""The assessments of one user: begun, copied, listed, opened, proved and taken away."""

from __future__ import annotations

from checklist.session.assessments.beginning import (
    begin,
    begin_from,
    copy_example,
    copy_of,
    examples,
    free_id,
    id_for,
    id_part,
    predecessors_for,
    take_away,
)
from checklist.session.assessments.choosing_sets import set_after, sets_to_choose, usual_set
from checklist.session.assessments.listing import ListedAssessment, Unopened, list_all
from checklist.session.assessments.opening import open_session
from checklist.session.assessments.proving import (
    Proved,
    given_kontrollsums,
    prove_assessment,
)
from checklist.session.assessments.reusing import (
    ReusableEvidence,
    other_session,
    others_of_municipality,
    reusable_evidence,
)

__all__ = [
    "ListedAssessment",
    "Proved",
    "ReusableEvidence",
    "Unopened",
    "begin",
    "begin_from",
    "copy_example",
    "copy_of",
    "examples",
    "free_id",
    "given_kontrollsums",
    "id_for",
    "id_part",
    "list_all",
    "open_session",
    "other_session",
    "others_of_municipality",
    "predecessors_for",
    "prove_assessment",
    "reusable_evidence",
    "set_after",
    "sets_to_choose",
    "take_away",
    "usual_set",
]
