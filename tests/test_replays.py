"""What the auditors concluded in five published audits follows from the facts they state.

The table is that of `python -m benchmarks.replays`, which prints it with the reasons.
"""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from benchmarks.replay_table import AUDITS, ROWS, Row
from benchmarks.replays import example, line, main, outcome
from checklist.appraisal import Appraisal, appraise


@pytest.fixture(scope="module")
def replayed() -> dict[str, Appraisal]:
    """Each example appraised once."""
    appraisals = {}
    for name in {row.example for row in ROWS}:
        with example(name) as session:
            appraisals[name] = session.appraisal
    return appraisals


def each_conclusion() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.audit}-{row.about}")


@each_conclusion()
def test_a_conclusion_of_the_auditors_is_reached_with_a_reason(
    row: Row, replayed: dict[str, Appraisal]
) -> None:
    appraisal = replayed[row.example]
    assert not appraisal.assessment.verdicts, "no verdict may be set by a person"
    code, _, reason = outcome(appraisal, row.about)
    assert code in row.expected
    assert reason


@each_conclusion()
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


def test_the_command_says_of_each_whether_it_holds(
    replayed: dict[str, Appraisal], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == 0
    *lines, total = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ROWS)
    assert {printed[:3] for printed in lines} == set(AUDITS)
    assert all(printed.endswith(" · holds") for printed in lines)
    assert total == f"{len(ROWS)} of {len(ROWS)} conclusions of 5 audits reached"

    wrong = dataclasses.replace(ROWS[0], expected=("met",))
    text, reached = line(wrong, replayed[wrong.example])
    assert not reached
    assert text.endswith(
        "delvis oppfylt · 2 kontrollpunkter er delvis (på plass, brukes) · FALLS SHORT of met"
    )
