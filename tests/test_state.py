"""The state follows from the events and nothing else, in whatever order they arrive."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.assessment import (
    Action,
    ActionSet,
    Answer,
    Answered,
    Author,
    Created,
    CriteriaUpgraded,
    DrawnSample,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    Municipality,
    Observation,
    SampleDrawn,
    SetVerdict,
    StatementGiven,
    Undone,
    UnstorableEvent,
    VerdictCode,
    VerdictSet,
    What,
    after,
    events_of,
    fold,
    written,
)
from checklist.assessment.state import NoBeginning, effective
from checklist.criteria import AnswerValue

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANNA, BENT = Author(name="Anna"), Author(name="Bent")
NES = Created(
    municipality=Municipality(number="3228", name="Nes"),
    criteria_set="f" * 64,
    date=date(2026, 11, 23),
)

names = st.sampled_from(["a", "b"])
days = st.dates(date(2020, 1, 1), date(2026, 1, 1))
answers = st.builds(
    Answer,
    value=st.none() | st.sampled_from(AnswerValue),
    comment=st.sampled_from(["", "Fra 2014."]),
    fingerprint=st.just("0123456789abcdef"),
)
changes: st.SearchStrategy[What] = st.one_of(
    st.builds(Answered, checkpoint=names, answer=answers),
    st.builds(
        EvidenceRecorded,
        evidence=st.builds(Observation, id=names, title=st.sampled_from(["Vedtak", "Møte"])),
    ),
    st.builds(EvidenceRemoved, evidence=names),
    st.builds(EvidenceLinked, evidence=names, checkpoint=names),
    st.builds(EvidenceUnlinked, evidence=names, checkpoint=names),
    st.builds(ActionSet, action=st.builds(Action, id=names, criterion=names, what=names)),
    st.builds(
        VerdictSet,
        criterion=names,
        verdict=st.none()
        | st.builds(SetVerdict, verdict=st.sampled_from(VerdictCode), reason=names),
    ),
    st.builds(
        SampleDrawn,
        sample=st.builds(
            DrawnSample, frame=names, of=st.just(9), numbers=st.just((2, 7)), seed=names
        ),
    ),
    st.builds(StatementGiven, text=names, date=days),
)


@st.composite
def journals(draw: st.DrawFn, *, undoing: bool = True) -> list[Event]:
    """Events of two authors; a clock that may go back; undoings of any earlier event."""
    made = [event(0, NES)]
    for number in range(1, draw(st.integers(0, 12)) + 1):
        what: What = draw(changes)
        if undoing and len(made) > 1 and draw(st.booleans()):
            what = Undone(event=draw(st.sampled_from(made[1:])).id)
        made.append(
            event(
                number,
                what,
                author=draw(st.sampled_from([ANNA, BENT])),
                minutes=draw(st.integers(-60, 60)),
            )
        )
    return made


def event(number: int, what: What, author: Author = ANNA, minutes: int = 0) -> Event:
    at = NOON + timedelta(minutes=minutes)
    return Event(id=f"{number:026x}", at=at, author=author, previous="", what=what)


def answered(number: int, value: AnswerValue | None, comment: str = "") -> Event:
    answer = Answer(value=value, comment=comment, fingerprint="0123456789abcdef")
    return event(number, Answered(checkpoint="a", answer=answer))


def read_back(what: What) -> What:
    """What a reader gets of an event that is stored."""
    made = written(
        of="0" * 64,
        write_id="0" * 26,
        at=NOON,
        by="0" * 16,
        replica="0" * 16,
        parents=(),
        happened=(what,),
    )
    (read,) = events_of(made, {})
    return read.what


@given(journals(), st.randoms(use_true_random=False))
def test_the_order_events_arrive_in_does_not_matter(
    events: list[Event], chance: random.Random
) -> None:
    shuffled = events[:]
    chance.shuffle(shuffled)
    assert fold("nes", shuffled) == fold("nes", events)


@settings(max_examples=200)
@given(journals(undoing=False))
def test_following_one_event_is_the_same_as_folding_all(events: list[Event]) -> None:
    state = fold("nes", events[:1])
    for count, new in enumerate(events[1:], start=2):
        state = after(state, new)
        assert state == fold("nes", events[:count])


@given(journals())
def test_undoing_everything_leaves_an_assessment_as_it_began(events: list[Event]) -> None:
    left = effective(events)
    undoings = [event(100 + n, Undone(event=done.id)) for n, done in enumerate(left[1:])]
    state = fold("nes", [*events, *undoings])
    assert (state.answers, state.evidence, state.actions, state.verdicts) == ({}, {}, {}, {})
    assert state.statement is None


@given(journals())
def test_what_is_stored_is_what_is_read(events: list[Event]) -> None:
    assert [read_back(made.what) for made in events] == [made.what for made in events]


def test_an_undo_brings_the_answer_before_back_and_an_undo_of_it_takes_it_away_again() -> None:
    events = [event(0, NES), answered(1, AnswerValue.YES), answered(2, AnswerValue.NO)]
    undo = event(3, Undone(event=events[2].id))
    assert fold("nes", [*events, undo]).answer("a") == Answer(
        value=AnswerValue.YES, fingerprint="0123456789abcdef"
    )
    redo = event(4, Undone(event=undo.id))
    assert fold("nes", [*events, undo, redo]) == fold_changed_at(events, redo.at)
    third = event(5, Undone(event=redo.id))
    again = fold("nes", [*events, undo, redo, third]).answer("a")
    assert again is not None
    assert again.value is AnswerValue.YES


def fold_changed_at(events: list[Event], at: datetime) -> object:
    state = fold("nes", events)
    assert state.changed == at
    return state


def test_an_answer_without_value_takes_the_answer_away_but_a_comment_stays() -> None:
    events = [event(0, NES), answered(1, AnswerValue.YES)]
    assert fold("nes", [*events, answered(2, None)]).answer("a") is None
    kept = fold("nes", [*events, answered(2, None, "Spør Bent.")]).answer("a")
    assert kept is not None
    assert (kept.value, kept.comment) == (None, "Spør Bent.")


def test_removed_evidence_no_longer_carries_an_answer_and_comes_back_with_its_links() -> None:
    seen = EvidenceRecorded(evidence=Observation(id="d1", title="Nettsiden"))
    events = [
        event(0, NES),
        event(1, seen),
        event(2, EvidenceLinked(evidence="d1", checkpoint="a")),
        event(3, EvidenceLinked(evidence="d1", checkpoint="a")),
        event(4, EvidenceRemoved(evidence="d1")),
    ]
    assert fold("nes", events).evidence_for("a") == ()
    back = fold("nes", [*events, event(5, Undone(event=events[4].id))])
    assert back.evidence_for("a") == (seen.evidence,)


def test_a_journal_that_lost_its_beginning_says_so() -> None:
    with pytest.raises(NoBeginning, match="mangler begynnelsen"):
        fold("nes", [answered(1, AnswerValue.YES)])


@pytest.mark.parametrize(
    "what",
    [
        EvidenceRecorded(evidence=Observation(id="Ikke en id", title="x")),
        Answered(checkpoint="a", answer=Answer(comment="\ud800")),
        Answered(checkpoint="a", answer=Answer(number=float("nan"))),
        Answered(checkpoint="a", answer=Answer(number=float("inf"))),
    ],
)
def test_what_could_not_be_read_back_is_never_stored(what: What) -> None:
    with pytest.raises(UnstorableEvent, match="kan ikke lagres"):
        read_back(what)


def upgraded(number: int) -> Event:
    return event(number, CriteriaUpgraded(criteria_set="e" * 64, comes_from={"b": ("a",)}, seen=()))


def test_an_answer_that_arrives_after_the_upgrade_is_carried_too() -> None:
    late = answered(1, AnswerValue.YES, "Fra en kollega")
    state = fold("nes", [event(0, NES), upgraded(2), late])
    assert state.criteria_set == "e" * 64
    assert state.answer("b") == state.answer("a")
    assert state.answers["b"].value.comment == "Fra en kollega"


def test_what_was_removed_after_the_upgrade_is_not_carried_back() -> None:
    removed = Answered(checkpoint="b", answer=Answer(), seen=(), touched=("value",))
    before = [event(0, NES), answered(1, AnswerValue.YES), upgraded(2)]
    assert fold("nes", before).answer("b") is not None
    assert fold("nes", [*before, event(3, removed)]).answer("b") is None


def test_merged_checkpoints_with_different_answers_are_carried_by_none() -> None:
    merged = CriteriaUpgraded(criteria_set="e" * 64, comes_from={"c": ("a", "b")}, seen=())
    other = Answer(value=AnswerValue.NO, fingerprint="0123456789abcdef")
    different = event(2, Answered(checkpoint="b", answer=other))
    state = fold("nes", [event(0, NES), answered(1, AnswerValue.YES), different, event(3, merged)])
    assert state.answer("c") is None
