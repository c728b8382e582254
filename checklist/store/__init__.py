"""What is kept on disk: the journal, evidence files, drafts and written reports."""

from __future__ import annotations

from checklist.store.drafts import Drafts, HasDrafts
from checklist.store.evidence_files import EvidenceFiles, StagedCopy, beside
from checklist.store.file_look import MOST_BYTES, SeenFiles, see_files
from checklist.store.folder import (
    DRIVES,
    FolderEntry,
    folder_above,
    matching,
    nearest_folder,
    read_folder,
)
from checklist.store.journal import Journal, JournalEntry
from checklist.store.opening import author_of, open_evidence_files, open_journal
from checklist.store.output_file import FileInTheWay, usable_name, write_output, write_several

__all__ = [
    "DRIVES",
    "MOST_BYTES",
    "Drafts",
    "EvidenceFiles",
    "FileInTheWay",
    "FolderEntry",
    "HasDrafts",
    "Journal",
    "JournalEntry",
    "SeenFiles",
    "StagedCopy",
    "author_of",
    "beside",
    "folder_above",
    "matching",
    "nearest_folder",
    "open_evidence_files",
    "open_journal",
    "read_folder",
    "see_files",
    "usable_name",
    "write_output",
    "write_several",
]
