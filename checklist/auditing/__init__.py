"""One open audit, and what it does with receipts: decide, write, follow."""

from __future__ import annotations

from checklist.auditing.audit_session import AuditSession, begin_audit, open_audit, open_audits
from checklist.auditing.audits import (
    audit_examples,
    audits_over,
    copy_audit_example,
    new_audit,
    take_audit_away,
)
from checklist.auditing.papers import audit_paper, bring_receipts, received_in
from checklist.auditing.receipts_beside import contradictions_in, handed_over
from checklist.auditing.received import (
    evidence_titles,
    known_receipt,
    set_received,
    source_named,
    taken,
)
from checklist.auditing.requesting import record_request
from checklist.auditing.samples import count_sample, draw_sample, sample_form, take_in_sample
from checklist.auditing.typed import typed_field

__all__ = [
    "AuditSession",
    "audit_examples",
    "audit_paper",
    "audits_over",
    "begin_audit",
    "bring_receipts",
    "contradictions_in",
    "copy_audit_example",
    "count_sample",
    "draw_sample",
    "evidence_titles",
    "handed_over",
    "known_receipt",
    "new_audit",
    "open_audit",
    "open_audits",
    "received_in",
    "record_request",
    "sample_form",
    "set_received",
    "source_named",
    "take_audit_away",
    "take_in_sample",
    "taken",
    "typed_field",
]
