"""Poster and case paper, one page each."""

from __future__ import annotations

from checklist.reporting.documents.one_page.case_paper import CasePaper, case_paper
from checklist.reporting.documents.one_page.pictures import BarPicture, findings_picture
from checklist.reporting.documents.one_page.poster import Poster, poster

__all__ = [
    "BarPicture",
    "CasePaper",
    "Poster",
    "case_paper",
    "findings_picture",
    "poster",
]
