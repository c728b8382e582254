"""Reports: one plain model of what a reader should know, and templates that show it."""

from checklist.reporting.forms.json_form import part_description, part_types, report_schema
from checklist.reporting.publishing import left_out, published
from checklist.reporting.registry import (
    DOCUMENTS,
    FORMS,
    TEXT_FORMS,
    ReportDocument,
    ReportForm,
    UnknownForm,
    form_named_by,
)
from checklist.reporting.render import (
    MissingBaseline,
    NothingToSay,
    UnknownTemplate,
    report_file,
    report_text,
    template_names,
)
from checklist.reporting.report import Report

__all__ = [
    "DOCUMENTS",
    "FORMS",
    "TEXT_FORMS",
    "MissingBaseline",
    "NothingToSay",
    "Report",
    "ReportDocument",
    "ReportForm",
    "UnknownForm",
    "UnknownTemplate",
    "form_named_by",
    "left_out",
    "part_description",
    "part_types",
    "published",
    "report_file",
    "report_schema",
    "report_text",
    "template_names",
]
