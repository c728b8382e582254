"""Forms as workbooks.

Only the cells to fill in are open. They are formatted as text, so that Excel makes no date of
«3.1» and no formula of what begins with «=».
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from checklist.i18n import Translator
from checklist.reporting.forms.filling.layout import Form
from checklist.reporting.forms.filling.marks import SHEET, WARNING, Marks, Sent, grid
from checklist.reporting.forms.sheets import Looks, height, new_book, print_on_a4, write_text


def excel_form(form: Form, _: Translator) -> bytes:
    """The form as a workbook: the guide, the rows, and the marks."""
    file = BytesIO()
    book = new_book(file, form.title, form.day)
    page = book.add_worksheet(form.sheet)
    head = len(form.guide) + 1
    print_on_a4(page, head)
    _write_head(book, page, form, head)
    sent = _write_rows(book, page, form, head + 1, _)
    page.protect("", {"format_columns": True, "format_rows": True})
    write_marks(book, form.marks(sent), _)
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


def _write_head(book: Any, page: Any, form: Form, head: int) -> None:
    title = Looks(book, text_wrap=False, bold=True, font_size=14)
    line = Looks(book, text_wrap=False)
    heading = Looks(book, bold=True, bottom=1)
    for row, text in enumerate(form.guide):
        write_text(page, row, 0, text, line if row else title)
    for place, column in enumerate(form.columns):
        page.set_column(place, place, column.width)
        write_text(page, head, place, column.heading, heading)


def _write_rows(book: Any, page: Any, form: Form, first: int, _: Translator) -> Sent:
    """Write the rows; what stands in the marked columns of each."""
    closed = Looks(book, bg_color="#EDEDED", border=1, border_color="#C8C8C8")
    to_fill = Looks(book, locked=False, num_format="@", border=1, border_color="#C8C8C8")
    widths = [column.width for column in form.columns]
    sent: Sent = {}
    for row, held in enumerate(form.rows, start=first):
        stands = sent[held.id] = {}
        for place, (column, text) in enumerate(zip(form.columns, held.texts, strict=True)):
            is_open = held.is_open[place]
            written = write_text(page, row, place, text, to_fill if is_open else closed)
            if column.name:
                stands[column.name] = written
            if is_open and column.choices:
                page.data_validation(row, place, row, place, _choice(column.choices, _))
        page.set_row(row, height(held.texts, widths))
    return sent


def _choice(choices: Sequence[str], _: Translator) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": _("Velg fra listen"),
        "error_message": _("Velg et av svarene i listen, eller la feltet stå tomt."),
    }
