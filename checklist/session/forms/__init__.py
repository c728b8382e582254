"""Forms for people who answer without the program, out and back.

Apart from `session`: it loads what writes Word and Excel files, which no answer needs.
"""

from checklist.session.form_files import (
    DOCUMENT,
    ENDINGS,
    WORKBOOK,
    WrongFormEnding,
    form_ending,
)
from checklist.session.forms.exchanging import (
    TakenIn,
    role_form_of,
    sample_form_of,
    sheets_in,
    take_in_form,
)

__all__ = [
    "DOCUMENT",
    "ENDINGS",
    "WORKBOOK",
    "TakenIn",
    "WrongFormEnding",
    "form_ending",
    "role_form_of",
    "sample_form_of",
    "sheets_in",
    "take_in_form",
]
