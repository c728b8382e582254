"""A letter means one thing: on all screens, line by line, in every language, in the documents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.binding import BindingsMap
from textual.pilot import Pilot
from textual.widgets import OptionList, TextArea

from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES, Translator
from checklist.plain.walk import _Walk
from checklist.session import Session
from checklist.tui import keys
from checklist.tui.explaining import ExplanationScreen
from checklist.tui.overview import OverviewScreen
from checklist.tui.palette import PaletteDialog
from checklist.tui.walk import WalkScreen
from checklist.words import NO_KEY, TYPED, VERBS, key_of, typed_of
from tests.conftest import Run
from tests.crawl import opened
from tests.letters import meanings
from tests.terminal import in_front, on_screen, press, told
from tools.key_table import PAGE, section

POINT = "ke-kjent-ansatte"


@asynccontextmanager
async def at(checkpoint: str, session: Session, language: str = "nb") -> AsyncIterator[Pilot[None]]:
    """The walk at a checkpoint."""
    async with opened(session.assessment.id, language=language) as pilot:
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        walk.open_checkpoint(checkpoint)
        await pilot.pause()
        yield pilot


def answer(session: Session) -> AnswerValue | None:
    session.refresh()
    given = session.assessment.answer(POINT)
    return None if given is None else given.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_means_one_thing(nes: Session, language: str) -> None:
    found = meanings(nes, Translator(language))
    assert len(found) > 30
    assert {letter: verbs for letter, verbs in found.items() if len(verbs) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_of_the_table_stands_for_two_verbs(language: str) -> None:
    _ = Translator(language)
    moving = {"Enter", "↑", "↓", "←", "→", "↑↓", "←→", "1–6", "1–9", "tab", "esc"}
    for names in ([key_of(verb, _) for verb in VERBS], [typed_of(verb, _) for verb in TYPED]):
        letters = [name for name in names if name and name not in moving]
        assert sorted(letters) == sorted(set(letters))


def test_every_key_of_a_screen_is_bound_from_the_table() -> None:
    moving = ("open", "open_answers", "list", "beside", "turn", "up", "into", "document")
    for place in keys.SCREENS.values():
        bound = {binding.id for _key, binding in BindingsMap(keys.bindings(*place.uses))}
        uses = {use.verb for use in place.uses if use.action and VERBS[use.verb].key != NO_KEY}
        assert uses - bound <= set(moving)


async def test_english_keys_fit_english_words(nes: Session) -> None:
    async with at(POINT, nes, "en") as pilot:
        assert "y ( ) Yes  p ( ) Partly  n ( ) No  u ( ) Unknown  x ( ) Not relevant" in on_screen(
            pilot
        )
        await press(pilot, "p")
        assert answer(nes) is AnswerValue.PARTLY
        await press(pilot, "j")
        assert answer(nes) is AnswerValue.PARTLY
        await press(pilot, "z", "b", "z")
        assert answer(nes) is None
        await press(pilot, "c")
        assert isinstance(pilot.app.focused, TextArea)


async def test_caps_lock_takes_no_key_away_and_types_capitals(nes: Session) -> None:
    async with at(POINT, nes) as pilot:
        await press(pilot, "D")
        assert answer(nes) is AnswerValue.PARTLY
        await press(pilot, "K", "K", "j")
        field = pilot.app.focused
        assert isinstance(field, TextArea)
        assert field.text == "Kj"


async def test_ctrl_z_undoes_and_ctrl_y_brings_back(nes: Session) -> None:
    async with at(POINT, nes) as pilot:
        await press(pilot, "n", "ctrl+z")
        assert answer(nes) is None
        await press(pilot, "ctrl+y")
        assert answer(nes) is AnswerValue.NO


async def test_the_question_mark_lists_what_can_be_done_here_and_does_it(nes: Session) -> None:
    async with at(POINT, nes) as pilot:
        await press(pilot, "?")
        assert isinstance(in_front(pilot), PaletteDialog)
        seen = on_screen(pilot)
        assert "Ett krav om gangen." in seen
        assert "mellomrom  Neste ubesvarte kontrollpunkt" in seen
        listed = in_front(pilot).query_one(OptionList)
        words = [str(option.prompt) for option in listed.options]
        for use in (*keys.WALK, *keys.EVERYWHERE):
            shown = key_of(use.verb, Translator())
            assert any(line.startswith(shown) for line in words), shown
        await press(pilot, *"delvis", "enter")
        assert answer(nes) is AnswerValue.PARTLY


@pytest.mark.usefixtures("home")
async def test_the_first_screen_offers_no_way_back() -> None:
    async with opened(None, (80, 24)) as pilot:
        await press(pilot, "?")
        listed = in_front(pilot).query_one(OptionList)
        offered = [str(option.prompt).split()[0] for option in listed.options]
        assert ("q" in offered, "esc" in offered) == (True, False)


async def test_what_signs_mean_is_found_in_the_list_and_closes(nes: Session) -> None:
    async with at(POINT, nes) as pilot:
        await press(pilot, "o", "?", *"tegnene", "enter")
        assert isinstance(in_front(pilot), ExplanationScreen)
        text = str(in_front(pilot).query_one("#help").render())
        for words in ("◐ Delvis", "▲ mulig lovbrudd", "⚐ svak", "Ingenting sendes ut"):
            assert words in text
        assert max(map(len, text.splitlines())) <= 72
        await press(pilot, "end", "enter")
        assert isinstance(in_front(pilot), OverviewScreen)


async def test_the_settings_are_one_key_away_on_every_screen(nes: Session) -> None:
    async with at(POINT, nes) as pilot:
        for way in ((), ("o",), ("h",), ("r",), ("e",)):
            await press(pilot, *way, "s")
            assert "Innstillinger" in on_screen(pilot), way
            await press(pilot, "escape")
            if way:
                await press(pilot, "escape")


async def test_settings_saved_from_a_screen_in_front_lead_to_the_walk_in_the_language(
    nes: Session,
) -> None:
    async with at(POINT, nes) as pilot:
        await press(pilot, "o", "s")
        in_front(pilot).query_one("#language").value = "en"  # type: ignore[attr-defined]  # a list to choose from
        await press(pilot, "ctrl+s")
        assert isinstance(in_front(pilot), WalkScreen)
        assert [type(screen) for screen in pilot.app.screen_stack].count(WalkScreen) == 1
        await press(pilot, "y")
        assert "Yes" in told(pilot) or "Saved" in on_screen(pilot)


def test_line_by_line_in_english_takes_the_keys_of_the_screen(run: Run) -> None:
    run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")
    lines = "p In the north.\nI don't know\n<\nc\nx\nq\n"
    out = run("--lang", "en", "walk", "a", "--plain", answers=lines)[1]
    assert "Saved: Partly." in out
    assert "In the north." in out
    assert "Saved: Not relevant." in out


def test_line_by_line_does_all_that_the_table_says_and_nothing_else(nes: Session) -> None:
    walk = _Walk(nes, Translator(), nes.home)
    behind_another = {"new", "take_over", "open_answers", "where", "record_again", "fetch", "erase"}
    assert {*walk.verbs.values(), *AnswerValue, "leave", *behind_another} == set(TYPED)


def test_a_minus_with_words_behind_takes_no_answer_away(run: Run) -> None:
    run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")
    out = run("walk", "a", "--plain", answers="j\n<\n- se rutinen\nq\n")[1]
    assert "Skriv - alene for å ta bort svaret. Det står som før." in " ".join(out.split())


def test_the_table_in_the_documentation_is_the_program_s() -> None:
    assert section() in PAGE.read_text(encoding="utf-8")
