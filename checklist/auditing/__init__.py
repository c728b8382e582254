"""One open audit, and what it does with receipts: decide, write, follow."""

from __future__ import annotations

from checklist.auditing.audit_session import AuditSession, begin_audit, open_audit, open_audits
from checklist.auditing.papers import audit_paper, received_in
from checklist.auditing.receipts_beside import handed_over
from checklist.auditing.samples import count_sample, draw_sample, sample_form, take_in_sample

__all__ = [
    "AuditSession",
    "audit_paper",
    "begin_audit",
    "count_sample",
    "draw_sample",
    "handed_over",
    "open_audit",
    "open_audits",
    "received_in",
    "sample_form",
    "take_in_sample",
]
