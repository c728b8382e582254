"""What a new user stumbled on in the walk: choosing with arrows, reasons, copying, who one is."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from checklist.assessment import Answer
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.machine import Environment, load_settings
from checklist.session import Session
from checklist.tui.boxes import ChooseDialog, Tick
from checklist.tui.home import WhoDialog
from checklist.tui.walk.dialogs import CommentDialog
from checklist.tui.widgets import TopBar
from tests.terminal import in_front, on_screen, press, resize, told
from tests.test_tui_walk import stored, walking

POINT = "ke-mandat-kjent"


def answer() -> Answer:
    return stored("nes-2018").assessment.answer(POINT) or Answer()


def row_of(pilot: Pilot[None], words: str) -> int:
    return next(n for n, line in enumerate(on_screen(pilot).split("\n")) if words in line)


async def mark(pilot: Pilot[None], begin: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag the mouse over the text between two places."""
    await pilot.mouse_down(offset=begin)
    await pilot.hover(offset=end)
    await pilot.mouse_up(offset=end)


@pytest.fixture(autouse=True)
def _example(nes: Session) -> None:
    nes.set_answer(POINT, Answer())


async def test_arrows_choose_an_answer_and_enter_gives_it() -> None:
    async with walking("nes-2018") as pilot:
        await press(pilot, "enter", "right", "left", "right", "right", "right")
        assert answer().value is None
        await press(pilot, "enter")
        assert answer().value is AnswerValue.UNKNOWN
        # The next time they begin at the answer there is, and stop at the ends.
        await press(pilot, "right", "right", "right", "right", "enter")
        assert answer().value is AnswerValue.NOT_APPLICABLE


async def test_a_choice_that_is_not_taken_is_forgotten_at_the_next_question() -> None:
    async with walking("nes-2018") as pilot:
        before = stored("nes-2018").assessment.answers
        await press(pilot, "right", "right", "down", "enter")
        assert stored("nes-2018").assessment.answers == before


async def test_not_applicable_asks_why_and_keeps_the_reason_as_the_comment() -> None:
    async with walking("nes-2018") as pilot:
        await press(pilot, "g")
        assert isinstance(in_front(pilot), CommentDialog)
        assert "Hvorfor gjelder det ikke her?" in on_screen(pilot)
        await press(pilot, "escape")
        assert "! Hvorfor gjelder det ikke her?" in on_screen(pilot)
        await press(pilot, "g", *"Nei", "ctrl+s")
        assert (answer().value, answer().comment) == (AnswerValue.NOT_APPLICABLE, "Nei")
        await press(pilot, "g")
        assert not isinstance(in_front(pilot), CommentDialog)


async def test_one_goes_on_writing_where_the_text_ends(nes: Session) -> None:
    nes.set_fields(POINT, comment="Fra 2014", place="kap. 5")
    async with walking("nes-2018") as pilot:
        await press(pilot, "k", *"!", "tab", *"!", "ctrl+s")
        assert (answer().comment, answer().place) == ("Fra 2014!", "kap. 5!")


async def test_ctrl_c_copies_the_criterion_or_what_is_marked() -> None:
    async with walking("nes-2018") as pilot:
        await press(pilot, "ctrl+c")
        copied = pilot.app.clipboard
        assert "Hele kravet er kopiert" in told(pilot)
        assert "skift" in told(pilot)
        assert "https://lovdata.no/dokument/" in copied
        assert "Kjent: Kan de som bemanner enheten" in " ".join(copied.split("\n"))
        await mark(pilot, (3, row_of(pilot, "Ja betyr")), (30, row_of(pilot, "Ja betyr") + 1))
        await press(pilot, "ctrl+c")
        assert "Det du merket, er kopiert" in told(pilot)
        assert pilot.app.clipboard.startswith("Ja betyr: ")
        assert "\n" not in pilot.app.clipboard
        # A line that is moved in is marked where its letters stand.
        await mark(pilot, (9, row_of(pilot, "SKAL") + 1), (16, row_of(pilot, "SKAL") + 1))
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard == "som har "


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_who_answers_is_asked_for_once(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSJEKK_NAME")
    monkeypatch.setattr("checklist.machine.environment.user_name", lambda: "pc-7")
    async with walking("nes-2018") as pilot:
        await press(pilot, "j")
        box = in_front(pilot)
        assert isinstance(box, WhoDialog)
        assert box.query_one("#name", Input).value == "pc-7"
        if key == "ctrl+s":
            # What is typed takes the place of the name of the account.
            await press(pilot, *"Kari")
            box.query_one("#role", Input).value = "nav-leder"
        await press(pilot, key)
        given = stored("nes-2018").assessment.answers[POINT]
        assert given.value.value is AnswerValue.YES
        expected = ("Kari", "nav-leder") if key == "ctrl+s" else ("pc-7", "")
        assert (given.author.name, given.author.role) == expected
        await press(pilot, "n")
        assert answer().value is AnswerValue.NO
    environment = Environment.of_process()
    assert load_settings(environment.home).name == expected[0]
    assert not environment.name_is_guessed


async def test_who_answers_is_asked_for_before_a_comment_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SAMSJEKK_NAME")
    monkeypatch.setattr("checklist.machine.environment.user_name", lambda: "pc-7")
    async with walking("nes-2018") as pilot:
        await press(pilot, "k")
        in_front(pilot).query_one("#name", Input).value = "Kari"
        await press(pilot, "ctrl+s", *"Hei", "ctrl+s")
        given = stored("nes-2018").assessment.answers[POINT]
        assert (given.value.comment, given.author.name) == ("Hei", "Kari")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Oversikt · Aurskog-Høland · 27.02.2018", " Oversikt · Aurskog-Hø… · 27.02.2018 "),
        ("Nes › Helseforetaket og samarbeid › 3 av 16", " Nes › Helseforetaket og … › 3 av 16 "),
        ("Hver for seg, så sammen · Aurskog-Høland", " Hver for seg, så sammen · Aurskog-… "),
    ],
)
async def test_a_title_that_is_too_long_keeps_its_date_and_number(title: str, shown: str) -> None:
    class OneLine(App[None]):
        def compose(self) -> ComposeResult:
            yield TopBar(title, ("80 av 395",))

    async with OneLine().run_test(size=(58, 3)) as pilot:
        assert shown in on_screen(pilot)


async def test_a_field_that_cannot_be_left_empty_says_so() -> None:
    async with walking("nes-2018") as pilot:
        await press(pilot, "t")
        assert "Hva skal gjøres? (må fylles ut)" in on_screen(pilot)
        assert in_front(pilot).query_one(TextArea).text == ""


async def test_a_long_choice_to_tick_goes_on_below_itself() -> None:
    class Ticks(App[None]):
        def compose(self) -> ComposeResult:
            yield Tick("Tildelingsenhetens prosedyrer for samarbeid", True, compact=True)
            yield Tick("Annet", compact=True)

    async with Ticks().run_test(size=(30, 5)) as pilot:
        lines = [line.rstrip() for line in on_screen(pilot).split("\n")]
        assert lines == [
            "[✓] Tildelingsenhetens",
            "    prosedyrer for samarbeid",
            "[ ] Annet",
            "",
            "",
        ]


@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+u",),
        ("e", "+", "1"),
        ("e", "+", "1", "ctrl+o"),
        ("h", "end", "enter", "end", "enter"),
    ],
)
async def test_what_is_said_is_seen_on_the_screen_in_front(keys: tuple[str, ...]) -> None:
    async with walking("nes-2018") as pilot:
        await press(pilot, *keys)
        pilot.app.notify("Dette ble sagt.")
        await pilot.pause()
        assert "Dette ble sagt." in on_screen(pilot)


async def test_a_question_that_the_edge_of_its_box_has_no_room_for_is_read_whole() -> None:
    question = "Hvilket eksempel? Kopien er din, og er her neste gang også, som den er da."
    async with walking("nes-2018") as pilot:
        await resize(pilot, (60, 20))
        pilot.app.push_screen(ChooseDialog(question, [("Nes", "nes")], Translator()))
        await pilot.pause()
        shown = " ".join(on_screen(pilot).replace("│", " ").split())
        assert question in shown
