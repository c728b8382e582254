"""Stores that went apart and came together agree, and lose nothing: short random histories."""

from __future__ import annotations

from collections.abc import Mapping
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.assessment import (
    AnsweredAlone,
    Event,
    Line,
    Thing,
    changes_of,
    counting,
    fold,
    kontrollsum,
    prove_against,
    rounds_of,
    seen_of,
)
from checklist.i18n import Translator
from checklist.session import History, Session, newest, read_history, read_newest_first
from checklist.store import EvidenceFiles
from checklist.text import WITHHELD
from checklist.words import history_words
from tests.databases import ON_BOTH
from tests.desks import KINDS, NAME, Desk, Step, do, meet, office

steps = st.lists(
    st.builds(
        Step,
        store=st.integers(0, 3),
        kind=st.sampled_from(KINDS),
        a=st.integers(0, 100),
        b=st.integers(0, 100),
    ),
    min_size=5,
    max_size=30,
)
some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def held(desk: Desk) -> dict[bytes, Mapping[str, object]]:
    return {line.body: dict(line.parts) for line in desk.journal.lines(NAME)}


def in_files(desk: Desk) -> bytes:
    folder = desk.journal.path.parent
    return b"".join(p.read_bytes() for p in folder.glob(f"{desk.journal.path.name}*"))


@ON_BOTH
@some
@given(st.integers(2, 4), steps)
def test_all_stores_come_to_the_same_and_every_digest_is_right(
    stores: int, history: list[Step]
) -> None:
    with office(stores) as (desks, clock):
        for step in history:
            do(desks, step, clock)
        meet(desks)
        first = desks[0]
        for desk in desks:
            assert held(desk) == held(first), "the same writes and texts"
            assert desk.journal.heads(NAME) == first.journal.heads(NAME)
            assert desk.state() == first.state()
            proof = desk.journal.prove(NAME)[1]
            assert not proof.faults, [str(fault) for fault in proof.faults]
            before = held(desk)
            desk.journal.take_in(NAME, first.journal.lines(NAME))
            assert held(desk) == before, "twice changes nothing"


@some
@given(st.integers(2, 4), steps)
def test_no_standing_value_disappears_unless_it_was_seen_or_undone(
    stores: int, history: list[Step]
) -> None:
    with office(stores) as (desks, clock):
        for step in history:
            do(desks, step, clock)
        meet(desks)
        events = desks[0].events()
        state = fold(NAME, events)
        found = {
            (thing, name): {given.event for given in standing}
            for thing, fields in state.fields.items()
            for name, standing in fields.items()
        }
        assert found == standing_by_definition(events)


@settings(some, max_examples=12)
@given(st.integers(2, 3), steps)
def test_the_history_by_itself_is_told_as_where_the_assessment_is_open(
    stores: int, history: list[Step]
) -> None:
    with office(stores) as (desks, clock):
        for step in history:
            do(desks, step, clock)
        for desk in desks:
            files = EvidenceFiles(desk.journal.path.parent / "evidence")
            session = Session(desk.journal, NAME, desk.author, files)
            told = read_history(desk.journal, NAME, desk.author)
            assert (told.lines, told.earlier) == (session.history(), session.earlier())
            assert told.criteria_set == session.criteria_set


@settings(some, max_examples=30)
@given(st.integers(2, 3), steps, steps)
def test_the_newest_are_told_first_as_where_all_is_read(
    stores: int, history: list[Step], further: list[Step]
) -> None:
    with office(stores) as (desks, clock), patch.multiple(newest, NEWEST=3, LONG=4):
        for steps_done in (history, further):
            for step in steps_done:
                do(desks, step, clock)
            for desk in desks:
                cache = desk.journal.path.parent / f"cache-{desk.number}"
                parts = read_newest_first(desk.journal, NAME, desk.author, cache)
                told = [said for part in parts for said in in_words(part)]
                assert told == in_words(read_history(desk.journal, NAME, desk.author))


def in_words(told: History) -> list[tuple[str, ...]]:
    return [
        history_words(
            line.event,
            told.criteria_set,
            told.earlier,
            Translator("nb"),
            undone=line.undone,
            later=line.later,
        )
        for line in told.lines
    ]


def standing_by_definition(events: tuple[Event, ...]) -> dict[tuple[Thing, str], set[str]]:
    """What stands in each field, from the definition: not seen by a later one that counts."""
    counted = counting(events)
    kept = {event.id for event in counted}
    undone = {event.id: seen_of(event.what) or () for event in events if event.id not in kept}

    def had_seen(event: Event) -> set[str]:
        seen, waiting = set(), list(seen_of(event.what) or ())
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += undone.get(name, ())
        return seen

    written: dict[tuple[Thing, str], list[Event]] = {}
    for event in counted:
        changed = changes_of(event.what)
        if changed is not None:
            for name in changed[1]:
                written.setdefault((changed[0], name), []).append(event)
    return {
        field: {
            event.id
            for number, event in enumerate(given)
            if not any(
                event.id in had_seen(later)
                or (later.author.name, later.replica) == (event.author.name, event.replica)
                for later in given[number + 1 :]
            )
        }
        for field, given in written.items()
    }


@some
@given(st.integers(2, 3), steps)
def test_what_is_erased_is_in_no_file_of_any_store_and_a_kontrollsum_holds(
    stores: int, history: list[Step]
) -> None:
    with office(stores) as (desks, clock):
        kept = []
        for step in history:
            do(desks, step, clock)
            of, heads, writes = desks[0].journal.heads(NAME)
            kept.append(kontrollsum(of, heads, "1", "set", writes))
        meet(desks)
        for desk in desks:
            assert not desk.left_of(text for other in desks for text in other.erased)
            proof = desk.journal.prove(NAME)[1]
            for printed in kept:
                assert prove_against(proof.nodes, printed, of, ["1"], ["set"]).found


@some
@given(steps, st.randoms(use_true_random=False))
def test_texts_may_be_left_out_and_every_value_is_the_same(history, chance) -> None:  # type: ignore[no-untyped-def]
    with office(2) as (desks, clock):
        for step in history:
            do(desks, step, clock)
        whole, other = desks
        lines = [
            Line(line.body, {p: part for p, part in line.parts.items() if chance.random() < 0.5})
            for line in whole.journal.lines(NAME)
        ]
        other.journal.remove(NAME)
        copied = other.journal.adopt(NAME, lines)
        assert not copied.refused
        ours, theirs = whole.state(), other.state()
        assert {n: r.value.value for n, r in ours.answers.items()} == {
            n: r.value.value for n, r in theirs.answers.items()
        }
        assert {n: v.value.verdict for n, v in ours.verdicts.items()} == {
            n: v.value.verdict for n, v in theirs.verdicts.items()
        }
        assert list(ours.evidence) == list(theirs.evidence)
        assert {n: a.status for n, a in ours.actions.items()} == {
            n: a.status for n, a in theirs.actions.items()
        }
        assert whole.journal.heads(NAME)[:2] == other.journal.heads(NAME)[:2]


@ON_BOTH
@some
@given(st.integers(2, 4), steps)
def test_what_is_answered_alone_is_in_no_other_store_before_the_round_is_opened(
    stores: int, history: list[Step]
) -> None:
    with office(stores) as (desks, clock):
        do(desks, Step(0, "start", 0, 0), clock)
        for desk in desks:
            desk.journal.take_in(NAME, desks[0].journal.lines(NAME))
        for step in history:
            if step.kind not in {"open", "back", "undo", "redo", "erase", "clock"}:
                do(desks, step, clock)
        for desk in desks:
            running = next(r for r in rounds_of(desk.events()) if r.running)
            assert running.id
            for other in desks:
                if other is desk:
                    continue
                content = in_files(other)
                for event in desk.events():
                    what = event.what
                    own = event.replica in desk.journal.replicas()
                    if own and isinstance(what, AnsweredAlone) and what.checkpoint != WITHHELD:
                        assert what.answer.comment.encode() not in content
