"""`samsjekk serve` in a browser: the main job by keyboard and mouse, in tabs of one store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.browser import chromium, lacking
from benchmarks.served import address_of, click_on, open_tab, wait_for
from checklist.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MISSING = lacking()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(MISSING is not None, reason=str(MISSING)),
    # Playwright closes its pipe to the browser when the interpreter ends, not before.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def served(home: Path) -> Iterator[str]:
    """The address of a server on the example Nes."""
    main(["example", "nes-2018", "--as", "nes"])
    command = [sys.executable, "-m", "checklist", "serve", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=home) as server:
        try:
            yield address_of(server)
        finally:
            server.terminate()
            assert server.wait(20) == 0, "it stops, and so do the tabs that are open"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_the_main_job_in_the_browser(served: str, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 600})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reached: list[str] = []
    context.on("request", lambda request: reached.append(request.url))
    first = open_tab(context, served)
    faults: list[str] = []
    first.on("pageerror", lambda error: faults.append(str(error)))
    wait_for(first, "80 av 395 besvart")
    assert first.title() == "samsjekk"
    assert first.get_attribute("html", "lang") == "nb"

    # By the keyboard to the question, by the mouse to the answer.
    first.keyboard.press("Enter")
    wait_for(first, "( ) Ja")
    wait_for(first, "mellomrom Neste")
    click_on(first, "( ) Ja")
    wait_for(first, "81 av 395 besvart")

    # Another tab is another program on the same store; its sentence is not finished.
    second = open_tab(context, served)
    wait_for(second, "81 av 395 besvart")
    second.keyboard.press("Enter")
    wait_for(second, "( ) Ja")
    second.keyboard.press("k")
    wait_for(second, "Avbryt (esc)")
    second.evaluate("navigator.clipboard.writeText('Vi er midt i en set')")
    second.keyboard.press("Control+v")
    wait_for(second, "midt i en set")
    second.close()

    # A paper is a download, and a file comes in by the page for it.
    first.keyboard.press("r")
    wait_for(first, "Kommer blant nedlastingene")
    with first.expect_download() as download:
        first.keyboard.press("Control+s")
    assert download.value.suggested_filename == "nes-gaprapport.html"
    assert "</html>" in Path(download.value.path()).read_text(encoding="utf-8")
    wait_for(first, "Lastes ned i nettleseren: nes-gaprapport.html")
    (tmp_path / "plan å.pdf").write_bytes(b"x")
    with context.expect_page() as opened:
        first.click("text=Last opp filer")
    page = opened.value
    page.set_input_files("#chosen", tmp_path / "plan å.pdf")
    page.click("button[type=submit]")
    page.wait_for_selector("text=✓ Lastet opp: plan å.pdf")
    page.close()

    # What was written in the tab that was closed, is there when one opens it again.
    first.reload()
    wait_for(first, "81 av 395 besvart")
    first.keyboard.press("Enter")
    wait_for(first, "( ) Ja")
    first.keyboard.press("k")
    wait_for(first, "midt i en set")
    wait_for(first, "Dette skrev du sist")
    assert not faults
    assert all(address.startswith((served, "data:")) for address in reached), "nothing outside"
    context.close()
