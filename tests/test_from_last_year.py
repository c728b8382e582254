"""A new assessment begins from an earlier one: nothing counts before somebody confirms it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checklist.appraisal import EVERYTHING, Fates, Strength, differences, next_question
from checklist.assessment import (
    Action,
    ActionStatus,
    Answer,
    Author,
    Document,
    FileSample,
    Municipality,
    NothingToConfirm,
    Refused,
    Thing,
    after,
    fold,
)
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.handover import merge, opened_hand_over
from checklist.i18n import Translator
from checklist.reporting import report_file
from checklist.session import Session
from checklist.session.assessments import begin, begin_from
from checklist.session.reports import baselines, report_of
from checklist.store import EvidenceFiles, Journal
from checklist.words import Earlier, carried_words, history_words
from tests.conftest import ANNA, NES, Run, shipped_set
from tests.sampled import FRAME, SAMPLED, sampled_set
from tests.test_hand_over import Elsewhere, bytes_of, saved
from tests.test_upgrade import point, small_set

BO = Author(name="Bo", role="leder")
OLD_NES = Municipality(number="0236", name="Nes")
THEN, NOW = date(2025, 1, 1), date(2026, 1, 1)


class Stopped(Exception):
    """The user did not want to wait."""


def earlier(journal: Journal, home: Path, criteria_set: CriteriaSet) -> Session:
    made = begin(journal, ANNA, NES, criteria_set, THEN, name="i-fjor")
    return Session(journal, made, ANNA, EvidenceFiles(home / "evidence"))


def this_year(journal: Journal, home: Path, criteria_set: CriteriaSet) -> Session:
    files = EvidenceFiles(home / "evidence")
    source = Session(journal, "i-fjor", ANNA, files)
    made, _found = begin_from(source, NES, criteria_set, NOW, name="i-ar")
    return Session(journal, made, ANNA, files)


def test_what_waits_counts_as_nothing(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"), point("b"))
    before = earlier(journal, home, asked)
    before.set_answer("a", Answer(value=AnswerValue.NO, comment="Mangler.", place="kap. 2"))
    now = this_year(journal, home, asked)
    assert now.appraisal.progress.answered == 0
    assert not now.appraisal.findings
    assert not now.assessment.answers
    going_on = next_question(now.appraisal, EVERYTHING, ANNA.name)
    assert going_on is not None
    assert going_on.point.checkpoint.id == "a"
    (waits,) = now.appraisal.to_confirm
    assert waits.waiting is not None
    assert (waits.waiting.answer.comment, waits.waiting.answer.place) == ("Mangler.", "kap. 2")


def test_one_confirmation_makes_it_count_with_what_it_rests_on(
    journal: Journal, home: Path
) -> None:
    file = home / "Rutine IP (vedtatt 12.03.2024).docx"
    file.write_bytes(b"innhold")
    asked = small_set(point("a"), point("b"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.YES)
    before.answer("b", AnswerValue.YES)
    copy = before.record_file(file, copy=True)
    document = Document(id="d1", title="Rutine", date="2015", file=copy)
    before.record_evidence(document, ["a", "b"])
    now = this_year(journal, home, asked)
    assert not now.assessment.evidence
    now.confirm("a", "b")
    assert not now.appraisal.to_confirm
    assert now.appraisal.progress.answered == 2
    assert now.assessment.links == {"a": ("d1",), "b": ("d1",)}
    found = now.file_of("d1")
    assert found.path.read_bytes() == b"innhold"
    assert "i-ar" in str(found.path)
    assert found.name == file.name
    # Its age is judged at this year's date.
    assert now.appraised("krav").checkpoints[0].strength is Strength.WEAK


def test_a_file_that_is_lost_is_said_and_the_rest_comes_along(journal: Journal, home: Path) -> None:
    file = home / "plan.txt"
    file.write_bytes(b"innhold")
    before = earlier(journal, home, small_set(point("a")))
    before.answer("a", AnswerValue.YES)
    copy = before.record_file(file, copy=True)
    before.record_evidence(Document(id="d1", title="Plan", date="2024", file=copy), ["a"])
    before.file_of("d1").path.unlink()
    _made, found = begin_from(before, NES, small_set(point("a")), NOW)
    assert found.without_file == ("Plan",)
    assert any(
        "Filen til «Plan» er ikke med" in said for said in carried_words(found, Translator("nb"))
    )


def test_undo_lets_it_wait_again(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.YES)
    now = this_year(journal, home, asked)
    now.confirm("a")
    now.undo()
    assert [p.checkpoint.id for p in now.appraisal.to_confirm] == ["a"]
    now.redo()
    assert now.appraisal.progress.answered == 1
    now.answer("a", None)
    assert not now.appraisal.to_confirm  # it was decided that it does not hold
    with pytest.raises(NothingToConfirm):
        now.confirm("a")


def test_another_version_of_the_set(journal: Journal, home: Path) -> None:
    old = small_set(point("a"), point("b"), point("c"), point("d"), point("e"), point("f"))
    new = small_set(
        point("a"),
        point("b", "Er den på plass?"),
        point("c-en", "Finnes den ene?", "c"),
        point("c-to", "Finnes den andre?", "c"),
        point("d-og-e", "Finnes begge?", "d", "e"),
        point("ny"),
        version="2",
        gone=("c", "d", "e", "f"),
    )
    before = earlier(journal, home, old)
    for name in "abcdef":
        before.answer(name, AnswerValue.NO if name == "d" else AnswerValue.YES)
    files = EvidenceFiles(home / "evidence")
    made, found = begin_from(before, NES, new, NOW)
    assert found.kept == frozenset("a")
    assert found.again == frozenset("bc")
    assert found.differing == frozenset("de")
    assert found.retired == frozenset("f")
    assert found.all == 6
    now = Session(journal, made, ANNA, files)
    waits = {p.checkpoint.id: p.waiting.reworded for p in now.appraisal.to_confirm if p.waiting}
    assert waits == {"a": False, "b": True, "c-en": True, "c-to": True}


def test_words_that_are_written_here_are_kept(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.set_answer("a", Answer(value=AnswerValue.YES, comment="I fjor.", place="s. 3"))
    now = this_year(journal, home, asked)
    now.comment("a", "I år.")
    assert now.appraisal.to_confirm
    now.confirm("a")
    answer = now.assessment.answer("a")
    assert answer is not None
    assert (answer.comment, answer.place) == ("I år.", "s. 3")


def test_actions_wait_until_they_are_confirmed(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.NO)
    before.set_action(Action(id="t1", criterion="krav", what="Lage rutine"))
    before.set_action(Action(id="t2", criterion="krav", what="Ferdig", status=ActionStatus.DONE))
    now = this_year(journal, home, asked)
    assert not now.assessment.actions
    assert list(now.assessment.actions_that_wait) == ["t1"]
    now.confirm_action("t1")
    assert now.assessment.actions["t1"].what == "Lage rutine"
    assert not now.assessment.actions_that_wait


def test_a_predecessor_by_number_never_by_name(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.YES)
    files = EvidenceFiles(home / "evidence")
    other = Municipality(number="3310", name="Nes")
    with pytest.raises(Refused):
        begin_from(before, other, asked, NOW)
    assert [entry.id for entry in journal.entries()] == ["i-fjor"]
    old = begin(journal, ANNA, OLD_NES, asked, date(2018, 1, 1), name="gamle-nes")
    source = Session(journal, old, ANNA, files)
    source.answer("a", AnswerValue.NO)
    made, _found = begin_from(source, NES, asked, NOW)
    assert Session(journal, made, ANNA, files).appraisal.to_confirm


def test_alone_only_the_own_answer_is_given(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.YES)
    before.record_evidence(Document(id="d1", title="Rutine"), ["a"])
    now = this_year(journal, home, asked)
    now.start_round(["Bo"])
    alone = Session(journal, "i-ar", BO, EvidenceFiles(home / "evidence"), alone=True)
    alone.confirm("a")
    assert alone.assessment.answer("a") is not None
    shared = Session(journal, "i-ar", ANNA, EvidenceFiles(home / "evidence"))
    assert not shared.shared.answers
    assert not shared.shared.links


def test_the_change_report_knows_what_became_of_each_answer(journal: Journal, home: Path) -> None:
    before = earlier(journal, home, small_set(*map(point, "abcde")))
    for name in "abcde":
        before.answer(name, AnswerValue.YES)
    new = small_set(*map(point, "abcdf"), version="2", gone=("e",))
    now = this_year(journal, home, new)
    now.confirm("a")
    now.answer("b", AnswerValue.NO)
    now.answer("c", None)
    now.answer("f", AnswerValue.YES)
    found = differences(before.appraisal, now.appraisal)
    assert found.fates == Fates(kept=1, changed=1, to_confirm=1, missing=1, retired=1, new=1)
    assert found.fates.earlier == 5
    assert {change.now.checkpoint.id for change in found.answers} == {"b", "c"}
    report = report_of(now, NOW, Translator("nb"), against="i-fjor")
    text = report_file(report, template="change", form="md").decode()
    assert "1 står som sist, 1 er endret, 1 er ikke bekreftet ennå" in text


def test_one_of_the_same_day_is_looked_back_to_where_it_was_begun_from_it(
    journal: Journal, home: Path
) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.NO)
    begin(journal, ANNA, NES, asked, THEN, name="en-annen", sure=True)
    made, _found = begin_from(before, NES, asked, THEN, name="igjen", sure=True)
    again = Session(journal, made, ANNA, before.files)
    assert [entry.id for entry in baselines(again)] == ["i-fjor"]
    assert not baselines(before)
    again.answer("a", AnswerValue.YES)
    report = report_of(again, NOW, Translator("nb"), against="i-fjor")
    assert "1 er endret" in report_file(report, template="change", form="md").decode()


def test_papers_say_that_an_answer_waits_and_which_finding_lacks_evidence(
    journal: Journal, home: Path
) -> None:
    adults = shipped_set("psykisk-helse-rus-voksne")
    before = earlier(journal, home, adults)
    before.answer("ke-etablert-finnes", AnswerValue.YES)
    before.set_action(Action(id="t1", criterion="ke-etablert", what="Finne vedtaket"))
    now = this_year(journal, home, adults)
    now.answer("ke-mandat-gjort", AnswerValue.YES)
    report = report_of(now, NOW, Translator("nb"), against="i-fjor")
    change, follow_up = (
        report_file(report, template=paper, form="md").decode() for paper in ("change", "follow-up")
    )
    assert "1 svar fra sist er ikke bekreftet ennå." in change
    assert "Det er kontrollpunktene som er andre enn sist" not in change
    assert "Enheten finnes: Kommunen bør skaffe dokumentasjon" in follow_up
    assert "1 tiltak fra sist er ikke bekreftet ennå." in follow_up


def test_the_report_says_that_it_waits(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"), point("b"))
    earlier(journal, home, asked).answer("a", AnswerValue.YES)
    now = this_year(journal, home, asked)
    now.answer("b", AnswerValue.NO)
    text = report_file(report_of(now, NOW, Translator("nb")), template="gap", form="md").decode()
    assert "1 svar fra en tidligere vurdering er ikke bekreftet og er ikke regnet med." in text


def test_history_says_where_it_came_from(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"))
    earlier(journal, home, asked).answer("a", AnswerValue.YES)
    now = this_year(journal, home, asked)
    now.confirm("a")
    lines = now.history()
    known = Earlier.of(line.event for line in lines)
    said = [
        history_words(line.event, asked, known, Translator("nb"), undone=line.undone).what
        for line in lines
    ]
    assert said == [
        "Tatt over fra Nes 1. januar 2025: Ja: Finnes den?",
        "Hentet fra Nes 1. januar 2025, ikke bekreftet: Ja: Finnes den?",
        "Henter fra Nes 1. januar 2025",
        "Egenvurderingen ble opprettet for Nes",
    ]


def test_a_text_that_is_erased_is_erased_where_it_waits_too(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.set_answer("a", Answer(value=AnswerValue.YES, comment="Kari Nordmann sa det."))
    now = this_year(journal, home, asked)
    now.confirm("a")
    now.erase(Thing("answer", "a"), "comment", "navn")
    held = [getattr(event.what, "answer", Answer()).comment for event in journal.events("i-ar")]
    assert not any("Nordmann" in text for text in held)


def test_following_event_by_event_is_the_fold(journal: Journal, home: Path) -> None:
    asked = small_set(point("a"), point("b"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.YES)
    before.answer("b", AnswerValue.NO)
    before.record_evidence(Document(id="d1", title="Rutine"), ["a"])
    before.set_action(Action(id="t1", criterion="krav", what="Lage rutine"))
    this_year(journal, home, asked).confirm("a")
    events = tuple(journal.events("i-ar"))
    state = fold("i-ar", events[:1])
    for number, event in enumerate(events[1:], start=2):
        state = after(state, event)
        assert state == fold("i-ar", events[:number])


def test_what_waits_goes_over_to_another_version_too(journal: Journal, home: Path) -> None:
    old = small_set(point("a"), point("b"), point("c"))
    before = earlier(journal, home, old)
    for name in "abc":
        before.answer(name, AnswerValue.YES)
    now = this_year(journal, home, old)
    now.confirm("a")
    new = small_set(
        point("a"),
        point("b", "Er den på plass?"),
        point("c-en", "Finnes den ene?", "c"),
        version="2",
        gone=("c",),
    )
    now.upgrade(new)
    assert now.appraisal.progress.answered == 1
    waits = {p.checkpoint.id: p.waiting.reworded for p in now.appraisal.to_confirm if p.waiting}
    assert waits == {"b": True, "c-en": True}


def test_a_count_of_last_year_s_sample_is_evidence_with_its_age_and_no_count_of_this_year(
    journal: Journal, home: Path
) -> None:
    before = earlier(journal, home, sampled_set())
    before.draw_sample(FRAME.id, 42, seed="i-fjor")
    before.answer(SAMPLED, AnswerValue.YES)
    before.set_fields(SAMPLED, count=9)
    (name,) = before.assessment.links[SAMPLED]
    now = this_year(journal, home, sampled_set())
    now.confirm(SAMPLED)
    answer = now.assessment.answer(SAMPLED)
    assert answer is not None
    assert (answer.value, answer.count) == (AnswerValue.YES, None)
    assert now.assessment.links[SAMPLED] == (name,)
    assert not now.assessment.samples
    now.draw_sample(FRAME.id, 40, seed="i-ar")
    now.set_fields(SAMPLED, count=4)
    assert now.assessment.links[SAMPLED] == (name,)
    counted = now.evidence(name)
    assert isinstance(counted, FileSample)
    assert counted.count == 4


def test_a_change_elsewhere_is_not_confirmed_with_what_waits(journal: Journal, home: Path) -> None:
    """Somebody who opened it on another machine answers; then there is nothing to confirm."""
    asked = small_set(point("a"))
    earlier(journal, home, asked).answer("a", AnswerValue.YES)
    now = this_year(journal, home, asked)
    with Journal(journal.path) as elsewhere:
        other = Session(elsewhere, "i-ar", BO, EvidenceFiles(home / "evidence"))
        other.answer("a", AnswerValue.NO)
    with pytest.raises(NothingToConfirm):
        now.confirm("a")
    assert now.assessment.answers["a"].value.value is AnswerValue.NO


def test_a_beginning_that_is_stopped_leaves_no_assessment_and_no_copy(
    journal: Journal, home: Path
) -> None:
    asked = small_set(point("a"))
    before = earlier(journal, home, asked)
    before.answer("a", AnswerValue.YES)
    for name in ("d1", "d2"):
        (file := home / f"{name}.txt").write_bytes(name.encode())
        copy = before.record_file(file, copy=True)
        before.record_evidence(Document(id=name, title="Plan", date="2024", file=copy), ["a"])
    kept = {path for path in before.files.directory.rglob("*") if path.is_file()}
    copied: list[int] = []

    def stop_at_the_second(read: int = 0, /, **_sent: int) -> None:
        copied.append(read)
        if len(copied) > 1:
            raise Stopped

    with pytest.raises(Stopped):
        begin_from(before, NES, asked, NOW, watch=stop_at_the_second)
    assert {path for path in before.files.directory.rglob("*") if path.is_file()} == kept
    assert [entry.id for entry in journal.entries()] == ["i-fjor"]


def test_two_confirm_on_two_machines_and_come_to_the_same(
    journal: Journal, home: Path, tmp_path: Path
) -> None:
    """What waits goes along to where last year's assessment is not, with its files."""
    file = home / "plan.txt"
    file.write_bytes(b"innhold")
    asked = small_set(point("a"), point("b"), point("c"))
    before = earlier(journal, home, asked)
    for name in "abc":
        before.answer(name, AnswerValue.YES)
    copy = before.record_file(file, copy=True)
    before.record_evidence(Document(id="d1", title="Plan", date="2024", file=copy), ["a", "b"])
    before.set_action(Action(id="t1", criterion="krav", what="Lage rutine"))
    now = this_year(journal, home, asked)
    there = Elsewhere(tmp_path / "elsewhere")
    theirs = there.take_in(saved(tmp_path, bytes_of(now)))
    theirs.confirm("a", "b")
    theirs.confirm_action("t1")
    assert theirs.file_of("d1").path.read_bytes() == b"innhold"
    now.confirm("a")
    now.confirm_action("t1")
    now.answer("c", AnswerValue.NO)
    with opened_hand_over(saved(tmp_path, bytes_of(theirs))) as handed:
        merge(journal, now.files, handed)
    now = Session(journal, "i-ar", ANNA, now.files)
    theirs = there.take_in(saved(tmp_path, bytes_of(now)))
    assert bytes_of(theirs) == bytes_of(now)
    for session in (now, theirs):
        state = session.assessment
        assert {name: given.value.value for name, given in state.answers.items()} == {
            "a": AnswerValue.YES,
            "b": AnswerValue.YES,
            "c": AnswerValue.NO,
        }
        assert not state.disagreements
        assert not any(state.unsettled(thing) for thing in state.fields)
        assert (list(state.evidence), list(state.actions)) == (["d1"], ["t1"])
        assert not session.appraisal.to_confirm


def test_by_command_and_line_by_line(run: Run, nes_id: str) -> None:
    code, out, told = run("new", "--from", nes_id, "--date", "2026-06-01", "--as", "ny")
    assert (code, out) == (0, "ny\n")
    assert "77 svar er hentet. De teller ikke før noen har bekreftet dem." in told
    assert "3 svar gjelder det som ikke spørres om nå." in told
    assert "besvart, 77 å bekrefte" in run("list")[1]
    code, _out, told = run("confirm", "ny", "--theme", "koordinerende-enhet")
    assert code == 2
    assert "--yes" in told
    code, said, _ = run("walk", "ny", "--plain", answers="= alle\n= tema\n= alle\nq\n")
    assert code == 0
    assert "Ingen svar er lest opp." in said
    assert "11 svar er bekreftet." in said
    assert "66 svar fra en tidligere vurdering er ikke bekreftet" in " ".join(
        run("status", "ny")[1].split()
    )
    code, _out, told = run("new", "--criteria", "psykisk-helse-rus-voksne")
    assert code == 2
    assert "--from" in told
