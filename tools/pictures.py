"""Make the pictures of the documentation: `python -m tools.pictures`.

Screens are what Textual itself exports. The map is drawn by Chromium, and the page of the poster by
pdftoppm, where they are.
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
from typing import Any

from lxml import html as lxml_html

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import Report, report_file, report_text
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

MAP = "//figure[.//svg[starts-with(@aria-labelledby, 'bilde-kart')]]"
"""The map of the gap report."""


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


def papers(environment: Environment, assessment: str, folder: Path) -> None:
    """The map as Chromium draws it, and the poster as it is printed."""
    with open_journal(environment) as journal:
        session = Session(
            journal, assessment, author_of(environment), open_evidence_files(environment)
        )
    made = Report(session.appraisal, date(2026, 11, 29), Translator())
    page: Any = lxml_html.document_fromstring(report_text(made))
    (drawn,) = page.xpath(MAP)
    page.body.clear()
    page.body.append(drawn)
    html = folder / "map.html"
    html.write_bytes(lxml_html.tostring(page, doctype="<!DOCTYPE html>", encoding="utf-8"))
    _run(
        ["chromium", "chromium-browser"],
        *_CHROMIUM,
        f"--user-data-dir={folder / 'chromium'}",
        "--window-size=440,500",
        "--force-device-scale-factor=2",
        f"--screenshot={IMAGES / 'map.png'}",
        html.as_uri(),
    )
    pdf = folder / "poster.pdf"
    pdf.write_bytes(report_file(made, template="poster", form="pdf"))
    _run(["pdftoppm"], "-png", "-r", "110", "-singlefile", str(pdf), str(IMAGES / "poster"))


def _run(programs: list[str], *arguments: str) -> None:
    """Run the first of these programs that is here; say so where none is."""
    program = next(filter(None, map(shutil.which, programs)), None)
    if program is None:
        print(f"No {programs[0]} here: its picture was not made.", file=sys.stderr)
        return
    subprocess.run([program, *arguments], check=True, capture_output=True)


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
        papers(environment, made, folder)


if __name__ == "__main__":
    main()
