"""History shows everything: what was given in one step, and answers that are not asked for now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from checklist.assessment import Answer, Author, Observation, Thing, retired_answers
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.i18n import Translator
from checklist.reporting import report_file, report_text
from checklist.session import HistoryLine, Session, read_history
from checklist.session.reports import report_of
from checklist.store import Journal
from checklist.words import Earlier, history_words, moment_lines
from tests.conftest import ANNA
from tests.test_upgrade import opened, point, small_set

_ = Translator("nb")
DAY = date(2026, 11, 29)
BO = Author(name="Bo", role="leder")


def said(session: Session) -> list[str]:
    """The history in words, the newest first."""
    return in_words(session.history(), session.criteria_set, session.earlier())


def in_words(
    lines: Iterable[HistoryLine], criteria_set: CriteriaSet, earlier: Earlier
) -> list[str]:
    return [
        str(
            history_words(
                line.event, criteria_set, earlier, _, undone=line.undone, later=line.later
            )
        )
        for line in lines
    ]


@pytest.fixture
def upgraded(journal: Journal, home: Path) -> Session:
    """Four answers, each with a comment and evidence, and then another version of the set.

    `a` is asked as before, `b` otherwise, `c` no more, and `d` otherwise and answered again.
    """
    points = (point("a"), point("b"), point("c", "Finnes den gamle?"), point("d", "Er den ny?"))
    session = opened(journal, small_set(*points), home)
    for name in "abcd":
        answer = Answer(value=AnswerValue.YES, comment=f"Bo sa {name}.")
        session.set_answer(name, answer)
        evidence = Observation(id=f"d-{name}", title=f"Vedtak {name}", date="2026-01-01")
        session.record_evidence(evidence, [name])
    now = small_set(
        point("a"),
        point("b", "Finnes den nå?"),
        point("d", "Er den nyere?"),
        version="2",
        gone=("c",),
    )
    session.upgrade(now)
    session.set_answer("d", Answer(value=AnswerValue.NO, comment="Ikke nå."))
    return session


def test_a_comment_that_came_with_the_answer_is_told_with_it(nes: Session) -> None:
    nes.set_answer("ke-kjent-ansatte", Answer(value=AnswerValue.NO, comment="Ingen vet det."))
    assert said(nes)[0].endswith("; før: Ikke besvart; ny kommentar: Ingen vet det.")
    nes.set_answer("ke-kjent-ansatte", Answer(value=AnswerValue.YES, comment="Nå vet de."))
    assert "kommentaren er nå: Nå vet de.; før: Ingen vet det." in said(nes)[0]


def test_what_is_not_asked_any_more_is_told_with_its_question(upgraded: Session) -> None:
    told = said(upgraded)
    (gone,) = [line for line in told if "Ja: Finnes den gamle?" in line]
    assert gone.endswith("spørres ikke lenger")
    assert "ny kommentar: Bo sa c." in gone
    assert any("«Vedtak c» ble koblet til: Finnes den gamle?" in line for line in told)


def test_the_history_by_itself_is_told_as_where_the_assessment_is_open(upgraded: Session) -> None:
    upgraded.sign_off("leder", DAY)
    upgraded.answer("a", AnswerValue.NO)
    upgraded.undo()
    upgraded.correct({"title": "Nord"}, sure=True)
    upgraded.erase(Thing("answer", "d"), "comment", "Et navn")
    told = read_history(upgraded.journal, upgraded.shared.id, upgraded.author)
    assert in_words(told.lines, told.criteria_set, told.earlier) == said(upgraded)
    assert said(upgraded)[0].endswith("(Et navn); etter godkjenning")


def test_an_answer_is_told_with_the_question_as_it_was(upgraded: Session) -> None:
    told = said(upgraded)
    assert any("Ja: Er den ny?" in line for line in told)
    assert any("Nei: Er den nyere?" in line for line in told)


def test_retired_answers_are_those_that_stand_nowhere(upgraded: Session) -> None:
    before = upgraded.before_upgrades()
    found = retired_answers(upgraded.shared, before, upgraded.criteria_set)
    assert [(one.checkpoint.id, one.given.value.comment) for one in found] == [
        ("c", "Bo sa c."),
        ("d", "Bo sa d."),
    ]
    assert [piece.title for one in found for piece in one.evidence] == ["Vedtak c", "Vedtak d"]


def test_the_moment_before_shows_them_as_they_were(upgraded: Session) -> None:
    before = upgraded.history()[2].event
    lines = [str(line) for line in moment_lines(upgraded.at(before.id), upgraded.appraisal, _)]
    at = lines.index("Finnes den gamle?")
    assert lines[at + 1 : at + 3] == [
        "da: Ja – Bo sa c.; spørres ikke lenger",
        "dokumentasjon da: Vedtak c",
    ]
    assert "nå spørres det: Er den nyere?" in lines


def test_who_claimed_what_is_told_of_a_moment_before(nes: Session) -> None:
    other = Session(nes.journal, nes.shared.id, BO, nes.files)
    other.answer("ke-kjent-ansatte", AnswerValue.NO)
    nes = Session(nes.journal, nes.shared.id, ANNA, nes.files)
    nes.claim("Bo")
    moment = nes.history()[1].event.id
    lines = [str(line) for line in moment_lines(nes.at(moment), nes.appraisal, _)]
    assert "Anna har siden tatt over det «Bo» har skrevet." in lines


def test_the_report_has_them_in_its_appendix_and_without_names_where_it_is_published(
    upgraded: Session,
) -> None:
    text = report_text(report_of(upgraded, DAY, _), template="gap", form="md")
    part = text[text.index("### M Svar på spørsmål som ikke stilles lenger") :]
    assert "✓ Ja: Finnes den gamle? (Krav, 1, " in part
    assert "Kommentar: Bo sa c" in part
    assert "Vist ved Vedtak c" in part
    for form in ("docx", "pdf"):
        assert report_file(report_of(upgraded, DAY, _), form=form)
    Session(upgraded.journal, upgraded.shared.id, BO, upgraded.files).comment("a", "Hei.")
    again = Session(upgraded.journal, upgraded.shared.id, ANNA, upgraded.files)
    public = report_text(report_of(again, DAY, _, publish=True), template="gap", form="md")
    assert "Bo sa" not in public
    assert "leder sa c" in public.casefold()
