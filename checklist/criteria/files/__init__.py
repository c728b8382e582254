"""Criteria sets as files: found, read, built on each other and examined."""

from checklist.criteria.files.examining import Grounds, examine
from checklist.criteria.files.library import Library
from checklist.criteria.files.loading import lint, load_bytes

__all__ = [
    "Grounds",
    "Library",
    "examine",
    "lint",
    "load_bytes",
]
