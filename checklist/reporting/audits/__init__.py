"""The papers of an audit: the same templates and forms, and the auditors speak in them."""

from checklist.reporting.audits.numbers import facts_in_order
from checklist.reporting.audits.paper import AuditPaper

__all__ = ["AuditPaper", "facts_in_order"]
