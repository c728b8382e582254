"""The published audits as examples: what their facts say, and what they leave open.

What the auditors themselves concluded is in test_replays.py. The reports state main facts and
seldom side ones, and a poster gives conclusions with few facts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from checklist.appraisal import CellState, Severity, map_row
from checklist.assessment import ActionStatus, Document, Figure
from checklist.criteria import AnswerValue, Aspect
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import EvidenceFiles, Journal
from tests.conftest import ANNA, NES, copied, shipped_set

AUDITED = ("lorenskog-2015", "nes-2018", "lorenskog-2021", "ullensaker-2020")
YES, PARTLY, NO = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO

Open = Callable[[str], Session]


@pytest.fixture
def opened(journal: Journal) -> Open:
    """Copies an example and opens it for Anna."""
    return partial(copied, journal)


def verdict(session: Session, criterion: str) -> str:
    return session.appraised(criterion).verdict.code


def theme_conclusion(session: Session, theme: str) -> str:
    return next(t.conclusion.code for t in session.appraisal.themes if t.theme.id == theme)


# -- every example ----------------------------------------------------------------------


@pytest.mark.parametrize("example", AUDITED)
def test_every_answer_names_its_place_and_its_evidence(example: str, opened: Open) -> None:
    session = opened(example)
    place = "spørsmålet om " if example == "lorenskog-2015" else "kap."
    assert session.assessment.answers
    for name, recorded in session.assessment.answers.items():
        assert place in recorded.value.place, name
        assert session.assessment.evidence_for(name), name
        assert recorded.value.comment, name


@pytest.mark.parametrize(
    ("example", "silent_about"),
    [
        ("nes-2018", ["sph-minstepunkter"]),
        ("lorenskog-2021", ["sph-minstepunkter", "ip-innhold", "ved-innhold", "eks-krise"]),
        ("ullensaker-2020", ["sph-avtale", "ti-regler", "ip-medvirkning"]),
    ],
)
def test_what_the_report_is_silent_about_stays_open(
    example: str, silent_about: list[str], opened: Open
) -> None:
    session = opened(example)
    progress = session.appraisal.progress
    assert progress.answered < progress.of
    for criterion in silent_about:
        assert verdict(session, criterion) == "undetermined"


@pytest.mark.parametrize(
    ("example", "later"),
    [
        ("lorenskog-2015", ["ip-ansvar", "eks-dognplass", "st-gjennomgang"]),
        ("nes-2018", ["ip-ansvar"]),
        ("lorenskog-2021", ["ip-ansvar", "ko-barnekoordinator", "st-plan-barn"]),
        ("ullensaker-2020", ["ip-ansvar"]),
    ],
)
def test_later_duties_are_not_held_against_an_earlier_year(
    example: str, later: list[str], opened: Open
) -> None:
    session = opened(example)
    for criterion in (*later, "sam-samordning", "sam-enkeltsak"):
        assert not session.appraised(criterion).applicable
    reason = str(session.appraised("sam-enkeltsak").not_in_force)
    assert reason == "plikten gjelder fra 1. august 2022"
    assert session.appraised("sam-tilrettelegging").applicable


@pytest.mark.parametrize("example", AUDITED)
def test_nothing_is_answered_about_a_duty_of_another_time(example: str, opened: Open) -> None:
    for appraised in opened(example).appraisal.criteria.values():
        if appraised.not_in_force is not None:
            assert all(point.value is None for point in appraised.checkpoints)


@pytest.mark.parametrize(
    ("example", "criterion", "follows", "checkpoint", "turned", "becomes"),
    [
        ("lorenskog-2015", "ved-ansvar", "undetermined", "ved-ansvar-praksis", YES, "partly"),
        ("lorenskog-2015", "ved-rutiner", "undetermined", "ved-rutiner-finnes", NO, "not_met"),
        ("nes-2018", "sph-ansvar", "partly", "sph-ansvar-avklart", NO, "not_met"),
        ("nes-2018", "ko-tilbud", "undetermined", "ko-tilbud-gis", NO, "not_met"),
        ("nes-2018", "ke-rutiner", "met", "ke-rutiner-oppdatert", NO, "partly"),
        ("lorenskog-2021", "ke-oversikt", "undetermined", "ke-oversikt-planer", YES, "met"),
        ("lorenskog-2021", "ko-tilbud", "undetermined", "ko-tilbud-gis", YES, "met"),
        ("lorenskog-2021", "sph-avtale", "met", "sph-avtale-virker", NO, "partly"),
        ("lorenskog-2021", "sam-system", "partly", "sam-system-finnes", NO, "not_met"),
        ("lorenskog-2021", "sam-rutiner", "met", "sam-rutiner-finnes", NO, "not_met"),
        ("ullensaker-2020", "ke-oversikt", "met", "ke-oversikt-planer", NO, "not_met"),
        ("ullensaker-2020", "ke-mandat", "met", "ke-mandat-gjort", NO, "not_met"),
        ("ullensaker-2020", "ved-ansvar", "undetermined", "ved-ansvar-praksis", YES, "met"),
        ("ullensaker-2020", "ved-rutiner", "undetermined", "ved-rutiner-finnes", YES, "partly"),
        ("ullensaker-2020", "sam-rutiner", "partly", "sam-rutiner-finnes", NO, "not_met"),
        ("ullensaker-2020", "st-tiltak", "partly", "st-tiltak-rettet", NO, "not_met"),
    ],
)
def test_what_also_follows_from_the_facts_and_changes_with_them(
    opened: Open,
    *,
    example: str,
    criterion: str,
    follows: str,
    checkpoint: str,
    turned: AnswerValue,
    becomes: str,
) -> None:
    session = opened(example)
    assert verdict(session, criterion) == follows
    session.answer(checkpoint, turned)
    assert verdict(session, criterion) == becomes


def test_the_duty_to_facilitate_is_not_asked_about_today(journal: Journal, home: Path) -> None:
    criteria_set = shipped_set("psykisk-helse-rus-voksne")
    made = begin(journal, ANNA, NES, criteria_set, date(2026, 11, 25))
    session = Session(journal, made, ANNA, EvidenceFiles(home / "evidence"))
    ceased = session.appraised("sam-tilrettelegging")
    assert str(ceased.not_in_force) == "plikten gjaldt til 31. juli 2022"
    assert not ceased.asked
    assert session.appraised("sam-enkeltsak").asked


def test_whom_one_works_together_about_is_another_fact_than_who_takes_part(opened: Open) -> None:
    """By what partly means, the first is no when it is random, and the second is partly."""
    told = {
        name: opened(name).assessment.answers["sam-tilrettelegging-brukes"].value
        for name in ("nes-2018", "lorenskog-2021")
    }
    assert "godt rundt noen brukere, svakt rundt andre" in told["nes-2018"].comment
    assert told["nes-2018"].value is NO
    assert "tilfeldig hvilke tjenester som er med" in told["lorenskog-2021"].comment
    assert told["lorenskog-2021"].value is PARTLY


@pytest.mark.parametrize("example", AUDITED)
def test_no_case_of_the_committee_stands_as_an_archive_number(example: str, opened: Open) -> None:
    for recorded in opened(example).assessment.evidence.values():
        assert not isinstance(recorded.value, Document) or recorded.value.archive is None


@pytest.mark.parametrize(
    ("example", "action"), [("nes-2018", "samtykke-nav"), ("lorenskog-2021", "fact-team")]
)
def test_an_action_without_a_deadline_in_the_report_has_none(
    example: str, action: str, opened: Open
) -> None:
    assert opened(example).assessment.actions[action].deadline is None


@pytest.mark.parametrize("example", ["nes-2018", "lorenskog-2021"])
def test_a_statement_says_that_it_is_retold(example: str, opened: Open) -> None:
    statement = opened(example).assessment.statement
    assert statement is not None
    assert statement.value.text.startswith("(Gjengitt med andre ord.)")


# -- Lørenskog 2015 ---------------------------------------------------------------------


@pytest.mark.parametrize("criterion", ["ip-tilbud", "ko-tilbud"])
def test_a_system_that_is_not_full_is_partly_and_no_breach(criterion: str, opened: Open) -> None:
    appraised = opened("lorenskog-2015").appraised(criterion)
    assert appraised.verdict.code == "partly"
    assert appraised.severity is Severity.WEAKNESS


@pytest.mark.parametrize(
    "theme",
    [
        *("koordinerende-enhet", "samhandling-internt", "vedtak-saksbehandling"),
        *("individuell-plan", "koordinator"),
    ],
)
def test_a_poster_does_not_settle_a_theme_it_says_little_about(theme: str, opened: Open) -> None:
    assert theme_conclusion(opened("lorenskog-2015"), theme) == "undetermined"


@pytest.mark.parametrize(
    ("criterion", "still_open"), [("sph-avtale", "2 av 3"), ("ke-etablert", "1 av 2")]
)
def test_a_main_fact_settles_a_duty_and_the_reason_says_what_is_open(
    criterion: str, still_open: str, opened: Open
) -> None:
    reason = str(opened("lorenskog-2015").appraised(criterion).verdict.reason)
    assert reason == f"det avgjørende er ja; {still_open} kontrollpunkter er ikke avklart"


def test_the_work_on_delegation_and_routines_has_begun(opened: Open) -> None:
    (recorded,) = opened("lorenskog-2015").assessment.actions.values()
    assert recorded.criterion == "ved-videredelegering"
    assert recorded.status is ActionStatus.STARTED


# -- Nes 2018 ---------------------------------------------------------------------------


def test_the_coordinating_unit_is_weak_in_known_and_evaluated(nes: Session) -> None:
    theme = next(t for t in nes.appraisal.themes if t.theme.id == "koordinerende-enhet")
    cells = map_row(theme.criteria)
    weak = (CellState.PARTLY, CellState.NO)
    assert cells[Aspect.KNOWN].state in weak
    assert cells[Aspect.EVALUATED].state in weak
    assert cells[Aspect.WRITTEN].state not in weak


_WEAK = ("ke-mandat-gjort", "ke-mandat-kjent", "ke-mandat-fulgt-opp")


@pytest.mark.parametrize("checkpoint", _WEAK)
def test_the_weaknesses_of_the_unit_come_from_its_facts(checkpoint: str, nes: Session) -> None:
    assert verdict(nes, "ke-mandat") == "partly"
    for name in _WEAK:
        if name != checkpoint:
            nes.answer(name, YES)
    assert verdict(nes, "ke-mandat") == "partly"
    nes.answer(checkpoint, YES)
    assert verdict(nes, "ke-mandat") == "met"


# -- Lørenskog 2021 ---------------------------------------------------------------------


@pytest.mark.parametrize("criterion", ["ke-meldinger", "ko-opplaering"])
def test_only_side_points_are_open_where_the_auditors_found_the_duty_met(
    criterion: str, opened: Open
) -> None:
    asked = opened("lorenskog-2021").appraised(criterion).asked
    assert all(p.value is YES for p in asked if p.checkpoint.decisive)
    assert not {NO, PARTLY} & {p.value for p in asked}


def test_what_is_missing_in_the_cooperation_is_named(opened: Open) -> None:
    session = opened("lorenskog-2021")
    short = [p.checkpoint.id for p in session.appraised("sam-system").asked if p.value is PARTLY]
    assert short == ["sam-system-virker"]
    (theme,) = [t for t in session.appraisal.themes if t.theme.id == "samhandling-internt"]
    assert theme.conclusion.pulled_down_by == ("sam-tilrettelegging", "sam-system")


@pytest.mark.parametrize("checkpoint", ["ved-opplyst-grunnlag", "ved-opplyst-kjenner"])
def test_both_facts_about_the_assessment_of_needs_count(checkpoint: str, opened: Open) -> None:
    session = opened("lorenskog-2021")
    assert verdict(session, "ved-opplyst") == "undetermined"
    session.answer(checkpoint, YES)
    assert verdict(session, "ved-opplyst") != "met"
    for name in ("ved-opplyst-grunnlag", "ved-opplyst-kjenner", "ved-opplyst-personen"):
        session.answer(name, YES)
    assert verdict(session, "ved-opplyst") == "met"


# -- Ullensaker 2020 --------------------------------------------------------------------


def answered(session: Session, checkpoint: str) -> AnswerValue | None:
    recorded = session.assessment.answer(checkpoint)
    return None if recorded is None else recorded.value


def test_who_was_offered_a_coordinator_is_not_said(ullensaker: Session) -> None:
    assert answered(ullensaker, "ko-tilbud-gis") is AnswerValue.UNKNOWN
    assert verdict(ullensaker, "ko-tilbud") == "undetermined"


def test_what_was_said_by_telephone_is_named_as_such(ullensaker: Session) -> None:
    by_telephone = {
        name
        for name, linked in ullensaker.assessment.links.items()
        if "samtale-helsevern" in linked
    }
    told = {
        name
        for name, recorded in ullensaker.assessment.answers.items()
        if "sa på telefon" in recorded.value.comment
    }
    assert by_telephone == told
    assert len(told) == 7


def test_the_first_point_has_what_its_words_cover(ullensaker: Session) -> None:
    """Cooperation in the municipality, with general practitioners, Nav and the trust."""
    points = ullensaker.assessment.recommendations["samarbeid"].checkpoints
    assert {name.partition("-")[0] for name in points} == {"sam", "eks", "sph"}
    for part in ("eks-nav", "eks-fastlege", "sph-avtale", "sph-ansvar", "sam-tilrettelegging"):
        assert any(name.startswith(part) for name in points), part


def test_nothing_in_the_report_speaks_against_the_training_of_coordinators(
    ullensaker: Session,
) -> None:
    """It has no list of them, and does not say whether there is a plan, or who guides one."""
    assert answered(ullensaker, "ko-opplaering-gis") is YES
    for open_point in ("ko-opplaering-andel", "ko-opplaering-plan", "ko-opplaering-veiledning"):
        assert answered(ullensaker, open_point) in (None, AnswerValue.UNKNOWN)
        ullensaker.answer(open_point, YES)
    assert verdict(ullensaker, "ko-opplaering") == "met"


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
