"""An audit line by line; apart, because what opens receipts is slow to import."""

from __future__ import annotations

from checklist.plain.auditing.walk import AuditWalk

__all__ = ["AuditWalk"]
