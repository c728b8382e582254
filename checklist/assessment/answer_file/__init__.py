"""Answers, evidence and actions in a YAML file: what `samsjekk apply` reads."""

from __future__ import annotations

from checklist.assessment.answer_file.reading import (
    AnswerEntry,
    AnswerFile,
    AssessmentHead,
    changes,
    head_of,
    load_answers,
)

__all__ = [
    "AnswerEntry",
    "AnswerFile",
    "AssessmentHead",
    "changes",
    "head_of",
    "load_answers",
]
