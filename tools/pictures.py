"""Make the pictures of the documentation: `python -m tools.pictures`.

The walk is what Textual itself exports. The report is drawn by Chromium where there is one.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from checklist.environment import Environment
from checklist.i18n import Translator
from checklist.reporting.render import report_text
from checklist.reporting.report import Report
from checklist.session import Session, copy_example
from checklist.tui.app import SamsjekkApp

IMAGES = Path(__file__).parent.parent / "docs" / "images"
_CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


async def walk(environment: Environment, assessment: str, target: Path) -> None:
    """The walk at 110x34, on a criterion of the example that has findings."""
    app = SamsjekkApp(environment, assessment)
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.pause()
        await pilot.press("pageup")
        await pilot.pause()
        picture = app.export_screenshot(title="samsjekk", simplify=True)
    # Without the web fonts that the picture would otherwise be fetched with.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    target.write_text(picture, encoding="utf-8", newline="\n")
    app.journal.close()


def report(environment: Environment, assessment: str, target: Path, folder: Path) -> None:
    """The first page of the gap report, 1000 pixels wide."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("No Chromium here: the picture of the report was not made.", file=sys.stderr)
        return
    with environment.journal() as journal:
        session = Session(journal, assessment, environment.author, environment.evidence_files)
    page = folder / "gap.html"
    text = report_text(Report(session.appraisal, date(2026, 11, 23), Translator()))
    page.write_text(text, encoding="utf-8")
    subprocess.run(
        [
            chromium,
            *_CHROMIUM,
            f"--user-data-dir={folder / 'chromium'}",
            "--window-size=1000,1300",
            f"--screenshot={target}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def main() -> None:
    """Make every picture anew."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = Environment("nb", "Anna", "virksomhetsleder", folder / "home")
        with environment.journal() as journal:
            made = copy_example(journal, environment.evidence_files, "nes-2018")
        asyncio.run(walk(environment, made, IMAGES / "walk.svg"))
        report(environment, made, IMAGES / "report.png", folder)


if __name__ == "__main__":
    main()
