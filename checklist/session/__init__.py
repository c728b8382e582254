"""One open assessment: what can be done to it, and how it follows its journal."""

from __future__ import annotations

from checklist.assessment import UnknownName
from checklist.session.assessments import (
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
from checklist.session.choosing_sets import sets_to_choose, usual_set
from checklist.session.contents import warnings_of_contents
from checklist.session.form_files import is_form
from checklist.session.history import History, HistoryLine, read_history
from checklist.session.listing import ListedAssessment, Unopened, list_all
from checklist.session.opening import open_session
from checklist.session.pasting import (
    PastedPlaces,
    documents,
    found_in,
    name_of,
    record_anew,
    text_of,
    title_of,
)
from checklist.session.precedents import Precedent, Precedents
from checklist.session.proving import (
    NoKontrollsum,
    Proved,
    given_kontrollsums,
    prove_assessment,
)
from checklist.session.reusing import (
    ReusableEvidence,
    other_session,
    others_of_municipality,
    reusable_evidence,
)
from checklist.session.session import KnownFile, Session
from checklist.session.walks import follow_beginning, last_walk, remember_walk

__all__ = [
    "History",
    "HistoryLine",
    "KnownFile",
    "ListedAssessment",
    "NoKontrollsum",
    "PastedPlaces",
    "Precedent",
    "Precedents",
    "Proved",
    "ReusableEvidence",
    "Session",
    "UnknownName",
    "Unopened",
    "begin",
    "begin_from",
    "copy_example",
    "copy_of",
    "documents",
    "examples",
    "follow_beginning",
    "found_in",
    "free_id",
    "given_kontrollsums",
    "id_for",
    "id_part",
    "is_form",
    "last_walk",
    "list_all",
    "name_of",
    "open_session",
    "other_session",
    "others_of_municipality",
    "predecessors_for",
    "prove_assessment",
    "read_history",
    "record_anew",
    "remember_walk",
    "reusable_evidence",
    "sets_to_choose",
    "take_away",
    "text_of",
    "title_of",
    "usual_set",
    "warnings_of_contents",
]
