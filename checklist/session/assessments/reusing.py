"""Evidence of other assessments of the same municipality, to be used again."""

from __future__ import annotations

from typing import NamedTuple

from checklist.assessment import Evidence, Kinship, fold, kind_of, kinship
from checklist.errors import SamsjekkError
from checklist.session.session import Session
from checklist.store import JournalEntry
from checklist.text import searchable


class ReusableEvidence(NamedTuple):
    """A piece of evidence, and the assessment that has it."""

    entry: JournalEntry
    evidence: Evidence


def others_of_municipality(session: Session) -> tuple[JournalEntry, ...]:
    """The other assessments of the municipality, the latest first."""
    here = session.assessment
    found = [
        entry
        for entry in session.journal.entries()
        if entry.id != here.id
        and kinship(entry.created.municipality, here.municipality) is not Kinship.OTHER
    ]
    return tuple(sorted(found, key=lambda entry: entry.created.date, reverse=True))


def reusable_evidence(session: Session) -> tuple[ReusableEvidence, ...]:
    """What other assessments have and this one has not, the latest assessment first.

    The same kind with the same title is the same, as in the change report.
    """
    known = {_same(recorded.value) for recorded in session.assessment.evidence.values()}
    found = []
    for entry in others_of_municipality(session):
        try:
            other = fold(entry.id, session.journal.events(entry.id))
        except SamsjekkError:
            # One that can't be read has nothing to offer; the list says so.
            continue
        for recorded in other.evidence.values():
            if (same := _same(recorded.value)) not in known:
                known.add(same)
                found.append(ReusableEvidence(entry, recorded.value))
    return tuple(found)


def other_session(session: Session, name: str) -> Session:
    """Another assessment of the same journal, by the same author.

    Raises:
        UnknownAssessment: there is none.
    """
    return Session(session.journal, name, session.author, session.files)


def _same(evidence: Evidence) -> tuple[str, str]:
    return kind_of(evidence), searchable(evidence.title.strip())
