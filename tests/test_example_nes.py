"""The Nes audit of 2018, replayed: what the auditors concluded follows from their facts.

Their conclusions are those of the report's chapter 5.6 and its summary (Romerike Revisjon IKS,
Psykisk helse og rus, Nes kommune, 27 February 2018).
"""

from __future__ import annotations

import pytest

from checklist.appraisal.overview import CellState, map_row
from checklist.catalogue.model import AnswerValue, Aspect
from checklist.session import Session


def theme_conclusion(session: Session, theme: str) -> str:
    return next(t.conclusion.code for t in session.appraisal.themes if t.theme.id == theme)


def verdict(session: Session, criterion: str) -> str:
    return session.appraised(criterion).verdict.code


def test_the_coordinating_unit_is_established_but_weak_in_known_and_evaluated(
    nes: Session,
) -> None:
    assert verdict(nes, "ke-etablert") == "met"
    assert theme_conclusion(nes, "koordinerende-enhet") == "largely"
    theme = next(t for t in nes.appraisal.themes if t.theme.id == "koordinerende-enhet")
    cells = map_row(theme.criteria)
    weak = (CellState.PARTLY, CellState.NO)
    assert cells[Aspect.KNOWN].state in weak
    assert cells[Aspect.EVALUATED].state in weak
    assert cells[Aspect.WRITTEN].state is CellState.YES


def test_plan_and_coordinator_are_offered_only_partly(nes: Session) -> None:
    assert theme_conclusion(nes, "individuell-plan") == "partly"
    assert theme_conclusion(nes, "koordinator") == "partly"
    assert verdict(nes, "ip-tilbud") == "partly"
    assert verdict(nes, "ko-tilbud") == "partly"
    assert verdict(nes, "ko-opplaering") == "partly"


def test_cooperation_is_insufficient(nes: Session) -> None:
    assert theme_conclusion(nes, "samhandling-internt") == "insufficient"
    assert verdict(nes, "sam-styring") == "not_met"


def test_the_agreement_with_the_trust_is_in_place(nes: Session) -> None:
    assert verdict(nes, "sph-avtale") == "met"
    assert verdict(nes, "sph-ansvar") == "partly"


def test_users_do_not_in_all_cases_get_a_coordinated_service(nes: Session) -> None:
    questions = {q.question.id: q.conclusion.code for q in nes.appraisal.questions}
    assert questions["helhetlig-tilbud"] == "partly"


@pytest.mark.parametrize(
    ("theme", "conclusion", "criterion"),
    [
        ("koordinerende-enhet", "largely", "ke-etablert"),
        ("individuell-plan", "partly", "ip-tilbud"),
        ("koordinator", "partly", "ko-tilbud"),
        ("samhandling-internt", "insufficient", "sam-enkeltsak"),
    ],
)
def test_a_deciding_fact_turned_round_changes_the_conclusion(
    theme: str, conclusion: str, criterion: str, nes: Session
) -> None:
    for point in nes.appraised(criterion).asked:
        if point.checkpoint.decisive:
            turned = AnswerValue.YES if point.value is AnswerValue.NO else AnswerValue.NO
            nes.answer(point.checkpoint.id, turned)
    assert theme_conclusion(nes, theme) != conclusion


@pytest.mark.parametrize("checkpoint", ["ke-mandat-kjent", "ke-mandat-fulgt-opp"])
def test_the_weaknesses_of_the_unit_come_from_its_facts(checkpoint: str, nes: Session) -> None:
    assert verdict(nes, "ke-mandat") == "partly"
    for name in ("ke-mandat-kjent", "ke-mandat-fulgt-opp"):
        if name != checkpoint:
            nes.answer(name, AnswerValue.YES)
    assert verdict(nes, "ke-mandat") == "partly"
    nes.answer(checkpoint, AnswerValue.YES)
    assert verdict(nes, "ke-mandat") == "met"


def test_the_agreement_falls_when_its_fact_is_turned(nes: Session) -> None:
    for point in nes.appraised("sph-avtale").asked:
        if point.checkpoint.decisive:
            nes.answer(point.checkpoint.id, AnswerValue.NO)
    assert verdict(nes, "sph-avtale") == "not_met"


def test_every_answer_names_its_chapter_and_its_evidence(nes: Session) -> None:
    for name, recorded in nes.assessment.answers.items():
        assert "kap." in recorded.value.place or "sammendrag" in recorded.value.place.lower(), name
        assert nes.assessment.evidence_for(name), name


def test_what_the_report_is_silent_about_stays_unanswered(nes: Session) -> None:
    progress = nes.appraisal.progress
    assert progress.answered < progress.of
    assert verdict(nes, "sph-minstepunkter") == "undetermined"


def test_duties_of_2022_are_not_held_against_2018(nes: Session) -> None:
    for criterion in ("ip-ansvar", "sam-samordning"):
        appraised = nes.appraised(criterion)
        assert not appraised.applicable
        assert str(appraised.not_in_force) == "plikten gjelder fra 01.08.2022"
