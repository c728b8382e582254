"""Which paper, for whom, how long and what is in its way; reading it, and opening the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input, Select

from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.machine import open_in_its_program
from checklist.reporting import DOCUMENTS
from checklist.session import Session
from checklist.session.forms import role_form_of
from checklist.tui.lists import LeadingRows
from checklist.tui.report import ReportScreen
from checklist.tui.report.papers import beginning
from checklist.tui.report.reader import ReaderScreen, pieces, readable
from checklist.words import length_words
from tests.filled import filled
from tests.terminal import in_front, on_screen, press, told, wait
from tests.test_tui_screens import DAY, OneScreen

TEXT = """# Rapport: Nes

Dato

## 1 Hva *funnene* betyr

- **Plan:** [K3](#k3) er A\\*B &amp; C

## 2 Resten

Mer
"""


def test_every_paper_says_whom_it_is_for() -> None:
    for name, paper in DOCUMENTS.items():
        assert name == "letter" or paper.reader is not None, name


def test_a_text_is_read_without_its_marks_and_begins_with_its_first_chapter() -> None:
    assert readable("- **Plan:** [K3](#k3) er A\\*B &amp; C") == "• Plan: K3 er A*B & C"
    assert beginning(TEXT, 2).plain == "1 Hva *funnene* betyr\n• Plan: K3 er A*B & C"
    assert beginning("Bare dette", 5).plain == "Bare dette"


def test_a_piece_begins_with_each_chapter_and_none_is_lost() -> None:
    long = TEXT + "## 3 Lang\n\n" + "### Del\n\nord\n\n" * 40
    found = pieces(long)
    assert "".join(found) == long
    assert [piece.split("\n")[0] for piece in found[:3]] == [
        "# Rapport: Nes",
        "## 1 Hva *funnene* betyr",
        "## 2 Resten",
    ]
    assert max(piece.count("\n") for piece in found) < 70


@pytest.mark.parametrize(
    ("words", "said"),
    [(3, "10 ord"), (844, "840 ord"), (1234, "1\u00a0200 ord"), (36780, "36\u00a0800 ord")],
)
def test_a_length_is_said_no_finer_than_one_needs(words: int, said: str) -> None:
    assert length_words(words, Translator()) == said


async def test_the_list_says_for_whom_how_long_and_what_is_in_the_way(nes: Session) -> None:
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = on_screen(pilot)
        lines = {line[1:22].strip(): line for line in shown.splitlines()}
        assert "kontrollutvalg og ledelse" in lines["1 Gaprapport"]
        assert lines["1 Gaprapport"].rstrip().endswith("ord")
        assert lines["2 Plakat"].rstrip().endswith("1 side")
        assert lines["5 Intervjuguide"].rstrip().endswith("ord")
        assert lines["9 Endringsrapport"].rstrip().endswith("! mangler tidligere vurdering")
        assert "Slik begynner dokumentet" in shown
        assert "1 Hva funnene betyr for folk" in shown
        assert "○ 315 av 395 er ikke besvart" in shown
        await press(pilot, "9", "enter")
        assert isinstance(in_front(pilot), ReportScreen)
        assert "sammenligner med en tidligere egenvurdering" in told(pilot)
        await press(pilot, "5")
        app.screen.query_one("#role", Select).value = "nav-leder"
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "velg rolle" not in on_screen(pilot)


async def test_a_paper_is_read_from_any_of_its_chapters(nes: Session) -> None:
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "6", "enter")
        await pilot.pause()
        reader = in_front(pilot)
        assert isinstance(reader, ReaderScreen)
        assert "Faktaverifisering: Nes kommune" in on_screen(pilot)
        chapters = reader.query_one(LeadingRows)
        names = [str(option.prompt) for option in chapters.options]
        assert names[0] == "Slik svarer dere"
        await press(pilot, "/", *["down"] * (len(names) - 1), "enter")
        await wait(pilot, lambda: names[-1] in on_screen(pilot))
        text = reader.query_one("#text", VerticalScroll)
        assert text.scroll_y, "what comes before is above"
        await press(pilot, "escape")
        assert isinstance(in_front(pilot), ReportScreen)


async def test_what_was_saved_is_opened_with_one_key(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[Path] = []
    app = OneScreen(ReportScreen(nes, Translator(), DAY, opener=opened.append))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "ctrl+o")
        assert "Lagre først" in told(pilot)
        await press(pilot, "ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "ctrl+o Åpne filen" in on_screen(pilot)
        await press(pilot, "ctrl+o")
    assert opened == [tmp_path / "nes-2018-gaprapport.html"]


async def test_a_form_that_came_back_is_read_in_and_all_of_it_said(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = role_form_of(nes, "nav-leder", Translator())()
    back = tmp_path / "nav.xlsx"
    back.write_bytes(filled(content, {("ke-kjent-ansatte", "Svar"): "Nei"}))
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "ctrl+b", "enter")
        in_front(pilot).query_one("#typed", Input).value = str(back)
        await press(pilot, "enter")
        assert "1 endring lagret." in on_screen(pilot)
        assert "Enheten er lett å finne, " in on_screen(pilot)
        assert "(ke-kjent-ansatte): Svar:" in on_screen(pilot)
        await press(pilot, "escape", "ctrl+b", "enter")
        back.write_bytes(b"")
        in_front(pilot).query_one("#typed", Input).value = str(back)
        await press(pilot, "enter")
        assert "Ingenting er lest inn" in on_screen(pilot)
    answer = nes.assessment.answer("ke-kjent-ansatte")
    assert answer is not None
    assert answer.value is AnswerValue.NO


async def test_where_no_program_can_open_it_the_file_is_named(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def no_program(_path: Path) -> None:
        raise FileNotFoundError

    app = OneScreen(ReportScreen(nes, Translator(), DAY, opener=no_program))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "ctrl+s")
        await app.workers.wait_for_complete()
        await press(pilot, "ctrl+o")
        assert f"Den ligger i {tmp_path / 'nes-2018-gaprapport.html'}" in told(pilot)


def test_a_file_is_handed_to_the_program_of_the_system_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.Popen", lambda command, **_named: begun.append(command))
    monkeypatch.chdir(tmp_path)
    open_in_its_program(Path("-rapport.html"))
    assert begun == [["/usr/bin/xdg-open", str(tmp_path / "-rapport.html")]]
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(FileNotFoundError):
        open_in_its_program(Path("r.html"))
