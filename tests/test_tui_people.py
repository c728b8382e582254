"""Several people on one assessment, as each of them meets it on screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from checklist.assessment import Action, Author
from checklist.criteria import AnswerValue
from checklist.session import Session
from checklist.tui.boxes import ConfirmScreen
from checklist.tui.history import HistoryScreen
from checklist.tui.history.moment import MomentScreen
from checklist.tui.overview import OverviewScreen
from checklist.tui.report import ReportScreen
from checklist.tui.together import TogetherScreen
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criteria_list import CriteriaList
from checklist.tui.walk.criterion_form import CriterionForm
from checklist.tui.widgets import KeyBar, TopBar

from .crawl import opened
from .terminal import in_front, on_screen, press, told

POINT, OTHER = "ke-kjent-ansatte", "ke-mandat-kjent"


pytestmark = pytest.mark.usefixtures("nes")


@asynccontextmanager
async def annas(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """Anna's program, open on the checkpoint that both answer."""
    async with opened("nes-2018", size) as pilot:
        walk(pilot).open_checkpoint(POINT)
        await pilot.pause()
        yield pilot


def walk(pilot: Pilot[None]) -> WalkScreen:
    return next(s for s in pilot.app.screen_stack if isinstance(s, WalkScreen))


def form(pilot: Pilot[None]) -> str:
    return walk(pilot).query_one(CriterionForm).words


def top(pilot: Pilot[None]) -> str:
    return in_front(pilot).query_one(TopBar).words


def listed(pilot: Pilot[None]) -> str:
    """The rows of a list, each on one line."""
    options = in_front(pilot).query_one("#rows", OptionList).options
    return "\n".join(" ".join(str(option.prompt).split()) for option in options)


async def test_z_and_y_go_back_and_forth_and_say_what(nes: Session) -> None:
    async with annas() as pilot:
        await press(pilot, "j", "n", "z", "z")
        assert "(●) Nei" not in form(pilot)
        await press(pilot, "y")
        assert "Tilbake igjen: Ja: " in told(pilot)
        await press(pilot, "y", "y")
        assert "kan gjøres om" in told(pilot)
    nes.refresh()
    answer = nes.assessment.answer(POINT)
    assert answer is not None
    assert answer.value is AnswerValue.NO


async def test_two_answers_given_unseen_are_shown_everywhere_until_one_is_chosen(
    bo: Session,
) -> None:
    async with annas() as pilot:
        bo.answer(POINT, AnswerValue.NO)
        await press(pilot, "j")
        walk(pilot).look_for_others()
        await pilot.pause()
        assert "≠ Bo: ✗ Nei · Anna: ✓ Ja – avgjør med j/d/n" in form(pilot)
        assert "≠ Enheten er lett å finne" in walk(pilot).query_one(CriteriaList).words
        assert "Bo: ✗ Nei" in on_screen(pilot)
        await press(pilot, "o")
        assert isinstance(in_front(pilot), OverviewScreen)
        assert "Bo: ✗ Nei · Anna: ✓ Ja" in listed(pilot)
        await press(pilot, "escape", "d")
        assert "≠" not in form(pilot)
        assert "≠" not in walk(pilot).query_one(CriteriaList).words
    bo.refresh()
    assert not bo.assessment.disagreements


async def test_a_round_from_its_beginning_to_the_decision(nes: Session, bo: Session) -> None:
    async with annas() as pilot:
        await press(pilot, "w")
        assert "uten å se hva de andre svarer" in listed(pilot)
        await press(pilot, "+")
        in_front(pilot).query_one(Input).value = "Bo, Kari"
        await press(pilot, "ctrl+s")
        assert isinstance(in_front(pilot), TogetherScreen)
        assert "Bo: har ikke begynt" in listed(pilot)
        await press(pilot, "escape")
        assert "Du svarer alene · Nes" in top(pilot)
        assert "0 av 395 besvart" in top(pilot)
        bo.refresh()
        bo.answer(POINT, AnswerValue.NO)
        bo.comment(POINT, "Ingen jeg spurte, visste det.")
        bo.answer(OTHER, AnswerValue.UNKNOWN)
        walk(pilot).look_for_others()
        await press(pilot, "j")
        assert "Bo" not in form(pilot)
        walk(pilot).open_checkpoint(OTHER)
        await press(pilot, "v", "r")
        report = in_front(pilot)
        assert isinstance(report, ReportScreen)
        await press(pilot, "escape", "w")
        assert "Bo: 2 av 395 besvart" in listed(pilot)
        assert "visste" not in listed(pilot)
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), ConfirmScreen)
        assert "Har ikke begynt: Kari" in on_screen(pilot)
        await press(pilot, "right", "enter")
        assert "1 ulikhet å avgjøre" in listed(pilot)
        assert "ja mot nei" in listed(pilot)
        assert "Bo: Ingen jeg spurte, visste det." in listed(pilot)
        assert "1 likt svar kan tas over sammen (=)" in listed(pilot)
        await press(pilot, "=", "right", "enter")
        assert "kan tas over" not in listed(pilot)
        in_front(pilot).query_one("#rows", OptionList).focus()
        await press(pilot, "enter")
        assert in_front(pilot) is walk(pilot)
        assert "avgjør med j/d/n" in form(pilot)
        await press(pilot, "d", "w")
        assert "Alle ulikheter er avgjort" in listed(pilot)
    nes.refresh()
    assert [nes.assessment.answers[name].value.value for name in (POINT, OTHER)] == [
        AnswerValue.PARTLY,
        AnswerValue.UNKNOWN,
    ]


async def test_who_has_a_walk_open_is_told_when_a_round_begins_and_ends(
    nes: Session, bo: Session
) -> None:
    async with annas() as pilot:
        bo.start_round()
        walk(pilot).look_for_others()
        await pilot.pause()
        assert "Nå svarer dere hver for seg" in told(pilot)
        await press(pilot, "j")
        bo.open_round()
        walk(pilot).look_for_others()
        await pilot.pause()
        assert "Svarene er åpnet" in told(pilot)
        assert "alene" not in top(pilot)
    nes.refresh()
    assert nes.assessment.answer(POINT) is None


async def test_history_leads_to_the_checkpoint_and_back_to_a_moment(
    nes: Session, bo: Session
) -> None:
    nes.answer(POINT, AnswerValue.YES)
    bo.refresh()
    bo.answer(OTHER, AnswerValue.YES)
    bo.answer(OTHER, AnswerValue.UNKNOWN)
    async with annas() as pilot:
        await press(pilot, "h", "f")
        await press(pilot, "down", "enter")
        assert "Historikk · Nes · Anna" in top(pilot)
        assert "1 hendelse" in top(pilot)
        await press(pilot, "enter", "enter")
        assert in_front(pilot) is walk(pilot)
        marked = walk(pilot).checkpoint
        assert marked is not None
        assert marked.checkpoint.id == POINT
        await press(pilot, "h", "down", "down", "enter", "down", "enter")
        assert isinstance(in_front(pilot), MomentScreen)
        seen = on_screen(pilot)
        assert "Slik det var" in seen
        assert "da: Delvis" in seen
        await press(pilot, "z")
        assert "Dette tar tilbake 2 endringer: 2 av Bo" in " ".join(on_screen(pilot).split())
        await press(pilot, "right", "enter")
        assert isinstance(in_front(pilot), HistoryScreen)
        assert "er som den var da" in str(in_front(pilot).query_one("#told", Static).content)
        nes.refresh()
        assert nes.assessment.answers[OTHER].value.value is AnswerValue.PARTLY
        await press(pilot, "z")
        assert "Angret: Gikk tilbake til slik det var" in on_screen(pilot)
    nes.refresh()
    assert nes.assessment.answers[OTHER].value.value is AnswerValue.UNKNOWN


async def test_history_leads_from_an_action_to_its_criterion_also_when_it_was_withdrawn(
    nes: Session,
) -> None:
    nes.set_action(Action(id="kurs", criterion="ke-oversikt", what="Lage en oversikt"))
    nes.withdraw_action("kurs")
    async with annas() as pilot:
        for event in ("Tiltaket ble trukket", "Lage en oversikt"):
            await press(pilot, "h")
            assert event in on_screen(pilot)
            await press(pilot, *(["down"] if event == "Lage en oversikt" else []), "enter")
            assert "Gå til kravet" in on_screen(pilot)
            await press(pilot, "enter")
            assert in_front(pilot) is walk(pilot)
            assert walk(pilot).criterion.criterion.id == "ke-oversikt"
            await press(pilot, "pagedown")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_agenda_hides_no_key_and_shows_hostile_comments_as_they_are(
    nes: Session, bo: Session, size: tuple[int, int]
) -> None:
    nes.start_round(["[/]"])
    bo.refresh()
    anna = Session(
        nes.journal, "nes-2018", Author(name="Anna", role="[/]leder"), nes.files, alone=True
    )
    for session, value in ((anna, AnswerValue.YES), (bo, AnswerValue.NO)):
        session.answer(POINT, value)
        session.comment(POINT, "[/] [@click=app.bell]klikk[/] \x1b[2J")
        session.answer(OTHER, AnswerValue.YES)
    bo.open_round()
    async with annas(size) as pilot:
        assert "[/]leder: ✓ Ja" in form(pilot)
        await press(pilot, "w")
        bar = in_front(pilot).query_one(KeyBar)
        assert bar.fitting(bar.content_size.width) == (*bar._keys, *bar._last)
        assert len(bar._keys) == 3
        assert "Bo: [/] [@click=app.bell]klikk[/]" in listed(pilot)
        assert "\x1b" not in on_screen(pilot)
