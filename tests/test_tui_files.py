"""Evidence files on screen: finding them, pasting them, and being told when they are gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from checklist.assessment import Document, FileState
from checklist.i18n import Translator
from checklist.machine import Environment, Settings, change_settings, load_settings
from checklist.session import Session
from checklist.store import read_folder
from checklist.store.evidence_files import sha256_of
from checklist.store.folder import UnreadableFolder
from checklist.tui.app import SamsjekkApp
from checklist.tui.evidence import EvidenceScreen
from checklist.tui.evidence.file_picker import FilePicker
from checklist.tui.evidence.folder_list import FolderList
from checklist.tui.evidence.form import EvidenceForm
from checklist.tui.walk import WalkScreen
from checklist.tui.widgets import ConfirmScreen
from checklist.words import Earlier, replaced
from tests.terminal import press
from tests.test_tui_evidence import KNOWN, WRITTEN, evidence_of, lines, newest, open_form, save

HOSTILE = "[b] [@click=app.bell]x[red \x1b[2J.pdf"


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


async def wait(pilot: Pilot[None], until: Callable[[], bool]) -> None:
    """Wait for what comes of a file that is read in a thread; not for ever."""
    for _ in range(500):
        if until():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came")


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
    begun = Settings(welcomed=True, evidence_folder=str(folder / "borte"))
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
        problem = pilot.app.screen.query_one("#problem", Static)
        await wait(pilot, lambda: problem.display)
        assert "Fant ingen fil her: /borte/rutine.pdf" in str(problem.content)


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
        await press(pilot, "v")
        places = pilot.app.screen.query_one(OptionList)
        wanted = places.options[0].id
        assert len(places.options) == len(nes.rest_on("rutine-ip-koordinator"))
        await press(pilot, "escape")
        await press(pilot, "escape")
        assert len(lines(pilot)) == everything
        await press(pilot, "slash", *"rutinebeskrivelse", "enter")
        await press(pilot, "v")
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
    nes: Session, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = folder / "holdt.pdf"
    held.write_bytes(b"holdt")
    for name, file in (("en", "mandat 2.pdf"), ("to", "mandat 10.pdf"), ("tre", "holdt.pdf")):
        reference = nes.record_file(folder / file, copy=False)
        nes.record_evidence(Document(id=name, title=file, date="2018", file=reference), [WRITTEN])
    (folder / "mandat 2.pdf").unlink()
    (folder / "mandat 10.pdf").write_bytes(b"noe annet")
    monkeypatch.setattr("checklist.store.file_look.sha256_of", hold(held))
    change_settings(home, lambda _: Settings(welcomed=True))
    app = SamsjekkApp(Environment.of_process(), nes.assessment.id)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, WalkScreen)
        (notice,) = [n.message for n in app._notifications]
        assert "1 fil som dokumenterer svar, finnes ikke lenger." in notice
        assert "1 fil er endret" in notice
        assert "1 fil kunne ikke leses nå." in notice
        await press(pilot, "o")
        await press(pilot, "4")
        rows = app.screen.query_one("#rows", OptionList)
        text = "\n".join(str(option.prompt) for option in rows.options)
        assert "Filer som er borte, endret eller ikke kan leses nå  3" in text
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
        await press(pilot, "r")
        await settle(pilot)
        problem = pilot.app.screen.query_one("#problem", Static)
        assert "som da den ble registrert" in str(problem.content)
        with monkeypatch.context() as patch:
            patch.setattr("checklist.store.file_look.sha256_of", hold(file))
            await press(pilot, "r")
            await settle(pilot)
        assert "Filen til «Mandat» kunne ikke leses nå." in str(problem.content)
        file.write_bytes(b"ny utgave av mandatet")
        await press(pilot, "r")
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
