"""Several people share one assessment through a folder that a program syncs, as it likes."""

from __future__ import annotations

import io
import os
import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.privacy import made_up
from benchmarks.shared_folder import shared as sharing
from checklist.appraisal import EVERYTHING, Selection
from checklist.assessment import Answer, Answered, Author, Document, Thing
from checklist.criteria import AnswerValue, Depth, set_fingerprint
from checklist.handover.background import Exchanging
from checklist.handover.folder import FolderAway, SharedFolder, folder_name
from checklist.handover.taking_part import begin_sharing, find_shared, join_shared
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.plain import walk_lines
from checklist.session import Session, follow_beginning, last_walk, remember_walk
from checklist.session.assessments import begin
from checklist.store import (
    EvidenceFiles,
    Journal,
    StoreError,
    Unreached,
    shared_folder,
    shared_folders,
)
from tests.conftest import ANNA, Run
from tests.databases import ON_BOTH
from tests.desks import KINDS, NAME, Step, do
from tests.synced import synced

POINT = "ke-mandat-kjent"


steps = st.lists(
    st.builds(
        Step,
        store=st.integers(0, 4),
        kind=st.sampled_from([kind for kind in KINDS if kind != "merge"]),
        a=st.integers(0, 100),
        b=st.integers(0, 100),
    ),
    min_size=5,
    max_size=20,
)


@ON_BOTH
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(2, 5), steps, st.integers(0, 1_000_000))
def test_all_come_to_the_same_whatever_the_sync_program_does(
    tmp_path_factory: pytest.TempPathFactory, stores: int, history: list[Step], seed: int
) -> None:
    with synced(stores, seed, tmp_path_factory.mktemp("synced")) as (desks, folder, clock):
        for step in history:
            do(desks, step, clock)
            folder.exchange(folder.chance.randrange(stores))
            folder.carry()
        for _ in range(3):
            for number in range(stores):
                folder.exchange(number)
            folder.carry(whole=True)
        first = desks[0]
        for desk in desks:
            own = {event.id for event in desk.events()}
            assert own == {event.id for event in first.events()}
            assert desk.journal.heads(NAME) == first.journal.heads(NAME)
            assert not desk.journal.prove(NAME)[1].faults
        erased = [text for desk in desks for text in desk.erased]
        for desk in desks:
            assert not desk.left_of(erased)


def of(session: Session, folder: Path) -> SharedFolder:
    """The folder as somebody's program has it."""
    return SharedFolder(folder, session.journal, session.files, session.assessment.id)


def colleague(folder: Path, root: Path) -> Session:
    """Somebody who has joined from another machine."""
    (found,) = find_shared(folder)
    journal = Journal(root / "bo.sqlite3")
    journal.adopt("nes", found.lines, found.criteria_sets)
    return Session(journal, "nes", Author(name="Bo"), EvidenceFiles(root / "bo"))


@ON_BOTH
def test_others_answers_appear_when_the_folder_has_them(
    nes: Session, shared: Path, tmp_path: Path
) -> None:
    bo = colleague(shared, tmp_path)
    bo.comment(POINT, "Bo skrev dette.")
    assert of(bo, shared).exchange().shared == 1
    assert of(nes, shared).exchange().taken_in == 1
    again = Session(nes.journal, nes.assessment.id, ANNA, nes.files)
    assert again.assessment.answers[POINT].value.comment == "Bo skrev dette."
    assert of(nes, shared).exchange()[:2] == (0, 0)


def test_a_personal_number_that_comes_through_the_folder_is_warned_of_once(
    nes: Session, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.store.journal.refuse_personal_numbers", lambda *_: None)
    bo = colleague(shared, tmp_path)
    for journal, name, author in ((bo.journal, "nes", bo.author), (nes.journal, "nes-2018", ANNA)):
        answer = Answer(value=AnswerValue.YES, comment=f"Se {made_up('130972')}.")
        journal.append(name, author, Answered(checkpoint=POINT, answer=answer))
    own, folder = of(nes, shared), of(bo, shared)
    assert own.exchange().faults == ()
    told = [" ".join(map(str, folder.exchange().faults)) for _ in range(2)]
    assert ["Be den som skrev det" in faults for faults in told] == [True, False]
    (home := tmp_path / "kari").mkdir()
    with Journal(home / "kari.sqlite3") as journal:
        taken = join_shared(journal, EvidenceFiles(home / "e"), Author(name="Kari"), shared)
    assert "Be den som skrev det" in str(taken.warning)


@ON_BOTH
def test_evidence_comes_along_once_the_history_names_it(
    nes: Session, shared: Path, tmp_path: Path
) -> None:
    bo = colleague(shared, tmp_path)
    path = tmp_path / "Plan.pdf"
    path.write_bytes(b"Innhold.")
    nes.record_evidence(
        Document(id="plan", title="Plan", file=nes.record_file(path, copy=True)), [POINT]
    )
    of(nes, shared).exchange()
    of(bo, shared).exchange()
    bo = Session(bo.journal, "nes", bo.author, bo.files)
    assert bo.file_of("plan").path.read_bytes() == b"Innhold."


@ON_BOTH
def test_an_erased_text_is_in_no_file_that_its_store_wrote(nes: Session, shared: Path) -> None:
    nes.comment(POINT, "Nevner en person.")
    folder = of(nes, shared)
    folder.exchange()
    assert b"Nevner en person." in all_bytes(shared)
    nes.erase(Thing("answer", POINT), "comment", "")
    folder.exchange()
    assert b"Nevner en person." not in all_bytes(shared)


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@ON_BOTH
def test_what_another_has_changed_of_ones_file_is_left_and_a_new_file_begun(
    nes: Session, shared: Path
) -> None:
    folder = of(nes, shared)
    (own,) = folder.folder.glob("w-*.jsonl")
    own.write_bytes(own.read_bytes()[:-40])
    nes.comment(POINT, "Etterpå.")
    assert folder.exchange().shared > 0
    assert len(list(folder.folder.glob("w-*.jsonl"))) == 2
    assert folder.exchange()[:2] == (0, 0)


@ON_BOTH
def test_a_bad_line_is_said_and_the_good_ones_are_used(
    nes: Session, shared: Path, tmp_path: Path
) -> None:
    bo = colleague(shared, tmp_path)
    bo.comment(POINT, "Bo skrev dette.")
    theirs = of(bo, shared)
    theirs.exchange()
    (theirs.folder / "noe annet.jsonl").write_bytes(b'{"body":{}}\n{"body":\n')
    came = of(nes, shared).exchange()
    assert came.taken_in == 1
    assert ["noe annet.jsonl" in str(fault) for fault in came.faults] == [True]


@ON_BOTH
def test_what_could_not_be_saved_leaves_no_empty_folder_among_the_others(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError(phrase("Disken er full."))

    monkeypatch.setattr(Journal, "append", full)
    (folder := tmp_path / "delt").mkdir()
    with pytest.raises(StoreError):
        begin_sharing(nes, folder)
    assert list(folder.iterdir()) == []
    assert shared_folder(nes.journal, nes.assessment.id) is None


@ON_BOTH
def test_a_folder_that_is_away_is_said_and_what_is_saved_here_stays(
    nes: Session, shared: Path
) -> None:
    folder = of(nes, shared)
    shutil.rmtree(shared)
    nes.comment(POINT, "Lagret her.")
    with pytest.raises(FolderAway, match="lagret her"):
        folder.exchange()
    assert not shared.exists(), "a stick that is taken out is not made anew on the disk"
    shared.mkdir()
    assert folder.exchange().shared == 4, "all of it is there again"


def test_sharing_goes_on_where_a_server_is_gone_and_comes_back(
    nes: Session, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nes.comment(POINT, "Skrevet før serveren ble borte.")
    gone, back, told = iter([True]), threading.Event(), list[Phrase]()

    def folders(journal: Journal) -> Mapping[str, Path]:
        if next(gone, False):
            raise Unreached(phrase("Serveren svarer ikke."))
        back.set()
        return shared_folders(journal)

    monkeypatch.setattr("checklist.handover.background.shared_folders", folders)
    monkeypatch.setattr("checklist.handover.background._BETWEEN_SECONDS", 0)
    exchanging = Exchanging(Environment.of_process(), told.append)
    exchanging.begin()
    assert back.wait(60)
    exchanging.end(60)
    assert told == []
    assert of(nes, shared).exchange().shared == 0, "it is in the folder already"


@ON_BOTH
@pytest.mark.parametrize("who", ["the one who has it from before", "the other"])
def test_a_copy_that_is_erased_is_left_neither_in_the_folder_nor_with_others(
    nes: Session, shared: Path, tmp_path: Path, who: str
) -> None:
    (path := tmp_path / "plan.txt").write_text("Et navn.", encoding="utf-8")
    nes.record_evidence(Document(id="plan", title="Plan", file=nes.record_file(path, copy=True)))
    of(nes, shared).exchange()
    bo = colleague(shared, tmp_path)
    of(bo, shared).exchange()

    def copies() -> list[Path]:
        everywhere = (*shared.rglob("e-*"), *tmp_path.rglob("evidence/**/*.txt"))
        return [*everywhere, *(tmp_path / "bo").rglob("*.txt")]

    assert len(copies()) == 3
    first, second = (nes, bo) if who != "the other" else (bo, nes)
    first.erase_evidence("plan", "Et navn.")
    for session in (first, second, first):
        of(session, shared).exchange()
    assert copies() == []
    assert nes.journal.heads("nes-2018") == bo.journal.heads("nes")


@ON_BOTH
def test_the_folder_is_named_by_the_assessment(nes: Session, shared: Path) -> None:
    genesis = nes.journal.heads(nes.assessment.id)[0]
    assert [path.name for path in shared.iterdir()] == [folder_name(genesis)]


@ON_BOTH
@pytest.mark.skipif(os.name == "nt", reason="Windows lets files have the rights of their folder")
def test_whoever_has_the_folder_can_read_what_lies_in_it(nes: Session, tmp_path: Path) -> None:
    folder = tmp_path / "felles"
    folder.mkdir()
    folder.chmod(0o770)
    begin_sharing(nes, folder)
    rights = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert rights == {0o660}


class Waiting(io.StringIO):
    """Answers of which the second is given once what others wrote has come."""

    def __init__(self, before: Callable[[], object], *lines: str) -> None:
        super().__init__("\n".join((*lines, "")))
        self._before = before
        self._given = 0

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]  # typeshed: bytes
        self._given += 1
        if self._given == 2:
            self._before()
        return super().readline()


@ON_BOTH
def test_line_by_line_others_answers_come_between_two_answers(
    nes: Session, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bo = colleague(shared, tmp_path)
    criterion = nes.criterion_of(POINT)
    bo.comment(nes.appraised(criterion.id).asked[0].checkpoint.id, "Bo skrev dette.")
    of(bo, shared).exchange()

    def come() -> None:
        for _ in range(3000):
            if any(event.author.name == "Bo" for event in nes.journal.events("nes-2018")):
                return
            threading.Event().wait(0.002)

    go = f"/{criterion.id}"
    answers = Waiting(come, go, go, "q")
    walk_lines(nes.assessment.id, Environment.of_process(), Translator(), answers)
    assert "Bo skrev dette." in capsys.readouterr().out


@ON_BOTH
def test_line_by_line_a_folder_that_is_away_is_said_once(
    nes: Session, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(shared)
    walk_lines(nes.assessment.id, Environment.of_process(), Translator(), io.StringIO("j\nq\n"))
    assert capsys.readouterr().out.count("Den delte mappen") == 1


@ON_BOTH
def test_who_joins_is_asked_what_it_was_begun_as_until_they_choose(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = ("--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne", "--as", "a")
    assert run("new", *begun, "--quick")[0] == 0
    (folder := tmp_path / "delt").mkdir()
    run("share", "a", folder)
    monkeypatch.setenv("SAMSJEKK_HOME", str(home.with_name("bo")))
    monkeypatch.setenv("SAMSJEKK_NAME", "Bo")
    joined = run("join", folder)[1].strip()
    assert "rask: 0 av 58" in run("list")[1]
    first = run("walk", joined, "--plain", answers="q\n")[1]
    assert "Egenvurderingen er begynt som rask gjennomgang" in first
    assert "Rask gjennomgang: 58 spørsmål." in first
    again = run("walk", joined, "--plain", answers="f 1\nq\n")[1]
    assert "er begynt som" not in again
    assert "Full gjennomgang" in run("walk", joined, "--plain", answers="q\n")[1]
    assert "som rask gjennomgang" in run("history", joined)[1]


@ON_BOTH
def test_who_joins_those_that_have_gone_deeper_is_asked_what_it_was_begun_as(
    nes: Session, tmp_path: Path
) -> None:
    place, day = nes.assessment.municipality, nes.assessment.date
    made = begin(nes.journal, ANNA, place, nes.criteria_set, day, depth=Depth.QUICK, sure=True)
    session = Session(nes.journal, made, ANNA, nes.files)
    quick = {point.checkpoint.id for point in Selection(depth=Depth.QUICK).among(session.appraisal)}
    for point in EVERYTHING.among(session.appraisal):
        if point.checkpoint.id not in quick:
            session.answer(point.checkpoint.id, AnswerValue.YES)
            break
    assert last_walk(tmp_path, session) == Selection(depth=Depth.QUICK)
    assert follow_beginning(tmp_path, session)
    assert not follow_beginning(tmp_path, session)
    remember_walk(tmp_path, made, EVERYTHING)
    assert last_walk(tmp_path, session) == EVERYTHING


@ON_BOTH
def test_a_criteria_set_that_comes_late_is_waited_for(
    nes: Session, shared: Path, tmp_path: Path
) -> None:
    bo = colleague(shared, tmp_path)
    newer = msgspec.structs.replace(bo.criteria_set, version="99")
    bo.upgrade(newer)
    bo.comment(POINT, "Etterpå.")
    theirs = of(bo, shared)
    theirs.exchange()
    here = tmp_path / "her"
    shutil.copytree(shared, here)
    (late,) = here.rglob(f"s-{set_fingerprint(newer)}.json")
    kept = late.rename(tmp_path / "sent.json")
    mine = of(nes, here)
    assert mine.exchange()[::2] == (0, 1)
    shutil.copyfile(kept, late)
    assert mine.exchange().taken_in == 2
    again = Session(nes.journal, nes.assessment.id, ANNA, nes.files)
    assert again.criteria_set.version == "99"


def test_nothing_is_lost_or_shown_before_it_is_whole(tmp_path: Path) -> None:
    """A short run of `python -m benchmarks.shared_folder`."""
    found = sharing(events=150, people=3, seed=1, root=tmp_path)
    assert found.events >= 150
    assert (found.lost, found.stores, found.not_whole, found.faults) == (0, 1, 0, 0)


@ON_BOTH
def test_one_stops_sharing_also_where_the_folder_is_gone_for_good(
    nes: Session, shared: Path, run: Run
) -> None:
    shutil.rmtree(shared)
    code, out, _err = run("share", nes.assessment.id, "--stop")
    assert (code, "deles ikke lenger" in out, "får ikke vite det" in out) == (0, True, True)
    assert shared_folder(nes.journal, nes.assessment.id) is None


@ON_BOTH
def test_a_command_says_once_that_the_folder_is_away_and_joining_one_that_is_not_there_says_so(
    nes: Session, shared: Path, run: Run
) -> None:
    shutil.rmtree(shared)
    code, _out, err = run(
        "answer", nes.assessment.id, next(iter(nes.assessment.answers)), "unknown"
    )
    assert (code, err.count("er borte. Det du svarer, er lagret her")) == (0, 1)
    code, _out, err = run("join", str(shared))
    assert (code, "mappen finnes ikke her" in err) == (2, True)


@ON_BOTH
def test_one_who_may_only_read_the_folder_takes_in_and_is_told_what_is_missing(
    nes: Session, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = colleague(shared, tmp_path)
    bo.comment(next(iter(bo.assessment.answers)), "Fra Bo.")
    of(bo, shared).exchange()
    mine = of(nes, shared)
    nes.comment(next(iter(nes.assessment.answers)), "Fra Anna.")

    def refused(_self: object) -> int:
        raise PermissionError

    monkeypatch.setattr(SharedFolder, "_share", refused)
    with pytest.raises(FolderAway, match="Du har ikke lov til å skrive"):
        mine.exchange()
    assert any(event.author.name == "Bo" for event in nes.journal.events(nes.assessment.id))


@ON_BOTH
def test_what_is_no_folder_and_the_folder_of_the_assessments_are_not_shared_through(
    nes: Session, home: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "fil.txt"
    file.touch()
    for folder, says in (
        (file, "mappen finnes ikke her"),
        (tmp_path / "borte", "mappen finnes ikke her"),
        (home, "Velg en mappe utenfor den."),
    ):
        code, _out, err = run("share", nes.assessment.id, str(folder))
        assert (code, says in err) == (2, True), err
    assert shared_folder(nes.journal, nes.assessment.id) is None
