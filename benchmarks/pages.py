"""Print how many pages each one-page document takes on paper: `python -m benchmarks.pages`.

Every shipped example in every language, and an assessment whose texts are all very long. A column
for each that prints here: Typst, which makes the PDF, and Chromium, as a reader does. Behind them
stands how much of the page the PDF fills.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.long_assessment import long_assessment
from checklist.assessment import Author
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import DOCUMENTS, Report, report_text
from checklist.reporting.forms import typst
from checklist.resources import folder
from checklist.session import Session, copy_example
from checklist.store import EvidenceFiles, Journal

ONE_PAGE = tuple(name for name, document in DOCUMENTS.items() if document.one_page)
_DAY = date(2026, 11, 25)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_LONG = {
    "very long texts": "Dette er en lang setning som sier det samme igjen og igjen. " * 80,
    "one long word": "W" * 5_000,
}

Printer = Callable[[str], int]
"""Takes the HTML of a document and gives the number of pages it takes on paper."""


def printers() -> dict[str, Printer]:
    """What prints here, by name, and how."""
    found: dict[str, Printer] = {"Typst": typst.pages}
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is not None:
        found[Path(browser).name] = lambda html: _printed_by_browser(browser, html)
    return found


def _printed_by_browser(browser: str, html: str) -> int:
    with tempfile.TemporaryDirectory() as name:
        page, printed = Path(name, "page.html"), Path(name, "page.pdf")
        page.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={name}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={printed}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return len(_PAGE.findall(printed.read_bytes()))


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


def document(session: Session, name: str, language: str) -> str:
    """One document as HTML."""
    return report_text(Report(session.appraisal, _DAY, Translator(language)), template=name)


def main() -> int:
    """Print a line for each document; 1 where one is not on one page."""
    found = printers()
    print(f"Pages when printed by {', '.join(found)} (limit 1):")
    held = total = 0
    with assessments() as sessions:
        for title, session in sessions:
            for language in LANGUAGES:
                for template in ONE_PAGE:
                    html = document(session, template, language)
                    pages = [printed(html) for printed in found.values()]
                    holds = set(pages) == {1}
                    held, total = held + holds, total + 1
                    verdict = "holds" if holds else "FALLS SHORT"
                    counted = "  ".join(map(str, pages))
                    full = typst.filled(html).last
                    print(
                        f"{title:<18} {language}  {template:<11} {counted}  {full:4.0%}  {verdict}"
                    )
    print(f"{held} of {total} holds")
    return int(held < total)


if __name__ == "__main__":
    sys.exit(main())
