"""What a municipality hands over: kept as it came, read, never written to."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from benchmarks.privacy import made_up
from benchmarks.receipts import (
    found_in_receipt,
    found_when_read,
    found_when_received,
    receipts_in,
    small_file,
    with_each_byte_altered,
    without_each_write,
)
from checklist.assessment import Document
from checklist.handover import opened_receipt, read_receipt, receive, write_hand_over
from checklist.i18n import Translator
from checklist.machine import allow_writing
from checklist.reporting import DOCUMENTS, report_text
from checklist.session import Session
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal, Receipt
from tests.conftest import ANNA, Run, can_t_be_written_to

POINT = "ke-mandat-kjent"
LOOK_BACK = {"change", "follow-up"}
"""Documents that need more than one assessment to say anything."""


class Municipality:
    """Somebody else's machine, where the assessment is made."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.path = folder / "nes.samsjekk"
        self._folder = folder
        self._journal = Journal(folder / "samsjekk.sqlite3")
        self.session: Session

    def sends(self) -> Path:
        """The file it hands over now."""
        with self.path.open("wb") as file:
            write_hand_over(self.session, file)
        return self.path

    def begins(self, session: Session) -> None:
        """It has the same assessment as in a test's home."""
        self._journal.adopt("nes", session.journal.lines(session.shared.id), [session.criteria_set])
        files = EvidenceFiles(self._folder / "evidence")
        self.session = Session(self._journal, "nes", ANNA, files)

    def attaches(self, name: str, *, copy: bool) -> None:
        """It records a file of its own as evidence."""
        path = self._folder / f"{name}.txt"
        path.write_bytes(name.encode())
        file = self.session.record_file(path, copy=copy)
        self.session.record_evidence(Document(id=name, title=name, file=file), [POINT])


@pytest.fixture
def nes_kommune(nes: Session, tmp_path: Path) -> Municipality:
    made = Municipality(tmp_path / "kommunen")
    made.begins(nes)
    nes.journal.remove(nes.shared.id)
    nes.journal.close()
    return made


def kept(home: Path) -> tuple[Receipt, ...]:
    """The receipts in a home."""
    return receipts_in(home).all()


def received(run: Run, path: Path) -> str:
    code, out, err = run("receive", path)
    assert code == 0, err
    return out.strip()


def test_what_is_received_is_kept_and_handed_on_byte_for_byte(
    run: Run, home: Path, nes_kommune: Municipality, tmp_path: Path
) -> None:
    sent = nes_kommune.sends().read_bytes()
    name = received(run, nes_kommune.path)
    (receipt,) = kept(home)
    assert receipt.path.read_bytes() == sent
    assert can_t_be_written_to(receipt.path)
    code, _out, _err = run("export", name, "--output", tmp_path / "videre.samsjekk")
    assert (code, (tmp_path / "videre.samsjekk").read_bytes() == sent) == (0, True)
    code, out, _err = run("verify", name, "--against", nes_kommune.path)
    assert (code, "står ved lag" in out) == (0, True)
    code, _out, err = run("export", name, "--publish", "--output", tmp_path / "x.samsjekk")
    assert (code, "byte for byte" in err) == (2, True)
    code, out, err = run("list")
    assert (code, name in out, "1 fil mottatt" in err) == (0, False, True)
    code, out, _err = run("where", "--json")
    assert '"receipts_files": 1' in out


def test_the_same_file_twice_changes_nothing_and_says_so(
    run: Run, home: Path, nes_kommune: Municipality
) -> None:
    name = received(run, nes_kommune.sends())
    before = kept(home)
    code, out, err = run("receive", nes_kommune.path)
    assert (code, out.strip(), "Ingenting er endret" in err) == (0, name, True)
    assert kept(home) == before


def test_a_personal_number_in_what_is_received_is_warned_of(
    run: Run, nes_kommune: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.store.journal.refuse_personal_numbers", lambda *_: None)
    nes_kommune.session.comment(POINT, f"Se {made_up('130972')}.")
    assert "Be den som skrev det" in run("receive", nes_kommune.sends())[2]


def test_every_altered_byte_and_every_removed_write_is_found(tmp_path: Path) -> None:
    path = small_file(tmp_path)
    content = path.read_bytes()
    altered = found_when_received(with_each_byte_altered(content, 499), tmp_path)
    removed = found_when_received(without_each_write(content), tmp_path)
    assert altered.found == altered.tried > 40
    assert removed.found == removed.tried > 8
    receive(receipts_in(tmp_path), path)
    altered = found_in_receipt(with_each_byte_altered(content), tmp_path)
    assert altered.found == altered.tried == len(content)
    removed = found_in_receipt(without_each_write(content), tmp_path)
    assert removed.found == removed.tried > 8


def test_read_without_a_journal_it_is_the_same_and_as_much_is_found(tmp_path: Path) -> None:
    path = small_file(tmp_path)
    content = path.read_bytes()
    receipt, _new = receive(receipts_in(tmp_path), path)
    with opened_receipt(receipt) as given:
        read = read_receipt(receipt)
        assert read.assessment == given.session.shared
        assert read.criteria_set == given.session.criteria_set
        assert read.manifest == given.manifest
        assert len(read.writes) == len(given.lines)
    altered = found_when_read(with_each_byte_altered(content, 97), tmp_path)
    assert altered.found == altered.tried > 200
    removed = found_when_read(without_each_write(content), tmp_path)
    assert removed.found == removed.tried > 8


def test_nothing_can_be_written_in_what_was_received(
    run: Run, home: Path, nes_kommune: Municipality, tmp_path: Path
) -> None:
    name = received(run, nes_kommune.sends())
    for words in (
        ("answer", name, POINT, "yes"),
        ("evidence", "add", name, "--title", "Plan", "--checkpoint", POINT),
        ("verdict", name, "ke-mandat", "met", "--reason", "Vist."),
        ("signoff", name, "--role", "revisor"),
        ("correct", name, "--title", "Ny"),
        ("statement", name, "--text", "Enig."),
        ("alone", name, "start"),
        ("erase", name, "answer", POINT, "--yes"),
        ("share", name, tmp_path),
    ):
        code, _out, err = run(*words)
        assert (code, "Det kan leses, men ikke endres." in err) == (2, True), err
    assert kept(home)[0].path.read_bytes() == nes_kommune.path.read_bytes()


def test_a_later_file_is_another_receipt_and_what_is_new_is_said(
    run: Run, home: Path, nes_kommune: Municipality
) -> None:
    first = received(run, nes_kommune.sends())
    nes_kommune.session.comment(POINT, "Rutinen er på plass.")
    code, out, err = run("receive", nes_kommune.sends())
    later = out.strip()
    assert code == 0
    assert f"som {first}." in err
    assert "Nytt siden da: 1 endring (Anna: 1)." in err
    assert "Rutinen er på plass." in err
    assert "står ikke i denne" not in err
    assert len(kept(home)) == 2
    code, out, _err = run("receipts")
    assert [line.split()[0] for line in out.splitlines()] == [first, later]
    assert f"nyere: {later}" in out.splitlines()[0]
    assert str(nes_kommune.session.kontrollsum()) in out.splitlines()[1]
    code, out, _err = run("inspect", later)
    assert "Nytt siden da: 1 endring (Anna: 1)." in out


def test_an_older_file_that_is_received_last_is_not_said_to_be_newer(
    run: Run, nes_kommune: Municipality, tmp_path: Path
) -> None:
    older = nes_kommune.sends().rename(tmp_path / "older.samsjekk")
    nes_kommune.session.comment(POINT, "Rutinen er på plass.")
    newer = received(run, nes_kommune.sends())
    received(run, older)
    lines = run("receipts")[1].splitlines()
    assert [f"nyere: {newer}" in line for line in lines] == [False, True]
    assert not any("nyere" in line for line in lines if line.startswith(newer))


def test_a_later_file_with_something_taken_out_says_what_is_gone(
    run: Run, nes_kommune: Municipality, tmp_path: Path
) -> None:
    shorter = tmp_path / "kortere.samsjekk"
    shorter.write_bytes(nes_kommune.sends().read_bytes())
    nes_kommune.session.comment(POINT, "Dette ble fjernet.")
    received(run, nes_kommune.sends())
    code, _out, err = run("receive", shorter)
    assert code == 0
    assert "står ikke i denne: 1 endring (Anna: 1). Spør kommunen hvorfor." in err
    assert "Dette ble fjernet." in err


def test_what_was_received_can_be_read(run: Run, nes_kommune: Municipality) -> None:
    name = received(run, nes_kommune.sends())
    for words in (
        ("status", name),
        ("show", name, "ke-mandat"),
        ("search", name, "mandat"),
        ("history", name),
        ("walk", name),
        ("inspect", name),
        ("verify", name),
        ("action", "list", name),
    ):
        code, out, err = run(*words)
        assert (code, bool(out)) == (0, True), err


@pytest.mark.parametrize("form", ["md", "html", "xlsx", "docx", "oscal-results"])
def test_every_paper_says_that_it_rests_on_what_was_received_and_has_the_kontrollsum(
    run: Run, home: Path, nes_kommune: Municipality, tmp_path: Path, form: str
) -> None:
    name = received(run, nes_kommune.sends())
    path = tmp_path / f"rapport.{'json' if 'oscal' in form else form}"
    code, _out, err = run("report", name, "--format", form, "--output", path)
    assert code == 0, err
    text = read(path)
    day = f"{kept(home)[0].day.day}. "
    assert f"Bygger på det kommunen overleverte, mottatt {day}" in text
    assert str(nes_kommune.session.kontrollsum()) in text
    code, out, _err = run("verify", name, "--against", path)
    assert (code, "står ved lag" in out) == (0, True)


def test_every_document_says_that_it_rests_on_what_was_received(
    nes_kommune: Municipality, tmp_path: Path
) -> None:
    receipt, _new = receive(receipts_in(tmp_path), nes_kommune.sends())
    with opened_receipt(receipt) as given:
        made = report_of(given.session, receipt.day, Translator("nb"))
        for template in sorted(set(DOCUMENTS) - LOOK_BACK):
            text = report_text(made, template=template, form="md")
            assert "Bygger på det kommunen overleverte, mottatt" in text, template
            assert given.manifest.kontrollsum in text, template


def read(path: Path) -> str:
    """The text of a file, unpacked where it is packed."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as packed:
        return "\n".join(
            packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")
        )


def test_a_file_that_came_along_can_be_fetched_and_no_other_is_looked_for(
    run: Run, nes_kommune: Municipality, tmp_path: Path
) -> None:
    nes_kommune.attaches("plan", copy=True)
    nes_kommune.attaches("notat", copy=False)
    name = received(run, nes_kommune.sends())
    code, _out, err = run("evidence", "fetch", name, "plan", "--output", tmp_path / "ut.txt")
    assert (code, (tmp_path / "ut.txt").read_bytes()) == (0, b"plan"), err
    code, _out, err = run("evidence", "fetch", name, "notat", "--output", tmp_path / "nei.txt")
    assert (code, "fulgte ikke med" in err) == (2, True)
    code, out, _err = run("evidence", "list", name)
    assert "borte" not in out


def test_removing_asks_and_a_backup_brings_it_back(
    run: Run, home: Path, nes_kommune: Municipality
) -> None:
    name = received(run, nes_kommune.sends())
    before = kept(home)
    code, out, _err = run("backup")
    backup = out.strip()
    code, _out, err = run("remove", name)
    assert (code, "Nes overleverte" in err, kept(home)) == (2, True, before)
    code, _out, err = run("remove", name, "--with-answers")
    assert (code, kept(home)) == (0, ()), err
    code, _out, err = run("restore", backup)
    assert code == 0, err
    assert kept(home) == before
    assert before[0].path.read_bytes() == nes_kommune.path.read_bytes()
    assert can_t_be_written_to(before[0].path)
    code, _out, err = run("remove", name, "--with-answers", "--from-backups")
    assert (code, kept(home)) == (0, ()), err
    assert list((home / "backups" / "evidence").glob("*.samsjekk")) == []
    run("restore", backup)
    assert kept(home) == ()


def test_what_is_only_in_backups_can_be_taken_out_of_them(
    run: Run, home: Path, nes_kommune: Municipality
) -> None:
    name = received(run, nes_kommune.sends())
    run("backup")
    code, _out, err = run("remove", name, "--with-answers")
    assert (code, f"samsjekk remove {name} --from-backups" in err) == (0, True)
    code, _out, err = run("remove", name, "--from-backups")
    assert (code, "fra 1 sikkerhetskopi" in err) == (0, True)
    assert not any((home / "backups" / "evidence").glob("*.samsjekk"))
    code, _out, err = run("remove", name, "--from-backups")
    assert (code, name in err) == (2, True)


def test_a_backup_that_lists_something_else_than_a_receipt_touches_nothing(
    run: Run, home: Path, nes_kommune: Municipality
) -> None:
    received(run, nes_kommune.sends())
    code, out, _err = run("backup")
    backup = Path(out.strip())
    backup.with_suffix(".files").write_text("/..\n/settings.json\n//etc\n", encoding="utf-8")
    rights = home.stat().st_mode
    code, _out, err = run("restore", backup)
    assert code == 0, err
    assert home.stat().st_mode == rights


def test_a_damaged_receipt_is_said_and_put_right_by_the_same_file(
    run: Run, home: Path, nes_kommune: Municipality
) -> None:
    name = received(run, nes_kommune.sends())
    before = kept(home)
    allow_writing(before[0].path)
    before[0].path.write_bytes(nes_kommune.path.read_bytes()[:-1])
    for words in (("status", name), ("export", name, "--output", "x.samsjekk")):
        code, _out, err = run(*words)
        assert (code, "er endret etter at den ble mottatt" in err) == (2, True), err
    code, out, _err = run("verify", name)
    assert (code, "er endret etter at den ble mottatt" in out) == (1, True)
    code, out, _err = run("receipts")
    assert (code, "er endret etter at den ble mottatt" in out) == (0, True)
    code, _out, err = run("remove", name)
    assert (code, "kan ikke leses" in err) == (2, True)
    assert received(run, nes_kommune.path) == name
    assert kept(home) == before
    code, _out, _err = run("verify", name)
    assert code == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "filen finnes ikke"),
        (b"", "Filen er tom"),
        (b"Hei", "ikke en overleveringsfil"),
        (b"SQLite format 3\0" + bytes(100), "ikke en overleveringsfil"),
    ],
)
def test_what_is_no_hand_over_file_is_refused_and_not_kept(
    run: Run, home: Path, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "fil.samsjekk"
    if content is not None:
        path.write_bytes(content)
    code, _out, err = run("receive", path)
    assert (code, says in err, kept(home)) == (2, True, ()), err
    assert not any((home / "receipts").glob("*"))
