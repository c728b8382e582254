"""Handing an assessment to others: one file that carries it, looking into one, taking it in."""

from __future__ import annotations

from checklist.handover.background import Exchanging
from checklist.handover.container import DamagedFile
from checklist.handover.copies import copy_lines, merge_file, told_of_copies, told_of_merging
from checklist.handover.file import (
    ENDING,
    HandOver,
    opened_hand_over,
    read_hand_over,
    refuse_ending,
    write_hand_over,
)
from checklist.handover.folder import FolderAway, SharedFolder
from checklist.handover.manifest import Manifest, Member, Reason
from checklist.handover.merging import compared, merge
from checklist.handover.publishing import publishable
from checklist.handover.receiving import (
    FaultyReceipt,
    ListedReceipt,
    Received,
    compared_to_earlier,
    exchange_receipts,
    listed_receipt,
    listed_receipts,
    opened_receipt,
    read_receipt,
    receive,
    remove_receipt,
)
from checklist.handover.sending import hand_on, hand_over
from checklist.handover.taking_part import TakenPart, begin_sharing, end_sharing, join_shared
from checklist.handover.words import (
    content_lines,
    later_lines,
    parted_lines,
    question_before_removal,
    received_lines,
    shared_words,
    unshared_words,
)

__all__ = [
    "ENDING",
    "DamagedFile",
    "Exchanging",
    "FaultyReceipt",
    "FolderAway",
    "HandOver",
    "ListedReceipt",
    "Manifest",
    "Member",
    "Reason",
    "Received",
    "SharedFolder",
    "TakenPart",
    "begin_sharing",
    "compared",
    "compared_to_earlier",
    "content_lines",
    "copy_lines",
    "end_sharing",
    "exchange_receipts",
    "hand_on",
    "hand_over",
    "join_shared",
    "later_lines",
    "listed_receipt",
    "listed_receipts",
    "merge",
    "merge_file",
    "opened_hand_over",
    "opened_receipt",
    "parted_lines",
    "publishable",
    "question_before_removal",
    "read_hand_over",
    "read_receipt",
    "receive",
    "received_lines",
    "refuse_ending",
    "remove_receipt",
    "shared_words",
    "told_of_copies",
    "told_of_merging",
    "unshared_words",
    "write_hand_over",
]
