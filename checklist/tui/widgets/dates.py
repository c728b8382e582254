"""Fields for dates: whole ones, and those that are known so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from textual.widgets import Input

from checklist.assessment import UnreadableDate, partial_date, whole_day
from checklist.tui.widgets.dialog import FieldError

_Read = TypeVar("_Read")


def whole_date_field(field: Input) -> date | None:
    """The date in a field, as Norwegians or machines write it; None where it is empty.

    Raises:
        FieldError: it is something else, or lacks day or month.
    """
    return _read(whole_day, field)


def partial_date_field(field: Input) -> str | None:
    """The date in a field, so far as it is known, as it is stored; None where it is empty.

    Raises:
        FieldError: it is something else, or a day that does not exist.
    """
    return _read(partial_date, field)


def _read(reader: Callable[[str], _Read], field: Input) -> _Read:
    try:
        return reader(field.value)
    except UnreadableDate as error:
        raise FieldError(error.words, f"#{field.id}") from error
