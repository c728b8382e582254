"""Reports: one plain model of what a reader should know, and templates that show it."""

from __future__ import annotations

from checklist.reporting.forms.json_form import part_description, part_types, report_schema
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
    "TEXT_FORMS",
    "TITLES",
    "WHOLE_FORMS",
    "MissingBaseline",
    "Report",
    "UnknownTemplate",
    "left_out",
    "part_description",
    "part_types",
    "published",
    "report_file",
    "report_schema",
    "report_text",
    "template_names",
]
