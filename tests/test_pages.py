"""How many pages a document takes, and how much of the last one is filled."""

from __future__ import annotations

import pytest

from checklist.reporting.forms.typst import filled, pages

PAGE = """<!doctype html><html lang="nb"><head><title>Plakat</title></head>
<body class="{layout}"><header class="title"><h1>Nes kommune</h1></header>
<main>{text}</main><footer><p>Slutt</p></footer></body></html>"""
LINE = "<p>En setning som er så lang at den fyller en linje på arket, og litt til.</p>"


def page(layout: str, lines: int) -> str:
    return PAGE.format(layout=layout, text=LINE * lines)


@pytest.mark.parametrize("layout", ["long", "onepage case", "onepage poster"])
def test_more_text_fills_more_of_the_page_until_there_are_two(layout: str) -> None:
    counted = [filled(page(layout, lines)) for lines in range(0, 240, 30)]
    assert counted == sorted(counted)
    assert counted[0].pages == 1
    assert counted[0].last < 0.3
    assert counted[-1].pages > 1
    assert all(0 <= each.last <= 1 for each in counted)


def test_the_columns_of_a_poster_are_filled_one_after_another() -> None:
    by_lines = [filled(page("onepage poster", lines)) for lines in range(1, 200, 3)]
    of_one = [each.last for each in by_lines if each.pages == 1]
    assert of_one == sorted(of_one)
    assert of_one[-1] > 0.97
    assert pages(page("onepage poster", 3 * len(of_one) + 1)) == 2
