"""The Ullensaker follow-up of 2020, replayed.

The auditors asked whether the council's decision of 2015 was followed up, which is not the test
of a criterion. Their conclusions are those of chapters 2.4 and 3.4 and the summary (Romerike
Revisjon IKS, oppfølgingsundersøkelse, Ullensaker kommune, spring 2020).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checklist.assessment.events import ActionStatus
from checklist.assessment.evidence import Document, Figure
from checklist.assessment.files import EvidenceFiles
from checklist.assessment.journal import Journal
from checklist.catalogue.model import AnswerValue
from checklist.session import Session, copy_example
from tests.conftest import ANNA

CONCLUSIONS = {
    "ke-mandat": "partly",  # 3.4: the procedure should show duties better
    "ke-oversikt": "met",  # 3.2.1: decides on every plan and has the overview
    "ke-rutiner": "partly",  # 3.4: not revised since 2014
    "ke-kjent": "partly",  # 3.4: should be visible, with a named contact
    "ko-tilbud": "partly",  # 3.4: koordinator to more in the group
    "ko-opplaering": "met",  # summary and 3.2.2: regular training for new and old
    "ip-tilbud": "partly",  # 3.4: plan to more in the group
    "ved-ansvar": "met",  # 3.4: all authority is with the allocation unit
    "ved-rutiner": "partly",  # tables 1 and 4: new procedures beside those of 2014
    "sam-rutiner": "partly",  # 2.2: new procedures, one of 2014 not updated
    "st-oppfolging": "partly",  # 2.4 and 3.4: one decision followed up, two partly
    "st-tiltak": "partly",  # 1.3 and the summary: effect for users could not be assessed
}
"""The auditors' conclusions that follow from the answers."""


@pytest.fixture
def ullensaker(journal: Journal, home: Path) -> Session:
    """The Ullensaker follow-up of 2020, copied and open for Anna."""
    files = EvidenceFiles(home / "evidence")
    return Session(journal, copy_example(journal, files, "ullensaker-2020"), ANNA, files)


def verdict(session: Session, criterion: str) -> str:
    return session.appraised(criterion).verdict.code


def theme_conclusion(session: Session, theme: str) -> str:
    return next(t.conclusion.code for t in session.appraisal.themes if t.theme.id == theme)


def answered(session: Session, checkpoint: str) -> AnswerValue | None:
    recorded = session.assessment.answer(checkpoint)
    return None if recorded is None else recorded.value


@pytest.mark.parametrize(("criterion", "concluded"), CONCLUSIONS.items())
def test_the_auditors_conclusions_follow(
    criterion: str, concluded: str, ullensaker: Session
) -> None:
    assert verdict(ullensaker, criterion) == concluded


@pytest.mark.parametrize(
    ("criterion", "checkpoint", "turned", "becomes"),
    [
        ("ke-mandat", "ke-mandat-skriftlig", AnswerValue.NO, "not_met"),
        ("ke-oversikt", "ke-oversikt-planer", AnswerValue.NO, "not_met"),
        ("ke-rutiner", "ke-rutiner-oppdatert", AnswerValue.YES, "met"),
        ("ke-kjent", "ke-kjent-ansatte", AnswerValue.NO, "not_met"),
        ("ip-tilbud", "ip-tilbud-gis", AnswerValue.NO, "not_met"),
        ("ved-ansvar", "ved-ansvar-praksis", AnswerValue.NO, "not_met"),
        ("ved-ansvar", "ved-ansvar-plassert", AnswerValue.PARTLY, "partly"),
        ("ved-rutiner", "ved-rutiner-oppdatert", AnswerValue.YES, "met"),
        ("sam-rutiner", "sam-rutiner-finnes", AnswerValue.NO, "not_met"),
        ("st-oppfolging", "st-oppfolging-gjort", AnswerValue.NO, "not_met"),
        ("st-tiltak", "st-tiltak-rettet", AnswerValue.NO, "not_met"),
    ],
)
def test_a_deciding_fact_turned_round_changes_the_verdict(
    criterion: str, checkpoint: str, turned: AnswerValue, becomes: str, ullensaker: Session
) -> None:
    assert verdict(ullensaker, criterion) == CONCLUSIONS[criterion]
    ullensaker.answer(checkpoint, turned)
    assert verdict(ullensaker, criterion) == becomes


def test_the_coordinating_unit_is_only_partly_followed_up(ullensaker: Session) -> None:
    assert theme_conclusion(ullensaker, "koordinerende-enhet") == "partly"
    assert answered(ullensaker, "ke-kjent-nettside") is AnswerValue.NO
    ullensaker.answer("ke-etablert-finnes", AnswerValue.NO)
    assert theme_conclusion(ullensaker, "koordinerende-enhet") == "insufficient"


def test_coordinators_are_offered_only_partly(ullensaker: Session) -> None:
    """The report does not say whether one can have a coordinator without a plan."""
    assert answered(ullensaker, "ko-tilbud-gis") is AnswerValue.PARTLY
    ullensaker.answer("ko-tilbud-uten-plan", AnswerValue.YES)
    assert verdict(ullensaker, "ko-tilbud") == "partly"
    ullensaker.answer("ko-tilbud-gis", AnswerValue.NO)
    assert verdict(ullensaker, "ko-tilbud") == "not_met"


def test_nothing_in_the_report_speaks_against_the_training_of_coordinators(
    ullensaker: Session,
) -> None:
    """It does not say whether there is a written plan, or who guides a coordinator."""
    assert answered(ullensaker, "ko-opplaering-gis") is AnswerValue.YES
    assert answered(ullensaker, "ko-opplaering-andel") is AnswerValue.YES
    for open_point in ("ko-opplaering-plan", "ko-opplaering-veiledning"):
        assert answered(ullensaker, open_point) is None
        ullensaker.answer(open_point, AnswerValue.YES)
    assert verdict(ullensaker, "ko-opplaering") == "met"
    ullensaker.answer("ko-opplaering-gis", AnswerValue.NO)
    assert verdict(ullensaker, "ko-opplaering") == "not_met"


@pytest.mark.parametrize(
    "checkpoint", ["sam-system-finnes", "sam-styring-foringer", "sam-styring-risiko"]
)
def test_cooperation_is_followed_up(checkpoint: str, ullensaker: Session) -> None:
    """Followed up is not the same as met: the report has no facts about cases."""
    assert answered(ullensaker, checkpoint) is AnswerValue.YES
    assert theme_conclusion(ullensaker, "samhandling-internt") == "undetermined"
    theme = next(t for t in ullensaker.appraisal.themes if t.theme.id == "samhandling-internt")
    assert "not_met" not in {c.verdict.code for c in theme.criteria}


def test_the_shares_with_a_plan_are_evidence_for_following_them(ullensaker: Session) -> None:
    figures = {
        (evidence.value, evidence.unit)
        for evidence in ullensaker.assessment.evidence_for("ip-tilbud-andel")
        if isinstance(evidence, Figure)
    }
    assert figures == {("26", "prosent av 175 kartlagte"), ("6", "prosent av 299 kartlagte")}


def test_the_meetings_with_general_practitioners_are_counted(ullensaker: Session) -> None:
    recorded = ullensaker.assessment.answer("eks-fastlege-moter")
    assert recorded is not None
    assert recorded.number == 2


def test_what_the_table_of_procedures_gives_no_year_has_no_date(ullensaker: Session) -> None:
    dates = {
        name: recorded.value.date
        for name, recorded in ullensaker.assessment.evidence.items()
        if isinstance(recorded.value, Document)
    }
    for name in ("prosedyre-koordinerende-enhet", "soknad-ip-koordinator", "acos-ip"):
        assert dates[name] is None, name
    for name in ("prosedyre-tildeling-ip", "prosedyre-koordinator-ip", "handbok-koordinatorer"):
        assert str(dates[name]) == "2014", name


@pytest.mark.parametrize(
    ("action", "status", "deadline"),
    [
        ("boligstrategi", ActionStatus.PLANNED, None),
        ("samarbeidsmodell", ActionStatus.PLANNED, None),
        ("fontenehus", ActionStatus.STARTED, None),
        ("organisasjonsstruktur", ActionStatus.DONE, None),
        ("kirkens-bymisjon", ActionStatus.DONE, None),
        ("tjenestetorg", ActionStatus.STARTED, date(2020, 8, 1)),
        ("elektronisk-soknad", ActionStatus.STARTED, date(2020, 4, 1)),
    ],
)
def test_measures_have_the_status_and_deadline_of_the_report(
    action: str, status: ActionStatus, deadline: date | None, ullensaker: Session
) -> None:
    recorded = ullensaker.assessment.actions[action]
    assert recorded.status is status
    assert recorded.deadline == deadline


def test_every_answer_names_its_chapter_and_its_evidence(ullensaker: Session) -> None:
    for name, recorded in ullensaker.assessment.answers.items():
        assert "kap." in recorded.value.place, name
        assert ullensaker.assessment.evidence_for(name), name
        assert recorded.value.comment, name


@pytest.mark.parametrize("criterion", ["sph-avtale", "ti-regler", "ip-medvirkning"])
def test_what_the_report_is_silent_about_stays_open(criterion: str, ullensaker: Session) -> None:
    assert verdict(ullensaker, criterion) == "undetermined"


def test_duties_of_2022_are_not_held_against_2020(ullensaker: Session) -> None:
    for criterion in ("ip-ansvar", "sam-samordning"):
        assert not ullensaker.appraised(criterion).applicable
