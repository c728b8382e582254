"""What is kept on disk: the journal, evidence files, drafts and written reports."""

from __future__ import annotations

from checklist.store.backups import Backup, Backups, Why
from checklist.store.cached_file import keep_cached, read_cached
from checklist.store.drafts import Drafts, HasDrafts
from checklist.store.errors import (
    NotAllowed,
    NotKept,
    PerhapsWritten,
    StoreError,
    TakenBack,
    UnknownAssessment,
    Unreached,
    Unread,
    explained,
    saved_at_once,
)
from checklist.store.evidence_files import (
    EvidenceFileError,
    EvidenceFiles,
    StagedCopy,
    Watch,
    beside,
    copy_to_open,
    sha256_of,
    unwatched,
)
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
from checklist.store.heads import ASSESSMENT, AUDIT
from checklist.store.journal import Arrived, Journal, JournalEntry
from checklist.store.kept_copies import (
    Places,
    backups_to_erase_in,
    backups_with,
    erase_in_backups,
    take_out_of_backups,
)
from checklist.store.opening import (
    author_of,
    copies_beside,
    journal_path,
    open_backups,
    open_evidence_files,
    open_journal,
    open_receipts,
    refuse_place,
)
from checklist.store.output_file import (
    ZIP,
    Content,
    FileInTheWay,
    refuse_at_home,
    refuse_impossible_name,
    refuse_output_file,
    refuse_output_folder,
    usable_name,
    write_output,
    write_several,
    zipped,
)
from checklist.store.receipt_names import Receipt, receipt_id
from checklist.store.receipts import ChangedMeanwhile, Offered, Receipts
from checklist.store.reference_files import ReferenceFiles
from checklist.store.restoring import check_backup, is_database, opened_backup, restore_backup
from checklist.store.sharing import (
    Segment,
    note_segment,
    own_segments,
    share_through,
    shared_folder,
    shared_folders,
)
from checklist.store.whereabouts import Whereabouts, find_whereabouts

__all__ = [
    "ASSESSMENT",
    "AUDIT",
    "DRIVES",
    "MOST_BYTES",
    "ZIP",
    "Arrived",
    "Backup",
    "Backups",
    "ChangedMeanwhile",
    "Content",
    "Drafts",
    "EvidenceFileError",
    "EvidenceFiles",
    "FileInTheWay",
    "FolderEntry",
    "HasDrafts",
    "Journal",
    "JournalEntry",
    "NotAllowed",
    "NotKept",
    "Offered",
    "PerhapsWritten",
    "Places",
    "Receipt",
    "Receipts",
    "ReferenceFiles",
    "SeenFiles",
    "Segment",
    "StagedCopy",
    "StoreError",
    "TakenBack",
    "UnknownAssessment",
    "Unreached",
    "Unread",
    "Watch",
    "Whereabouts",
    "Why",
    "author_of",
    "backups_to_erase_in",
    "backups_with",
    "beside",
    "check_backup",
    "copies_beside",
    "copy_to_open",
    "erase_in_backups",
    "explained",
    "find_whereabouts",
    "folder_above",
    "holds_personal_number",
    "is_database",
    "journal_path",
    "keep_cached",
    "matching",
    "nearest_folder",
    "note_segment",
    "open_backups",
    "open_evidence_files",
    "open_journal",
    "open_receipts",
    "opened_backup",
    "own_segments",
    "read_cached",
    "read_folder",
    "receipt_id",
    "refuse_at_home",
    "refuse_impossible_name",
    "refuse_output_file",
    "refuse_output_folder",
    "refuse_place",
    "restore_backup",
    "saved_at_once",
    "see_files",
    "sha256_of",
    "share_through",
    "shared_folder",
    "shared_folders",
    "take_out_of_backups",
    "unwatched",
    "usable_name",
    "write_output",
    "write_several",
    "zipped",
]
