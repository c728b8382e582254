"""Looking at recorded files: are they there, and are they what was recorded?

Looking changes nothing and may be done in a thread of its own: a file can lie on a slow disk.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from checklist.assessment import Assessment, Document, FileReference, FileState
from checklist.store.evidence_files import EvidenceFiles

MOST_BYTES = 200_000_000
"""How much is read at opening, the smallest files first: below a second on a common disk."""


class SeenFiles(msgspec.Struct, frozen=True):
    """What was found, by evidence id, about the file that each had when it was looked at.

    `unread` names files that are as long as they were, but were too much to read.
    """

    states: Mapping[str, FileState]
    files: Mapping[str, FileReference]
    unread: tuple[str, ...] = ()


def see_files(
    assessment: Assessment,
    files: EvidenceFiles,
    known: Mapping[str, FileState],
    *,
    content: bool,
    most_bytes: int | None = None,
) -> SeenFiles:
    """See what became of the recorded files; with `content`, read them to see if they changed.

    At most `most_bytes` are read. What is not read is as it was `known` to be.
    """
    recorded = {
        name: evidence.value.file
        for name, evidence in assessment.evidence.items()
        if isinstance(evidence.value, Document) and evidence.value.file is not None
    }
    states: dict[str, FileState] = {}
    unread: list[str] = []
    left = most_bytes
    for name, file in sorted(recorded.items(), key=lambda item: item[1].size):
        states[name] = _without_reading(assessment, files, file, known.get(name))
        if states[name] is FileState.GONE or not content:
            continue
        if not files.is_same_size(assessment.id, file):
            states[name] = FileState.CHANGED
        elif left is not None and file.size > left:
            unread.append(name)
        else:
            left = None if left is None else left - file.size
            unchanged = files.is_unchanged(assessment.id, file)
            states[name] = FileState.AS_RECORDED if unchanged else FileState.CHANGED
    return SeenFiles(states, recorded, tuple(unread))


def _without_reading(
    assessment: Assessment, files: EvidenceFiles, file: FileReference, known: FileState | None
) -> FileState:
    if not files.is_there(assessment.id, file):
        return FileState.GONE
    return FileState.CHANGED if known is FileState.CHANGED else FileState.AS_RECORDED
