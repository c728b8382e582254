"""What is erased is taken out of the backups too when that is asked for, and only that."""

from __future__ import annotations

from pathlib import Path

from checklist.errors import ExitCode
from tests.conftest import Run

POINT = "ke-etablert-finnes"


def content(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (home / "backups").glob("*.sqlite3"))


def test_a_text_is_erased_in_the_backups_when_that_is_asked_for(
    run: Run, nes_id: str, home: Path
) -> None:
    run("answer", nes_id, POINT, "no", "--comment", "Kari sa det.")
    assert run("backup")[0] == 0
    assert b"Kari sa det." in content(home)
    erase = ("erase", nes_id, "answer", POINT, "--reason", "et navn", "--yes")
    code, _, err = run(*erase)
    assert code == 0
    assert "--from-backups" in err
    assert b"Kari sa det." in content(home)
    code, _, err = run(*erase, "--from-backups")
    assert (code, "slettet i 2 sikkerhetskopier" in err) == (0, True), "the example had a comment"
    assert b"Kari sa det." not in content(home)
    assert run(*erase, "--from-backups")[0] == ExitCode.REFUSED, "there is nothing left"
    (backup,) = (home / "backups").glob("*-egen.sqlite3")
    assert run("restore", backup)[0] == 0
    assert "slettet for godt" in run("history", nes_id)[1]
    assert run("verify", nes_id)[0] == 0


def test_a_file_is_erased_in_the_backups_unless_something_else_has_the_same(
    run: Run, nes_id: str, home: Path, tmp_path: Path
) -> None:
    for name in ("en.txt", "to.txt"):
        (tmp_path / name).write_text("Det samme.", encoding="utf-8")
        files = ("evidence", "files", nes_id, str(tmp_path / name), "--copy")
        assert run(*files, "--checkpoint", POINT)[0] == 0
    (tmp_path / "tre.txt").write_text("Noe annet.", encoding="utf-8")
    third = ("evidence", "add", nes_id, "--title", "Tre", "--file", str(tmp_path / "tre.txt"))
    assert run(*third, "--copy", "--as", "tre")[0] == 0
    assert run("backup")[0] == 0
    kept = home / "backups" / "evidence"
    assert len(list(kept.iterdir())) == 2
    erase = ("evidence", "erase", nes_id, "tre", "--reason", "et navn", "--from-backups")
    assert run(*erase)[0] == 0
    assert [path.read_text(encoding="utf-8") for path in kept.iterdir()] == ["Det samme."]
