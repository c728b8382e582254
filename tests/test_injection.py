"""Every place that prints stored or typed text, with text that a terminal would act on."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest

from checklist.machine.settings import LONGEST
from checklist.words import PARTS
from tests.conftest import Run

HOSTILE = {
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "clear": "\x1b[2J\x1b[1;1H",
    "C1": "\x9b31m\x9d0;tittel\x9c",
    "bell and backspace": "\x07feil\x08\x08\x08\x08rett",
    "overwriting": "Ikke lagret\rLagret.    ",
    "turned": "forside\u202etxt.exe\u202c \u2066isolert\u2069 \u200e\u061c",
    "lines": "en\u2028to\u2029tre\vfire\x85fem",
    "delete": "a\x7fb\x0e\x0f",
    "invisible": "Sam\u00adar\u200bbeid\ufeff",
}
TEXT = "X".join(["", *HOSTILE.values(), ""])
IN_A_NAME = "\x9b2J\u202e" if sys.platform == "win32" else "\x1b[2J\u202e"
"""What a name of a file can hold of it."""
POINT = "ke-etablert-finnes"
PART = "ke-etablert"

STORED = (
    ("answer", "a", POINT, "partly", "--comment", TEXT, "--place", TEXT, "--evidence", "d"),
    ("action", "add", "a", PART, "--what", TEXT, "--role", TEXT, "--as", "t"),
    ("recommendation", "add", "a", "--text", TEXT, "--given-by", TEXT, "--as", "r",
     "--checkpoint", POINT),
    ("verdict", "a", PART, "not_met", "--reason", TEXT),
    ("statement", "a", "--text", TEXT),
)  # fmt: skip
"""What puts the text in every field that commands have."""

SHOWN = (
    "list", "list --json", "show a ke-etablert", "status a", "status a --json",
    *(f"status a --part {part}" for part in PARTS),
    "history a", "history a --ids", "history a --by {text}", "together a", "together a --json",
    "evidence list a", "evidence where a d", "evidence unlink a d ke-etablert-finnes", "undo a",
    "redo a", "verify a", "action list a", "recommendation list a", "statement a",
    "report a", "report a --format html", "report a --format json", "report a --publish",
    "report a --format oscal-results", "report a --template all --output {folder}", "settings",
    "settings --name {first} --role {last}", "walk a", "action withdraw a t",
    "evidence remove a d", "undo a", "redo a", "remove a",
)  # fmt: skip
"""Commands that print what is stored."""

REFUSED_TOO = ("together a", "together a --json", "remove a")
"""Those of them that have nothing to show of it, or say no."""

REFUSED = (
    "{text}", "--lang {text} list", "list --{text}", "list {text}", "show {text} x",
    "show a {text}", "answer a {text} yes", "answer a ke-etablert-finnes {text}",
    "answer a ke-etablert-finnes partly --count {text}",
    "answer a ke-etablert-finnes partly --number {text}",
    "answer a ke-etablert-finnes partly --evidence {text}",
    "answer a ke-etablert-finnes unknown --ask {text}", "apply a {text}", "apply a {file}",
    "evidence add a --title t --file {text}", "evidence add a --title t --date {text}",
    "evidence add a --title t --kind {text}", "evidence add a --title t --checkpoint {text}",
    "evidence add a --title t --as {text}", "evidence files a {text}", "evidence renew a {text}",
    "evidence where a {text}", "action add a {text} --what x",
    "action add a ke-etablert --what x --deadline {text}", "action set a {text} --what x",
    "action withdraw a {text}", "recommendation judge a {text} met --reason x",
    "undo a --to {text}",
    "verdict a {text} met --reason x", "statement a --text x --date {text}",
    "status a --part {text}", "search a {text}", "history a --criterion {text}",
    "history a --at {text}", "report a --template {text}", "report a --role {text}",
    "report a --against {text}", "report a --date {text}", "report a --output {missing}/r.html",
    "report a --format docx --word-template {text} --output x.docx",
    "report a --templates {text}", "report a --templates {folder}", "criteria show {text}",
    "criteria check {text}", "criteria check {file}", "criteria new {text}", "sources {text}",
    "example {text}", "example nes-2018 --as {text}", "remove {text}",
    "new --municipality {text} --criteria psykisk-helse-rus-voksne",
    "new --municipality 3228 --criteria {text}",
    "new --municipality 3228 --criteria {file}",
    "new --municipality 3228 --criteria psykisk-helse-rus-voksne --date {text}",
    "upgrade a {text}", "upgrade a --criteria {text}", "settings --language {text}",
    "templates copy {file}/{text}", "walk {text}", "walk a --role {text}", "walk a --only {text}",
)  # fmt: skip
"""Commands that say what was wrong with what was typed, or with a file that was named."""


def acted_on(text: str) -> set[str]:
    """What in a text a terminal would act on, or what would turn the direction of reading."""
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return {
        repr(c)
        for c in text
        if (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\t\n")
        or unicodedata.bidirectional(c) in turning
        or c in "\u200e\u200f\u061c"
    }


def words(command: str, folder: Path) -> list[str]:
    named = {
        "{text}": TEXT,
        "{first}": TEXT[:LONGEST],
        "{last}": TEXT[-LONGEST:],
        "{file}": str(folder / f"svar{IN_A_NAME}.yaml"),
        "{folder}": str(folder / f"maler{IN_A_NAME}"),
        "{missing}": str(folder / f"borte{IN_A_NAME}"),
    }
    made = []
    for word in command.split(" "):
        for name, text in named.items():
            word = word.replace(name, text)  # noqa: PLW2901 - step by step
        made.append(word)
    return made


@pytest.fixture
def folder(tmp_path: Path, nes_id: str, run: Run) -> Path:
    """A folder of hostile files, beside an assessment with the text in every field."""
    assert nes_id
    made = ["--criteria", "psykisk-helse-rus-voksne", "--date", "2026-11-01", "--as", "a"]
    begun = run("new", "--municipality", "3228", "--title", TEXT, *made)
    assert begun[0] == 0, begun
    document = tmp_path / f"vedlegg{IN_A_NAME}.txt"
    document.write_text("innhold", encoding="utf-8")
    run("evidence", "add", "a", "--title", TEXT, "--shows", TEXT, "--as", "d", "--file", document)
    document.write_text("noe annet", encoding="utf-8")
    for command in STORED:
        code, _out, err = run(*command)
        assert code == 0, err
        assert not acted_on(err)
    templates = tmp_path / f"maler{IN_A_NAME}"
    templates.mkdir()
    (templates / "gap.md.j2").write_text("{{ borte\x1b[2J }} {% \u202e %}", encoding="utf-8")
    text = "".join(c for c in TEXT if c.isprintable() or c in "\u202e\u2066\u00ad")
    (tmp_path / f"svar{IN_A_NAME}.yaml").write_text(
        f'format: 1\n"\\e]52;c;x\\a{text}": 1\nanswers: "\\u202e\\e[2J"\n', encoding="utf-8"
    )
    return tmp_path


def test_no_text_that_is_stored_is_acted_on(run: Run, folder: Path) -> None:
    seen = 0
    for command in SHOWN:
        answers = f"k {TEXT}\n{TEXT}\n/ {TEXT}\nz\nq\n".replace("\r", "")
        code, out, err = run(*words(command, folder), answers=answers)
        assert "uventet" not in err, (command, err)
        assert not acted_on(out + err), command
        assert code in (0, 1) or command in REFUSED_TOO, (command, err)
        seen += "]52;c;ZXZpbA" in out + err
    assert seen >= 15, "the text is hardly anywhere: what is this test of?"


def test_no_text_that_is_refused_is_acted_on(run: Run, folder: Path) -> None:
    seen = 0
    for command in REFUSED:
        code, out, err = run(*words(command, folder))
        assert "uventet" not in err, (command, err)
        assert not acted_on(out + err), command
        assert code in (0, 1, 2)
        seen += "\ufffd" in out + err
    assert seen >= 40


def test_scripts_read_what_was_written(run: Run, folder: Path) -> None:
    assert folder.exists()
    assert TEXT in _texts(json.loads(run("report", "a", "--format", "json")[1]))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def test_an_unforeseen_error_says_its_words_without_harm(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError(TEXT)

    monkeypatch.setattr("checklist.cli.commands.listing.list_assessments", fail)
    for debug in (False, True):
        if debug:
            monkeypatch.setenv("SAMSJEKK_DEBUG", "1")
        code, out, err = run("list")
        assert code == 2
        assert "Noe uventet" in err
        assert ("Traceback" in err) is debug
        assert not acted_on(out + err)


def test_what_is_shown_otherwise_is_said_where_it_is_written(run: Run, nes_id: str) -> None:
    written = ("answer", nes_id, POINT, "partly", "--comment")
    assert "tegn som ikke kan vises" in run(*written, "forside\u202etxt")[2]
    assert "tegn som ikke kan vises" not in run(*written, "Sam\u00adarbeid")[2]
    said = run("walk", nes_id, answers="k forside\u202etxt\nq\n")[1]
    assert "tegn som ikke kan vises" in " ".join(said.split())
