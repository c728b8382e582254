"""File samples: the same seed draws the same, and a count follows the draw it was taken from."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.widgets import Input, TextArea

from checklist.appraisal import appraise, sample_states
from checklist.assessment import (
    Answer,
    AnsweringAlone,
    Author,
    FileSample,
    Names,
    Refused,
    Thing,
    UnknownName,
    deciding,
    drawn_numbers,
)
from checklist.assessment.sampling import MOST_TO_DRAW, sample_evidence
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.reporting import Report, report_text
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import EvidenceFiles, Journal
from checklist.text import WITHHELD
from checklist.tui.app import SamsjekkApp
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criterion_form import CriterionForm
from checklist.words import Earlier, all_field_differences, describe
from tests.conftest import ANNA, NES, Run
from tests.sampled import ALSO_SAMPLED, FRAME, SAMPLED, sampled_set
from tests.terminal import in_front, press

seeds = st.text("abcdefghij0123456789.-_", min_size=1, max_size=64)
BO = Author(name="Bo", role="rådgiver")


# -- which numbers ----------------------------------------------------------------------


@given(st.integers(1, 1_000_000), st.integers(1, MOST_TO_DRAW), seeds)
def test_numbers_are_different_sorted_within_range_and_the_same_again(
    of: int, number: int, seed: str
) -> None:
    number = min(number, of)
    drawn = drawn_numbers(number, of, seed)
    assert len(set(drawn)) == number
    assert list(drawn) == sorted(drawn)
    assert 1 <= drawn[0] <= drawn[-1] <= of
    assert drawn == drawn_numbers(number, of, seed)


@given(st.integers(2, 200), seeds)
def test_a_larger_sample_with_the_same_seed_holds_the_smaller(of: int, seed: str) -> None:
    smaller, larger = drawn_numbers(of // 2, of, seed), drawn_numbers(of // 2 + 1, of, seed)
    assert set(smaller) < set(larger)


def test_the_numbers_are_these_for_ever() -> None:
    """A draw that stands in a paper can be drawn again by any later version."""
    assert drawn_numbers(3, 10, "kfwt-bqzm-hdlp") == (4, 8, 10)
    assert drawn_numbers(5, 42, "2026") == (1, 11, 30, 36, 40)


@given(st.integers(1, 1_000_000), seeds)
def test_one_can_draw_by_hand_as_the_docstring_says(of: int, seed: str) -> None:
    number, by_hand = min(of, 10), list[int]()
    turn = 0
    while len(by_hand) < number:
        read = int(hashlib.sha256(f"{seed}:{turn}".encode()).hexdigest()[:16], 16)
        if read < 2**64 // of * of and read % of + 1 not in by_hand:
            by_hand.append(read % of + 1)
        turn += 1
    assert tuple(sorted(by_hand)) == drawn_numbers(number, of, seed)


def test_every_number_is_drawn_as_often_over_many_seeds() -> None:
    """Seeds are fixed, so this comes out the same each time: 3 of 10 over 2000 seeds."""
    drawn = Counter(n for seed in range(2000) for n in drawn_numbers(3, 10, f"frost-{seed}"))
    assert set(drawn) == set(range(1, 11))
    expected = 2000 * 3 / 10
    chi_square = sum((times - expected) ** 2 / expected for times in drawn.values())
    assert chi_square < 21.7, drawn  # exceeded by one in a hundred fair draws


def test_a_seed_that_nobody_chose_can_be_a_seed_and_is_another_each_time(plan: Session) -> None:
    made = {Environment.new_seed() for _ in range(50)}
    assert len(made) == 50
    for seed in made:
        drawn = deciding.sample(plan_situation(plan), FRAME.id, 42, seed, why="")
        assert drawn


# -- what is drawn, and what is refused -------------------------------------------------


@pytest.fixture
def plan(journal: Journal) -> Session:
    """An assessment of a set with a sample frame, open for Anna."""
    begin(journal, ANNA, NES, sampled_set(), date(2026, 11, 1), name="plan")
    return opened(journal)


def opened(journal: Journal, author: Author = ANNA, *, alone: bool = False) -> Session:
    files = EvidenceFiles(journal.path.parent / "evidence")
    return Session(journal, "plan", author, files, alone=alone)


def plan_situation(session: Session) -> deciding.Situation:
    return deciding.Situation(
        names=Names(session.criteria_set),
        state=session.assessment,
        seen=session.seen,
        author=session.author,
    )


def test_a_draw_stands_with_its_seed_and_who_drew_it(plan: Session) -> None:
    drawn = plan.draw_sample(FRAME.id, 42, seed="2026", number=5)
    assert (drawn.of, drawn.number, drawn.seed) == (42, 5, "2026")
    assert drawn.numbers == drawn_numbers(5, 42, "2026")
    again = opened(plan.journal)
    assert again.assessment.samples[FRAME.id].value == drawn
    assert again.assessment.samples[FRAME.id].author == ANNA


def test_the_same_draw_again_is_no_event(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="2026")
    before = plan.history()
    plan.draw_sample(FRAME.id, 42, seed="2026")
    assert plan.history() == before


def test_where_there_are_fewer_all_are_drawn(plan: Session) -> None:
    assert plan.draw_sample(FRAME.id, 6).numbers == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("field", "draw", "said"),
    [
        ("of", (None, None, "s"), "Skriv hvor mange det er å trekke fra"),
        ("of", (0, None, "s"), "Det kan være fra 1 til 1000000 å trekke fra, ikke 0."),
        ("of", (-3, None, "s"), "ikke -3."),
        ("of", (1_000_001, None, "s"), "ikke 1000001."),
        ("number", (42, 0, "s"), "0 kan ikke trekkes av 42. Trekk fra 1 til 42."),
        ("number", (6, 7, "s"), "7 kan ikke trekkes av 6. Trekk fra 1 til 6."),
        ("number", (9000, 501, "s"), "501 kan ikke trekkes av 9000. Trekk fra 1 til 500."),
        ("seed", (42, None, ""), "Frøet må ha fra 1 til 64 tegn"),
        ("seed", (42, None, "s" * 65), "Frøet må ha fra 1 til 64 tegn"),
        ("seed", (42, None, "blåbær"), "Frøet må ha fra 1 til 64 tegn"),
        ("seed", (42, None, "to ord"), "Frøet må ha fra 1 til 64 tegn"),
    ],
)
def test_what_can_not_be_drawn_is_refused_in_words(
    plan: Session, field: str, draw: tuple[int | None, int | None, str], said: str
) -> None:
    of, number, seed = draw
    with pytest.raises(Refused) as refused:
        plan.draw_sample(FRAME.id, of, number=number, seed=seed)
    assert list(refused.value.faults) == [field]
    assert said in str(refused.value)
    assert not plan.assessment.samples


def test_an_unknown_frame_is_answered_with_the_nearest(plan: Session) -> None:
    with pytest.raises(UnknownName, match="Mente du «personer-med-plan»"):
        plan.draw_sample("personer-med-planer", 42)


def test_nothing_is_drawn_while_people_answer_alone(plan: Session) -> None:
    plan.start_round()
    with pytest.raises(AnsweringAlone):
        plan.draw_sample(FRAME.id, 42)


def test_drawing_over_a_draw_needs_a_reason_and_both_stay_in_the_history(plan: Session) -> None:
    first = plan.draw_sample(FRAME.id, 42, seed="en")
    for seed, of in (("to", 42), ("en", 43)):
        with pytest.raises(Refused, match="Utvalget er trukket fra før: 10 av 42"):
            plan.draw_sample(FRAME.id, of, seed=seed, why=" ")
    second = plan.draw_sample(FRAME.id, 43, seed="to", why="En plan var glemt.")
    assert plan.assessment.samples[FRAME.id].value == second
    earlier = Earlier.of(line.event for line in plan.history())
    newest, before = (
        Translator().say(describe(line.event, plan.criteria_set, "nb", earlier))
        for line in plan.history()[:2]
    )
    assert "ble trukket på nytt: 10 av 43 (frø to)" in newest
    assert "Grunn: En plan var glemt." in newest
    assert "ble trukket: 10 av 42 (frø en)" in before
    plan.undo()
    assert plan.assessment.samples[FRAME.id].value == first
    plan.undo()
    assert not plan.assessment.samples
    plan.redo()
    assert plan.assessment.samples[FRAME.id].value == first


def test_two_who_draw_without_seeing_each_other_differ_until_one_of_them_says_why(
    plan: Session,
) -> None:
    bo = opened(plan.journal, BO)
    mine = plan.draw_sample(FRAME.id, 42, seed="anna")
    bo.draw_sample(FRAME.id, 42, seed="bo")
    plan = opened(plan.journal)
    (differs,) = all_field_differences(plan.appraisal, Translator())
    assert differs.thing == Thing("sample", FRAME.id)
    assert "frø anna" in str(differs)
    assert "frø bo" in str(differs)
    with pytest.raises(Refused):
        plan.draw_sample(FRAME.id, 42, seed="anna")
    settled = plan.draw_sample(FRAME.id, 42, seed="anna", why="Den ble trukket først.")
    assert settled.numbers == mine.numbers
    assert not list(all_field_differences(plan.appraisal, Translator()))


# -- counts -----------------------------------------------------------------------------


def evidence_of(session: Session) -> FileSample | None:
    recorded = session.assessment.evidence.get(sample_evidence(SAMPLED))
    if recorded is None:
        return None
    assert isinstance(recorded.value, FileSample)
    assert session.assessment.links[SAMPLED].count(recorded.value.id) == 1
    return recorded.value


def test_a_count_is_the_evidence_and_follows_the_count(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="2026")
    plan.set_fields(SAMPLED, count=3)
    assert plan.assessment.answer(SAMPLED) == Answer(count=3, of=10)
    made = evidence_of(plan)
    assert made is not None
    assert made.title == "Ti personer med plan: 10 av 42, frø 2026"
    assert (made.count, made.of, made.date) == (3, 10, Environment.today().isoformat())
    before = len(plan.history())
    plan.set_fields(SAMPLED, count=3)
    plan.comment(SAMPLED, "Lest i november.")
    assert len(plan.history()) == before + 1, "only the comment is new"
    plan.set_fields(SAMPLED, count=4)
    assert len(plan.assessment.evidence) == 1
    changed = evidence_of(plan)
    assert changed is not None
    assert changed.count == 4
    plan.undo()
    changed = evidence_of(plan)
    assert changed is not None
    assert (changed.count, plan.assessment.answer(SAMPLED)) == (3, plan.assessment.answer(SAMPLED))
    plan.set_fields(SAMPLED, count=None, of=None)
    assert evidence_of(plan) is None


def test_the_answer_is_what_people_say_whatever_the_count(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="2026")
    plan.answer(SAMPLED, AnswerValue.YES)
    plan.set_fields(SAMPLED, count=3)
    answer = plan.assessment.answer(SAMPLED)
    assert answer is not None
    assert answer.value is AnswerValue.YES


def test_without_a_draw_a_count_is_no_evidence(plan: Session) -> None:
    plan.set_fields(SAMPLED, count=3, of=10)
    assert not plan.assessment.evidence


def test_a_count_among_more_than_were_drawn_is_refused(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="2026")
    with pytest.raises(Refused, match="Det er trukket 10, så tallet kan ikke være av 12"):
        plan.set_fields(SAMPLED, count=3, of=12)
    plan.set_fields(SAMPLED, count=3, of=8)
    made = evidence_of(plan)
    assert made is not None
    assert made.of == 8, "two of the ten could not be read"


def test_a_count_of_an_earlier_draw_does_not_fill_in_the_new_one(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="en")
    plan.set_fields(SAMPLED, count=3)
    assert counted(plan) == (1, 2)
    plan.draw_sample(FRAME.id, 42, seed="to", why="Listen var gammel.")
    assert counted(plan) == (0, 2)
    plan.set_fields(SAMPLED, count=3)
    assert counted(plan) == (1, 2)
    made = evidence_of(plan)
    assert made is not None
    assert made.title.endswith("frø to")
    plan.set_fields(ALSO_SAMPLED, count=10)
    assert counted(plan) == (2, 2)
    assert len(plan.assessment.evidence) == 2


def counted(session: Session) -> tuple[int, int]:
    (state,) = sample_states(session.appraisal)
    return len(state.counted), len(state.points)


def test_alone_a_count_is_no_evidence_until_all_take_it_over(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="2026")
    plan.start_round()
    for who in (ANNA, BO):
        own = opened(plan.journal, who, alone=True)
        own.answer(SAMPLED, AnswerValue.PARTLY)
        own.set_fields(SAMPLED, count=3, of=10)
    assert not opened(plan.journal).assessment.evidence
    plan.open_round()
    plan.take_over()
    answer = plan.assessment.answer(SAMPLED)
    assert answer is not None
    assert (answer.count, answer.of) == (3, 10)
    assert evidence_of(plan) is not None


def test_an_answer_file_with_a_count_brings_the_evidence_too(plan: Session, tmp_path: Path) -> None:
    plan.draw_sample(FRAME.id, 42, seed="2026")
    file = tmp_path / "svar.yaml"
    file.write_text(
        f"format: 1\nanswers:\n- {{checkpoint: {SAMPLED}, answer: partly, count: 3, of: 10}}\n",
        encoding="utf-8",
    )
    plan.apply(file)
    made = evidence_of(plan)
    assert made is not None
    assert (made.count, made.of) == (3, 10)


# -- what is shown ----------------------------------------------------------------------


def drawn_and_counted(session: Session) -> str:
    """A draw, and a count that the walk suggests an answer for; the numbers as they are shown."""
    drawn = session.draw_sample(FRAME.id, 42, seed="2026")
    session.set_fields(SAMPLED, count=3)
    return ", ".join(map(str, drawn.numbers))


async def test_the_walk_shows_the_sample_and_what_its_count_suggests(plan: Session) -> None:
    numbers = drawn_and_counted(plan)
    app = SamsjekkApp(Environment.of_process(), "plan")
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        walk.open_checkpoint(SAMPLED)
        await pilot.pause()
        form = walk.query_one(CriterionForm)
        said = f"Utvalg: Ti personer med plan, trukket 10 av 42: nr. {numbers}"
        (line,) = (line for line in form.words.splitlines() if said in line)
        assert line.lstrip(" ▌").startswith("p "), "the key that draws it"
        assert "→ Tallet gir svaret Delvis. Dere kan svare noe annet." in form.words
        await press(pilot, "n")
        assert "Tallet gir svaret" not in form.words, "who has answered has decided"
        await press(pilot, "p")
        pilot.app.screen.query_one("#reason", TextArea).text = "Listen var gammel."
        await press(pilot, "ctrl+s")
        assert "! Tallet er fra før utvalget ble trukket. Skriv det på nytt." in form.words
        await press(pilot, "m")
        box = pilot.app.screen
        assert box.query_one("#count", Input).value == ""
        assert box.query_one("#of", Input).value == "10", "it stands there from the draw"
        box.query_one("#count", Input).value = "3"
        await press(pilot, "ctrl+s")
        assert "! Tallet er fra før" not in form.words
    app.journal.close()
    assert counted(opened(plan.journal)) == (1, 2)


async def test_a_box_that_is_saved_untouched_counts_nothing(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="2026")
    app = SamsjekkApp(Environment.of_process(), "plan")
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        walk.open_checkpoint(SAMPLED)
        await press(pilot, "m", "ctrl+s")
    app.journal.close()
    assert opened(plan.journal).history() == plan.history()


def test_line_by_line_the_sample_and_the_suggestion_are_read_out(plan: Session, run: Run) -> None:
    numbers = drawn_and_counted(plan)
    _, seen, _ = run("walk", "plan", "--plain", answers="/ip-innhold\n\nq\n")
    read = " ".join(seen.split())
    assert f"Utvalg: Ti personer med plan, trukket 10 av 42: nr. {numbers}" in read
    assert "Tallet gir svaret Delvis. Dere kan svare noe annet." in read


def test_the_command_lists_the_frames_for_people_and_for_scripts(plan: Session, run: Run) -> None:
    _, before, _ = run("sample", "plan")
    assert "personer-med-plan: Ti personer med plan" in before
    assert "Ikke trukket. Trekk 10 av alle som har en plan i dag." in before
    assert "Fylt ut i 0 av 2 kontrollpunkter." in before
    drawn_and_counted(plan)
    _, after, _ = run("sample", "plan")
    assert "10 av 42 (frø 2026)" in after
    assert "Fylt ut i 1 av 2 kontrollpunkter." in after
    _, listed, _ = run("sample", "plan", "--json")
    (frame,) = json.loads(listed)
    assert frame["draw"]["numbers"] == list(drawn_numbers(10, 42, "2026"))
    assert (frame["draw"]["of"], frame["draw"]["seed"], frame["draw"]["by"]) == (
        42,
        "2026",
        "virksomhetsleder",
    )
    assert [(p["filled_in"], p["count"], p["suggested"]) for p in frame["checkpoints"]] == [
        (True, 3, "partly"),
        (False, None, None),
    ]


def test_the_command_says_that_all_are_drawn_and_how_to_draw_again(plan: Session, run: Run) -> None:
    code, out, err = run("sample", "plan", FRAME.id, "--of", "6")
    assert code == 0
    assert "6 av 6" in out
    assert "Utvalget skal ha 10, og det er bare 6 å trekke fra." in " ".join(err.split())
    code, _, err = run("sample", "plan", FRAME.id, "--of", "7")
    assert code == 2
    assert "Bruk --again." in err
    assert plan.journal.events("plan")[-1].what == plan.journal.events("plan")[1].what


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_report_says_what_was_drawn_and_the_sheet_what_to_draw(
    plan: Session, form: str
) -> None:
    def read(template: str) -> str:
        report = Report(plan.appraisal, date(2026, 11, 30), Translator())
        text = report_text(report, template=template, form=form)
        return " ".join(re.sub(r"<[^>]*>|[*\\]", "", text).split())

    to_draw = (
        "Ti personer med plan (alle som har en plan i dag). Ikke trukket ennå: 10 skal trekkes."
    )
    assert to_draw in read("prepare")
    plan.answer(next(iter(plan.appraisal.criteria.values())).asked[0].checkpoint.id, AnswerValue.NO)
    assert "1 stikkprøve som kriteriesettet ber om, er ikke trukket." in read("gap")
    numbers = drawn_and_counted(plan)
    plan.draw_sample(FRAME.id, 43, seed="ny", why="En plan var glemt")
    numbers = ", ".join(map(str, drawn_numbers(10, 43, "ny")))
    for template in ("gap", "prepare"):
        text = read(template)
        assert f"10 av 43 (frø ny): nr. {numbers}." in text
        assert "Trukket på nytt fordi: En plan var glemt." in text
    (line,) = Report(plan.appraisal, date(2026, 11, 30), Translator()).method.samples
    assert (line.of, line.seed, line.numbers) == (43, "ny", drawn_numbers(10, 43, "ny"))


def test_a_reason_and_a_seed_can_be_erased_and_the_numbers_stand(plan: Session) -> None:
    plan.draw_sample(FRAME.id, 42, seed="xyzkvi")
    drawn = plan.draw_sample(FRAME.id, 43, seed="xyzkvi", why="Xyzkvi ba om det.")
    for field in ("reason", "seed"):
        plan.erase(Thing("sample", FRAME.id), field)
    stands = opened(plan.journal).assessment.samples[FRAME.id].value
    assert (stands.seed, stands.reason) == (WITHHELD, WITHHELD)
    assert stands.numbers == drawn.numbers
    assert b"xyzkvi" not in plan.journal.path.read_bytes().lower()


def test_a_set_without_frames_says_nothing_of_samples(nes: Session) -> None:
    nothing = replace(nes.criteria_set, samples=())
    report = Report(appraise(nothing, nes.assessment), date(2018, 3, 1), Translator())
    assert "Utvalg til stikkprøver" not in report_text(report, form="md")
