"""One open audit, and what it does with receipts: decide, write, follow."""

from __future__ import annotations

from checklist.auditing.audit_session import AuditSession, begin_audit, open_audit, open_audits
from checklist.auditing.papers import audit_paper, received_in

__all__ = [
    "AuditSession",
    "audit_paper",
    "begin_audit",
    "open_audit",
    "open_audits",
    "received_in",
]
