"""What attached files hold that an assessment should not lead to."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import PurePath

from checklist.assessment import Document, Evidence, FileReference
from checklist.i18n import Phrase, phrase
from checklist.session.session import Session
from checklist.store import EvidenceFileError, EvidenceFiles, StoreError, holds_personal_number


def warnings_of_contents(session: Session, several: Iterable[Evidence]) -> tuple[Phrase, ...]:
    """What to say of the files that have just been attached, one phrase a file with a number.

    Reads the files, and touches nothing else: may be run in a thread.
    """
    assessment, files = session.assessment.id, session.files
    return tuple(
        phrase(
            "Filen {name} ser ut til å inneholde et fødselsnummer eller D-nummer. Den er "
            "registrert. Ta den bort igjen hvis den handler om enkeltpersoner.",
            name=PurePath(evidence.file.path).name,
        )
        for evidence in several
        if isinstance(evidence, Document) and evidence.file is not None
        if _holds_number(files, assessment, evidence.file)
    )


def _holds_number(files: EvidenceFiles, assessment: str, file: FileReference) -> bool:
    """Whether a file has somebody's number in it, as far as it can be read."""
    with suppress(StoreError, EvidenceFileError):
        return holds_personal_number(files.fetch(assessment, file))
    return False
