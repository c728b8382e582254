"""The documents in a browser: read by everyone, and quiet whatever people write in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.browser import VIEWS, chromium, faults, lacking, opened
from benchmarks.documents import compared_documents, documents
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, Report, report_text
from checklist.store import Journal
from tests.conftest import of_small_set
from tests.test_reporting_hostile import HOSTILE, report_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MISSING = lacking()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(MISSING is not None, reason=str(MISSING)),
    # Playwright closes its pipe to the browser when the interpreter ends, not before.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FAULTY = """<!doctype html><html lang="xx"><head><title>a</title>
<style>.pale { color: #999 } .late::after { content: "x"; color: #bbb } a { text-decoration: none }
a:focus { outline: 0 } .wide { width: 3000px } .frame { overflow-x: auto; width: 9em }
</style></head><body><header><h1>a</h1></header><nav></nav><main>
<p class="pale">blek ✓</p><p class="late">blek</p><svg><rect width="200" height="99" fill="#222"/>
<text x="9" y="9">mørk</text></svg>
<h3>hopper</h3><p><a href="#borte" tabindex="2">lenke</a></p><table><tr><td>a</td></tr></table>
<img src="https://example.invalid/a.png"><div class="frame"><div class="wide">a</div></div>
<div class="wide">a</div></main></body></html>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened_browser:
        yield opened_browser


LONG = ("interview", "prepare")
"""Documents with a table for each question of the set: of a small one they have the same to see."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = documents(DOCUMENTS.keys() - set(LONG), ["ullensaker-2020"], ["nb"])
    with Journal(tmp_path_factory.mktemp("home") / "samsjekk.sqlite3") as journal:
        short = Report(of_small_set(journal).appraisal, date(2026, 11, 1), Translator())
    return {
        **{document.template: document.html for document in made},
        **{template: report_text(short, template=template) for template in LONG},
    }


def test_what_is_wrong_with_a_page_is_found(browser: Browser) -> None:
    found = {fault.rule for fault in faults(browser, FAULTY, VIEWS["narrow"])}
    assert found >= {
        "image-alt",
        "own-broken-link",
        "own-closed-to-the-keyboard",
        "own-console",
        "own-contrast",
        "own-focus-not-seen",
        "own-heading-order",
        "own-landmarks",
        "own-language",
        "own-link-not-underlined",
        "own-request",
        "own-sideways-scrolling",
        "own-tab-order",
        "own-table-without-name",
        "own-unnamed-landmark",
    }
    pale = [f for f in faults(browser, FAULTY, VIEWS["light"]) if f.rule == "own-contrast"]
    assert [f.where.split("<")[1][:6] for f in pale] == ["p clas", "p clas", "text x"]


@pytest.mark.parametrize("template", DOCUMENTS)
def test_every_document_can_be_read_by_everyone(
    template: str, browser: Browser, shipped: dict[str, str]
) -> None:
    # In the dark only colours differ; the benchmark looks at them, in every example and language.
    for name in VIEWS.keys() - {"dark"}:
        found = faults(browser, shipped[template], VIEWS[name], colours=False)
        assert not found, f"{name}: {found[:5]}"


def test_six_municipalities_side_by_side_have_room_on_paper(browser: Browser) -> None:
    named = next(compared_documents(["nb"]))
    assert not faults(browser, named.html, VIEWS["print"], colours=False)


@pytest.mark.parametrize("template", DOCUMENTS)
def test_hostile_text_makes_no_page_act(
    template: str, browser: Browser, journal: Journal, home: Path
) -> None:
    report = report_with("\n".join(HOSTILE.values()), journal, home)
    with opened(browser, report_text(report, template=template), VIEWS["light"]) as (page, noticed):
        assert page.evaluate("document.scripts.length + document.images.length") == 0
        assert not noticed
