"""The papers of an open audit, as every front end makes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checklist.appraisal import Appraisal, appraise
from checklist.audit import Audit, ReceivedAssessment
from checklist.auditing.audit_session import AuditSession
from checklist.handover import read_receipt
from checklist.i18n import Translator
from checklist.reporting.audits import AuditPaper
from checklist.store import Receipts


def audit_paper(
    session: AuditSession,
    received: Mapping[str, Appraisal],
    day: date,
    _: Translator,
    *,
    role: str | None = None,
) -> AuditPaper:
    """The papers as they are on a day; `role` is whom a working paper is for.

    `received` is what `received_in` has read: that takes long, and needs no journal.
    """
    return AuditPaper(
        session.audit,
        day,
        _,
        criteria_set=session.criteria_set,
        received=received,
        kontrollsum=str(session.kontrollsum),
        role=role,
    )


def received_in(audit: Audit, receipts: Receipts) -> dict[str, Appraisal]:
    """What each receipt of the audit has in it; those that are not here any more are left out.

    Raises:
        DamagedFile: a receipt is not as it was received.
        UnreadableFile: a receipt can't be read.
    """
    found = {}
    for name in audit.all(ReceivedAssessment):
        if (receipt := receipts.named(name)) is not None:
            read = read_receipt(receipt)
            found[name] = appraise(read.criteria_set, read.assessment)
    return found
