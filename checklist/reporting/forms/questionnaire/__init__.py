"""Questionnaires: what people fill in without the program, and what comes back in them.

What it asks is made of a report (`content`), and sent and read as any table to fill in (`filling`).
What was filled in becomes answers (`returned`).
"""

from __future__ import annotations

from checklist.reporting.forms.questionnaire.columns import COMMENT, PLACE, VALUE
from checklist.reporting.forms.questionnaire.content import (
    NothingDrawn,
    marked,
    role_content,
    sample_content,
)
from checklist.reporting.forms.questionnaire.returned import (
    answer_in,
    no_answer,
    returned,
)

__all__ = [
    "COMMENT",
    "PLACE",
    "VALUE",
    "NothingDrawn",
    "answer_in",
    "marked",
    "no_answer",
    "returned",
    "role_content",
    "sample_content",
]
