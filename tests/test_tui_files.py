"""Evidence files on screen: finding them, pasting them, and being told when they are gone."""

from __future__ import annotations

import errno
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, Static

from checklist.assessment import Document, Evidence, FileState
from checklist.i18n import Translator
from checklist.machine import Environment, Settings, change_settings, load_settings
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import (
    EvidenceFiles,
    Journal,
    StagedCopy,
    Watch,
    read_folder,
    unwatched,
    write_output,
)
from checklist.store.evidence_files import sha256_of
from checklist.store.folder import UnreadableFolder
from checklist.store.postgres.database import PostgresDatabase
from checklist.store.postgres.evidence import EvidenceOnServer, FilesOnServer
from checklist.tui import in_order
from checklist.tui.app import SamsjekkApp
from checklist.tui.boxes import ConfirmScreen, in_thread
from checklist.tui.evidence import EvidenceScreen
from checklist.tui.evidence.file_picker import FilePicker
from checklist.tui.evidence.folder_list import FolderList
from checklist.tui.evidence.form import EvidenceForm
from checklist.tui.user_files import being_made
from checklist.tui.walk import WalkScreen
from checklist.words import Earlier, replaced
from tests.conftest import ANNA
from tests.databases import Municipalities
from tests.terminal import in_front, press, told, wait
from tests.test_tui_evidence import KNOWN, WRITTEN, evidence_of, lines, newest, open_form, save

NO_SIGN = "\x9b[" if sys.platform == "win32" else "\x1b["  # Windows can't hold the other
HOSTILE = f"[b] [@click=app.bell]x[red {NO_SIGN}2J.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three files, a hidden one and a folder below."""
    made = tmp_path / "plan og koordinator"
    (made / "rutiner").mkdir(parents=True)
    for name in ("mandat 2.pdf", "mandat 10.pdf", ".skjult.pdf", HOSTILE):
        (made / name).write_bytes(name.encode())
    return made


async def settle(pilot: Pilot[None]) -> None:
    """Wait for what is read in threads, and for the screen to show it."""
    for _ in range(3):
        await pilot.pause()
        reading = [w for w in pilot.app.workers if w.name in ("_go", "_look_at_files")]
        if reading:
            await pilot.app.workers.wait_for_complete(reading)
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str, until: type[object]) -> None:
    """Paste into what has focus, and wait for the screen that comes of it."""
    pilot.app.screen.post_message(events.Paste(text))
    await wait(pilot, lambda: isinstance(pilot.app.screen, until))
    await pilot.pause()


def picker_of(folder: Path) -> tuple[App[None], list[Path | None]]:
    chosen: list[Path | None] = []

    class OnlyPicker(App[None]):
        def on_mount(self) -> None:
            self.push_screen(FilePicker(folder, Translator()), chosen.append)

    return OnlyPicker(), chosen


def shown(pilot: Pilot[None]) -> list[str]:
    return pilot.app.screen.query_one(FolderList).words


def said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#said", Static).content)


async def test_a_file_is_found_with_the_keyboard_alone(folder: Path) -> None:
    app, chosen = picker_of(folder / "rutiner")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "tom" in said(pilot)
        await press(pilot, "backspace")
        await settle(pilot)
        assert "../" in shown(pilot)[0]
        assert "rutiner/" in shown(pilot)[1], "the folder one came from is marked, and listed first"
        assert ".skjult" not in "\n".join(shown(pilot))
        order = [i for i, line in enumerate(shown(pilot)) if "mandat" in line]
        assert "mandat 2.pdf" in shown(pilot)[order[0]]
        assert any("[b] [@click=app.bell]x[red �[2J.pdf" in line for line in shown(pilot))
        await press(pilot, *"MANDAT", "space", *"10")
        assert len(shown(pilot)) == 1
        await press(pilot, "enter")
    assert chosen == [folder / "mandat 10.pdf"]


async def test_a_path_that_is_typed_or_a_line_that_is_clicked_works_too(folder: Path) -> None:
    app, chosen = picker_of(folder / "rutiner")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(Input).value = str(folder / "borte")
        await press(pilot, "enter")
        assert "Fant ingenting her" in said(pilot)
        pilot.app.screen.query_one(Input).value = f'"{folder}"'
        await press(pilot, "enter")
        await settle(pilot)
        row = next(i for i, line in enumerate(shown(pilot)) if "mandat 2.pdf" in line)
        await pilot.click(FolderList, offset=(5, row))
        await pilot.pause()
    assert chosen == [folder / "mandat 2.pdf"]


async def test_five_thousand_files_are_no_more_widgets_than_one(folder: Path) -> None:
    for number in range(5000):
        (folder / "rutiner" / f"vedlegg {number}.docx").touch()
    app, chosen = picker_of(folder / "rutiner")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert len(shown(pilot)) == 5001
        assert len(list(pilot.app.screen.walk_children())) < 12
        await press(pilot, *"4999")
        await press(pilot, "enter")
    assert [path and path.name for path in chosen] == ["vedlegg 4999.docx"]


async def test_a_folder_one_may_not_see_is_said_and_one_can_go_on(folder: Path) -> None:
    app, chosen = picker_of(folder / "borte")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "Får ikke lest mappen" in said(pilot)
        await press(pilot, "left")
        await settle(pilot)
        assert "mandat" in "\n".join(shown(pilot))
        await press(pilot, "escape")
    assert chosen == [None]


def test_no_access_is_said_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    with pytest.raises(UnreadableFolder) as refused:
        read_folder(folder)
    assert "ikke tilgang" in str(refused.value.words)


async def test_the_form_takes_the_file_and_remembers_the_folder(
    nes: Session, folder: Path, home: Path
) -> None:
    begun = Settings(evidence_folder=str(folder / "borte"))
    change_settings(home, lambda _: begun)
    app = SamsjekkApp(Environment.of_process(), nes.assessment.id)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        screen = EvidenceScreen(nes, Translator(), WRITTEN)
        app.push_screen(screen)
        await settle(pilot)
        await open_form(pilot, "Dokument")
        await press(pilot, "ctrl+o")
        await settle(pilot)
        assert isinstance(app.screen, FilePicker)
        await press(pilot, *"mandat", "space", *"2")
        await press(pilot, "enter")
        assert isinstance(app.screen, EvidenceForm)
        assert app.screen.query_one("#title", Input).value == "mandat 2"
        date = app.screen.query_one("#date", Input)
        assert date.value == "", "when a file was changed need not be the date of the document"
        assert "sist endret" in str(date.placeholder)
        assert date.has_focus
        await press(pilot, "right")
        assert len(date.value) == len("01.01.2026")
        await save(pilot)
    nes.refresh()
    assert newest(nes).title == "mandat 2"
    assert load_settings(home).evidence_folder == str(folder)
    app.journal.close()


async def test_a_pasted_path_opens_the_form_filled_in(nes: Session, folder: Path) -> None:
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await paste(pilot, f"'{folder / 'mandat 2.pdf'}'\n", EvidenceForm)
        form = pilot.app.screen
        assert form.query_one("#title", Input).value == "mandat 2"
        assert form.query_one("#place", Input).value == str(folder / "mandat 2.pdf")
        await save(pilot)
        assert any(line.startswith("[✓] mandat 2") for line in lines(pilot))
        await paste(pilot, "2018/1234-5", EvidenceForm)
        await press(pilot, *"Vedtak")
        await save(pilot)
        assert newest(nes).archive == "2018/1234-5"


async def test_several_pasted_files_are_recorded_in_one_step_after_one_question(
    nes: Session, folder: Path
) -> None:
    before = len(nes.assessment.evidence)
    files = [folder / name for name in ("mandat 2.pdf", "mandat 10.pdf", HOSTILE)]
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        text = "\n".join([*(file.as_uri() for file in files), str(folder / "borte.pdf")])
        await paste(pilot, text, ConfirmScreen)
        asked = str(pilot.app.screen.query_one(Static).content)
        assert "Registrere 3 filer" in asked
        assert "borte.pdf" in asked
        await press(pilot, "right", "enter")
        await wait(pilot, lambda: len(nes.assessment.evidence) > before)
    assert len(nes.assessment.evidence) == before + 3
    made = list(nes.assessment.evidence)[before:]
    assert set(made) <= set(nes.assessment.links[WRITTEN])
    assert nes.evidence(made[0]).date is None


async def test_a_file_recorded_before_is_used_again(nes: Session, folder: Path) -> None:
    file = nes.record_file(folder / "mandat 2.pdf", copy=True)
    nes.record_evidence(Document(id="mandatet", title="Mandat", date="2017", file=file))
    before = len(nes.assessment.evidence)
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        text = f"{folder / 'mandat 2.pdf'}\n{folder / 'mandat 10.pdf'}"
        await paste(pilot, text, ConfirmScreen)
        await press(pilot, "right", "enter")
        await wait(pilot, lambda: len(nes.assessment.evidence) > before)
    assert len(nes.assessment.evidence) == before + 1
    assert "mandatet" in nes.assessment.links[KNOWN]


async def test_what_is_no_place_is_refused_in_words(nes: Session) -> None:
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        pilot.app.screen.post_message(events.Paste("/borte/rutine.pdf"))
        await wait(pilot, lambda: bool(told(pilot)))
        assert "Fant ingen fil her: /borte/rutine.pdf" in told(pilot)


async def test_evidence_is_found_by_words_and_shows_where_it_is_used(nes: Session) -> None:
    gone_to: list[str | None] = []

    class OnlyEvidence(App[None]):
        def on_mount(self) -> None:
            self.push_screen(EvidenceScreen(nes, Translator(), KNOWN), gone_to.append)

    async with OnlyEvidence().run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        everything = len(lines(pilot))
        await press(pilot, "slash", *"rutinebeskrivelse")
        assert [line for line in lines(pilot) if "Rutinebeskrivelse" in line] == lines(pilot)
        await press(pilot, "enter")
        await press(pilot, "ctrl+g")
        places = pilot.app.screen.query_one(OptionList)
        wanted = places.options[0].id
        assert len(places.options) == len(nes.rest_on("rutine-ip-koordinator"))
        await press(pilot, "escape")
        await press(pilot, "escape")
        assert len(lines(pilot)) == everything
        await press(pilot, "slash", *"rutinebeskrivelse", "enter")
        await press(pilot, "ctrl+g")
        await press(pilot, "enter")
    assert gone_to == [wanted]
    assert wanted in nes.rest_on("rutine-ip-koordinator")


def hold(held: Path) -> Callable[[Path], str]:
    """Reading the content of files, of which another program holds one."""

    def read(path: Path) -> str:
        if path == held:
            raise PermissionError(13, "held")
        return sha256_of(path)

    return read


async def test_gone_and_changed_files_are_said_at_opening_and_in_the_overview(
    nes: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = folder / "holdt.pdf"
    held.write_bytes(b"holdt")
    for name, file in (("en", "mandat 2.pdf"), ("to", "mandat 10.pdf"), ("tre", "holdt.pdf")):
        reference = nes.record_file(folder / file, copy=False)
        nes.record_evidence(Document(id=name, title=file, date="2018", file=reference), [WRITTEN])
    (folder / "mandat 2.pdf").unlink()
    (folder / "mandat 10.pdf").write_bytes(b"noe annet")
    monkeypatch.setattr("checklist.store.file_look.sha256_of", hold(held))
    app = SamsjekkApp(Environment.of_process(), nes.assessment.id)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, WalkScreen)
        (notice,) = told(pilot).splitlines()
        assert "1 fil som dokumenterer svar, finnes ikke lenger." in notice
        assert "1 fil er endret" in notice
        assert "1 fil kunne ikke leses nå." in notice
        await press(pilot, "o")
        await press(pilot, "4")
        rows = app.screen.query_one("#rows", OptionList)
        text = "\n".join(str(option.prompt) for option in rows.options)
        assert "Filer som er borte, endret eller ikke kan leses nå: 3" in text
        assert "✗ filen finnes ikke lenger" in text
        assert "? filen kunne ikke leses nå" in text
        await press(pilot, "enter")
        assert app.screen.criterion.criterion.id == nes.criterion_of(WRITTEN).id
    app.journal.close()


async def test_a_changed_file_is_recorded_again_and_the_history_keeps_the_old_digest(
    nes: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "mandat 2.pdf"
    reference = nes.record_file(file, copy=False)
    nes.record_evidence(Document(id="en", title="Mandat", date="2018", file=reference), [KNOWN])
    nes.unlink("intervju-koordinerende-enhet", KNOWN)
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+r")
        await settle(pilot)
        assert "som da den ble registrert" in told(pilot)
        with monkeypatch.context() as patch:
            patch.setattr("checklist.store.file_look.sha256_of", hold(file))
            await press(pilot, "ctrl+r")
            await settle(pilot)
        assert "Filen til «Mandat» kunne ikke leses nå." in told(pilot)
        file.write_bytes(b"ny utgave av mandatet")
        await press(pilot, "ctrl+r")
        await wait(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await pilot.pause()
        await press(pilot, "right", "enter")
    nes.check_files(content=True)
    assert nes.file_states["en"] is FileState.AS_RECORDED
    document = nes.evidence("en")
    assert isinstance(document, Document)
    assert document.date == "2018"
    earlier = Earlier.of(line.event for line in nes.history())
    instead = replaced(nes.history()[0].event, earlier)
    assert instead is not None
    assert reference.sha256[:12] in str(instead)


# -- files that are being made ----------------------------------------------------------


class Making:
    """Files that are ready when they are told to be."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self._go_on = threading.Event(), threading.Event()
        monkeypatch.setattr("checklist.tui.report.screen.report_file", self._make)

    def _make(self, *_report: object, **_named: object) -> bytes:
        self.begun.set()
        assert self._go_on.wait(60)
        return b"PK"

    def finish(self) -> None:
        self._go_on.set()


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Making]:
    monkeypatch.chdir(tmp_path)
    made = Making(monkeypatch)
    yield made
    made.finish()


@pytest.fixture
def app_of(nes: Session) -> Iterator[SamsjekkApp]:
    app = SamsjekkApp(Environment.of_process(), nes.assessment.id)
    yield app
    app.journal.close()


async def begin_a_word_file(pilot: Pilot[None], making: Making) -> None:
    """Ask for the report in Word, and see that it is being made."""
    await settle(pilot)
    await press(pilot, "r")
    pilot.app.screen.query_one("#form", Select).value = "docx"
    await pilot.pause()
    await press(pilot, "ctrl+s")
    await wait(pilot, making.begun.is_set)


async def test_a_file_being_made_goes_on_when_the_screen_is_left(
    app_of: SamsjekkApp, making: Making, tmp_path: Path
) -> None:
    file = tmp_path / "nes-2018-gaprapport.docx"
    async with app_of.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_word_file(pilot, making)
        await press(pilot, "ctrl+s")
        assert being_made(app_of) == (str(file),), "the same file is not made twice"
        await press(pilot, "escape")
        assert isinstance(app_of.screen, WalkScreen)
        assert being_made(app_of) == (str(file),)
        assert not file.exists()
        making.finish()
        await wait(pilot, lambda: "Lagret" in told(pilot))
        assert f"✓ Lagret: {file}" in told(pilot)
        assert file.read_bytes() == b"PK"
        assert not being_made(app_of)


async def test_ending_the_program_asks_while_a_file_is_being_made(
    app_of: SamsjekkApp, making: Making, tmp_path: Path
) -> None:
    file = tmp_path / "nes-2018-gaprapport.docx"
    async with app_of.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_word_file(pilot, making)
        await press(pilot, "escape")
        app_of.action_home()
        await pilot.pause()
        await press(pilot, "q", "ctrl+q")
        assert isinstance(in_front(pilot), ConfirmScreen)
        assert file.name in str(app_of.screen.query_one(Static).content)
        await press(pilot, "enter")
        assert not isinstance(in_front(pilot), ConfirmScreen), (
            "one question, and it changes nothing"
        )
        making.finish()
        await wait(pilot, lambda: "Lagret" in told(pilot))
        await press(pilot, "q")
    assert file.read_bytes() == b"PK"
    assert app_of.return_code == 0


async def test_the_program_ends_without_the_file_when_told_so(
    app_of: SamsjekkApp, making: Making, tmp_path: Path
) -> None:
    async with app_of.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_word_file(pilot, making)
        await press(pilot, "ctrl+q", "right", "enter")
        # It is still being made: the program does not wait for it.
        await wait(pilot, lambda: not app_of.is_running)
    making.finish()
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


async def test_a_question_about_a_file_waits_until_nothing_is_typed(
    app_of: SamsjekkApp, making: Making, tmp_path: Path
) -> None:
    file = tmp_path / "nes-2018-gaprapport.docx"
    file.write_bytes(b"mine egne ord")
    async with app_of.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_word_file(pilot, making)
        await press(pilot, "escape", "k")
        box = app_of.screen
        making.finish()
        await press(pilot, *"jeg skriver")
        assert app_of.screen is box
        await press(pilot, "ctrl+s")
        await wait(pilot, lambda: isinstance(app_of.screen, ConfirmScreen))
        await pilot.pause()
        assert file.name in str(app_of.screen.query_one(Static).content)
        assert file.read_bytes() == b"mine egne ord"
        await press(pilot, "right", "enter")
        await wait(pilot, lambda: "Lagret" in told(pilot))
        assert file.read_bytes() == b"PK"


async def test_what_can_not_be_written_is_said_wherever_one_is(
    app_of: SamsjekkApp, making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app_of.run_test(size=(80, 24), notifications=True) as pilot:
        await begin_a_word_file(pilot, making)
        await press(pilot, "escape")

        def full(*_arguments: object, **_named: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("checklist.store.output_file.write_file", full)
        making.finish()
        await wait(pilot, lambda: "Disken er full" in told(pilot))
        assert "Lagret" not in told(pilot)
    assert not list(tmp_path.glob("*.docx"))


async def test_what_goes_wrong_in_the_thread_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await in_thread(fail)
    assert await in_thread(lambda: 1) == 1


async def test_a_file_that_is_fetched_comes_though_the_screen_is_left(
    nes: Session,
    app_of: SamsjekkApp,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    file = nes.record_file(folder / "mandat 2.pdf", copy=True)
    nes.record_evidence(Document(id="mandatet", title="Mandat", date="2017", file=file), [KNOWN])
    begun, go_on = threading.Event(), threading.Event()

    def slow(*arguments: Any, **named: Any) -> Path:
        begun.set()
        assert go_on.wait(60)
        return write_output(*arguments, **named)

    monkeypatch.setattr("checklist.tui.user_files.write_output", slow)
    async with app_of.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        screen = EvidenceScreen(nes, Translator(), KNOWN)
        app_of.push_screen(screen)
        await settle(pilot)
        screen.show_state(highlight="mandatet")
        await press(pilot, "ctrl+d")
        await wait(pilot, begun.is_set)
        await press(pilot, "escape")
        go_on.set()
        await wait(pilot, lambda: "Lagret" in told(pilot))
    assert (tmp_path / "mandat 2.pdf").read_bytes() == b"mandat 2.pdf"


# -- files that are copied in a thread --------------------------------------------------


class SlowCopy:
    """Copies that wait in the middle until they may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self._go_on = threading.Event(), threading.Event()
        stage = EvidenceFiles.stage

        def slow(
            files: EvidenceFiles,
            assessment: str,
            path: Path,
            *,
            watch: Watch = unwatched,
            **named: Any,
        ) -> StagedCopy:
            def piece(read: int = 0, /, **_sent: int) -> None:
                self.begun.set()
                assert self._go_on.wait(60)
                watch(read)

            return stage(files, assessment, path, watch=piece, **named)

        monkeypatch.setattr(EvidenceFiles, "stage", slow)

    def go_on(self) -> None:
        self._go_on.set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowCopy]:
    copies = SlowCopy(monkeypatch)
    yield copies
    copies.go_on()


def copies_of(nes: Session) -> list[Path]:
    return list((nes.files.directory / nes.assessment.id).glob("*"))


async def begin_copying(pilot: Pilot[None], slow: SlowCopy, file: Path) -> EvidenceForm:
    """Open the form with a file that is pasted, and save it."""
    await settle(pilot)
    await paste(pilot, str(file), EvidenceForm)
    form = pilot.app.screen
    assert isinstance(form, EvidenceForm)
    await press(pilot, "ctrl+s")
    await wait(pilot, slow.begun.is_set)
    return form


def problem_of(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#problem", Static).content)


async def test_keys_work_while_the_form_copies_and_it_is_recorded_once(
    nes: Session, folder: Path, slow: SlowCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "_WAIT_FOR_THREAD_SECONDS", 0)
    before = len(nes.assessment.evidence)
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        form = await begin_copying(pilot, slow, folder / "mandat 2.pdf")
        assert "Leser: 0 MB så langt. Esc avbryter." in problem_of(pilot)
        await press(pilot, "ctrl+s", "ctrl+o", *"borte")
        assert pilot.app.screen is form, "no box is opened on what is being saved"
        assert form.query_one("#title", Input).value == "mandat 2", "nothing is typed to be lost"
        assert form.has_unsaved_text(), "so that ending the program asks"
        slow.go_on()
        await wait(pilot, lambda: pilot.app.screen is not form)
    assert len(nes.assessment.evidence) == before + 1
    assert newest(nes).title == "mandat 2"
    assert [copy.read_bytes() for copy in copies_of(nes)] == [b"mandat 2.pdf"]


async def test_a_copy_is_stopped_and_what_was_typed_stands(
    nes: Session, folder: Path, slow: SlowCopy
) -> None:
    before = len(nes.assessment.evidence)
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        form = await begin_copying(pilot, slow, folder / "mandat 2.pdf")
        assert len(copies_of(nes)) == 1, "what is copied this far"
        await press(pilot, "escape")
        assert "Avbryter" in problem_of(pilot)
        slow.go_on()
        await wait(pilot, lambda: bool(form.query_one("#note-place", Static).display))
        said = str(form.query_one("#note-place", Static).content)
        assert said == "✗ Kopieringen er avbrutt. Ingenting ble registrert."
        assert not copies_of(nes)
        assert len(nes.assessment.evidence) == before
        assert form.query_one("#title", Input).value == "mandat 2"
        await save(pilot)
        await wait(pilot, lambda: pilot.app.screen is not form)
    assert len(copies_of(nes)) == 1


async def test_a_file_that_is_sent_to_the_database_is_told_of_and_can_be_stopped(
    municipalities: Municipalities, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending, go_on = threading.Event(), threading.Event()
    keep = FilesOnServer.keep

    def slow(server: FilesOnServer, path: Path, sha256: str, watch: Watch = unwatched) -> None:
        def piece(_read: int = 0, /, *, sent: int = 0) -> None:
            watch(sent=sent)
            sending.set()
            assert go_on.wait(60)

        keep(server, path, sha256, piece)

    monkeypatch.setattr(FilesOnServer, "keep", slow)
    (file := tmp_path / "Plan.pdf").write_bytes(b"Innhold. " * 100_000)
    address = municipalities.address(tmp_path / "nes")
    files = EvidenceOnServer(home / "evidence", FilesOnServer(address))
    with Journal(home / "x.sqlite3", database=PostgresDatabase(address)) as journal:
        session = Session(journal, copy_example(journal, files, "nes-2018"), ANNA, files)
        before = len(session.assessment.evidence)
        async with evidence_of(session, KNOWN).run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await paste(pilot, str(file), EvidenceForm)
            form = pilot.app.screen
            await press(pilot, "ctrl+s")
            await wait(pilot, sending.is_set)
            await wait(pilot, lambda: "Sender til databasen: 0 MB" in problem_of(pilot))
            await press(pilot, "escape")
            assert "Avbryter" in problem_of(pilot)
            go_on.set()
            await wait(pilot, lambda: bool(form.query_one("#note-place", Static).display))
            assert (len(session.assessment.evidence), copies_of(session)) == (before, [])
            await save(pilot)
            await wait(pilot, lambda: pilot.app.screen is not form)
            assert (len(session.assessment.evidence), copies_of(session)) == (before + 1, [])
            (documents := tmp_path / "dokumenter").mkdir()
            monkeypatch.setattr(Environment, "documents", lambda: documents)
            await press(pilot, "ctrl+d")
            await wait(pilot, (documents / file.name).exists)
    municipalities.clear()


async def test_a_form_that_is_thrown_away_while_it_copies_leaves_nothing(
    nes: Session, folder: Path, slow: SlowCopy
) -> None:
    before = len(nes.assessment.evidence)
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        form = await begin_copying(pilot, slow, folder / "mandat 2.pdf")
        await press(pilot, "escape", "escape")
        assert isinstance(in_front(pilot), ConfirmScreen)
        await press(pilot, "right", "enter")
        await wait(pilot, lambda: not form.is_attached)
        assert "Kopieringen er avbrutt. Ingenting ble registrert." in told(pilot)
        slow.go_on()
        await wait(pilot, lambda: not copies_of(nes))
    assert len(nes.assessment.evidence) == before


async def test_files_that_are_dropped_can_be_stopped_and_others_wait(
    nes: Session, folder: Path, slow: SlowCopy
) -> None:
    before = len(nes.assessment.evidence)
    files = f"{folder / 'mandat 2.pdf'}\n{folder / 'mandat 10.pdf'}"
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await paste(pilot, files, ConfirmScreen)
        await press(pilot, "right", "enter")
        await wait(pilot, slow.begun.is_set)
        assert "Leser" in told(pilot)
        pilot.app.screen.post_message(events.Paste("2018/1234-5"))
        await pilot.pause()
        assert "Vent til filene er lest" in told(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, EvidenceScreen)
        slow.go_on()
        await wait(pilot, lambda: "avbrutt" in told(pilot))
    assert len(nes.assessment.evidence) == before
    assert not copies_of(nes)


async def test_a_large_file_is_recorded_again_in_a_thread(
    nes: Session, folder: Path, slow: SlowCopy
) -> None:
    slow.go_on()
    file = nes.record_file(folder / "mandat 2.pdf", copy=True)
    nes.record_evidence(Document(id="en", title="Mandat", date="2018", file=file), [WRITTEN])
    nes.files.locate(nes.assessment.id, file).write_bytes(b"rettet")
    threads = []
    read_again = nes.read_again

    def watched(*arguments: Any, **named: Any) -> Evidence:
        threads.append(threading.current_thread())
        return read_again(*arguments, **named)

    nes.read_again = watched  # type: ignore[method-assign]
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EvidenceScreen)
        screen.show_state(highlight="en")
        await press(pilot, "ctrl+r")
        await wait(pilot, lambda: isinstance(in_front(pilot), ConfirmScreen))
        await pilot.pause()
        await press(pilot, "right", "enter")
        await wait(pilot, lambda: newest(nes).file != file)
    assert threads
    assert threading.main_thread() not in threads
