"""Colours mean one thing each, can be read, and are never the only sign."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from textual.color import Color, rgb_to_lab
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Static

from checklist.appraisal import Strength
from checklist.assessment import ActionStatus, FileState
from checklist.tui import themes
from checklist.words import STATES, Tone
from tests.crawl import opened, visited
from tests.places import WAYS
from tests.rendered import (
    ENOUGH,
    JUDGED,
    contrast,
    is_judged,
    lost,
    runs,
    too_faint,
    without_colour,
    without_meaning,
)
from tests.terminal import in_front, press

ALIKE = 10
"""How far apart two colours are that one can just tell from each other side by side, in L*a*b*."""

PLACES = (
    "the walk",
    "comment",
    "action",
    "selection",
    "evidence",
    "change evidence",
    "remove evidence",
    "overview 2",
    "overview 6",
    "report",
    "home",
    "settings",
)
"""Places that have between them each kind of thing that is drawn."""

SHADES = [theme for theme in themes.OWN if not theme.ansi]


def inks(theme: Theme) -> dict[str, str]:
    """Each role of a theme with its colour."""
    return {role: theme.variables[themes.NAMES[role][0]] for role in themes.Inks._fields}


def apart(one: str, other: str) -> float:
    first, second = (rgb_to_lab(Color.parse(colour)) for colour in (one, other))
    parts = ((first.L, second.L), (first.a, second.a), (first.b, second.b))
    return math.dist(*zip(*parts, strict=True))


@pytest.mark.parametrize("theme", SHADES, ids=lambda theme: theme.name)
def test_no_two_roles_share_a_colour(theme: Theme) -> None:
    colours = inks(theme) | {"text": theme.foreground or ""}
    alike = {
        (one, other): round(apart(colours[one], colours[other]))
        for one, other in combinations(colours, 2)
        if apart(colours[one], colours[other]) < ALIKE
    }
    assert alike == {}


def test_nor_do_they_in_the_colours_of_the_terminal() -> None:
    (theme,) = (theme for theme in themes.OWN if theme.ansi)
    colours = inks(theme)
    assert len(set(colours.values())) == len(colours)
    # What is beside the point is drawn as text is: dimmed, it may be too faint.
    assert colours["quiet"] == theme.foreground


@pytest.mark.parametrize("theme", SHADES, ids=lambda theme: theme.name)
def test_every_ink_stands_out_from_every_ground(theme: Theme) -> None:
    grounds = (theme.background, theme.surface, theme.panel, theme.boost)
    marked = theme.variables["block-cursor-blurred-background"]
    colours = inks(theme) | {"text": theme.foreground or ""}
    too_faint = {
        (role, ground): round(ratio, 2)
        for role, ink in colours.items()
        for ground in (*grounds, marked)
        if (ratio := contrast(Color.parse(ink), Color.parse(ground or ""))) < ENOUGH
    }
    assert too_faint == {}


def test_only_answers_and_findings_are_green_amber_and_red() -> None:
    judged = {code.value for kind in JUDGED for code in kind}
    others = {code.value for kind in (Strength, ActionStatus, FileState) for code in kind} - judged
    tones = {STATES[code][1] for code in others if code in STATES}
    assert tones == {Tone.QUIET}


def wrong_colours(pilot: Pilot[None]) -> list[str]:
    """What is too faint in front, or in a colour that says something else."""
    theme, read = pilot.app.current_theme, tuple(runs(pilot))
    return too_faint(read, theme) + without_meaning(read, theme)


@pytest.mark.usefixtures("nes")
async def test_every_cell_can_be_read_and_has_a_colour_that_means_what_it_says() -> None:
    faults = []
    ways = {place: way for place, way in WAYS.items() if place in PLACES}
    async with opened("nes-2018") as pilot:
        async for place in visited(pilot, ways):
            for theme in themes.OWN:
                pilot.app.theme = theme.name
                await pilot.pause()
                found = wrong_colours(pilot)
                faults += [f"{theme.name} {place}: {fault}" for fault in found]
    assert "\n".join(faults) == ""


@pytest.mark.usefixtures("nes")
async def test_so_has_each_field_when_it_has_the_keyboard() -> None:
    faults = []
    ways = {place: WAYS[place] for place in ("evidence of kind 1", "report")}
    async with opened("nes-2018") as pilot:
        async for place in visited(pilot, ways):
            for field in in_front(pilot).focus_chain:
                field.focus()
                await pilot.pause()
                found = wrong_colours(pilot)
                faults += [f"{place}, {field!r}: {fault}" for fault in found]
    assert "\n".join(faults) == ""


@pytest.mark.usefixtures("nes")
async def test_what_is_too_faint_or_in_a_colour_without_a_role_would_be_found() -> None:
    theme = themes.OWN[0]
    variables = theme.variables | {"text-success": "#3A3A3A", "text-muted": "#777777"}
    async with opened("nes-2018") as pilot:
        pilot.app.register_theme(replace(theme, name="faint", variables=variables))
        pilot.app.theme = "faint"
        await press(pilot, "o", "2")
        theme = pilot.app.current_theme
        assert too_faint(runs(pilot), theme)
        assert without_meaning(runs(pilot), theme) == []
        await press(pilot, "escape", "k")
        assert any("None:" in fault for fault in without_meaning(runs(pilot), theme))


def test_words_in_a_colour_that_means_something_else_would_be_found() -> None:
    assert is_judged("✓ ja", Tone.GOOD)
    assert is_judged("△ 22 svakheter", Tone.HALF)
    assert is_judged("! over fristen per 29.11.2026", Tone.BAD)
    assert not is_judged("✓ ja", Tone.HALF)
    assert not is_judged("✓ lagret", Tone.GOOD)
    assert not is_judged("⚑ sterk", Tone.GOOD)


@pytest.mark.usefixtures("nes")
@pytest.mark.parametrize("keys", [("f",), ("o",), ("escape", "x"), ("e", "+"), ("ctrl+p",), ("t",)])
async def test_where_one_is_is_seen_without_colour(
    keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened("nes-2018") as pilot:
        await press(pilot, *keys)
        before = without_colour(pilot)
        await press(pilot, "tab" if keys == ("t",) else "down")
        assert without_colour(pilot) != before


def test_every_theme_has_words_and_the_usual_one_is_among_them() -> None:
    assert [theme.name for theme in themes.OWN] == list(themes.WORDS)
    assert themes.USUAL in themes.WORDS


@pytest.mark.usefixtures("nes")
async def test_what_has_no_room_would_be_found() -> None:
    async with opened("nes-2018") as pilot:
        assert lost(pilot) == []
        low, wide = Static("to linjer\nher"), Static("bred")
        low.styles.height, wide.styles.width = 1, 200
        await pilot.app.screen.mount(low, wide)
        await pilot.pause()
        assert [fault.partition(")")[0] for fault in lost(pilot)] == ["Static("] * 2
