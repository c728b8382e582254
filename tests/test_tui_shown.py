"""What stands on the screen is what the next key acts on, however one came there."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from checklist.assessment import Author
from checklist.audit import KIND
from checklist.auditing import copy_audit_example
from checklist.criteria import AnswerValue, Checkpoint, text_in
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.store import Journal, open_journal
from checklist.tui.assessment_screen import AssessmentScreen
from checklist.tui.audit import AuditScreen
from checklist.tui.lists import LeadingRows
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criteria_list import CriteriaList
from checklist.tui.walk.criterion_form import CriterionForm
from checklist.tui.walk.criterion_head import CriterionHead
from checklist.tui.widgets import TopBar
from tests.crawl import opened
from tests.terminal import focused, in_front, on_screen, press, press_at_once, resize

pytestmark = pytest.mark.usefixtures("nes")

SIZES = ((80, 24), (60, 20), (120, 40))
OTHERS, SIZE = "Bo answers", "another size"
STEPS = (
    *("tab", "tab", "up", "down", "down", "left", "right", "pagedown", "pageup", "space", "home"),
    *("end", "enter", "enter", "l", "i", "j", "n", "v", "backspace", "z", "y", OTHERS, SIZE),
)


@pytest.fixture
def bo(nes: Session) -> Iterator[Session]:
    """Bo, in a program of his own, who finds in the journal what anybody has answered."""
    with Journal(nes.journal.path) as journal:
        yield Session(journal, "nes-2018", Author(name="Bo"), nes.files)


@asynccontextmanager
async def walking(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """Anna's program, open on an assessment."""
    async with opened("nes-2018", size) as pilot:
        yield pilot


def walk(pilot: Pilot[None]) -> WalkScreen:
    screen = in_front(pilot)
    assert isinstance(screen, WalkScreen)
    return screen


def drawn(pilot: Pilot[None], of: type[CriterionForm | CriterionHead]) -> list[str]:
    """The lines of the criterion on the screen; none where the list covers it."""
    place = walk(pilot).query_one(of).region
    lines = on_screen(pilot).split("\n")[place.y : place.bottom]
    return [line[place.x : place.right - 1] for line in lines]


def asked(pilot: Pilot[None]) -> Checkpoint:
    """The checkpoint that keys answer."""
    point = walk(pilot).checkpoint
    assert point is not None
    return point.checkpoint


def unbroken(text: str) -> str:
    return "".join(text.split())


def marked(pilot: Pilot[None]) -> str:
    """What is marked on the screen as what keys answer, without spaces."""
    lines = (line for line in drawn(pilot, CriterionForm) if line.startswith(" ▌"))
    return unbroken("".join(line.removeprefix(" ▌") for line in lines))


def title(pilot: Pilot[None]) -> str:
    """The title of the criterion on the screen, as far as it has room."""
    return "".join(drawn(pilot, CriterionHead)).strip().split("  ")[0].rstrip("…")


def answers(bo: Session) -> dict[str, AnswerValue | None]:
    bo.refresh()
    return {name: answer.value.value for name, answer in bo.assessment.answers.items()}


def all_words(pilot: Pilot[None]) -> list[str]:
    """What a person reads in the walk, seen or not."""
    screen = walk(pilot)
    return [
        screen.query_one(TopBar).words,
        screen.query_one(CriterionHead).words,
        screen.query_one(CriterionForm).words,
        screen.query_one(CriteriaList).words,
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_whatever_keys_are_pressed_the_next_answers_the_question_on_the_screen(
    bo: Session, size: tuple[int, int]
) -> None:
    chance = random.Random(size[0])  # noqa: S311 - it chooses keys, and guards nothing
    points = {
        p.checkpoint.id: p.checkpoint for c in bo.appraisal.criteria.values() for p in c.asked
    }
    questions = {n: unbroken(text_in(p.question, "nb")) for n, p in points.items()}
    tried: list[str] = []
    async with walking(size) as pilot:
        for step in chance.choices(STEPS, k=50):
            tried.append(step)
            before, about, shown = answers(bo), title(pilot), marked(pilot)
            if step == SIZE:
                await resize(pilot, chance.choice(SIZES))
            elif step == OTHERS:
                point = chance.choice(walk(pilot).criterion.asked).checkpoint.id
                bo.answer(point, chance.choice((AnswerValue.YES, AnswerValue.NO)))
                walk(pilot).look_for_others()
            else:
                await press(pilot, step)
            if step not in ("z", "y", OTHERS):
                changed = [name for name, value in answers(bo).items() if value != before.get(name)]
                in_sight = [n for n in questions if questions[n] in shown]
                assert len(changed) <= 1, tried
                for name in changed:
                    criterion = bo.criterion_of(name)
                    assert text_in(criterion.title, "nb").startswith(about), tried
                    assert about, tried
                    assert in_sight in ([], [name]), tried
            words = all_words(pilot)
            walk(pilot).show_state()
            assert all_words(pilot) == words, tried


MOVES = ("up", "down", "down", "pageup", "pagedown", "home", "end", "left", "right")
LISTS = {
    "overview": (("o",), (*MOVES, *"123456", "tab", "ctrl+t", OTHERS, SIZE)),
    "report": (("r",), (*MOVES, *"123456789", SIZE)),
    "audit": ((), (*MOVES, "tab", SIZE)),
}


def marked_row(pilot: Pilot[None], listed: LeadingRows) -> tuple[str, str]:
    """What is drawn of the row with the mark, and the text of the row that keys act on."""
    option = listed.highlighted_option
    assert option is not None
    place = listed.region
    lines = on_screen(pilot).split("\n")[place.y : place.bottom]
    seen = (line[place.x : place.right] for line in lines)
    drawn = "".join(line[1:-1] for line in seen if line.startswith("▌"))  # beside the scroll bar
    return unbroken(drawn), unbroken(str(option.prompt))


@pytest.mark.parametrize("name", LISTS)
async def test_whatever_keys_are_pressed_the_marked_row_is_the_one_that_keys_act_on(
    bo: Session, name: str
) -> None:
    chance = random.Random(name)  # noqa: S311 - it chooses keys, and guards nothing
    way, steps = LISTS[name]
    points = [p.checkpoint.id for c in bo.appraisal.criteria.values() for p in c.asked]
    tried: list[str] = []
    async with walking((120, 40)) as pilot:
        if name == "audit":
            environment = Environment.of_process()
            with open_journal(environment, KIND) as journal:
                audit = copy_audit_example(journal, "nes-2018")
            pilot.app.push_screen(AuditScreen(environment, audit, Translator()))
            await pilot.pause()
        await press(pilot, *way)
        for _ in range(12):
            pressed = chance.choices(steps, k=3)
            tried += pressed
            if SIZE in pressed:
                await resize(pilot, chance.choice(SIZES))
            if OTHERS in pressed:
                bo.answer(chance.choice(points), chance.choice((AnswerValue.YES, AnswerValue.NO)))
                front = in_front(pilot)
                assert isinstance(front, AssessmentScreen)
                front.look_for_others()
            await press_at_once(pilot, *(key for key in pressed if key not in (SIZE, OTHERS)))
            listed = focused(pilot)
            if isinstance(listed, LeadingRows) and any(listed.leads_to):
                drawn, text = marked_row(pilot, listed)
                assert drawn, tried
                assert drawn in text, tried


@pytest.mark.parametrize("first", [(), ("tab",)])
async def test_keys_pressed_at_once_act_in_their_order(bo: Session, first: tuple[str, ...]) -> None:
    async with walking((120, 40)) as pilot:
        before = answers(bo)
        await press_at_once(pilot, *first, "down", "n")
        (changed,) = [name for name, value in answers(bo).items() if value != before.get(name)]
        assert changed == asked(pilot).id
        assert unbroken(text_in(asked(pilot).question, "nb")) in marked(pilot)


@pytest.mark.parametrize("way", [("/", *"journal", "enter"), ("space",), ("l",), ("i",)])
async def test_what_leads_to_a_criterion_shows_it_where_the_list_was_in_front(
    way: tuple[str, ...],
) -> None:
    async with walking() as pilot:
        await press(pilot, "tab", *way)
        assert focused(pilot) is walk(pilot).query_one(CriterionForm)
        assert unbroken(text_in(asked(pilot).question, "nb")) in marked(pilot)


async def test_the_top_line_says_more_when_the_terminal_becomes_wider() -> None:
    async with walking() as pilot:
        assert "315 igjen" not in on_screen(pilot).split("\n")[0]
        await resize(pilot, (120, 40))
        assert "315 igjen" in on_screen(pilot).split("\n")[0]
