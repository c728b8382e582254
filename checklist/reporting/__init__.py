"""Reports: one plain model of what a reader should know, and templates that show it."""

from checklist.reporting.forms.json_form import part_description, part_types, report_schema
from checklist.reporting.paper import Paper
from checklist.reporting.publishing import is_public, left_out, published
from checklist.reporting.registry import (
    APPENDIX_CHOICES,
    AUDIT_DOCUMENTS,
    DOCUMENTS,
    FORMS,
    PAPER_FORMS,
    TEXT_FORMS,
    Appendix,
    ReportDocument,
    ReportForm,
    UnknownForm,
    form_named_by,
)
from checklist.reporting.render import (
    MissingBaseline,
    NothingToSay,
    endings,
    long_in_one,
    parts_of,
    refusal_of,
    report_file,
    report_text,
)
from checklist.reporting.report import Report
from checklist.reporting.templates import UnknownTemplate, template_names

__all__ = [
    "APPENDIX_CHOICES",
    "AUDIT_DOCUMENTS",
    "DOCUMENTS",
    "FORMS",
    "PAPER_FORMS",
    "TEXT_FORMS",
    "Appendix",
    "MissingBaseline",
    "NothingToSay",
    "Paper",
    "Report",
    "ReportDocument",
    "ReportForm",
    "UnknownForm",
    "UnknownTemplate",
    "endings",
    "form_named_by",
    "is_public",
    "left_out",
    "long_in_one",
    "part_description",
    "part_types",
    "parts_of",
    "published",
    "refusal_of",
    "report_file",
    "report_schema",
    "report_text",
    "template_names",
]
