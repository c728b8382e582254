"""Receipts read to be set side by side: each to the little that is compared, and let go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checklist.appraisal import appraise
from checklist.audit import HandedOver, answered_by
from checklist.handover import read_receipt
from checklist.store import Receipt


def handed_over(receipts: Iterable[Receipt]) -> Iterator[HandedOver]:
    """What each receipt says, one after another.

    Raises:
        DamagedFile: not every byte of one is as it was received.
        UnreadableFile: one can't be read.
    """
    for receipt in receipts:
        read = read_receipt(receipt)
        assessment = read.assessment
        yield HandedOver(
            receipt=receipt.id,
            at=receipt.at,
            of=read.manifest.of,
            writes=read.writes,
            sha256=receipt.sha256,
            kontrollsum=read.manifest.kontrollsum,
            municipality=assessment.municipality,
            date=assessment.date,
            criteria=answered_by(appraise(read.criteria_set, assessment)),
        )
