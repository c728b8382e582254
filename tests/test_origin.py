"""An example is told apart from what a municipality has assessed itself, wherever it is met."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec
import openpyxl
import pytest

from checklist.assessment import Created, Municipality, PublishedAudit, Recommendation
from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import DOCUMENTS, FORMS, Report, report_file, report_text
from checklist.session import Session
from checklist.session.assessments import begin, copy_of, examples
from checklist.store import EvidenceFiles, Journal
from checklist.tui.lists import LeadingRows
from checklist.words import origin_sentence
from tests.conftest import ANNA, NES, Run, copied, ready, shipped_set
from tests.terminal import in_front, on_screen, press
from tests.test_tui_home import at_home

DAY = date(2026, 11, 25)
CLAIMS = (
    "Kommunen har selv vurdert",
    "Kommunen har selv svart",
    "kommunens egenvurdering",
    "Egenvurderingen er kommunens egen",
)
"""What is true of a municipality's own assessment only."""


def text_of(session: Session, document: str, form: str, *, against: Session | None = None) -> str:
    report = Report(
        session.appraisal,
        DAY,
        Translator(),
        baseline=None if against is None else against.appraisal,
    )
    return report_text(report, template=document, form=form)


def begun(journal: Journal, home: Path, day: date) -> Session:
    place = Municipality(number="0236", name="Nes")
    made = begin(journal, ANNA, place, shipped_set("psykisk-helse-rus-voksne"), day)
    session = Session(journal, made, ANNA, EvidenceFiles(home / "evidence"))
    session.answer("ke-etablert-finnes", AnswerValue.YES)
    return session


@pytest.fixture
def own(journal: Journal, home: Path) -> Session:
    """What Nes begins itself, the day after the audit was published."""
    return begun(journal, home, date(2018, 2, 28))


@pytest.mark.parametrize("name", examples())
def test_every_example_says_which_audit_it_is_from(name: str, journal: Journal) -> None:
    origin = copied(journal, name).assessment.origin
    assert origin is not None
    assert origin.by == "Romerike Revisjon IKS"
    assert origin.title
    assert origin.date


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name != "change"])
def test_a_paper_says_at_the_top_whether_it_is_the_municipality_s_own(
    document: str, form: str, nes: Session, own: Session
) -> None:
    told = origin_sentence(nes.assessment.origin, Translator())
    assert "Forvaltningsrevisjon" in told
    for session in (nes, own):
        session.set_recommendation(Recommendation(id="mote", text="Ha faste møter med Nav"))
    text = text_of(nes, document, form)
    first = text.partition("</section>" if form == "html" else "\n## ")[0]
    assert told in (text if document == "case-paper" else first)
    assert not [claim for claim in CLAIMS if claim in text]
    text = text_of(own, document, form)
    assert "ikke kommunens egen vurdering" not in text
    assert "lest inn fra en" not in text


def test_the_summary_says_it_too(nes: Session) -> None:
    report = Report(nes.appraisal, DAY, Translator())
    told = origin_sentence(nes.assessment.origin, Translator())
    assert "De er ikke revisorenes" in report.summary.lead
    assert told in report.case_paper.about
    assert report.follow_up.lead[0] == told
    assert told in report.follow_up.limits


@pytest.mark.parametrize("form", [name for name, row in FORMS.items() if row.whole])
def test_the_forms_that_hold_everything_say_it(form: str, nes: Session) -> None:
    report = Report(nes.appraisal, DAY, Translator())
    made = report_file(report, form=form)
    if form == "xlsx":
        sheets = openpyxl.load_workbook(BytesIO(made), read_only=True)
        cells = [str(cell) for sheet in sheets for row in sheet.values for cell in row]
        assert origin_sentence(nes.assessment.origin, Translator()) in cells
    else:
        assert "publisert revisjon" in made.decode()


def test_what_came_of_an_audit_is_said_in_a_change_report_from_one(
    nes: Session, own: Session, journal: Journal, home: Path
) -> None:
    text = text_of(own, "change", "md", against=nes)
    assert "Vurderingen fra 27. februar 2018: Dette er ikke kommunens egen vurdering." in text
    assert "Kommunen har vurdert tjenestene to ganger" not in text
    told = origin_sentence(nes.assessment.origin, Translator())
    earlier = begun(journal, home, date(2017, 1, 1))
    assert told in text_of(nes, "change", "md", against=earlier).partition("\n## ")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_audit_without_a_name_is_still_one(language: str) -> None:
    translator = Translator(language)
    nameless = origin_sentence(PublishedAudit(), translator)
    assert nameless
    assert "{" not in nameless
    assert origin_sentence(None, translator) == ""


def test_an_event_without_an_origin_has_the_bytes_it_had() -> None:
    created = Created(municipality=NES, criteria_set="a", date=DAY)
    assert b"origin" not in msgspec.json.encode(created)


# -- by command -------------------------------------------------------------------------------


def test_an_example_asked_for_again_is_the_copy_that_is_here(run: Run) -> None:
    code, made, _ = run("example", "nes-2018")
    assert code == 0
    run("answer", made.strip(), "ke-etablert-finnes", "no", "--comment", "Prøver.")
    code, again, said = run("example", "nes-2018")
    assert (code, again) == (0, made)
    assert "«nes-2018» er kopien som er her fra før" in said
    assert run("example", "nes-2018", "--as", "nes-ny")[:2] == (0, "nes-ny\n")
    assert run("example", "nes-2018", "--as", "nes-ny")[0] == 2
    assert run("example", "lorenskog-2015")[1] == "lorenskog-2015\n"


def test_another_assessment_of_the_same_place_and_day_is_not_the_copy(
    journal: Journal, own: Session
) -> None:
    assert own.assessment.origin is None
    assert copy_of(journal, "nes-2018") is None


def test_list_and_status_mark_it(run: Run) -> None:
    run("example", "nes-2018")
    own_id = run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne")[1]
    listed = {one["assessment"]: one for one in json.loads(run("list", "--json")[1])}
    assert listed["nes-2018"]["origin"]["kind"] == "audit"
    assert listed[own_id.strip()]["origin"] is None
    marked = [line for line in run("list")[1].splitlines() if "eksempel fra en revisjon" in line]
    assert [line.split()[0] for line in marked] == ["nes-2018"]
    status = json.loads(run("status", "nes-2018", "--json")[1])
    assert status["origin"]["by"] == "Romerike Revisjon IKS"
    words = " ".join(run("status", "nes-2018")[1].split())
    assert "Dette er ikke kommunens egen vurdering." in words


# -- at home ----------------------------------------------------------------------------------


async def test_examples_stand_apart_and_are_opened_again(journal: Journal, own: Session) -> None:
    ready(journal, "nes-2018")
    async with at_home() as pilot:
        rows = in_front(pilot).query_one(LeadingRows)
        assert rows.leads_to == [own.assessment.id, None, "nes-2018"]
        assert "Eksempler: lest inn fra publiserte revisjoner" in on_screen(pilot)
        for _time in range(2):
            await press(pilot, "x", *["down"] * examples().index("nes-2018"), "enter")
            await press(pilot, "escape")
    assert len(journal.entries()) == 2
