"""A field for a whole date."""

from __future__ import annotations

from datetime import date

from textual.widgets import Input

from checklist.assessment.as_typed import UnreadableDate, whole_day
from checklist.tui.widgets.dialog import FieldError


def whole_date(field: Input) -> date | None:
    """The date in a field, as Norwegians or machines write it; None where it is empty.

    Raises:
        FieldError: it is something else, or lacks day or month.
    """
    try:
        return whole_day(field.value)
    except UnreadableDate as error:
        raise FieldError(error.words, f"#{field.id}") from error
