"""The colours one can choose between can be read, by the limit of WCAG 2.1 AA."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

import checklist.tui
from checklist.tui import themes

ENOUGH = 4.5
GROUNDS = ("background", "surface", "panel", "boost", "block-cursor-blurred-background")


def inks() -> set[str]:
    """Every colour that a text is drawn in, read from the program itself."""
    found = set()
    for path in Path(checklist.tui.__file__).parent.rglob("*"):
        if path.suffix in (".py", ".tcss"):
            found |= set(re.findall(r"\$((?:text|foreground)[a-z-]*)", path.read_text("utf-8")))
    return found


def luminance(color: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(ink: Color, ground: Color) -> float:
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(theme: Theme) -> dict[tuple[str, str], float]:
    """The contrast of every ink on every ground of a theme."""
    values = theme.to_color_system().generate()
    background = Color.parse(values["background"])
    grounds = {name: background + Color.parse(values[name]) for name in GROUNDS}
    found = {
        (ink, name): contrast(ground + Color.parse(values[ink]), ground)
        for ink in inks()
        for name, ground in grounds.items()
        if not values[ink].startswith("auto")
    }
    cursor, on_cursor = values["block-cursor-background"], values["block-cursor-foreground"]
    if not on_cursor.startswith("auto"):
        found["cursor", "cursor"] = contrast(Color.parse(on_cursor), Color.parse(cursor))
    button = Color.parse(values["primary"])
    found["button", "primary"] = contrast(button.get_contrast_text(1.0), button)
    return found


@pytest.mark.parametrize("theme", themes.OWN, ids=lambda theme: theme.name)
def test_every_text_stands_out_from_every_ground(theme: Theme) -> None:
    assert len(inks()) >= 6
    too_faint = {pair: round(ratio, 2) for pair, ratio in pairs(theme).items() if ratio < ENOUGH}
    assert not too_faint


def test_a_theme_that_is_too_faint_would_be_found() -> None:
    faint = Theme(name="faint", primary="#777777", foreground="#777777", background="#888888")
    assert min(pairs(faint).values()) < ENOUGH


def test_every_theme_has_words_and_the_usual_one_is_among_them() -> None:
    assert {theme.name for theme in themes.OWN} | {themes.TERMINAL} == set(themes.WORDS)
    assert themes.USUAL in themes.WORDS
