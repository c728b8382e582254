"""Line by line and by command one can do what one can do on screen, and the same comes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.app import SamsjekkApp
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criterion_form import CriterionForm
from tests.capabilities import (
    CAPABILITIES,
    ONLY_ON_SCREEN,
    Capability,
    NotHere,
    World,
    names_for,
)
from tests.conftest import ANNA, Run
from tests.terminal import in_front, on_screen, told
from tests.test_tui_upgrade import begun_on_an_older_version

_FRAMES = re.compile(r"[│┃╭╮╰╯─▊▎▏▕]")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own to write files in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def prepared(nes: Session, capability: Capability) -> Session:
    """The assessment as it is before."""
    name = nes.shared.id
    if capability.on_older_set:
        name = begun_on_an_older_version(nes.journal)
    session = Session(nes.journal, name, ANNA, nes.files, alone=True)
    capability.before(session)
    return session


def outcome(session: Session, folder: Path, seen: str) -> World:
    """The assessment as another program finds it."""
    fresh = Session(session.journal, session.shared.id, ANNA, session.files)
    return World(fresh, folder, folder / "home", " ".join(_FRAMES.sub(" ", seen).split()))


def seen_by(pilot: Pilot[None]) -> str:
    form = in_front(pilot).query(CriterionForm).results()
    return "\n".join((on_screen(pilot), told(pilot), *(shown.words for shown in form)))


@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda capability: capability.id)
async def test_on_screen(nes: Session, here: Path, capability: Capability) -> None:
    session = prepared(nes, capability)
    app = SamsjekkApp(Environment.of_process(), session.shared.id)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.pause()
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        walk.open_checkpoint(session.criterion(capability.criterion).checkpoints[0].id)
        await pilot.pause()
        for step in capability.screen:
            if isinstance(step, str):
                await pilot.press(step)
            else:
                await step(pilot)
            await pilot.pause()
            await pilot.pause()
        seen = seen_by(pilot)
    app.journal.close()
    assert capability.outcome(outcome(session, here, seen)), seen


@pytest.mark.parametrize(
    "capability",
    [c for c in CAPABILITIES if not isinstance(c.plain, NotHere)],
    ids=lambda capability: capability.id,
)
def test_line_by_line(nes: Session, run: Run, here: Path, capability: Capability) -> None:
    session = prepared(nes, capability)
    names = names_for(session, here)
    assert not isinstance(capability.plain, NotHere)
    lines = [f"/{capability.criterion}", *(line.format(**names) for line in capability.plain), "q"]
    code, seen, _ = run("walk", session.shared.id, "--plain", answers="\n".join(lines))
    assert code == 0
    assert "Forstod ikke" not in seen
    assert capability.outcome(outcome(session, here, seen)), seen


@pytest.mark.parametrize(
    "capability",
    [c for c in CAPABILITIES if not isinstance(c.command, NotHere)],
    ids=lambda capability: capability.id,
)
def test_by_command(nes: Session, run: Run, here: Path, capability: Capability) -> None:
    session = prepared(nes, capability)
    names = names_for(session, here)
    assert not isinstance(capability.command, NotHere)
    code, out, err = run(*(word.format(**names) for word in capability.command), answers="q\n")
    assert code == 0, err
    assert capability.outcome(outcome(session, here, out)), out


def test_every_key_of_every_screen_is_in_the_table() -> None:
    for screen, made in keys.SCREENS.items():
        actions = {key.action for key in made(Translator()) if key.action}
        covered = {c.key[1] for c in CAPABILITIES if c.key[0] == screen}
        assert actions == covered | ONLY_ON_SCREEN[screen], screen
        assert not covered & ONLY_ON_SCREEN[screen], screen
