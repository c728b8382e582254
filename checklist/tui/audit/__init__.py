"""An audit on screen: its parts, what stands in each, and the forms that record it."""

from __future__ import annotations

from checklist.tui.audit.listing import audits_listed
from checklist.tui.audit.new import NewAuditDialog
from checklist.tui.audit.screen import AuditScreen

__all__ = ["AuditScreen", "NewAuditDialog", "audits_listed"]
