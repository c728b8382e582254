"""What differs between operating systems: the rules of Windows and macOS, held on every system."""

from __future__ import annotations

import ast
import io
import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any
from unicodedata import normalize

import pytest
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from checklist.appraisal import Strength
from checklist.assessment import (
    Created,
    Document,
    FileState,
    is_file,
    pasted,
    proposed_title,
    rooted,
    typed_places,
)
from checklist.cli import main
from checklist.criteria import AnswerValue
from checklist.criteria.files import Library
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import (
    Environment,
    Settings,
    change_settings,
    environment,
    expand_home,
    full_path,
    is_gone,
    is_network_folder,
    is_reserved,
    load_settings,
    only_owner_reads,
    patiently,
    printing,
    synced_by,
    system,
    terminal_is_gone,
    write_file,
)
from checklist.machine.system import is_store_python
from checklist.session import Session
from checklist.session.assessments import copy_example, free_id
from checklist.store import (
    Drafts,
    EvidenceFiles,
    FolderEntry,
    Journal,
    matching,
    opening,
    see_files,
    write_output,
)
from checklist.store.errors import TakenId, UnusableId
from checklist.store.evidence_files import EvidenceFileError, sha256_of
from checklist.store.output_file import ImpossibleName, OutputFileError
from checklist.tui import app as app_module
from checklist.tui.app import SamsjekkApp
from checklist.tui.evidence.file_picker import FilePicker
from checklist.tui.evidence.folder_list import FolderList
from tests.conftest import ANNA, NES, Run, make_link
from tests.terminal import on_screen, press, told

ROOT = Path(__file__).parent.parent
CONTENT = b"%PDF-1.7 rutine"
FOR_EVER = 1_000_000


def windows_error(code: int, number: int) -> OSError:
    """An error as Windows raises it: `code` is its own number, `number` what Python makes of it."""
    error = OSError(number, f"fake {code}", "x", code)
    if sys.platform != "win32":
        error.winerror = code  # type: ignore[attr-defined]  # typed for Windows only
    return error


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The rules of Windows, and how long was waited."""
    waited: list[float] = []
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


Hold = Callable[..., None]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch, windows: list[float]) -> Hold:
    """Let another program hold a path: it can't be opened, replaced or removed so many times."""
    left: dict[str, int] = {}

    def refused(path: object) -> bool:
        name = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
        left[name] = left.get(name, 0) - 1
        return left[name] >= 0

    def guarded(module: Any, name: str, at: int) -> None:
        real = getattr(module, name)

        def act(*arguments: Any, **options: Any) -> Any:
            if refused(arguments[at]):
                # The C library opens files and says EACCES; to replace and to remove say more.
                raise PermissionError(13, "held") if module is io else windows_error(32, 13)
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, act)

    guarded(io, "open", 0)
    guarded(os, "replace", 1)
    guarded(os, "unlink", 0)

    def hold(path: Path, times: int = FOR_EVER) -> None:
        left[str(path)] = times

    assert windows == []
    return hold


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- files written whole ----------------------------------------------------------------


def test_a_folder_that_can_t_be_written_to_is_said_at_once(
    tmp_path: Path, windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows `tempfile` would look for a free name there for hours (python/cpython#66305)."""
    closed = tmp_path / "closed"
    (closed / "evidence" / "nes").mkdir(parents=True)
    original = tmp_path / "rutine.pdf"
    original.write_bytes(CONTENT)
    real, tries = os.open, []

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            tries.append(path)
            raise PermissionError(13, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputFileError, match="Sjekk at du kan skrive i mappen"):
        write_output(closed / "gap.html", b"x", replace=False, home=tmp_path / "home")
    assert change_settings(closed, lambda known: known._replace(name="Anna")) is None
    assert not Drafts(closed / "drafts.json").keep("a", ["b"])
    with pytest.raises(EvidenceFileError, match="Ingenting ble registrert"):
        EvidenceFiles(closed / "evidence").stage("nes", original)
    assert len(tries) == 4
    assert windows == []


def test_names_in_use_are_not_tried_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", lambda number: b"x" * number)
    write_file(tmp_path / "a", b"1")
    (tmp_path / f".samsjekk-{'78' * 8}").write_bytes(b"of another")
    with pytest.raises(FileExistsError):
        write_file(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"1"


def test_a_whole_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"1")
    write_file(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"2"
    assert names(tmp_path) == ["a"]
    if os.name == "posix":  # Windows has no such modes; the folder's own rights hold
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_what_another_program_holds_for_a_moment_is_waited_for(
    tmp_path: Path, hold: Hold, windows: list[float]
) -> None:
    original, report = tmp_path / "rutine.pdf", tmp_path / "gap.html"
    original.write_bytes(CONTENT)
    report.write_bytes(b"old")
    drafts, files = Drafts(tmp_path / "drafts.json"), EvidenceFiles(tmp_path / "evidence")
    change_settings(tmp_path, lambda _: Settings(name="Anna"))
    drafts.keep("a", ["b"])

    for path in (original, report, tmp_path / "settings.json", tmp_path / "drafts.json"):
        hold(path, 2)
    assert files.stage("nes", original).reference.size == len(CONTENT)
    hold(original, 2)
    assert not files.refer(original).copied
    assert write_output(report, b"new", replace=True, home=tmp_path / "home").read_bytes() == b"new"
    assert load_settings(tmp_path).name == "Anna"
    assert drafts.find("a") == ("b",)
    assert windows == [0.05, 0.1] * 5

    hold(tmp_path / "settings.json", 2)
    assert change_settings(tmp_path, lambda known: known._replace(role="leder")) is not None
    hold(tmp_path / "drafts.json", 2)
    assert drafts.keep("c", ["d"])
    assert load_settings(tmp_path) == Settings(name="Anna", role="leder")
    assert drafts.names() == ("a", "c")
    assert names(tmp_path) == [
        "drafts.json", "evidence", "gap.html", "rutine.pdf", "settings.json"
    ]  # fmt: skip


def test_what_another_program_goes_on_holding_is_said_and_nothing_is_changed(
    tmp_path: Path, hold: Hold, windows: list[float]
) -> None:
    original, report = tmp_path / "rutine.pdf", tmp_path / "gap.html"
    original.write_bytes(CONTENT)
    report.write_bytes(b"old")
    hold(report)
    with pytest.raises(OutputFileError, match="ikke er åpen i et annet program"):
        write_output(report, b"new", replace=True, home=tmp_path / "home")
    hold(original)
    with pytest.raises(EvidenceFileError, match=r"\(held\). Ingenting ble registrert"):
        EvidenceFiles(tmp_path / "evidence").stage("nes", original)
    assert names(tmp_path / "evidence" / "nes") == [], "opened before anything is made"
    hold(report, 0)
    assert report.read_bytes() == b"old"
    assert names(tmp_path) == ["evidence", "gap.html", "rutine.pdf"]
    assert windows == [0.05, 0.1, 0.25] * 2, "and not for long"


def test_settings_that_can_t_be_read_are_not_written_over(tmp_path: Path, hold: Hold) -> None:
    change_settings(tmp_path, lambda _: Settings(name="Anna", language="nn"))
    hold(tmp_path / "settings.json")
    assert load_settings(tmp_path) == Settings()
    assert change_settings(tmp_path, lambda known: known.with_walk("nes", "full", "")) is None
    hold(tmp_path / "settings.json", 0)
    assert load_settings(tmp_path) == Settings(name="Anna", language="nn")


async def test_settings_that_can_t_be_read_are_said_and_not_changed(
    nes: Session, run: Run, home: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMSJEKK_NAME")
    kept = Settings(name="Anna Berg", role="leder")
    change_settings(home, lambda _: kept)
    assert Environment.of_process().unread_words is None
    hold(home / "settings.json")
    environment = Environment.of_process()
    _code, _out, said = run("list")
    assert "kan ikke leses nå" in said
    assert f"«{environment.name}» som svarer" in said
    app = SamsjekkApp(environment, nes.assessment.id)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert f"«{environment.name}» som svarer" in told(pilot)
        front = app.screen
        app.action_settings()
        await pilot.pause()
        assert app.screen is front, "the box would show other settings than there are"
        assert "Prøv igjen om litt." in told(pilot)
        hold(home / "settings.json", 0)
        app.action_settings()
        await pilot.pause()
        assert app.screen is not front
    app.journal.close()
    assert load_settings(home).name == "Anna Berg"


def test_drafts_that_can_t_be_read_are_not_written_over(tmp_path: Path, hold: Hold) -> None:
    drafts = Drafts(tmp_path / "drafts.json")
    for name in ("a", "b", "c"):
        drafts.keep(name, [name])
    hold(tmp_path / "drafts.json")
    assert drafts.names() == ()
    assert not drafts.keep("d", ["d"])
    drafts.forget("a")
    hold(tmp_path / "drafts.json", 0)
    assert drafts.names() == ("b", "c"), "what was to be forgotten is not brought forward again"
    assert drafts.keep("d", ["d"])
    assert Drafts(tmp_path / "drafts.json").names() == ("b", "c", "d")


async def test_a_draft_that_could_not_be_kept_is_tried_again_though_nothing_more_is_typed(
    nes: Session, home: Path, hold: Hold
) -> None:
    app = SamsjekkApp(Environment.of_process(), nes.assessment.id)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "k", *"halvveis")
        app.keep_drafts()
        await press(pilot, *" igjen")
        hold(home / "drafts.json")
        app.keep_drafts()
        hold(home / "drafts.json", 0)
        app.keep_drafts()
        (kept,) = Drafts(home / "drafts.json").names()
        assert "halvveis igjen" in (Drafts(home / "drafts.json").find(kept) or ())
    app.journal.close()


def test_other_faults_and_other_systems_are_not_waited_for(
    windows: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(error: OSError) -> Callable[[], None]:
        def act() -> None:
            raise error

        return act

    for error in (OSError(28, "No space left"), FileNotFoundError(2, "gone")):
        with pytest.raises(OSError, match=error.strerror):
            patiently(fail(error))
    monkeypatch.setattr(system, "WINDOWS", False)
    with pytest.raises(PermissionError):
        patiently(fail(PermissionError(13, "denied")))
    assert windows == []
    for code in (5, 32, 33):
        with pytest.raises(PermissionError):
            patiently(fail(windows_error(code, 13)))
    assert windows == [0.05, 0.1, 0.25] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which files are open")
def test_no_file_is_replaced_or_removed_while_it_is_open(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows would refuse it. What is done here with files is what the programs do."""

    def refuse_open(*paths: object) -> None:
        opened = {os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()}
        for path in paths:
            if os.path.realpath(str(path)) in opened:
                raise windows_error(32, 13)

    def guarded(name: str) -> None:
        real = getattr(os, name)

        def act(*arguments: Any, **options: Any) -> Any:
            if not options.get("dir_fd"):
                refuse_open(*arguments[:2])
            return real(*arguments, **options)

        monkeypatch.setattr(os, name, act)

    guarded("replace")
    guarded("unlink")
    files, original = EvidenceFiles(home / "evidence"), tmp_path / "rutine.pdf"
    original.write_bytes(CONTENT)
    with Journal(home / "samsjekk.sqlite3") as journal:
        made = copy_example(journal, files, "nes-2018")
    files.keep(files.stage(made, original))
    with pytest.raises(EvidenceFileError):
        files.stage(made, tmp_path / "borte.pdf")
    for name in ("a", "b"):
        assert change_settings(home, lambda known: known.with_walk(made, "full", ""))
        assert Drafts(home / "drafts.json").keep(name, [name])
        write_output(tmp_path / "gap.html", b"x", replace=True, home=tmp_path / "home")
    files.remove_copies(made)
    with pytest.raises(PermissionError), (tmp_path / "gap.html").open("rb"):
        write_file(tmp_path / "gap.html", b"y")


def test_a_folder_that_is_made_is_on_disk_with_those_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(system, "sync_folder", synced.append)
    system.make_private_folder(tmp_path / "a" / "b")
    assert set(synced) == {tmp_path, tmp_path / "a"}
    synced.clear()
    system.make_private_folder(tmp_path / "a" / "b")
    assert synced == []


@pytest.mark.usefixtures("windows")
def test_a_first_start_in_a_folder_that_can_t_be_written_to_is_said_at_once(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    real, tries = os.open, []

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and Path(path).is_relative_to(home):
            tries.append(path)
            raise PermissionError(13, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    code, out, said = run("example", "nes-2018")
    assert (code, out) == (ExitCode.REFUSED, "")
    assert "SAMSJEKK_HOME" in said
    assert len(tries) == 1


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("session", "is_said"), [("RDP-Tcp#5", True), ("Console", False)])
async def test_the_first_start_on_a_machine_far_away_says_that_what_lies_there_may_be_removed(
    monkeypatch: pytest.MonkeyPatch, session: str, is_said: bool
) -> None:
    monkeypatch.setenv("SESSIONNAME", session)
    app = SamsjekkApp(Environment.of_process())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = " ".join(on_screen(pilot).split())
        assert "Her vil egenvurderingene dine stå" in shown
        assert "? Mer" in shown
        assert "Skriv aldri navn på pasienter." in shown
        assert ("fjernskrivebord" in shown) is is_said
    app.journal.close()


# -- recorded files ---------------------------------------------------------------------

POINT = "ke-rutiner-skriftlig"


@pytest.fixture
def routine(nes: Session, tmp_path: Path) -> Path:
    """A routine that one answer rests on alone."""
    path = tmp_path / "rutine.pdf"
    path.write_bytes(CONTENT)
    nes.answer(POINT, AnswerValue.YES)
    for evidence in nes.assessment.links.get(POINT, ()):
        nes.unlink(evidence, POINT)
    reference = nes.record_file(path, copy=False)
    nes.record_evidence(
        Document(id="rutine", title="Rutine", date="2018-01-15", file=reference), [POINT]
    )
    return path


def state_of(session: Session) -> FileState:
    return session.file_states["rutine"]


def strength(session: Session) -> Strength:
    criterion = session.appraised(session.criterion_of(POINT).id)
    return (
        next(p for p in criterion.checkpoints if p.checkpoint.id == POINT).evidence[0][1].strength
    )


def test_a_file_that_is_held_counts_as_when_it_was_last_seen(
    nes: Session, routine: Path, hold: Hold, run: Run
) -> None:
    hold(routine)
    nes.check_files(content=True)
    assert state_of(nes) is FileState.UNREADABLE
    assert strength(nes) is Strength.STRONG
    code, out, _ = run("verify", "nes-2018")
    assert code == 1
    assert "Filen til «Rutine» kunne ikke leses nå." in out
    _, out, _ = run("evidence", "list", "nes-2018")
    assert "filen kunne ikke leses nå" in out

    hold(routine, 0)
    routine.write_bytes(CONTENT[::-1])
    nes.check_files(content=True)
    hold(routine)
    nes.check_files(content=True)
    assert state_of(nes) is FileState.CHANGED, "it was, and may still be"
    assert strength(nes) is Strength.WEAK
    hold(routine, 0)
    routine.write_bytes(CONTENT)
    nes.check_files(content=True)
    assert state_of(nes) is FileState.AS_RECORDED


AWAY = (
    (FileNotFoundError(2, "no such file"), FileState.GONE),
    (windows_error(2, 2), FileState.GONE),
    (windows_error(3, 2), FileState.GONE),
    (windows_error(53, 2), FileState.UNREADABLE),  # the server is away
    (windows_error(67, 2), FileState.UNREADABLE),  # the share is away
    (windows_error(362, 22), FileState.UNREADABLE),  # the cloud can't be reached
    (PermissionError(13, "denied"), FileState.UNREADABLE),
    (OSError(112, "host is down"), FileState.UNREADABLE),
)


def test_a_disk_that_is_away_is_not_a_file_that_is_gone(
    nes: Session, routine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, error = Path.stat, OSError()

    def fail(path: Path, **options: Any) -> os.stat_result:
        if path == routine:
            raise error
        return real(path, **options)

    for error, state in AWAY:
        nes.check_files(content=True)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "stat", fail)
            nes.check_files(content=False)
        assert state_of(nes) is state, error
        assert strength(nes) is (Strength.WEAK if state is FileState.GONE else Strength.STRONG)


def test_a_drive_that_is_away_is_not_gone_either(tmp_path: Path) -> None:
    class Away(type(tmp_path)):  # type: ignore[misc]  # its base is the system's own kind of path
        anchor = str(tmp_path / "H:")

    assert not is_gone(Away("x"), windows_error(3, 2))
    assert is_gone(tmp_path / "x", windows_error(3, 2))
    of_another_system = Path("x:\\a.pdf" if os.name == "posix" else "/home/a.pdf")
    assert is_gone(of_another_system, FileNotFoundError(2, "no such file"))


def test_a_file_in_a_cloud_is_not_fetched(
    nes: Session, routine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, attributes = Path.stat, [0]

    def online(path: Path, **options: Any) -> Any:
        seen = real(path, **options)
        if path != routine:
            return seen
        return SimpleNamespace(
            st_mode=seen.st_mode, st_size=seen.st_size, st_file_attributes=attributes[0]
        )

    def fetch(*_: object) -> None:
        pytest.fail("the file was opened")

    monkeypatch.setattr(Path, "stat", online)
    monkeypatch.setattr("checklist.store.file_look.sha256_of", fetch)
    for attributes[0] in (0x400020, 0x1000, 0x40000):
        seen = see_files(nes.assessment, nes.files, {}, content=True, most_bytes=10**9)
        assert seen.states["rutine"] is FileState.AS_RECORDED
        asked = see_files(nes.assessment, nes.files, {}, content=True)
        assert asked.states["rutine"] is FileState.UNREADABLE, "verified is not what was not read"


@pytest.mark.usefixtures("routine")
@pytest.mark.parametrize(
    "command", [("report",), ("verify",), ("evidence", "list")], ids=lambda words: words[-1]
)
def test_a_command_that_waits_for_a_slow_disk_says_so(
    command: tuple[str, ...],
    nes: Session,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "Leser filene" not in run(*command, nes.shared.id)[2], "a quick one says nothing"
    real, said = sha256_of, threading.Event()
    heard: list[str] = []

    class Heard(io.StringIO):
        def write(self, text: str) -> int:
            heard.append(text)
            said.set()
            return len(text)

    def slow(path: Path) -> str:
        assert said.wait(10)
        return real(path)

    monkeypatch.setattr(printing, "_SLOW_SECONDS", 0)
    monkeypatch.setattr("checklist.store.file_look.sha256_of", slow)
    monkeypatch.setattr(sys, "stderr", Heard())
    assert main([*command, nes.shared.id]) == 0
    assert "Ctrl+C avbryter" in "".join(heard)
    assert "Rutine" in capsys.readouterr().out or command == ("verify",)


def test_a_path_is_kept_by_the_names_the_user_knows(tmp_path: Path) -> None:
    """As a mapped drive would become a server on Windows, a link would become its target."""
    (tmp_path / "tjener" / "felles").mkdir(parents=True)
    (tmp_path / "tjener" / "felles" / "a.pdf").write_bytes(CONTENT)
    make_link(tmp_path / "K", tmp_path / "tjener" / "felles")
    assert full_path(tmp_path / "K" / "a.pdf") == tmp_path / "K" / "a.pdf"
    assert full_path(tmp_path / "tjener" / ".." / "K" / "a.pdf") == tmp_path / "K" / "a.pdf"
    (tmp_path / "tjener" / "b.pdf").write_bytes(CONTENT)
    found = full_path(tmp_path / "K" / ".." / "b.pdf")
    assert found.read_bytes() == CONTENT
    assert ".." not in found.parts


# -- names ------------------------------------------------------------------------------

DEVICES = ["con", "NUL", "aux", "com1", "LPT9", "nul.txt", "CONIN$", "conout$", "com¹", "prn .x"]


def test_the_devices_of_windows_name_no_file_and_no_assessment(
    journal: Journal, tmp_path: Path
) -> None:
    criteria_set = Library.shipped().open("psykisk-helse-rus-voksne")
    created = Created(municipality=NES, criteria_set="", date=date(2026, 1, 1))
    for name in DEVICES:
        assert is_reserved(name)
        with pytest.raises(ImpossibleName, match="Windows bruker navnet"):
            write_output(tmp_path / name, b"x", replace=False, home=tmp_path / "home")
        with pytest.raises(UnusableId, match="Windows bruker navnet"):
            journal.create(name, created, criteria_set, ANNA)
    assert journal.entries() == ()


@pytest.mark.usefixtures("windows")
def test_a_path_that_windows_would_not_find_is_said_to_be_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "_takes_long_paths", lambda: False)
    far = tmp_path.joinpath(*["mappe på mappe"] * 18, "plan.pdf")
    with pytest.raises(EvidenceFileError, match=r"plan\.pdf er for lang"):
        EvidenceFiles(tmp_path / "evidence").stage("nes", far)
    with pytest.raises(OutputFileError, match=r"plan\.pdf er for lang"):
        write_output(far, b"x", replace=False, home=tmp_path / "home")


@pytest.mark.skipif(sys.platform == "win32", reason="this one may not be set up for it")
@pytest.mark.usefixtures("windows")
def test_a_long_path_is_taken_where_windows_is_set_up_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "_takes_long_paths", lambda: True)
    far = tmp_path.joinpath(*["mappe på mappe"] * 18)
    far.mkdir(parents=True)
    written = write_output(far / "plan.md", b"x", replace=False, home=tmp_path / "home")
    assert EvidenceFiles(tmp_path / "evidence").stage("nes", far / "plan.md")
    assert written.read_bytes() == b"x"


@pytest.mark.parametrize("name", ["console", "com10", "com", "nul-2", "lpt", "conin", "auxx.txt"])
def test_names_that_only_look_like_devices_are_free(name: str) -> None:
    assert not is_reserved(name)


def test_ids_that_differ_in_case_only_are_taken(nes: Session) -> None:
    """On Windows and macOS their copies of evidence would lie in one folder."""
    municipality = nes.assessment.municipality
    created = Created(municipality=municipality, criteria_set="", date=date(2026, 1, 1))
    with pytest.raises(TakenId, match="«nes-2018»"):
        nes.journal.create("Nes-2018", created, nes.criteria_set, ANNA)
    assert free_id(nes.journal, "NES-2018") == "NES-2018-2"


def test_names_from_macos_are_found_and_shown_as_people_write_them() -> None:
    apart = normalize("NFD", "årsplan.pdf")
    assert apart != "årsplan.pdf"
    entries = (FolderEntry(apart, is_folder=False), FolderEntry("årsplan.pdf", is_folder=False))
    assert matching(entries, "årsplan") == entries
    assert matching(entries, normalize("NFD", "ÅRS")) == entries
    assert proposed_title(Path(apart)) == "årsplan"


@pytest.mark.parametrize(
    ("line", "places"),
    [
        (r"\\srv\a.pdf \\srv\b.pdf", [r"\\srv\a.pdf", r"\\srv\b.pdf"]),
        (r"H:\(1)\a.pdf H:\b.pdf", [r"H:\(1)\a.pdf", r"H:\b.pdf"]),
        (r"H:\x\-gammel\a.pdf", [r"H:\x\-gammel\a.pdf"]),
        (r"\\srv\felles\(1)\a.pdf", [r"\\srv\felles\(1)\a.pdf"]),
        (r"h:/x/a.pdf C:\b.pdf", ["h:/x/a.pdf", r"C:\b.pdf"]),
        (r'H:\a.pdf "H:\to blanke.pdf"', [r"H:\a.pdf", r"H:\to blanke.pdf"]),
        (r"H:\Mine filer\a.pdf", [r"H:\Mine filer\a.pdf"]),
        (r"/felles/a\ b.pdf /felles/c\\d.pdf", ["/felles/a b.pdf", r"/felles/c\d.pdf"]),
    ],
)
def test_paths_of_windows_without_quotation_marks_are_read_whole(
    line: str, places: list[str]
) -> None:
    assert list(pasted(line, lambda _path: False)) == places


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file://server/share/x%20y.pdf", "//server/share/x y.pdf"),
        ("file:////server/share/x.pdf", "//server/share/x.pdf"),
        ("file://localhost/C:/a.pdf", "C:/a.pdf"),
        ("file:///C:/a.pdf", "C:/a.pdf"),
        ("file://localhost/home/a.pdf", "/home/a.pdf"),
        ("file://this-machine/home/a.pdf", "/home/a.pdf"),
    ],
)
def test_a_file_address_names_the_server(
    monkeypatch: pytest.MonkeyPatch, address: str, path: str
) -> None:
    monkeypatch.setattr(typed_places, "_is_file", lambda found: found == Path(path))
    assert is_file(address)


async def test_above_a_drive_are_the_other_drives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = (tmp_path.anchor, str(tmp_path))
    monkeypatch.setattr("checklist.store.folder.drives", lambda: roots)
    (tmp_path / "mandat.pdf").write_bytes(CONTENT)
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        picker = FilePicker(Path(tmp_path.anchor), Translator())
        await app.push_screen(picker)
        for key in ("left", "down", "enter"):
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            if key == "down":
                listed = [line.strip() for line in picker.query_one(FolderList).words]
                assert listed == [f"{root}/" for root in roots]
            await press(pilot, key)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("mandat.pdf" in line for line in picker.query_one(FolderList).words)


def test_a_drive_alone_is_its_root() -> None:
    assert rooted("H:") == Path("H:\\")
    assert rooted('"h:"') == Path("h:\\")
    assert rooted("H") is None


def test_a_file_address_that_is_none_is_no_file() -> None:
    assert not is_file("file://[x")


# -- the journal and the home -----------------------------------------------------------


def test_saved_is_on_the_disk_also_on_macos(journal: Journal) -> None:
    def pragma(name: str) -> object:
        return journal.database.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert (pragma("synchronous"), pragma("fullfsync"), pragma("checkpoint_fullfsync")) == (2, 1, 1)


def test_a_name_that_begins_with_a_wave_is_a_name_where_nobody_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert expand_home(Path("~/Plan.docx")) == tmp_path / "Plan.docx"
    monkeypatch.setattr(Path, "expanduser", _nobody_is_called_so)
    assert expand_home(Path("~$Plan.docx")) == Path("~$Plan.docx")


@pytest.mark.usefixtures("windows")
def test_windows_knows_no_home_but_the_user_s_own() -> None:
    """Python would take this for the folder `C:\\Users\\root`."""
    assert expand_home(Path("~root/Plan.docx")) == Path("~root/Plan.docx")
    assert expand_home(Path("~/Plan.docx")) == Path.home() / "Plan.docx"


def _nobody_is_called_so(_path: Path) -> Path:
    raise RuntimeError


def test_a_home_of_an_unknown_user_is_refused_in_words(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSJEKK_HOME", "~finnes-ikke-her")
    code, out, said = run("list")
    assert (code, out) == (2, "")
    assert "SAMSJEKK_HOME er «~finnes-ikke-her»" in said
    monkeypatch.setenv("SAMSJEKK_LANG", "en")
    assert "this computer knows no user of that name" in run("list")[2]


def test_quotation_marks_around_the_home_are_no_part_of_it(tmp_path: Path) -> None:
    """As `set SAMSJEKK_HOME="C:\\x"` leaves them in cmd."""
    assert Environment.of_process({"SAMSJEKK_HOME": f'"{tmp_path}"'}).home == tmp_path
    assert Environment.of_process({"SAMSJEKK_HOME": str(tmp_path)}).home == tmp_path


@pytest.mark.usefixtures("windows")
def test_a_python_from_the_store_keeps_nothing_in_its_hidden_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    base = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.2800.0_x64"
    assert is_store_python(base)
    assert not is_store_python(r"C:\Users\Anna\AppData\Local\Programs\Python\Python312")
    monkeypatch.setattr(environment, "is_store_python", lambda: True)
    assert Environment("nb", "Anna").home == Path.home() / "samsjekk"
    monkeypatch.setattr(system, "WINDOWS", False)
    assert not is_store_python(base)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("folder", "is_refused"),
    [
        (r"\\server\felles\samsjekk", True),
        ("H:\\samsjekk", True),
        (r"C:\Users\Anna\samsjekk", False),
    ],
)
def test_a_folder_on_another_machine_is_told(
    monkeypatch: pytest.MonkeyPatch, folder: str, is_refused: bool
) -> None:
    monkeypatch.setattr(system, "_drive_type", lambda root: 4 if root == "H:\\" else 3)
    assert is_network_folder(PureWindowsPath(folder)) is is_refused
    monkeypatch.setattr(system, "WINDOWS", False)
    assert not is_network_folder(PureWindowsPath(folder))


def test_a_home_on_another_machine_is_refused_with_the_way_out(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "is_network_folder", lambda _folder: True)
    for command in (("list",), ("restore", "kopi.sqlite3")):
        code, out, said = run(*command)
        assert (code, out) == (2, "")
        assert f"samsjekk restore {home / 'samsjekk.sqlite3'}" in said
    assert not home.exists()


def test_folders_that_are_synced_are_known(tmp_path: Path) -> None:
    assert synced_by(tmp_path) == ""
    assert synced_by(tmp_path / "a", [str(tmp_path)]) == "OneDrive"
    assert synced_by(Path("/Users/anna/Library/Mobile Documents/x")) == "iCloud"
    assert synced_by(Path("/home/anna/Dropbox/samsjekk")) == "Dropbox"


@pytest.mark.usefixtures("windows")
def test_only_you_can_read_is_said_where_it_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert only_owner_reads(Path.home() / "samsjekk")
    assert not only_owner_reads(Path("/felles/samsjekk"))
    monkeypatch.setattr(system, "WINDOWS", False)
    assert only_owner_reads(Path("/felles/samsjekk"))


# -- the console ------------------------------------------------------------------------

ANSWERS = "d våren, på Øya\nq\n"


def walk_with(monkeypatch: pytest.MonkeyPatch, answers: bytes) -> int:
    """Walk with an input that Python on Windows would take for the code page of the machine."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answers), encoding="cp1252"))
    return main(["walk", "nes-2018", "--plain"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_what_comes_by_a_pipe_is_utf8_with_or_without_a_mark(
    nes: Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    encoding: str,
) -> None:
    assert walk_with(monkeypatch, ANSWERS.encode(encoding)) == 0
    nes.refresh()
    assert "Forstod ikke" not in capsys.readouterr().out
    assert any(answer.comment == "våren, på Øya" for answer in every_answer(nes))


def test_what_comes_in_another_encoding_is_refused_in_words(
    nes: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(nes.history())
    assert walk_with(monkeypatch, ANSWERS.encode("cp1252")) == 2
    assert "er ikke UTF-8-tekst" in capsys.readouterr().err
    nes.refresh()
    assert len(nes.history()) == before


def every_answer(session: Session) -> Iterator[Any]:
    for criterion in session.criteria_set.criteria:
        for checkpoint in criterion.checkpoints:
            if (answer := session.assessment.answer(checkpoint.id)) is not None:
                yield answer


class ClosedPipe(io.StringIO):
    """Standard output whose reader has gone, as Windows tells it."""

    descriptor = -1

    def flush(self) -> None:
        raise OSError(22, "Invalid argument")

    def write(self, text: str) -> int:
        raise OSError(22, "Invalid argument", text)

    def fileno(self) -> int:
        return self.descriptor


@pytest.mark.usefixtures("home", "windows")
def test_a_reader_that_has_gone_is_no_fault_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = ClosedPipe()
    with (tmp_path / "pipe").open("wb") as file:
        pipe.descriptor = file.fileno()
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["criteria", "list"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("home")
async def test_terminals_of_windows_are_not_asked_for_the_names_of_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the names, AltGr+2 comes as alt+2, and no @ is typed (microsoft/terminal#19977)."""
    asked: list[str] = []

    class Asking(HeadlessDriver):
        def write(self, data: str) -> None:
            asked.append(data)

    monkeypatch.setattr(App, "get_driver_class", lambda _: Asking)
    for is_windows, written in ((False, "\x1b[?25l\x1b[>1u"), (True, "\x1b[?25l")):
        monkeypatch.setattr(system, "WINDOWS", is_windows)
        app = SamsjekkApp(Environment.of_process())
        app.driver_class(app, size=(80, 24)).write("\x1b[?25l\x1b[>1u")
        app.journal.close()
        assert asked.pop() == written


@pytest.mark.usefixtures("nes")
async def test_when_keys_are_read_no_longer_the_program_ends_and_says_so(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    """On Windows the thread of Textual's driver ends at half of a sign that takes two places."""
    monkeypatch.setattr(app_module, "_LOOK_FOR_THE_TERMINAL_SECONDS", 0.01)
    monkeypatch.setattr(app_module, "terminal_is_gone", lambda: False)
    monkeypatch.setattr(SamsjekkApp, "is_headless", False)
    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    with pytest.raises(app_module.KeysNotRead, match="tastene virker ikke lenger"):
        await type_until_nothing_reads(app)
    app.journal.close()
    (kept,) = Drafts(home / "drafts.json").names()
    assert Drafts(home / "drafts.json").find(kept) == ("halv", "", "")


async def type_until_nothing_reads(app: SamsjekkApp) -> None:
    ended = threading.Event()
    reader = threading.Thread(target=ended.wait, name="textual-input")
    reader.start()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "k", *"halv")
        ended.set()
        reader.join()
        for _ in range(3000):
            await pilot.pause(0.01)
            if app.fault is not None:
                break


@pytest.mark.usefixtures("windows")
def test_an_argument_that_windows_calls_invalid_is_not_taken_for_a_closed_pipe() -> None:
    assert not system.is_closed_pipe(OSError(22, "Invalid argument"), io.StringIO())
    assert system.is_closed_pipe(BrokenPipeError(32, "Broken pipe"), io.StringIO())


def test_other_programs_do_not_get_the_libraries_of_the_single_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = {"HOME": "/h", "LD_LIBRARY_PATH": "/passing", "LD_LIBRARY_PATH_ORIG": "/opt/lib"}
    assert system.variables_for_others(inside) == inside
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert system.variables_for_others(inside) == {"HOME": "/h", "LD_LIBRARY_PATH": "/opt/lib"}
    assert system.variables_for_others({"LD_LIBRARY_PATH": "/passing"}) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="shells of Windows can't let a program wait")
def test_what_started_the_program_waits_in_the_shell_too() -> None:
    """Else the shell, which waits for the first of them, does not come back."""
    waits = "from checklist.machine import wait_in_shell as w; w(); print('on again')"
    starts = f"import subprocess as s, sys; s.run([sys.executable, '-c', {waits!r}], check=True)"
    first = subprocess.Popen(
        [sys.executable, "-c", starts], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
    )
    _pid, status = os.waitpid(first.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    os.killpg(first.pid, signal.SIGCONT)
    assert first.communicate(timeout=60)[0] == b"on again\n"


# -- the sources ------------------------------------------------------------------------

SOURCES = [
    path
    for folder in ("checklist", "tests", "tools", "benchmarks", ".ci")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
_TEXT = {"write_text": 1, "read_text": 0}
"""Methods on text, and how many arguments come before the encoding."""


def test_every_text_is_read_and_written_in_a_named_encoding() -> None:
    """Windows would take its code page. The linter can't see that a value is a path."""
    found = []
    for path in SOURCES:
        source = path.read_bytes()
        if b"_text(" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            before = _TEXT.get(node.func.attr)
            named = {keyword.arg for keyword in node.keywords}
            if before is not None and len(node.args) <= before and "encoding" not in named:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_only_one_module_asks_which_system_this_is() -> None:
    asks = ("sys.platform", "os.name", "os.fsync", "import signal", "import tempfile", "winerror")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if path.is_relative_to(ROOT / "checklist")
        and any(words in path.read_text(encoding="utf-8") for words in asks)
    }
    assert found == {"checklist/machine/system.py", "checklist/machine/whole_file.py"}


def test_no_module_needs_what_only_unix_has() -> None:
    program = """
import sys
for name in ("fcntl", "termios", "tty", "pty", "resource", "pwd", "grp"):
    sys.modules[name] = None
import importlib, pkgutil, checklist
for found in pkgutil.walk_packages(checklist.__path__, "checklist."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, timeout=120)


ONLY_UNIX = {"curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "termios", "tty"}
SPOKEN_OF_BY_FEW = re.compile(
    r"os\.(?:fork|kill|killpg|mkfifo|geteuid|getuid)\(|import pty\b"
    r"|signal\.SIG(?:HUP|KILL|STOP|CONT)\b"
)
GUARDED = re.compile(r"win32|os\.name == .nt|hasattr\(os|can_record\(")


def imported_with(path: Path, seen: set[Path]) -> Iterator[tuple[Path, str]]:
    """What a file of ours imports as it is imported itself, with those of ours it goes through."""
    if path in seen:
        return
    seen.add(path)
    for node in ast.parse(path.read_bytes()).body:
        named = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module in ("benchmarks", "tests", "tools"):
            named = [f"{node.module}.{each.name}" for each in node.names]
        elif isinstance(node, ast.Import):
            named = [each.name for each in node.names]
        for name in named:
            yield path, name
            ours = ROOT / f"{name.replace('.', '/')}.py"
            if name.partition(".")[0] in ("benchmarks", "tests", "tools") and ours.is_file():
                yield from imported_with(ours, seen)


def test_every_test_can_be_read_where_there_is_no_unix() -> None:
    seen: set[Path] = set()
    found = {
        f"{path.relative_to(ROOT)} imports {name}"
        for test in sorted((ROOT / "tests").glob("*.py"))
        for path, name in imported_with(test, seen)
        if name in ONLY_UNIX
    }
    assert found == set()
    assert len(seen) > 100


def test_a_test_of_what_only_unix_has_says_so() -> None:
    """The README's line that runs the tests is to pass on Windows too."""
    found = []
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        if not SPOKEN_OF_BY_FEW.search(source) or path == Path(__file__):
            continue
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                text = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
                if SPOKEN_OF_BY_FEW.search(text) and not GUARDED.search(text):
                    found.append(f"{path.name}:{node.lineno} {node.name}")
    assert found == []


def test_links_are_made_where_one_may() -> None:
    makers = {
        path.name
        for path in (ROOT / "tests").glob("*.py")
        if ".symlink_to(" in path.read_text(encoding="utf-8") and path != Path(__file__)
    }
    assert makers == {"conftest.py"}


# -- what people are told to write ------------------------------------------------------


def windows_lines() -> list[tuple[str, str]]:
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        (path.name, line)
        for path in documents
        for block in re.findall(
            r"```powershell\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL
        )
        for line in block.splitlines()
    ]


def test_lines_for_windows_work_in_powershell_and_in_cmd() -> None:
    lines = windows_lines()
    assert {name for name, _ in lines} == {"README.md", "installere.md"}
    for name, line in lines:
        assert "&&" not in line, (name, "PowerShell 5.1 has none")
        assert "'" not in line, (name, "cmd passes it on")
        assert ".venv/" not in line, (name, "cmd takes / for an option")
        assert ">" not in line, (name, "PowerShell recodes")
        assert " -e " not in line, (name, "Python 3.11 can't read its path with an å in it")
        assert not line.lstrip().startswith(("./", "source ", "export ")), (name, "Unix")


def test_nobody_is_told_to_write_a_file_with_a_sign_that_powershell_recodes_at() -> None:
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        told = re.findall(r"samsjekk [a-z][^`\n|]* > \S+", path.read_text(encoding="utf-8"))
        assert not told, path.name


def test_no_file_that_is_read_again_is_made_by_a_shell() -> None:
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^samsjekk (?:criteria|templates) [^#\n]*>", text, re.MULTILINE), path
        assert not re.search(r"`samsjekk (?:criteria|templates) [^`]*>", text), path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program with its terminal")
def test_a_terminal_that_goes_while_the_program_starts_is_seen_to_be_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    ours, theirs = pty.openpty()
    with os.fdopen(theirs) as stdin:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        assert not terminal_is_gone()
        os.close(ours)
        assert terminal_is_gone()
    assert terminal_is_gone(), "closed"
