"""One open assessment: what can be done to it, and how it follows its journal."""

from __future__ import annotations

from checklist.assessment import UnknownName
from checklist.session.contents import warnings_of_contents
from checklist.session.form_files import is_form
from checklist.session.history import History, HistoryLine, read_history, read_newest_first
from checklist.session.pasting import (
    NothingToRenew,
    PastedPlaces,
    documents,
    found_in,
    name_of,
    record_anew,
    refuse_to_renew,
    text_of,
    title_of,
)
from checklist.session.precedents import Precedent, Precedents
from checklist.session.session import KnownFile, Session
from checklist.session.walks import follow_beginning, last_walk, remember_walk

__all__ = [
    "History",
    "HistoryLine",
    "KnownFile",
    "NothingToRenew",
    "PastedPlaces",
    "Precedent",
    "Precedents",
    "Session",
    "UnknownName",
    "documents",
    "follow_beginning",
    "found_in",
    "is_form",
    "last_walk",
    "name_of",
    "read_history",
    "read_newest_first",
    "record_anew",
    "refuse_to_renew",
    "remember_walk",
    "text_of",
    "title_of",
    "warnings_of_contents",
]
