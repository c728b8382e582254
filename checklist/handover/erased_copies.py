"""Copies of evidence that somebody has erased: where that is taken in, the copy goes too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

import msgspec

from checklist.assessment import FileReference
from checklist.handover.file import recorded_files
from checklist.handover.folder_files import KnownLine
from checklist.store import EvidenceFileError, EvidenceFiles, Journal

_TEXT = "evidence.file"
"""The text of an event that refers to a file."""


@contextmanager
def erased_meanwhile(
    journal: Journal, files: EvidenceFiles, assessment: str
) -> Iterator[list[FileReference]]:
    """Remove the copies here that the history no longer refers to at the end, and tell which."""
    before = copies_named(journal, assessment)
    gone: list[FileReference] = []
    yield gone
    after = copies_named(journal, assessment)
    gone += [reference for sha256, reference in before.items() if sha256 not in after]
    for reference in gone:
        with suppress(EvidenceFileError):
            files.erase(assessment, reference)


def copies_named(journal: Journal, assessment: str) -> dict[str, FileReference]:
    """The copies that a history refers to, by their digests."""
    found = recorded_files(journal.events(assessment))
    return {reference.sha256: reference for _, reference in found if reference.copied}


def copies_erased(
    theirs: Iterable[KnownLine], ours: Mapping[str, KnownLine]
) -> Iterator[FileReference]:
    """The copies that lines elsewhere refer to, where the same text is erased here."""
    for identity, line in theirs:
        known = ours.get(identity.digest)
        for path in line.parts.keys() - known.line.parts.keys() if known else ():
            if path.endswith(_TEXT):
                with suppress(msgspec.DecodeError):
                    reference = msgspec.json.decode(line.parts[path].value, type=FileReference)
                    if reference.copied:
                        yield reference


def erases(line: bytes) -> bool:
    """Whether a write says that something is erased."""
    return b'"type":"erased"' in line
