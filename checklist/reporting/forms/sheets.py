"""What our workbooks are written with: text stays text, and the bytes are the same each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from checklist.reporting.forms.text import shown

_LONGEST_TEXT = 32_767
"""Characters in a cell, as Excel counts them: in halves of UTF-16."""

_LINE_HEIGHT, _HIGHEST_ROW = 15, 409
_FORMULA_LIKE = ("=", "+", "-", "@")


def new_book(file: BytesIO, title: str, day: date) -> Any:
    """An empty workbook in which no text becomes a formula, an address or a number."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **plain})
    book.set_properties({"title": shown(title), "created": datetime.combine(day, time())})
    return book


class Looks:
    """The formats of text: as it is, and of what looks like a formula, which it must not become."""

    def __init__(self, book: Any, **look: Any) -> None:
        cell = {"text_wrap": True, "valign": "top", **look}
        self.plain = book.add_format(cell)
        self._quoted = book.add_format({**cell, "quote_prefix": True})

    def of(self, text: str) -> Any:
        """The format for this text."""
        return self._quoted if text.startswith(_FORMULA_LIKE) else self.plain


def write_text(page: Any, row: int, column: int, text: str, looks: Looks) -> str:
    """Write a text as text; what stands in the cell then."""
    written = as_in_cell(text)
    if written:
        page.write_string(row, column, written, looks.of(written))
    else:
        page.write_blank(row, column, None, looks.plain)
    return written


def as_in_cell(text: str) -> str:
    """The text as a cell shows it, as far as a cell holds it; the documents have the whole."""
    text = shown(text)
    if len(text) * 2 <= _LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= _LONGEST_TEXT * 2:
        return text
    return units[: (_LONGEST_TEXT - 1) * 2].decode("utf-16-le", errors="ignore") + "…"


def is_cut(text: str) -> bool:
    """Whether what stands in a cell is only the beginning of a longer text."""
    return text.endswith("…") and len(text.encode("utf-16-le")) > (_LONGEST_TEXT - 2) * 2


def height(row: Sequence[object], widths: Iterable[int]) -> int:
    """Room for the longest text of the row, in points. Not every program finds it by itself."""
    lines = max(
        sum(1 + len(line) // width for line in cell.split("\n")) if isinstance(cell, str) else 1
        for cell, width in zip(row, widths, strict=True)
    )
    return min(lines * _LINE_HEIGHT, _HIGHEST_ROW)


def print_on_a4(page: Any, heading_row: int) -> None:
    """Let a sheet be printed across, with its heading on each page, and stay in view on screen."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(heading_row)
    page.set_footer("&L&A&R&P / &N")
    page.freeze_panes(heading_row + 1, 0)
