"""Working papers: preparation, request, interview guide and fact check."""

from __future__ import annotations

from checklist.reporting.documents.working.fact_checking import fact_check
from checklist.reporting.documents.working.interviewing import interview_guide
from checklist.reporting.documents.working.parts import (
    FactCheck,
    InterviewGuide,
    Preparation,
    Requests,
)
from checklist.reporting.documents.working.points import Points
from checklist.reporting.documents.working.preparing import preparation
from checklist.reporting.documents.working.requesting import requests

__all__ = [
    "FactCheck",
    "InterviewGuide",
    "Points",
    "Preparation",
    "Requests",
    "fact_check",
    "interview_guide",
    "preparation",
    "requests",
]
