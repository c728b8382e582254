"""Overview, report, history and help: what a person reads there, and where it leads."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Select, Static

from checklist.appraisal import Severity
from checklist.assessment import Answer
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS
from checklist.session import Session
from checklist.store import FileInTheWay, Journal, write_output
from checklist.store.output_file import ImpossibleName, OutputFileError
from checklist.tui.boxes import ChooseDialog, ConfirmScreen
from checklist.tui.history import HistoryScreen
from checklist.tui.in_order import InOrder
from checklist.tui.lists import LeadingRows
from checklist.tui.overview import OverviewScreen
from checklist.tui.report import ReportScreen
from checklist.tui.report.reader import ReaderScreen
from checklist.words import Earlier, describe, replaced
from tests.conftest import Clock, is_private
from tests.terminal import press, press_at_once, told, wait

DAY = date(2026, 11, 23)
SIZES = [(80, 24), (120, 40)]


class OneScreen(InOrder[str]):
    """The screen under test; what it dismisses with is what the program returns."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._first = screen

    def on_mount(self) -> None:
        self.push_screen(self._first, self.exit)


def rows(pilot: Pilot[str], selector: str = "#rows") -> list[str]:
    """The rows of a list as a person reads them, each on one line."""
    listed = pilot.app.screen.query_one(selector, OptionList)
    return [" ".join(str(option.prompt).split()) for option in listed.options]


def screen_text(pilot: Pilot[str]) -> list[str]:
    """What stands on the screen, line by line, cut where the terminal ends."""
    width, height = pilot.app.size
    lines = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip)[:width] for strip in lines[:height]]


# -- overview ---------------------------------------------------------------------------


async def test_the_overview_opens_with_where_it_stops_and_the_worst_finding(nes: Session) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        text = screen_text(pilot)
        used = next(line for line in text if line.startswith("   Brukes"))
        assert used.split() == [
            *("Brukes", "██" + "░" * 17, "4", "av", "34", "21", "delvis,", "4", "nei,"),
            *("5", "vet", "ikke"),
        ]
        worst = next(n for n, line in enumerate(text) if "Lagt til rette for samarbeid" in line)
        assert text[worst].startswith("▌▲ Lagt til rette")
        assert text[worst].split()[-4:] == ["mulig", "lovbrudd", "brukes", "ingen"]
        assert text[worst + 1].startswith("▌  Hvorfor: Samarbeider tjenestene slik")
        assert "t Tiltak" in next(line for line in text if "Ingen tiltak" in line)
        themes = rows(pilot)[rows(pilot).index("Temaer, verst først undersøkt") + 1 :]
        assert themes[0] == "✗ Samhandling i kommunen ikke i tilstrekkelig grad 10 av 15"
        assert "◕ Koordinerende enhet i det alt vesentlige 10 av 22" in themes


async def test_the_marked_row_says_all_and_the_others_one_line(nes: Session) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        listed = app.screen.query_one("#rows", OptionList)
        assert listed.highlighted is not None
        first, after = listed.options[listed.highlighted], listed.options[listed.highlighted + 1]
        assert len(str(first.prompt).splitlines()) > 3
        assert len(str(after.prompt).splitlines()) == 1
        await press(pilot, "down")
        assert len(str(first.prompt).splitlines()) == 1
        assert "Hvorfor: " in str(after.prompt)
        await press(pilot, *["down"] * 2)
        assert "Trekker ned: Lagt til rette for samarbeid" in " ".join(rows(pilot))


async def test_where_there_is_room_conclusions_stand_beside_the_worst(nes: Session) -> None:
    screen = OverviewScreen(nes, Translator())
    app = OneScreen(screen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        text = screen_text(pilot)
        assert text[2].startswith(" Hvor stopper det  ja av besvarte")
        assert text[2].split()[-3:] == ["Verst", "stopper", "tiltak"]
        assert len([row for row in rows(pilot) if row[0] in "▲△"]) == 8
        assert sum(line.count("▌") for line in text) == len(str_of_marked(screen).splitlines())
        await press(pilot, "shift+tab")
        assert screen.in_use.id == "beside"
        assert "Trekker ned: " in str_of_marked(screen)
        assert sum(line.count("▌") for line in screen_text(pilot)) == len(
            str_of_marked(screen).splitlines()
        )
        await press(pilot, "tab")
        assert screen.query_one("#beside", OptionList).highlighted is None
        await press(pilot, "shift+tab", "enter")
    assert app.return_value == nes.appraisal.themes[4].conclusion.pulled_down_by[0]


def str_of_marked(screen: OverviewScreen) -> str:
    """The marked row as it is drawn."""
    option = screen.in_use.highlighted_option
    assert option is not None
    return str(option.prompt)


async def test_the_worst_finding_gets_an_action_with_four_keys(nes: Session) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "t", "right", "ctrl+s")
        (action,) = (
            a for a in nes.assessment.actions.values() if a.criterion == "sam-tilrettelegging"
        )
        assert action.what.startswith("Kommunen bør sørge for at tjenestene bruker møtene")
        await pilot.pause()
        assert any("samarbeid" in row and "○ planlagt" in row for row in rows(pilot))
        assert "6 viser alle tiltak" in told(pilot)
        await press(pilot, "t")
        assert isinstance(app.screen, ChooseDialog), "what is planned may be changed"


@pytest.mark.parametrize("size", SIZES)
async def test_the_map_shows_where_each_duty_stops(nes: Session, size: tuple[int, int]) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "2")
        text = screen_text(pilot)
        head = next(line for line in text if "På plass" in line)
        known, evaluated = head.index("Kjent"), head.index("Følges opp")
        row = next(line for line in text if "Enheten kjenner oppgavene" in line)
        assert row[known:].startswith("◐ delvis")
        assert row[evaluated:].startswith("◐ delvis")
        assert row[head.index("Skriftlig") :].startswith("✓ ja")
        assert row[head.index("Brukes") :].startswith("◐ delvis")
        assert row[head.index("På plass") :].startswith("   ")
        listed = app.screen.query_one("#rows", OptionList)
        assert listed.virtual_size.width <= listed.size.width
        assert listed.virtual_size.height == len(listed.options), "one line a criterion"
        await press(pilot, "ctrl+t")
        assert rows(pilot)[0].startswith("▲ Lagt til rette for samarbeid")


async def test_a_map_without_room_for_words_has_signs_under_letters(nes: Session) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await press(pilot, "2")
        text = screen_text(pilot)
        head = next(line for line in text if "– gjelder ikke" in line)
        row = next(line for line in text if "Enheten kjenner oppgavene" in line)
        assert head.split()[-5:] == ["P", "S", "K", "B", "F"]
        assert [row[head.rindex(letter)] for letter in "SKBF"] == ["✓", "◐", "◐", "◐"]
        assert not any("ja av besvarte" in line for line in text), "11 would be a 1"


async def test_enter_on_a_finding_leads_to_its_criterion(nes: Session) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "right", "right")
        assert rows(pilot)[0] == "▲ mulig lovbrudd 1 stopper tiltak"
        head, first = screen_text(pilot)[2:4]
        assert (head.index("stopper"), head.index("tiltak")) == (
            first.index("brukes"),
            first.index("ingen"),
        )
        assert rows(pilot)[1].startswith(
            "▲ Lagt til rette for samarbeid brukes ingen ✗ ikke oppfylt "
            "Samarbeider tjenestene slik det er lagt opp til? Nei. "
        )
        weak = sum(c.severity is Severity.WEAKNESS for c in nes.appraisal.findings)
        assert rows(pilot)[2] == f"△ svakhet {weak} stopper tiltak"
        await press(pilot, "down", "enter")
    assert app.return_value == nes.appraisal.findings[1].criterion.id


async def test_a_click_on_an_unknown_leads_to_its_criterion(nes: Session) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5")
        assert rows(pilot)[0] == "? saksbehandler i tildelingsenheten: 2"
        await pilot.click("#rows", offset=(6, 2))
        await pilot.pause()
    assert app.return_value == "ved-forelopig-svar"


async def test_weak_answers_have_reasons_and_actions_come_by_deadline(nes: Session) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "4")
        headings = [row for row in rows(pilot) if row.startswith("⚐")]
        assert "⚐ uten dato, sagt av bare én rolle: 10" in headings
        assert sum(int(row.split()[-1]) for row in headings) == len(nes.appraisal.lacking_evidence)
        await press(pilot, "6")
        assert [row[:10] for row in rows(pilot)] == ["01.06.2018", "uten frist"]
        await press(pilot, "escape")
    assert app.return_value is None


async def test_the_overview_follows_answers_from_another_program(nes: Session, home: Path) -> None:
    screen = OverviewScreen(nes, Translator())
    async with OneScreen(screen).run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "3")
        with Journal(home / "samsjekk.sqlite3", Clock()) as journal:
            other = Session(journal, nes.assessment.id, nes.author, nes.files)
            other.answer("ke-etablert-finnes", AnswerValue.NO)
        screen.look_for_others()
        await pilot.pause()
        assert rows(pilot)[0] == "▲ mulig lovbrudd 2 stopper tiltak"


async def test_a_finding_stays_marked_when_another_program_brings_one_before_it(
    nes: Session, home: Path
) -> None:
    screen = OverviewScreen(nes, Translator())
    async with OneScreen(screen).run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "3", "down", "down")
        listed = screen.query_one("#rows", LeadingRows)
        before, place = listed.marked, listed.highlighted
        with Journal(home / "samsjekk.sqlite3", Clock()) as journal:
            other = Session(journal, nes.assessment.id, nes.author, nes.files)
            other.answer("ke-etablert-finnes", AnswerValue.NO)
        screen.look_for_others()
        await pilot.pause()
        assert (listed.marked, listed.highlighted != place) == (before, True)


async def test_a_page_up_or_down_leaves_a_row_marked_where_headings_stand_first_or_last(
    nes: Session,
) -> None:
    app = OneScreen(OverviewScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "down", "pageup")
        assert [line[2:31].strip() for line in screen_text(pilot) if line.startswith("▌▲")] == [
            "Lagt til rette for samarbeid"
        ]


async def test_a_section_without_rows_names_no_key_that_needs_one(empty: Session) -> None:
    app = OneScreen(OverviewScreen(empty, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "6")
        assert screen_text(pilot)[-1].split() == ["←→", "Fane", "?", "Mer", "esc", "Tilbake"]


# -- report -----------------------------------------------------------------------------


async def test_the_report_is_shown_and_saved_and_nothing_is_replaced_unasked(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "nes-2018-gaprapport.html"
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert any("1 Gaprapport" in line for line in screen_text(pilot))
        await press(pilot, "ctrl+s")
        assert str(file) in str(app.screen.query_one("#told", Static).content)
        report = file.read_bytes()
        assert report.startswith(b"<!doctype html>")
        assert b"\r" not in report

        file.write_text("noe annet", encoding="utf-8")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "enter")
        assert file.read_text(encoding="utf-8") == "noe annet"
        await press(pilot, "ctrl+s")
        await press(pilot, "right", "enter")
        assert file.read_bytes() == report


async def test_a_paper_is_saved_under_its_own_name_though_the_keys_come_at_once(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press_at_once(pilot, "2", "ctrl+s")
        await app.workers.wait_for_complete()
    assert [path.name for path in tmp_path.glob("*.html")] == ["nes-2018-plakat.html"]


def reader(_nes: Session) -> ReaderScreen:
    """A long text of three chapters."""
    chapters = (f"## {name}\n\n" + f"{name} igjen.\n\n" * 50 for name in ("Én", "To", "Tre"))
    return ReaderScreen("Bok", "".join(chapters), Translator())


async def test_a_chapter_that_is_chosen_beside_the_text_is_shown(nes: Session) -> None:
    app = OneScreen(reader(nes))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await press_at_once(pilot, "shift+tab", "down", "down", "enter", "down")
        assert "To igjen." in "\n".join(screen_text(pilot))


async def test_every_document_is_read_from_the_screen_or_it_says_why_not(nes: Session) -> None:
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for number, (template, document) in enumerate(DOCUMENTS.items(), start=1):
            await press(pilot, str(number))
            app.screen.query_one("#role", Select).value = ""  # all of them in one file
            await app.workers.wait_for_complete()
            await pilot.pause()
            shown = " ".join(" ".join(screen_text(pilot)).split())
            if document.alone:
                assert "! mangler tidligere vurdering" in shown
                assert "sammenligner med en tidligere egenvurdering" in shown
                continue
            if template == "follow-up":
                assert "! har ikke noe å si ennå" in shown
                assert "ikke registrert noe å følge opp" in shown
                continue
            await press(pilot, "enter")
            await pilot.pause()
            assert isinstance(app.screen, ReaderScreen), template
            assert str(document.title) in "\n".join(screen_text(pilot)[:6]), template
            await press(pilot, "escape")


async def test_where_files_go_is_said_of_the_marked_paper(nes: Session) -> None:
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5")
        assert any("Filene får en egen mappe" in line for line in screen_text(pilot))
        await press(pilot, "8")
        assert any(line.startswith(" Lagres i ") for line in screen_text(pilot))


async def test_an_interview_guide_is_saved_as_a_file_for_each_role(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    said: list[str] = []
    tell = ReportScreen._tell

    def heard(screen: ReportScreen, words: str, state: str = "") -> None:
        said.append(words)
        tell(screen, words, state)

    monkeypatch.setattr(ReportScreen, "_tell", heard)

    async def save(pilot: Pilot[Any], name: str, until: Callable[[], bool]) -> None:
        said.clear()
        app.screen.query_one("#name", Input).value = name
        await press(pilot, "ctrl+s")
        for _ in range(3000):
            if until():
                return
            await pilot.pause(0.01)
        raise AssertionError(said)

    def saved() -> bool:
        return bool(said) and said[-1].startswith("✓ Lagret: ")

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5")
        app.screen.query_one("#form", Select).value = "md"
        await pilot.pause()
        app.screen.query_one("#role", Select).value = "*"
        await pilot.pause()
        name = app.screen.query_one("#name", Input).value
        assert name == "nes-2018-intervjuguide"
        await save(pilot, name, saved)
        files = sorted(path.name for path in (tmp_path / name).iterdir())
        assert f"{name}-nav-leder.md" in files
        assert f"Lager {name}-nav-leder.md (" in "\n".join(said)
        assert said[-1] == f"✓ Lagret: {tmp_path / name}"

        (tmp_path / name / files[0]).write_bytes(b"")
        await save(pilot, f"{name}.md", lambda: isinstance(app.screen, ConfirmScreen))
        await press(pilot, "enter")
        await save(pilot, "alle.ZIP", saved)
    with ZipFile(tmp_path / "alle.ZIP") as archive:
        assert len(archive.namelist()) == len(files)
        guide = archive.read("alle-nav-leder.md")
    assert guide == (tmp_path / name / f"{name}-nav-leder.md").read_bytes()
    assert b"Nav-leder" in guide
    assert b"Fastlege" not in guide


async def test_the_appendix_is_saved_in_a_file_of_its_own(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.screen.query_one("#appendix", Select).value = "apart"
        app.screen.query_one("#form", Select).value = "md"
        await pilot.pause()
        await press(pilot, "ctrl+s")
        await press(pilot, "2")
        assert not app.screen.query_one("#appendix").display
    whole = tmp_path / "nes-2018-gaprapport.md"
    assert "Vedlegget er en egen fil." in whole.read_text(encoding="utf-8")
    apart = (tmp_path / "nes-2018-gaprapport-vedlegg.md").read_text(encoding="utf-8")
    assert apart.startswith("# Vedlegg til gaprapporten")


async def test_the_file_name_follows_the_format_and_bad_names_are_refused(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.screen.query_one("#form", Select).value = "md"
        await pilot.pause()
        name = app.screen.query_one("#name", Input)
        assert name.value == "nes-2018-gaprapport.md"
        name.value = "con.md"
        await press(pilot, "ctrl+s")
        assert "Windows" in str(app.screen.query_one("#told", Static).content)
        name.value = "rapport"
        await press(pilot, "ctrl+s")
        await wait(pilot, (tmp_path / "rapport.md").exists)
    assert [path.name for path in tmp_path.glob("*.*")] == ["rapport.md"]
    assert (tmp_path / "rapport.md").read_text(encoding="utf-8").startswith("# ")


def test_a_report_file_is_whole_private_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "rapport.html"
    assert write_output(path, "æøå\n".encode(), replace=False, home=tmp_path / "home") == path
    assert path.read_bytes() == "æøå\n".encode()
    assert is_private(path)
    with pytest.raises(FileInTheWay):
        write_output(path, b"ny", replace=False, home=tmp_path / "home")
    write_output(path, b"ny", replace=True, home=tmp_path / "home")
    assert path.read_text(encoding="utf-8") == "ny"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", ["NUL", "aux.html", "rapport?.html", "a:b.html", "rapport.", "x" * 300, "..", "a\nb"]
)
def test_names_that_windows_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ImpossibleName):
        write_output(tmp_path / name, b"", replace=True, home=tmp_path / "home")


def test_a_place_that_cannot_be_written_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OutputFileError, match="finnes ikke"):
        write_output(tmp_path / "borte" / "r.html", b"", replace=False, home=tmp_path / "home")
    with pytest.raises(OutputFileError, match="mappe eller en enhet"):
        write_output(Path(os.devnull), b"", replace=True, home=tmp_path / "home")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "r.html"
    path.write_text("gammel", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFileError, match="Disken er full"):
        write_output(path, b"ny", replace=True, home=tmp_path / "home")
    assert path.read_text(encoding="utf-8") == "gammel"
    assert list(tmp_path.iterdir()) == [path]


# -- history ----------------------------------------------------------------------------


async def test_history_says_what_an_answer_was_before_and_z_undoes(nes: Session) -> None:
    nes.answer("ke-mandat-kjent", AnswerValue.NO)
    app = OneScreen(HistoryScreen(nes, Translator()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        newest = rows(pilot, "#events")[0]
        assert "virksomhetsleder" in newest
        assert "Anna" not in newest
        assert "Nei: Kan de som bemanner enheten, nevne de fire oppgavene loven gir den?" in newest
        assert newest.endswith("◐→✗ før: Delvis")
        await press(pilot, "z")
        undoing, undone = rows(pilot, "#events")[:2]
        assert "Angret: Nei: Kan de som bemanner enheten" in undoing
        assert "✗ angret" not in undoing
        assert "✗ angret" in undone
        assert "Angret: Nei" in str(app.screen.query_one("#told", Static).content)
        await press(pilot, "z")
        assert "ingen endringer å angre" in str(app.screen.query_one("#told", Static).content)
    answer = nes.assessment.answer("ke-mandat-kjent")
    assert answer is not None
    assert answer.value is AnswerValue.PARTLY


def test_what_was_before_skips_what_was_undone(nes: Session) -> None:
    nes.answer("ke-mandat-kjent", AnswerValue.NO)
    nes.undo()
    nes.answer("ke-mandat-kjent", AnswerValue.YES)
    nes.comment("ke-mandat-kjent", "Spurt i møtet i mars.")
    events = [line.event for line in nes.history()]
    earlier = Earlier.of(events)
    assert str(replaced(events[1], earlier)) == "før: Delvis"
    assert str(replaced(events[0], earlier)).startswith("kommentaren er nå: Spurt i møtet i mars.")


def test_every_event_has_words(nes: Session) -> None:
    nes.set_answer("ke-mandat-kjent", Answer())
    nes.unlink("rapport", "ke-oversikt-planer")
    nes.remove_evidence("rapport")
    nes.undo()
    events = [line.event for line in nes.history()]
    earlier = Earlier.of(events)
    words = [str(describe(event, nes.criteria_set, "nb", earlier)) for event in events]
    assert words[0].startswith("Angret: Dokumentasjonen ble tatt bort: Forvaltningsrevisjon.")
    assert words[2].startswith("Dokumentasjonen «Forvaltningsrevisjon. Psykisk helse og rus.")
    assert words[3].startswith("Svaret ble tatt bort: Kan de som bemanner enheten")
    assert words[-1] == "En revisjon av Nes ble lest inn"


async def test_a_long_history_shows_more_when_asked(
    nes: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.tui.history.screen._PAGE", 50)
    app = OneScreen(HistoryScreen(nes, Translator()))
    total = len(nes.history())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert rows(pilot, "#events")[-1] == f"Vis {total - 50} eldre hendelser"
        await press(pilot, "end", "enter")
        assert rows(pilot, "#events")[-1] == f"Vis {total - 100} eldre hendelser"
