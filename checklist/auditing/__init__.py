"""One open audit, and what it does with receipts: decide, write, follow."""

from __future__ import annotations

from checklist.auditing.audit_session import AuditSession, begin_audit, open_audit, open_audits
from checklist.auditing.audits import (
    audit_examples,
    copy_audit_example,
    new_audit,
    take_audit_away,
)
from checklist.auditing.papers import audit_paper, received_in
from checklist.auditing.received import (
    evidence_titles,
    known_receipt,
    source_named,
    sources_of,
    taken,
)

__all__ = [
    "AuditSession",
    "audit_examples",
    "audit_paper",
    "begin_audit",
    "copy_audit_example",
    "evidence_titles",
    "known_receipt",
    "new_audit",
    "open_audit",
    "open_audits",
    "received_in",
    "source_named",
    "sources_of",
    "take_audit_away",
    "taken",
]
