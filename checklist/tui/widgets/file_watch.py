"""Looking at the recorded files while the user works, and saying what has become of them."""

from __future__ import annotations

import asyncio
from collections import Counter

from checklist.assessment import FileState
from checklist.i18n import Translator
from checklist.session import Session
from checklist.store import MOST_BYTES, see_files
from checklist.words import KEYS


async def look_at_files(session: Session) -> None:
    """First whether the files are there, then whether they are as they were.

    In a thread: a file may lie on a disk that is slow or gone.
    """
    for content in (False, True):
        seen = await asyncio.to_thread(
            see_files,
            session.assessment,
            session.files,
            dict(session.file_states),
            content=content,
            most_bytes=MOST_BYTES,
        )
        session.take_in_look(seen)


def files_words(session: Session, _: Translator) -> str:
    """What has become of the files, where something has; else nothing."""
    number = Counter(session.file_states.values())
    said = []
    if gone := number[FileState.GONE]:
        said.append(
            _.plural(
                "{n} fil som dokumenterer svar, finnes ikke lenger.",
                "{n} filer som dokumenterer svar, finnes ikke lenger.",
                gone,
            )
        )
    if changed := number[FileState.CHANGED]:
        said.append(
            _.plural(
                "{n} fil er endret etter at den ble registrert.",
                "{n} filer er endret etter at de ble registrert.",
                changed,
            )
        )
    if unreadable := number[FileState.UNREADABLE]:
        said.append(
            _.plural("{n} fil kunne ikke leses nå.", "{n} filer kunne ikke leses nå.", unreadable)
        )
    if said:
        said.append(_("Trykk {overview} og så 4 for å se hvilke.", **KEYS))
    return " ".join(said)
