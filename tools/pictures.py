"""Make the pictures of the documentation: `python -m tools.pictures`.

Screens are what Textual itself exports. The map is drawn by Chromium, and the page of the poster by
pdftoppm, where they are.
"""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html as lxml_html

from checklist.cli import main as command_line
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import Report, report_file, report_text
from checklist.session import Session
from checklist.store import author_of, open_evidence_files, open_journal
from checklist.tui.app import SamsjekkApp

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
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


_DRAWN, _STEP = 1.0, 0.1
"""Seconds until all that a screen works out is drawn, and between two keys."""


class Screen(NamedTuple):
    """A picture of the screen: whose store, what is opened (nothing: home), the keys, and the size.

    Pictures are made in their order: one may rest on what the keys of those before it wrote.
    """

    home: str
    opened: str | None
    keys: tuple[str, ...]
    size: tuple[int, int] = (80, 24)


EXAMPLE, DONE = "nes-2018", "revisjon-nes-2018"

SCREENS = {
    "walk": Screen("example", EXAMPLE, ("pageup",), (110, 34)),
    "overview": Screen("example", EXAMPLE, ("o", "2"), (110, 34)),
    "history": Screen("example", EXAMPLE, ("h",), (110, 34)),
    "installert": Screen("new", None, ()),
    "leder-ny": Screen("new", None, ("+", *"Nes", "enter")),
    "leder-svar": Screen("manager", None, ("+", *"Nes", "enter", "ctrl+s", "d")),
    "leder-skjema": Screen("manager", None, ("enter", "r", "ctrl+b", *["down"] * 8)),
    "leder-rapport": Screen("manager", None, ("enter", "r", "8")),
    "leder-neste-aar": Screen(
        "manager", None, ("+", *"Nes", "enter", "tab", "enter", "down", "enter")
    ),
    "revisor-mottatt": Screen("auditor", None, ("end", "enter")),
    "revisor-kriterier": Screen("auditor", None, ("enter", "down", "down", "+")),
    "revisor-vurderinger": Screen("auditor", None, ("enter", *["down"] * 6)),
    "revisor-fakta": Screen("auditor", None, ("down", "enter", *["down"] * 5)),
}

PAPERS = ("map.png", "poster.png", "saksframlegg.png", "revisjonsplakat.png")

NAMES = {*(f"{name}.svg" for name in SCREENS), *PAPERS}
"""The file of each picture."""

MAP = "//figure[.//svg[starts-with(@aria-labelledby, 'bilde-kart')]]"
"""The map of the gap report."""

_AUDITED = """
audit example nes-2018
audit new --title "Psykisk helse og rus" --receipt {receipt} --as nes-revisjon
audit record nes-revisjon question --text "I hvilken grad er tilbudet samordnet?"
audit choose nes-revisjon --criterion sam-tilrettelegging --criterion ke-etablert --question p-1
audit choose nes-revisjon --criterion sam-rutiner --question p-1
audit record nes-revisjon interview --role "leder for Nav" --held 05.11.2026 --is-confirmed
audit record nes-revisjon fact --criterion sam-tilrettelegging --text "Få møter." --source i-1
audit record nes-revisjon verdict --as sam-tilrettelegging --verdict not_met --basis interview
audit record nes-revisjon verdict --as ke-etablert --verdict partly --basis document
audit record nes-revisjon verdict --as sam-rutiner --verdict partly --basis document
"""
"""What stands before the pictures of the guides, as commands of the program."""


def written(environment: Environment, commands: str) -> str:
    """Do the commands, as a user would, and return what they printed."""
    os.environ.update(SAMSJEKK_HOME=str(environment.home), SAMSJEKK_NAME=environment.name)
    with redirect_stdout(StringIO()) as printed, redirect_stderr(StringIO()) as said:
        for line in commands.strip().splitlines():
            if command_line(shlex.split(line)):
                raise SystemExit(f"{line}: {said.getvalue()}")
    return printed.getvalue()


def homes(folder: Path) -> dict[str, Environment]:
    """The stores that the pictures show, by their names: whose they are, and what is in them."""
    made = {
        "example": Environment("nb", "Anna", "virksomhetsleder", folder / "example"),
        "new": Environment("nb", "Kari Nordmann", "kommunalsjef", folder / "new"),
        "manager": Environment("nb", "Kari Nordmann", "kommunalsjef", folder / "manager"),
        "auditor": Environment("nb", "Rita Revisor", "forvaltningsrevisor", folder / "auditor"),
    }
    handed_over = folder / "nes.samsjekk"
    written(made["example"], f"example nes-2018\nexport nes-2018 --output {handed_over.as_posix()}")
    receipt = written(made["auditor"], f"receive {handed_over.as_posix()}").split()[-1]
    written(made["auditor"], _AUDITED.format(receipt=receipt))
    return made


async def screen(environment: Environment, shown: Screen, target: Path) -> None:
    """The screen that the keys lead to."""
    app = SamsjekkApp(environment, shown.opened)
    async with app.run_test(size=shown.size) as pilot:
        await pilot.pause(_DRAWN)
        for key in shown.keys:
            await pilot.press(key)
            await pilot.pause(_STEP)
        await pilot.pause(_DRAWN)
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
    printed(report_file(made, template="poster", form="pdf"), "poster", folder)
    printed(report_file(made, template="case-paper", form="pdf"), "saksframlegg", folder)


def printed(pdf: bytes, name: str, folder: Path) -> None:
    """The first page of a PDF."""
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf)
    _run(["pdftoppm"], "-png", "-r", "110", "-singlefile", str(path), str(IMAGES / name))


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
        # The pictures show where files would be put.
        saved = Path(tempfile.gettempdir()) / "dokumenter"
        saved.mkdir(exist_ok=True)
        os.chdir(saved)
        made = homes(folder)
        for picture, shown in SCREENS.items():
            asyncio.run(screen(made[shown.home], shown, IMAGES / f"{picture}.svg"))
        papers(made["example"], EXAMPLE, folder)
        poster = folder / "audit.pdf"
        written(
            made["auditor"],
            f"audit report {DONE} --template poster --output {poster.as_posix()}",
        )
        printed(poster.read_bytes(), "revisjonsplakat", folder)


if __name__ == "__main__":
    main()
