"""Poster and case paper, one page each."""

from __future__ import annotations

from checklist.reporting.documents.one_page.case_paper import CasePaper, case_paper_part
from checklist.reporting.documents.one_page.pictures import BarPicture, findings_picture
from checklist.reporting.documents.one_page.poster import Poster, poster_part

__all__ = [
    "BarPicture",
    "CasePaper",
    "Poster",
    "case_paper_part",
    "findings_picture",
    "poster_part",
]
