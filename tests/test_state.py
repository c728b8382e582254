"""The state follows from the events and nothing else, in whatever order they arrive."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checklist.assessment import (
    ABOUT,
    Action,
    ActionSet,
    ActionStatus,
    ActionWithdrawn,
    Answer,
    Answered,
    Assessment,
    Author,
    Claimed,
    Corrected,
    CountingSoFar,
    Created,
    CriteriaUpgraded,
    DrawnSample,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    FollowUpCode,
    FollowUpSet,
    Observation,
    Period,
    Recommendation,
    RecommendationSet,
    SampleDrawn,
    SetFollowUp,
    SetVerdict,
    SignedOff,
    StatementGiven,
    Thing,
    Undone,
    UnstorableEvent,
    VerdictCode,
    VerdictSet,
    WentBack,
    What,
    after,
    counting,
    events_of,
    fold,
    seen_by_undone,
    written,
)
from checklist.assessment.state import NoBeginning, effective
from checklist.criteria import AnswerValue
from checklist.errors import ExitCode
from checklist.words import Earlier
from tests.conftest import NES

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANNA, BENT, KARI = Author(name="Anna"), Author(name="Bent"), Author(name="Kari")
CREATED = Created(
    municipality=NES,
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
    st.builds(
        Corrected, title=names, begins=st.none() | days, touched=st.just(("title", "begins"))
    ),
    st.builds(
        SignedOff,
        role=names,
        date=days,
        heads=st.just(()),
        kontrollsum=st.just("0" * 32),
        ends=st.none() | days,
    ),
)


@st.composite
def journals(draw: st.DrawFn, *, undoing: bool = True) -> list[Event]:
    """Events of two authors; a clock that may go back; undoings of any earlier event.

    One of them may have claimed what the other writes.
    """
    made = [event(0, CREATED)]
    if draw(st.booleans()):
        made.append(event(1, Claimed(name="Anna"), author=BENT))
    first = len(made)
    for number in range(first, draw(st.integers(0, 12)) + first):
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
    begun = 2 if any(isinstance(event.what, Claimed) for event in events) else 1
    state = fold("nes", events[:begun])
    for count, new in enumerate(events[begun:], start=begun + 1):
        state = after(state, new)
        assert state == fold("nes", events[:count])


@given(journals())
def test_undoing_everything_leaves_an_assessment_as_it_began(events: list[Event]) -> None:
    left = effective(events)
    undoings = [event(100 + n, Undone(event=done.id)) for n, done in enumerate(left[1:])]
    state = fold("nes", [*events, *undoings])
    assert (state.answers, state.evidence, state.actions, state.verdicts) == ({}, {}, {}, {})
    assert state.statement is None


@given(journals(), st.data())
def test_counting_event_by_event_is_the_same_as_counting_all(
    events: list[Event], data: st.DataObject
) -> None:
    ids = st.sampled_from([f"{number:026x}" for number in range(len(events) + 1)])
    back: st.SearchStrategy[What] = st.one_of(
        st.builds(Undone, event=ids, also=st.lists(ids, max_size=2).map(tuple)),
        st.builds(WentBack, to=ids, events=st.lists(ids, max_size=4).map(tuple)),
    )
    # What was merged may name what comes later, or is not here.
    undone = [replace(one, what=data.draw(st.just(one.what) | back)) for one in events]
    before: set[str] = set()
    so_far = CountingSoFar(before)
    for number, one in enumerate(undone, start=1):
        so_far.add(one)
        before.add(one.id)
        count = {counted.id for counted in counting(undone[:number])}
        assert {known.id for known in undone if known.id in so_far} == count


@given(journals(), st.randoms(use_true_random=False))
def test_what_an_answer_came_instead_of_is_the_last_that_counted_then(
    events: list[Event], chance: random.Random
) -> None:
    shuffled = events[:]
    chance.shuffle(shuffled)
    earlier = Earlier.of(shuffled)
    for place, one in enumerate(events):
        if isinstance(one.what, Answered):
            before = [
                known.id
                for known in counting(events[:place])
                if isinstance(known.what, Answered) and known.what.checkpoint == one.what.checkpoint
            ]
            held = earlier.events[before[-1]].what if before else None
            expected = held.answer if isinstance(held, Answered) else Answer()
            assert earlier.before[one.id] == expected


@given(journals())
def test_what_is_stored_is_what_is_read(events: list[Event]) -> None:
    assert [read_back(made.what) for made in events] == [made.what for made in events]


def test_an_undo_brings_the_answer_before_back_and_an_undo_of_it_takes_it_away_again() -> None:
    events = [event(0, CREATED), answered(1, AnswerValue.YES), answered(2, AnswerValue.NO)]
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
    events = [event(0, CREATED), answered(1, AnswerValue.YES)]
    assert fold("nes", [*events, answered(2, None)]).answer("a") is None
    kept = fold("nes", [*events, answered(2, None, "Spør Bent.")]).answer("a")
    assert kept is not None
    assert (kept.value, kept.comment) == (None, "Spør Bent.")


def test_removed_evidence_no_longer_carries_an_answer_and_comes_back_with_its_links() -> None:
    seen = EvidenceRecorded(evidence=Observation(id="d1", title="Nettsiden"))
    events = [
        event(0, CREATED),
        event(1, seen),
        event(2, EvidenceLinked(evidence="d1", checkpoint="a")),
        event(3, EvidenceLinked(evidence="d1", checkpoint="a")),
        event(4, EvidenceRemoved(evidence="d1")),
    ]
    assert fold("nes", events).evidence_for("a") == ()
    back = fold("nes", [*events, event(5, Undone(event=events[4].id))])
    assert back.evidence_for("a") == (seen.evidence,)


def after_all(*happened: What | tuple[Author, What]) -> Assessment:
    """The state after events of Anna's, or of who is named; the first has the id 1."""
    events = [event(0, CREATED)]
    for number, entry in enumerate(happened, start=1):
        author, what = entry if isinstance(entry, tuple) else (ANNA, entry)
        events.append(event(number, what, author=author))
    return fold("nes", events)


def id_of(number: int) -> str:
    return event(number, CREATED).id


DOCUMENT = EvidenceRecorded(evidence=Observation(id="d1", title="Nettsiden"))
ANOTHER = EvidenceRecorded(evidence=Observation(id="d2", title="Møte"))
ACTION = ActionSet(action=Action(id="t1", criterion="ke", what="Lage nettside"))
ASKED = RecommendationSet(recommendation=Recommendation(id="r1", text="Lage", checkpoints=("a",)))
SET = SetVerdict(verdict=VerdictCode.MET, reason="Sett.")
FOLLOWED = SetFollowUp(verdict=FollowUpCode.PARTLY, reason="Begynt.")
STATED = StatementGiven(text="Vi følger opp.", date=date(2026, 1, 2))


def test_each_thing_that_is_set_is_there_until_it_is_taken_back() -> None:
    state = after_all(
        DOCUMENT,
        EvidenceLinked(evidence="d1", checkpoint="a"),
        ACTION,
        VerdictSet(criterion="ke", verdict=SET),
        ASKED,
        FollowUpSet(recommendation="r1", verdict=FOLLOWED),
        STATED,
    )
    assert state.evidence["d1"].value == DOCUMENT.evidence
    assert state.links == {"a": ("d1",)}
    assert state.actions == {"t1": ACTION.action}
    assert state.verdicts["ke"].value == SET
    assert state.recommendations == {"r1": ASKED.recommendation}
    assert state.follow_ups["r1"].value == FOLLOWED
    assert state.statement is not None
    assert (state.statement.value, state.statement.event) == (STATED, id_of(7))
    state = after_all(
        DOCUMENT,
        EvidenceLinked(evidence="d1", checkpoint="a"),
        ACTION,
        VerdictSet(criterion="ke", verdict=SET),
        ASKED,
        FollowUpSet(recommendation="r1", verdict=FOLLOWED),
        EvidenceUnlinked(evidence="d1", checkpoint="a"),
        EvidenceRemoved(evidence="d1"),
        ActionWithdrawn(action="t1"),
        VerdictSet(criterion="ke", verdict=None),
        FollowUpSet(recommendation="r1", verdict=None),
    )
    assert (state.evidence, state.links, state.actions) == ({}, {"a": ()}, {})
    assert (state.verdicts, state.follow_ups) == ({}, {})


def test_what_comes_back_comes_last_and_what_is_changed_stays_where_it_is() -> None:
    """The order of lists on screen and in reports."""
    linked = (
        EvidenceLinked(evidence="d1", checkpoint="a"),
        EvidenceLinked(evidence="d2", checkpoint="a"),
    )
    changed = EvidenceRecorded(evidence=Observation(id="d1", title="Nettside"))
    state = after_all(DOCUMENT, ANOTHER, *linked, changed, linked[0])
    assert (list(state.evidence), state.links["a"]) == (["d1", "d2"], ("d1", "d2"))
    removed = EvidenceRemoved(evidence="d1")
    unlinked = EvidenceUnlinked(evidence="d1", checkpoint="a")
    state = after_all(DOCUMENT, ANOTHER, *linked, removed, unlinked, DOCUMENT, linked[0])
    assert (list(state.evidence), state.links["a"]) == (["d2", "d1"], ("d2", "d1"))
    yes = Answered(checkpoint="b", answer=Answer(value=AnswerValue.YES))
    state = after_all(yes, Answered(checkpoint="a", answer=yes.answer), yes)
    answered_first = next(thing.id for thing in state.fields if thing.kind == "answer")
    assert (list(state.standing), answered_first) == (["b", "a"], "b")


def unseen(value: AnswerValue, *seen: str, **fields: Any) -> Answered:
    touched = ("value", "fingerprint", *fields)
    return Answered(
        checkpoint="a", answer=Answer(value=value, **fields), seen=seen, touched=touched
    )


def test_who_saw_what_is_undone_saw_past_it() -> None:
    """Kari decided with Anna's answer before her, and Anna had seen Bent's."""
    happened = (
        (BENT, unseen(AnswerValue.NO)),
        (ANNA, unseen(AnswerValue.YES, id_of(1))),
        (KARI, unseen(AnswerValue.PARTLY, id_of(2))),
        (ANNA, Undone(event=id_of(2))),
    )
    state = after_all(*happened)
    answer = state.answer("a")
    assert answer is not None
    assert (answer.value, state.disagreement("a")) == (AnswerValue.PARTLY, ())
    # The same for a screen that follows: Kari's comes while it is open.
    events = [event(0, CREATED)] + [
        event(n, what, author=who) for n, (who, what) in ((1, happened[0]), (2, happened[1]))
    ]
    events.append(event(3, Undone(event=id_of(2))))
    new = event(4, happened[2][1], author=KARI)
    followed = after(fold("nes", events), new, seen_by_undone(events))
    assert followed == fold("nes", [*events, new])
    assert followed.disagreement("a") == ()


def test_people_who_differ_both_have_the_comment_of_somebody_else() -> None:
    commented = Answered(
        checkpoint="a", answer=Answer(comment="Se vedtaket."), seen=(), touched=("comment",)
    )
    state = after_all(
        (KARI, commented),
        (BENT, unseen(AnswerValue.NO, place="kap. 2")),
        (ANNA, unseen(AnswerValue.YES)),
    )
    his, hers = state.disagreement("a")
    assert (his.value.value, his.value.comment, his.value.place) == (
        AnswerValue.NO,
        "Se vedtaket.",
        "kap. 2",
    )
    assert (hers.value.value, hers.value.comment, hers.value.place) == (
        AnswerValue.YES,
        "Se vedtaket.",
        "",
    )
    assert state.disagreements == {"a": (his, hers)}
    settled = after_all((ANNA, Answered(checkpoint="b", answer=Answer(value=AnswerValue.YES))))
    assert settled.standing
    assert settled.disagreements == {}
    assert state.answer("a") == hers.value


def test_only_what_still_counts_is_left_to_settle() -> None:
    """Two who had not seen each other changed the same things."""
    other = replace(STATED, text="Vi er uenige.")
    changes: list[What] = [
        EvidenceRecorded(
            evidence=Observation(id="d1", title="Nett"), seen=(id_of(1),), touched=("title",)
        ),
        ActionSet(
            action=Action(id="t1", criterion="ke", what="Mer"), seen=(id_of(2),), touched=("what",)
        ),
        replace(other, seen=()),
        EvidenceUnlinked(evidence="d1", checkpoint="a", seen=()),
        unseen(AnswerValue.NO, comment="Nede."),
        CriteriaUpgraded(criteria_set="d" * 64, seen=()),
    ]
    same: list[What] = [
        replace(DOCUMENT, seen=(id_of(1),)),
        replace(ACTION, seen=(id_of(2),)),
        STATED,
        EvidenceLinked(evidence="d1", checkpoint="a"),
        unseen(AnswerValue.YES, comment="Ja."),
        CriteriaUpgraded(criteria_set="e" * 64, seen=()),
    ]
    both = [DOCUMENT, ACTION, *same, *((BENT, what) for what in changes)]
    state = after_all(*both)
    left = {thing: set(state.unsettled(thing)) for thing in state.fields}
    assert left == {
        ABOUT: set(),
        Thing("evidence", "d1"): {"title"},
        Thing("action", "t1"): {"what"},
        Thing("statement", ""): {"statement"},
        Thing("links", "a"): set(),
        Thing("set", ""): set(),
        Thing("answer", "a"): {"comment"},
    }
    assert state.links == {"a": ("d1",)}, "one who keeps it is enough"
    gone = after_all(*both, EvidenceRemoved(evidence="d1"), ActionWithdrawn(action="t1"))
    assert not gone.unsettled(Thing("evidence", "d1"))
    assert not gone.unsettled(Thing("action", "t1"))


def test_going_back_takes_what_it_names_and_can_be_undone() -> None:
    yes = Answered(checkpoint="a", answer=Answer(value=AnswerValue.YES))
    back = WentBack(to=id_of(1), events=(id_of(2), id_of(3)))
    happened = (DOCUMENT, yes, ACTION, back)
    state = after_all(*happened)
    assert (list(state.evidence), state.answers, state.actions) == (["d1"], {}, {})
    assert list(after_all(*happened, Undone(event=id_of(4))).actions) == ["t1"]


def test_one_step_of_several_events_is_undone_as_one() -> None:
    state = after_all(DOCUMENT, ACTION, Undone(event=id_of(1), also=(id_of(2),)))
    assert (state.evidence, state.actions) == ({}, {})


def test_what_is_begun_stands_in_the_assessment() -> None:
    begun = replace(CREATED, title="Ny gjennomgang")
    state = fold("nes", [event(0, begun, minutes=3)])
    assert (state.id, state.municipality, state.criteria_set, state.date, state.title) == (
        "nes",
        begun.municipality,
        begun.criteria_set,
        begun.date,
        "Ny gjennomgang",
    )
    assert state.changed == NOON + timedelta(minutes=3)


def test_an_upgrade_carries_links_and_recommendations_to_the_new_checkpoint() -> None:
    before = (
        DOCUMENT,
        EvidenceLinked(evidence="d1", checkpoint="a"),
        ASKED,
        CriteriaUpgraded(criteria_set="e" * 64, comes_from={"b": ("a",)}, seen=()),
    )
    state = after_all(*before)
    assert state.links["b"] == ("d1",)
    assert state.recommendations["r1"].checkpoints == ("a", "b")
    # What somebody chose afterwards stands.
    unlinked = EvidenceUnlinked(evidence="d1", checkpoint="b", seen=())
    chosen = replace(ASKED, seen=None, touched=("checkpoints",))
    state = after_all(*before, unlinked, chosen)
    assert state.links["b"] == ()
    assert state.recommendations["r1"].checkpoints == ("a",)
    # An upgrade of an older version names one source for each.
    older = CriteriaUpgraded(criteria_set="e" * 64, carried={"b": "a"}, seen=())
    yes = Answered(checkpoint="a", answer=Answer(value=AnswerValue.YES))
    assert after_all(yes, older).answer("b") == yes.answer


def test_an_action_whose_beginning_is_undone_does_not_count() -> None:
    """Bent changed what Anna then undid: nobody can say any more what it was about."""
    done = ActionSet(
        action=replace(ACTION.action, status=ActionStatus.DONE),
        seen=(id_of(1),),
        touched=("status",),
    )
    assert after_all(ACTION, (BENT, done)).actions == {"t1": done.action}
    assert after_all(ACTION, (BENT, done), Undone(event=id_of(1))).actions == {}


def test_a_journal_that_lost_its_beginning_says_so() -> None:
    with pytest.raises(NoBeginning, match="mangler begynnelsen") as refused:
        fold("nes", [answered(1, AnswerValue.YES)])
    assert refused.value.exit_code is ExitCode.FAULTS


def test_what_an_assessment_rests_on_ends_with_its_period_or_with_a_day_looked_back_on() -> None:
    during = replace(CREATED, date=NOON.date())
    assert fold("nes", [event(0, during)]).ends is None
    back = replace(CREATED, date=NOON.date() - timedelta(days=1))
    assert fold("nes", [event(0, back)]).ends == back.date
    over = replace(during, period=Period(ends=date(2018, 6, 30)))
    assert fold("nes", [event(0, over)]).ends == date(2018, 6, 30)


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
    state = fold("nes", [event(0, CREATED), upgraded(2), late])
    assert state.criteria_set == "e" * 64
    assert state.answer("b") == state.answer("a")
    assert state.answers["b"].value.comment == "Fra en kollega"


def test_what_was_removed_after_the_upgrade_is_not_carried_back() -> None:
    removed = Answered(checkpoint="b", answer=Answer(), seen=(), touched=("value",))
    before = [event(0, CREATED), answered(1, AnswerValue.YES), upgraded(2)]
    assert fold("nes", before).answer("b") is not None
    assert fold("nes", [*before, event(3, removed)]).answer("b") is None


def test_merged_checkpoints_with_different_answers_are_carried_by_none() -> None:
    merged = CriteriaUpgraded(criteria_set="e" * 64, comes_from={"c": ("a", "b")}, seen=())
    other = Answer(value=AnswerValue.NO, fingerprint="0123456789abcdef")
    different = event(2, Answered(checkpoint="b", answer=other))
    state = fold(
        "nes", [event(0, CREATED), answered(1, AnswerValue.YES), different, event(3, merged)]
    )
    assert state.answer("c") is None
