"""Nothing is overwritten unasked: one rule for every file that is written where a user asked."""

from __future__ import annotations

import os
import threading
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from textual.widgets import Input, Static

from checklist.i18n import Translator
from checklist.machine import Environment, environment, system, write_file
from checklist.reporting import FORMS, UnknownForm, form_named_by
from checklist.session import Session
from checklist.store import (
    FileInTheWay,
    Journal,
    SeenFiles,
    see_files,
    write_output,
    write_several,
    zipped,
)
from checklist.store.output_file import OutputFileError
from checklist.tui.report import ReportScreen
from tests.conftest import Run, make_link, of_small_set
from tests.terminal import press
from tests.test_tui_screens import DAY, OneScreen


def test_the_same_content_is_no_conflict_and_is_left_alone(tmp_path: Path) -> None:
    path, home = tmp_path / "a.html", tmp_path / "home"
    write_output(path, b"x", replace=False, home=home)
    before = path.stat()
    assert write_output(path, b"x", replace=False, home=home) == path
    assert path.stat().st_ino == before.st_ino
    with pytest.raises(FileInTheWay):
        write_output(path, b"y", replace=False, home=home)


@pytest.mark.parametrize(
    "words",
    [
        ("report", "finnes-ikke"),
        ("questionnaire", "finnes-ikke", "--role", "nav-leder"),
        ("audit", "report", "finnes-ikke"),
    ],
)
def test_a_place_that_can_not_be_written_to_is_refused_before_anything_is_made(
    run: Run, home: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    away = tmp_path / "borte"
    code, _out, err = run(*words, "--output", away / "r.docx")
    assert (code, f"Mappen {away} finnes ikke" in err) == (2, True)
    code, _out, err = run(*words, "--output", home / "r.docx")
    assert (code, "der samsjekk har egenvurderingene" in err) == (2, True)


def test_a_folder_for_several_that_can_not_be_is_refused_before_anything_is_made(
    run: Run, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "fil"
    file.write_bytes(b"")
    words = ("report", "finnes-ikke", "--template", "all", "--output")
    assert "er ikke en mappe" in run(*words, file)[2]
    assert "der samsjekk har egenvurderingene" in run(*words, home / "alle")[2]
    assert "finnes ikke. Lag den" in run(*words, tmp_path / "borte" / "alle.zip")[2]
    assert "«finnes-ikke»" in run(*words, tmp_path / "ny")[2]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_while_ours_is_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    path = tmp_path / "a.html"
    synced = os.fsync

    def meanwhile(handle: int) -> None:
        synced(handle)
        path.write_bytes(b"theirs")

    def without_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", meanwhile)
    if not links:
        monkeypatch.setattr(os, "link", without_links)
    with pytest.raises(FileInTheWay):
        write_output(path, b"ours", replace=False, home=tmp_path / "home")
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_without_links_gets_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", without_links)
    write_file(tmp_path / "a", b"x", replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_nothing_is_written_where_the_assessments_are(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "evidence" / "nes").mkdir(parents=True)
    (home / "samsjekk.sqlite3").write_bytes(b"journal")
    (tmp_path / "other").mkdir()
    make_link(tmp_path / "by-link", home)
    make_link(tmp_path / "journal.html", home / "samsjekk.sqlite3")
    for path in (
        home / "samsjekk.sqlite3",
        home / "samsjekk.sqlite3-wal",
        home / "evidence" / "nes" / "a.html",
        tmp_path / "other" / ".." / "home" / "a.html",
        tmp_path / "by-link" / "a.html",
        tmp_path / "by-link" / "evidence" / "a.html",
        tmp_path / "journal.html",
    ):
        with pytest.raises(OutputFileError, match="der samsjekk har egenvurderingene"):
            write_output(path, b"x", replace=True, home=home)
        with pytest.raises(OutputFileError, match="der samsjekk har egenvurderingene"):
            write_several(path.parent, {path.name: b"x"}, replace=True, home=home)
    assert (home / "samsjekk.sqlite3").read_bytes() == b"journal"
    assert write_output(tmp_path / "home.html", b"x", replace=False, home=home).is_file()


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "ut"
    assert write_several(out, {"a": b"1", "b": b"2"}, replace=False, home=home) == out
    (out / "b").write_bytes(b"mine")
    with pytest.raises(FileInTheWay, match=r"finnes allerede i .*: b$"):
        write_several(out, {"a": b"1", "b": b"2", "c": b"3"}, replace=False, home=home)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"a": b"1", "b": b"mine"}
    write_several(out, {"a": b"1", "b": b"2"}, replace=True, home=home)
    assert (out / "b").read_bytes() == b"2"


def test_the_same_files_give_the_same_zip_file() -> None:
    files = {"a.md": b"1", "b.md": b"2" * 1000}
    made = zipped(files)
    assert made == zipped(files)
    assert len(made) < 500
    with ZipFile(BytesIO(made)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_a_path_that_windows_takes_for_nothing_is_said_to_be_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(system, "_takes_long_paths", lambda: False)
    deep = tmp_path.joinpath(*["mappe" * 10] * 6)
    with pytest.raises(OutputFileError, match="er for lang"):
        write_output(deep / "a.html", b"x", replace=False, home=tmp_path / "home")


@pytest.mark.parametrize(
    "command",
    [
        ("report", "nes-2018", "--format", "md"),
        ("status", "nes-2018", "--json"),
        ("criteria", "new"),
        ("criteria", "schema"),
        ("templates", "schema"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("nes")
def test_a_command_asks_before_it_replaces(
    run: Run, home: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "ut.txt"
    code, printed, _ = run(*command)
    assert code == 0
    code, out, err = run(*command, "--output", path)
    assert (code, out) == (0, "")
    assert f"Skrevet til {path}" in err
    assert path.read_bytes() == printed.encode()

    path.write_text("Rettet for hånd.", encoding="utf-8")
    code, _, err = run(*command, "--output", path)
    assert code == 2
    assert "Det finnes allerede en fil her" in err
    assert "--replace" in err
    assert path.read_text(encoding="utf-8") == "Rettet for hånd."
    assert run(*command, "--output", path, "--replace")[0] == 0
    assert path.read_bytes() == printed.encode()

    journal = (home / "samsjekk.sqlite3").read_bytes()
    code, _, err = run(*command, "--output", home / "samsjekk.sqlite3", "--replace")
    assert code == 2
    assert "der samsjekk har egenvurderingene" in err
    assert (home / "samsjekk.sqlite3").read_bytes() == journal


def test_all_reports_are_written_only_where_none_is_in_the_way(
    run: Run, journal: Journal, tmp_path: Path
) -> None:
    folder, name = tmp_path / "ut", of_small_set(journal).shared.id
    command = ("report", name, "--template", "all", "--format", "md", "--output", folder)
    assert run(*command)[0] == 0
    edited = folder / f"{name}-poster.md"
    edited.write_text("Rettet for hånd.", encoding="utf-8")
    (folder / f"{name}-gap.md").unlink()
    code, _, err = run(*command)
    assert code == 2
    assert edited.name in err
    assert not (folder / f"{name}-gap.md").exists()
    assert edited.read_text(encoding="utf-8") == "Rettet for hånd."
    assert run(*command, "--replace")[0] == 0


@pytest.mark.usefixtures("nes")
def test_only_what_scripts_read_of_the_status_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    code, _, err = run("status", "nes-2018", "--output", tmp_path / "s.txt")
    assert code == 2
    assert "--json" in err
    assert not (tmp_path / "s.txt").exists()


# -- which form -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("r.doc", "docx"),
        ("r.ODT", "docx"),
        ("r.csv", "xlsx"),
        ("r.txt", "md"),
        ("r.htlm", "html"),
        ("r.pfd", "pdf"),
        ("r.zip", None),
    ],
)
def test_a_form_that_there_is_not_is_refused_with_those_there_are(
    name: str, nearest: str | None
) -> None:
    with pytest.raises(UnknownForm) as refused:
        form_named_by(Path(name))
    words = str(refused.value)
    assert all(f".{form}" in words for form in FORMS)
    assert ("Mente du" in words) is (nearest is not None)
    assert nearest is None or f"Mente du .{nearest}?" in words


def test_a_form_that_there_is_stands_in_the_name() -> None:
    assert form_named_by(Path("R.HTM")) == "html"
    assert form_named_by(Path("a.b.DOCX")) == "docx"
    assert form_named_by(Path("rapport")) is None
    assert form_named_by(Path("-")) is None


@pytest.mark.usefixtures("nes")
def test_a_report_with_an_unknown_suffix_is_not_written(run: Run, tmp_path: Path) -> None:
    code, _, err = run("report", "nes-2018", "--output", tmp_path / "r.doc")
    assert code == 2
    assert "Mente du .docx?" in err
    assert run("report", "nes-2018", "--format", "md", "--output", tmp_path / "r.txt")[0] == 0
    for name in ("r.json", "r.oscal-results"):
        file = tmp_path / name
        assert run("report", "nes-2018", "--format", "oscal-results", "--output", file)[0] == 0
    for ending in ("docx", "json"):
        file = tmp_path / f"r.{ending}"
        code, _, err = run("report", "nes-2018", "--format", "html", "--output", file)
        assert (code, f"slutter på .{ending}, men --format er html" in err) == (2, True)
    assert not (tmp_path / "r.docx").exists()
    assert {path.name for path in tmp_path.glob("r.*")} == {"r.txt", "r.json", "r.oscal-results"}


async def test_files_are_looked_at_in_a_thread_so_that_keys_go_on_working(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    threads = []

    def looked(*arguments: Any, **named: Any) -> SeenFiles:
        threads.append(threading.current_thread())
        return see_files(*arguments, **named)

    monkeypatch.setattr("checklist.tui.report.screen.see_files", looked)
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await press(pilot, "ctrl+s")
        await app.workers.wait_for_complete()
    assert len(threads) == 2, "when it opens, and when it saves"
    assert threading.main_thread() not in threads


def test_reports_are_saved_where_people_keep_what_they_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    documents = tmp_path / "Dokumenter"
    monkeypatch.setattr(environment, "user_documents_path", lambda: documents)
    assert Environment.documents() == tmp_path, "there is no such folder"
    documents.mkdir()
    assert Environment.documents() == documents


async def test_an_unknown_suffix_is_said_on_the_screen(
    nes: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = OneScreen(ReportScreen(nes, Translator(), DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        for name, said in (
            ("r.doc", "Mente du .docx?"),
            ("home/samsjekk.sqlite3.md", "der samsjekk har egenvurderingene"),
            ("", "Skriv et filnavn"),
        ):
            app.screen.query_one("#name", Input).value = name
            await press(pilot, "ctrl+s")
            await app.workers.wait_for_complete()
            assert said in str(app.screen.query_one("#told", Static).content)
        app.screen.query_one("#name", Input).value = "r.json"
        await press(pilot, "ctrl+s")
        await app.workers.wait_for_complete()
    assert (tmp_path / "r.json").read_bytes().startswith(b"{")
    assert not list(tmp_path.glob("r.doc*"))
