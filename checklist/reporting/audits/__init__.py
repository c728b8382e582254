"""The papers of an audit: the same templates and forms, and the auditors speak in them."""

from checklist.reporting.audits.fact_check import NO_FACTS
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.sources import source_outside

__all__ = ["NO_FACTS", "AuditPaper", "source_outside"]
