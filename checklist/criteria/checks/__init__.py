"""Checks of a criteria set beside its form: references, law sections, register, readability."""

from checklist.criteria.checks.law_sections import LookUp, Missing, look_up
from checklist.criteria.checks.references import (
    advice,
    contradicting_parts,
    explained_abbreviations,
    must_without_law,
)
from checklist.criteria.checks.register import RegisteredSource, source_register

__all__ = [
    "LookUp",
    "Missing",
    "RegisteredSource",
    "advice",
    "contradicting_parts",
    "explained_abbreviations",
    "look_up",
    "must_without_law",
    "source_register",
]
