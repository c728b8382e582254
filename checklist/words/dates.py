"""Dates as they are written."""

from __future__ import annotations

from checklist.assessment import first_day
from checklist.i18n import Translator


def known_date(written: str | None, _: Translator) -> str:
    """A date as far as it is known: 2017, mars 2017 or 7. mars 2017."""
    if written is None:
        return _("uten dato")
    day = first_day(written)
    match written.count("-"):
        case 0:
            return written
        case 1:
            return _.month(day)
        case _:
            return _.date(day)
