"""Forms for people who answer without the program, out and back.

Apart from `session`: it needs the reports, which no answer does.
"""

from checklist.session.forms.exchanging import (
    DOCUMENT,
    ENDINGS,
    WORKBOOK,
    TakenIn,
    is_form,
    role_form_of,
    sample_form_of,
    take_in_form,
)

__all__ = [
    "DOCUMENT",
    "ENDINGS",
    "WORKBOOK",
    "TakenIn",
    "is_form",
    "role_form_of",
    "sample_form_of",
    "take_in_form",
]
