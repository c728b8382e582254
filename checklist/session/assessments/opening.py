"""Opening an assessment for as long as one needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from checklist.machine import Environment
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
