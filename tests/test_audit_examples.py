"""The published audits, re-played as audits, hold what their reports say and nothing more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from benchmarks.audit_table import STATEMENTS, Statement
from benchmarks.audits import (
    PLANTED,
    WITHOUT_FACTS,
    chains,
    examples,
    line,
    main,
    of_its_own,
    planted_found,
    replayed,
    rows_found,
    without_a_date,
    without_place,
)
from checklist.audit import (
    Correction,
    EmailQuestions,
    Fact,
    Hearing,
    Measure,
    Meeting,
    breaks,
    is_confirmed,
    log_entry,
)

every_example = pytest.mark.parametrize("name", examples())


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda row: f"{row.audit} {row.says}")
def test_an_audit_has_what_its_report_says(row: Statement) -> None:
    assert row.is_had(replayed(row.audit))
    assert line(row).endswith(" · has it")


@every_example
def test_an_audit_has_nothing_that_its_report_has_no_place_for(name: str) -> None:
    assert without_place(name) == ()
    assert without_a_date(name) == ()


@every_example
def test_an_audit_hangs_together_as_its_report_does(name: str) -> None:
    assert of_its_own(name) == ()


@every_example
def test_a_fact_says_where_in_the_report_it_stands(name: str) -> None:
    assert all(fact.place for fact in replayed(name).all(Fact).values())


def test_nes_has_its_interviews_verified_and_three_of_five_sets_of_questions_answered() -> None:
    nes = replayed("nes-2018")
    meetings, emails = nes.all(Meeting).values(), nes.all(EmailQuestions).values()
    assert (len(meetings), sum(map(is_confirmed, meetings))) == (8, 8)
    assert (len(emails), sum(one.is_answered for one in emails)) == (5, 3)
    assert breaks(nes) == ()


def test_the_statement_came_and_its_text_is_not_made_up() -> None:
    hearing = replayed("nes-2018").single(Hearing)
    assert (hearing.came, hearing.text) == ("2018-02-26", "")


def test_every_row_of_the_tables_of_ullensaker_has_a_place_of_its_own() -> None:
    ullensaker = replayed("ullensaker-2020")
    measures = ullensaker.all(Measure).values()
    assert (rows_found(measures), len(measures)) == (58, 58)
    assert all(
        log_entry(ullensaker, source.entry) for measure in measures for source in measure.sources
    )
    assert all(measure.sources and measure.points for measure in measures)


def test_a_row_that_is_lost_or_has_changed_places_is_missed() -> None:
    first, second, *others = replayed("ullensaker-2020").all(Measure).values()
    assert rows_found([first, *others]) == 57
    exchanged = [replace(first, title=second.title), replace(second, title=first.title)]
    assert rows_found([*exchanged, *others]) == 56


def test_a_statement_that_an_audit_lacks_is_told() -> None:
    assert line(STATEMENTS[0]._replace(is_had=lambda _audit: False)).endswith(" · LACKS IT")


def test_ten_breaks_planted_in_a_made_audit_are_found() -> None:
    assert len(PLANTED) == 10
    assert planted_found() == 10


@every_example
def test_from_each_recommendation_the_way_goes_back_to_sources(name: str) -> None:
    assert all(reached for reached, _way in chains(name)) or name in WITHOUT_FACTS


def test_lorenskog_says_how_many_interviews_and_corrections_its_report_tells_of() -> None:
    lorenskog = replayed("lorenskog-2021")
    assert [len(lorenskog.all(kind)) for kind in (Meeting, Correction)] == [19, 3]
    assert breaks(lorenskog) == ()


def test_the_command_prints_that_all_is_as_the_table_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main() == 0
    assert "10 of 10 planted breaks are found" in capsys.readouterr().out
