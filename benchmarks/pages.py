"""Print how many pages each one-page document takes on paper: `python -m benchmarks.pages`.

Every shipped example in every language, and an assessment whose texts are all very long. It is
printed by Chromium where that is installed, else by WeasyPrint.
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
from importlib.util import find_spec
from pathlib import Path

from benchmarks.long_assessment import long_assessment
from checklist.assessment.events import Author
from checklist.assessment.files import EvidenceFiles
from checklist.assessment.journal import Journal
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting.render import report_text
from checklist.reporting.report import Report
from checklist.resources import folder
from checklist.session import Session, copy_example

DOCUMENTS = ("poster", "case-paper")
_DAY = date(2026, 11, 25)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_LONG = {
    "very long texts": "Dette er en lang setning som sier det samme igjen og igjen. " * 80,
    "one long word": "W" * 5_000,
}

Printer = Callable[[str], int]
"""Takes the HTML of a document and gives the number of pages it takes on paper."""


def printer() -> tuple[str, Printer] | None:
    """What prints here, by name, and how; None where nothing does."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is not None:
        return Path(browser).name, lambda html: _printed_by_browser(browser, html)
    if find_spec("weasyprint") is not None:
        return "WeasyPrint", _printed_by_weasyprint
    return None


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


def _printed_by_weasyprint(html: str) -> int:
    from weasyprint import HTML  # noqa: PLC0415 - an extra, and slow to import

    return len(HTML(string=html).render().pages)


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
    """Print a line for each document; 1 where one is not on one page, 2 where nothing prints."""
    found = printer()
    if found is None:
        print(
            "Neither Chromium nor WeasyPrint is installed, so nothing can be printed here.",
            file=sys.stderr,
        )
        return 2
    name, printed = found
    print(f"Printed by {name}:")
    short = False
    with assessments() as sessions:
        for title, session in sessions:
            for language in LANGUAGES:
                for template in DOCUMENTS:
                    pages = printed(document(session, template, language))
                    verdict = "holds" if pages == 1 else "FALLS SHORT"
                    short = short or pages != 1
                    print(f"{title:<18} {language}  {template:<11} {pages} (limit 1) {verdict}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
