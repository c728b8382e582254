"""Copies of evidence: there when something refers to them, gone when it is refused or erased."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checklist.assessment import (
    Document,
    Doubtful,
    FileReference,
    FileState,
    PersonalNumber,
    Refused,
    UnknownName,
    deciding,
)
from checklist.assessment.deciding import LARGE_FILE, LARGEST_FILE, NothingToErase
from checklist.criteria.yaml import FaultyFile
from checklist.errors import SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting import report_text
from checklist.session import Session, documents, found_in
from checklist.session.reports import report_of
from checklist.store import Journal, beside
from checklist.store.errors import PerhapsWritten, StoreError
from checklist.store.evidence_files import EvidenceFileError
from checklist.tui.boxes import ConfirmScreen
from checklist.tui.evidence import EvidenceScreen
from checklist.tui.evidence.erase_dialog import EraseDialog
from checklist.tui.evidence.form import EvidenceForm
from tests.conftest import ANNA, Run, make_link
from tests.terminal import press, wait
from tests.test_tui_screens import DAY, OneScreen

CONTENT = b"%PDF-1.7 rutine"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
POINT = "ke-rutiner-skriftlig"
NAME = "Rutine_IP_v2.3 (vedtatt 12.03.2024).docx"
COPY = f"{SHA256}.docx"


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(CONTENT)
    return path


def kept(session: Session) -> list[str]:
    """The names of all that is kept with the assessment, whole or not."""
    folder = session.files.directory / session.shared.id
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def recorded(session: Session, original: Path, name: str = "rutine") -> Document:
    file = session.record_file(original, copy=True)
    document = Document(id=name, title=f"Dokument {name}", file=file)
    session.record_evidence(document, [POINT])
    return document


async def on_line(pilot: Pilot[str], evidence: str) -> None:
    """Go to a piece of evidence in the list."""
    lines = pilot.app.screen.query_one("#evidence", OptionList)
    lines.highlighted = lines.get_option_index(evidence)
    await pilot.pause()


def opened_again(session: Session) -> Session:
    return Session(session.journal, session.shared.id, ANNA, session.files)


# -- what is refused leaves nothing ------------------------------------------------------


def test_a_copy_is_kept_when_its_evidence_is_recorded(nes: Session, original: Path) -> None:
    file = nes.record_file(original, copy=True)
    assert kept(nes) != [COPY], "nothing refers to it yet"
    nes.record_evidence(Document(id="rutine", title="Rutine", file=file))
    assert kept(nes) == [COPY]


def test_recording_one_thing_leaves_the_copy_of_another_that_is_on_its_way(
    nes: Session, original: Path, tmp_path: Path
) -> None:
    file = nes.record_file(original, copy=True)
    other = tmp_path / "annet.docx"
    other.write_bytes(b"noe annet")
    refused = Document(id="Æ", title="Annet", file=nes.record_file(other, copy=True))
    with pytest.raises(SamsjekkError):
        nes.record_evidence(refused)
    nes.record_evidence(Document(id="uten-fil", title="Uten fil", archive="2018/1"))
    nes.record_evidence(Document(id="rutine", title="Rutine", file=file))
    assert kept(nes) == [COPY]


class Wrong(NamedTuple):
    options: tuple[str, ...]
    said: str


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong(("--checkpoint", "finnes-ikke"), "finnes-ikke"),
        Wrong(("--date", "2999-01-01"), "er ikke kommet ennå"),
        Wrong(("--address", "ftp://x"), "må begynne med http"),
        Wrong(("--shows", "Fnr 13497248005"), "fødselsnummer"),
        Wrong(("--as", "Æ"), "kan ikke brukes som id"),
    ],
    ids=lambda wrong: wrong.options[0],
)
def test_a_refused_add_leaves_no_copy(nes: Session, run: Run, original: Path, wrong: Wrong) -> None:
    command = ("evidence", "add", nes.shared.id, "--title", "T", "--file", original, "--copy")
    code, _, err = run(*command, *wrong.options)
    assert code == 2
    assert wrong.said in err
    assert kept(nes) == []


def test_an_add_that_fails_when_it_is_written_leaves_no_copy(
    nes: Session, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError(phrase("Disken er full."))

    monkeypatch.setattr(Journal, "append", full)
    file = nes.record_file(original, copy=True)
    with pytest.raises(StoreError):
        nes.record_evidence(Document(id="rutine", title="Rutine", file=file))
    assert kept(nes) == []


def test_a_disk_that_fails_at_the_end_leaves_the_copy_for_what_may_be_written(
    nes: Session, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorname = "SQLITE_IOERR_FSYNC"

    def written_and_not_answered_for(journal: Journal, *what: Any) -> None:
        append(journal, *what)
        with journal.database.explained():
            raise failed

    append = Journal.append
    file = nes.record_file(original, copy=True)
    with monkeypatch.context() as failing:
        failing.setattr(Journal, "append", written_and_not_answered_for)
        with pytest.raises(PerhapsWritten, match="det er ikke sikkert at det er lagret"):
            nes.record_evidence(Document(id="rutine", title="Rutine", file=file))
    again = Session(nes.journal, nes.shared.id, nes.author, nes.files)
    assert again.evidence("rutine").title == "Rutine"
    assert kept(again) == [COPY]


def test_a_file_that_is_recorded_already_keeps_its_copy_when_another_is_refused(
    nes: Session, original: Path
) -> None:
    recorded(nes, original)
    file = nes.record_file(original, copy=True)
    with pytest.raises(UnknownName):
        nes.record_evidence(Document(id="b", title="B", file=file), ["finnes-ikke"])
    assert kept(nes) == [COPY]


def test_of_several_files_none_is_copied_when_one_can_not_be(
    nes: Session, original: Path, tmp_path: Path
) -> None:
    places = found_in(str(original)).places
    gone = tmp_path / "borte.pdf"
    gone.write_bytes(b"x")
    places += found_in(str(gone)).places
    gone.unlink()
    with pytest.raises(EvidenceFileError):
        documents(nes, places)
    assert kept(nes) == []


def test_a_file_named_by_a_personal_number_is_not_copied(nes: Session, tmp_path: Path) -> None:
    path = tmp_path / "sak 13497248005.pdf"
    path.write_bytes(CONTENT)
    with pytest.raises(PersonalNumber):
        nes.record_file(path, copy=True)
    assert kept(nes) == []


def test_an_answer_file_that_is_refused_leaves_no_copy(
    nes: Session, original: Path, tmp_path: Path
) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text(
        "format: 1\nevidence:\n"
        f"  - {{kind: document, id: a, title: A, file: '{original.name}', copy: true}}\n"
        "  - {kind: document, id: b, title: B, file: borte.pdf, copy: true}\n",
        encoding="utf-8",
    )
    with pytest.raises(EvidenceFileError):
        nes.apply(path)
    assert kept(nes) == []
    (tmp_path / "borte.pdf").write_bytes(b"b")
    assert nes.apply(path) == 2
    assert COPY in kept(nes)
    assert len(kept(nes)) == 2
    assert nes.apply(path) == 0
    assert len(kept(nes)) == 2


def test_a_copy_that_was_lost_is_put_back_when_the_file_is_recorded_again(
    nes: Session, original: Path
) -> None:
    document = recorded(nes, original)
    (nes.files.directory / nes.shared.id / COPY).unlink()
    assert nes.record_file(original, copy=True) == document.file
    nes.record_evidence(document, [POINT])
    assert kept(nes) == [COPY]


# -- what a program that was killed left -------------------------------------------------


def old(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def test_what_was_killed_is_put_right_at_the_next_opening(nes: Session, original: Path) -> None:
    recorded(nes, original)
    folder = nes.files.directory / nes.shared.id
    # Killed between the event and the name of its copy.
    (folder / COPY).rename(folder / f".samsjekk-00aa-{COPY}")
    # Killed while copying, before its event, and some that another program is at now.
    for name in (".samsjekk-11bb", f".samsjekk-22cc-{'0' * 64}.pdf"):
        (folder / name).write_bytes(b"half")
        old(folder / name, 3700)
    for name in (".samsjekk-33dd", f".samsjekk-44ee-{'1' * 64}.pdf"):
        (folder / name).write_bytes(b"half")
    (folder / "notat.txt").write_bytes(b"not ours")
    old(folder / "notat.txt", 10_000_000)
    opened_again(nes)
    assert kept(nes) == sorted(
        [".samsjekk-33dd", f".samsjekk-44ee-{'1' * 64}.pdf", COPY, "notat.txt"]
    )
    assert (folder / COPY).read_bytes() == CONTENT


def test_a_folder_that_can_not_be_tidied_is_no_hindrance(
    nes: Session, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(nes, original)
    folder = nes.files.directory / nes.shared.id
    (folder / ".samsjekk-11bb").write_bytes(b"half")
    old(folder / ".samsjekk-11bb", 3700)

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "closed")

    monkeypatch.setattr(Path, "unlink", closed)
    assert opened_again(nes).evidence("rutine")


def test_ctrl_c_after_the_event_is_written_loses_no_copy(
    nes: Session, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Journal.append

    def interrupted(self: Journal, *arguments: object) -> None:
        written(self, *arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    file = nes.record_file(original, copy=True)
    monkeypatch.setattr(Journal, "append", interrupted)
    with pytest.raises(KeyboardInterrupt):
        nes.record_evidence(Document(id="rutine", title="Rutine", file=file))
    monkeypatch.undo()
    session = opened_again(nes)
    assert kept(session) == [COPY]
    session.check_files(content=True)
    assert session.file_states["rutine"] is FileState.AS_RECORDED


_KILLED = """
import json, os, shutil, sys, time
from pathlib import Path
from checklist.assessment import Author, Document
from checklist.cli import main
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal

home, name, original = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
CHANGE_A_FILE = ("open", "write", "fsync", "replace", "rename", "unlink", "link", "mkdir")

def run(calls):
    def dying(act):
        def call(*arguments, **named):
            nonlocal calls
            calls -= 1
            if calls < 0:
                os._exit(9)
            return act(*arguments, **named)
        return call
    for each in CHANGE_A_FILE:
        setattr(os, each, dying(getattr(os, each)))
    os._exit(main(["evidence", "files", name, original, "--copy"]))

folder, code, calls = home / "evidence" / name, 9, 0
while code == 9 and calls < 1000:
    shutil.rmtree(folder, ignore_errors=True)
    child = os.fork()
    if not child:
        run(calls)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    for left in folder.iterdir() if folder.exists() else ():
        os.utime(left, (time.time() - 3700,) * 2)
    with Journal(home / "samsjekk.sqlite3") as journal:
        session = Session(journal, name, Author(name="Anna"), EvidenceFiles(home / "evidence"))
        found = [each.value for each in session.assessment.evidence.values()]
        copied = [e for e in found if isinstance(e, Document) and e.file and e.file.copied]
        kept = sorted(os.listdir(folder)) if folder.exists() else []
        print(json.dumps([calls, code, kept, [e.file.path for e in copied]]))
        for evidence in copied:
            session.erase_evidence(evidence.id, "Prøvd.")
            session.remove_evidence(evidence.id)
    calls += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't fork")
def test_wherever_a_program_is_killed_a_copy_is_recorded_or_goes(
    nes: Session, original: Path
) -> None:
    """Killed before each call that can change a file, until it has all its calls."""
    nes.journal.close()
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, str(nes.home), nes.shared.id, str(original)],
        check=True,
        capture_output=True,
        timeout=120,
        encoding="utf-8",
    )
    outcomes = set()
    for line in (each for each in ran.stdout.splitlines() if each.startswith("[")):
        calls, code, files, recorded = json.loads(line)
        assert files == recorded, (calls, code)
        outcomes.add((code, len(files)))
    assert outcomes == {(9, 0), (9, 1), (0, 1)}, ran.stdout + ran.stderr


# -- erasing ----------------------------------------------------------------------------


def test_a_copy_stays_when_its_evidence_is_removed_and_goes_when_it_is_erased(
    nes: Session, original: Path
) -> None:
    recorded(nes, original)
    nes.remove_evidence("rutine")
    assert kept(nes) == [COPY], "the history has it"
    assert nes.erase_evidence("rutine", "Et navn sto i den.") == ()
    assert kept(nes) == []
    session = opened_again(nes)
    assert "rutine" not in session.assessment.evidence
    assert original.read_bytes() == CONTENT, "the original is not ours"


def test_what_is_erased_keeps_what_it_shows_and_says_so_in_the_history(
    nes: Session, run: Run, original: Path
) -> None:
    recorded(nes, original)
    code, _, err = run("evidence", "erase", nes.shared.id, "rutine", "--reason", "Et navn.")
    assert code == 0
    assert "slettet for godt" in err
    assert kept(nes) == []
    session = opened_again(nes)
    assert session.evidence("rutine") == Document(id="rutine", title="Dokument rutine")
    assert session.rest_on("rutine") == (POINT,)
    told = "Filen til «Dokument rutine» ble slettet for godt (Et navn.)"
    assert told in run("history", nes.shared.id)[1]


def test_an_erasing_is_never_undone(nes: Session, original: Path) -> None:
    recorded(nes, original)
    nes.erase_evidence("rutine", "Et navn.")
    nes.undo()
    assert "rutine" not in nes.assessment.evidence, "the recording is undone, which came before"
    nes.redo()
    assert nes.evidence("rutine") == Document(id="rutine", title="Dokument rutine")


def test_every_copy_that_the_evidence_has_had_goes(nes: Session, original: Path) -> None:
    document = recorded(nes, original)
    original.write_bytes(b"ny utgave")
    file = nes.record_file(original, copy=True)
    nes.record_evidence(msgspec.structs.replace(document, file=file))
    assert len(kept(nes)) == 2
    nes.erase_evidence("rutine", "Et navn.")
    assert kept(nes) == []


def test_content_that_other_evidence_has_is_kept_and_that_is_said(
    nes: Session, run: Run, original: Path, tmp_path: Path
) -> None:
    recorded(nes, original)
    other = tmp_path / "samme.pdf"
    other.write_bytes(CONTENT)
    recorded(nes, other, "b")
    command = ("evidence", "erase", nes.shared.id)
    code, _, err = run(*command, "rutine", "--reason", "Et navn.")
    assert code == 0
    assert "«Dokument b» har den samme filen" in " ".join(err.split())
    assert len(kept(nes)) == 2
    assert run(*command, "b", "--reason", "Et navn.")[0] == 0
    assert kept(nes) == [], "by whatever suffix"


def test_erasing_is_refused_in_words(nes: Session, original: Path) -> None:
    file = nes.record_file(original, copy=False)
    nes.record_evidence(Document(id="vist-til", title="Vist til", file=file))
    with pytest.raises(NothingToErase, match="«Vist til» har ingen kopi"):
        nes.erase_evidence("vist-til", "Et navn.")
    with pytest.raises(UnknownName):
        nes.erase_evidence("finnes-ikke", "Et navn.")
    recorded(nes, original)
    with pytest.raises(Refused):
        nes.erase_evidence("rutine", " ")
    assert kept(nes) == [COPY]


def test_what_could_not_be_erased_is_not_said_to_be(
    nes: Session, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(nes, original)
    before = nes.history()

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(EvidenceFileError, match="Ingenting er endret"):
        nes.erase_evidence("rutine", "Et navn.")
    monkeypatch.undo()
    assert nes.history() == before
    nes.erase_evidence("rutine", "Et navn.")
    assert kept(nes) == []


def test_an_erasing_that_was_cut_short_is_told_as_a_file_that_is_gone_and_can_be_done_again(
    nes: Session, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(nes, original)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "erase", killed)
    with pytest.raises(KeyboardInterrupt):
        nes.erase_evidence("rutine", "Et navn.")
    monkeypatch.undo()
    session = opened_again(nes)
    session.check_files(content=False)
    assert session.file_states["rutine"] is FileState.GONE
    session.erase_evidence("rutine", "Et navn.")
    assert session.evidence("rutine") == Document(id="rutine", title="Dokument rutine")


async def test_a_copy_is_erased_from_the_screen_with_a_reason(nes: Session, original: Path) -> None:
    recorded(nes, original)
    app = OneScreen(EvidenceScreen(nes, Translator(), POINT))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await on_line(pilot, "rutine")
        await press(pilot, "ctrl+x")
        await pilot.pause()
        assert isinstance(app.screen, EraseDialog)
        await press(pilot, "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, EraseDialog), "a reason is asked for"
        assert kept(nes) == [COPY]
        app.screen.query_one("#reason", Input).value = "Et navn sto i den."
        await press(pilot, "ctrl+s")
        await pilot.pause()
    assert kept(nes) == []


async def test_a_copy_is_fetched_from_the_screen(
    nes: Session, original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(nes, original)
    original.unlink()
    monkeypatch.chdir(tmp_path)
    app = OneScreen(EvidenceScreen(nes, Translator(), POINT))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await on_line(pilot, "rutine")
        assert NAME in str(
            app.screen.query_one("#evidence", OptionList).get_option("rutine").prompt
        )
        await press(pilot, "ctrl+d")
        await app.workers.wait_for_complete()
        assert original.read_bytes() == CONTENT
        original.write_bytes(b"mine")
        await press(pilot, "ctrl+d")
        await wait(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.pause()
        await press(pilot, "right", "enter")
        await app.workers.wait_for_complete()
    assert original.read_bytes() == CONTENT


# -- how much, and from where ------------------------------------------------------------


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_how_large_a_copy_may_be() -> None:
    deciding.refuse_copy("a", LARGE_FILE, sure=False)
    deciding.refuse_copy("a", LARGEST_FILE, sure=True)
    with pytest.raises(Doubtful, match="Filen a er på 150 MB"):
        deciding.refuse_copy("a", 150_000_000, sure=False)
    for sure in (True, False):
        with pytest.raises(Refused, match="Høyst 1000 MB kan kopieres"):
            deciding.refuse_copy("a", LARGEST_FILE + 1, sure=sure)


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 100 bytes were large and 1,000 too large: nobody waits for a gigabyte here."""
    monkeypatch.setattr(deciding.evidence, "LARGE_FILE", 100)
    monkeypatch.setattr(deciding.evidence, "LARGEST_FILE", 1000)


@pytest.mark.usefixtures("small_limits")
def test_a_large_file_is_copied_only_when_somebody_says_so(
    nes: Session, run: Run, tmp_path: Path
) -> None:
    large, too_large = sparse(tmp_path / "stor.pdf", 101), sparse(tmp_path / "film.mp4", 1001)
    answers = tmp_path / "svar.yaml"
    answers.write_text(
        "format: 1\nevidence:\n"
        "  - {kind: document, id: fra-fil, title: A, file: stor.pdf, copy: true}\n",
        encoding="utf-8",
    )
    name = nes.shared.id
    for number, command in enumerate(
        (
            ("evidence", "add", name, "--title", "T", "--file", large, "--copy"),
            ("apply", name, answers),
            ("evidence", "files", name, sparse(tmp_path / "b.pdf", 102), "--copy"),
        )
    ):
        before = kept(nes)
        code, _, err = run(*command)
        assert code == 2, number
        assert "Skriv --yes" in err
        assert kept(nes) == before
        assert run(*command, "--yes")[0] == 0
    assert len(kept(nes)) == 2
    command = ("evidence", "add", name, "--title", "T", "--file", too_large)
    code, _, err = run(*command, "--copy", "--yes")
    assert code == 2
    assert "Registrer den uten kopi" in err
    assert run(*command)[0] == 0, "referred to, it may be of any size"


@pytest.mark.usefixtures("small_limits")
def test_a_file_that_grows_while_it_is_copied_stops_at_the_limit(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sparse(tmp_path / "voksende.log", 50)
    usage = shutil.disk_usage

    def grown(folder: Path) -> object:
        sparse(path, 2000)
        return usage(folder)

    monkeypatch.setattr(shutil, "disk_usage", grown)
    with pytest.raises(Refused):
        nes.record_file(path, copy=True)
    assert kept(nes) == []


def test_there_must_be_room_for_the_copy(
    nes: Session, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage(NamedTuple):
        free: int = 1000

    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage())
    with pytest.raises(EvidenceFileError, match="ikke plass"):
        nes.record_file(original, copy=True)
    assert kept(nes) == []


@pytest.mark.usefixtures("small_limits")
async def test_a_large_file_is_asked_about_on_the_screen(nes: Session, tmp_path: Path) -> None:
    large = sparse(tmp_path / "stor.pdf", 101)
    app = OneScreen(EvidenceScreen(nes, Translator(), POINT))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "plus")
        await pilot.pause()
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(app.screen, EvidenceForm)
        for answer, copies in (("enter", 0), ("right", 1)):
            app.screen.query_one("#place", Input).value = str(large)
            app.screen.query_one("#title", Input).value = "Stor"
            await press(pilot, "ctrl+s")
            await pilot.pause()
            assert isinstance(app.screen, ConfirmScreen)
            await press(pilot, answer)
            if answer == "right":
                await press(pilot, "enter")
            await pilot.pause()
            assert len(kept(nes)) == copies


def test_an_answer_file_leads_to_nothing_outside_its_folder(nes: Session, tmp_path: Path) -> None:
    folder = tmp_path / "mottatt"
    (folder / "vedlegg").mkdir(parents=True)
    secret = tmp_path / "hemmelig.txt"
    secret.write_bytes(CONTENT)
    (folder / "vedlegg" / "a.pdf").write_bytes(CONTENT)
    make_link(folder / "lenke.pdf", secret)
    make_link(folder / "mappe", tmp_path)
    make_link(folder / "innenfor.pdf", folder / "vedlegg" / "a.pdf")
    answers = folder / "svar.yaml"
    for name in ("lenke.pdf", "mappe/hemmelig.txt"):
        answers.write_text(
            "format: 1\nevidence:\n"
            f"  - {{kind: document, id: a, title: A, file: {name}, copy: true}}\n",
            encoding="utf-8",
        )
        with pytest.raises(EvidenceFileError, match="leder ut av mappen"):
            nes.apply(answers)
    assert kept(nes) == []
    assert beside(answers, "vedlegg/a.pdf").read_bytes() == CONTENT
    assert beside(answers, "innenfor.pdf").read_bytes() == CONTENT
    make_link(tmp_path / "snarvei", folder)
    assert beside(tmp_path / "snarvei" / "svar.yaml", "vedlegg/a.pdf").is_file()


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a.pdf", "b/../../a.pdf", "~/a.pdf", "C:\\a.pdf"]
)
def test_an_answer_file_names_no_place_outside_its_folder(
    nes: Session, tmp_path: Path, name: str
) -> None:
    answers = tmp_path / "svar.yaml"
    answers.write_text(
        f"format: 1\nevidence:\n  - {{kind: document, id: a, title: A, file: '{name}'}}\n",
        encoding="utf-8",
    )
    with pytest.raises(FaultyFile, match="utenfor mappen til svarfilen"):
        nes.apply(answers)


# -- the name the file had ---------------------------------------------------------------


def test_the_name_stands_in_the_appendix_and_in_the_list(
    nes: Session, run: Run, original: Path
) -> None:
    recorded(nes, original)
    text = report_text(report_of(nes, DAY, Translator()), template="gap", form="md")
    assert NAME.replace("_", r"\_") in text or NAME in text
    assert COPY not in text
    assert NAME in run("evidence", "list", nes.shared.id)[1]
    nes.record_again("rutine")
    assert nes.file_of("rutine").name == NAME


def test_the_copy_is_fetched_under_its_name(
    nes: Session, run: Run, original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(nes, original)
    original.unlink()
    out = tmp_path / "ut"
    out.mkdir()
    command = ("evidence", "fetch", nes.shared.id, "rutine")
    assert run(*command, "--output", out)[0] == 0
    assert (out / NAME).read_bytes() == CONTENT
    assert run(*command, "--output", out)[0] == 0, "the same file is not in the way"
    (out / NAME).write_bytes(b"mine")
    code, _, err = run(*command, "--output", out)
    assert code == 2
    assert "--replace" in err
    assert run(*command, "--output", out / "annet.docx")[0] == 0
    monkeypatch.chdir(out)
    assert run(*command, "--replace")[0] == 0
    assert (out / NAME).read_bytes() == CONTENT
    nes.remove_evidence("rutine")
    nes.record_evidence(Document(id="uten", title="Uten fil"))
    code, _, err = run("evidence", "fetch", nes.shared.id, "uten")
    assert code == 2
    assert "«Uten fil» har ingen fil" in err


def test_a_name_that_can_not_be_text_is_kept_as_far_as_it_can(nes: Session, tmp_path: Path) -> None:
    try:
        path = tmp_path / os.fsdecode(b"rutine\xff.pdf")
        path.write_bytes(CONTENT)
    except (OSError, UnicodeDecodeError):
        pytest.skip("the system does not allow such names")
    recorded(nes, path)
    assert opened_again(nes).file_of("rutine").name == "rutine�.pdf"


def test_a_reference_from_before_there_was_a_name_keeps_its_bytes() -> None:
    before = b'{"path":"a.pdf","sha256":"' + b"0" * 64 + b'","size":1,"copied":true}'
    reference = msgspec.json.decode(before, type=FileReference)
    assert msgspec.json.encode(reference) == before
    assert reference.known_as == "a.pdf"
    assert FileReference("C:\\mappe\\b.pdf", "0" * 64, 1).known_as == "b.pdf"
