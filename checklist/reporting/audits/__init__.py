"""The papers of an audit: the same templates and forms, and the auditors speak in them."""

from checklist.reporting.audits.beside import (
    BESIDE_FORMS,
    BesidePaper,
    beside_data,
    beside_file,
)
from checklist.reporting.audits.fact_check import NO_FACTS
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.sources import source_outside

__all__ = [
    "BESIDE_FORMS",
    "NO_FACTS",
    "AuditPaper",
    "BesidePaper",
    "beside_data",
    "beside_file",
    "source_outside",
]
