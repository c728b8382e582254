"""Beginning from last year on screen: what waits is read before it is confirmed."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
import pytest
from textual.widgets import Input, Select

from checklist.criteria import AnswerValue, CriteriaSet
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import begin, begin_from
from checklist.store import EvidenceFiles, Journal, Watch
from checklist.tui import in_order
from checklist.tui.app import SamsjekkApp
from checklist.tui.home import new
from checklist.tui.home.new import NewScreen
from checklist.tui.walk import WalkScreen
from tests.conftest import ANNA, NES, shipped_set
from tests.terminal import on_screen, press, press_at_once, told, wait
from tests.test_from_last_year import NOW, THEN
from tests.test_tui_handing_over import until

ADULTS = "psykisk-helse-rus-voksne"


def last_year(journal: Journal, home: Path, used: CriteriaSet | None = None) -> Session:
    """The first theme answered, with comments that fill more than a screen."""
    made = begin(journal, ANNA, NES, used or shipped_set(ADULTS), THEN, name="i-fjor")
    session = Session(journal, made, ANNA, EvidenceFiles(home / "evidence"))
    theme = session.criteria_set.themes[0].id
    for criterion in session.criteria_set.criteria:
        if criterion.theme == theme:
            for point in criterion.checkpoints[:2]:
                session.answer(point.id, AnswerValue.YES)
                session.comment(point.id, "Rutinen er fra 2024. " * 6)
    return session


async def test_a_theme_is_confirmed_when_its_end_has_been_shown(
    home: Path, journal: Journal
) -> None:
    before = last_year(journal, home)
    name, found = begin_from(before, NES, shipped_set(ADULTS), NOW)
    app = SamsjekkApp(Environment("nb", ANNA.name, "leder", home), name)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "= ja" in on_screen(pilot)
        await press(pilot, "ctrl+w", "=")
        assert "Les til slutten først" in on_screen(pilot)
        await press_at_once(pilot, "end", "=")
        assert isinstance(app.screen, WalkScreen)
        session = Session(journal, name, ANNA, before.files)
        assert not session.appraisal.to_confirm
        assert session.appraisal.progress.answered == len(found.answers)
        await press(pilot, "z")
        assert "= ja" in on_screen(pilot)
    app.journal.close()


async def test_the_form_offers_the_earlier_assessment_with_its_set_also_where_that_is_gone(
    home: Path, journal: Journal
) -> None:
    last_year(journal, home, msgspec.structs.replace(shipped_set(ADULTS), id="eget"))
    app = SamsjekkApp(Environment("nb", ANNA.name, "leder", home))
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "+")
        form = app.screen
        assert isinstance(form, NewScreen)
        assert not form.query_one("#earlier").display
        form.query_one("#municipality", Input).value = "3228"
        await pilot.pause()
        assert form.query_one("#earlier").display
        form.query_one("#from", Select).value = "i-fjor"
        await press(pilot, "ctrl+s")
        await until(pilot, WalkScreen)
        assert "å bekrefte" in on_screen(pilot)
        assert "svar er hentet" in told(pilot)
        assert {journal.criteria_set(one.created.criteria_set).id for one in journal.entries()} == {
            "eget"
        }
    app.journal.close()


async def test_how_much_is_copied_is_shown_and_esc_begins_nothing(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    last_year(journal, home)
    piece = threading.Event()

    def slow(*_: object, watch: Watch, **_wanted: object) -> None:
        while not piece.wait(0.01):
            watch(1_000_000)

    monkeypatch.setattr(new, "begin_from", slow)
    monkeypatch.setattr(in_order, "_WAIT_FOR_THREAD_SECONDS", 0)
    app = SamsjekkApp(Environment("nb", ANNA.name, "leder", home))
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "+")
        app.screen.query_one("#municipality", Input).value = "3228"
        await pilot.pause()
        app.screen.query_one("#from", Select).value = "i-fjor"
        await press(pilot, "ctrl+s")
        await wait(pilot, lambda: "MB så langt. Esc avbryter." in on_screen(pilot))
        name = app.screen.query_one("#municipality", Input)
        await press(pilot, "end", "1")
        assert name.value == "3228", "nothing is typed that would be in nothing that is saved"
        await press(pilot, "escape")
        await wait(pilot, lambda: "Ingen egenvurdering er begynt." in on_screen(pilot))
        assert isinstance(app.screen, NewScreen)
        await press(pilot, "end", "1")
        assert name.value == "32281", "one goes on where one was"
    assert [entry.id for entry in journal.entries()] == ["i-fjor"]
    app.journal.close()
