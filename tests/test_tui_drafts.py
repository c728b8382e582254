"""What somebody was typing when the program ended in the middle."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from checklist.machine import Environment
from checklist.session import Session
from checklist.store import Drafts
from checklist.tui.app import SamsjekkApp
from checklist.tui.boxes import Dialog
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.unsaved import unsaved
from tests.conftest import Run, is_private
from tests.crawl import opened
from tests.terminal import in_front, on_screen, press, told
from tests.test_tui_walk import walk_of


def drafts_of(home: Path) -> Drafts:
    return Drafts(home / "drafts.json")


@pytest.mark.usefixtures("nes")
async def test_a_comment_in_the_making_is_there_again_and_gone_once_saved(home: Path) -> None:
    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "k", *"halvveis")
        app.keep_drafts()
        assert is_private(home / "drafts.json")
    app.journal.close()

    async with opened("nes-2018") as pilot:
        await press(pilot, "k")
        dialog = in_front(pilot)
        assert isinstance(dialog, Dialog)
        assert dialog.query_one(TextArea).text == "halvveis"
        assert "uten å lagre" in str(dialog.query_one(".problem", Static).content)
        assert dialog.has_unsaved_text()
        await press(pilot, "ctrl+s")
        await press(pilot, "k")
        assert in_front(pilot).query_one(TextArea).text == "halvveis"
        assert not in_front(pilot).query_one(".problem", Static).display


@pytest.mark.usefixtures("nes")
async def test_an_action_in_the_making_is_asked_about_before_it_is_thrown_away() -> None:
    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "t", *"halvveis")
        app.keep_drafts()
    app.journal.close()

    async with opened("nes-2018") as pilot:
        await press(pilot, "t")
        assert in_front(pilot).query_one(TextArea).text == "halvveis"
        await press(pilot, "escape")
        assert "Vil du kaste det?" in on_screen(pilot)


@pytest.mark.usefixtures("nes")
async def test_what_could_not_be_kept_is_kept_the_next_time(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr("checklist.store.drafts.write_file", full)
            await press(pilot, "k", *"halvveis")
            app.keep_drafts()
            assert drafts_of(home).names() == ()
        app.keep_drafts()
        assert [drafts_of(home).find(name) for name in app.drafts.names()] == [("halvveis", "", "")]
    app.journal.close()


async def test_the_walk_begins_where_a_text_was_being_written(nes: Session, home: Path) -> None:
    drafts = drafts_of(home)
    drafts.keep("comment another-assessment ke-oversikt-finnes", ["annet sted", ""])
    drafts.keep("action nes-2018 sam-styring new", ["et tiltak"])
    drafts.keep("evidence nes-2018 document new ke-oversikt-planer", ["x"])
    drafts.keep("comment nes-2018 gone-since", ["borte", ""])
    async with opened("nes-2018") as pilot:
        # All that was being written is told of, the last first, with its box and its place.
        assert "Dette skrev du, men det ble ikke lagret" in on_screen(pilot)
        found = unsaved(drafts.names(), nes)
        assert [(left.criterion, left.checkpoint) for left in found] == [
            (None, None),
            ("ke-oversikt", "ke-oversikt-planer"),
            ("sam-styring", None),
        ]
        assert "En kommentar (k)" in on_screen(pilot)
        assert "Et tiltak (t): Styring på tvers" in on_screen(pilot)
        assert "Dokumentasjon (e, så +): Oversikt over planene" in on_screen(pilot)
        await press(pilot, "down", "enter")
        assert "Du holdt på å skrive dokumentasjon (e, så +)" in told(pilot)
        point = walk_of(pilot).checkpoint
        assert point is not None
        assert point.checkpoint.id == "ke-oversikt-planer"
        await press(pilot, "ctrl+k", "down", "down", "enter")
        assert walk_of(pilot).criterion.criterion.id == "sam-styring"


async def test_the_only_text_that_was_being_written_is_gone_to_at_once(
    nes: Session, home: Path
) -> None:
    drafts_of(home).keep("action nes-2018 sam-styring new", ["et tiltak"])
    async with opened(nes.assessment.id) as pilot:
        assert "Du holdt på å skrive et tiltak (t)" in told(pilot)
        assert walk_of(pilot).criterion.criterion.id == "sam-styring"


@pytest.mark.usefixtures("nes")
async def test_evidence_in_the_making_is_there_again_and_gone_once_thrown_away() -> None:
    async def new_document(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in ("e", "+", "1"):
            await press(pilot, key)

    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await new_document(pilot)
        in_front(pilot).query_one("#title", Input).value = "Møteplan [/] 2026"
        in_front(pilot).query_one("#place", Input).value = "arkiv 26/17"
        app.keep_drafts()
    app.journal.close()

    again = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await new_document(pilot)
        form = in_front(pilot)
        assert form.query_one("#title", Input).value == "Møteplan [/] 2026"
        assert form.query_one("#place", Input).value == "arkiv 26/17"
        assert "uten å lagre" in on_screen(pilot)
        await press(pilot, "escape")
        assert "Vil du kaste det?" in on_screen(pilot)
        await press(pilot, "right", "enter")
        await press(pilot, "+", "1")
        assert in_front(pilot).query_one("#title", Input).value == ""
    again.journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal to end politely")
@pytest.mark.usefixtures("nes")
async def test_being_told_to_end_keeps_the_draft_and_ends(home: Path) -> None:
    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        name = app.screen.checkpoint.checkpoint.id  # type: ignore[attr-defined]  # Walk is in front
        await press(pilot, "k", *"avbrutt")
        os.kill(os.getpid(), signal.SIGTERM)
        await pilot.pause()
        await pilot.pause()
    app.journal.close()
    assert drafts_of(home).find(f"comment nes-2018 {name}") == ("avbrutt", "", "")


@pytest.mark.usefixtures("nes")
async def test_a_box_that_is_not_drawn_yet_has_nothing_to_keep(home: Path) -> None:
    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        walk.action_comment()
        app.keep_drafts()
        box = in_front(pilot)
        assert isinstance(box, Dialog)
        assert not box.has_unsaved_text()
    app.journal.close()
    assert not (home / "drafts.json").exists()


def test_a_personal_number_is_not_kept_and_a_broken_file_is_no_harm(tmp_path: Path) -> None:
    drafts = drafts_of(tmp_path)
    drafts.keep("a", ["gjelder 13097248022"])
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "drafts.json").write_text('{"a": ', encoding="utf-8")
    assert drafts.find("a") is None
    drafts.keep("b", ["[/] \x1b[2J\u202e æøå"])
    assert drafts.find("b") == ("[/] \x1b[2J\u202e æøå",)
    drafts.forget("b")
    assert drafts.find("b") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program with its terminal")
def test_a_terminal_that_goes_without_a_word_ends_the_program_and_keeps_the_draft(
    run: Run, home: Path
) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    run("example", "nes-2018")
    terminal, theirs = pty.openpty()
    walk = subprocess.Popen(
        [sys.executable, "-m", "checklist", "walk", "nes-2018"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # noqa: PLW1509 - as nohup does
        start_new_session=True,
    )
    os.close(theirs)
    for words, key in (
        (b"besvart", b"k"),
        (b"ctrl+s", b"\x1b[200~halvveis\x1b[201~"),
        (b"halvveis", b""),
    ):
        seen = b""
        while words not in seen:
            assert select.select([terminal], [], [], 60)[0], f"{words!r} was not painted"
            seen += os.read(terminal, 65536)
        os.write(terminal, key)
    os.close(terminal)
    assert walk.wait(timeout=60) == -signal.SIGHUP
    kept = json.loads((home / "drafts.json").read_text(encoding="utf-8"))
    assert any("halv" in text for texts in kept.values() for text in texts)


@pytest.mark.usefixtures("nes")
async def test_a_draft_from_before_a_field_was_added_is_put_back(home: Path) -> None:
    app = SamsjekkApp(Environment.of_process(), "nes-2018")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        name = app.screen.checkpoint.checkpoint.id  # type: ignore[attr-defined]  # Walk is in front
        drafts_of(home).keep(f"comment nes-2018 {name}", ["fra før", "kap. 2"])
        await press(pilot, "k")
        assert in_front(pilot).query_one(TextArea).text == "fra før"
        assert in_front(pilot).query_one("#place", Input).value == "kap. 2"
    app.journal.close()
