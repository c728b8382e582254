"""An audit in the same database as assessments: nothing of it leaves, and all else goes on."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from benchmarks.audit_privacy import MARK, bytes_of_texts, try_all
from benchmarks.privacy import made_up
from checklist.assessment import Author
from checklist.audit import KIND, Fact
from checklist.auditing import AuditSession, begin_audit
from checklist.handover import merge_file, told_of_copies
from checklist.machine import Environment
from checklist.session import Session
from checklist.store import (
    EvidenceFiles,
    Journal,
    backups_with,
    check_backup,
    open_backups,
)
from tests.conftest import Run

KARI = Author(name="Kari", role="revisor")
TEXT = "Det meldes lite."


def test_nothing_of_an_audit_leaves_with_an_assessment(tmp_path: Path) -> None:
    texts, files, found = try_all(tmp_path, quick=True)
    assert (found, texts > 80, files > 40) == ({}, True, True)


def test_what_is_looked_for_is_found_where_it_is_packed() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("inni.xml", f"<w:t>{MARK}-fact-text</w:t>")
    assert bytes_of_texts(packed.getvalue()) == len(f"{MARK}-fact-text")
    assert bytes_of_texts(f"{MARK}-fact-text".encode("utf-16")) == len(f"{MARK}-fact-text")


# -- what else the database is used for -------------------------------------------------


@pytest.fixture
def with_audit(nes: Session, home: Path) -> Session:
    """The Nes example, with an audit in the same database."""
    with Journal(home / "samsjekk.sqlite3", kind=KIND) as audits:
        begin_audit(audits, "revisjon", KARI).record(Fact(id="f1", text=TEXT))
    return nes


def facts_in(home: Path) -> dict[str, str]:
    """The facts of the audit as it is now."""
    with Journal(home / "samsjekk.sqlite3", kind=KIND) as audits:
        return {
            n: f.text for n, f in AuditSession(audits, "revisjon", KARI).audit.all(Fact).items()
        }


def test_a_backup_and_its_restore_have_the_audit(run: Run, with_audit: Session, home: Path) -> None:
    code, out, err = run("backup")
    assert (code, "1 revisjon" in err) == (0, True), err
    with Journal(home / "samsjekk.sqlite3", kind=KIND) as audits:
        audits.remove("revisjon")
        assert audits.names() == ()
    with_audit.journal.close()
    backup = out.strip()
    code, out, err = run("restore", backup)
    assert (code, "1 revisjon" in err) == (0, True), err
    assert facts_in(home) == {"f1": TEXT}
    code, out, err = run("verify", "revisjon", "--against", backup)
    assert (code, "står ved lag" in out) == (0, True), out + err


@pytest.mark.usefixtures("with_audit")
def test_commands_about_assessments_leave_the_audit_alone(run: Run, home: Path) -> None:
    code, out, _err = run("list")
    assert (code, "nes-2018" in out, "revisjon  " in out) == (0, True, False)
    for name in ("nes-2018", "revisjon"):
        code, _out, err = run("verify", name)
        assert code == 0, err
    code, out, _err = run("where", "--json")
    assert code == 0
    code, _out, err = run("status", "revisjon")
    assert (code, "er en revisjon. Se den med" in err) == (2, True)
    code, _out, err = run("new", "--from", "nes-2018", "--as", "revisjon")
    assert (code, "allerede en egenvurdering eller revisjon" in err) == (2, True), err
    code, _out, err = run("remove", "nes-2018", "--with-answers", "--from-backups")
    assert code == 0, err
    assert facts_in(home) == {"f1": TEXT}
    code, _out, err = run("remove", "revisjon", "--with-answers", "--from-backups")
    assert (code, facts_in(home)) == (2, {"f1": TEXT}), err


def test_an_example_gets_an_id_that_no_audit_has(run: Run, home: Path) -> None:
    with Journal(home / "samsjekk.sqlite3", kind=KIND) as audits:
        begin_audit(audits, "nes-2018", KARI)
    code, out, err = run("example", "nes-2018")
    assert (code, out.strip()) == (0, "nes-2018-2"), err


@pytest.mark.usefixtures("with_audit")
def test_a_copy_of_the_database_brings_its_audits_too(run: Run, home: Path, tmp_path: Path) -> None:
    """One that OneDrive has laid beside it, or that is taken in on another machine."""
    code, out, _err = run("backup")
    beside = home / "samsjekk-PC2.sqlite3"
    beside.write_bytes(Path(out.strip()).read_bytes())
    with Journal(beside, kind=KIND) as audits:
        AuditSession(audits, "revisjon", KARI).record(Fact(id="f2", text="På en annen maskin."))
    told = " ".join(str(words) for words in told_of_copies(Environment.of_process()))
    assert "har 1 endring som ikke er her" in told
    code, out, _err = run("inspect", beside)
    assert (code, "Revisjonen «revisjon» er her også. Filen har 1 endring" in out) == (0, True)
    code, out, err = run("merge", beside)
    assert (code, out.split()) == (0, ["nes-2018", "revisjon"]), err
    assert "Flettet inn i revisjonen revisjon: 2 endringer." in err
    assert facts_in(home).keys() == {"f1", "f2"}
    assert not tuple(told_of_copies(Environment.of_process()))
    code, _out, err = run("merge", beside)
    assert (code, "alt i filen var her fra før" in err) == (0, True), err
    with Journal(tmp_path / "annet" / "samsjekk.sqlite3") as journal:
        merged = merge_file(journal, EvidenceFiles(tmp_path / "annet" / "evidence"), beside)
        assert [(one.assessment, one.kind, one.is_new) for one in merged] == [
            ("nes-2018", "own", True),
            ("revisjon", KIND, True),
        ]
        assert journal.names() == ("nes-2018",)
        assert journal.prove("revisjon")[1].faults == ()


@pytest.mark.usefixtures("with_audit")
def test_a_personal_number_in_an_audit_that_is_taken_in_is_warned_of(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _err = run("backup")
    beside = home / "samsjekk-PC2.sqlite3"
    beside.write_bytes(Path(out.strip()).read_bytes())
    with monkeypatch.context() as older, Journal(beside, kind=KIND) as audits:
        older.setattr("checklist.store.journal.refuse_personal_numbers", lambda *_: None)
        text = f"Gjelder {made_up('130972')}."
        AuditSession(audits, "revisjon", KARI).record(Fact(id="f2", text=text))
    code, _out, err = run("merge", beside)
    assert (code, "Be den som skrev det, om å ta det bort" in err) == (0, True), err
    code, _out, err = run("merge", beside)
    assert (code, "Be den som skrev det" in err) == (0, False), err


@pytest.mark.usefixtures("with_audit")
def test_a_text_of_an_audit_is_erased_from_the_backups_when_that_is_asked_for(run: Run) -> None:
    run("backup")
    backups = open_backups(Environment.of_process())
    (backup,) = backups_with("revisjon", backups, KIND)
    assert backups_with("revisjon", backups) == ()
    erase = ("audit", "erase", "revisjon", "fact", "f1", "--yes")
    code, _out, err = run(*erase)
    assert (code, "--from-backups" in err) == (0, True), err
    assert TEXT.encode() in backup.path.read_bytes()
    code, _out, err = run(*erase, "--from-backups")
    assert (code, TEXT.encode() in backup.path.read_bytes()) == (0, False), err
    code, _out, err = run(*erase, "--from-backups")
    assert (code, "ingen tekst der" in err) == (2, True)
    assert check_backup(backup.path) == (1, 1)


@pytest.mark.usefixtures("with_audit")
def test_an_audit_is_taken_out_of_the_backups_when_that_is_asked_for(run: Run) -> None:
    run("backup")
    (backup,) = backups_with("revisjon", open_backups(Environment.of_process()), KIND)
    code, _out, err = run("audit", "remove", "revisjon", "--yes")
    assert (code, check_backup(backup.path)) == (0, (1, 1)), err
    code, _out, err = run("audit", "remove", "revisjon", "--yes", "--from-backups")
    assert (code, "sikkerhetskopier i" in err) == (0, True), err
    assert check_backup(backup.path) == (1, 0)
    code, _out, err = run("audit", "remove", "revisjon", "--yes", "--from-backups")
    assert (code, "«revisjon» finnes ikke" in err) == (2, True)
