"""What is put in front of the one who answers: the quick walk, one role's questions, a state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from checklist.appraisal import Only, Progress, Selection, how_far
from checklist.criteria import AnswerValue, Depth, Force, quick_points
from checklist.criteria.depth import LONGEST_QUICK_WALK
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.reporting import Report
from checklist.session import Precedents, Session
from checklist.session.assessments import begin
from checklist.store import Journal
from tests.conftest import ANNA, shipped_set


def chosen(session: Session, selection: Selection) -> set[str]:
    return {
        point.checkpoint.id
        for appraised in session.appraisal.criteria.values()
        for point in selection.of(appraised, session.assessment)
    }


@pytest.mark.parametrize("name", Library.shipped().names())
def test_the_quick_walk_takes_less_than_an_hour(name: str) -> None:
    criteria_set = shipped_set(name)
    in_force = [c for c in criteria_set.criteria if c.applies_to_date is None]
    asked = [point for criterion in in_force for point in quick_points(criterion)]
    assert 0 < len(asked) <= LONGEST_QUICK_WALK


def test_every_key_duty_in_law_is_in_the_quick_walk() -> None:
    for criterion in shipped_set("psykisk-helse-rus-voksne").criteria:
        if criterion.key and criterion.force is Force.MUST:
            assert quick_points(criterion), criterion.id


def test_the_quick_walk_asks_only_what_decides_and_what_the_law_demands(nes: Session) -> None:
    quick = chosen(nes, Selection(depth=Depth.QUICK))
    assert "ke-etablert-finnes" in quick
    for name in quick:
        assert nes.checkpoint(name).decisive or nes.checkpoint(name).quick
        assert nes.criterion_of(name).force is Force.MUST
    assert "ke-kjent-ansatte" not in quick  # a guide says so, not the law


def test_mine_is_what_a_role_can_answer_and_what_somebody_said_to_ask_them(nes: Session) -> None:
    mine = Selection(role="nav-leder")
    before = chosen(nes, mine)
    assert before
    assert all("nav-leder" in nes.checkpoint(name).ask for name in before)
    assert "ke-etablert-finnes" not in before
    answer = nes.assessment.answers["ke-etablert-finnes"].value
    asked = type(answer)(value=AnswerValue.UNKNOWN, ask="nav-leder")
    nes.set_answer("ke-etablert-finnes", asked)
    assert chosen(nes, mine) == before | {"ke-etablert-finnes"}


def test_states_pick_out_what_is_in_them(nes: Session) -> None:
    everything = chosen(nes, Selection())
    unanswered = chosen(nes, Selection(only=Only.UNANSWERED))
    assert len(unanswered) == nes.appraisal.progress.of - nes.appraisal.progress.answered
    first = min(unanswered)
    nes.answer(first, AnswerValue.UNKNOWN)
    assert chosen(nes, Selection(only=Only.UNANSWERED)) == unanswered - {first}
    assert first in chosen(nes, Selection(only=Only.UNKNOWN))
    findings = chosen(nes, Selection(only=Only.FINDINGS))
    assert all(nes.appraised(nes.criterion_of(name).id).severity for name in findings)
    unshown = chosen(nes, Selection(only=Only.UNSHOWN))
    assert unshown == {point.checkpoint.id for _, point in nes.appraisal.lacking_evidence}
    assert unanswered | findings | unshown <= everything


def test_changed_lately_is_about_the_time_of_the_answer(nes: Session) -> None:
    latest = nes.assessment.changed
    assert latest is not None
    later = latest + timedelta(hours=1)
    assert not chosen(nes, Selection(only=Only.CHANGED, since=later))
    nes.answer("ke-etablert-finnes", AnswerValue.NO)
    since = nes.assessment.answers["ke-etablert-finnes"].at
    assert chosen(nes, Selection(only=Only.CHANGED, since=since)) == {"ke-etablert-finnes"}


def depth_of(session: Session) -> Depth | None:
    return session.appraisal.depth


def test_the_depth_is_read_off_the_answers(journal: Journal, nes: Session) -> None:
    assert depth_of(nes) is Depth.FULL
    criteria_set = shipped_set("psykisk-helse-rus-voksne")
    where = nes.assessment
    made = begin(journal, ANNA, where.municipality, criteria_set, where.date, name="rask")
    session = Session(journal, made, ANNA, nes.files)
    assert depth_of(session) is None
    session.answer("ke-etablert-finnes", AnswerValue.YES)
    assert depth_of(session) is Depth.QUICK
    said = " ".join(Report(session.appraisal, where.date, Translator()).summary.progress)
    assert "Vurderingen bygger på en rask gjennomgang: 1 av " in said
    session.answer("ke-kjent-ansatte", AnswerValue.NO)
    assert depth_of(session) is Depth.FULL
    said = " ".join(Report(session.appraisal, where.date, Translator()).summary.progress)
    assert "rask gjennomgang" not in said


def test_some_more_answers_do_not_make_a_quick_review_a_full_one(
    journal: Journal, nes: Session
) -> None:
    where, adults = nes.assessment, shipped_set("psykisk-helse-rus-voksne")
    day = date(2026, 11, 1)
    made = begin(journal, ANNA, where.municipality, adults, day, depth=Depth.QUICK)
    session = Session(journal, made, ANNA, nes.files)
    session.answer("ke-etablert-finnes", AnswerValue.YES)
    session.answer("ke-kjent-ansatte", AnswerValue.NO)
    report = Report(session.appraisal, day, Translator())
    assert "1 av de 58 viktigste spørsmålene er besvart, og 1 av de andre." in " ".join(
        report.summary.progress
    )
    method = " ".join(report.method.data)
    assert "rask gjennomgang av de viktigste kravene i loven, og 1 spørsmål til" in method
    assert "alle kravene i kriteriesettet" not in method
    far = how_far(session.appraisal)
    assert (far.quick, far.beyond_quick) == (Progress(1, 58), 1)


def test_others_answers_are_shown_and_an_audit_is_not_held_against_itself(
    journal: Journal, nes: Session
) -> None:
    criteria_set = shipped_set("psykisk-helse-rus-voksne")
    later = nes.assessment.date + timedelta(days=700)
    made = begin(journal, ANNA, nes.assessment.municipality, criteria_set, later, name="senere")
    session = Session(journal, made, ANNA, nes.files)
    found = Precedents(session).of(session.criterion("ke-etablert"))
    own = [precedent for precedent in found if precedent.own]
    assert {precedent.on for precedent in own} == {nes.assessment.date}
    assert found[: len(own)] == tuple(own)
    assert {p.municipality for p in found if not p.own} >= {"Ullensaker", "Nes"}
    assert all(p.municipality != "Nes" for p in Precedents(nes).of(nes.criterion("ke-etablert")))
