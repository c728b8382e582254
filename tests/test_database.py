"""The file under the journal: a log that is not its own, a file that goes, a closed disk."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checklist.assessment import Answer, Answered, Author
from checklist.store import Journal, database, pairing
from checklist.store import journal as journal_module
from checklist.store.backups import Backups
from checklist.store.errors import NotKept, StoreError, UnknownAssessment
from checklist.store.pairing import belongs, log_of
from checklist.store.tables import MIGRATIONS
from tests.conftest import CREATED, is_private, shipped_set

ANNA = Author(name="Anna")
SET = shipped_set("psykisk-helse-rus-voksne")
pytestmark = pytest.mark.usefixtures("home")


def say(journal: Journal, *comments: str) -> None:
    for comment in comments:
        answer = Answered(checkpoint="ke-etablert-finnes", answer=Answer(comment=comment))
        journal.append("nes", ANNA, answer)


def said(path: Path) -> list[str]:
    with Journal(path) as journal:
        assert not journal.prove("nes")[1].faults
        events = journal.events("nes")
        whole = journal.database.connection.execute("PRAGMA integrity_check").fetchone()
    assert whole == ("ok",)
    return [event.what.answer.comment for event in events if isinstance(event.what, Answered)]


@pytest.fixture
def path(home: Path) -> Path:
    path = home / "samsjekk.sqlite3"
    with Journal(path) as journal:
        journal.create("nes", CREATED, SET, ANNA)
        say(journal, "først")
    return path


@pytest.fixture
def backups(home: Path, tmp_path: Path) -> Backups:
    spare = tmp_path / "hjemme"
    spare.mkdir()
    return Backups(home / "backups", home / "evidence", spare, lambda: datetime.now(UTC))


# -- a log beside a file ----------------------------------------------------------------

LONG = [f"{number}: {'lang ' * 120}" for number in range(40)]
"""Enough to fill new pages, so that two states mixed are damaged or have lost something."""


def copies(path: Path, folder: Path) -> None:
    """Keep the file and its log as they are now, as a crash or a copying program would."""
    folder.mkdir()
    for file in (path, log_of(path)):
        if file.exists():
            shutil.copyfile(file, folder / file.name)


@pytest.fixture
def moments(path: Path, tmp_path: Path) -> dict[str, Path]:
    """Four moments of one journal, each a folder with the file and what log it had then."""
    taken = {}

    def take(name: str) -> None:
        taken[name] = tmp_path / name
        copies(path, taken[name])

    take("eldre, lukket")
    with Journal(path) as journal:
        say(journal, *LONG[:10])
        take("krasj")
        say(journal, *LONG[10:20])
        journal.database.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        take("krasj midt i")
    with Journal(path) as journal:
        say(journal, *LONG[20:30])
        take("nyere krasj")
    take("nyere, lukket")
    # A twig of its own, from the oldest moment.
    shutil.copyfile(taken["eldre, lukket"] / path.name, path)
    with Journal(path) as journal:
        say(journal, *(f"gren {text}" for text in LONG[:10]))
        take("gren")
    path.unlink()
    return taken


OF_MOMENT = {
    "eldre, lukket": ["først"],
    "krasj": ["først", *LONG[:10]],
    "krasj midt i": ["først", *LONG[:20]],
    "nyere krasj": ["først", *LONG[:30]],
    "nyere, lukket": ["først", *LONG[:30]],
    "gren": ["først", *(f"gren {text}" for text in LONG[:10])],
}
# What the file says by itself, where its log is away or that of another.
IN_FILE = OF_MOMENT | {
    "krasj": ["først"],
    "nyere krasj": ["først", *LONG[:20]],
    "gren": ["først"],
}
# Pairs that are right, though they were not copied at the same moment.
SAME_LINE = {
    ("eldre, lukket", "krasj"),
    ("eldre, lukket", "krasj midt i"),
    ("eldre, lukket", "gren"),
    ("krasj", "krasj midt i"),
    ("krasj", "gren"),
    ("krasj midt i", "nyere krasj"),
    ("nyere krasj", "krasj midt i"),
    ("nyere, lukket", "nyere krasj"),
    ("gren", "krasj"),
    ("gren", "krasj midt i"),
}


@pytest.mark.parametrize("log", ["", "krasj", "krasj midt i", "nyere krasj", "gren"])
@pytest.mark.parametrize("file", list(OF_MOMENT))
def test_no_log_is_laid_over_a_file_that_it_does_not_belong_to(
    moments: dict[str, Path], path: Path, file: str, log: str
) -> None:
    shutil.copyfile(moments[file] / path.name, path)
    if log:
        shutil.copyfile(log_of(moments[log] / path.name), log_of(path))
    before = path.read_bytes()
    if not log:
        assert said(path) == IN_FILE[file]
    elif file == log or (file, log) in SAME_LINE:
        assert said(path) == OF_MOMENT[log]
    else:
        with pytest.raises(StoreError, match="hører til en annen utgave") as refused:
            Journal(path)
        assert path.read_bytes() == before
        kept = next(path.parent.glob("samsjekk-lagt-til-side-*"))
        assert str(kept) in str(refused.value)
        assert is_private(kept)
        assert (kept / path.name).read_bytes() == before
        log_then = log_of(moments[log] / path.name).read_bytes()
        assert log_of(kept / path.name).read_bytes() == log_then
        assert said(path) == IN_FILE[file]


def test_a_file_of_another_database_and_an_empty_one_do_not_take_a_log_in(
    moments: dict[str, Path], path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "annen" / path.name
    with Journal(other) as journal:
        journal.create("os", CREATED, SET, ANNA)
    for file in (other, tmp_path / "tom"):
        file.touch()
        shutil.copyfile(file, path)
        shutil.copyfile(log_of(moments["krasj"] / path.name), log_of(path))
        with pytest.raises(StoreError, match="tatt vare på"):
            Journal(path)
    assert len(list(path.parent.glob("samsjekk-lagt-til-side-*"))) == 2


def test_a_log_beside_a_file_that_can_t_be_read_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite calls what the disk can't give (EIO) damaged; then nothing is known of the log."""
    path = tmp_path / "home" / "samsjekk.sqlite3"
    with Journal(path) as journal:
        journal.create("nes", CREATED, SET, ANNA)
        copied = {file: file.read_bytes() for file in (path, log_of(path))}
    for file, content in copied.items():
        file.write_bytes(content)

    def malformed(*_: object, **__: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    def unreadable(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", malformed)
        patch.setattr(pairing, "read_through", unreadable)
        with pytest.raises(StoreError, match="Input/output error"):
            Journal(path)
    assert {file: file.read_bytes() for file in copied} == copied
    with Journal(path) as journal:
        assert [entry.id for entry in journal.entries()] == ["nes"]


def test_a_log_alone_is_kept(moments: dict[str, Path], path: Path) -> None:
    shutil.copyfile(log_of(moments["krasj"] / path.name), log_of(path))
    with pytest.raises(StoreError, match="tatt vare på"):
        Journal(path)
    assert not path.exists()


def test_a_log_that_a_program_has_open_is_its_own(path: Path) -> None:
    with Journal(path) as one:
        say(one, "én")
        log = log_of(path).read_bytes()
        with Journal(path) as other:
            say(other, "to")
        one.database.connection.execute("PRAGMA wal_checkpoint(RESTART)")
        say(one, "tre")
        assert belongs(path)
        # Also where the marks are those of another, because it was read while it was written.
        newer, _ = log_of(path).read_bytes(), log_of(path).write_bytes(log)
        assert belongs(path)
        log_of(path).write_bytes(newer)
    assert said(path) == ["først", "én", "to", "tre"]


def test_a_journal_from_before_the_marks_gets_them_with_its_log(path: Path) -> None:
    with Journal(path) as journal:
        connection = journal.database.connection
        connection.execute("DROP TABLE here")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("CREATE TABLE annet (a)")
        kept = path.parent / "krasj"
        copies(path, kept)
    assert log_of(kept / path.name).stat().st_size
    assert belongs(kept / path.name)
    with Journal(kept / path.name) as journal:
        say(journal, "nå")
        copies(kept / path.name, path.parent / "igjen")
    assert said(path.parent / "igjen" / path.name) == ["først", "nå"]


def test_power_that_goes_while_a_log_is_taken_in_takes_no_log_away(
    moments: dict[str, Path], path: Path
) -> None:
    """The pages of a checkpoint reach the disk in any order."""
    old = (moments["eldre, lukket"] / path.name).read_bytes()
    new = (moments["krasj midt i"] / path.name).read_bytes()
    pages = len(new) // 4096
    assert pages > len(old) // 4096
    half_written = [
        new[:4096] + old[4096:],
        old[:4096] + new[4096:],
        *(new[: 4096 * n] + old[4096 * n :] for n in range(2, pages, 7)),
        *(old[: 4096 * n] + new[4096 * n :] for n in range(2, pages, 7)),
        old[: 4096 - 512] + new[4096 - 512 :],
        b"".join((new if at % 1024 else old)[at : at + 512] for at in range(0, len(new), 512)),
    ]
    for content in half_written:
        path.write_bytes(content)
        shutil.copyfile(log_of(moments["krasj midt i"] / path.name), log_of(path))
        assert belongs(path)
        assert said(path) == OF_MOMENT["krasj midt i"]
        path.unlink()


def test_power_that_goes_while_a_compacted_file_is_written_takes_no_log_away(
    path: Path, tmp_path: Path
) -> None:
    """Compacting moves tables: a half written file may have another's rows where the mark was."""
    with Journal(path) as journal:
        say(journal, *LONG[:10])
        connection = journal.database.connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old = path.read_bytes()
        connection.execute("VACUUM")
        copies(path, tmp_path / "kompakt")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        new = path.read_bytes().ljust(len(old), b"\0")
    for n in range(1, len(old) // 4096):
        for content in (
            new[: 4096 * n] + old[4096 * n :],
            old[: 4096 * n] + new[4096 * n : 4096 * (n + 1)] + old[4096 * (n + 1) :],
        ):
            path.write_bytes(content)
            shutil.copyfile(log_of(tmp_path / "kompakt" / path.name), log_of(path))
            assert belongs(path)
    assert said(path) == ["først", *LONG[:10]]


def test_power_that_goes_while_a_log_is_begun_anew_takes_no_file_away(path: Path) -> None:
    """What was never said to be saved may stand in the log in part, among older frames."""
    with Journal(path) as journal:
        say(journal, "én", "to")
        copies(path, path.parent / "a")
    path = path.parent / "a" / path.name
    file, begun = path.read_bytes(), log_of(path).read_bytes()
    at = begun.index(b"samsjekk-journal") + len("samsjekk-journal")
    stale = begun[:at] + bytes(range(32)) + begun[at + 32 :]
    for torn in (stale, stale[:-100], begun[:24] + bytes(8) + stale[32:], begun[:60], begun[:13]):
        path.write_bytes(file)
        log_of(path).write_bytes(torn)
        assert belongs(path)
        assert said(path) == ["først"]


# -- saved means kept -------------------------------------------------------------------

unix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows moves and removes no file that is open"
)


def remove_all(path: Path) -> None:
    shutil.rmtree(path.parent)


def move_away(path: Path) -> None:
    path.parent.rename(path.parent.with_name("flyttet"))


def replace_file(path: Path) -> None:
    copy = path.with_name("kopi")
    shutil.copyfile(path, copy)
    copy.replace(path)


def remove_log(path: Path) -> None:
    log_of(path).unlink()


@unix
@pytest.mark.parametrize("harm", [remove_all, move_away, replace_file, remove_log])
def test_an_answer_is_not_said_to_be_saved_when_the_file_is_no_longer_there(
    path: Path, backups: Backups, harm: Callable[[Path], None]
) -> None:
    with Journal(path, backups=backups) as journal:
        say(journal, "her")
        harm(path)
        with pytest.raises(NotKept, match="tar ikke imot flere svar") as refused:
            say(journal, "der")
        with pytest.raises(NotKept, match="tar ikke imot flere svar"):
            journal.version()
    (kept,) = backups.spare.iterdir()
    assert str(kept) in str(refused.value)
    assert is_private(kept)
    assert said(kept) == ["først", "her"]


@unix
def test_a_file_that_goes_while_an_answer_is_written_is_noticed_and_the_answer_is_in_the_copy(
    path: Path, backups: Backups
) -> None:
    with Journal(path, backups=backups) as journal:
        with pytest.raises(NotKept), journal.database.writing():  # noqa: PT012 - a transaction
            say(journal, "akkurat nå")
            shutil.rmtree(path.parent)
        (kept,) = backups.spare.iterdir()
    assert said(kept) == ["først", "akkurat nå"]


@unix
def test_where_nothing_can_be_saved_elsewhere_the_words_say_so(path: Path) -> None:
    with Journal(path) as journal:
        path.unlink()
        with pytest.raises(NotKept, match="Det siste er ikke lagret"):
            say(journal, "borte")


# -- one step ---------------------------------------------------------------------------


def test_writing_inside_writing_is_one_transaction(path: Path) -> None:
    with Journal(path) as journal:
        with pytest.raises(UnknownAssessment), journal.database.writing():  # noqa: PT012 - one step
            say(journal, "først dette")
            journal.append("finnes-ikke", ANNA, Answered(checkpoint="x", answer=Answer()))
        with journal.database.writing():
            say(journal, "a", "b")
    assert said(path) == ["først", "a", "b"]


# -- reading where nothing can be written -----------------------------------------------


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that can't be written to, whoever asks."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(database, "make_private_folder", refuse)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: SQLite can't make the file that programs share."""

    def refuse(_connection: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    monkeypatch.setattr(database, "_use_log", refuse)


@pytest.mark.parametrize("disk", ["closed", "full"])
@pytest.mark.parametrize("crashed", [False, True])
def test_what_is_there_can_be_read_where_nothing_can_be_written(
    path: Path, disk: str, crashed: bool, request: pytest.FixtureRequest
) -> None:
    if crashed:
        with Journal(path) as journal:
            say(journal, "i loggen")
            copies(path, path.parent / "krasj")
        path = path.parent / "krasj" / path.name
    request.getfixturevalue(disk)
    before = {file.name: file.read_bytes() for file in path.parent.glob("samsjekk*")}
    assert said(path) == (["først", "i loggen"] if crashed else ["først"])
    with Journal(path) as journal, pytest.raises(StoreError, match="Kan ikke skrive til"):
        say(journal, "nei")
    after = {file.name: file.read_bytes() for file in path.parent.glob("samsjekk*")}
    # The disk that is full here lets SQLite take the log in when it closes.
    assert disk == "full" or after == before


@pytest.mark.usefixtures("path", "closed")
def test_a_journal_of_an_older_version_can_be_read_where_nothing_can_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def further(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE ny (a)")

    steps = (*MIGRATIONS, further)
    monkeypatch.setattr(journal_module, "MIGRATIONS", steps)
    assert said(path) == ["først"]
    assert path.read_bytes() == before


def test_a_copy_to_read_that_cannot_be_made_is_not_left_half_made(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    def refuse(_: Path, copy: Path) -> None:
        copy.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Journal(path) as journal:
        say(journal, "i loggen")
        copies(path, path.parent / "krasj")
    request.getfixturevalue("closed")
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    monkeypatch.setattr(database, "copy_file", refuse)
    with pytest.raises(StoreError, match="No space left"):
        Journal(path.parent / "krasj" / path.name)
    assert not list(passing.iterdir())


@pytest.mark.usefixtures("closed")
def test_where_nothing_is_and_nothing_can_be_made_the_words_say_so(home: Path) -> None:
    with pytest.raises(StoreError, match="SAMSJEKK_HOME"):
        Journal(home / "samsjekk.sqlite3")


# -- others -----------------------------------------------------------------------------


def test_a_write_waits_no_longer_for_others_than_it_was_told(path: Path) -> None:
    with Journal(path) as journal, closing(sqlite3.connect(path)) as other:
        journal.database.wait_for_others(0.01)
        other.execute("BEGIN IMMEDIATE")
        began = datetime.now(UTC)
        with pytest.raises(StoreError, match="Vent litt"):
            say(journal, "opptatt")
        assert (datetime.now(UTC) - began).total_seconds() < 1
        other.rollback()
        say(journal, "fri")
    assert said(path) == ["først", "fri"]
