"""A field for a whole date."""

from __future__ import annotations

from datetime import date

from textual.widgets import Input

from checklist.assessment.as_typed import UnreadableDate, partial_date
from checklist.i18n import phrase
from checklist.tui.widgets.dialog import FieldError


def whole_date(field: Input) -> date | None:
    """The date in a field, as Norwegians or machines write it; None where it is empty.

    Raises:
        FieldError: it is something else, or lacks day or month.
    """
    try:
        written = partial_date(field.value)
        return None if written is None else date.fromisoformat(written)
    except UnreadableDate as error:
        raise FieldError(error.words, f"#{field.id}") from error
    except ValueError:
        words = phrase(
            "«{text}» mangler dag eller måned. Skriv for eksempel 27.02.2018.",
            text=field.value.strip(),
        )
        raise FieldError(words, f"#{field.id}") from None
