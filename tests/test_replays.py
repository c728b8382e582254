"""What the auditors concluded in five published audits, held against the facts they state.

The table is that of `python -m benchmarks.replays`, which prints it with the reasons. It says which
conclusions the facts do not reach, and that is held here as firmly as those they reach.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.replay_table import ROWS, RestsOn, Row
from benchmarks.replays import example, is_reached, line, main, outcome
from checklist.appraisal import Appraisal, appraise
from checklist.criteria import AnswerValue, text_in


@pytest.fixture(scope="module")
def replayed() -> dict[str, Appraisal]:
    """Each example appraised once."""
    appraisals = {}
    for name in {row.example for row in ROWS}:
        with example(name) as session:
            appraisals[name] = session.appraisal
    return appraisals


REACHED = [row for row in ROWS if not row.missed]
MISSED = [row for row in ROWS if row.missed]
A_CONCLUSION = re.compile(
    r"revisjonen (mener|finner|ser|peker|vurderer|konkluderer)|revisjonens (vurdering|oppfatning)"
    r"|lovkrav(et|ene) (er|blir)|i tråd med|kravene i loven",
    re.IGNORECASE,
)
"""Words in which auditors say what they came to."""

ASSESSING = {
    "nes-2018": ("5.6", "sammendrag"),
    "lorenskog-2021": ("kap. 6", "og 6", "5.2, 6", "sammendrag"),
    "ullensaker-2020": ("2.4", "3.4", "sammendrag"),
}
"""The chapters in which the auditors assess."""


def named(row: Row) -> str:
    return f"{row.audit}-{row.about}"


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_conclusion_comes_out_as_the_table_says(row: Row, replayed: dict[str, Appraisal]) -> None:
    appraisal = replayed[row.example]
    assert not appraisal.assessment.verdicts, "no verdict may be set by a person"
    code, _, reason = outcome(appraisal, row.about)
    assert (code in row.expected) is not bool(row.missed)
    assert row.fact
    assert reason


@pytest.mark.parametrize("row", REACHED, ids=named)
def test_it_is_not_reached_when_its_deciding_fact_is_turned(
    row: Row, replayed: dict[str, Appraisal]
) -> None:
    appraisal = replayed[row.example]
    recorded = appraisal.assessment.answers[row.deciding]
    assert recorded.value.value is not row.turned
    turned = replace(recorded, value=replace(recorded.value, value=row.turned))
    answers = {**appraisal.assessment.answers, row.deciding: turned}
    otherwise = appraise(appraisal.criteria_set, replace(appraisal.assessment, answers=answers))
    assert outcome(otherwise, row.about)[0] == row.becomes
    assert row.becomes not in row.expected


def test_only_a_poster_has_answers_that_carry_a_conclusion() -> None:
    assert {row.audit for row in ROWS if row.rests_on is RestsOn.CONCLUSION} == {"000"}


@pytest.mark.parametrize("example", ASSESSING)
def test_no_answer_carries_what_the_auditors_came_to(
    example: str, replayed: dict[str, Appraisal]
) -> None:
    for name, recorded in replayed[example].assessment.answers.items():
        comment, place = recorded.value.comment, recorded.value.place
        assert not A_CONCLUSION.search(comment), name
        assert not [chapter for chapter in ASSESSING[example] if chapter in place], name


@pytest.mark.parametrize("example", ASSESSING)
def test_no_yes_is_given_where_yes_asks_for_a_sample(
    example: str, replayed: dict[str, Appraisal]
) -> None:
    given = [
        point.checkpoint.id
        for appraised in replayed[example].criteria.values()
        for point in appraised.asked
        if point.value is AnswerValue.YES
        and "stikkprøve" in text_in(point.checkpoint.yes_means, "nb").casefold()
    ]
    assert given == [], "no audit drew one"


def test_the_command_prints_the_rows_apart_and_the_sums(
    replayed: dict[str, Appraisal], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == 0
    *parts, limits = capsys.readouterr().out.split("\n\n")
    facts, conclusions, missed = ([*part.splitlines()] for part in parts)
    alone = [row for row in REACHED if row.rests_on is RestsOn.FACT]
    of = sum(row.rests_on is RestsOn.FACT for row in ROWS)
    assert facts[-1] == f"{len(alone)} of {of} that rest on facts alone are reached"
    assert len(facts) == len(alone) + 1
    assert len(conclusions) == len(REACHED) - len(alone) + 1
    assert missed[-1] == f"{len(MISSED)} of {len(ROWS)} are not reached"
    assert [printed.endswith(row.missed) for printed, row in zip(missed, MISSED, strict=False)]
    assert "chosen with these audits in view" in limits

    wrong = ROWS[0]._replace(expected=("met",), missed="for a reason")
    assert not is_reached(wrong, replayed[wrong.example])
    assert line(wrong, replayed[wrong.example]).endswith("NOT REACHED (met): for a reason")


@pytest.mark.parametrize("page", ["README.md", "docs/vurderingsregler.md"])
def test_the_docs_have_the_sums(page: str) -> None:
    text = (Path(__file__).parents[1] / page).read_text(encoding="utf-8")
    alone = [row for row in ROWS if row.rests_on is RestsOn.FACT]
    reached = sum(not row.missed for row in alone)
    assert re.search(rf"{reached} (of|av) (the |de )?{len(alone)}\b", text)
    assert re.search(rf"{len(MISSED)} (of|av) (the |de )?{len(ROWS)}\b", text)
