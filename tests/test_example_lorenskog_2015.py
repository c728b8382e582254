"""The Lørenskog audit of 2015, replayed from its one-page poster.

What the auditors concluded stands under the questions of the poster (Psykisk helse og rus,
Lørenskog kommune, June 2015). A poster gives conclusions with few facts, so it settles criteria
and seldom whole themes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checklist.assessment.events import ActionStatus
from checklist.assessment.files import EvidenceFiles
from checklist.assessment.journal import Journal
from checklist.catalogue.model import AnswerValue
from checklist.session import Session, copy_example
from tests.conftest import ANNA

CONCLUSIONS = {
    "sam-enkeltsak": "partly",  # the question on cooperation: to a fairly large degree
    "eks-nav-sak": "partly",  # the same: challenges with Nav
    "sph-ansvar": "partly",  # the same: challenges with the specialist health service
    "ke-etablert": "partly",  # plan and coordinator: exists, does not fully work as required
    "ip-tilbud": "not_met",  # plan and coordinator: no full system
    "ko-tilbud": "not_met",  # plan and coordinator: no full system
    "ved-videredelegering": "not_met",  # decisions: written delegation is lacking
    "ved-ansvar": "partly",  # decisions: clear in practice
    "ved-rutiner": "partly",  # decisions: routines exist and must be updated
}
"""The auditors' conclusions that follow from the answers."""


@pytest.fixture
def lorenskog(journal: Journal, home: Path) -> Session:
    """The Lørenskog poster of 2015, copied and open for Anna."""
    files = EvidenceFiles(home / "evidence")
    return Session(journal, copy_example(journal, files, "lorenskog-2015"), ANNA, files)


def verdict(session: Session, criterion: str) -> str:
    return session.appraised(criterion).verdict.code


def theme_conclusion(session: Session, theme: str) -> str:
    return next(t.conclusion.code for t in session.appraisal.themes if t.theme.id == theme)


@pytest.mark.parametrize(("criterion", "concluded"), CONCLUSIONS.items())
def test_the_auditors_conclusions_follow(
    criterion: str, concluded: str, lorenskog: Session
) -> None:
    assert verdict(lorenskog, criterion) == concluded


@pytest.mark.parametrize(
    ("criterion", "checkpoint", "turned", "becomes"),
    [
        ("sam-enkeltsak", "sam-enkeltsak-alle", AnswerValue.NO, "not_met"),
        ("eks-nav-sak", "eks-nav-sak-deltar", AnswerValue.NO, "not_met"),
        ("sph-ansvar", "sph-ansvar-avklart", AnswerValue.NO, "not_met"),
        ("ke-etablert", "ke-etablert-finnes", AnswerValue.NO, "not_met"),
        ("ke-etablert", "ke-etablert-ressurs", AnswerValue.YES, "met"),
        ("ip-tilbud", "ip-tilbud-gis", AnswerValue.PARTLY, "partly"),
        ("ved-ansvar", "ved-ansvar-praksis", AnswerValue.NO, "not_met"),
        ("ved-rutiner", "ved-rutiner-finnes", AnswerValue.NO, "not_met"),
    ],
)
def test_a_deciding_fact_turned_round_changes_the_verdict(
    criterion: str, checkpoint: str, turned: AnswerValue, becomes: str, lorenskog: Session
) -> None:
    assert verdict(lorenskog, criterion) == CONCLUSIONS[criterion]
    lorenskog.answer(checkpoint, turned)
    assert verdict(lorenskog, criterion) == becomes


@pytest.mark.parametrize(
    ("criterion", "checkpoint"),
    [
        ("ko-tilbud", "ko-tilbud-gis"),
        ("ved-videredelegering", "ved-videredelegering-skriftlig"),
    ],
)
def test_a_duty_is_no_longer_failed_when_its_fact_is_turned(
    criterion: str, checkpoint: str, lorenskog: Session
) -> None:
    lorenskog.answer(checkpoint, AnswerValue.YES)
    assert verdict(lorenskog, criterion) != "not_met"


def test_the_routines_are_found_wanting_only_because_they_are_out_of_date(
    lorenskog: Session,
) -> None:
    lorenskog.answer("ved-rutiner-oppdatert", AnswerValue.YES)
    assert verdict(lorenskog, "ved-rutiner") == "met"


def test_the_agreement_is_in_place(lorenskog: Session) -> None:
    """The poster does not say how the agreement works, and the reason says that it is open."""
    assert verdict(lorenskog, "sph-avtale") == "met"
    reason = str(lorenskog.appraised("sph-avtale").verdict.reason)
    assert reason == "det avgjørende er ja; 1 av 2 kontrollpunkter er ikke avklart"
    lorenskog.answer("sph-avtale-gjelder", AnswerValue.NO)
    assert verdict(lorenskog, "sph-avtale") == "not_met"


@pytest.mark.parametrize("theme", ["individuell-plan", "koordinator"])
def test_the_right_to_plan_and_coordinator_is_not_secured(theme: str, lorenskog: Session) -> None:
    assert theme_conclusion(lorenskog, theme) == "insufficient"


@pytest.mark.parametrize(
    "theme", ["koordinerende-enhet", "samhandling-internt", "vedtak-saksbehandling"]
)
def test_a_poster_does_not_settle_a_theme_it_says_little_about(
    theme: str, lorenskog: Session
) -> None:
    assert theme_conclusion(lorenskog, theme) == "undetermined"


def test_the_work_on_delegation_and_routines_has_begun(lorenskog: Session) -> None:
    (recorded,) = lorenskog.assessment.actions.values()
    assert recorded.criterion == "ved-videredelegering"
    assert recorded.status is ActionStatus.STARTED


def test_every_answer_names_its_question_on_the_poster(lorenskog: Session) -> None:
    for name, recorded in lorenskog.assessment.answers.items():
        assert recorded.value.place.startswith("spørsmålet om "), name
        assert lorenskog.assessment.evidence_for(name), name


def test_shortcomings_are_explained(lorenskog: Session) -> None:
    for name, recorded in lorenskog.assessment.answers.items():
        assert recorded.value.comment, name


def test_later_duties_are_not_held_against_2015(lorenskog: Session) -> None:
    for criterion in ("ip-ansvar", "sam-samordning", "eks-dognplass", "st-gjennomgang"):
        assert not lorenskog.appraised(criterion).applicable
