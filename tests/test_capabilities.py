"""Line by line and by command one can do what one can do on screen, and the same comes of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from checklist.session import Session
from checklist.session.assessments import begin
from checklist.tui import keys
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criterion_form import CriterionForm
from tests.capabilities import (
    CAPABILITIES,
    ONLY_ON_SCREEN,
    REFUSALS,
    Capability,
    NotHere,
    Refusal,
    World,
    names_for,
)
from tests.conftest import ANNA, Run, shipped_set
from tests.crawl import opened
from tests.sampled import sampled_set
from tests.terminal import Step, do, in_front, on_screen, told
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
    if capability.on_sampled_set:
        place, day = nes.assessment.municipality, date(2026, 11, 1)
        name = begin(nes.journal, ANNA, place, sampled_set(), day, name="utvalg")
    session = Session(nes.journal, name, ANNA, nes.files, alone=True)
    capability.before(session)
    return session


def prepared_to_be_refused(nes: Session, refusal: Refusal) -> Session:
    """An empty assessment of the set, as it is before."""
    begin(
        nes.journal,
        ANNA,
        nes.assessment.municipality,
        sampled_set() if refusal.criteria == "sampled" else shipped_set(refusal.criteria),
        date(2026, 11, 1),
        name="tom",
    )
    session = Session(nes.journal, "tom", ANNA, nes.files, alone=True)
    refusal.before(session)
    session.refresh()
    return session


def outcome(session: Session, folder: Path, seen: str) -> World:
    """The assessment as another program finds it."""
    fresh = Session(session.journal, session.shared.id, ANNA, session.files)
    return World(fresh, folder, folder / "home", " ".join(_FRAMES.sub(" ", seen).split()))


def seen_by(pilot: Pilot[None]) -> str:
    form = in_front(pilot).query(CriterionForm).results()
    return "\n".join((on_screen(pilot), told(pilot), *(shown.words for shown in form)))


async def seen_on_screen(session: Session, checkpoint: str, steps: tuple[Step, ...]) -> str:
    """What stands on the screen after some steps at a checkpoint."""
    async with opened(session.shared.id, (100, 40)) as pilot:
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        walk.open_checkpoint(checkpoint)
        await pilot.pause()
        await do(pilot, *steps)
        return seen_by(pilot)


@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda capability: capability.id)
async def test_on_screen(nes: Session, here: Path, capability: Capability) -> None:
    session = prepared(nes, capability)
    first = session.criterion(capability.criterion).checkpoints[0].id
    seen = await seen_on_screen(session, first, capability.screen)
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
    # What the table is about is the first checkpoint of the set; others may be asked before it.
    first = session.criterion(capability.criterion).checkpoints[0].id
    asked = [point.checkpoint.id for point in session.appraised(capability.criterion).asked]
    skipped = [""] * asked.index(first)
    steps = (line.format(**names) for line in capability.plain)
    lines = [f"/{capability.criterion}", *skipped, *steps, "q"]
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
    for screen, place in keys.SCREENS.items():
        actions = {use.action for use in place.uses if use.action}
        covered = {c.key[1] for c in CAPABILITIES if c.key[0] == screen}
        assert actions == covered | ONLY_ON_SCREEN[screen], screen
        assert not covered & ONLY_ON_SCREEN[screen], screen


def refused(session: Session, said: str, seen: str) -> None:
    """The words were shown, and nothing was recorded."""
    world = outcome(session, Path(), seen)
    assert said in world.seen, seen
    assert world.session.history() == session.history()


@pytest.mark.parametrize(
    "refusal",
    [r for r in REFUSALS if not isinstance(r.screen, NotHere)],
    ids=lambda refusal: refusal.id,
)
@pytest.mark.usefixtures("here")
async def test_refused_on_screen(nes: Session, refusal: Refusal) -> None:
    session = prepared_to_be_refused(nes, refusal)
    assert not isinstance(refusal.screen, NotHere)
    seen = await seen_on_screen(session, refusal.checkpoint, refusal.screen)
    refused(session, refusal.said, seen)


@pytest.mark.parametrize(
    "refusal",
    [r for r in REFUSALS if not isinstance(r.plain, NotHere)],
    ids=lambda refusal: refusal.id,
)
def test_refused_line_by_line(nes: Session, run: Run, refusal: Refusal) -> None:
    session = prepared_to_be_refused(nes, refusal)
    assert not isinstance(refusal.plain, NotHere)
    criterion = session.criterion_of(refusal.checkpoint)
    asked = [p.checkpoint.id for p in session.appraised(criterion.id).asked]
    to_the_checkpoint = [""] * asked.index(refusal.checkpoint)
    lines = [f"/{criterion.id}", *to_the_checkpoint, *refusal.plain, "q"]
    code, seen, _ = run("walk", "tom", "--plain", answers="\n".join(lines))
    assert code == 0
    refused(session, refusal.said, seen)


@pytest.mark.parametrize(
    "refusal",
    [r for r in REFUSALS if not isinstance(r.command, NotHere)],
    ids=lambda refusal: refusal.id,
)
def test_refused_by_command(nes: Session, run: Run, here: Path, refusal: Refusal) -> None:
    session = prepared_to_be_refused(nes, refusal)
    names = names_for(session, here)
    assert not isinstance(refusal.command, NotHere)
    code, _, seen = run(*(word.format(**names) for word in refusal.command))
    assert code == 2
    refused(session, refusal.said, seen)
