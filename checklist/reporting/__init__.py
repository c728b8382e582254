"""Reports: one plain model of what a reader should know, and templates that show it."""

from __future__ import annotations

from checklist.reporting.list import EXTRAS, FORMS, TEXT_FORMS, TITLES, WHOLE_FORMS
from checklist.reporting.publishing import left_out, published
from checklist.reporting.render import (
    BY_ROLE,
    MissingBaseline,
    UnknownTemplate,
    report_file,
    report_text,
    template_names,
)
from checklist.reporting.report import Report

__all__ = [
    "BY_ROLE",
    "EXTRAS",
    "FORMS",
    "MissingBaseline",
    "Report",
    "TEXT_FORMS",
    "TITLES",
    "UnknownTemplate",
    "WHOLE_FORMS",
    "left_out",
    "published",
    "report_file",
    "report_text",
    "template_names",
]
