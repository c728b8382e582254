"""What was pasted or dropped into the list of evidence: which files, addresses and archive cases.

Kept apart from the screen, so that a file is read in a thread and everything is known before
anything is asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checklist.assessment.as_typed import (
    AddressPlace,
    ArchivePlace,
    FilePlace,
    Place,
    is_file,
    pasted,
    place,
    proposed_title,
)
from checklist.assessment.evidence import Document, Evidence, FileReference
from checklist.assessment.privacy import refuse_personal_numbers
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase
from checklist.session import Session
from checklist.tui.evidence_fields import LONGEST_TITLE
from checklist.visible import visible


class Found(NamedTuple):
    """The places that were recognised, as they were written, and why the others were not."""

    places: tuple[tuple[str, Place], ...]
    problems: tuple[Phrase, ...]


def found_in(text: str) -> Found:
    """Read what was pasted."""
    places: dict[str, Place] = {}
    problems: list[Phrase] = []
    for part in pasted(text, is_file):
        try:
            read = place(part)
        except SamsjekkError as error:
            problems.append(error.words)
        else:
            if read is not None:
                places[part] = read
    return Found(tuple(places.items()), tuple(problems))


def title_of(found: Place | None) -> str:
    """What a document at this place may be called; "" where the place does not say."""
    match found:
        case FilePlace(path=path):
            return visible(proposed_title(path))[:LONGEST_TITLE]
        case _:
            return ""


def name_of(found: Place) -> str:
    """The place on one line, to ask about."""
    match found:
        case FilePlace(path=path):
            return path.name
        case AddressPlace(address=address):
            return address
        case ArchivePlace(reference=reference):
            return reference


def documents(session: Session, places: tuple[tuple[str, Place], ...]) -> tuple[Evidence, ...]:
    """A document for each place; one already recorded for the same content is used again.

    Files are copied into the assessment. May be run in a thread: the journal is not touched.

    Raises:
        EvidenceFileError: a file can't be read.
        PersonalNumber: a file name holds a national identity number.
    """
    refuse_personal_numbers(*(name_of(found) for _text, found in places))
    made: dict[str, Evidence] = {}
    for number, (_text, found) in enumerate(places):
        file: FileReference | None = None
        if isinstance(found, FilePlace):
            file = session.record_file(Path(found.path), copy=True)
            known = session.evidence_with(file.sha256)
            if known is not None:
                made[file.sha256] = known
                continue
        made[file.sha256 if file else f"{number}"] = Document(
            id=session.new_evidence_id(number),
            title=title_of(found) or name_of(found)[:LONGEST_TITLE],
            file=file,
            address=found.address if isinstance(found, AddressPlace) else None,
            archive=found.reference if isinstance(found, ArchivePlace) else None,
        )
    return tuple(made.values())
