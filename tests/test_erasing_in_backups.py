"""What is erased is taken out of the backups too when that is asked for, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from checklist.errors import ExitCode
from checklist.store import kept_copies
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


def test_the_bytes_of_a_file_are_gone_first_and_an_erasing_cut_short_can_be_done_again(
    run: Run, nes_id: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en.txt").write_text("Kari sa det.", encoding="utf-8")
    add = ("evidence", "add", nes_id, "--title", "En", "--file", str(tmp_path / "en.txt"))
    assert run(*add, "--copy", "--as", "en")[0] == 0
    for _ in range(2):
        assert run("backup")[0] == 0
    kept = home / "backups" / "evidence"
    assert len(list(kept.iterdir())) == 1

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    erase = ("evidence", "erase", nes_id, "en", "--reason", "et navn", "--from-backups")
    with monkeypatch.context() as patch:
        patch.setattr(kept_copies, "change_backup", killed)
        run(*erase)
    assert list(kept.iterdir()) == []
    code, _, err = run(*erase)
    assert (code, "Det er slettet i" in err) == (0, True)
    assert run(*erase)[0] == ExitCode.REFUSED, "there is nothing left"


def test_a_text_about_a_file_is_erased_in_the_backups_and_the_file_is_not(
    run: Run, nes_id: str, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "en.txt").write_text("En rutine.", encoding="utf-8")
    add = ("evidence", "add", nes_id, "--title", "En", "--file", str(tmp_path / "en.txt"))
    assert run(*add, "--shows", "Kari sa det.", "--copy", "--as", "en")[0] == 0
    assert run("backup")[0] == 0
    erase = ("erase", nes_id, "evidence", "en", "--field", "shows", "--reason", "et navn", "--yes")
    assert run(*erase, "--from-backups")[0] == 0
    assert b"Kari sa det." not in content(home)
    (kept,) = (home / "backups" / "evidence").iterdir()
    assert kept.read_text(encoding="utf-8") == "En rutine."
