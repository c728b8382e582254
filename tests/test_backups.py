"""Backups: made by themselves and on demand, thinned out by a rule, and put back."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checklist.assessment import Answer, Answered, Author, Document
from checklist.errors import SamsjekkError
from checklist.machine import Environment
from checklist.session import Session
from checklist.session.assessments import take_away
from checklist.store import (
    Backup,
    Backups,
    EvidenceFiles,
    Journal,
    Why,
    backups_with,
    check_backup,
    errors,
    find_whereabouts,
    open_journal,
    restore_backup,
    restoring,
    whereabouts,
)
from checklist.store import (
    backups as backups_module,
)
from checklist.store.backups import found_in, superseded
from checklist.store.errors import StoreError
from checklist.store.pairing import log_of
from tests.conftest import CREATED, Run, is_private, shipped_set
from tests.databases import file_of

ANNA = Author(name="Anna")
SET = shipped_set("psykisk-helse-rus-voksne")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Days:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
def backups(home: Path, tmp_path: Path, clock: Days) -> Backups:
    return Backups(home / "backups", home / "evidence", tmp_path, clock)


@pytest.fixture
def path(home: Path) -> Path:
    path = home / "samsjekk.sqlite3"
    with Journal(path) as journal:
        journal.create("nes", CREATED, SET, ANNA)
    return path


def say(journal: Journal, comment: str) -> None:
    answer = Answered(checkpoint="ke-etablert-finnes", answer=Answer(comment=comment))
    journal.append("nes", ANNA, answer)


def said(path: Path) -> list[str]:
    with Journal(path) as journal:
        assert not journal.prove("nes")[1].faults
        events = journal.events("nes")
    return [event.what.answer.comment for event in events if isinstance(event.what, Answered)]


def attach(journal: Journal, files: EvidenceFiles, folder: Path, content: str) -> Path:
    """Copy a file of this content into the assessment; where the copy is."""
    original = folder / f"{content}.txt"
    original.write_text(content, encoding="utf-8")
    session = Session(journal, "nes", ANNA, files)
    file = session.record_file(original, copy=True)
    evidence = session.new_evidence_id()
    session.record_evidence(Document(id=evidence, title=content, date="2018", file=file))
    (copy,) = (
        f for f in (files.directory / "nes").iterdir() if f.read_text(encoding="utf-8") == content
    )
    return copy


# -- made by themselves -----------------------------------------------------------------


def test_the_first_write_of_a_day_makes_a_backup_of_what_was_before(
    path: Path, backups: Backups, clock: Days
) -> None:
    for comment in ("mandag", "mandag igjen"):
        with Journal(path, clock, backups) as journal:
            say(journal, comment)
            say(journal, f"{comment}, mer")
    clock.now += timedelta(days=1)
    with Journal(path, clock, backups) as journal:
        say(journal, "tirsdag")
    newest, oldest = backups.all()
    assert (newest.why, oldest.why) == (Why.DAY, Why.DAY)
    assert said(oldest.path) == []
    assert said(newest.path) == ["mandag", "mandag, mer", "mandag igjen", "mandag igjen, mer"]
    assert all(is_private(f) for f in (backups.directory, *backups.directory.iterdir()))


def test_a_program_that_stays_open_overnight_makes_one_too(
    path: Path, backups: Backups, clock: Days
) -> None:
    with Journal(path, clock, backups) as journal:
        say(journal, "mandag")
        clock.now += timedelta(days=1)
        say(journal, "tirsdag")
    assert [said(backup.path) for backup in backups.all()] == [["mandag"], []]


def test_an_empty_journal_is_not_backed_up(home: Path, backups: Backups, clock: Days) -> None:
    with Journal(home / "ny.sqlite3", clock, backups) as journal:
        journal.create("nes", CREATED, SET, ANNA)
    assert backups.all() == ()


def test_a_folder_of_backups_that_cannot_be_read_is_said_in_words(
    path: Path, backups: Backups, clock: Days, files: EvidenceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    for module in (backups_module, errors, whereabouts):
        monkeypatch.setattr(module, "found_in", failing)
    with Journal(path, clock, backups) as journal:
        say(journal, "likevel")
        with pytest.raises(StoreError, match="backups"):
            take_away(journal, files, "nes")
    assert said(path) == ["likevel"]
    with pytest.raises(StoreError, match="backups"):
        backups_with("nes", backups)
    with pytest.raises(StoreError, match="Får ikke åpnet"):
        find_whereabouts(Environment.of_process())
    assert "sikkerhetskopi" in str(errors.damaged(path).words)


def test_a_full_disk_for_backups_stops_no_answer_but_stops_a_removal(
    path: Path, backups: Backups, clock: Days, files: EvidenceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(backups_module, "write_by_path", full)
    with Journal(path, clock, backups) as journal:
        say(journal, "likevel")
        with pytest.raises(StoreError, match="backups"):
            take_away(journal, files, "nes")
    assert said(path) == ["likevel"]


def test_copies_go_before_the_assessment_they_belong_to(
    path: Path,
    backups: Backups,
    files: EvidenceFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A program that is killed between the two leaves nothing that nothing refers to."""

    def killed(*_: object) -> None:
        shutil.rmtree(files.directory / "nes")
        raise KeyboardInterrupt

    with Journal(path, backups=backups) as journal:
        attach(journal, files, tmp_path, "rutine")
        with monkeypatch.context() as patched:
            patched.setattr(EvidenceFiles, "remove_copies", killed)
            with pytest.raises(KeyboardInterrupt):
                take_away(journal, files, "nes")
        assert [entry.id for entry in journal.entries()] == ["nes"]
        take_away(journal, files, "nes")
        assert journal.entries() == ()


def test_what_is_removed_and_upgraded_and_migrated_is_in_a_backup(
    path: Path, backups: Backups, clock: Days, files: EvidenceFiles
) -> None:
    with Journal(path) as journal:
        say(journal, "skal bort")
        connection = journal.database.connection
        connection.execute("DROP TABLE here")
    with Journal(path, clock, backups) as journal:
        assert [backup.why for backup in backups.all()] == [Why.MIGRATION]
        take_away(journal, files, "nes")
        assert journal.entries() == ()
    (removal,) = (backup for backup in backups.all() if backup.why is Why.REMOVAL)
    assert said(removal.path) == ["skal bort"]


# -- evidence ---------------------------------------------------------------------------


def test_each_copy_of_evidence_is_kept_once_and_as_long_as_a_backup_has_it(
    path: Path, backups: Backups, clock: Days, files: EvidenceFiles, tmp_path: Path
) -> None:
    with Journal(path) as journal:
        first = attach(journal, files, tmp_path, "rutine")
        backups.make(file_of(journal).connection, Why.REMOVAL)
        second = attach(journal, files, tmp_path, "referat")
        made = backups.make(file_of(journal).connection, Why.UPGRADE)
        kept = made.evidence
        assert {file.name for file in kept.iterdir()} == {first.name, second.name}
        assert all(is_private(file) for file in (kept, *kept.iterdir()))
        assert (kept / first.name).samefile(first), "a second name costs no room"
        shutil.rmtree(files.directory)
        clock.now += timedelta(days=80)
        later = backups.make(file_of(journal).connection, Why.UPGRADE)
        assert {file.name for file in kept.iterdir()} == {first.name, second.name}
        assert not later.has_evidence
        clock.now += timedelta(days=20)
        backups.make(file_of(journal).connection, Why.UPGRADE)
        assert list(kept.iterdir()) == []


def test_where_a_file_can_not_have_two_names_it_is_copied(
    path: Path,
    backups: Backups,
    files: EvidenceFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    with Journal(path) as journal:
        copy = attach(journal, files, tmp_path, "rutine")
        other = tmp_path / "minnepinne"
        made = backups.make(file_of(journal).connection, Why.ASKED, other)
    kept = made.evidence / copy.name
    assert made.path.parent == other
    assert kept.read_bytes() == copy.read_bytes()
    assert not kept.samefile(copy)
    assert is_private(kept)


# -- the rule ---------------------------------------------------------------------------


def daily(days_ago: int) -> Backup:
    made = NOON - timedelta(days=days_ago)
    return Backup(Path(f"{days_ago}.sqlite3"), made, Why.DAY)


def test_seven_days_four_weeks_and_ninety_days_are_kept() -> None:
    # 23 November 2026 is a Monday.
    made = [daily(days) for days in range(60)]
    gone = superseded(made, NOON)
    kept = [backup for backup in made if backup not in gone]
    assert [int(backup.path.stem) for backup in kept] == [0, 1, 2, 3, 4, 5, 6, 7, 14, 21]
    changes = [Backup(Path(f"{d}"), NOON - timedelta(days=d), Why.REMOVAL) for d in (0, 89, 91)]
    asked = [Backup(Path("egen"), NOON - timedelta(days=900), Why.ASKED)]
    assert superseded([*changes, *asked], NOON) == (changes[2],)


def test_days_without_work_do_not_count() -> None:
    made = [daily(days) for days in (0, 100, 200, 300, 400, 500, 600, 700)]
    assert [backup.path.stem for backup in superseded(made, NOON)] == ["700"]


def test_other_files_in_the_folder_are_left_alone(
    path: Path, backups: Backups, clock: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(path.parent.parent))
    backups.directory.mkdir(parents=True)
    others = ["samsjekk-2020-01-01-000000-min.sqlite3", "notat.txt", "samsjekk-20-dag.sqlite3"]
    for name in others:
        (backups.directory / name).touch()
    stray = backups.directory / ".samsjekk-0123456789abcdef"
    stray.touch()
    folder = path.parent / ".samsjekk-89abcdef01234567"
    folder.mkdir()
    (folder / "samsjekk.sqlite3").touch()
    now = path.parent / ".samsjekk-0000000000000000"
    now.touch()
    copied = path.parent.parent / ".samsjekk-kopi"
    copied.mkdir()
    for left in (stray, folder, copied):
        os.utime(left, (0, 0))
    os.utime(now, (NOON.timestamp(), NOON.timestamp()))
    with Journal(path, clock, backups) as journal:
        say(journal, "a")
    assert all((backups.directory / name).exists() for name in others)
    assert not stray.exists(), "what a killed program left"
    assert not folder.exists()
    assert not copied.exists(), "a backup is read in a copy among the machine's passing files"
    assert now.exists(), "another program may be at it"
    assert len(backups.all()) == 1


def test_what_a_killed_backup_has_kept_is_removed_an_hour_later(
    path: Path, backups: Backups, clock: Days, files: EvidenceFiles, tmp_path: Path
) -> None:
    with Journal(path, clock, backups) as journal:
        copy = attach(journal, files, tmp_path, "rutine")
        kept = backups.directory / "evidence"
        old, new = "a" * 64, "b" * 64
        lists = {
            name: backups.directory / f"samsjekk-2026-11-2{day}-120000-dag.files"
            for day, name in enumerate((old, new))
        }
        kept.mkdir(exist_ok=True)
        for name, listed in lists.items():
            (kept / name).touch()
            listed.write_text(f"nes/{name}\n", encoding="utf-8")
        os.utime(lists[old], (0, 0))
        os.utime(lists[new], (NOON.timestamp(), NOON.timestamp()))
        journal.database.back_up(Why.DAY)
    assert not lists[old].exists()
    assert lists[new].exists(), "another program may be making it"
    assert {file.name for file in kept.iterdir()} == {copy.name, new}


def test_two_backups_in_one_second_are_two(path: Path, backups: Backups) -> None:
    with Journal(path) as journal:
        for _ in range(3):
            backups.make(file_of(journal).connection, Why.REMOVAL)
    assert len(found_in(backups.directory)) == 3


# -- putting back -----------------------------------------------------------------------


def test_a_backup_put_back_is_what_was_and_what_it_replaces_is_kept(
    path: Path, backups: Backups, files: EvidenceFiles, tmp_path: Path
) -> None:
    with Journal(path) as journal:
        say(journal, "før")
        copy = attach(journal, files, tmp_path, "rutine")
        made = backups.make(file_of(journal).connection, Why.ASKED, tmp_path / "annen disk")
        say(journal, "etter")
    shutil.rmtree(files.directory)
    restored = restore_backup(made.path, path, backups, files)
    assert said(path) == ["før"]
    assert copy.read_text(encoding="utf-8") == "rutine"
    assert restored.missing == ()
    assert restored.held.assessments == 1
    (before,) = restored.before
    assert said(before) == ["før", "etter"]
    # And back again: nothing is lost by trying.
    restore_backup(before, path, backups, files)
    assert said(path) == ["før", "etter"]


def test_a_restore_over_a_crash_takes_what_was_in_the_log_along_to_the_backup(
    path: Path, backups: Backups, files: EvidenceFiles, tmp_path: Path
) -> None:
    crashed = tmp_path / "krasj"
    crashed.mkdir()
    with Journal(path) as journal:
        made = backups.make(file_of(journal).connection, Why.ASKED)
        say(journal, "bare i loggen")
        for file in (path, log_of(path)):
            shutil.copyfile(file, crashed / file.name)
    restored = restore_backup(made.path, crashed / path.name, backups, files)
    (before,) = restored.before
    assert said(before) == ["bare i loggen"]
    assert not log_of(crashed / path.name).exists()
    assert said(crashed / path.name) == []


@pytest.mark.parametrize("file", [True, False])
def test_a_log_that_is_left_alone_is_kept_by_a_restore(
    path: Path, backups: Backups, files: EvidenceFiles, tmp_path: Path, file: bool
) -> None:
    log = tmp_path / "log"
    with Journal(path) as journal:
        made = backups.make(file_of(journal).connection, Why.ASKED)
        say(journal, "bare i loggen")
        shutil.copyfile(log_of(path), log)
    path.unlink()
    if file:
        path.touch()
    shutil.copyfile(log, log_of(path))
    restored = restore_backup(made.path, path, backups, files)
    (before,) = restored.before
    assert log_of(before / path.name).read_bytes() == log.read_bytes()
    assert said(path) == []


def test_a_copy_made_by_hand_is_read_with_its_log(
    path: Path, backups: Backups, files: EvidenceFiles, tmp_path: Path
) -> None:
    by_hand = tmp_path / "kopi"
    by_hand.mkdir()
    with Journal(path) as journal:
        say(journal, "i loggen")
        for file in (path, log_of(path)):
            shutil.copyfile(file, by_hand / file.name)
    path.unlink()
    assert restore_backup(by_hand / path.name, path, backups, files).before == ()
    assert said(path) == ["i loggen"]


def test_a_journal_that_is_open_is_not_replaced(
    path: Path, backups: Backups, files: EvidenceFiles
) -> None:
    with Journal(path) as journal:
        made = backups.make(file_of(journal).connection, Why.ASKED)
        say(journal, "åpen")
        with pytest.raises(StoreError, match="åpen i et annet program"):
            restore_backup(made.path, path, backups, files)
        say(journal, "fortsatt")
    assert said(path) == ["åpen", "fortsatt"]
    assert [file for file in path.parent.iterdir() if file.name.startswith(".")] == []


def test_a_damaged_journal_is_set_aside_and_replaced(
    path: Path, backups: Backups, files: EvidenceFiles
) -> None:
    with Journal(path) as journal:
        made = backups.make(file_of(journal).connection, Why.ASKED)
    damaged = b"ikke en database" * 1000
    path.write_bytes(damaged)
    restored = restore_backup(made.path, path, backups, files)
    (before,) = restored.before
    assert (before / path.name).read_bytes() == damaged
    assert said(path) == []


def test_a_journal_that_can_t_be_read_for_a_moment_is_not_set_aside(
    path: Path, backups: Backups, files: EvidenceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite calls a page that the disk can't give (EIO) damaged."""
    with Journal(path) as journal:
        made = backups.make(file_of(journal).connection, Why.ASKED)
    real, failures = Backups.make, [sqlite3.SQLITE_CORRUPT]

    def fail_once(self: Backups, connection: sqlite3.Connection, why: Why) -> Backup:
        if failures:
            error = sqlite3.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = failures.pop()
            raise error
        return real(self, connection, why)

    monkeypatch.setattr(Backups, "make", fail_once)
    restored = restore_backup(made.path, path, backups, files)
    assert [before.suffix for before in restored.before] == [".sqlite3"]
    assert not list(path.parent.glob("*lagt-til-side*"))


def test_a_backup_that_can_t_be_read_now_is_not_called_damaged(
    path: Path, backups: Backups, files: EvidenceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(path) as journal:
        made = backups.make(file_of(journal).connection, Why.ASKED)

    def give_nothing(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite3, "connect", give_nothing)
    with pytest.raises(StoreError, match=r"kan ikke leses nå.* ingenting er endret"):
        restore_backup(made.path, path, backups, files)


def test_a_journal_that_can_t_be_read_is_not_replaced(
    path: Path, backups: Backups, files: EvidenceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(path) as journal:
        made = backups.make(file_of(journal).connection, Why.ASKED)
    path.write_bytes(damaged := b"ikke en database" * 1000)

    def unreadable(_database: Path, _now: datetime) -> Path:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(restoring, "set_aside", unreadable)
    with pytest.raises(StoreError, match="Input/output error"):
        restore_backup(made.path, path, backups, files)
    assert path.read_bytes() == damaged


def garble(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xa5" * 4096 + content[12288:])


def cut_out_an_event(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM entry WHERE n = 2")
    connection.close()


@pytest.mark.parametrize("harm", [garble, cut_out_an_event, lambda file: file.write_bytes(b"")])
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_changed(
    path: Path, backups: Backups, files: EvidenceFiles, harm: object
) -> None:
    assert callable(harm)
    with Journal(path) as journal:
        say(journal, "vi har")
        say(journal, "også")
        made = backups.make(file_of(journal).connection, Why.ASKED)
        say(journal, "mer")
    assert check_backup(made.path).assessments == 1
    harm(made.path)
    with pytest.raises(SamsjekkError):
        check_backup(made.path)
    with pytest.raises(SamsjekkError):
        restore_backup(made.path, path, backups, files)
    assert said(path) == ["vi har", "også", "mer"]


def test_a_copy_that_no_answer_rests_on_any_more_comes_back_for_an_undo(
    path: Path, backups: Backups, files: EvidenceFiles, tmp_path: Path
) -> None:
    with Journal(path) as journal:
        copy = attach(journal, files, tmp_path, "rutine")
        session = Session(journal, "nes", ANNA, files)
        session.remove_evidence(next(iter(session.assessment.evidence)))
        made = backups.make(file_of(journal).connection, Why.ASKED)
    made.files.write_text(
        f"{made.files.read_text(encoding='utf-8')}../../x/{copy.name}\n", encoding="utf-8"
    )
    shutil.rmtree(files.directory)
    assert restore_backup(made.path, path, backups, files).missing == ()
    assert copy.read_text(encoding="utf-8") == "rutine"
    assert [file for file in files.directory.rglob("*") if file.is_file()] == [copy]


def test_evidence_that_is_changed_in_the_backup_is_not_put_back(
    path: Path, backups: Backups, files: EvidenceFiles, tmp_path: Path
) -> None:
    with Journal(path) as journal:
        copy = attach(journal, files, tmp_path, "rutine")
        made = backups.make(file_of(journal).connection, Why.ASKED)
    copy.unlink()
    (made.evidence / copy.name).write_text("noe annet", encoding="utf-8")
    assert restore_backup(made.path, path, backups, files).missing == (copy.name,)
    assert not copy.exists()


# -- where it all is --------------------------------------------------------------------


def test_the_commands_back_up_restore_and_say_where(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("example", "nes-2018")[0] == 0
    code, out, err = run("backup", "--to", str(tmp_path / "pinne"))
    made = Path(out.strip())
    assert (code, made.parent) == (0, tmp_path / "pinne")
    assert "1 egenvurdering, og kan leses" in err
    assert run("answer", "nes-2018", "ke-etablert-finnes", "no")[0] == 0
    assert run("remove", "nes-2018", "--with-answers")[0] == 0
    code, out, err = run("restore", str(made))
    assert (code, err) == (0, "")
    assert "tatt vare på i" in out
    assert "1 egenvurdering her" in out
    assert run("verify", "nes-2018")[0] == 0
    out = run("where")[1]
    assert str(home.resolve() / "samsjekk.sqlite3") in out
    found = re.findall(r"samsjekk-[\d-]+-([a-z]+)\.sqlite3", out)
    assert found == ["gjenoppretting", "fjerning", "dag"]
    assert '"why": "fjerning"' in run("where", "--json")[1]


def test_what_is_removed_is_taken_out_of_the_backups_when_asked(
    run: Run, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("rutine", encoding="utf-8")
    hidden = "Dette skal ingen lese igjen"
    for example in ("nes-2018", "ullensaker-2020"):
        run("example", example)
        given = ("--file", str(tmp_path / "a.txt"), "--copy")
        run("evidence", "add", example, "--title", "A", *given)
    run("answer", "nes-2018", "ke-etablert-finnes", "no", "--comment", hidden)
    run("backup")
    code, _, said = run("remove", "nes-2018", "--with-answers")
    assert code == 0
    assert re.search(r"\d sikkerhetskopier i .* har den fortsatt", said)
    code, _, said = run("remove", "nes-2018", "--from-backups")
    assert (code, "er tatt bort fra" in said) == (0, True)
    for file in home.rglob("*"):
        assert not file.is_file() or hidden.encode() not in file.read_bytes(), file
    code, _, said = run("remove", "nes-2018", "--from-backups")
    assert (code, "finnes ikke" in said) == (2, True)
    (newest, *_) = found_in(home / "backups")
    assert check_backup(newest.path).assessments == 1
    assert len(list(newest.evidence.iterdir())) == 1, "the other assessment has the file too"
    run("remove", "ullensaker-2020", "--with-answers", "--from-backups")
    assert list(newest.evidence.iterdir()) == []


def test_a_backup_into_the_data_folder_goes_where_the_others_are(run: Run, home: Path) -> None:
    run("example", "nes-2018")
    assert Path(run("backup", "--to", str(home))[1].strip()).parent == home / "backups"


def test_where_tells_of_folders_that_are_synced_and_of_machines_far_away(home: Path) -> None:
    environment = Environment("nb", "Anna", chosen_home=home)
    assert find_whereabouts(environment).warnings == ()
    far = environment._replace(session_name="ICA-tcp#3", cloud_folders=(str(home.parent),))
    synced, remote = find_whereabouts(far).warnings
    assert "OneDrive" in str(synced)
    assert "backup --to" in str(remote)


@pytest.mark.parametrize("empty", [True, False])
def test_a_journal_that_is_gone_is_not_taken_for_a_new_user(
    run: Run, home: Path, tmp_path: Path, empty: bool
) -> None:
    environment = Environment("nb", "Anna", chosen_home=home)
    path = home / "samsjekk.sqlite3"
    run("example", "nes-2018")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    run("evidence", "add", "nes-2018", "--title", "A", "--file", str(tmp_path / "a.txt"), "--copy")
    path.unlink()
    if empty:
        path.touch()
    shutil.rmtree(home / "backups", ignore_errors=True)
    with pytest.raises(StoreError, match="samsjekk restore FIL"):
        open_journal(environment)
    made = home / "backups" / "samsjekk-2026-11-23-120000-dag.sqlite3"
    made.parent.mkdir()
    with Journal(made) as journal:
        journal.create("nes", CREATED, SET, ANNA)
    code, _, err = run("list")
    assert code == 2
    assert f"samsjekk restore {made}" in err
    assert run("restore", str(made))[0] == 0
    assert run("list")[1].startswith("nes ")


def test_nothing_unfinished_is_left_by_a_backup_that_fails(
    path: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Journal(path) as journal:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            backups.make(file_of(journal).connection, Why.ASKED)
    assert [f for f in backups.directory.iterdir() if f.suffix != ".files"] == []
