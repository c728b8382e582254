"""Make the pictures of the documentation: `python -m tools.pictures`.

Screens are what Textual itself exports. Documents are drawn by Chromium where there is one.
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

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import Report, report_text
from checklist.session import Session, copy_example
from checklist.store import author_of, open_evidence_files, open_journal
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


SCREENS = {"walk": ("pageup",), "overview": ("o", "2"), "history": ("h",)}
"""The pictures of the screen, and the keys that lead there from the first criterion unanswered."""

PAGES = {"report": ("gap", "1000,1300"), "poster": ("poster", "900,820")}
"""The pictures of documents: which one, and how many pixels of it."""


async def screen(
    environment: Environment, assessment: str, keys: tuple[str, ...], target: Path
) -> None:
    """A screen at 110x34, on an example that has findings."""
    app = SamsjekkApp(environment, assessment)
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
        picture = app.export_screenshot(title="samsjekk", simplify=True)
    # Without the web fonts that the picture would otherwise be fetched with.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    target.write_text(picture, encoding="utf-8", newline="\n")
    app.journal.close()


def pages(environment: Environment, assessment: str, folder: Path) -> None:
    """The first page of each document, drawn by Chromium where there is one."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("No Chromium here: the pictures of documents were not made.", file=sys.stderr)
        return
    with open_journal(environment) as journal:
        session = Session(
            journal, assessment, author_of(environment), open_evidence_files(environment)
        )
    made = Report(session.appraisal, date(2026, 11, 23), Translator())
    for name, (document, size) in PAGES.items():
        page = folder / f"{document}.html"
        page.write_text(report_text(made, template=document), encoding="utf-8")
        subprocess.run(
            [
                chromium,
                *_CHROMIUM,
                f"--user-data-dir={folder / 'chromium'}",
                f"--window-size={size}",
                f"--screenshot={IMAGES / name}.png",
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
        with open_journal(environment) as journal:
            made = copy_example(journal, open_evidence_files(environment), "nes-2018")
        for picture, keys in SCREENS.items():
            asyncio.run(screen(environment, made, keys, IMAGES / f"{picture}.svg"))
        pages(environment, made, folder)


if __name__ == "__main__":
    main()
