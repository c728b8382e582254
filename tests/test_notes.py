"""Internal notes are for those who answer: seen where one answers, and in no document."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import msgspec
import pytest

from checklist.assessment import Action, Answer, Recommendation
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import DOCUMENTS, FORMS, report_file
from checklist.session import Session
from checklist.session.reports import report_of
from checklist.tui.app import SamsjekkApp
from checklist.tui.walk import WalkScreen
from tests.conftest import Run
from tests.terminal import on_screen, press

POINT = "ke-etablert-finnes"
NOTE = "Husk at Bo slutter til sommeren"


@pytest.fixture
def noted(nes: Session) -> Session:
    """Nes with a note beside an answer and one beside an action."""
    before = nes.assessment.answer(POINT) or Answer()
    nes.set_answer(POINT, msgspec.structs.replace(before, note=NOTE))
    nes.set_action(Action(id="t9", criterion="ke-kjent", what="Lage side", note=NOTE))
    nes.set_recommendation(Recommendation(id="side", text="Lage side"))
    return nes


def held(content: bytes) -> bytes:
    """The bytes of a file, of an archive those of what is in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", [name for name in FORMS if name != "pdf"])
@pytest.mark.parametrize("publish", [False, True])
def test_no_document_in_any_form_has_a_note(noted: Session, form: str, publish: bool) -> None:
    report = report_of(noted, date(2026, 1, 1), Translator(), publish=publish)
    # Word is made from the same page as HTML.
    names = DOCUMENTS if form in {"md", "html"} else ("gap",)
    for template in names:
        if DOCUMENTS[template].alone is None:
            made = report_file(report, template=template, form=form)
            assert NOTE.encode() not in held(made), (template, form)


def test_a_note_is_seen_and_changed_by_command_and_line_by_line(run: Run, nes_id: str) -> None:
    assert run("answer", nes_id, POINT, "yes", "--note", NOTE)[0] == 0
    assert NOTE in " ".join(run("show", nes_id, "ke-etablert")[1].split())
    assert NOTE not in run("report", nes_id, "--format", "md")[1]
    assert NOTE not in run("status", nes_id, "--json")[1]


async def test_a_note_stands_beside_the_comment_on_screen(nes: Session) -> None:
    app = SamsjekkApp(Environment.of_process(), nes.shared.id)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        walk = pilot.app.screen
        assert isinstance(walk, WalkScreen)
        assert walk.checkpoint is not None
        name = walk.checkpoint.checkpoint.id
        await press(pilot, "k", "tab", "tab", *"Bo", "ctrl+s")
        nes.refresh()
        before = nes.assessment.answer(name)
        assert before is not None
        assert before.note == "Bo"
        assert "Internt notat: Bo" in on_screen(pilot)
        await press(pilot, "j")
        nes.refresh()
        after = nes.assessment.answer(name)
        assert after is not None
        assert (after.value, after.note) == (AnswerValue.YES, "Bo")
    app.journal.close()
