"""Receipts read to be set side by side: each to the little that is compared, and let go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from checklist.appraisal import appraise
from checklist.assessment import lasting_number
from checklist.audit import (
    Audit,
    Contradiction,
    HandedOver,
    ReceivedAssessment,
    answered_by,
    contradictions,
)
from checklist.handover import read_receipt
from checklist.store import Receipt, Receipts


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


def contradictions_in(audit: Audit, receipts: Receipts) -> tuple[Contradiction, ...]:
    """Receipts of an audit that contradict each other; one that is not here is passed over.

    Only those of a municipality that the audit has several from are read.

    Raises:
        DamagedFile, UnreadableFile: one of them can't be read.
    """
    held = {
        name: lasting_number(received.municipality.number)
        for name, received in audit.all(ReceivedAssessment).items()
        if received.municipality is not None
    }
    times = Counter(held.values())
    several = (receipts.named(name) for name, number in held.items() if times[number] > 1)
    return contradictions(handed_over(filter(None, several)))
