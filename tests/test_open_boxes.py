"""A box that stands open while somebody else writes: both texts stand until a person decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from checklist.assessment import (
    THERE,
    Action,
    ActionStatus,
    Document,
    FollowUpCode,
    Recommendation,
    SetFollowUp,
    SetVerdict,
    Thing,
    VerdictCode,
)
from checklist.criteria import AnswerValue, text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.overview import OverviewScreen
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criterion_form import CriterionForm
from checklist.words import field_difference_lines

from .conftest import Run
from .crawl import opened
from .terminal import in_front, on_screen, press

POINT, CRITERION = "ke-kjent-ansatte", "ke-kjent"
ROLE, OTHER_ROLE = "kommunedirektor", "kommuneoverlege"
BEFORE = Action(id="t1", criterion=CRITERION, what="Fra før")
ASKED = Recommendation(id="a1", text="Fra før", checkpoints=(POINT,))
PAPER = Document(id="d1", title="Fra før", date="2017", archive="17/1")


class Kind(NamedTuple):
    """A kind of box: what it is about, and what a person writes there."""

    thing: Thing
    field: str
    write: Callable[[Session, str], object]
    before: Callable[[Session], object] = lambda _session: None
    said: Callable[[str], str] = str


def _verdict(session: Session, text: str) -> None:
    session.set_verdict(CRITERION, SetVerdict(verdict=VerdictCode.NOT_MET, reason=text))


KINDS = {
    "comment": Kind(Thing("answer", POINT), "comment", lambda s, t: s.set_fields(POINT, comment=t)),
    "place": Kind(Thing("answer", POINT), "place", lambda s, t: s.set_fields(POINT, place=t)),
    "note": Kind(Thing("answer", POINT), "note", lambda s, t: s.set_fields(POINT, note=t)),
    "count": Kind(
        Thing("answer", POINT), "count", lambda s, t: s.set_fields(POINT, count=len(t), of=40),
        said=lambda text: str(len(text)),
    ),
    "number": Kind(
        Thing("answer", POINT), "number", lambda s, t: s.set_fields(POINT, number=float(len(t))),
        said=lambda text: str(len(text)),
    ),
    "ask": Kind(
        Thing("answer", POINT), "ask",
        lambda s, t: s.set_fields(POINT, ask=ROLE if t == "Fra Anna" else OTHER_ROLE),
        said=lambda text: "kommunedirektør" if text == "Fra Anna" else "kommuneoverlege",
    ),
    "verdict": Kind(
        Thing("verdict", CRITERION), "verdict", _verdict, said="ikke oppfylt: {}".format
    ),
    "follow-up": Kind(
        Thing("follow_up", "a1"), "verdict",
        lambda s, t: s.set_follow_up("a1", SetFollowUp(verdict=FollowUpCode.PARTLY, reason=t)),
        lambda s: s.set_recommendation(ASKED), "delvis fulgt opp: {}".format,
    ),
    "statement": Kind(
        Thing("statement", ""), "statement", lambda s, t: s.give_statement(t, date(2018, 3, 1)),
        said="01.03.2018: {}".format,
    ),
    "action": Kind(
        Thing("action", "t1"), "what", lambda s, t: s.set_action(replace(BEFORE, what=t)),
        lambda s: s.set_action(BEFORE),
    ),
    "recommendation": Kind(
        Thing("recommendation", "a1"), "text",
        lambda s, t: s.set_recommendation(replace(ASKED, text=t)),
        lambda s: s.set_recommendation(ASKED),
    ),
    "evidence": Kind(
        Thing("evidence", "d1"), "title", lambda s, t: s.record_evidence(replace(PAPER, title=t)),
        lambda s: s.record_evidence(PAPER),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_two_wrote_unseen_stands_until_one_who_sees_both_saves(
    kind: Kind, nes: Session, bo: Session
) -> None:
    kind.before(nes)
    nes.refresh()
    bo.refresh()
    opened = nes.shared
    kind.write(bo, "Fra Boo")
    nes.refresh()
    # Anna's screen behind the box has been drawn anew meanwhile: what the box shows counts.
    with nes.having_seen(opened):
        kind.write(nes, "Fra Anna")
    bo.refresh()
    for session in (nes, bo):
        standing = session.assessment.unsettled(kind.thing)[kind.field]
        assert {given.author.name for given in standing} == {"Anna", "Bo"}
        lines = [
            line for line in field_difference_lines(session.appraisal, Translator("nb"))
            if kind.said("Fra Boo") in line and kind.said("Fra Anna") in line
        ]  # fmt: skip
        assert len(lines) == 1
        assert "Bo: " in lines[0]
    # Bo has both in front of him, and keeps what is shown.
    events = len(bo.history())
    with bo.having_seen(bo.shared, settles=(kind.field,)):
        kind.write(bo, "Fra Anna")
    assert len(bo.history()) == events + 1
    nes.refresh()
    assert not nes.assessment.unsettled(kind.thing)
    assert not list(field_difference_lines(nes.appraisal, Translator("nb")))
    assert nes.assessment == bo.assessment


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_box_saved_untouched_writes_nothing(kind: Kind, nes: Session, bo: Session) -> None:
    kind.before(nes)
    kind.write(nes, "Fra Anna")
    bo.refresh()
    opened = nes.shared
    kind.write(bo, "Fra Boo")
    events = len(bo.history())
    with nes.having_seen(opened, settles=(kind.field,)):
        kind.write(nes, "Fra Anna")
    bo.refresh()
    assert len(bo.history()) == events
    assert not bo.assessment.unsettled(kind.thing)
    assert bo.assessment.fields[kind.thing][kind.field][-1].author.name == "Bo"


def test_a_comment_beside_a_question_nobody_has_answered_is_no_answer(
    nes: Session, bo: Session
) -> None:
    nes.answer(POINT, None)
    nes.comment(POINT, "")
    bo.refresh()
    opened = nes.shared
    bo.answer(POINT, AnswerValue.NO)
    with nes.having_seen(opened):
        nes.comment(POINT, "Fra Anna")
    answer = nes.assessment.answer(POINT)
    assert answer is not None
    assert (answer.value, answer.comment) == (AnswerValue.NO, "Fra Anna")
    assert not nes.assessment.disagreements


def test_choosing_an_answer_leaves_both_comments_until_the_comment_is_saved(
    nes: Session, bo: Session
) -> None:
    nes.comment(POINT, "Som før")
    bo.refresh()
    before = bo.assessment.answer(POINT)
    assert before is not None
    bo.set_answer(POINT, replace(before, value=AnswerValue.NO, comment="Boo"))
    annas = replace(before, value=AnswerValue.PARTLY, comment="Annas")
    nes.set_answer(POINT, annas, decides=True)
    nes.refresh()
    assert len(nes.assessment.disagreement(POINT)) == 2
    nes.answer(POINT, AnswerValue.NO)
    assert not nes.assessment.disagreements
    both = nes.assessment.unsettled(Thing("answer", POINT))["comment"]
    assert {given.value for given in both} == {"Boo", "Annas"}


def test_an_action_taken_away_while_another_changed_it_stays_and_can_be_taken_away(
    nes: Session, bo: Session
) -> None:
    nes.set_action(BEFORE)
    bo.refresh()
    opened = nes.shared
    bo.withdraw_action("t1")
    with nes.having_seen(opened):
        nes.set_action(replace(BEFORE, status=ActionStatus.STARTED))
    assert nes.action("t1").status is ActionStatus.STARTED
    assert THERE in nes.assessment.unsettled(Thing("action", "t1"))
    bo.refresh()
    bo.withdraw_action("t1")
    nes.refresh()
    assert "t1" not in nes.assessment.actions


# -- on screen, line by line and by command ---------------------------------------------


def walk(pilot: Pilot[None]) -> WalkScreen:
    return next(s for s in pilot.app.screen_stack if isinstance(s, WalkScreen))


@pytest.mark.usefixtures("nes")
async def test_the_comment_box_shows_both_and_saving_settles_it(bo: Session) -> None:
    async with opened("nes-2018", (100, 40)) as pilot:
        walk(pilot).open_checkpoint(POINT)
        await press(pilot, "k")
        in_front(pilot).query_one(TextArea).text = "Fra Anna"
        bo.comment(POINT, "Fra Boo")
        walk(pilot).look_for_others()
        await press(pilot, "ctrl+s")
        shown = walk(pilot).query_one(CriterionForm).words
        assert "≠ Kommentar: " in shown
        assert "«Fra Boo»" in shown
        assert "«Fra Anna»" in shown
        await press(pilot, "o")
        assert isinstance(in_front(pilot), OverviewScreen)
        assert "ulikt skrevet" in on_screen(pilot)
        await press(pilot, "escape", "k")
        assert "Flere har skrevet ulikt her" in on_screen(pilot)
        assert "«Fra Boo»" in on_screen(pilot)
        await press(pilot, "ctrl+s")
        assert "≠ Kommentar" not in walk(pilot).query_one(CriterionForm).words
    bo.refresh()
    answer = bo.assessment.answer(POINT)
    assert answer is not None
    assert answer.comment == "Fra Anna"
    assert not bo.assessment.unsettled(Thing("answer", POINT))


Typing = Callable[[Pilot[None]], Any]


def _in_field(selector: str, text: str) -> Typing:
    def typed(pilot: Pilot[None]) -> None:
        field = in_front(pilot).query_one(selector)
        assert isinstance(field, Input | TextArea)
        if isinstance(field, TextArea):
            field.text = text
        else:
            field.value = text

    return typed


ON_SCREEN = {
    "verdict": (("a",), _in_field("#reason", "Fra Anna"), "verdict"),
    "action": (("t", "enter"), _in_field("#what", "Fra Anna"), "action"),
    "recommendation": (("b", "enter", "down", "enter"), _in_field("#text", "Fra Anna"),
                       "recommendation"),
    "follow-up": (("b", "enter", "enter"), _in_field("#reason", "Fra Anna"), "follow-up"),
    "statement": (("r", "u"), _in_field("#statement", "Fra Anna"), "statement"),
    "evidence": (("e", "e"), _in_field("#title", "Fra Anna"), "evidence"),
}  # fmt: skip


@pytest.mark.parametrize(("keys", "typed", "name"), ON_SCREEN.values(), ids=ON_SCREEN)
async def test_every_box_on_screen_keeps_what_another_wrote_meanwhile(
    keys: tuple[str, ...], typed: Typing, name: str, nes: Session, bo: Session
) -> None:
    kind = KINDS[name]
    kind.before(nes)
    for linked in nes.assessment.links.get(POINT, ()):
        nes.unlink(linked, POINT)
    if name == "evidence":
        nes.link("d1", POINT)
        for other in list(nes.assessment.evidence):
            if other != "d1":
                nes.remove_evidence(other)
    if name in ("recommendation", "follow-up"):
        bo.refresh()
    bo.refresh()
    async with opened("nes-2018", (100, 40)) as pilot:
        walk(pilot).open_checkpoint(POINT)
        await press(pilot, *keys)
        typed(pilot)
        kind.write(bo, "Fra Boo")
        walk(pilot).look_for_others()
        await press(pilot, "ctrl+s")
        await pilot.pause()
    bo.refresh()
    said = " ".join(field_difference_lines(bo.appraisal, Translator("nb")))
    assert "Fra Boo" in said
    assert "Fra Anna" in said


def test_what_a_field_names_is_said_as_people_know_it(nes: Session, bo: Session) -> None:
    nes.set_recommendation(ASKED)
    nes.set_recommendation(replace(ASKED, id="a2", text="Den andre"))
    nes.set_action(replace(BEFORE, recommendation="a1"))
    nes.refresh()
    bo.refresh()
    opened = nes.shared
    bo.set_action(replace(bo.action("t1"), recommendation="a2"))
    bo.set_recommendation(replace(ASKED, checkpoints=(POINT, "ke-kjent-nettside")))
    with nes.having_seen(opened):
        nes.set_action(replace(nes.shared.actions["t1"], recommendation=None))
        nes.set_recommendation(replace(ASKED, checkpoints=("ke-kjent-nettside",)))
    said = "\n".join(field_difference_lines(nes.appraisal, Translator("nb")))
    assert "Anbefaling: Bo: «Den andre»; virksomhetsleder: «tomt»" in said
    questions = [
        text_in(nes.checkpoint(name).question, "nb") for name in (POINT, "ke-kjent-nettside")
    ]
    assert f"Bo: «{'; '.join(questions)}»; virksomhetsleder: «{questions[1]}»" in " ".join(
        said.split()
    )
    assert "ke-kjent" not in said


def test_status_and_the_gap_report_say_that_it_is_not_settled(
    nes: Session, bo: Session, run: Run
) -> None:
    opened = nes.shared
    bo.comment(POINT, "Fra Boo")
    with nes.having_seen(opened):
        nes.comment(POINT, "Fra Anna")
    code, out, _err = run("status", "nes-2018")
    assert code == 0
    assert "Ulikt skrevet: " in out
    assert "Bo: «Fra Boo»" in " ".join(out.split())
    _code, out, _err = run("status", "nes-2018", "--json")
    assert '"field_disagreements"' in out
    _code, out, _err = run("report", "nes-2018")
    assert "1 opplysning er skrevet ulikt av flere" in out
    _code, out, _err = run("walk", "nes-2018", "--plain", answers="q\n")
    assert "Ulikt skrevet: " in out
