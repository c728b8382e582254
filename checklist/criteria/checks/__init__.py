"""Checks of a criteria set beside its form: references, law sections, register, readability."""

from checklist.criteria.checks.examining import Grounds, examine, sections_beside
from checklist.criteria.checks.law_sections import Missing
from checklist.criteria.checks.references import (
    advice,
    contradicting_parts,
    explained_abbreviations,
)
from checklist.criteria.checks.register import RegisteredSource, source_register

__all__ = [
    "Grounds",
    "Missing",
    "RegisteredSource",
    "advice",
    "contradicting_parts",
    "examine",
    "explained_abbreviations",
    "sections_beside",
    "source_register",
]
