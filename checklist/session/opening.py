"""Opening an assessment for as long as one needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from checklist.appraisal import EVERYTHING, Selection
from checklist.criteria import Depth
from checklist.machine import Environment, Settings
from checklist.session.session import Session
from checklist.store import author_of, open_evidence_files, open_journal


@contextmanager
def open_session(
    environment: Environment, assessment: str, *, alone: bool = False
) -> Iterator[Session]:
    """The assessment with this id, its journal closed afterwards; `alone` as in `Session`.

    Raises:
        UnknownAssessment: there is no such assessment.
        StoreError: the journal can't be opened; the words say why.
    """
    with open_journal(environment) as journal:
        yield Session(
            journal,
            assessment,
            author_of(environment),
            open_evidence_files(environment),
            alone=alone,
        )


def last_walk(settings: Settings, session: Session) -> Selection:
    """What was shown of an assessment the last time it was walked on this machine.

    It is everything where that would now be nothing.
    """
    depth, role = settings.walks.get(session.assessment.id, ("", ""))
    roles = {known.id for known in session.criteria_set.roles}
    walked = Selection(
        depth=Depth.QUICK if depth == Depth.QUICK else Depth.FULL,
        role=role if role in roles else None,
    )
    return walked if walked.among(session.appraisal) else EVERYTHING
