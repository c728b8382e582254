"""Forms that people fill in without the program, and what comes back in them.

A form carries marks of what it was made of (`marks`). It is made of a report (`excel`), its cells
are read as bare values (`workbook`), and what was filled in is found beside the marks (`returned`).
"""

from __future__ import annotations

from checklist.reporting.forms.questionnaire.excel import (
    NothingDrawn,
    marked_rows,
    role_form,
    sample_form,
    write_marks,
)
from checklist.reporting.forms.questionnaire.marks import COMMENT, ID, PLACE, VALUE
from checklist.reporting.forms.questionnaire.returned import (
    Change,
    FaultyForm,
    Filled,
    NoForm,
    Returned,
    returned,
)
from checklist.reporting.forms.questionnaire.workbook import UnreadableWorkbook, read_workbook

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
    "UnreadableWorkbook",
    "marked_rows",
    "read_workbook",
    "returned",
    "role_form",
    "sample_form",
    "write_marks",
]
