"""The gap report."""

from __future__ import annotations

from checklist.reporting.documents.gap.appendices import Appendices
from checklist.reporting.documents.gap.method import method
from checklist.reporting.documents.gap.sections import Sections
from checklist.reporting.documents.gap.summary import clash_notes, summary

__all__ = [
    "Appendices",
    "Sections",
    "clash_notes",
    "method",
    "summary",
]
