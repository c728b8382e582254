"""Print how full the page of each one-page document is: `python -m benchmarks.pages`.

Every shipped example, and an assessment whose texts are all very long, printed as a reader does:
the HTML by a browser, the PDF as it comes, the Word file by LibreOffice. Each must take one page
with every audit question on it, and of the examples no more than a small part may be blank.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfReader

from benchmarks.blank import blank_share
from benchmarks.long_assessment import long_assessment
from checklist.assessment import Author
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import DOCUMENTS, Report, report_file
from checklist.resources import folder
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import EvidenceFiles, Journal

ONE_PAGE = tuple(name for name, document in DOCUMENTS.items() if document.one_page)
_DAY = date(2026, 11, 25)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_LONG = {
    "very long texts": "Dette er en lang setning som sier det samme igjen og igjen. " * 80,
    "one long word": "W" * 5_000,
}
BLANK = 0.12
"""The share of the page that may be blank in an example."""

_COLUMNS = {"poster": 3}
_WHOLE = 60
"""Letters of a question that are looked for: a line may be divided after them."""

Printer = Callable[[bytes, Path], Path]
"""Takes the bytes of a document and a folder, and gives the PDF that is printed of it."""


class Printed(NamedTuple):
    """What became of a document: its pages, how much is blank, and the questions that it lacks."""

    pages: int
    blank: float
    missing: int


def printers() -> dict[str, Printer]:
    """What prints each form here, by the suffix of its files."""
    found: dict[str, Printer] = {"pdf": _as_it_is}
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is not None:
        found["html"] = partial(_printed_by_browser, browser)
    office = shutil.which("soffice")
    if office is not None:
        found["docx"] = partial(_printed_by_office, office)
    return found


def _as_it_is(made: bytes, place: Path) -> Path:
    printed = place / "page.pdf"
    printed.write_bytes(made)
    return printed


def _printed_by_browser(browser: str, made: bytes, place: Path) -> Path:
    page, printed = place / "page.html", place / "page.pdf"
    page.write_bytes(made)
    _run(
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={place}/profile",
        "--no-pdf-header-footer",
        f"--print-to-pdf={printed}",
        page.as_uri(),
    )
    return printed


def _printed_by_office(office: str, made: bytes, place: Path) -> Path:
    page = place / "page.docx"
    page.write_bytes(made)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    _run(office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), str(page))
    return place / "page.pdf"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def printed(report: Report, template: str, form: str, prints: Printer) -> Printed:
    """One document as it comes out of a printer."""
    made = report_file(report, template=template, form=form)
    with tempfile.TemporaryDirectory() as name:
        paper = prints(made, Path(name))
        read = PdfReader(paper)
        words = "".join("".join(page.extract_text() for page in read.pages).split())
        asked = ["".join(q.reference.title.text.split())[:_WHOLE] for q in report.questions]
        return Printed(
            pages=len(read.pages),
            blank=blank_share(paper, _COLUMNS.get(template, 1)),
            missing=sum(question not in words for question in asked),
        )


@contextmanager
def assessments() -> Iterator[list[tuple[str, Session]]]:
    """The shipped examples, and those with long texts, by name."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        with Journal(home / "samsjekk.sqlite3") as journal:
            files = EvidenceFiles(home / "evidence")
            author = Author(name="Anna", role="kommunedirektør")
            found = [
                (
                    path.stem,
                    Session(journal, copy_example(journal, files, path.stem), author, files),
                )
                for path in sorted(folder("examples").glob("*.yaml"))
            ]
            found += [(name, long_assessment(journal, home, text)) for name, text in _LONG.items()]
            yield found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each document; 1 where one falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", action="append", choices=LANGUAGES, default=[])
    languages = parser.parse_args(arguments).language or LANGUAGES
    found = printers()
    print(
        f"Pages (limit 1), blank (limit {BLANK:.0%} in the examples), questions that are missing:"
    )
    held = total = 0
    with assessments() as sessions:
        for title, session in sessions:
            for language in languages:
                report = Report(session.appraisal, _DAY, Translator(language))
                for template in ONE_PAGE:
                    for form, prints in found.items():
                        came = printed(report, template, form, prints)
                        most = 1.0 if title in _LONG else BLANK
                        holds = came.pages == 1 and not came.missing and came.blank <= most
                        held, total = held + holds, total + 1
                        print(
                            f"{title:<18} {language}  {template:<11} {form:<5} {came.pages} "
                            f"{came.blank:5.1%}  {came.missing}  "
                            f"{'holds' if holds else 'FALLS SHORT'}",
                            flush=True,
                        )
    print(f"{held} of {total} holds")
    return int(held < total)


if __name__ == "__main__":
    sys.exit(main())
