"""Undo, redo and going back: nothing is lost, and each takes back what that person did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.appraisal import changes_since
from checklist.assessment import (
    Author,
    Document,
    Event,
    NothingToUndo,
    UnknownMoment,
)
from checklist.criteria import AnswerValue
from checklist.session import Session
from checklist.store import Journal

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


def test_undo_takes_ones_own_changes_and_leaves_others_alone(nes: Session, bent: Session) -> None:
    nes.answer(POINT, AnswerValue.YES)
    bent.answer(OTHER, AnswerValue.NO)
    nes.undo()
    bent.refresh()
    assert (value(bent), value(bent, OTHER)) == (None, AnswerValue.NO)
    bent.undo()
    with pytest.raises(NothingToUndo):
        bent.undo()


def test_evidence_and_what_it_is_linked_to_are_one_step(nes: Session) -> None:
    before = nes.assessment
    nes.record_evidence(Document(id="mandat", title="Mandat"), [POINT, OTHER])
    step = nes.undo()
    assert len(step) == 3
    assert (nes.assessment.evidence, nes.assessment.links) == (before.evidence, before.links)
    assert len(nes.redo()) == 3
    assert [item.title for item in nes.assessment.evidence_for(POINT)] == ["Mandat"]


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


def test_a_moment_is_found_by_the_end_of_its_id(nes: Session) -> None:
    nes.answer(POINT, AnswerValue.YES)
    event = nes.history()[0].event.id
    assert nes.moment(event[-10:]).id == event
    for wrong in ("", "finnes-ikke"):
        with pytest.raises(UnknownMoment, match="history nes-2018 --ids"):
            nes.moment(wrong)


STEPS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from([POINT, OTHER]), st.sampled_from(AnswerValue)),
    st.tuples(st.sampled_from(["undo", "redo", "back"]), st.just(""), st.just(AnswerValue.YES)),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.booleans(), STEPS), max_size=10), st.data())
def test_every_undo_has_a_redo_that_gives_the_same_answers(
    nes: Session,
    bent: Session,
    steps: list[tuple[bool, tuple[str, str, AnswerValue]]],
    data: st.DataObject,
) -> None:
    for by_bent, (step, name, chosen) in steps:
        session = bent if by_bent else nes
        session.refresh()
        try:
            match step:
                case "answer":
                    session.answer(name, chosen)
                case "back":
                    moments: list[Event] = [line.event for line in session.history()]
                    session.go_back(session.way_back(data.draw(st.sampled_from(moments[:5])).id))
                case "undo":
                    before = session.assessment.answers
                    session.undo()
                    session.redo()
                    assert session.assessment.answers == before
                    session.undo()
                case _:
                    before = session.assessment.answers
                    session.redo()
                    session.undo()
                    assert session.assessment.answers == before
                    session.redo()
        except NothingToUndo:
            continue
