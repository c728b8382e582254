"""Undo, redo and going back: nothing is lost, and each takes back what that person did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.appraisal import changes_since
from checklist.assessment import (
    Answer,
    Answered,
    AnsweredAlone,
    Author,
    Document,
    Erased,
    Event,
    NothingToUndo,
    RoundOpened,
    RoundStarted,
    Undone,
    UnknownMoment,
    WayBack,
    WentBack,
    What,
    counting,
    deciding,
    find_event,
    last_step,
    last_undoing,
    until,
    way_back,
)
from checklist.criteria import AnswerValue
from checklist.session import Session
from checklist.store import Journal
from tests.conftest import ANNA, CREATED
from tests.databases import ON_BOTH

POINT, OTHER = "ke-kjent-ansatte", "ke-mandat-kjent"
BENT = Author(name="Bent")


@pytest.fixture
def bent(nes: Session) -> Iterator[Session]:
    """Bent's session on the same assessment, in another program."""
    with Journal(nes.journal.path) as journal:
        yield Session(journal, "nes-2018", BENT, nes.files)


def value(session: Session, checkpoint: str = POINT) -> AnswerValue | None:
    answer = session.assessment.answer(checkpoint)
    return None if answer is None else answer.value


def reopened(session: Session) -> Session:
    return Session(session.journal, session.assessment.id, session.author, session.files)


@ON_BOTH
def test_undo_and_redo_go_as_far_as_there_are_steps_also_after_a_restart(nes: Session) -> None:
    given_values = [AnswerValue.YES, AnswerValue.NO, AnswerValue.PARTLY]
    for answer in given_values:
        nes.answer(POINT, answer)
    session = reopened(nes)
    seen = []
    for _ in given_values:
        session.undo()
        seen.append(value(session))
    assert seen == [AnswerValue.NO, AnswerValue.YES, None]
    with pytest.raises(NothingToUndo, match="ingen endringer å angre"):
        session.undo()
    session = reopened(session)
    seen = []
    for _ in given_values:
        session.redo()
        seen.append(value(session))
    assert seen == given_values
    with pytest.raises(NothingToUndo, match="kan gjøres om"):
        session.redo()
    session.undo()
    assert value(session) is AnswerValue.NO
    session.redo()
    assert value(session) is AnswerValue.PARTLY


@ON_BOTH
def test_a_new_change_ends_what_can_be_redone(nes: Session) -> None:
    nes.answer(POINT, AnswerValue.YES)
    nes.undo()
    nes.answer(OTHER, AnswerValue.NO)
    with pytest.raises(NothingToUndo):
        nes.redo()
    nes.undo()
    nes.redo()
    assert value(nes, OTHER) is AnswerValue.NO
    assert value(nes) is None


@ON_BOTH
def test_undo_takes_ones_own_changes_and_leaves_others_alone(nes: Session, bent: Session) -> None:
    nes.answer(POINT, AnswerValue.YES)
    bent.answer(OTHER, AnswerValue.NO)
    nes.undo()
    bent.refresh()
    assert (value(bent), value(bent, OTHER)) == (None, AnswerValue.NO)
    bent.undo()
    with pytest.raises(NothingToUndo):
        bent.undo()


@ON_BOTH
def test_evidence_and_what_it_is_linked_to_are_one_step(nes: Session) -> None:
    before = nes.assessment
    nes.record_evidence(Document(id="mandat", title="Mandat"), [POINT, OTHER])
    step = nes.undo()
    assert len(step) == 3
    assert (nes.assessment.evidence, nes.assessment.links) == (before.evidence, before.links)
    assert len(nes.redo()) == 3
    assert [item.title for item in nes.assessment.evidence_for(POINT)] == ["Mandat"]


@ON_BOTH
def test_an_answer_file_is_one_step(nes: Session, tmp_path: Path) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text(
        "format: 1\nevidence:\n  - {kind: observation, id: besok, title: Besøk}\nanswers:\n"
        f"  - {{checkpoint: {POINT}, answer: yes, evidence: [besok]}}\n"
        f"  - {{checkpoint: ke-kjent-tjenester, answer: no}}\n".replace(
            "ke-kjent-tjenester", OTHER
        ),
        encoding="utf-8",
    )
    before = nes.assessment
    assert nes.apply(path) == 4
    nes.undo()
    assert nes.assessment.answers == before.answers
    assert nes.assessment.evidence == before.evidence


@ON_BOTH
def test_going_back_takes_everybodys_changes_and_can_be_undone(nes: Session, bent: Session) -> None:
    nes.answer("ke-kjent-nettside", AnswerValue.YES)
    nes.answer(POINT, AnswerValue.YES)
    moment = nes.history()[0].event.id
    then = nes.assessment
    nes.answer(POINT, AnswerValue.NO)
    nes.undo()
    nes.answer(POINT, AnswerValue.PARTLY)
    bent.refresh()
    bent.answer(OTHER, AnswerValue.NO)
    bent.answer(OTHER, AnswerValue.YES)
    nes.refresh()
    now = nes.assessment
    changes = changes_since(nes.at(moment), nes.appraisal)
    assert [c.checkpoint for c in changes.answers] == [OTHER, POINT]
    assert changes.answers[1].then == then.answer(POINT)
    assert [c.criterion for c in changes.verdicts] == ["ke-kjent"]
    way = nes.way_back(moment)
    assert way.changes == {"Anna": 1, "Bent": 2}
    nes.go_back(way)
    assert msgspec.structs.replace(nes.assessment, changed=None) == msgspec.structs.replace(
        then, changed=None
    )
    bent.refresh()
    assert bent.assessment == nes.assessment
    with pytest.raises(NothingToUndo, match="Ingenting er endret"):
        nes.way_back(nes.history()[0].event.id)
    nes.undo()
    assert nes.assessment.answers == now.answers
    nes.redo()
    assert nes.assessment.answers == then.answers


@ON_BOTH
def test_what_somebody_wrote_after_the_question_was_asked_stays(
    nes: Session, bent: Session
) -> None:
    moment = nes.history()[0].event.id
    nes.answer(POINT, AnswerValue.YES)
    way = nes.way_back(moment)
    bent.answer(OTHER, AnswerValue.NO)
    nes.refresh()
    nes.go_back(way)
    assert (value(nes), value(nes, OTHER)) == (None, AnswerValue.NO)


@ON_BOTH
def test_a_moment_is_found_by_the_end_of_its_id(nes: Session) -> None:
    nes.answer(POINT, AnswerValue.YES)
    event = nes.history()[0].event.id
    assert nes.moment(event[-10:]).id == event
    for wrong in ("", "finnes-ikke"):
        with pytest.raises(UnknownMoment, match="history nes-2018 --ids"):
            nes.moment(wrong)


# -- by events alone --------------------------------------------------------------------

YES = Answered(checkpoint="a", answer=Answer(value=AnswerValue.YES))
STARTED, OPENED = RoundStarted(people=("Anna",)), RoundOpened(round="02")
ALONE = AnsweredAlone(round="02", checkpoint="a", answer=YES.answer)
ERASED = Erased(event="01", path="answer.comment", reason="")


def happened(*entries: What | tuple[str, What] | tuple[str, What, str]) -> list[Event]:
    """Events 01, 02 and so on, of Anna's or of who is named, in a store if one is named."""
    made = [event("00", "Anna", CREATED)]
    for number, entry in enumerate(entries, start=1):
        who, what, *where = entry if isinstance(entry, tuple) else ("Anna", entry)
        made.append(event(f"{number:02}", who, what, *where))
    return made


def event(name: str, who: str, what: What, replica: str = "") -> Event:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return Event(id=name, at=at, author=Author(name=who), previous="", what=what, replica=replica)


def ids(events: Iterable[Event]) -> list[str]:
    return [found.id for found in events]


def test_an_undo_passes_over_what_is_never_taken_back() -> None:
    events = happened(YES, STARTED, OPENED, ERASED)
    assert ids(last_step(events, "Anna")) == ["01"]
    assert last_step(happened(STARTED), "Anna") == ()
    assert last_step(events, "Bent") == ()
    back = WentBack(to="00", events=("01",))
    assert ids(last_step(happened(YES, back), "Anna")) == ["02"]


def test_what_was_answered_alone_has_an_undo_of_its_own() -> None:
    events = happened(YES, STARTED, ALONE)
    assert ids(last_step(events, "Anna")) == ["01"]
    assert ids(last_step(events, "Anna", ("02",))) == ["03"]
    assert last_step(events, "Anna", ("09",)) == ()
    shared, alone = Undone(event="01"), Undone(event="03")
    undone = happened(YES, STARTED, ALONE, shared, alone)
    assert last_step(undone, "Anna") == last_step(undone, "Anna", ("02",)) == ()
    assert ids(last_undoing(undone, "Anna")) == ["04"]
    assert ids(last_undoing(undone, "Anna", ("02",))) == ["05"]
    # A new shared answer ends no redo of what was answered alone.
    assert last_undoing([*undone, event("06", "Anna", YES)], "Anna", ("02",))
    assert last_undoing([*undone, event("06", "Anna", YES)], "Anna") == ()


def test_what_was_done_in_another_store_is_undone_there() -> None:
    events = happened(("Anna", YES, "her"), ("Anna", YES, "der"))
    assert ids(last_step(events, "Anna", here={"her"})) == ["01"]
    assert ids(last_step(events, "Anna")) == ["02"]
    # Events from before stores had names are undone everywhere.
    assert ids(last_step(happened(YES), "Anna", here={"her"})) == ["01"]
    undone = [*events, event("03", "Anna", Undone(event="02"), "der")]
    assert last_undoing(undone, "Anna", here={"her"}) == ()
    assert ids(last_undoing(undone, "Anna", here={"der"})) == ["03"]


def test_a_redo_takes_back_the_last_undoing_that_counts() -> None:
    undone = happened(YES, YES, Undone(event="02"), Undone(event="01"))
    assert ids(last_undoing(undone, "Anna")) == ["04"]
    once = [*undone, event("05", "Anna", Undone(event="04"))]
    assert ids(last_undoing(once, "Anna")) == ["03"]
    assert last_undoing([*once, event("06", "Anna", Undone(event="03"))], "Anna") == ()
    # Somebody else has taken it back, by going back to before it.
    gone = WentBack(to="03", events=("04",))
    assert ids(last_undoing([*undone, event("05", "Bent", gone)], "Anna")) == ["03"]
    # Or the redo of it: it is undone again, and can be redone again.
    gone = WentBack(to="04", events=("05",))
    assert ids(last_undoing([*once, event("06", "Bent", gone)], "Anna")) == ["04"]
    # What was undone is not here: it was merged from elsewhere, and is on its way.
    assert ids(last_undoing(happened(Undone(event="99")), "Anna")) == ["01"]


def test_a_redo_takes_back_every_undoing_of_what_was_undone_twice() -> None:
    gone, again = WentBack(to="01", events=("02",)), Undone(event="03")
    undone = happened(YES, Undone(event="01"), ("Bent", gone), Undone(event="01"), ("Bent", again))
    assert ids(last_undoing(undone, "Anna")) == ["04", "02"]
    redone = Undone(event="04", also=("02",))
    assert "01" in ids(counting([*undone, event("06", "Anna", redone)]))


def test_what_somebodys_way_back_took_away_is_redone_when_that_is_undone() -> None:
    gone, undone, redone = WentBack(to="00", events=("02",)), Undone(event="03"), Undone(event="05")
    events = happened(YES, YES, ("Bent", gone), Undone(event="01"), ("Bent", undone))
    assert ids(last_undoing([*events, event("06", "Anna", Undone(event="02"))], "Anna")) == ["06"]
    away = [*events, event("06", "Anna", Undone(event="02")), event("07", "Bent", redone)]
    assert ids(last_undoing(away, "Anna")) == ["04"]
    back = [*away, event("08", "Bent", Undone(event="07"))]
    assert ids(last_undoing(back, "Anna")) == ["06"]


def test_no_moment_is_in_the_middle_of_a_step() -> None:
    first, second, later = happened(YES, YES, YES)[1:]
    events = [first, msgspec.structs.replace(second, step=first.id), later]
    assert way_back(events, "01").events == way_back(events, "02").events == ("03",)
    assert ids(until(events, first)) == ["01", "02"]


def test_the_way_back_counts_the_steps_of_each() -> None:
    events = happened(
        YES, ("Bent", STARTED), ("Bent", ALONE), ("Bent", YES), YES, Undone(event="05"), ERASED
    )
    way = way_back(events, "01")
    assert (way.to, way.events, way.changes) == ("01", ("04", "05", "06"), {"Bent": 1})
    # To undo what is older than the moment is a change too.
    assert way_back(
        [*happened(YES, YES), event("03", "Anna", Undone(event="01"))], "02"
    ) == WayBack("02", ("03",), {"Anna": 1})
    assert way_back(events, "07").changes == {}


def test_a_moment_is_named_by_an_end_that_only_one_has() -> None:
    events = [event("1a", "Anna", YES), event("2a", "Anna", YES), event("3b", "Anna", YES)]
    assert find_event(events, "b") == events[2]
    assert find_event(events, "2a") == events[1]
    assert (find_event(events, "a"), find_event(events, "")) == (None, None)


@ON_BOTH
def test_an_undo_takes_back_what_was_just_redone_also_where_something_later_came_back(
    nes: Session, bent: Session
) -> None:
    nes.answer("ke-etablert-finnes", AnswerValue.NO)
    first = nes.history()[0].event
    nes.answer("ke-mandat-kjent", AnswerValue.NO)
    bent.refresh()
    bent.go_back(bent.way_back(first.id))
    nes.refresh()
    nes.undo()
    bent.refresh()
    bent.undo()
    nes.refresh()
    before = nes.assessment.answers
    nes.redo()
    nes.undo()
    assert nes.assessment.answers == before


# -- whatever has happened --------------------------------------------------------------


class Person(NamedTuple):
    """Somebody at a store, and what they know of a short history."""

    events: list[Event]
    author: Author
    replica: str = ""
    round: None = None

    @property
    def state(self) -> Person:
        return self

    @property
    def id(self) -> str:
        return "nes-2018"

    def write(self, number: int, *events: What) -> None:
        first = f"{number:03}"
        for place, what in enumerate(events):
            made = event(f"{first}-{place}", self.author.name, what, self.replica)
            self.events.append(msgspec.structs.replace(made, step=first))

    def undo(self, number: int) -> set[str]:
        """Take back the last step, and say which events that is; none where there is none."""
        return self._take(number, deciding.undo)

    def redo(self, number: int) -> set[str]:
        """Bring back what was undone last, and say which events that is."""
        return self._take(number, deciding.redo)

    def _take(
        self, number: int, decide: Callable[[Person, set[str]], tuple[tuple[Event, ...], Undone]]
    ) -> set[str]:
        try:
            step, undone = decide(self, {self.replica})
        except NothingToUndo:
            return set()
        self.write(number, undone)
        return set(ids(step))

    def do(self, kind: str, number: int, which: int) -> None:
        """Do one thing, if there is anything to do it to."""
        match kind:
            case "change":
                self.write(number, *[YES] * (1 + which % 2))
            case "back" if self.events:
                way = way_back(self.events, self.events[-1 - which % len(self.events)].id)
                self.write(number, WentBack(to=way.to, events=way.events))
            case "undo":
                self.undo(number)
            case "redo":
                self.redo(number)

    def counts(self) -> set[str]:
        """What counts; of whom and in what order says which state that is."""
        return {e.id for e in counting(self.events) if not isinstance(e.what, Undone)}

    def own(self) -> set[str]:
        return self.counts() & {e.id for e in self.events if e.author == self.author}


def together() -> list[Person]:
    """Anna and Bent at one store, and both at another."""
    stores: tuple[list[Event], list[Event]] = ([], [])
    return [
        Person(stores[where], who, f"store-{where}") for where in (0, 1) for who in (ANNA, BENT)
    ]


HERE = [(0, "change"), (0, "undo"), (0, "redo"), (1, "back"), (1, "undo"), (1, "redo")]
ELSEWHERE = [(2, "change"), (2, "undo"), (3, "back"), (0, "meet"), (2, "meet")]

some = settings(max_examples=150, deadline=None)
doings = st.tuples(st.sampled_from([*HERE * 5, *ELSEWHERE]), st.integers(1, 4))
"""Who does what, and to which of several. Anna writes, and Bent goes back."""

histories = st.lists(doings, min_size=20, max_size=30)


def states(history: list[tuple[tuple[int, str], int]]) -> Iterator[list[Person]]:
    """What each knows, after each doing; what one store knows, the other learns when they meet."""
    people = together()
    for number, ((who, kind), which) in enumerate(history):
        if kind == "meet":
            events, other = people[who].events, people[(who + 2) % 4].events
            events.extend([e for e in other if e not in events])
            events.sort(key=lambda e: e.place)
        else:
            people[who].do(kind, number, which)
        yield people


@some
@given(histories)
def test_a_redo_right_after_an_undo_leaves_all_as_it_was_and_the_other_way_round(
    history: list[tuple[tuple[int, str], int]],
) -> None:
    for anna, *_others in states(history):
        before, events = anna.counts(), anna.events[:]
        if taken := anna.undo(900):
            assert taken <= before, "the step counted"
            assert not taken & anna.counts(), "and does not any more"
            assert anna.redo(901) == taken
            assert anna.counts() == before
        anna.events[:] = events
        if brought := anna.redo(900):
            assert not brought & before
            assert brought <= anna.counts(), "all that was undone is back"
            assert anna.undo(901) == brought
            assert anna.counts() == before
        anna.events[:] = events


@some
@given(
    st.lists(doings, max_size=20),
    st.integers(1, 4),
    st.lists(st.sampled_from(["change", "change undo", "back undo", "back undo redo undo"])),
    st.integers(1, 4),
)
def test_as_many_redos_as_undos_bring_back_the_same_steps_while_others_write_in_between(
    history: list[tuple[tuple[int, str], int]], times: int, others: list[str], which: int
) -> None:
    *_, (anna, bent, *_others) = together(), *states(history)
    numbers, waiting = count(900), iter(others)
    taken: list[tuple[set[str], set[str]]] = []

    def meanwhile() -> None:
        for kind in next(waiting, "").split():
            bent.do(kind, next(numbers), which)

    for _time in range(times):
        before = anna.own()
        if step := anna.undo(next(numbers)):
            taken.append((step, before))
        meanwhile()
    for step, before in reversed(taken):
        assert anna.redo(next(numbers)) == step
        assert anna.own() == before
        meanwhile()
