"""Several places at once: what was pasted or dropped, and the documents it makes.

Reading comes apart from recording, so that everything is known before anything is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from checklist.assessment import (
    LONGEST_TITLE,
    AddressPlace,
    ArchivePlace,
    Document,
    Evidence,
    FilePlace,
    FileReference,
    FileState,
    Place,
    is_file,
    pasted,
    place,
    proposed_title,
    refuse_personal_numbers,
)
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.session.session import Session
from checklist.store import Watch, unwatched
from checklist.text import visible


class PastedPlaces(NamedTuple):
    """The places that were recognised, and why the others were not."""

    places: tuple[Place, ...]
    problems: tuple[Phrase, ...]


def found_in(text: str, place: Callable[[str], Place | None] = place) -> PastedPlaces:
    """Read what was pasted; `place` is what a text about a place stands for."""
    places: dict[Place, None] = {}
    problems: list[Phrase] = []
    for part in pasted(text, is_file):
        try:
            read = place(part)
        except SamsjekkError as error:
            problems.append(error.words)
        else:
            if read is not None:
                places[read] = None
    return PastedPlaces(tuple(places), tuple(problems))


def title_of(found: Place | None) -> str:
    """What a document at this place may be called; "" where the place does not say."""
    match found:
        case FilePlace(path=path):
            return visible(proposed_title(path))[:LONGEST_TITLE]
        case _:
            return ""


def text_of(found: Place) -> str:
    """The place as one writes it."""
    return str(found.path) if isinstance(found, FilePlace) else name_of(found)


def name_of(found: Place) -> str:
    """The place on one line, to ask about."""
    match found:
        case FilePlace(path=path):
            return path.name
        case AddressPlace(address=address):
            return address
        case ArchivePlace(reference=reference):
            return reference


def documents(
    session: Session,
    places: Iterable[Place],
    *,
    copy: bool = True,
    sure: bool = False,
    watch: Watch = unwatched,
) -> tuple[Evidence, ...]:
    """A document for each place; one already recorded for the same content is used again.

    With `copy`, files are copied into the assessment, and kept when the documents are recorded.
    May be run in a thread: the journal is not touched.

    Raises:
        EvidenceFileError: a file can't be read. Nothing was copied, here or below.
        PersonalNumber: a file name holds a national identity number.
        Doubtful: a file is large, and nobody has said that they are `sure`.
        Refused: a file is too large to copy.
    """
    places = tuple(places)
    refuse_personal_numbers(*map(name_of, places))
    taken: list[FileReference] = []

    def take(path: Path) -> FileReference:
        taken.append(session.record_file(path, copy=copy, sure=sure, watch=watch))
        return taken[-1]

    try:
        return _documents(session, places, take)
    except SamsjekkError:
        session.discard_copies(taken)
        raise


def _documents(
    session: Session, places: tuple[Place, ...], take: Callable[[Path], FileReference]
) -> tuple[Evidence, ...]:
    made: dict[str, Evidence] = {}
    for number, found in enumerate(places):
        file = take(found.path) if isinstance(found, FilePlace) else None
        if file is not None:
            known = session.document_with(file.sha256)
            if known is not None and known.file is not None:
                is_there = session.files.is_there(session.assessment.id, known.file)
                if is_there:
                    session.discard_copies([file])
                made[file.sha256] = known if is_there else replace(known, file=file)
                continue
        made[file.sha256 if file else f"{number}"] = Document(
            id=session.new_evidence_id(number),
            title=title_of(found) or name_of(found)[:LONGEST_TITLE],
            file=file,
            address=found.address if isinstance(found, AddressPlace) else None,
            archive=found.reference if isinstance(found, ArchivePlace) else None,
        )
    return tuple(made.values())


class NothingToRenew(SamsjekkError):
    """The file is as it was, is gone, or there is none."""


def refuse_to_renew(evidence: Evidence, state: FileState | None) -> None:
    """Stop a file from being recorded anew where it has not changed, or can't be read.

    Raises:
        NothingToRenew: the words say which.
    """
    title = evidence.title
    match state:
        case FileState.GONE:
            words = phrase("Filen til «{title}» finnes ikke lenger.", title=title)
        case FileState.UNREADABLE:
            words = phrase("Filen til «{title}» kunne ikke leses nå.", title=title)
        case FileState.AS_RECORDED:
            words = phrase("Filen er som da den ble registrert.")
        case None:
            words = phrase("«{title}» har ingen fil.", title=title)
        case _changed:
            return
    raise NothingToRenew(words)


def record_anew(evidence: Evidence, session: Session) -> None:
    """Record a changed file as it is now.

    Raises:
        NothingToRenew: it has not changed, or can't be read any more; the words say which.
    """
    session.check_files(content=True)
    refuse_to_renew(evidence, session.file_states.get(evidence.id))
    session.record_again(evidence.id)
