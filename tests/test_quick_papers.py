"""Working papers of a quick walk: they ask what the walk asks, and say what they leave out."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from textual.widgets import Select

from checklist.appraisal import Selection
from checklist.assessment import Author
from checklist.criteria import AnswerValue, Depth
from checklist.i18n import Translator
from checklist.reporting import NothingToSay
from checklist.session import Session, remember_walk
from checklist.session.assessments import begin
from checklist.session.forms import role_form_of
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal
from checklist.tui.boxes import ChooseDialog
from checklist.tui.report import ReportScreen
from tests.conftest import ANNA, NES, Run, shipped_set
from tests.terminal import in_front, on_screen, press
from tests.test_tui_screens import OneScreen

NB = Translator("nb")
DAY = date(2026, 11, 29)
NAV = "nav-leder"
DEEPER = "ke-kjent-ansatte"
"""A checkpoint that the leader of the Nav office is asked, and that the quick walk does not ask."""
LEFT_OUT = "spørsmål som ikke er med i den og ikke er besvart, er utelatt."


@pytest.fixture
def quick(journal: Journal, files: EvidenceFiles) -> Session:
    """An assessment that was begun as a quick walk, without answers."""
    adults = shipped_set("psykisk-helse-rus-voksne")
    name = begin(journal, ANNA, NES, adults, date(2026, 11, 1), depth=Depth.QUICK)
    return Session(journal, name, ANNA, files)


def asked(session: Session, depth: Depth | None = None) -> set[str]:
    """The checkpoints in the form of the leader of the Nav office."""
    book = openpyxl.load_workbook(BytesIO(role_form_of(session, NAV, NB, depth=depth)()))
    known = {p.checkpoint.id for p in Selection().among(session.appraisal)}
    return {str(cell.value) for row in book.worksheets[0] for cell in row} & known


def test_a_form_asks_what_the_quick_walk_does_and_says_so(quick: Session) -> None:
    walked = Selection(depth=Depth.QUICK).among(quick.appraisal)
    everything = asked(quick, Depth.FULL)
    assert asked(quick) == {p.checkpoint.id for p in walked} & everything
    assert asked(quick) < everything
    assert DEEPER in everything - asked(quick)
    book = openpyxl.load_workbook(BytesIO(role_form_of(quick, NAV, NB)()))
    said = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    assert f"{len(everything - asked(quick))} {LEFT_OUT}" in said


def test_what_is_answered_beyond_the_quick_walk_is_not_taken_out_of_a_form(
    quick: Session,
) -> None:
    remember_walk(quick.home, quick.assessment.id, Selection(depth=Depth.QUICK))
    before = asked(quick)
    quick.answer(DEEPER, AnswerValue.NO)
    assert asked(quick) == before | {DEEPER}


def test_what_was_chosen_here_goes_before_how_it_was_begun(quick: Session) -> None:
    remember_walk(quick.home, quick.assessment.id, Selection())
    assert asked(quick) == asked(quick, Depth.FULL)


@pytest.mark.parametrize("role", [None, NAV])
def test_the_preparation_sheet_and_the_interview_guide_follow(
    quick: Session, role: str | None
) -> None:
    report = report_of(quick, DAY, NB, role=role)
    full = report_of(quick, DAY, NB, role=role, depth=Depth.FULL)
    sheet, guide = report.preparation, report.interview_guide
    assert LEFT_OUT in " ".join(sheet.says)
    assert LEFT_OUT in " ".join(guide.says)
    assert LEFT_OUT not in " ".join((*full.preparation.says, *full.interview_guide.says))
    prepared = {q.fact.id for r in sheet.roles for c in r.criteria for q in c.questions}
    talked = {
        point.fact.id
        for talk in guide.roles
        for theme in talk.themes
        for criterion in theme.criteria
        for point in criterion.points
    }
    walked = {p.checkpoint.id for p in Selection(depth=Depth.QUICK).among(quick.appraisal)}
    assert prepared == walked if role is None else prepared < walked
    assert prepared <= talked <= walked


def test_a_role_that_the_quick_walk_does_not_ask_is_told_of_the_rest(quick: Session) -> None:
    walked = Selection(depth=Depth.QUICK).among(quick.appraisal)
    known = {role.id for role in quick.criteria_set.roles}
    alone = known - {role for point in walked for role in point.checkpoint.ask}
    with pytest.raises(NothingToSay, match="Velg alle spørsmålene"):
        role_form_of(quick, min(alone), NB)


def test_by_command_one_asks_for_all(run: Run, tmp_path: Path) -> None:
    made = run(
        *("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne", "--quick"),
        *("--date", "01.11.2026"),
    )[1].strip()
    sheet = ("report", made, "--template", "prepare", "--role", NAV)
    assert LEFT_OUT in run(*sheet)[1]
    assert LEFT_OUT not in run(*sheet, "--full")[1]
    assert run("answer", made, DEEPER, "no")[0] == 0
    assert LEFT_OUT in run(*sheet)[1]
    form, every = tmp_path / "nav.xlsx", tmp_path / "alle.xlsx"
    assert run("questionnaire", made, "--role", NAV, "--output", form)[0] == 0
    assert run("questionnaire", made, "--role", NAV, "--full", "--output", every)[0] == 0
    assert form.stat().st_size < every.stat().st_size
    code, _out, err = run("questionnaire", made, "--sample", "saker", "--full")
    assert (code, "hører sammen med --role" in err) == (2, True)
    code, _out, err = run("report", made, "--full")
    assert (code, "gjelder bare disse" in err) == (2, True)


async def test_on_screen_one_chooses_all(
    quick: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = OneScreen(ReportScreen(quick, NB, DAY))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "rask gjennomgang" not in on_screen(pilot)
        await press(pilot, "3")
        assert "rask gjennomgang" in on_screen(pilot)
        assert app.screen.query_one("#depth", Select).value == Depth.QUICK
        await press(pilot, "ctrl+b", "end", "enter")
        assert isinstance(in_front(pilot), ChooseDialog)
        assert "full gjennomgang" in on_screen(pilot)
        await press(pilot, "down", "enter")
        await app.workers.wait_for_complete()
    (made,) = tmp_path.glob("*.xlsx")
    book = openpyxl.load_workbook(made)
    said = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    assert LEFT_OUT not in said


def test_others_are_asked_as_it_was_begun(quick: Session) -> None:
    bo = Session(quick.journal, quick.assessment.id, Author(name="Bo"), quick.files)
    assert asked(bo) == asked(quick)
