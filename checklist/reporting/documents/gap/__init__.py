"""The gap report."""

from __future__ import annotations

from checklist.reporting.documents.gap.appendices import Appendices
from checklist.reporting.documents.gap.method import method_part
from checklist.reporting.documents.gap.sections import Sections
from checklist.reporting.documents.gap.summary import clash_notes, summary_part

__all__ = [
    "Appendices",
    "Sections",
    "clash_notes",
    "method_part",
    "summary_part",
]
