"""Handing an assessment to others: one file that carries it, looking into one, taking it in."""

from __future__ import annotations

from checklist.handover.background import Exchanging
from checklist.handover.container import DamagedFile
from checklist.handover.copies import copy_lines, merge_file, told_of_copies
from checklist.handover.file import (
    ENDING,
    HandOver,
    opened_hand_over,
    refuse_ending,
    write_hand_over,
)
from checklist.handover.folder import (
    Exchanged,
    FolderAway,
    SharedFolder,
    begin_sharing,
    end_sharing,
    join_shared,
)
from checklist.handover.manifest import LeftOut, Manifest, Member, Reason
from checklist.handover.merging import Merged, OnlyToRead, Parted, compared, merge
from checklist.handover.publishing import publishable
from checklist.handover.words import (
    content_lines,
    merged_lines,
    parted_lines,
    sent_lines,
    shared_words,
    unshared_words,
)

__all__ = [
    "ENDING",
    "DamagedFile",
    "Exchanged",
    "Exchanging",
    "FolderAway",
    "HandOver",
    "LeftOut",
    "Manifest",
    "Member",
    "Merged",
    "OnlyToRead",
    "Parted",
    "Reason",
    "SharedFolder",
    "begin_sharing",
    "compared",
    "content_lines",
    "copy_lines",
    "end_sharing",
    "join_shared",
    "merge",
    "merge_file",
    "merged_lines",
    "opened_hand_over",
    "parted_lines",
    "publishable",
    "refuse_ending",
    "sent_lines",
    "shared_words",
    "told_of_copies",
    "unshared_words",
    "write_hand_over",
]
