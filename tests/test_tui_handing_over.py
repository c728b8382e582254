"""Handing over on screen: a file to send, one to look into and merge, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from checklist.assessment import Author, Document
from checklist.criteria import AnswerValue
from checklist.handover import background, receive
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal, Receipts, shared_folder
from checklist.store.receipt_names import receipts_in
from checklist.tui.boxes import ConfirmScreen, LinesBox
from checklist.tui.handing_over.given import GivenScreen
from checklist.tui.home import HomeScreen
from checklist.tui.report import ReaderScreen
from checklist.tui.walk import WalkScreen
from checklist.tui.walk.criterion_form import CriterionForm
from tests.conftest import ANNA, Run, ready
from tests.crawl import cut, opened
from tests.terminal import forget_told, in_front, on_screen, press, told, wait
from tests.test_hand_over import POINT, bytes_of, saved
from tests.test_shared_folder import colleague, of


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own to write files in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def until(pilot: Pilot[Any], kind: type[object]) -> None:
    """Wait for a screen that comes when a thread is done."""
    await wait(pilot, lambda: isinstance(in_front(pilot), kind))
    await pilot.pause()


async def look_into(pilot: Pilot[Any], path: Path) -> None:
    """Open a file from a colleague."""
    await press(pilot, "ctrl+o")
    pilot.app.screen.query_one("#path", Input).value = str(path)
    await press(pilot, "ctrl+s")


def problem(pilot: Pilot[Any]) -> str:
    """What a box says is wrong."""
    return str(in_front(pilot).query_one(".problem", Static).content)


@pytest.fixture
def from_bo(nes: Session, tmp_path: Path) -> Path:
    """A file from Bo, who has the same assessment and has written in it; so has Anna since."""
    theirs = Journal(tmp_path / "bo.sqlite3")
    theirs.adopt("nes", nes.journal.lines(nes.assessment.id), [nes.criteria_set])
    bo = Session(theirs, "nes", Author(name="Bo"), EvidenceFiles(tmp_path / "bo"))
    bo.comment(POINT, "Bo skrev dette.")
    nes.comment(POINT, "Anna skrev dette.")
    return saved(tmp_path, bytes_of(bo))


async def test_a_file_is_made_and_says_what_could_not_go_with_it(nes: Session, here: Path) -> None:
    lost = here / "plan.pdf"
    lost.write_bytes(b"Plan.")
    file = nes.record_file(lost, copy=True)
    nes.record_evidence(Document(id="plan", title="Planen", file=file), [POINT])
    nes.files.locate(nes.assessment.id, file).unlink()
    async with opened(nes.assessment.id) as pilot:
        await press(pilot, "ctrl+e", "ctrl+s")
        await until(pilot, LinesBox)
        seen = " ".join(on_screen(pilot).split())
        assert "Ikke med: filen til «Planen»" in seen
        assert "Kontrollsum:" in seen
        assert cut(pilot) == []
    assert (here / "nes-2018.samsjekk").read_bytes() == bytes_of(nes)


async def test_another_file_is_replaced_only_when_asked(nes: Session, here: Path) -> None:
    path = here / "nes-2018.samsjekk"
    path.write_bytes(b"Noe annet.")
    async with opened(nes.assessment.id) as pilot:
        await press(pilot, "ctrl+e", "ctrl+s")
        await until(pilot, ConfirmScreen)
        await press(pilot, "enter")
        assert path.read_bytes() == b"Noe annet."
        await press(pilot, "ctrl+s")
        await until(pilot, ConfirmScreen)
        await press(pilot, "right", "enter")
        await until(pilot, LinesBox)
    assert path.read_bytes() == bytes_of(nes)


async def test_what_would_differ_is_shown_before_it_is_taken_in(
    nes: Session, from_bo: Path, run: Run
) -> None:
    code, told, _err = run("inspect", from_bo)
    assert code == 0
    async with opened(nes.assessment.id) as pilot:
        await look_into(pilot, from_bo)
        await until(pilot, GivenScreen)
        shown = in_front(pilot).query(Static).results()
        words = " ".join(str(one.content) for one in shown)
        assert " ".join(told.split()) in " ".join(words.split()), "as on the command line"
        assert cut(pilot) == []
        nes.refresh()
        assert "Bo skrev dette." not in str(nes.assessment.answers[POINT]), "nothing is taken in"
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), ReaderScreen), "it can be read before"
        await press(pilot, "escape", "ctrl+s")
        await wait(pilot, lambda: "Flettet inn i Nes" in on_screen(pilot))
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), WalkScreen)
    nes.refresh()
    fields = next(known for thing, known in nes.assessment.fields.items() if thing.id == POINT)
    assert {given.value for given in fields["comment"]} == {"Bo skrev dette.", "Anna skrev dette."}


async def test_an_altered_file_is_refused_in_the_words_of_the_command_line(
    nes: Session, from_bo: Path, run: Run
) -> None:
    content = bytearray(from_bo.read_bytes())
    content[len(content) // 2] ^= 1
    from_bo.write_bytes(content)
    code, _out, told = run("inspect", from_bo)
    assert code == 2
    events = nes.journal.events(nes.assessment.id)
    async with opened(nes.assessment.id) as pilot:
        await look_into(pilot, from_bo)
        await wait(pilot, lambda: problem(pilot).startswith("✗"))
        assert problem(pilot) == f"✗ {told.strip()}"
    assert nes.journal.events(nes.assessment.id) == events


async def test_at_home_a_file_from_a_colleague_becomes_an_assessment_here(
    home: Path, tmp_path: Path
) -> None:
    with Journal(tmp_path / "bo.sqlite3") as theirs:
        name = ready(theirs, "nes-2018")
        given = saved(tmp_path, bytes_of(Session(theirs, name, ANNA, EvidenceFiles(tmp_path))))
    async with opened(None) as pilot:
        await look_into(pilot, given)
        await until(pilot, GivenScreen)
        await press(pilot, "ctrl+s")
        await wait(pilot, lambda: "Egenvurderingen er tatt inn" in on_screen(pilot))
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), WalkScreen)
    assert home.exists()


async def test_esc_stops_it_and_nothing_is_taken_in(
    nes: Session, from_bo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(nes.assessment.id) as pilot:
        await look_into(pilot, from_bo)
        await until(pilot, GivenScreen)
        given = in_front(pilot)
        assert isinstance(given, GivenScreen)
        merging = given._copying.run

        async def stopped_at_once(read: Any) -> Any:
            def begin(watch: Any) -> Any:
                given._copying.stop()
                return read(watch)

            return await merging(begin)

        monkeypatch.setattr(given._copying, "run", stopped_at_once)
        await press(pilot, "ctrl+s")
        await wait(pilot, lambda: "Ingenting er tatt inn." in on_screen(pilot))
    nes.refresh()
    assert len(nes.journal.events(nes.assessment.id)) == 219


async def test_others_answers_come_to_the_open_walk_and_to_home(
    nes: Session, shared: Path, tmp_path: Path
) -> None:
    bo = colleague(shared, tmp_path)
    async with opened(nes.assessment.id) as pilot:
        bo.comment(POINT, "Bo skrev dette.")
        of(bo, shared).exchange()
        walk = in_front(pilot)
        assert isinstance(walk, WalkScreen)
        walk.open_checkpoint(POINT)
        await wait(pilot, lambda: "Bo skrev dette." in walk.query_one(CriterionForm).words)
        await press(pilot, "j")
    of(bo, shared).exchange()
    bo.refresh()
    bo = Session(bo.journal, "nes", bo.author, bo.files)
    assert bo.assessment.answer(POINT) is not None, "what was written last is shared at the end"


async def test_at_home_what_others_write_is_listed(
    nes: Session, shared: Path, tmp_path: Path
) -> None:
    bo = colleague(shared, tmp_path)
    async with opened(None, (120, 40)) as pilot:
        await wait(pilot, lambda: "80 av 395" in on_screen(pilot))
        for point in ("ke-kjent-nettside", "ke-kjent-ansatte"):
            bo.answer(point, AnswerValue.YES)
        of(bo, shared).exchange()
        await wait(pilot, lambda: "82 av 395" in on_screen(pilot))
    assert nes.journal.path.exists()


async def test_a_folder_that_is_away_is_said_once_and_work_goes_on(
    nes: Session, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_BETWEEN_SECONDS", 0.01)
    kept = shared.rename(shared.with_name("tatt ut"))
    async with opened(nes.assessment.id) as pilot:
        await wait(pilot, lambda: "er borte. Det du svarer" in told(pilot))
        forget_told(pilot)
        await press(pilot, "j")
        kept.rename(shared)
        await wait(pilot, lambda: "er tilbake" in told(pilot))
        assert "er borte" not in told(pilot)


async def test_one_shares_and_joins_from_the_screen(
    nes: Session, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "delt"
    folder.mkdir()
    async with opened(nes.assessment.id) as pilot:
        await press(pilot, "f2")
        in_front(pilot).query_one("#path", Input).value = str(folder)
        await press(pilot, "ctrl+s")
        await wait(pilot, lambda: "deles nå gjennom" in told(pilot))
    assert shared_folder(nes.journal, nes.assessment.id) == folder
    monkeypatch.setenv("SAMSJEKK_HOME", str(tmp_path / "bo"))
    async with opened(None) as pilot:
        await press(pilot, "ctrl+p", *"bli med", "enter")
        assert cut(pilot) == []
        in_front(pilot).query_one("#path", Input).value = str(folder)
        await press(pilot, "ctrl+s")
        await until(pilot, WalkScreen)
    assert home.exists()


async def test_one_stops_sharing_from_the_screen(nes: Session, shared: Path) -> None:
    async with opened(nes.assessment.id) as pilot:
        await press(pilot, "escape", "f2")
        await pilot.click("#stop")
        await wait(pilot, lambda: "deles ikke lenger" in told(pilot))
    assert shared_folder(nes.journal, nes.assessment.id) is None
    assert any(shared.iterdir()), "what was shared stays with the others"


@pytest.mark.usefixtures("home")
async def test_where_there_is_nothing_to_send_it_is_said() -> None:
    async with opened(None) as pilot:
        await press(pilot, "ctrl+e")
        assert "Her er ingen egenvurdering ennå." in told(pilot)


async def test_what_was_looked_into_is_received_and_stands_apart_at_home_to_be_read_and_removed(
    nes: Session, from_bo: Path, home: Path
) -> None:
    async with opened(nes.assessment.id) as pilot:
        await look_into(pilot, from_bo)
        await until(pilot, GivenScreen)
        await press(pilot, "+")
        await wait(pilot, lambda: "som mottatt-" in on_screen(pilot))
        await wait(pilot, lambda: "Kontrollsum:" in on_screen(pilot))
        (receipt,) = receipts_in(home / "receipts")
        seen = " ".join(on_screen(pilot).split())
        assert f"som {receipt.id}." in seen
        assert "Flett inn" not in seen
        assert cut(pilot) == []
        await press(pilot, "ctrl+s", "+")
        nes.refresh()
        assert "Bo skrev dette." not in str(nes.assessment.answers[POINT]), "nothing is merged"
        await press(pilot, "escape", "escape")
        await until(pilot, HomeScreen)
        await wait(pilot, lambda: "Nes · 27.02.2018 " in on_screen(pilot).split("Mottatt:")[-1])
        assert "Enter Fortsett" in on_screen(pilot).splitlines()[-1]
        await press(pilot, "end", "r")
        assert "leses med Enter" in told(pilot)
        assert "Enter Se på  + Ny" in on_screen(pilot).splitlines()[-1]
        await press(pilot, "enter")
        await until(pilot, GivenScreen)
        assert f"som {receipt.id}." in " ".join(on_screen(pilot).split())
        await press(pilot, "enter")
        await until(pilot, ReaderScreen)
        await press(pilot, "escape", "escape", "-")
        await until(pilot, ConfirmScreen)
        await press(pilot, "enter")
        assert receipt.path.exists(), "the button that keeps it has focus"
        await press(pilot, "-")
        await until(pilot, ConfirmScreen)
        await press(pilot, "right", "enter")
        await wait(pilot, lambda: not receipt.path.exists())
        await wait(pilot, lambda: "Mottatt:" not in on_screen(pilot))


async def test_a_received_file_is_sent_on_as_it_came(from_bo: Path, home: Path, here: Path) -> None:
    (receipt, _is_new) = receive(Receipts(home / "receipts", lambda: datetime.now(UTC)), from_bo)
    async with opened(None) as pilot:
        await wait(pilot, lambda: "Mottatt:" in on_screen(pilot))
        await press(pilot, "end", "ctrl+e", "ctrl+s")
        await until(pilot, LinesBox)
    assert (here / f"{receipt.id}.samsjekk").read_bytes() == from_bo.read_bytes()
