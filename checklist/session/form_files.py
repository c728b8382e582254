"""The kinds of files that forms are, told by their names.

Apart from `session.forms`, which loads what writes Word and Excel files.
"""

from __future__ import annotations

from pathlib import Path

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


def is_form(path: Path) -> bool:
    """Whether a file is named as workbooks and documents are, so that it is no answer file."""
    return path.suffix.lower() in {*ENDINGS, *_ALIKE}
