"""Taking part in what is shared through a folder: beginning, ending, and joining others."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from checklist.assessment import (
    Author,
    Joined,
    Left,
    Line,
    UnreadableWrite,
    beginning_of,
    warning_of_personal_numbers,
)
from checklist.criteria import CriteriaSet, set_fingerprint
from checklist.errors import SamsjekkError
from checklist.handover.file import passing_journal
from checklist.handover.folder import FolderAway, SharedFolder, away, folder_name, make_folder
from checklist.handover.folder_files import read_files, read_set, set_named
from checklist.i18n import Phrase, phrase
from checklist.session import Session
from checklist.session.assessments import id_for
from checklist.store import (
    EvidenceFiles,
    Journal,
    StoreError,
    refuse_at_home,
    share_through,
    shared_folder,
)


class NothingShared(SamsjekkError):
    """No assessment is shared through the folder, as far as it has come here."""


def begin_sharing(session: Session, folder: Path) -> SharedFolder:
    """Share an assessment through a folder from now on, and let it have all that is here.

    Raises:
        OutputFileError: it is the folder of the assessments, or inside it.
        FolderAway: there is no such folder, or it can't be used; nothing is changed then.
        StoreError: nothing could be written here.
    """
    _refuse_no_folder(folder)
    refuse_at_home(folder, session.home)
    shared = _of(session, folder)
    try:
        make_folder(shared.folder)
    except OSError as error:
        raise away(folder, error) from error
    try:
        session.journal.append(session.assessment.id, session.author, Joined())
        share_through(session.journal, session.assessment.id, folder)
    except StoreError:
        # What somebody has written in is not empty, and stays.
        with suppress(OSError):
            shared.folder.rmdir()
        raise
    shared.exchange()
    return shared


def _of(session: Session, folder: Path) -> SharedFolder:
    return SharedFolder(folder, session.journal, session.files, session.assessment.id)


def end_sharing(session: Session) -> bool:
    """Share it no longer; whether the others could be told, who keep what lies in the folder.

    Raises:
        StoreError: nothing could be written here.
    """
    journal, name = session.journal, session.assessment.id
    folder = shared_folder(journal, name)
    if folder is None:
        return True
    journal.append(name, session.author, Left())
    try:
        _of(session, folder).exchange()
    except FolderAway:
        told = False
    else:
        told = True
    share_through(journal, name, None)
    return told


class Found(NamedTuple):
    """An assessment that lies in a folder: its writes and its criteria sets."""

    genesis: str
    lines: tuple[Line, ...]
    criteria_sets: tuple[CriteriaSet, ...]


def find_shared(folder: Path) -> tuple[Found, ...]:
    """The assessments that are shared through a folder, as far as they have come there.

    Raises:
        FolderAway: it can't be read.
    """
    found = []
    _refuse_no_folder(folder)
    try:
        for inside in sorted(folder.glob("samsjekk-*")):
            lines = tuple(
                known.line for file in read_files(inside, {}).values() for known in file.lines
            )
            sets = tuple(one for path in inside.iterdir() if (one := read_set(path)) is not None)
            named = {set_named(line) for line in lines} - {""}
            with suppress(UnreadableWrite):
                genesis = beginning_of(lines)
                whole = sets and named <= {set_fingerprint(one) for one in sets}
                if whole and inside.name == folder_name(genesis):
                    found.append(Found(genesis, lines, sets))
    except OSError as error:
        raise away(folder, error) from error
    return tuple(found)


class TakenPart(NamedTuple):
    """What assessments that were joined are called here, and what to know of what came."""

    names: tuple[str, ...]
    warning: Phrase | None


def join_shared(journal: Journal, files: EvidenceFiles, author: Author, folder: Path) -> TakenPart:
    """Begin to take part in the assessments shared through a folder.

    One that is here already is shared through the folder from now on.

    Raises:
        FolderAway: the folder can't be used.
        NothingShared: no assessment lies there yet, or not all of what it begins with.
    """
    names, texts = list[str](), list[object]()
    here = {journal.heads(entry.id)[0]: entry.id for entry in journal.entries()}
    for found in find_shared(folder):
        name = here.get(found.genesis)
        if name is None:
            with passing_journal() as (passing, no_files):
                passing.adopt("delt", found.lines, found.criteria_sets)
                name = id_for(journal, Session(passing, "delt", author, no_files).assessment)
            texts += journal.adopt(name, found.lines, found.criteria_sets).texts()
        begin_sharing(Session(journal, name, author, files), folder)
        names.append(name)
    if not names:
        raise NothingShared(
            phrase(
                "Ingen egenvurdering deles gjennom {folder} ennå. Er den nettopp delt, vent til "
                "mappen er oppdatert.",
                folder=folder,
            )
        )
    return TakenPart(tuple(names), warning_of_personal_numbers(*texts))


def _refuse_no_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise FolderAway(
            phrase(
                "{folder}: mappen finnes ikke her. Sjekk navnet, og at den er koblet til.",
                folder=folder,
            )
        )
