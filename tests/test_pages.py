"""How many pages a document takes, and card by card how much of its page one on one page does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checklist.reporting.forms.typst import pages, taken

PAGE = """<!doctype html><html lang="nb"><head><title>Plakat</title></head>
<body class="onepage {layout} pt-95"><header class="title"><h1>Nes kommune</h1></header>
<main>{main}</main><footer><p>Slutt</p></footer></body></html>"""
LINE = "<p>En setning som er så lang at den fyller en linje på arket, og litt til.</p>"
CARD = '<section class="card"><h2>Er det slik?</h2>{text}</section>'
QUESTION = '<div class="question"><h3>Er det slik?</h3>{text}</div>'


def poster(*columns: tuple[int, ...]) -> str:
    """A poster with so many lines in each card of each column."""
    shown = "".join(
        f'<div class="column">{"".join(CARD.format(text=LINE * lines) for lines in cards)}</div>'
        for cards in columns
    )
    return PAGE.format(layout="poster", main=f'<div class="columns">{shown}</div>')


def case_paper(*questions: int) -> str:
    return PAGE.format(
        layout="case", main="".join(QUESTION.format(text=LINE * lines) for lines in questions)
    )


def test_each_card_of_each_column_is_measured_by_itself() -> None:
    few = taken(poster((2, 3), (4,), (5, 6, 7)))
    more = taken(poster((2, 8), (4,), (5, 6, 7)))

    assert [len(column) for column in few] == [2, 1, 3]
    assert more[1:] == few[1:]
    assert more[0][0] == pytest.approx(few[0][0])
    assert more[0][1] > few[0][1]


def test_the_first_part_has_what_is_no_card() -> None:
    (one,) = taken(case_paper(3, 3))
    (two,) = taken(case_paper(3, 3, 3))

    assert len(two) == len(one) + 1
    assert one[0] > 0
    assert sum(two) > sum(one)


@pytest.mark.parametrize(
    "made", [lambda lines: poster((lines, 2), (3,), (1, 1)), lambda lines: case_paper(2, lines)]
)
def test_a_page_that_is_not_more_than_full_is_one_page(made: Callable[[int], str]) -> None:
    for lines in range(5, 80, 3):
        html = made(lines)
        if max(map(sum, taken(html))) <= 0.985:
            assert pages(html) == 1
        elif max(map(sum, taken(html))) > 1.02:
            assert pages(html) > 1


def test_a_long_document_takes_the_more_pages_the_longer_it_is() -> None:
    counted = [
        pages(PAGE.replace("onepage ", "").format(layout="long", main=LINE * lines))
        for lines in (1, 20, 200, 400)
    ]

    assert counted[:2] == [1, 1]
    assert 1 < counted[2] < counted[3]
