"""Walk as a person uses it: on the Nes audit, in a terminal of 80x24."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TextArea

from checklist.appraisal import EVERYTHING, Selection
from checklist.assessment import (
    Action,
    Answered,
    Recommendation,
    VerdictCode,
)
from checklist.criteria import AnswerValue, Depth
from checklist.i18n import phrase
from checklist.machine import Environment
from checklist.session import Session
from checklist.store import Journal, author_of, open_evidence_files, open_journal
from checklist.store.errors import StoreError
from checklist.tui.boxes import ConfirmScreen, Dialog
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criteria_list import CriteriaList
from checklist.tui.walk.criterion_form import CriterionForm
from checklist.tui.widgets import KeyBar, TopBar
from tests.conftest import ready
from tests.crawl import opened
from tests.terminal import focused, in_front, on_screen, press, resize, told

HOSTILE = ("[/]", "[@click=app.bell]x", "[internkontroll]", "\x1b[2J\x1b]0;tittel\x07")


@pytest.fixture
def example(home: Path) -> str:
    """The id of a copy of the Nes audit in the test's home."""
    environment = Environment.of_process({"SAMSJEKK_HOME": str(home), "SAMSJEKK_NAME": "Anna"})
    with open_journal(environment) as journal:
        return ready(journal, "nes-2018")


@asynccontextmanager
async def walking(assessment: str, criterion: str = "ke-mandat") -> AsyncIterator[Pilot[None]]:
    """Walk open on a criterion, with notifications as in the real program."""
    async with opened(assessment) as pilot:
        walk_of(pilot).open_criterion(criterion)
        await pilot.pause()
        yield pilot


def walk_of(pilot: Pilot[None]) -> WalkScreen:
    """Walk, also where a dialog is in front of it."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, WalkScreen))


def form(pilot: Pilot[None]) -> str:
    """The text of the form."""
    return walk_of(pilot).query_one(CriterionForm).words


def top(pilot: Pilot[None]) -> str:
    """The text of the top line."""
    return walk_of(pilot).query_one(TopBar).words


def list_words(pilot: Pilot[None]) -> str:
    """The text of the list of criteria."""
    return walk_of(pilot).query_one(CriteriaList).words


def stored(assessment: str) -> Session:
    """What another program finds in the journal."""
    environment = Environment.of_process()
    journal = open_journal(environment)
    return Session(journal, assessment, author_of(environment), open_evidence_files(environment))


async def test_a_key_answers_and_everything_on_screen_follows(example: str) -> None:
    async with walking(example, criterion="ke-kjent") as pilot:
        assert "○–○–– Enheten er lett å finne" in list_words(pilot)
        assert "80 av 395 besvart" in top(pilot)
        await press(pilot, "down", "n")
        answered = stored(example).assessment.answers["ke-kjent-ansatte"]
        assert answered.value.value is AnswerValue.NO
        assert answered.author.name == "Anna"
        assert "○–✗–– Enheten er lett å finne" in list_words(pilot)
        assert "4 igjen" in list_words(pilot)
        assert "81 av 395 besvart" in top(pilot)
        assert "Lagret" in top(pilot)
        assert "Vurdering: ✗ ikke oppfylt" in form(pilot)
        assert "! Hva mangler?" in form(pilot)
        await press(pilot, "backspace")
        assert stored(example).assessment.answer("ke-kjent-ansatte") is None
        assert "○–○–– Enheten er lett å finne" in list_words(pilot)


async def test_answer_is_given_to_the_marked_checkpoint_only(example: str) -> None:
    async with walking(example, criterion="ke-kjent") as pilot:
        points = [point.checkpoint.id for point in walk_of(pilot).criterion.checkpoints]
        await press(pilot, "down", "d")
        answers = stored(example).assessment
        assert [answers.answer(name) is not None for name in points[:2]] == [False, True]


async def test_space_goes_through_all_that_is_unanswered_and_says_when_nothing_is(
    empty: Session,
) -> None:
    made = empty.assessment.id
    asked = [p for c in empty.appraisal.criteria.values() for p in c.asked]
    for point in asked[:3] + asked[5:-1]:
        empty.answer(point.checkpoint.id, AnswerValue.YES)
    async with walking(made, criterion="ke-rutiner") as pilot:
        for _ in range(3):
            await press(pilot, "space", "j")
        await pilot.pause()
        progress = stored(made).appraisal.progress
        assert progress.answered == progress.of
        await press(pilot, "space", "space", "space")
        assert on_screen(pilot).count("Alt er besvart") == 1


async def test_walk_begins_where_something_is_unanswered(example: str) -> None:
    async with opened(example) as pilot:
        walk = walk_of(pilot)
        assert walk.criterion.criterion.id == "ke-meldinger"
        assert walk.checkpoint is not None
        assert walk.checkpoint.value is None


@pytest.mark.parametrize("text", HOSTILE)
async def test_comment_is_shown_as_it_was_written(example: str, text: str) -> None:
    async with walking(example, criterion="ke-kjent") as pilot:
        first = walk_of(pilot).criterion.checkpoints[0].checkpoint
        await press(pilot, "d", "k")
        in_front(pilot).query_one(TextArea).load_text(text)
        await pilot.pause()
        assert "\x1b" not in on_screen(pilot)
        await press(pilot, "ctrl+s")
        assert in_front(pilot) is walk_of(pilot)
        answer = stored(example).assessment.answer(first.id)
        assert answer is not None
        assert answer.comment == text
        shown = text.replace("\x1b", "�").replace("\x07", "�")
        assert f"k Kommentar      {shown}" in form(pilot)
        assert shown in on_screen(pilot)
        await press(pilot, "z")
        assert "Angret" in told(pilot)
        assert shown not in form(pilot)


async def test_typed_text_is_not_lost_by_escape_or_quitting(example: str) -> None:
    async with walking(example) as pilot:
        await press(pilot, "k", "h", "e", "i")
        for key in ("escape", "ctrl+q"):
            await press(pilot, key)
            assert isinstance(in_front(pilot), ConfirmScreen)
            await press(pilot, "escape")
            assert "hei" in in_front(pilot).query_one(TextArea).text
        await press(pilot, "escape", "tab", "enter")
        assert in_front(pilot) is walk_of(pilot)
        assert "hei" not in form(pilot)


async def test_personal_number_is_stopped_and_can_be_mended(example: str) -> None:
    async with walking(example) as pilot:
        await press(pilot, "k")
        box = in_front(pilot).query_one(TextArea)
        box.load_text("Gjelder 13097248022")
        await press(pilot, "ctrl+s")
        problem = in_front(pilot).query_one(".problem", Static)
        assert problem.display
        assert "fødselsnummer" in str(problem.content)
        assert box.text == "Gjelder 13097248022"
        box.load_text("Gjelder én person")
        await press(pilot, "ctrl+s")
        assert "Gjelder én person" in form(pilot)


async def test_what_another_program_writes_appears_and_does_not_disturb_typing(
    example: str,
) -> None:
    async with walking(example, criterion="ke-kjent") as pilot:
        walk = walk_of(pilot)
        names = [point.checkpoint.id for point in walk.criterion.checkpoints]
        await press(pilot, "k", "m", "i", "t", "t")
        other = stored(example)
        other.answer(names[0], AnswerValue.UNKNOWN)
        other.answer(names[-1], AnswerValue.NO)
        walk.look_for_others()
        await pilot.pause()
        assert in_front(pilot).query_one(TextArea).text == "mitt"
        assert "82 av 395 besvart" in top(pilot)
        assert "m Spør           " in form(pilot)
        await press(pilot, "ctrl+s")
        both = stored(example).assessment.answer(names[0])
        assert both is not None
        assert (both.value, both.comment) == (AnswerValue.UNKNOWN, "mitt")


async def test_criterion_not_in_force_says_why_and_takes_no_answer(example: str) -> None:
    async with walking(example, criterion="ip-ansvar") as pilot:
        before = len(stored(example).history())
        assert "plikten gjelder fra 1. august 2022" in form(pilot)
        assert "( )" not in form(pilot)
        await press(pilot, "j", "k")
        assert in_front(pilot) is walk_of(pilot)
        assert "kan ikke besvares" in told(pilot)
        assert len(stored(example).history()) == before


async def test_full_disk_is_said_and_the_program_goes_on(
    example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError(phrase("Disken er full [/]."))

    async with walking(example, criterion="ke-kjent") as pilot:
        with monkeypatch.context() as patched:
            patched.setattr(Journal, "append", full)
            await press(pilot, "j")
            assert "Disken er full [/]." in told(pilot)
            assert "80 av 395 besvart" in top(pilot)
            await press(pilot, "k", "o", "k", "ctrl+s")
            assert isinstance(in_front(pilot), Dialog)
            assert in_front(pilot).query_one(TextArea).text == "ok"
        await press(pilot, "ctrl+s", "j")
        assert "81 av 395 besvart" in top(pilot)


async def test_another_verdict_is_shown_beside_the_derived_one(example: str) -> None:
    async with walking(example) as pilot:
        await press(pilot, "a")
        dialog = in_front(pilot)
        dialog.query_one(Select).value = VerdictCode.MET.value
        await press(pilot, "ctrl+s")
        assert in_front(pilot) is dialog, "without a reason it is refused"
        dialog.query_one(TextArea).load_text("Vi har sett det selv.")
        await press(pilot, "ctrl+s")
        assert "✓ oppfylt, satt av Anna: Vi har sett det selv." in form(pilot)
        assert "Svarene gir: ◐ delvis oppfylt" in form(pilot)
        await press(pilot, "a")
        await pilot.click("#follow")
        await pilot.pause()
        assert "Vurdering: ◐ delvis oppfylt" in form(pilot)


async def test_action_is_planned_and_changed(example: str) -> None:
    async with walking(example) as pilot:
        await press(pilot, "t")
        dialog = in_front(pilot)
        dialog.query_one(TextArea).load_text("Lage mandat")
        dialog.query_one("#deadline", Input).value = "31.02.2027"
        await press(pilot, "ctrl+s")
        assert "finnes ikke i kalenderen" in str(dialog.query_one(".problem", Static).content)
        dialog.query_one("#deadline", Input).value = "1.6.2027"
        await press(pilot, "ctrl+s")
        assert "Tiltak: ○ Lage mandat (planlagt, frist 1. juni 2027)" in form(pilot)
        await press(pilot, "t", "enter")
        in_front(pilot).query_one("#role", Input).value = "kommunalsjef"
        await press(pilot, "ctrl+s")
        assert "(planlagt, kommunalsjef, frist 1. juni 2027)" in form(pilot)


async def test_the_leader_is_proposed_for_an_action_and_not_those_it_is_done_for(
    example: str,
) -> None:
    async with walking(example, criterion="ved-innhold") as pilot:
        await press(pilot, "t")
        role = in_front(pilot).query_one("#role", Input)
        role.focus()
        await press(pilot, "right")
        assert role.value == "leder for tildelingsenheten"


async def test_changing_an_action_keeps_the_recommendation_it_belongs_to(example: str) -> None:
    before = stored(example)
    before.set_recommendation(Recommendation(id="mandat", text="Skriv mandatet"))
    before.set_action(
        Action(id="t1", criterion="ke-mandat", what="Lage mandat", recommendation="mandat")
    )
    async with walking(example) as pilot:
        await press(pilot, "t", "enter")
        in_front(pilot).query_one("#role", Input).value = "kommunalsjef"
        await press(pilot, "ctrl+s")
    changed = stored(example).assessment.actions["t1"]
    assert (changed.role, changed.recommendation) == ("kommunalsjef", "mandat")


async def test_number_is_asked_for_where_the_checkpoint_counts_something(example: str) -> None:
    async with walking(example, criterion="ke-meldinger") as pilot:
        await press(pilot, "down", "down", "m")
        dialog = in_front(pilot)
        dialog.query_one("#count", Input).value = "40"
        dialog.query_one("#of", Input).value = "30"
        await press(pilot, "ctrl+s")
        assert "40 av 30 kan ikke være riktig" in str(dialog.query_one(".problem", Static).content)
        dialog.query_one("#of", Input).value = "50"
        await press(pilot, "ctrl+s")
        assert "40 av 50: meldinger som er vurdert" in form(pilot)


async def test_mouse_answers_and_chooses_criteria(example: str) -> None:
    async with walking(example, criterion="ke-kjent") as pilot:
        walk = walk_of(pilot)
        second = walk.criterion.checkpoints[1].checkpoint.id
        await click_on(pilot, str(walk.criterion.checkpoints[1].checkpoint.question)[:20], 1)
        await click_on(pilot, "( ) Delvis", 1)
        answer = stored(example).assessment.answer(second)
        assert answer is not None
        assert answer.value is AnswerValue.PARTLY
        await press(pilot, "tab")
        await click_on(pilot, "Individuell plan", 1)
        assert walk.criterion.criterion.id == "ip-tilbud"
        await click_on(pilot, "Én plan i bruk", 1)
        assert walk.criterion.criterion.id == "ip-oppdatert"
        await press(pilot, "enter")
        await click_on(pilot, "l Loven", 1)
        assert "Hvorfor: " in form(pilot)
        await press(pilot, "escape")
        assert "Hvorfor: " not in form(pilot), "what is unfolded is closed before Walk is left"
        await click_on(pilot, "v ( ) Vet ikke", 1)
        assert "Lagret" in top(pilot)


async def click_on(pilot: Pilot[None], words: str, occurrence: int) -> None:
    """Click on words that are on the screen."""
    lines = on_screen(pilot).splitlines()
    places = [(line.index(words), y) for y, line in enumerate(lines) if words in line]
    x, y = places[occurrence - 1]
    await pilot.click(offset=(x + 1, y))
    await pilot.pause()


async def test_search_finds_a_criterion_by_its_words(example: str) -> None:
    async with walking(example) as pilot:
        await press(pilot, "slash")
        await press(pilot, *"minste", "enter")
        assert walk_of(pilot).criterion.criterion.id == "sph-minstepunkter"


async def test_keys_in_the_bottom_line_fit_and_end_with_how_to_find_more(example: str) -> None:
    async with walking(example) as pilot:
        bar = walk_of(pilot).query_one(KeyBar)
        shown = on_screen(pilot).splitlines()[-1]
        assert len(shown) == 80
        assert [key.does for key in bar.fitting(78)] == [
            "Neste", "Oversikt", "Rapport", "Angre", "Vis", "Mer", "Hjem",
        ]  # fmt: skip
        assert shown.rstrip().endswith("? Mer  esc Hjem")


async def test_keyboard_alone_goes_from_the_list_to_the_form_and_on(example: str) -> None:
    async with walking(example) as pilot:
        walk = walk_of(pilot)
        await press(pilot, "tab")
        assert focused(pilot) is walk.query_one(CriteriaList)
        await press(pilot, "down", "enter")
        assert walk.criterion.criterion.id == "ke-meldinger"
        assert focused(pilot) is walk.query_one(CriterionForm)
        assert walk.checkpoint is not None
        assert str(walk.checkpoint.checkpoint.question)[:20] in on_screen(pilot)
        await press(pilot, "v", "tab", "z")
        assert "(●) Vet ikke" not in on_screen(pilot), "undone while the list was in front"
        await press(pilot, "pagedown")
        assert walk.criterion.criterion.id == "ke-oversikt"


async def test_very_long_text_wraps_and_resizing_keeps_everything(example: str) -> None:
    async with walking(example, criterion="ke-kjent") as pilot:
        text = "Langtord" * 60 + " 漢字と仮名 " * 20
        await press(pilot, "k")
        in_front(pilot).query_one(TextArea).load_text(text)
        await press(pilot, "ctrl+s")
        for size in ((120, 40), (60, 18), (200, 50), (80, 24)):
            await resize(pilot, size)
            assert "Enheten er lett å" in on_screen(pilot)
        assert text.strip() in form(pilot)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
async def test_a_journal_that_goes_is_told_and_nothing_more_is_said_to_be_saved(
    example: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with walking(example, criterion="ke-kjent") as pilot:
        await press(pilot, "d")
        await pilot.pause()
        assert "Lagret" in top(pilot)
        before = form(pilot)
        (home / "samsjekk.sqlite3").rename(tmp_path / "flyttet.sqlite3")
        walk_of(pilot).look_for_others()
        await pilot.pause()
        assert "tar ikke imot flere svar" in told(pilot)
        assert "Lagres ikke lenger" in top(pilot)
        await press(pilot, "n")
        await pilot.pause()
        assert form(pilot) == before
        await press(pilot, "k", "h", "e", "i", "ctrl+s")
        await pilot.pause()
        assert isinstance(in_front(pilot), Dialog), "what was typed stays"
    (kept,) = tmp_path.glob("samsjekk-reddet-*.sqlite3")
    with Journal(kept) as journal:
        last = journal.events(example)[-1].what
    assert isinstance(last, Answered)
    assert last.answer is not None
    assert last.answer.value is AnswerValue.PARTLY


async def test_a_lock_that_stays_is_told_and_the_screen_breathes(example: str, home: Path) -> None:
    async with walking(example, criterion="ke-kjent") as pilot:
        other = sqlite3.connect(home / "samsjekk.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()
        await press(pilot, "d")
        await pilot.pause()
        assert monotonic() - began < 2
        assert "Vent litt og prøv igjen" in told(pilot)
        other.execute("ROLLBACK")
        other.close()
        await press(pilot, "d")
        await pilot.pause()
        assert "Lagret" in top(pilot)


async def test_nynorsk_says_whole_words_about_what_is_not_answered_and_not_shown(
    example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSJEKK_LANG", "nn")
    async with walking(example) as pilot:
        walk_of(pilot).select(Selection(depth=Depth.QUICK))
        await press(pilot, "space")
        assert "○ ikkje svart på " in on_screen(pilot)
        assert "f Vel kva som blir vist" in on_screen(pilot)


@pytest.mark.parametrize("outside", ["ke-kjent-ansatte", "ke-etablert-ressurs"])
async def test_what_was_not_chosen_is_shown_once_and_the_choice_is_remembered(
    example: str, outside: str
) -> None:
    quick = Selection(depth=Depth.QUICK)
    async with walking(example) as pilot:
        walk = walk_of(pilot)
        walk.select(quick)
        walk.open_checkpoint(outside)
        await pilot.pause()
        assert walk.checkpoint is not None
        assert walk.checkpoint.checkpoint.id == outside
        assert walk.selection == EVERYTHING
        assert "Nå vises alt. Trykk f for å velge på nytt." in told(pilot)
    async with walking(example) as pilot:
        assert walk_of(pilot).selection == quick, "as it was chosen"
