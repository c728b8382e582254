"""Evidence under the name it had: opened by another program, and used in another assessment."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from checklist.assessment import Document, Municipality, Refused
from checklist.i18n import Translator
from checklist.session import Session
from checklist.session.assessments import begin, other_session, reusable_evidence
from checklist.store import EvidenceFiles, Journal, beside, copy_to_open
from checklist.tui.evidence import EvidenceScreen
from tests.conftest import ANNA, NES
from tests.terminal import press, told
from tests.test_from_last_year import NOW, OLD_NES, THEN
from tests.test_tui_evidence import OneScreen
from tests.test_upgrade import point, small_set

NAME = "Rutine_IP_v2.3 (vedtatt 12.03.2024).docx"


def assessment(
    journal: Journal, home: Path, name: str, whose: Municipality = NES, *, now: bool = False
) -> Session:
    day = NOW if now else THEN
    made = begin(journal, ANNA, whose, small_set(point("a"), point("b")), day, name=name)
    return Session(journal, made, ANNA, EvidenceFiles(home / "evidence"))


def with_file(session: Session, folder: Path, name: str = NAME) -> None:
    path = folder / name
    path.write_bytes(b"innhold")
    file = session.record_file(path, copy=True)
    session.record_evidence(Document(id="rutine", title="Rutine", date="2024", file=file), ["a"])


@pytest.mark.parametrize("whose", [NES, OLD_NES], ids=["same", "predecessor"])
def test_it_is_used_again_with_a_copy_and_its_name(
    journal: Journal, home: Path, tmp_path: Path, whose: Municipality
) -> None:
    before = assessment(journal, home, "forrige", whose)
    with_file(before, tmp_path)
    now = assessment(journal, home, "denne", now=True)
    (offered,) = reusable_evidence(now)
    assert offered.entry.id == "forrige"
    now.reuse(other_session(now, "forrige"), "rutine", ["b"])
    found = now.file_of("rutine")
    assert (found.name, found.path.read_bytes()) == (NAME, b"innhold")
    assert "denne" in str(found.path)
    assert now.assessment.links == {"b": ("rutine",)}
    assert not reusable_evidence(now)
    now.undo()
    assert not now.assessment.evidence


def test_not_from_another_municipality_of_the_same_name(journal: Journal, home: Path) -> None:
    other = assessment(journal, home, "annen", Municipality(number="3310", name="Nes"))
    now = assessment(journal, home, "denne", now=True)
    assert not reusable_evidence(now)
    with pytest.raises(Refused):
        now.reuse(other, "rutine")


def test_the_copy_that_is_opened_has_the_name_and_is_not_the_kept_one(
    journal: Journal, home: Path, tmp_path: Path
) -> None:
    session = assessment(journal, home, "denne")
    with_file(session, tmp_path)
    found = session.file_of("rutine")
    opened = copy_to_open(found.path, found.name)
    assert opened.name == NAME
    opened.write_bytes(b"endret")
    assert found.path.read_bytes() == b"innhold"


async def test_it_is_opened_after_a_yes(journal: Journal, home: Path, tmp_path: Path) -> None:
    session = assessment(journal, home, "denne")
    with_file(session, tmp_path)
    opened: list[Path] = []
    screen = EvidenceScreen(session, Translator(), "a", opened.append)
    app = OneScreen(screen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+o", "escape")
        assert not opened
        await press(pilot, "ctrl+o", "right", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [path.name for path in opened] == [NAME]
        assert "Åpner" in told(pilot)


async def test_what_would_run_is_not_opened(journal: Journal, home: Path, tmp_path: Path) -> None:
    session = assessment(journal, home, "denne")
    with_file(session, tmp_path, "rutine.docx.exe")
    opened: list[Path] = []
    app = OneScreen(EvidenceScreen(session, Translator(), "a", opened.append))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+o")
        assert "kan kjøre som et program" in told(pilot)
        assert not opened


def test_a_name_is_the_same_however_a_machine_spells_it(tmp_path: Path) -> None:
    parted = unicodedata.normalize("NFD", "Årsplan på bokmål.pdf")
    (tmp_path / parted).write_bytes(b"x")
    found = beside(tmp_path / "svar.yaml", unicodedata.normalize("NFC", parted))
    assert found.read_bytes() == b"x"
    reference = EvidenceFiles(tmp_path).refer(tmp_path / parted)
    assert reference.known_as == "Årsplan på bokmål.pdf"
