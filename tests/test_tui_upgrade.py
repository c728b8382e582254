"""Going over to a new version of the criteria set, on screen."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace
from textual.widgets import Static

from checklist.criteria import AnswerValue
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import Journal, open_evidence_files, open_journal
from checklist.tui.app import SamsjekkApp
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.upgrade import UpgradeScreen
from tests.conftest import ANNA, NES, shipped_set
from tests.terminal import on_screen, press, told


def begun_on_an_older_version(journal: Journal) -> str:
    now = shipped_set("psykisk-helse-rus-voksne")
    first, *others = now.criteria
    point, *rest = first.checkpoints
    older = replace(point, question="Finnes det en enhet?")
    was = replace(
        now,
        version="2026.1",
        criteria=(replace(first, checkpoints=(older, *rest)), *others[:-1]),
        contradictions=(),
    )
    assert msgspec.json.encode(was)
    return begin(journal, ANNA, NES, was, Environment.today(), name="eldre")


async def test_what_it_means_is_shown_and_going_over_asks_to_confirm(
    home: Path, journal: Journal
) -> None:
    name = begun_on_an_older_version(journal)
    app = SamsjekkApp(Environment("nb", ANNA.name, "", home), name)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "j", "ctrl+u")
        assert isinstance(app.screen, UpgradeScreen)
        shown = " ".join(str(line.render()) for line in app.screen.query(Static))
        assert "Før: Finnes det en enhet?" in shown
        assert "✓→○ Svart: Ja" in shown
        assert "Nye spørsmål:" in shown
        await press(pilot, "escape")
        assert isinstance(app.screen, WalkScreen)
        await press(pilot, "ctrl+u")
        await press(pilot, "right", "enter")
        assert isinstance(app.screen, WalkScreen)
        text = " ".join(on_screen(pilot).replace("▌", " ").split())
        assert "Spørsmålet er endret siden du svarte" in text
        await press(pilot, "ctrl+u")
        assert "bruker allerede denne utgaven" in told(pilot)
    session = Session(
        open_journal(app.environment), name, ANNA, open_evidence_files(app.environment)
    )
    now = shipped_set("psykisk-helse-rus-voksne")
    assert session.criteria_set.version == now.version
    recorded = session.assessment.answer("ke-etablert-finnes")
    assert recorded is not None
    assert recorded.value is AnswerValue.YES
    session.journal.close()
