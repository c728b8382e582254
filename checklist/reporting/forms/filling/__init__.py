"""Tables that people fill in without the program, in a workbook or a Word document, and back.

A form is laid out (`layout`), and written as a workbook (`excel`) or a document (`word`) with marks
of what it was made of (`marks`). When it comes back, its cells are read as bare values
(`checklist.tables`, `document`), and stand beside the marks (`table`). What it asks, and what that
becomes, others know.
"""

from __future__ import annotations

from checklist.reporting.forms.filling.document import read_filled_document
from checklist.reporting.forms.filling.excel import excel_form, write_marks
from checklist.reporting.forms.filling.layout import Form, FormColumn, FormRow
from checklist.reporting.forms.filling.marks import CHOOSE, ID, SHEET, MarkedRow, Marks, Sent
from checklist.reporting.forms.filling.table import (
    Change,
    FaultyForm,
    NoForm,
    ReturnedTable,
    formula_fault,
    is_as_sent,
    marks_of,
    text_fault,
)
from checklist.reporting.forms.filling.word import word_form

__all__ = [
    "CHOOSE",
    "ID",
    "SHEET",
    "Change",
    "FaultyForm",
    "Form",
    "FormColumn",
    "FormRow",
    "MarkedRow",
    "Marks",
    "NoForm",
    "ReturnedTable",
    "Sent",
    "excel_form",
    "formula_fault",
    "is_as_sent",
    "marks_of",
    "read_filled_document",
    "text_fault",
    "word_form",
    "write_marks",
]
