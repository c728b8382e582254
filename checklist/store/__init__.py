"""What is kept on disk: the journal, evidence files, drafts and written reports."""

from __future__ import annotations

from checklist.store.drafts import Drafts, HasDrafts
from checklist.store.evidence_files import EvidenceFiles
from checklist.store.file_contents import holds_personal_number
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
from checklist.store.output_file import FileInTheWay, copy_into, folder_for_reports, write_report

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
    "author_of",
    "copy_into",
    "folder_above",
    "folder_for_reports",
    "holds_personal_number",
    "matching",
    "nearest_folder",
    "open_evidence_files",
    "open_journal",
    "read_folder",
    "see_files",
    "write_report",
]
