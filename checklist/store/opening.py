"""The journal, the evidence files and the author of one machine, from its `Environment`."""

from __future__ import annotations

from checklist.assessment import Author
from checklist.machine import Environment
from checklist.store.evidence_files import EvidenceFiles
from checklist.store.journal import Journal


def open_journal(environment: Environment) -> Journal:
    """Open the journal, made on first use.

    Raises:
        StoreError: it can't be opened; the words say why.
    """
    return Journal(environment.home / "samsjekk.sqlite3", environment.now)


def open_evidence_files(environment: Environment) -> EvidenceFiles:
    """The folder that evidence files are copied to."""
    return EvidenceFiles(environment.home / "evidence")


def author_of(environment: Environment) -> Author:
    """Who answers."""
    return Author(name=environment.name, role=environment.role)
