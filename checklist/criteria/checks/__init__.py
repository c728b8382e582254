"""Checks of a criteria set beside its form: references, law sections, register, readability."""

from checklist.criteria.checks.examining import Grounds, examine, sections_beside
from checklist.criteria.checks.law_sections import Acts, LookUp, Missing, look_up, read_sections
from checklist.criteria.checks.references import (
    advice,
    contradicting_parts,
    explained_abbreviations,
    must_without_law,
)
from checklist.criteria.checks.register import RegisteredSource, source_register

__all__ = [
    "Acts",
    "Grounds",
    "LookUp",
    "Missing",
    "RegisteredSource",
    "advice",
    "contradicting_parts",
    "examine",
    "explained_abbreviations",
    "look_up",
    "must_without_law",
    "read_sections",
    "sections_beside",
    "source_register",
]
