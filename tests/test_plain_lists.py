"""Line by line a number means what was read out with it, whatever a colleague does meanwhile."""

from __future__ import annotations

import pytest

from checklist.assessment import Action, Document, Recommendation
from checklist.criteria import AnswerValue
from checklist.i18n import Letter, Translator
from checklist.plain.actions import PlainActions
from checklist.plain.evidence import PlainEvidence
from checklist.plain.judging import PlainJudging
from checklist.plain.lines import HeardList, UnreadableLine
from checklist.plain.looking import PlainLooking
from checklist.session import Session

POINT, CRITERION = "ke-kjent-ansatte", "ke-kjent"


def action(name: str) -> Action:
    return Action(id=name, criterion=CRITERION, what=f"Tiltak {name}")


def paper(name: str) -> Document:
    return Document(id=name, title=f"Rutine {name}", archive="17/1")


def take_away_evidence(session: Session) -> None:
    for name in list(session.assessment.evidence):
        session.remove_evidence(name)


def test_the_number_of_an_action_is_that_of_the_list_read_out(
    nes: Session, bo: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("en", "to", "tre"):
        nes.set_action(action(name))
    lines = PlainActions(nes, Translator())
    lines.take("", CRITERION)
    lines.take("Nytt tiltak", CRITERION)
    new = list(nes.assessment.actions)[-1]
    bo.refresh()
    bo.withdraw_action("en")
    bo.set_action(action("fire"))
    nes.refresh()
    lines.take("2 Endret", CRITERION)
    lines.take("gjennomført 4", CRITERION)
    assert nes.action("to").what == "Endret"
    assert nes.action("tre").what == "Tiltak tre"
    assert nes.action(new).status.value == "done"
    with pytest.raises(UnreadableLine, match="Nummer 1 er tatt bort siden listen ble lest opp"):
        lines.take("- 1", CRITERION)
    with pytest.raises(UnreadableLine, match="Ingenting i listen har nummer 5"):
        lines.take("- 5", CRITERION)
    capsys.readouterr()
    lines.take("", CRITERION)
    assert "1 Endret" in capsys.readouterr().out
    lines.take("- 1", CRITERION)
    assert "to" not in nes.assessment.actions


def test_the_number_of_evidence_is_that_of_the_list_read_out(nes: Session, bo: Session) -> None:
    take_away_evidence(nes)
    for name in ("en", "to", "tre"):
        nes.record_evidence(paper(name))
    lines = PlainEvidence(nes, Translator())
    lines.take("", POINT)
    lines.take("2018/99-1", POINT)
    new = list(nes.assessment.evidence)[-1]
    bo.refresh()
    bo.remove_evidence("en")
    bo.link("to", POINT)
    nes.refresh()
    lines.take("2", POINT)
    assert set(nes.assessment.links[POINT]) == {"to", new}, "what was not linked when it was heard"
    lines.take("4", POINT)
    assert nes.assessment.links[POINT] == ("to",)
    lines.take("2", POINT)
    assert not nes.assessment.links.get(POINT)
    with pytest.raises(UnreadableLine, match="Nummer 1 er tatt bort"):
        lines.take("slett 1 feil fil", POINT)
    lines.take("- 3", POINT)
    assert set(nes.assessment.evidence) == {"to", new}


def test_the_number_of_a_recommendation_is_that_of_the_list_read_out(
    nes: Session, bo: Session
) -> None:
    for name in ("en", "to"):
        nes.set_recommendation(Recommendation(id=name, text=name, checkpoints=(POINT,)))
    lines = PlainJudging(nes, Translator())
    lines.take_recommendation("", POINT)
    lines.take_recommendation("Min egen", POINT)
    new = list(nes.assessment.recommendations)[-1]
    bo.refresh()
    bo.set_recommendation(Recommendation(id="a-tre", text="tre", checkpoints=(POINT,)))
    nes.refresh()
    lines.take_recommendation("3 j Det er gjort", POINT)
    assert list(nes.assessment.follow_ups) == [new]


def test_the_number_of_a_moment_is_that_of_the_history_read_out(nes: Session, bo: Session) -> None:
    nes.answer(POINT, AnswerValue.NO)
    nes.answer(POINT, AnswerValue.YES)
    lines = PlainLooking(nes, Translator())
    lines.take_history("")
    bo.refresh()
    bo.set_action(action("fire"))
    nes.refresh()
    lines.go_back("2")
    answer = nes.assessment.answer(POINT)
    assert answer is not None
    assert answer.value is AnswerValue.NO
    assert "fire" not in nes.assessment.actions, "it came after that moment"


def test_a_list_that_was_not_read_out_is_taken_as_it_is() -> None:
    heard = HeardList[str](Letter("t"))
    heard.add("c")
    assert heard.numbered({"a": "A", "b": "B"}, "2") == "B"
    assert list(heard.read_out({})) == []
    with pytest.raises(UnreadableLine):
        heard.numbered({"a": "A"}, "1")
    heard.add("a")
    assert heard.numbered({"a": "A"}, "1") == "A"
    assert heard.numbered({"b": "B"}, "1", "another") == "B"
