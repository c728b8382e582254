"""The follow-up and the change report: then and now."""

from __future__ import annotations

from checklist.reporting.documents.over_time.changes import change_part
from checklist.reporting.documents.over_time.follow_up import follow_up_part
from checklist.reporting.documents.over_time.parts import ChangePart, FollowUpPart

__all__ = [
    "ChangePart",
    "FollowUpPart",
    "change_part",
    "follow_up_part",
]
