"""Nothing says that it is saved where it is not."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import TextArea

from checklist.assessment import Action, Recommendation
from checklist.cli import main
from checklist.machine import Environment
from checklist.session import Session
from checklist.tui.app import SamsjekkApp
from checklist.tui.boxes import ActionDialog
from checklist.tui.walk import WalkScreen
from tests.conftest import Run
from tests.terminal import forget_told, press, told, wait

POINT, CRITERION = "ke-etablert-finnes", "ke-etablert"


@pytest.fixture
def app(nes: Session) -> Iterator[SamsjekkApp]:
    """The terminal UI with the assessment open, and an action and a recommendation in it."""
    nes.set_action(Action(id="t1", criterion=CRITERION, what="Lage mandat"))
    nes.set_recommendation(Recommendation(id="a1", text="Lag mandat", checkpoints=(POINT,)))
    made = SamsjekkApp(Environment.of_process(), nes.assessment.id)
    yield made
    made.journal.close()


async def test_ctrl_c_says_what_is_saved_and_what_is_not(app: SamsjekkApp, home: Path) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await wait(pilot, lambda: isinstance(app.screen, WalkScreen))
        app.action_help_quit()
        await pilot.pause()
        assert "Alt du har svart, er lagret." in told(pilot)
        forget_told(pilot)
        await press(pilot, "k", *"ny")
        app.action_help_quit()
        await pilot.pause()
        assert "Det du skriver nå, er ikke lagret ennå." in told(pilot)
        assert "er lagret." not in told(pilot)
        await press(pilot, "ctrl+s")
        forget_told(pilot)
        (home / "samsjekk.sqlite3").rename(home / "borte.sqlite3")
        await press(pilot, "j")
        forget_told(pilot)
        app.action_help_quit()
        await pilot.pause()
        assert "Svarene lagres ikke lenger." in told(pilot)


async def test_an_action_is_said_to_be_saved_where_it_was_written(
    app: SamsjekkApp, nes: Session
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()

        async def open_box() -> None:
            await wait(pilot, lambda: isinstance(app.screen, WalkScreen))
            app.screen.edit_action(app.screen.criterion.criterion.id, "t1")  # type: ignore[attr-defined]  # Walk
            await wait(pilot, lambda: isinstance(app.screen, ActionDialog))
            await pilot.pause()

        await open_box()
        await press(pilot, "ctrl+s")
        await wait(pilot, lambda: isinstance(app.screen, WalkScreen))
        assert "Lagret" not in told(pilot), "nothing was written"
        await open_box()
        app.screen.query_one(TextArea).text = "Lage et nytt mandat"
        await press(pilot, "ctrl+s")
        assert "Lagret. Alle tiltak" in told(pilot)
        forget_told(pilot)
        await open_box()
        await pilot.click("#withdraw")
        await pilot.pause()
        await press(pilot, "right", "enter")
        assert "Tiltaket er trukket" in told(pilot)
        assert "Lagret" not in told(pilot)
    nes.refresh()
    assert "t1" not in nes.assessment.actions


async def test_a_recommendation_that_is_not_touched_is_not_said_to_be_saved(
    app: SamsjekkApp,
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.screen.open_checkpoint(POINT)  # type: ignore[attr-defined]
        app.screen._edit_recommendation("a1")  # type: ignore[attr-defined]
        await pilot.pause()
        await press(pilot, "ctrl+s")
        assert "Lagret" not in told(pilot)
        app.screen._edit_recommendation("a1")  # type: ignore[attr-defined]
        await pilot.pause()
        app.screen.query_one(TextArea).text = "Lag et nytt mandat"
        await press(pilot, "ctrl+s")
        assert "Lagret. b viser" in told(pilot)


def test_a_follow_up_that_is_taken_away_is_not_said_to_be_saved(nes: Session, run: Run) -> None:
    nes.set_recommendation(Recommendation(id="a1", text="Lag mandat", checkpoints=(POINT,)))
    judge = ("recommendation", "judge", nes.assessment.id, "a1")
    assert "Lagret." in run(*judge, "partly", "--reason", "Det er begynt")[2]
    assert run(*judge, "none")[2] == "Oppfølgingen følger svarene.\n"


def test_lines_before_one_that_is_not_utf8_are_answered(
    nes: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = "j Først\nd Så\n".encode() + "n våren\n".encode("cp1252") + b"n Etter\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answers), encoding="cp1252"))
    assert main(["walk", nes.assessment.id, "--plain"]) == 2
    out, err = capsys.readouterr()
    assert "Det som ble besvart før dette, er lagret." in err
    assert out.count("Lagret: ") == 2
    nes.refresh()
    comments = [answer.value.comment for answer in nes.assessment.answers.values()]
    assert {"Først", "Så"} <= set(comments)
    assert "Etter" not in comments
