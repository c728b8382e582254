"""Home and New: finding an assessment again, and beginning one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from checklist.appraisal import EVERYTHING, Selection
from checklist.assessment import Author, Municipality
from checklist.criteria import AnswerValue, Depth
from checklist.i18n import LANGUAGES, Translator
from checklist.machine import Environment, change_settings, load_settings
from checklist.resources import data_file
from checklist.session import Session
from checklist.session.assessments import begin, copy_example, examples
from checklist.store import Journal, open_evidence_files, open_journal
from checklist.store.errors import StoreError, UnknownAssessment, unread
from checklist.tui.app import SamsjekkApp
from checklist.tui.home import HomeScreen
from checklist.tui.home.new import NewScreen
from checklist.tui.home.rows import Found, Known, beside, columns_for, other
from checklist.tui.lists import LeadingRows
from checklist.tui.walk import WalkScreen
from checklist.words import FindingsOfOne, Piece, glance
from tests.conftest import NES, ready, shipped_set
from tests.crawl import opened
from tests.terminal import in_front, on_screen, press, press_at_once, resize, told, wait


@asynccontextmanager
async def at_home(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """Home, with notifications as in the real program."""
    async with opened(None, size) as pilot:
        await pilot.pause()
        yield pilot


def problem(pilot: Pilot[None]) -> str:
    """What the form says is wrong, or nothing."""
    shown = in_front(pilot).query_one(".problem", Static)
    return str(shown.content) if shown.display else ""


def listed(pilot: Pilot[None]) -> list[str]:
    """The assessments in the list, in order."""
    return [name for name in in_front(pilot).query_one(LeadingRows).leads_to if name is not None]


def marked(pilot: Pilot[None]) -> str | None:
    """The assessment that is marked."""
    return in_front(pilot).query_one(LeadingRows).marked


async def fill(pilot: Pilot[None], **fields: str) -> None:
    """Put text in fields of the form, as if pasted."""
    for name, text in fields.items():
        in_front(pilot).query_one(f"#{name}", Input).value = text
    await pilot.pause()


async def test_empty_home_says_what_to_do_and_the_example_opens(home: Path) -> None:
    async with at_home() as pilot:
        shown = on_screen(pilot)
        assert "Her vil egenvurderingene dine stå" in shown
        assert "+  Begynn en egenvurdering" in shown
        assert shown.splitlines()[0].split()[-1] == "Anna"
        assert "Oversikt" not in shown.splitlines()[-1], "there is nothing to look at yet"
        await press(pilot, "x", *["down"] * examples().index("nes-2018"), "enter")
        assert isinstance(in_front(pilot), WalkScreen)
        await press(pilot, "escape")
        assert "Nes · 27.02.2018" in on_screen(pilot)
        assert "80 av 395 besvart" in on_screen(pilot)
        assert "▲ 1 mulig lovbrudd  △ 18 svakheter" in on_screen(pilot)
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), WalkScreen)
    assert home.exists()


async def test_enter_goes_on_at_the_question_that_home_names(journal: Journal) -> None:
    ready(journal, "nes-2018")
    async with at_home() as pilot:
        shown = on_screen(pilot)
        assert "Neste: Enheten får meldingene › På plass" in shown
        assert "80 av 395 besvart  om lag 5 timer igjen, 1 minutt på hvert svar" in shown
        assert "! 1 tiltak over fristen" in shown
        await press(pilot, "enter")
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        assert walk.criterion.criterion.id == "ke-meldinger"
        assert "Har kommunen bestemt hvor ansatte melder fra" in on_screen(pilot)


async def test_overview_and_report_are_one_key_away_and_lead_back(journal: Journal) -> None:
    ready(journal, "nes-2018")
    async with at_home() as pilot:
        await press(pilot, "o")
        assert "Hvor stopper det" in on_screen(pilot)
        await press(pilot, "escape")
        assert isinstance(in_front(pilot), HomeScreen)
        await press(pilot, "r", "escape")
        assert isinstance(in_front(pilot), HomeScreen)
        await press(pilot, "o", "enter")
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        assert walk.criterion.criterion.id == "sam-tilrettelegging"


async def test_title_and_set_tell_assessments_of_one_municipality_apart(
    journal: Journal,
) -> None:
    nes, anna, day = NES, Author(name="Anna"), date(2026, 1, 1)
    for name in ("psykisk-helse-rus-voksne", "psykisk-helse-rus-barn-unge"):
        begin(journal, anna, nes, shipped_set(name), day)
    begin(journal, anna, nes, shipped_set("psykisk-helse-rus-voksne"), day, title="Nord")
    async with at_home() as pilot:
        shown = on_screen(pilot)
        assert "Nes · 01.01.2026  … voksne med" in shown
        assert "Nes · 01.01.2026  … barn og unge" in shown
        await press(pilot, "down")
        assert "til barn og unge med psykiske vansker eller" in on_screen(pilot)
        assert "Neste: Enheten finnes" in on_screen(pilot)


async def test_where_there_is_room_the_marked_one_stands_beside_the_list(
    journal: Journal,
) -> None:
    ready(journal, "nes-2018")
    begin(
        journal,
        Author(name="Anna"),
        NES,
        shipped_set("psykisk-helse-rus-voksne"),
        date(2026, 1, 1),
    )
    async with at_home((120, 40)) as pilot:
        assert "Ingenting er besvart ennå." in on_screen(pilot)
        await press(pilot, "down")
        shown = on_screen(pilot)
        assert "Hvor stopper det" in shown
        assert "▲ Lagt til rette for" in shown
        await resize(pilot, (80, 24))
        assert "Hvor stopper det" not in on_screen(pilot)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((15, 8, 14), " ▲ 15 △ 8 ◇ 14 "),
        ((14, 14, 14, 14), " ▲ 14 △ 14 …"),
        ((123, 14, 5), " ▲ 123 △ 14 … "),
        ((1, 2, 3, 4), " ▲ 1 △ 2 ◇ 3 …"),
        ((), "80 av 395"),
    ],
)
def test_the_numbers_of_findings_are_whole_in_the_list(
    nes: Session, numbers: tuple[int, ...], said: str
) -> None:
    seen = glance(nes.appraisal, EVERYTHING, "Anna", Environment.now(), Translator())
    signs = zip("▲△◇⚐", numbers, strict=False)
    many = tuple(FindingsOfOne(number, Piece(str(number), sign=sign)) for sign, number in signs)
    (entry,) = nes.journal.entries()
    known = Known(entry, "", Found(seen._replace(findings=many)))
    row = other(known, columns_for(78), 78, Translator())
    assert said in row.drawn.plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_beside_the_list_stand_over_their_columns(nes: Session, language: str) -> None:
    drawn = beside(nes.appraisal, date(2026, 11, 1), 46, Translator(language)).plain.splitlines()
    first = next(n for n, line in enumerate(drawn) if line.startswith("▲"))
    heading, row = drawn[first - 1], drawn[first]
    assert len(heading.rstrip()) <= 46
    where = [match.start() for match in re.finditer(r"(?<= )\w", heading)][-1]
    assert row[where - 1] == " " != row[where]


@pytest.mark.usefixtures("journal")
async def test_choosing_among_those_of_the_same_name_ends_the_complaint() -> None:
    async with at_home() as pilot:
        await press(pilot, "+", *"Våler", "ctrl+s")
        assert "Flere kommuner heter Våler" in on_screen(pilot)
        await press(pilot, "down", "enter")
        assert "Våler (3114, Østfold)" in on_screen(pilot)
        assert "Flere kommuner" not in on_screen(pilot)


async def test_two_of_the_same_day_are_told_apart_where_one_begins_from_them(
    journal: Journal,
) -> None:
    gjerdrum, anna = Municipality(number="3230", name="Gjerdrum"), Author(name="Anna")
    adults = shipped_set("psykisk-helse-rus-voksne")
    for title in ("", "Ny lesning"):
        begin(journal, anna, gjerdrum, adults, date(2026, 1, 1), title=title)
    async with at_home() as pilot:
        await press(pilot, "+", *"Gjerdrum", "enter", "tab", "enter")
        assert "Gjerdrum · 01.01.2026 · gjerdrum-2026-01-01" in on_screen(pilot)
        assert "Gjerdrum · 01.01.2026 · Ny lesning" in on_screen(pilot)


async def test_only_what_is_in_view_is_opened(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(journal, "nes-2018")
    created = journal.entries()[0].created
    for number in range(40):
        journal.create(f"nes-{number}", created, None, Author(name="Anna"))
    looked_at: list[str] = []
    look_at = HomeScreen._look_at

    def look(screen: HomeScreen, name: str) -> Found:
        looked_at.append(name)
        return look_at(screen, name)

    monkeypatch.setattr(HomeScreen, "_look_at", look)
    async with at_home() as pilot:
        await pilot.pause()
        assert looked_at[0] == "nes-39", "the one to go on with"
        assert len(looked_at) < 15
        assert "nes-0" not in looked_at
        await press(pilot, "end")
        await wait(pilot, lambda: {"nes-0", "nes-2018"} <= set(looked_at))
        await pilot.pause()
        assert "80 av 395 besvart" in on_screen(pilot), "all of the marked row is in view"
        assert "nes-20" not in looked_at, "it was never in view"
        assert len(looked_at) == len(set(looked_at))


async def test_a_long_list_one_has_scrolled_in_is_drawn_for_a_wider_window(
    journal: Journal,
) -> None:
    ready(journal, "nes-2018")
    created = journal.entries()[0].created
    for number in range(40):
        journal.create(f"nes-{number}", created, None, Author(name="Anna"))
    async with at_home((80, 24)) as pilot:
        await press(pilot, "end")
        await resize(pilot, (130, 24))
        assert marked(pilot) == "nes-2018"
        assert "80 av 395 besvart" in on_screen(pilot)


async def test_an_assessment_is_taken_away_only_after_the_question(journal: Journal) -> None:
    ready(journal, "nes-2018")
    copy_example(journal, open_evidence_files(Environment.of_process()), "nes-2018", "nes-igjen")
    async with at_home() as pilot:
        await press(pilot, "delete")
        asked = " ".join(on_screen(pilot).split())
        assert "80 av 395" in asked
        await press(pilot, "enter")
        assert {entry.id for entry in journal.entries()} == {"nes-2018", "nes-igjen"}
        await press(pilot, "end", "delete")
        await press(pilot, "right", "enter")
        assert [entry.id for entry in journal.entries()] == ["nes-igjen"]
        assert listed(pilot) == ["nes-igjen"]


async def test_titles_from_people_are_shown_as_they_are(journal: Journal) -> None:
    library = shipped_set("psykisk-helse-rus-voksne")
    hostile = "[/] [@click=app.quit]x[/] [internkontroll] \x1b[2J"
    nes = Municipality(number="3228", name="N[b]es")
    begin(journal, Author(name="Anna"), nes, library, date(2026, 1, 1), title=hostile)
    async with at_home() as pilot:
        assert "N[b]es · 01.01.2026" in on_screen(pilot)
        assert "[/] [@click=app.quit]x[/] [internkontroll] �[2J" in on_screen(pilot)


async def test_new_assessment_by_typing_part_of_the_name(home: Path) -> None:
    async with at_home() as pilot:
        await press(pilot, "+")
        await press(pilot, *"Gjer")
        assert "Gjerdrum (3230, Akershus)" in on_screen(pilot)
        await press(pilot, "enter", "ctrl+s")
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        assert walk.selection == Selection(depth=Depth.QUICK)
        quick = on_screen(pilot)
        walk.select(EVERYTHING)
        await pilot.pause()
        assert on_screen(pilot) != quick
    assert load_settings(home).walks[next(iter(load_settings(home).walks))] == ("full", "")
    with Journal(home / "samsjekk.sqlite3") as journal:
        (made,) = journal.entries()
        assert made.created.municipality == Municipality(number="3230", name="Gjerdrum")
        assert made.created.date == Environment.today()


async def test_what_a_colleague_began_as_quick_is_walked_so_and_that_is_said_once(
    journal: Journal, home: Path
) -> None:
    nes, bo = NES, Author(name="Bo")
    adults = shipped_set("psykisk-helse-rus-voksne")
    begin(journal, bo, nes, adults, date(2026, 11, 1), depth=Depth.QUICK)
    async with at_home() as pilot:
        assert "rask: 0 av 58 besvart" in on_screen(pilot)
        await press(pilot, "enter")
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        assert walk.selection == Selection(depth=Depth.QUICK)
        assert "begynt som rask gjennomgang" in told(pilot)
    assert list(load_settings(home).walks.values()) == [("quick", "")]


async def test_an_unusual_date_is_asked_about_before_the_assessment_is_begun(home: Path) -> None:
    async with at_home() as pilot:
        await press(pilot, "+")
        await press(pilot, *"Gjer", "enter")
        in_front(pilot).query_one("#date", Input).value = "1. januar 2035"
        await press(pilot, "ctrl+s")
        assert "Vurderingen får datoen 01.01.2035. Er det riktig?" in on_screen(pilot)
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), NewScreen)
        await press(pilot, "ctrl+s", "tab", "enter")
        assert isinstance(in_front(pilot), WalkScreen)
    with Journal(home / "samsjekk.sqlite3") as journal:
        assert [entry.created.date for entry in journal.entries()] == [date(2035, 1, 1)]


async def test_a_set_with_nothing_to_ask_in_a_quick_walk_is_begun_in_full(home: Path) -> None:
    own = home / "criteria" / "utlan.yaml"
    own.parent.mkdir(parents=True)
    made = data_file("standalone.yaml").read_text("utf-8")
    own.write_text(made.replace("@ID@", "utlan").replace("@DATE@", "2026-11-29"), "utf-8")
    async with at_home() as pilot:
        await press(pilot, "+")
        form = in_front(pilot)
        form.query_one("#set", Select).value = "utlan"
        await pilot.pause()
        assert form.query_one("#depth", Select).value == Depth.FULL
        assert "rask" not in on_screen(pilot)


@pytest.mark.parametrize(
    ("typed", "day", "expected"),
    [
        ("Nes", "27.02.2018", Municipality(number="0236", name="Nes")),
        ("0236", "2018-02-27", Municipality(number="0236", name="Nes")),
        ("unjárga", "01.02.2026", None),
        ("Kárášjohka", "1.2.2026", Municipality(number="5610", name="Karasjok")),
        ("5610", "2026-02-01", Municipality(number="5610", name="Karasjok")),
    ],
)
async def test_number_and_name_are_those_of_the_date(
    home: Path, typed: str, day: str, expected: Municipality | None
) -> None:
    async with at_home() as pilot:
        await press(pilot, "+")
        await fill(pilot, municipality=typed, date=day)
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(in_front(pilot), WalkScreen), problem(pilot)
    with Journal(home / "samsjekk.sqlite3") as journal:
        made = journal.entries()[0].created
        assert made.municipality == (expected or Municipality(number="5636", name="Nesseby"))
        assert made.date.year == int(day[:4] if "-" in day else day[-4:])


async def test_a_municipality_of_the_past_has_the_number_it_had_then(home: Path) -> None:
    async with at_home() as pilot:
        await press(pilot, "+")
        await fill(pilot, municipality="Sandnes", date="01.03.2015")
        assert "1102" in on_screen(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(in_front(pilot), WalkScreen)
    with Journal(home / "samsjekk.sqlite3") as journal:
        made = journal.entries()[0].created
        assert made.municipality == Municipality(number="1102", name="Sandnes")


@pytest.mark.parametrize(
    ("municipality", "day", "words"),
    [
        ("", "01.01.2026", "Skriv navnet eller nummeret"),
        ("Atlantis [/]", "01.01.2026", "Ingen kommune heter Atlantis [/]"),
        ("Herøy", "01.01.2026", "Flere kommuner heter Herøy"),
        ("Gjerdrum", "i fjor", "er ikke en dato"),
        ("Gjerdrum", "2026", "mangler dag eller måned"),
        ("Gjerdrum", "", "Skriv datoen"),
    ],
)
async def test_what_is_wrong_is_said_by_the_field_and_what_was_typed_stays(
    home: Path, municipality: str, day: str, words: str
) -> None:
    async with at_home() as pilot:
        await press(pilot, "+")
        await fill(pilot, municipality=municipality, date=day)
        await press(pilot, "ctrl+s")
        assert words in problem(pilot)
        assert isinstance(in_front(pilot), NewScreen)
        assert in_front(pilot).query_one("#municipality", Input).value == municipality
        assert in_front(pilot).query_one("#date", Input).value == day
    with Journal(home / "samsjekk.sqlite3") as journal:
        assert journal.entries() == ()


@pytest.mark.parametrize("damaged", ["min", "max"], ids=["the first", "the last"])
async def test_damaged_write_keeps_no_other_assessment_from_opening(
    home: Path, damaged: str
) -> None:
    environment = Environment.of_process()
    with open_journal(environment) as journal:
        ready(journal, "nes-2018")
        ready(journal, "nes-2018", "skadet")
    with sqlite3.connect(home / "samsjekk.sqlite3") as connection:
        connection.execute(
            f"UPDATE entry SET body = ? WHERE n = (SELECT {damaged}(entry.n) FROM entry "  # noqa: S608 - ours
            "JOIN journal ON journal.key = entry.journal WHERE journal.name = 'skadet')",
            (b"{}",),
        )
    connection.close()
    async with at_home() as pilot:
        await pilot.pause()
        if marked(pilot) != "nes-2018":
            await press(pilot, "down")
        assert marked(pilot) == "nes-2018"
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), WalkScreen)


@pytest.mark.usefixtures("home")
async def test_what_the_disk_does_not_give_now_is_not_offered_to_be_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def give_nothing(journal: Journal, *_: object) -> None:
        raise unread(journal.path)

    with open_journal(Environment.of_process()) as journal:
        ready(journal, "nes-2018")
    monkeypatch.setattr(Journal, "news", give_nothing)
    async with at_home() as pilot:
        assert "Kan ikke åpnes." in on_screen(pilot)
        await press(pilot, "delete")
        assert "kan ikke leses nå" in on_screen(pilot)
        assert "Ta bort" not in on_screen(pilot)


def test_what_can_not_be_opened_is_refused_before_the_terminal_is_taken(home: Path) -> None:
    with pytest.raises(UnknownAssessment):
        SamsjekkApp(Environment.of_process(), "finnes-ikke")
    (home / "samsjekk.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError):
        SamsjekkApp(Environment.of_process())


@pytest.mark.usefixtures("home")
async def test_number_follows_the_date_and_the_usual_sets_stand_first() -> None:
    async with at_home() as pilot:
        await press(pilot, "+")
        await fill(pilot, municipality="Lørenskog")
        await press(pilot, "enter")
        await fill(pilot, date="1.11.2021")
        assert "Lørenskog (3029" in on_screen(pilot)
        await fill(pilot, date="1.11.2026")
        assert "Lørenskog (3222" in on_screen(pilot)
        in_front(pilot).query_one("#set", Select).focus()
        await press(pilot, "enter", "down", "enter")
        assert "til barn og unge" in on_screen(pilot)
        assert "Begynn" in on_screen(pilot)


async def test_quick_assessment_counts_the_same_in_the_list_and_in_the_overview(
    journal: Journal, home: Path
) -> None:
    anna = Author(name="Anna")
    adults = shipped_set("psykisk-helse-rus-voksne")
    made = begin(journal, anna, NES, adults, date(2026, 11, 1))
    session = Session(journal, made, anna, open_evidence_files(Environment.of_process()))
    quick = Selection(depth=Depth.QUICK)
    criteria = session.appraisal.criteria.values()
    points = [p for c in criteria for p in quick.of(c, session.assessment)]
    session.answer(points[0].checkpoint.id, AnswerValue.YES)
    change_settings(home, lambda known: known.with_walk(made, Depth.QUICK, ""))
    async with at_home() as pilot:
        assert f"rask: 1 av {len(points)} besvart" in on_screen(pilot)
        await press(pilot, "enter")
        await press(pilot, "o")
        assert f"besvart, rask: 1 av {len(points)}" in on_screen(pilot)


async def test_the_municipality_an_arrow_led_to_is_chosen_though_the_keys_come_at_once(
    journal: Journal,
) -> None:
    ready(journal, "nes-2018")
    async with at_home() as pilot:
        await press(pilot, "+")
        await press_at_once(pilot, *"Os", "down", "enter")
        assert in_front(pilot).query_one("#municipality", Input).value == "Osen"
