"""The workbook: tables to sort and filter, dates that are dates, and text that stays text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from checklist.reporting import UnknownTemplate, report_file
from checklist.reporting.forms.text import shown
from checklist.store import Journal
from tests.conftest import Clock
from tests.documents import example, made
from tests.test_reporting_hostile import HOSTILE, INNOCENT, report_with

FORMULAS = {
    "sum": "=1+1",
    "command": "=cmd|'/c calc'!A0",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "after a tab": "\t=1+1",
    "after a return": "\r=1+1",
    "web": "https://example.com/?a=1",
    "number": "0012",
    "escape": "_x0041_",
}


def opened(content: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - checked with the extra

    return load_workbook(BytesIO(content))


def shape(book: Any) -> list[tuple[str, str, list[str]]]:
    return [
        (sheet.title, sheet.dimensions, [table.ref for table in sheet.tables.values()])
        for sheet in book
    ]


def test_every_sheet_is_a_table_with_a_fixed_head() -> None:
    report = example()
    content = made("xlsx")
    book = opened(content)

    assert book.sheetnames == ["Funn", "Tiltak", "Dokumentasjon", "Alle svar", "Kart", "Om"]
    for sheet in book:
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None
        assert table.ref == sheet.dimensions
        assert sheet.freeze_panes == "A2"
        assert sheet.column_dimensions["A"].width > 0
        assert sheet["B2"].alignment.wrap_text
    assert book["Funn"].max_row == len(report.findings) + 1
    answers = sum(len(c.facts) for theme in report.themes for c in theme.criteria)
    assert book["Alle svar"].max_row == answers + 1
    assert content == report_file(report, form="xlsx")


def test_what_the_report_is_about_is_said_once() -> None:
    said = [str(row[1].value) for row in opened(made("xlsx"))["Om"].iter_rows(min_row=2)]
    assert sum("Laget med samsjekk" in text for text in said) == 1


def test_deadlines_and_dates_are_dates() -> None:
    book = opened(made("xlsx"))
    deadline = next(c for c in book["Tiltak"][1] if c.value == "Frist").column
    dates = [row[3].value for row in book["Dokumentasjon"].iter_rows(min_row=2)]

    assert book["Tiltak"].cell(2, deadline).value == datetime(2018, 6, 1)  # noqa: DTZ001 - Excel has no zones
    assert book["Tiltak"].cell(2, deadline).number_format == "dd.mm.yyyy"
    assert datetime(2018, 2, 27) in dates  # noqa: DTZ001 - Excel has no zones
    assert "mars 2017" in dates  # no more is known


def test_it_is_in_the_language_of_the_report() -> None:
    book = opened(made("xlsx", "en"))
    assert book.sheetnames == ["Findings", "Actions", "Evidence", "All answers", "Map", "About"]


def test_a_workbook_follows_no_template() -> None:
    with pytest.raises(UnknownTemplate):
        report_file(example(), form="xlsx", template="poster")


@pytest.fixture(scope="module")
def innocent(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, list[str]]]:
    """How the workbook is built where people have written nothing but words."""
    folder = tmp_path_factory.mktemp("innocent")
    with Journal(folder / "samsjekk.sqlite3", Clock()) as journal:
        report = report_with(INNOCENT, journal, folder)
    return shape(opened(report_file(report, form="xlsx")))


@pytest.mark.parametrize("text", (HOSTILE | FORMULAS).values(), ids=(HOSTILE | FORMULAS).keys())
def test_text_stays_text_in_its_cell(
    text: str, journal: Journal, home: Path, innocent: list[tuple[str, str, list[str]]]
) -> None:
    content = report_file(report_with(text, journal, home), form="xlsx")
    book = opened(content)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    said = [cell for cell in cells if shown(text).strip() in str(cell.value)]

    assert shape(book) == innocent
    assert {cell.data_type for cell in cells} <= {"s", "d"}
    if text != FORMULAS["escape"]:
        assert len(said) > 3
    for cell in said:
        if str(cell.value).startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
    package = ZipFile(BytesIO(content))
    assert not any("hyperlink" in package.read(name).decode() for name in package.namelist())
    if text == FORMULAS["escape"]:
        assert "_x005F_x0041_" in package.read("xl/sharedStrings.xml").decode()


def test_a_text_too_long_for_a_cell_is_shortened_and_not_lost(journal: Journal, home: Path) -> None:
    book = opened(report_file(report_with("😀" * 20_000, journal, home), form="xlsx"))
    longest = max(
        len(str(cell.value).encode("utf-16-le")) // 2
        for row in book["Tiltak"].iter_rows()
        for cell in row
    )
    assert 32_000 < longest <= 32_767
