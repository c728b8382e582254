"""Criteria sets as files: found, read, built on each other and examined."""

from checklist.criteria.files.library import Library, OwnSet, UnknownCriteriaSet
from checklist.criteria.files.loading import FindSet, lint, load_bytes, no_base, read_with_base

__all__ = [
    "FindSet",
    "Library",
    "OwnSet",
    "UnknownCriteriaSet",
    "lint",
    "load_bytes",
    "no_base",
    "read_with_base",
]
