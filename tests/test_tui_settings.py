"""Settings, the palette, what the walk shows: what a user chooses, sees at once and meets again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Select

from checklist.appraisal import Only
from checklist.machine import Environment, load_settings
from checklist.session import Session
from checklist.store import Journal
from checklist.tui import themes
from checklist.tui.app import SamsjekkApp
from checklist.tui.home import HomeScreen, SettingsDialog
from checklist.tui.palette import PaletteDialog
from checklist.tui.walk import WalkScreen
from tests.terminal import in_front, on_screen, press


def opened(assessment: str | None = None) -> SamsjekkApp:
    return SamsjekkApp(Environment.of_process(), assessment)


async def test_settings_are_seen_at_once_and_kept(
    journal: Journal, nes: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMSJEKK_NAME")
    app = opened("nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.action_settings()
        await pilot.pause()
        dialog = in_front(pilot)
        assert isinstance(dialog, SettingsDialog)
        dialog.query_one("#name", Input).value = "Kari"
        dialog.query_one("#role", Input).value = "nav-leder"
        dialog.query_one("#language", Select).value = "nn"
        dialog.query_one("#theme", Select).value = "samsjekk-kontrast"
        await press(pilot, "ctrl+s")
        assert isinstance(in_front(pilot), WalkScreen)
        assert app.theme == "samsjekk-kontrast"
        assert "Veit ikkje" in on_screen(pilot)
        await press(pilot, "j")
    app.journal.close()
    answers = Session(journal, "nes-2018", nes.author, nes.files).assessment.answers.values()
    latest = max(answers, key=lambda answer: answer.at)
    assert (latest.author.name, latest.author.role) == ("Kari", "nav-leder")
    again = opened()
    assert (again.environment.name, again.translator.language) == ("Kari", "nn")
    assert again.theme == "samsjekk-kontrast"
    again.journal.close()


async def test_leaving_the_settings_takes_the_colours_back(home: Path) -> None:
    app = opened()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.action_settings()
        await pilot.pause()
        in_front(pilot).query_one("#theme", Select).value = "samsjekk-lys"
        await pilot.pause()
        assert app.theme == "samsjekk-lys"
        await press(pilot, "escape")
        await press(pilot, "left", "enter")
        assert isinstance(in_front(pilot), HomeScreen)
        assert app.theme == themes.USUAL
    app.journal.close()
    assert load_settings(home).theme == ""


@pytest.mark.usefixtures("home")
async def test_what_a_variable_decides_is_locked() -> None:
    app = opened()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.action_settings()
        await pilot.pause()
        dialog = in_front(pilot)
        assert dialog.query_one("#name", Input).disabled
        assert not dialog.query_one("#role", Input).disabled
    app.journal.close()


@pytest.mark.usefixtures("nes")
async def test_the_palette_does_what_its_line_says_and_finds_criteria() -> None:
    app = opened("nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(in_front(pilot), PaletteDialog)
        await press(pilot, *"årlig gjennomgang")
        found = in_front(pilot).query_one(OptionList)
        assert "krav" in str(found.options[0].prompt)
        await press(pilot, "enter")
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        assert walk.criterion.criterion.id == "st-gjennomgang"
        await press(pilot, "ctrl+p")
        await press(pilot, *"svar nei", "enter")
        assert "(●) Nei" in on_screen(pilot)
    app.journal.close()


@pytest.mark.usefixtures("nes")
async def test_the_walk_shows_what_was_chosen_and_keeps_what_is_answered_now() -> None:
    app = opened("nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        await press(pilot, "f")
        options = in_front(pilot).query_one(OptionList)
        number = next(
            i for i, option in enumerate(options.options) if "ubesvarte" in str(option.prompt)
        )
        options.highlighted = number
        await press(pilot, "enter")
        assert walk.selection.only is Only.UNANSWERED
        point = walk.checkpoint
        assert point is not None
        assert point.value is None
        await press(pilot, "n")
        assert walk.checkpoint is not None
        assert walk.checkpoint.checkpoint.id == point.checkpoint.id
        assert "(●) Nei" in on_screen(pilot)
    app.journal.close()


@pytest.mark.usefixtures("nes")
async def test_nothing_to_show_is_said_and_changes_nothing() -> None:
    app = opened("nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        before = walk.selection
        assert not walk.select(type(before)(only=Only.CHANGED))
        assert walk.selection == before
        await press(pilot, "i")
        assert "Ullensaker 2020" in on_screen(pilot)
    app.journal.close()
