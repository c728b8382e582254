"""How many pages a document takes."""

from __future__ import annotations

import pytest

from checklist.reporting.forms.typst import pages

PAGE = """<!doctype html><html lang="nb"><head><title>Plakat</title></head>
<body class="{layout}"><header class="title"><h1>Nes kommune</h1></header>
<main>{text}</main><footer><p>Slutt</p></footer></body></html>"""
LINE = "<p>En setning som er så lang at den fyller en linje på arket, og litt til.</p>"


@pytest.mark.parametrize("layout", ["long", "onepage case", "onepage poster"])
def test_more_text_takes_more_pages(layout: str) -> None:
    counted = [pages(PAGE.format(layout=layout, text=LINE * n)) for n in (1, 20, 200, 400)]
    assert counted[:2] == [1, 1]
    assert 1 < counted[2] < counted[3]
