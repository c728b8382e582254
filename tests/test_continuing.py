"""Where one goes on: the next question, how long the rest may take, and what a list says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from checklist.appraisal import EVERYTHING, Selection, next_question, time_left
from checklist.assessment import Action, Author
from checklist.criteria import AnswerValue, Depth
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import Journal, open_evidence_files
from checklist.words import Glance, glance, history_words, told_apart
from checklist.words.continuing import near_day
from tests.conftest import ANNA, NES, Clock, shipped_set

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
QUICK = Selection(depth=Depth.QUICK)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(home: Path, clock: Clock) -> Iterator[Session]:
    """An assessment that nobody has answered, in a store whose clock the test sets."""
    with Journal(home / "samsjekk.sqlite3", clock) as journal:
        adults = shipped_set("psykisk-helse-rus-voksne")
        made = begin(journal, ANNA, NES, adults, TODAY)
        yield Session(journal, made, ANNA, open_evidence_files(Environment.of_process()))


def order(session: Session, selection: Selection = EVERYTHING) -> list[str]:
    """The checkpoints in the order that they are asked."""
    return [
        point.checkpoint.id
        for criteria in session.appraisal.by_theme.values()
        for criterion in criteria
        for point in selection.of(criterion, session.assessment)
    ]


def following(session: Session, selection: Selection = EVERYTHING, who: str = "Anna") -> str | None:
    found = next_question(session.appraisal, selection, who)
    return None if found is None else found.point.checkpoint.id


def answer(session: Session, *checkpoints: str) -> None:
    for checkpoint in checkpoints:
        session.answer(checkpoint, AnswerValue.YES)


def test_the_next_question_is_the_one_after_the_last_that_this_person_answered(
    session: Session,
) -> None:
    asked = order(session)
    assert following(session) == asked[0]
    answer(session, asked[5], asked[3], asked[4])
    assert following(session) == asked[6], "the fifth is answered, and the sixth too"
    session.answer(asked[4], None)
    assert following(session) == asked[4], "an answer that was taken away is none"
    assert following(session, who="Bo") == asked[0], "another begins from the top"
    assert following(session, QUICK) in order(session, QUICK)


def test_after_the_last_question_those_before_are_next_and_then_there_is_none(
    session: Session,
) -> None:
    asked = order(session, QUICK)
    answer(session, asked[-1])
    assert following(session, QUICK) == asked[0]
    answer(session, *asked[:-1])
    assert following(session, QUICK) is None
    assert time_left(session.appraisal, QUICK, "Anna") is None
    assert seen(session, QUICK).next == ("Alt er besvart.", "")


def test_the_time_left_is_estimated_from_own_answers_and_else_from_a_plain_number(
    session: Session, clock: Clock
) -> None:
    asked = order(session)
    answer(session, *asked[:5])
    few = time_left(session.appraisal, EVERYTHING, "Anna")
    assert few is not None
    assert few == (timedelta(minutes=len(asked) - 5), False)
    for n, checkpoint in enumerate(asked[5:25]):
        # A pause for lunch says nothing of how long an answer takes.
        clock.now += timedelta(hours=1) if n == 10 else timedelta(seconds=119)
        answer(session, checkpoint)
    own = time_left(session.appraisal, EVERYTHING, "Anna")
    assert own is not None
    assert own.own_pace
    took = [1] * 4 + [120] * 19
    assert own.time == timedelta(seconds=sum(took)) / len(took) * (len(asked) - 25)
    others = time_left(session.appraisal, EVERYTHING, "Bo")
    assert others is not None
    assert not others.own_pace


def test_answers_that_were_read_from_a_file_say_nothing_of_the_pace(nes: Session) -> None:
    found = time_left(nes.appraisal, EVERYTHING, "eksempel nes-2018")
    assert found is not None
    assert not found.own_pace


def seen(session: Session, selection: Selection = EVERYTHING, now: datetime = NOW) -> Glance:
    return glance(session.appraisal, selection, session.author.name, now, Translator())


def test_a_list_says_what_is_next_how_long_and_what_is_over_its_deadline(session: Session) -> None:
    session.set_action(
        Action(id="t1", criterion="ke-etablert", what="x", deadline=TODAY - timedelta(days=1))
    )
    answer(session, order(session, QUICK)[0])
    found = seen(session, QUICK)
    where, question = found.next
    assert where.startswith("Neste: Enheten kjenner oppgavene › Kjent")
    assert question.endswith("?")
    assert found.shown == "rask"
    assert found.counted == "rask: 1 av 58 besvart"
    assert found.left == "om lag 1 time igjen, 1 minutt på hvert svar"
    assert found.overdue == "1 tiltak over fristen"
    assert [one.number for one in found.findings] == [1], "a yes that nothing shows"
    assert found.changed == "i dag"
    assert found.changed_at.startswith("Endret i dag ")


def test_what_a_clock_that_is_wrong_wrote_is_said_until_others_write(
    session: Session, clock: Clock
) -> None:
    first, second = order(session, QUICK)[:2]
    clock.now += timedelta(days=3)
    answer(session, first)
    assert seen(session).changed_at.startswith("Endret 26.11 ")
    assert seen(session).changed_at.endswith(" (en klokke går foran)")
    clock.now -= timedelta(days=3)
    answer(session, second)
    assert seen(session).changed_at.startswith("Endret i dag ")
    assert "klokke" not in seen(session).changed_at
    marks = [
        history_words(
            line.event, session.criteria_set, session.earlier(), Translator(), undone=False
        ).mark
        for line in session.history()
    ]
    assert [bool(mark) for mark in marks] == [True, False, False], marks


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "i dag"),
        (TODAY - timedelta(days=1), "i går"),
        (date(2026, 3, 1), "01.03"),
        (date(2025, 12, 31), "31.12.2025"),
        (TODAY + timedelta(days=1), "24.11"),
    ],
)
def test_a_day_is_said_as_short_as_it_can_be(day: date, words: str) -> None:
    assert near_day(day, TODAY, Translator()) == words


def test_texts_that_begin_alike_are_told_apart() -> None:
    adults, children = "Sammenhengende tjenester til voksne", "Sammenhengende tjenester til barn"
    other = "Oppfølging av anbefalinger"
    assert told_apart([adults, children, other, adults, ""]) == {
        adults: "… voksne",
        children: "… barn",
        other: other,
        "": "",
    }
    assert told_apart(["Rus i Nes", "Rus i år"]) == {
        "Rus i Nes": "Rus i Nes",
        "Rus i år": "Rus i år",
    }


def test_one_who_others_share_the_assessment_with_goes_on_from_their_own(session: Session) -> None:
    asked = order(session)
    answer(session, asked[0])
    journal = session.journal
    bo = Session(journal, session.assessment.id, Author(name="Bo"), session.files)
    answer(bo, asked[7])
    assert following(bo, who="Anna") == asked[1]
    assert following(bo, who="Bo") == asked[8]
