"""Looking at recorded files: are they there, and are they what was recorded?

Looking changes nothing and may be done in a thread of its own: a file can lie on a slow disk.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

import msgspec

from checklist.assessment import Assessment, Document, FileReference, FileState
from checklist.machine import is_gone, is_only_online
from checklist.store.evidence_files import EvidenceFiles, sha256_of

MOST_BYTES = 200_000_000
"""How much is read at opening, the smallest files first: below a second on a common disk."""


class SeenFiles(msgspec.Struct, frozen=True):
    """What was found, by evidence id, about the file that each had when it was looked at."""

    states: Mapping[str, FileState]
    files: Mapping[str, FileReference]


def see_files(
    assessment: Assessment,
    files: EvidenceFiles,
    known: Mapping[str, FileState],
    *,
    content: bool,
    most_bytes: int | None = None,
) -> SeenFiles:
    """See what became of the recorded files; with `content`, read them to see if they changed.

    At most `most_bytes` are read. What is not read is as it was `known` to be; where nothing was
    too much, what lies in a cloud is said to be unreadable.
    """
    recorded = {
        name: evidence.value.file
        for name, evidence in assessment.evidence.items()
        if isinstance(evidence.value, Document) and evidence.value.file is not None
    }
    elsewhere = files.kept_elsewhere(recorded.values())
    states = {
        name: FileState.AS_RECORDED
        for name, file in recorded.items()
        if file.copied and file.sha256 in elsewhere
    }
    left = most_bytes
    for name, file in sorted(recorded.items(), key=lambda item: item[1].size):
        if name in states:
            continue
        path, before = files.locate(assessment.id, file), known.get(name)
        try:
            seen = path.stat()
            if not stat.S_ISREG(seen.st_mode):
                states[name] = FileState.GONE
            elif content and seen.st_size != file.size:
                states[name] = FileState.CHANGED
            elif content and not is_only_online(seen) and (left is None or file.size <= left):
                left = None if left is None else left - file.size
                unchanged = sha256_of(path) == file.sha256
                states[name] = FileState.AS_RECORDED if unchanged else FileState.CHANGED
            else:
                asked = content and most_bytes is None
                usual = FileState.UNREADABLE if asked else FileState.AS_RECORDED
                states[name] = before if before is FileState.CHANGED else usual
        except (OSError, ValueError) as error:
            states[name] = _not_seen(path, error, before)
    return SeenFiles(states, recorded)


def _not_seen(path: Path, error: OSError | ValueError, before: FileState | None) -> FileState:
    if isinstance(error, ValueError) or is_gone(path, error):
        return FileState.GONE
    # A disk that is away for a moment does not make what was seen before any better or worse.
    return before if before in (FileState.GONE, FileState.CHANGED) else FileState.UNREADABLE
