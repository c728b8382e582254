"""Documents in headless Chromium: what axe-core finds, and what it leaves to be found.

Nothing about a page is weakened to look at it: scripts come in through the debugger, which the
content security policy of the page doesn't bind.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
_COLOUR_RULES = ("color-contrast", "link-in-text-block")
# Signs such as ✓ are text here: left alone, axe decides nothing about their contrast.
_CONFIGURE = "axe.configure({checks: [{id: 'color-contrast', options: {ignoreUnicode: false}}]})"
_RUN = "options => axe.run(document, options)"
_CHECKS = Path(__file__).with_name("page_checks.js").read_text(encoding="utf-8")
_FOCUSABLE = "a[href], [tabindex='0'], summary, button, input, select, textarea"
_PRESSES = 40


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at a page. The slow colour rules of axe run where they can differ."""

    width: int = 1200
    dark: bool = False
    printed: bool = False
    colours: bool = False


VIEWS = {
    "light": View(colours=True),
    "dark": View(dark=True, colours=True),
    "narrow": View(width=390),
    "print": View(width=700, printed=True),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a page: the rule, and where."""

    rule: str
    where: str


def lacking() -> str | None:
    """What is not installed that looking at pages needs; None when all is there."""
    if not any(map(shutil.which, _NAMES)):
        return "Chromium is not installed"
    for module in ("playwright", "axe_playwright_python"):
        if find_spec(module) is None:
            return f"{module} is not installed: pip install -e '.[browser]'"
    return None


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium with a profile of its own, which reaches for nothing outside."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra

    program = next(filter(None, map(shutil.which, _NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, html: str, view: View) -> Iterator[tuple[Page, list[Fault]]]:
    """A page as a reader sees it, and what it complained of or reached for by then."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": view.width, "height": 1000},
            color_scheme="dark" if view.dark else "light",
        )
        page = context.new_page()
        noticed: list[Fault] = []
        page.on("console", lambda message: noticed.append(Fault("own-console", message.text)))
        page.on("pageerror", lambda error: noticed.append(Fault("own-script-error", str(error))))
        page.on(
            "request",
            lambda request: (
                None
                if request.url == file.as_uri()
                else noticed.append(Fault("own-request", request.url))
            ),
        )
        if view.printed:
            page.emulate_media(media="print")
        try:
            page.goto(file.as_uri())
            yield page, noticed
        finally:
            context.close()


def faults(browser: Browser, html: str, view: View, *, colours: bool | None = None) -> list[Fault]:
    """Everything wrong with a page in one view.

    `colours` says whether axe's own colour rules run, which take most of the time; the contrast
    of every text is worked out in any case.
    """
    with opened(browser, html, view) as (page, noticed):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
        page.evaluate(_CONFIGURE)
        with_colours = view.colours if colours is None else colours
        found = page.evaluate(_RUN, _options(colours=with_colours))
        own = [Fault(**fault) for fault in page.evaluate(_CHECKS)]
        keyboard = [] if view.printed else _keyboard(page)
        return [*noticed, *_violations(found), *_undecided(found), *own, *keyboard]


def _options(*, colours: bool) -> dict[str, Any]:
    return {
        "runOnly": list(_TAGS),
        "rules": {} if colours else {rule: {"enabled": False} for rule in _COLOUR_RULES},
        "resultTypes": ["violations", "incomplete"],
    }


def _violations(found: dict[str, Any]) -> list[Fault]:
    return [
        Fault(rule["id"], node["html"][:120])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def _undecided(found: dict[str, Any]) -> list[Fault]:
    """What axe could not decide. Contrasts it leaves are decided by the checks of our own."""
    return [
        Fault(f"undecided {rule['id']}", node["html"][:120])
        for rule in found["incomplete"]
        if rule["id"] not in _COLOUR_RULES
        for node in rule["nodes"]
    ]


def _keyboard(page: Page) -> list[Fault]:
    """Tab goes through the page in the order it is read, and one sees where one is."""
    order = page.evaluate(
        "selector => [...document.querySelectorAll(selector)]"
        ".filter(e => e.checkVisibility()).map((e, i) => (e.dataset.place = i))",
        _FOCUSABLE,
    )
    visited = []
    for _ in range(min(_PRESSES, len(order))):
        page.keyboard.press("Tab")
        place, outline = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [Number(e.dataset.place ?? -1), parseFloat(s.outlineWidth)"
            " * (s.outlineStyle !== 'none')]; }"
        )
        visited.append(place)
        if outline < 2:
            return [Fault("own-focus-not-seen", f"stop {len(visited)}")]
    if visited[:1] != [0] or any(later != earlier + 1 for earlier, later in pairwise(visited)):
        return [Fault("own-keyboard-order", str(visited))]
    return []
