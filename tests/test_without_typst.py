"""Where Typst does not load, as on a locked-down Windows: all but PDF is made without it."""

from __future__ import annotations

import sys
from io import BytesIO
from zipfile import ZipFile

import pytest

from checklist.reporting import report_file
from checklist.reporting.registry import CannotLoad
from tests.documents import example


@pytest.fixture(autouse=True)
def no_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    for name in list(sys.modules):
        if name.startswith(("checklist.reporting.forms", "checklist.reporting.within_page")):
            monkeypatch.delitem(sys.modules, name)


def test_a_pdf_is_refused_with_what_else_can_be_made() -> None:
    with pytest.raises(CannotLoad, match=r"lar seg ikke laste \(.*typst.*HTML kan skrives ut"):
        report_file(example(), form="pdf")


def test_the_workbook_is_made_as_ever() -> None:
    assert ZipFile(BytesIO(report_file(example(), form="xlsx"))).testzip() is None


def test_word_has_the_words_of_a_picture_where_the_picture_would_be() -> None:
    report = example()
    assert report.findings_picture is not None

    with ZipFile(BytesIO(report_file(report, form="docx"))) as package:
        document = package.read("word/document.xml").decode()

    assert report.findings_picture.says in document
    assert "w:drawing" not in document


@pytest.mark.parametrize("template", ["poster", "case-paper"])
def test_a_paper_on_one_page_is_made_without_being_measured(template: str) -> None:
    assert "Nes kommune" in report_file(example(), template=template).decode()
