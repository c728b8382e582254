"""An audit line by line; apart, because what opens receipts is slow to import."""

from __future__ import annotations

from checklist.plain.auditing.lines import AuditLines
from checklist.plain.auditing.walk import WALKED, walk_audit

__all__ = ["WALKED", "AuditLines", "walk_audit"]
