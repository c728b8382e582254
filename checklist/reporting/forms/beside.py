"""Municipalities side by side in Markdown, in HTML, as a workbook, and as separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO

from checklist.i18n import Translator
from checklist.reporting.audits import BesidePaper
from checklist.reporting.forms.sheets import Looks, new_book, print_on_a4, write_text
from checklist.reporting.forms.text import layout, shown, with_languages
from checklist.reporting.templates import template_folders

_TITLE_WIDTH, _CELL_WIDTH = 44, 14
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SAME_DAY = date(2000, 1, 1)
"""When the workbook says it was made: the same comparison gives the same bytes."""


def md(paper: BesidePaper, _: Translator) -> bytes:
    """As Markdown."""
    return _written(paper, "md", _)


def html(paper: BesidePaper, _: Translator) -> bytes:
    """As a page."""
    return _written(paper, "html", _)


def _written(paper: BesidePaper, form: str, _: Translator) -> bytes:
    environment = layout(form, template_folders(None), _, None)
    text = environment.get_template(f"_side_by_side.{form}.j2").render(paper=paper)
    return with_languages(text, form, paper.language, lambda _number: "").encode()


def _table(paper: BesidePaper, _: Translator) -> Iterator[list[str]]:
    yield [_("Tema"), _("Krav"), *paper.labels]
    for theme in paper.themes:
        for row in theme.rows:
            yield [theme.title.text, row.title.text, *map(str, row.cells)]


def separated(paper: BesidePaper, _: Translator) -> bytes:
    """With semicolons between the values, as Excel opens them; a formula stays a text."""
    made = StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    for row in _table(paper, _):
        texts = map(shown, row)
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in texts])
    return made.getvalue().encode("utf-8-sig")


def xlsx(paper: BesidePaper, _: Translator) -> bytes:
    """As a workbook: the table, what is not compared, and what it is made of."""
    file = BytesIO()
    book = new_book(file, paper.title, _SAME_DAY)
    looks, heading = Looks(book), Looks(book, bold=True, bottom=1)
    not_compared = [[one.title.text, one.why, one.whose] for one in paper.not_compared]
    about = [*([line] for line in paper.says), *([" · ".join(one)] for one in paper.sources)]
    for title, rows in (
        (_("Side om side"), list(_table(paper, _))),
        (_("Ikke sammenlignet"), [[_("Krav"), _("Hvorfor"), _("Hos")], *not_compared]),
        (_("Om sammenligningen"), [[paper.title], *about]),
    ):
        page = book.add_worksheet(title)
        print_on_a4(page, heading_row=0)
        page.set_column(0, 1, _TITLE_WIDTH)
        page.set_column(2, max(2, len(rows[0]) - 1), _CELL_WIDTH)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                write_text(page, place, column, text, looks if place else heading)
    book.close()
    return file.getvalue()
