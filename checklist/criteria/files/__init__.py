"""Criteria sets as files: found, read, built on each other and examined."""

from checklist.criteria.files.examining import Grounds, examine, sections_beside
from checklist.criteria.files.library import Library, OwnSet
from checklist.criteria.files.loading import lint, load_bytes

__all__ = [
    "Grounds",
    "Library",
    "OwnSet",
    "examine",
    "lint",
    "load_bytes",
    "sections_beside",
]
