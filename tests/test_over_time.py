"""What became of a finding: one rule, and two papers that tell the same."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.over_time import faults, pair
from checklist.appraisal import (
    Appraisal,
    ConclusionCode,
    CriterionAppraisal,
    Direction,
    Severity,
    appraise,
)
from checklist.appraisal.over_time import became, conclusion_went, verdict_went
from checklist.assessment import (
    Answer,
    Assessment,
    Author,
    Document,
    Recorded,
    SetVerdict,
    VerdictCode,
)
from checklist.criteria import (
    AnswerValue,
    Checkpoint,
    CriteriaSet,
    Limit,
    Measure,
    MeasureKind,
)
from tests.conftest import NES
from tests.test_upgrade import point, small_set

Y, P, N, U, A = (
    AnswerValue.YES,
    AnswerValue.PARTLY,
    AnswerValue.NO,
    AnswerValue.UNKNOWN,
    AnswerValue.NOT_APPLICABLE,
)
REASONED = Answer(value=A, comment="Ingen bor i slik bolig hos oss.")
MET, PARTLY, NOT_MET, NOT_APPLICABLE, UNDETERMINED = VerdictCode

Given = AnswerValue | Answer | None
T = TypeVar("T")


def decisive(checkpoint: Checkpoint) -> Checkpoint:
    return replace(checkpoint, decisive=True)


SET = small_set(decisive(point("a")), point("b"), point("c"))


def recorded(value: T) -> Recorded[T]:
    return Recorded(value, Author(name="Anna"), datetime(2026, 1, 1, tzinfo=UTC))


def assessed(
    answers: dict[str, Given],
    criteria_set: CriteriaSet = SET,
    *,
    shown: str | None = "2026-01",
    verdict: VerdictCode | None = None,
    on: date = date(2026, 2, 1),
) -> Appraisal:
    """The set with answers, all of them resting on one document with a date; None on nothing."""
    given_answers = {
        name: recorded(answer if isinstance(answer, Answer) else Answer(value=answer))
        for name, answer in answers.items()
    }
    plan = Document(id="plan", title="Plan", date=shown, archive="24/15")
    return appraise(
        criteria_set,
        Assessment(
            id="x",
            municipality=NES,
            criteria_set="x",
            date=on,
            answers=given_answers,
            evidence={} if shown is None else {"plan": recorded(plan)},
            links={} if shown is None else dict.fromkeys(answers, ("plan",)),
            verdicts={}
            if verdict is None
            else {"krav": recorded(SetVerdict(verdict=verdict, reason="Vi mener det."))},
        ),
    )


def the_criterion(appraisal: Appraisal) -> CriterionAppraisal:
    return appraisal.criteria["krav"]


NO_THEN: dict[str, Given] = {"a": Y, "b": N, "c": P}


@pytest.mark.parametrize(
    ("now", "code", "reason"),
    [
        ({"a": Y, "b": Y, "c": Y}, "followed_up", "svarene bak funnet er blitt ja"),
        ({"a": Y, "b": Y, "c": REASONED}, "followed_up", "svaret bak funnet er blitt ja"),
        (
            {"a": N, "b": Y, "c": Y},
            "followed_up",
            "svarene bak funnet er blitt ja; av andre grunner er kravet ikke oppfylt",
        ),
        ({"a": Y, "b": Y, "c": P}, "partly", "av 2 svar bak funnet er 1 blitt ja og 1 som før"),
        ({"a": Y, "b": P, "c": P}, "partly", "er 1 blitt bedre og 1 som før"),
        ({"a": Y, "b": N, "c": P}, "not_followed_up", "svarene bak funnet er som før"),
        ({"a": Y, "b": N, "c": N}, "not_followed_up", "er 1 blitt svakere og 1 som før"),
        ({"a": Y, "c": N}, "not_followed_up", "svaret bak funnet er blitt svakere; 1 svar"),
        ({"a": Y, "b": Y, "c": N}, "partly", "er 1 blitt ja og 1 blitt svakere"),
        (
            {"a": Y, "b": N},
            "not_followed_up",
            "svaret bak funnet er som før; 1 svar bak funnet mangler nå",
        ),
        ({"a": None, "b": N, "c": P}, "not_followed_up", "svarene bak funnet er som før"),
        ({"a": Y, "b": Y}, "undetermined", "1 svar bak funnet er blitt ja; 1 svar bak funnet"),
        ({"a": Y, "b": Y, "c": U}, "undetermined", "1 svar bak funnet mangler nå"),
        ({"a": Y, "b": Y, "c": A}, "undetermined", "1 svar bak funnet mangler nå"),
        ({"a": Y}, "undetermined", "2 svar bak funnet mangler nå"),
        ({}, "undetermined", "2 svar bak funnet mangler nå"),
        ({"b": Y, "c": Y}, "undetermined", "er blitt ja; kravet er ikke avklart nå"),
        (
            {"a": Y, "b": REASONED, "c": REASONED},
            "undetermined",
            "spørsmålene bak funnet gjelder ikke her nå",
        ),
        ({"a": REASONED, "b": REASONED, "c": REASONED}, "undetermined", "kravet gjelder ikke her"),
        ({"a": A, "b": A, "c": A}, "undetermined", "2 svar bak funnet mangler nå"),
    ],
)
def test_a_finding_is_closed_only_by_answers_that_are_there(
    now: dict[str, Given], code: str, reason: str
) -> None:
    outcome = became(the_criterion(assessed(NO_THEN)), the_criterion(assessed(now)))
    assert outcome.code == code
    assert reason in str(outcome.reason)


def test_a_withdrawn_no_is_no_improvement() -> None:
    """The verdict becomes met, for what decides is yes, and nothing else is known."""
    then, now = the_criterion(assessed({"a": Y, "b": N})), the_criterion(assessed({"a": Y}))

    assert (then.verdict.code, now.verdict.code) == (PARTLY, MET)
    assert verdict_went(then, now) is Direction.INCOMPARABLE


@pytest.mark.parametrize(
    ("then", "now", "went"),
    [
        ({"a": N}, {"a": N, "b": N}, Direction.SAME),
        ({"a": N}, {"a": P}, Direction.UP),
        ({"a": P}, {"a": N}, Direction.DOWN),
        ({"a": N, "b": N}, {"a": REASONED, "b": N}, Direction.OTHER),
        ({}, {"a": N}, Direction.SETTLED),
        ({"a": N}, {}, Direction.UNSETTLED),
        ({"a": N}, {"a": REASONED, "b": REASONED, "c": REASONED}, Direction.OTHER),
    ],
)
def test_which_way_a_verdict_went(
    then: dict[str, Given], now: dict[str, Given], went: Direction
) -> None:
    assert verdict_went(the_criterion(assessed(then)), the_criterion(assessed(now))) is went


@pytest.mark.parametrize(
    ("then", "now", "lost", "went"),
    [
        ("partly", "partly", True, "same"),
        ("partly", "in_line", False, "up"),
        ("partly", "in_line", True, "incomparable"),
        ("partly", "insufficient", True, "down"),
        ("undetermined", "in_line", True, "settled"),
        ("partly", "undetermined", True, "unsettled"),
    ],
)
def test_which_way_a_conclusion_went(then: str, now: str, lost: bool, went: str) -> None:
    assert conclusion_went(ConclusionCode(then), ConclusionCode(now), lost=lost) == went


def test_a_yes_that_nothing_shows_closes_half() -> None:
    then, now = assessed(NO_THEN), assessed({"a": Y, "b": Y, "c": Y}, shown=None)
    outcome = became(the_criterion(then), the_criterion(now))

    assert outcome.code == "partly"
    assert str(outcome.reason).endswith("; påstått, men ikke vist")


@pytest.mark.parametrize(
    ("now", "shown", "code"),
    [
        ({"a": Y, "b": Y}, "2026-01", "followed_up"),
        ({"a": Y, "b": Y}, "2010", "partly"),
        ({"a": Y, "b": Y}, None, "not_followed_up"),
        ({"a": Y, "b": P}, "2026-01", "not_followed_up"),
        ({"a": Y}, "2026-01", "undetermined"),
        ({"b": Y}, "2026-01", "undetermined"),
        ({"a": REASONED, "b": REASONED, "c": Y}, "2026-01", "undetermined"),
    ],
)
def test_what_lacked_documentation_is_followed_up_by_showing_it(
    now: dict[str, Given], shown: str | None, code: str
) -> None:
    then = the_criterion(assessed({"a": Y, "b": Y}, shown=None))
    assert then.severity is Severity.UNDOCUMENTED
    assert became(then, the_criterion(assessed(now, shown=shown))).code == code


@pytest.mark.parametrize(
    ("then", "then_set", "now", "now_set", "code"),
    [
        # Nobody answered no: the finding is what a person set it to.
        ({"a": Y}, NOT_MET, {"a": Y}, NOT_MET, "not_followed_up"),
        ({"a": Y}, NOT_MET, {"a": Y}, PARTLY, "partly"),
        ({"a": Y}, NOT_MET, {"a": Y}, None, "followed_up"),
        ({"a": Y}, NOT_MET, {"a": Y}, UNDETERMINED, "undetermined"),
        ({"a": Y}, NOT_MET, {}, MET, "undetermined"),
        # A person sets another verdict now than the answers give.
        ({"a": Y, "b": N}, None, {"a": Y, "b": N}, MET, "followed_up"),
        ({"a": Y, "b": N}, None, {"a": Y}, MET, "undetermined"),
        ({"a": Y, "b": N}, None, {"a": Y, "b": Y}, NOT_MET, "not_followed_up"),
        ({"a": Y, "b": N}, None, {"a": Y, "b": N}, NOT_APPLICABLE, "undetermined"),
    ],
)
def test_what_a_person_set_counts_where_no_answer_is_gone(
    then: dict[str, Given],
    then_set: VerdictCode | None,
    now: dict[str, Given],
    now_set: VerdictCode | None,
    code: str,
) -> None:
    before = the_criterion(assessed(then, verdict=then_set))
    assert became(before, the_criterion(assessed(now, verdict=now_set))).code == code


def test_what_a_person_set_to_met_is_half_closed_without_documentation() -> None:
    then, now = assessed({"a": N}), assessed({"a": N}, shown=None, verdict=MET)
    assert became(the_criterion(then), the_criterion(now)).code == "partly"


def test_a_person_may_say_that_it_was_met_and_is_shown_now() -> None:
    then = assessed({"a": Y}, shown=None, verdict=MET)
    assert became(the_criterion(then), the_criterion(assessed({"a": Y}))).code == "followed_up"


def test_an_answer_to_another_question_closes_nothing() -> None:
    reworded = small_set(decisive(point("a", "Er den ny?")), point("b"), version="2")
    then, now = assessed({"a": N, "b": N}), assessed({"a": Y, "b": Y}, reworded)
    outcome = became(the_criterion(then), the_criterion(now))

    assert outcome.code == "undetermined"
    assert str(outcome.reason) == "1 svar bak funnet er blitt ja; 1 spørsmål er endret siden"


def test_a_question_that_is_not_asked_any_more_closes_nothing() -> None:
    then, now = assessed({"a": Y, "b": N}), assessed({"a": Y}, small_set(decisive(point("a"))))
    assert became(the_criterion(then), the_criterion(now)).code == "undetermined"


def test_a_yes_that_its_own_number_refutes_closes_nothing() -> None:
    half = Limit(at_least=50, set_by="loven")
    counted = replace(
        point("b"), measure=Measure(kind=MeasureKind.PERCENT, what="andel", limit=half)
    )
    criteria_set = small_set(decisive(point("a")), counted)
    then = assessed({"a": Y, "b": N}, criteria_set)
    now = assessed({"a": Y, "b": Answer(value=Y, number=10.0)}, criteria_set)
    outcome = became(the_criterion(then), the_criterion(now))

    assert outcome.code == "undetermined"


def test_what_does_not_count_any_more_is_neither_closed_nor_standing() -> None:
    then = the_criterion(assessed({"a": N}))
    (criterion,) = SET.criteria
    ended = replace(SET, criteria=(replace(criterion, applies_to_date=date(2026, 1, 1)),))
    for now in (None, the_criterion(assessed({"a": Y}, ended))):
        outcome = became(then, now)
        assert (outcome.code, outcome.lapsed) == ("undetermined", True)


@settings(max_examples=200)
@given(st.randoms(use_true_random=False))
def test_the_change_report_and_the_follow_up_tell_the_same(draw: random.Random) -> None:
    assert not list(faults(*pair(draw)))
