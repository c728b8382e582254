"""Dates as they are written: so far as they are known, in running text and in short."""

from __future__ import annotations

from datetime import date, datetime

from checklist.assessment import Action, first_day
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
        case _other:
            return _.date(day)


def short_known_date(written: str, _: Translator) -> str:
    """A date as far as it is known, where there is little room: 2017, 03.2017 or 07.03.2017."""
    day = first_day(written)
    match written.count("-"):
        case 0:
            return written
        case 1:
            return _("{month:02}.{year}", month=day.month, year=day.year)
        case _other:
            return _.short_date(day)


def overdue_words(action: Action, on: date, _: Translator) -> str:
    """That an action was not done in time, and which day that is judged on; else empty."""
    return _("over fristen per {day}", day=_.date(on)) if action.is_overdue(on) else ""


def day_of_timestamp(seconds: float, _: Translator) -> str:
    """The day of a file's time in the reader's own zone, in short; "" where there is none."""
    try:
        return _.short_date(datetime.fromtimestamp(seconds).astimezone().date())
    except (OSError, OverflowError, ValueError):
        return ""
