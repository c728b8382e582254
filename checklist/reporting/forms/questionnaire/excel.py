"""Forms as workbooks.

Only the cells to fill in are open. They are formatted as text, so that Excel makes no date of
«3.1» and no formula of what begins with «=».
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from checklist.i18n import Translator
from checklist.reporting.forms.questionnaire.content import FormContent, Sent, marks_for
from checklist.reporting.forms.questionnaire.marks import SHEET, WARNING, Marks, grid
from checklist.reporting.forms.sheets import Looks, height, new_book, print_on_a4, write_text
from checklist.reporting.report import Report


def excel_form(report: Report, content: FormContent, _: Translator) -> bytes:
    """The form as a workbook: the guide, a row for each checkpoint, and the marks."""
    file = BytesIO()
    book = new_book(file, f"{content.guide[0]} – {report.head.municipality}", report.day)
    page = book.add_worksheet(content.title)
    head = len(content.guide) + 1
    print_on_a4(page, head)
    _write_head(book, page, content, head)
    sent = _write_rows(book, page, content, head + 1, _)
    page.protect("", {"format_columns": True, "format_rows": True})
    write_marks(book, marks_for(report, content, sent), _)
    page.activate()
    book.close()
    return file.getvalue()


def write_marks(book: Any, marks: Marks, _: Translator) -> None:
    """Add the sheet that lets a workbook be read back. It is hidden, and can be looked at."""
    page, looks = book.add_worksheet(SHEET), Looks(book, text_wrap=False)
    write_text(page, 0, 0, _.say(WARNING), looks)
    for place, row in enumerate(grid(marks), start=1):
        for column, text in enumerate(row):
            write_text(page, place, column, text, looks)
    page.protect()
    page.hide()


def _write_head(book: Any, page: Any, content: FormContent, head: int) -> None:
    title = Looks(book, text_wrap=False, bold=True, font_size=14)
    line = Looks(book, text_wrap=False)
    heading = Looks(book, bold=True, bottom=1)
    for row, text in enumerate(content.guide):
        write_text(page, row, 0, text, line if row else title)
    for place, column in enumerate(content.columns):
        page.set_column(place, place, column.width)
        write_text(page, head, place, column.heading, heading)


def _write_rows(book: Any, page: Any, content: FormContent, first: int, _: Translator) -> Sent:
    """Write the rows; what stands in the marked columns of each checkpoint."""
    closed = Looks(book, bg_color="#EDEDED", border=1, border_color="#C8C8C8")
    to_fill = Looks(book, locked=False, num_format="@", border=1, border_color="#C8C8C8")
    widths = [column.width for column in content.columns]
    sent: Sent = {}
    for row, numbered in enumerate(content.asked, start=first):
        texts = [column.text(numbered) for column in content.columns]
        stands = sent[numbered.checkpoint.id] = {}
        for place, (column, text) in enumerate(zip(content.columns, texts, strict=True)):
            is_open = column.is_open_for(numbered)
            written = write_text(page, row, place, text, to_fill if is_open else closed)
            if column.name:
                stands[column.name] = written
            if is_open and column.choices:
                page.data_validation(row, place, row, place, _choice(column.choices, _))
        page.set_row(row, height(texts, widths))
    return sent


def _choice(choices: Sequence[str], _: Translator) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": _("Velg fra listen"),
        "error_message": _("Velg et av svarene i listen, eller la feltet stå tomt."),
    }
