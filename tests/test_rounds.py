"""Several people: different answers are both kept, and answering alone is alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.appraisal import common_answer
from checklist.appraisal.together import Distance, distance
from checklist.assessment import (
    Answer,
    Answered,
    AnsweredAlone,
    Author,
    Created,
    Event,
    RoundOpened,
    RoundStarted,
    SetVerdict,
    Undone,
    VerdictCode,
    What,
    fold,
    rounds_of,
    visible_to,
)
from checklist.assessment.deciding import AnsweringAlone, NoRound, Undecided
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.session import Session
from checklist.store import Journal
from checklist.words import progress_of
from tests.conftest import NES
from tests.databases import ON_BOTH

YES, PARTLY, NO = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO
UNKNOWN, NOT_APPLICABLE = AnswerValue.UNKNOWN, AnswerValue.NOT_APPLICABLE
POINT, OTHER = "ke-kjent-ansatte", "ke-mandat-kjent"
NAMES = ["Anna", "Bo", "Kari"]


@pytest.fixture
def two(nes: Session) -> Iterator[tuple[Session, Session]]:
    """Anna and Bo, each in a program of their own, answering alone while a round is running."""
    with Journal(nes.journal.path) as annas, Journal(nes.journal.path) as bos:
        yield (
            Session(annas, "nes-2018", Author(name="Anna", role="leder"), nes.files, alone=True),
            Session(bos, "nes-2018", Author(name="Bo"), nes.files, alone=True),
        )


def standing(session: Session) -> list[tuple[str, AnswerValue | None]]:
    found = session.shared.disagreement(POINT)
    return [(given.author.name, given.value.value) for given in found]


# -- two who answer at the same time ----------------------------------------------------


@ON_BOTH
def test_different_answers_given_unseen_are_both_kept_until_somebody_who_saw_both_decides(
    two: tuple[Session, Session],
) -> None:
    anna, bo = two
    anna.answer(POINT, YES)
    anna.comment(POINT, "Det står på nettsiden.")
    bo.answer(POINT, NO)
    for session in two:
        session.refresh()
        assert standing(session) == [("Anna", YES), ("Bo", NO)]
    kept = bo.assessment.answer(POINT)
    assert kept is not None
    assert kept.comment == "", "what Anna wrote says nothing of Bo's answer"
    with pytest.raises(Undecided, match="Velg svaret som skal gjelde"):
        anna.comment(POINT, "Mer.")
    anna.answer(POINT, NO)
    bo.refresh()
    assert standing(anna) == standing(bo) == []
    anna.undo()
    assert standing(anna) == [("Anna", YES), ("Bo", NO)]


@ON_BOTH
def test_an_answer_to_what_one_has_seen_is_no_disagreement(two: tuple[Session, Session]) -> None:
    anna, bo = two
    anna.answer(POINT, YES)
    bo.refresh()
    bo.answer(POINT, NO)
    anna.refresh()
    assert standing(anna) == []
    anna.answer(POINT, PARTLY)
    bo.undo()
    bo.refresh()
    # Anna saw Bo's answer, which came after hers: taking it away makes nothing unseen.
    assert standing(bo) == []


@ON_BOTH
def test_the_same_answer_is_no_disagreement(two: tuple[Session, Session]) -> None:
    anna, bo = two
    anna.answer(POINT, NO)
    bo.answer(POINT, NO)
    assert standing(bo) == []


@ON_BOTH
def test_one_of_several_deciding_without_seeing_all_decides_nothing(
    two: tuple[Session, Session],
) -> None:
    anna, bo = two
    anna.answer(POINT, YES)
    bo.answer(POINT, NO)
    anna.answer(POINT, PARTLY)
    bo.refresh()
    assert standing(bo) == [("Bo", NO), ("Anna", PARTLY)]


# -- alone ------------------------------------------------------------------------------


@ON_BOTH
def test_nobody_sees_what_another_answers_alone_before_the_round_is_opened(
    two: tuple[Session, Session],
) -> None:
    anna, bo = two
    before = anna.assessment
    anna.start_round(["Bo", "Kari"])
    assert bo.refresh()
    assert anna.assessment.answers == bo.assessment.answers == {}
    anna.answer(POINT, YES)
    anna.comment(POINT, "Vi har en brosjyre.")
    bo.refresh()
    assert bo.assessment.answer(POINT) is None
    assert all("brosjyre" not in str(line) for line in bo.history())
    assert any("brosjyre" in str(line) for line in anna.history())
    assert anna.shared.answers == before.answers
    sharing = bo.sharing()
    assert sharing.assessment.answers == before.answers
    with pytest.raises(AnsweringAlone):
        sharing.answer(POINT, NO)
    with pytest.raises(AnsweringAlone):
        anna.set_verdict("ke-etablert", SetVerdict(verdict=VerdictCode.MET, reason="Ja."))
    with pytest.raises(NoRound, match="skjult"):
        bo.agenda()
    anna.undo()
    assert anna.assessment.answers[POINT].value.comment == ""
    bo.open_round()
    assert any("Vi har" not in str(line) for line in bo.history())
    assert bo.assessment.answers == before.answers
    # Anna has not been told yet: what she answers now, she still answers alone.
    anna.answer(OTHER, NO)
    assert anna.refresh()
    assert anna.assessment.answers == before.answers
    bo.refresh()
    agenda = bo.agenda()
    assert [author.name for author in agenda.not_begun] == ["Bo", "Kari"]
    assert [compared.point.checkpoint.id for compared in agenda.alike] == [POINT]
    (against,) = agenda.differences
    assert against.distance is Distance.NEAR, "held against what the example had answered"
    assert [(author.name, n) for author, n in agenda.people] == [("Anna", 2)]


def test_who_answers_alone_is_called_the_same_before_and_after_the_first_answer(
    two: tuple[Session, Session],
) -> None:
    anna, bo = two

    def told() -> list[tuple[str, str]]:
        held = anna.rounds[-1]
        return sorted(progress_of(anna.alone_progress(), 395, held.not_begun, Translator("nb")))

    anna.start_round(["Bo"])
    assert told() == [("Anna (leder)", "har ikke begynt"), ("Bo", "har ikke begynt")]
    bo.refresh()
    bo.answer(OTHER, NO)
    anna.answer(POINT, YES)
    assert told() == [("Anna (leder)", "1 av 395 besvart"), ("Bo", "1 av 395 besvart")]
    anna.answer(POINT, None)
    assert told() == [("Anna (leder)", "har ikke begynt"), ("Bo", "1 av 395 besvart")]


@ON_BOTH
def test_the_agenda_has_the_largest_difference_first_and_the_decision_ends_it(
    two: tuple[Session, Session],
) -> None:
    anna, bo = two
    anna.start_round()
    bo.refresh()
    points = [p for c in list(anna.appraisal.criteria.values())[:4] for p in c.asked]
    pairs = [(YES, YES), (YES, PARTLY), (YES, UNKNOWN), (NO, YES), (NO, None), (NO, NO)]
    for point, (annas, bos) in zip(points, pairs, strict=False):
        anna.answer(point.checkpoint.id, annas)
        bo.answer(point.checkpoint.id, bos)
    anna.refresh()
    anna.open_round()
    bo.refresh()
    agenda = bo.agenda()
    assert [compared.distance for compared in agenda.differences] == [
        Distance.OPPOSITE,
        Distance.NEAR,
        Distance.UNKNOWN,
        Distance.UNANSWERED,
    ]
    first = agenda.differences[0].point.checkpoint.id
    assert first == points[3].checkpoint.id
    before = bo.assessment.answers
    assert bo.take_over() == len(agenda.alike)
    changed = {n for n, r in bo.assessment.answers.items() if before.get(n) != r}
    assert changed <= {points[0].checkpoint.id, points[5].checkpoint.id}
    bo.undo()
    assert bo.assessment.answers == before, "one step"
    bo.answer(first, PARTLY)
    assert [c.point.checkpoint.id for c in bo.agenda().decided] == [first]
    assert len(bo.agenda().differences) == 3


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((YES, YES), None),
        ((UNKNOWN, UNKNOWN), None),
        ((None, None), None),
        ((YES, NO), Distance.OPPOSITE),
        ((YES, PARTLY, NO), Distance.OPPOSITE),
        ((YES, NO, None), Distance.OPPOSITE),
        ((YES, PARTLY), Distance.NEAR),
        ((NO, PARTLY), Distance.NEAR),
        ((NO, NOT_APPLICABLE), Distance.APPLIES),
        ((NO, UNKNOWN), Distance.UNKNOWN),
        ((NO, None), Distance.UNANSWERED),
        ((UNKNOWN, None), Distance.UNKNOWN),
    ],
)
def test_how_far_apart_answers_are(
    values: tuple[AnswerValue | None, ...], expected: Distance | None
) -> None:
    assert distance(values) is expected
    assert distance(reversed(values)) is expected


@ON_BOTH
def test_what_is_taken_over_together_keeps_every_comment_and_says_whose(
    two: tuple[Session, Session],
) -> None:
    anna, bo = two
    anna.start_round()
    bo.refresh()
    for session, comment in ((anna, "Fra 2014."), (bo, "Ligger i Compilo.")):
        session.answer(POINT, YES)
        session.comment(POINT, comment)
    bo.open_round()
    (alike,) = bo.agenda().alike
    assert common_answer(alike.opinions).comment == "leder: Fra 2014.\nBo: Ligger i Compilo."


# -- in any order -----------------------------------------------------------------------

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CREATED = Created(
    municipality=NES,
    criteria_set="f" * 64,
    date=date(2026, 11, 23),
)


@st.composite
def journals(draw: st.DrawFn) -> list[Event]:
    """Rounds and answers of three people, undoings among them."""
    made = [written(0, CREATED, "Anna")]
    for number in range(1, draw(st.integers(0, 14)) + 1):
        who = draw(st.sampled_from(NAMES))
        names = [event.id for event in made if isinstance(event.what, RoundStarted)]
        answer = Answer(value=draw(st.sampled_from(AnswerValue)), comment=f"{who} {number}")
        point = draw(st.sampled_from(["a", "b"]))
        seen = draw(
            st.none()
            | st.lists(
                st.sampled_from([e.id for e in made if isinstance(e.what, Answered)] or [""]),
                max_size=2,
            ).map(tuple)
        )
        whats: list[What] = [
            RoundStarted(people=("Kari",)),
            Answered(checkpoint=point, answer=answer, seen=seen),
        ]
        own = [
            e.id
            for e in made[1:]
            if e.author.name == who and not isinstance(e.what, RoundStarted | RoundOpened)
        ]
        if own:
            whats.append(Undone(event=draw(st.sampled_from(own))))
        if names:
            whats += [
                AnsweredAlone(round=draw(st.sampled_from(names)), checkpoint=point, answer=answer),
                RoundOpened(round=draw(st.sampled_from(names))),
            ]
        made.append(written(number, draw(st.sampled_from(whats)), who))
    return made


def written(number: int, what: What, who: str) -> Event:
    at = NOON + timedelta(minutes=number)
    return Event(id=f"{number:026x}", at=at, author=Author(name=who), previous="", what=what)


@settings(max_examples=100, deadline=None)
@given(journals(), st.randoms(use_true_random=False))
def test_the_order_people_s_events_arrive_in_does_not_matter(
    events: list[Event], chance: random.Random
) -> None:
    shuffled = events[:]
    chance.shuffle(shuffled)
    assert rounds_of(shuffled) == rounds_of(events)
    assert fold("nes", shuffled) == fold("nes", events)


@settings(max_examples=100, deadline=None)
@given(journals())
def test_no_answer_given_alone_is_lost_or_seen_by_another_before_its_round_is_opened(
    events: list[Event],
) -> None:
    running = {name for held in rounds_of(events) if held.running for name in held.ids}
    alone = [event for event in events if isinstance(event.what, AnsweredAlone)]
    undone = {event.what.event for event in events if isinstance(event.what, Undone)}
    for who in NAMES:
        seen = {event.id for event in visible_to(who, events)}
        for event in alone:
            assert isinstance(event.what, AnsweredAlone)
            hidden = event.what.round in running and event.author.name != who
            assert (event.id in seen) is not hidden
    for event in alone:
        if event.id in undone:
            continue
        assert isinstance(event.what, AnsweredAlone)
        held = next(known for known in rounds_of(events) if event.what.round in known.ids)
        kept = held.answers[event.author.name][event.what.checkpoint]
        assert kept.event >= event.id
    state = fold("nes", [event for event in events if event not in alone])
    shared = fold("nes", events)
    assert (shared.answers, shared.standing) == (state.answers, state.standing)


@ON_BOTH
def test_what_the_only_one_who_took_part_answered_can_be_taken_over(
    nes: Session, two: tuple[Session, Session]
) -> None:
    _anna, bo = two
    bo.start_round(["Anna"])
    bo.answer(POINT, NO)
    bo.open_round()
    assert bo.assessment.answer(POINT) is None
    assert bo.take_over() == 1
    nes.refresh()
    answer = nes.assessment.answer(POINT)
    assert answer is not None
    assert answer.value is NO


@ON_BOTH
def test_one_who_answers_alone_against_what_stands_is_seen_until_it_is_decided(
    nes: Session, two: tuple[Session, Session]
) -> None:
    anna, bo = two
    anna.answer(POINT, YES)
    anna.start_round(["Bo"])
    bo.refresh()
    bo.answer(POINT, NO)
    bo.open_round()
    nes.refresh()
    given = {opinion.author.name: opinion.value for opinion in nes.differing(POINT)}
    assert given == {"Anna": YES, "Bo": NO}
    (found,) = nes.agenda().differences
    assert (found.point.checkpoint.id, found.distance) == (POINT, Distance.OPPOSITE)
    assert not nes.agenda().alike
    nes.answer(POINT, YES)
    assert not nes.differing(POINT)
    assert not nes.agenda().differences
