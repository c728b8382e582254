"""The kinds of files that forms are, told by their names.

Apart from `session.forms`, which loads what writes Word and Excel files.
"""

from __future__ import annotations

from pathlib import Path

from checklist.errors import SamsjekkError
from checklist.i18n import phrase

WORKBOOK, DOCUMENT = ".xlsx", ".docx"
ENDINGS = (WORKBOOK, DOCUMENT)
_ALIKE = frozenset(
    {
        ".xls",
        ".xlsm",
        ".xlsb",
        ".xltx",
        ".ods",
        ".csv",
        ".numbers",
        ".doc",
        ".odt",
        ".rtf",
        ".pages",
    }
)
"""What people save forms as, and what can't be read back."""


class WrongFormEnding(SamsjekkError):
    """A form is not made in such a file."""


def form_ending(path: Path) -> str:
    """The ending of a file that a form is to be made in, which says how it is made.

    Raises:
        WrongFormEnding: a form is not made so.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WrongFormEnding(phrase("Et skjema lages som {endings}.", endings=", ".join(ENDINGS)))
    return ending


def is_form(path: Path) -> bool:
    """Whether a file is named as workbooks and documents are, so that it is no answer file."""
    return path.suffix.lower() in {*ENDINGS, *_ALIKE}
