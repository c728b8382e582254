"""Forms that people fill in without the program, and what comes back in them.

What it asks is made of a report (`content`), and written as a workbook (`excel`) or a Word document
(`word`) with marks of what it was made of (`marks`). When it comes back, its cells are read as bare
values (`checklist.tables`, `document`), and what was filled in is found beside the marks
(`returned`).
"""

from __future__ import annotations

from checklist.reporting.forms.questionnaire.content import (
    NothingDrawn,
    marked,
    role_content,
    sample_content,
)
from checklist.reporting.forms.questionnaire.document import read_document
from checklist.reporting.forms.questionnaire.excel import excel_form, write_marks
from checklist.reporting.forms.questionnaire.marks import COMMENT, ID, PLACE, VALUE
from checklist.reporting.forms.questionnaire.returned import (
    Change,
    FaultyForm,
    Filled,
    NoForm,
    Returned,
    returned,
)
from checklist.reporting.forms.questionnaire.word import word_form

__all__ = [
    "COMMENT",
    "ID",
    "PLACE",
    "VALUE",
    "Change",
    "FaultyForm",
    "Filled",
    "NoForm",
    "NothingDrawn",
    "Returned",
    "excel_form",
    "marked",
    "read_document",
    "returned",
    "role_content",
    "sample_content",
    "word_form",
    "write_marks",
]
