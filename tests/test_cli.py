"""The command line: what scripts and people without a screen rely on."""

from __future__ import annotations

import gc
import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from checklist.cli import watching
from checklist.cli.table import grouped
from checklist.cli.watching import TellingSoFar
from checklist.criteria import AnswerValue, Force
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import walk_lines
from checklist.reporting import DOCUMENTS
from checklist.resources import folder
from checklist.session import Session
from checklist.store import NotKept, author_of, open_evidence_files, open_journal
from tests.conftest import Run, shipped_set

ROOT = Path(__file__).parent.parent


def status(run: Run, name: str) -> dict[str, Any]:
    code, out, err = run("status", name, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.parametrize(
    "command", [("sources",), ("list",), ("where",), ("receipts",), ("audit", "list")]
)
def test_what_is_for_scripts_can_be_written_to_a_file(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    made = tmp_path / "ut.json"
    assert run(*command, "--output", str(made))[0] == 2
    assert not made.exists()
    assert run(*command, "--json", "--output", str(made))[:2] == (0, "")
    assert json.loads(made.read_text("utf-8")) == json.loads(run(*command, "--json")[1])


def test_how_far_a_file_is_read_or_sent_is_said_first_after_a_second_and_then_now_and_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seconds = iter((0, 0.9, 1, 2, 6))
    tell = TellingSoFar(Translator("nb"), lambda: next(seconds))
    tell(2_000_000)
    assert capsys.readouterr() == ("", "")
    tell(1_000_000)
    assert capsys.readouterr().err == "Leser: 3 MB så langt. Ctrl+C avbryter.\n"
    tell(sent=4_000_000)
    tell(sent=1_000_000)
    said = capsys.readouterr().err
    assert said == "Sender til databasen: 5 MB så langt. Ctrl+C avbryter.\n"


def test_commands_say_how_far_they_have_come_with_files_on_a_terminal_only(
    run: Run, nes_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_FIRST_SECONDS", 0)
    file, sent = tmp_path / "plan.txt", tmp_path / "nes.samsjekk"
    file.write_text("Plan", encoding="utf-8")
    commands: tuple[tuple[object, ...], ...] = (
        ("evidence", "add", nes_id, "--title", "Plan", "--file", file, "--copy"),
        ("evidence", "files", nes_id, file),
        ("export", nes_id, "--output", sent, "--replace"),
        ("receive", sent),
        ("merge", sent),
    )
    for is_terminal in (False, True):
        monkeypatch.setattr(sys.stderr, "isatty", lambda found=is_terminal: found)
        for command in commands:
            code, _, err = run(*command)
            assert (code, "MB så langt." in err) == (0, is_terminal), (command, err)


def test_the_example_reaches_what_the_auditors_concluded(run: Run) -> None:
    assert run("example", "nes-2018")[:2] == (0, "nes-2018\n")
    found = status(run, "nes-2018")
    assert found["criteria_set"]["id"] == "psykisk-helse-rus-voksne"
    assert found["date"] == "2018-02-27"
    themes = {theme["id"]: theme["conclusion"] for theme in found["themes"]}
    assert themes["individuell-plan"] == "undetermined"
    assert themes["koordinator"] == "undetermined"
    assert themes["samhandling-internt"] == "insufficient"
    criteria = {criterion["id"]: criterion for criterion in found["criteria"]}
    assert criteria["sph-avtale"]["verdict"] == "met"
    assert criteria["sam-tilrettelegging"]["severity"] == "possible_breach"
    assert criteria["ip-ansvar"]["applicable"] is False
    assert set(criteria["ke-etablert"]) >= {
        "id",
        "theme",
        "force",
        "applicable",
        "verdict",
        "derived_verdict",
        "severity",
        "evidence",
        "checkpoints",
    }
    assert set(criteria["ke-etablert"]["checkpoints"][0]) >= {"id", "aspect", "answer", "evidence"}


def test_new_answer_undo(run: Run) -> None:
    code, name, _ = run(
        "new",
        "--municipality",
        "3228",
        "--criteria",
        "psykisk-helse-rus-voksne",
        "--date",
        "2026-11-23",
        "--as",
        "mitt",
    )
    assert (code, name.strip()) == (0, "mitt")
    assert run("answer", "mitt", "ke-etablert-finnes", "no", "--comment", "Ingen.")[0] == 0
    assert {c["id"]: c["verdict"] for c in status(run, "mitt")["criteria"]}["ke-etablert"] == (
        "not_met"
    )
    code, _, err = run("undo", "mitt")
    assert code == 0
    assert "Angret" in err
    assert status(run, "mitt")["progress"]["answered"] == 0
    code, _, err = run("undo", "mitt")
    assert code == 2
    assert "ingen endringer" in err


def test_an_assessment_begun_by_mistake_is_taken_away_and_one_with_answers_only_when_told_so(
    run: Run, nes_id: str, home: Path, tmp_path: Path
) -> None:
    _, out, _ = run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne")
    empty = out.strip()
    assert run("remove", empty)[0] == 0
    assert run("remove", empty)[0] == 2

    file = tmp_path / "plan.txt"
    file.write_text("Plan", encoding="utf-8")
    run("evidence", "add", nes_id, "--title", "Plan", "--file", file, "--copy")
    copies = home / "evidence" / nes_id
    assert len(list(copies.iterdir())) == 1
    code, _, said = run("remove", nes_id)
    assert code == 2
    assert "80 av 395 kontrollpunkter er besvart" in said
    assert nes_id in run("list")[1]

    other = run("example", "nes-2018", "--as", "nes-til")[1].strip()
    assert run("remove", nes_id, "--with-answers")[0] == 0
    assert not copies.exists()
    assert file.exists()
    listed = run("list")[1]
    assert nes_id not in listed.split()
    assert run("verify", other)[0] == 0


def test_a_yes_that_its_number_refutes_is_told_at_once_and_is_not_met(run: Run) -> None:
    name = run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne")[1].strip()
    said = "Svaret er ja, men tallet sier noe annet."
    for count, told in (("3", True), ("10", False)):
        point = ("eks-bolig-hjelp-vurdert", "yes", "--count", count, "--of", "10")
        assert run("answer", name, *point)[0] == 0
        assert (said in run("show", name, "eks-bolig-hjelp")[1]) is told
        found = {criterion["id"]: criterion for criterion in status(run, name)["criteria"]}
        assert found["eks-bolig-hjelp"]["verdict"] == ("undetermined" if told else "met")
        clashes = [clash["checkpoints"] for clash in status(run, name)["contradictions"]]
        assert (["eks-bolig-hjelp-vurdert"] in clashes) is told


def test_evidence_makes_an_answer_shown(run: Run, nes_id: str, tmp_path: Path) -> None:
    minutes = tmp_path / "referat.txt"
    minutes.write_text("Møtet vedtok rutinen.", encoding="utf-8")
    code, evidence, _ = run(
        "evidence", "add", nes_id, "--title", "Referat", "--date", "2018-01", "--file", minutes,
        "--copy", "--checkpoint", "ke-mandat-skriftlig",
    )  # fmt: skip
    assert code == 0
    points = {
        point["id"]: point
        for criterion in status(run, nes_id)["criteria"]
        for point in criterion["checkpoints"]
    }
    assert points["ke-mandat-skriftlig"]["evidence"] == "strong"
    assert evidence.strip() in run("evidence", "list", nes_id)[1]
    minutes.unlink()
    assert run("verify", nes_id)[0] == 0
    code, _, err = run("evidence", "add", nes_id, "--title", "Borte", "--file", minutes)
    assert code == 2
    assert "finnes ikke" in err


def test_apply_is_all_or_nothing_and_says_every_fault(
    run: Run, nes_id: str, tmp_path: Path
) -> None:
    before = status(run, nes_id)
    answers = tmp_path / "svar.yaml"
    answers.write_text(
        "format: 1\nanswers:\n"
        "  - {checkpoint: ke-etablert-finnes, answer: no, comment: Nedlagt.}\n"
        "  - {checkpoint: ke-etablert-fins, answer: ja}\n",
        encoding="utf-8",
    )
    code, _, err = run("apply", nes_id, answers)
    assert code == 1
    assert f"{answers}:4:18: answers[2].checkpoint: «ke-etablert-fins» finnes ikke" in err
    assert "mente du «ke-etablert-finnes»?" in err
    assert f"{answers}:4:44: answers[2].answer: fant «ja»; tillatt her: yes, partly, no" in err
    assert status(run, nes_id) == before

    answers.write_text(answers.read_text(encoding="utf-8").rsplit("  - ", 1)[0], encoding="utf-8")
    code, _, err = run("apply", nes_id, answers)
    assert (code, err) == (0, "1 endring lagret.\n")
    code, _, err = run("apply", nes_id, answers)
    assert (code, "Ingenting å endre" in err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "borte"), "finnes ikke"),
        (("answer", "nes-2018", "ke-etablert-fins", "yes"), "Mente du «ke-etablert-finnes»?"),
        (("example", "nes-2019"), "Mente du «nes-2018»?"),
        (("new", "--municipality", "9999", "--criteria", "psykisk-helse-rus-voksne"), "9999"),
        (("new", "--municipality", "3228", "--criteria", "psykisk-helse"), "finnes ikke"),
        (("criteria", "check", "borte.yaml"), "finnes ikke"),
        (("report", "nes-2018", "--template", "plakat"), "gap"),
        (("report", "nes-2018", "--role", "kommunedirektor"), "ikke delt etter rolle"),
        (("report", "nes-2018", "--appendix", "apart"), "--output"),
        (("report", "nes-2018", "--template", "poster", "--appendix", "none"), "gjelder bare"),
        (
            ("report", "nes-2018", "--template", "interview", "--role", "nav-ledar"),
            "Mente du «nav-leder»?",
        ),
        (("answer", "nes-2018", "ke-etablert-finnes", "ja"), "velg blant"),
        (("evidence", "add", "nes-2018", "--kind", "interview", "--title", "x"), "Skriv rollen"),
        (
            ("evidence", "add", "nes-2018", "--title", "x", "--date", "i fjor"),
            "ikke en dato vi forstår",
        ),
        (("example", "nes-2018", "--as", "../x"), "a–z"),
        (("example", "nes-2018", "--as", "nes-2018"), "finnes allerede"),
        (("example", "nes-2018", "--as", ""), "--as: kan ikke være tom"),
        (("new", "--from", "nes-2018", "--municipality", " "), "--municipality: kan ikke være tom"),
        (("criteria", "new", ""), "id: kan ikke være tom"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    arguments: tuple[str, ...], words: str, run: Run, nes_id: str
) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert words in err
    assert "Traceback" not in err
    assert out == ""
    assert nes_id == "nes-2018"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--help"), ("bruk: samsjekk list", "valg:", "vis denne hjelpen")),
        (("show", "--help"), ("argumenter:",)),
        (("answer",), ("samsjekk answer: feil: dette mangler: id, checkpoint, value",)),
        (("lst",), ("kommando: ugyldig valg: 'lst' (velg blant ", "list")),
        (("answer", "nes", "ke", "ja"), ("value: ugyldig valg: 'ja' (velg blant ", "partly")),
        (("answer", "nes", "ke", "yes", "--place"), ("--place: venter én verdi",)),
        (("answer", "nes", "ke", "yes", "--c", "1"), ("--c kan bety flere valg: --comment, --co",)),
        (("list", "--json=1"), ("--json: tar ingen verdi: '1'",)),
        (("list", "--everything"), ("ukjente argumenter: --everything",)),
        (("action", "add", "nes", "ke"), ("oppgi én av disse: --what --recommended",)),
        (
            ("action", "add", "nes", "ke", "--what", "x", "--recommended"),
            ("--recommended: kan ikke brukes sammen med --what",),
        ),
    ],
)
def test_what_python_says_of_the_words_of_a_command_is_said_in_the_language_of_the_user(
    arguments: tuple[str, ...], said: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    code, out, err = run(*arguments)
    assert code == (0 if "--help" in arguments else 2)
    for words in said:
        assert words in (out or err)
    assert not re.search(r"\b(arguments?|options?|choice|usage|error)\b", out + err)
    assert os.environ["LANGUAGE"] == "fr"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--name", " "), "Skriv et navn"),
        (("--name", "x" * 121), "plass til 120 tegn"),
        (("--role", "x" * 121), "plass til 120 tegn"),
    ],
)
def test_settings_that_would_not_be_kept_whole_are_refused(
    run: Run, home: Path, given: tuple[str, str], words: str
) -> None:
    code, _, err = run("settings", *given)
    assert (code, words in err) == (2, True)
    assert not (home / "settings.json").exists()


def test_what_python_says_of_the_words_of_a_command_follows_the_settings(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, words in (
        ("nn", "samsjekk answer: feil: dette manglar: id"),
        ("en", "samsjekk answer: error: the following arguments are required: id"),
    ):
        monkeypatch.setenv("SAMSJEKK_LANG", language)
        assert words in run("answer")[2]


def test_criteria_check_prints_every_fault_and_exits_1(run: Run, tmp_path: Path) -> None:
    shipped = folder("criteria") / "psykisk-helse-rus-voksne.yaml"
    assert run("criteria", "check", "--strict", shipped)[:2] == (0, "")
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        shipped.read_text(encoding="utf-8")
        .replace("force: must", "force: mst", 1)
        .replace("source: hol", "source: hool", 1),
        encoding="utf-8",
    )
    code, out, _ = run("criteria", "check", broken)
    assert code == 1
    first, second = out.splitlines()
    assert first.startswith(f"{broken}:")
    assert "mente du «must»?" in first
    assert "mente du «hol»?" in second
    assert json.loads(run("criteria", "schema")[1])["$defs"]


def test_walk_line_by_line(run: Run) -> None:
    run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne", "--as", "a")
    lines = "n Vi har ingen.\nhva?\n<\nk Nedlagt i 2024.\n\nv\nq\n"
    code, out, _ = run("walk", "a", "--plain", answers=lines)
    assert code == 0
    assert "Lagret: Nei." in out
    assert "Forstod ikke «hva?»." in out
    points = {
        point["id"]: point["answer"]
        for criterion in status(run, "a")["criteria"]
        for point in criterion["checkpoints"]
    }
    assert points["ke-etablert-finnes"] == "no"
    assert points["ke-etablert-ressurs"] == "unknown"
    code, out, _ = run("walk", "a", "--plain", answers="her\n")
    assert code == 0
    assert "Spørsmål 3 av 438." in out


def test_line_by_line_says_by_what_name_one_answers_where_nobody_has_said_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("example", "nes-2018")
    said = "samsjekk settings"
    assert said not in run("walk", "nes-2018", "--plain", answers="q\n")[1]
    monkeypatch.delenv("SAMSJEKK_NAME")
    assert said in run("walk", "nes-2018", "--plain", answers="q\n")[1]
    run("settings", "--name", "Kari")
    assert said not in run("walk", "nes-2018", "--plain", answers="q\n")[1]


def test_an_empty_list_says_how_to_begin(run: Run) -> None:
    assert "samsjekk new" in run("list")[2]


def test_without_a_terminal_the_example_is_shown_line_by_line(run: Run) -> None:
    code, out, err = run("example", "nes-2018", "--open")
    assert code == 0
    assert err.splitlines() == [
        "Skjermbildene kan ikke vises her, så «nes-2018» vises linje for linje."
    ]
    assert "Handlingsprogrammet og rutinen viser at koordinerende enhet" in " ".join(out.split())
    assert "Samhandling i kommunen: ikke i tilstrekkelig grad i tråd med kravene" in " ".join(
        out.split()
    )


def test_hostile_text_changes_nothing_on_a_terminal(run: Run, nes_id: str) -> None:
    hostile = "\x1b]0;eid\x07\x1b[2J{0} {answer} %s [/] \u202egnp.exe"
    assert run("answer", nes_id, "ke-etablert-finnes", "no", "--comment", hostile)[0] == 0
    for command in (("history", nes_id), ("example", "nes-2018", "--open")):
        out = run(*command)[1]
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_a_national_identity_number_is_never_stored(run: Run, nes_id: str) -> None:
    # Made up for testing: the month is 9 plus 40, which nobody has.
    code, _, err = run(
        "answer", nes_id, "ke-etablert-finnes", "no", "--comment", "Gjelder 13497248005."
    )
    assert code == 2
    assert "fødselsnummer" in err
    assert "13497248005" not in run("history", nes_id)[1]


def test_report_to_file_and_to_standard_output(run: Run, nes_id: str, tmp_path: Path) -> None:
    page = tmp_path / "gap.html"
    code, out, err = run("report", nes_id, "--output", page, "--date", "2026-11-23")
    assert (code, out) == (0, "")
    assert str(page) in err
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    code, out, err = run("report", nes_id, "--format", "md", "--date", "2026-11-23")
    assert (code, err) == (0, "")
    assert out.startswith("# ")


def test_the_appendix_in_a_file_of_its_own_or_left_out(
    run: Run, nes_id: str, tmp_path: Path
) -> None:
    page, rules = tmp_path / "gap.md", "Reglene vurderingene følger"
    code, _, err = run("report", nes_id, "--output", page, "--appendix", "apart")
    assert code == 0
    assert {path.name for path in tmp_path.glob("*.md")} == {"gap.md", "gap-vedlegg.md"}
    assert str(tmp_path / "gap-vedlegg.md") in err
    assert rules not in page.read_text(encoding="utf-8")
    assert rules in (tmp_path / "gap-vedlegg.md").read_text(encoding="utf-8")

    code, _, err = run("report", nes_id, "--output", page, "--appendix", "none")
    assert (code, "--replace" in err) == (2, True)
    code, out, _ = run("report", nes_id, "--appendix", "none")
    assert (code, rules in out) == (0, False)
    assert rules in run("report", nes_id)[1]


def test_all_reports_at_once_and_what_was_left_out(run: Run, nes_id: str, tmp_path: Path) -> None:
    everything = ("report", nes_id, "--template", "all")
    code, out, err = run(*everything, "--output", tmp_path / "ut")
    assert (code, out) == (0, "")
    made = {path.name for path in (tmp_path / "ut").iterdir()}
    left_out = {"change", "follow-up"}
    assert made == {f"{nes_id}-{name}.html" for name in DOCUMENTS.keys() - left_out}
    assert all(f"Ikke laget: {name}." in err for name in left_out)
    assert "--against" in err

    run("example", "nes-2018", "--as", "then")
    code, _, err = run(
        *everything, "--against", "then", "--format", "md", "--output", tmp_path / "ut"
    )
    assert (code, "Ikke laget" in err) == (0, False)
    assert len(list((tmp_path / "ut").glob("*.md"))) == len(DOCUMENTS)

    for refused, words in (((), "--output MAPPE"), (("--format", "json"), "lik for alle")):
        code, _, err = run(*everything, *refused)
        assert (code, words in err) == (2, True)
    (tmp_path / "fil").write_text("", encoding="utf-8")
    code, _, err = run(*everything, "--output", tmp_path / "fil")
    assert (code, "ikke en mappe" in err) == (2, True)


def test_the_papers_for_all_roles_come_as_a_file_for_each(
    run: Run, nes_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = ("report", nes_id, "--template", "interview", "--role", "all")
    code, out, err = run(*each, "--output", tmp_path / "ut")
    assert (code, out, "Lager" in err) == (0, "", False)
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "ut").iterdir()}
    guide = files[f"{nes_id}-interview-nav-leder.html"]
    _, one, _ = run(*each[:-1], "nav-leder", "--format", "html")
    assert guide == one
    assert err.count("Skrevet til") == len(files) > 10

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, err = run(*each, "--format", "md", "--output", tmp_path / "alle.zip")
    assert code == 0
    assert f"Lager {nes_id}-interview-nav-leder.md (" in err
    assert f" av {len(files)}) …" in err
    with ZipFile(tmp_path / "alle.zip") as archive:
        assert len(archive.namelist()) == len(files)

    # All in one file is made too, and it is said first that it is long.
    code, _, err = run(*each[:-2], "--format", "md")
    assert (code, "rollene kommer i én fil" in err, "--role all" in err) == (0, True, True)

    for refused, words in (
        ((), "en mappe eller en zip-fil"),
        (("--format", "json", "--output", tmp_path / "x"), "lik for alle"),
        (("--template", "gap", "--output", tmp_path / "x"), "ikke delt etter rolle"),
    ):
        code, _, err = run(*each, *refused)
        assert (code, words in err) == (2, True)


def test_a_broken_database_is_explained(run: Run, home: Path) -> None:
    home.mkdir(parents=True)
    (home / "samsjekk.sqlite3").write_bytes(b"not a database at all, not even close" * 100)
    code, _, err = run("list")
    assert code == 2
    assert "skadet" in err
    assert "sikkerhetskopi" in err


def test_a_terminal_is_not_filled_with_bytes(
    run: Run, nes_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = run("report", nes_id, "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "--output rapport.xlsx" in err


def python(script: str) -> subprocess.CompletedProcess[str]:
    """A script in a Python that has imported nothing yet."""
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("parent", ["", "audit", "evidence"])
def test_help_lists_each_command_once_under_what_one_wants_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str, parent: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = run("--lang", language, *parent.split(), "--help")
    assert code == 0
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    say = Translator(language).say
    for heading, commands in grouped(parent):
        begin = lines.index(f"{say(heading)}:") + 1
        listed = lines[begin : [*lines, ""].index("", begin)]
        assert [line.split()[0] for line in listed if line[2] != " "] == [
            command.words.split()[-1] for command in commands
        ]
    assert (len(grouped(parent)) > 5) is (parent != "evidence")


@pytest.mark.parametrize("columns", ["1", "40"])
def test_help_is_made_in_a_narrow_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert "recommendation" in out


def test_help_imports_nothing_heavy(home: Path) -> None:
    script = (
        "import sys; from checklist.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'textual', 'rich', 'jinja2', 'yaml', 'msgspec', 'sqlite3', 'stdnum'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = python(script)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(home) not in done.stdout


def test_report_does_not_import_the_terminal(nes_id: str) -> None:
    script = (
        "import sys; from checklist.cli import main\n"
        f"main(['report', {nes_id!r}, '--format', 'html'])\n"
        "heavy = {'textual', 'rich', 'stdnum'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = python(script)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_runs_until_it_is_ended_looks_for_garbage_again(nes_id: str, run: Run) -> None:
    assert run("audit", "example", "nes-2018", "--as", "revisjon")[0] == 0
    for command in (("walk", nes_id, "--plain"), ("audit", "walk", "revisjon")):
        gc.disable()
        try:
            run(*command)
            assert gc.isenabled(), command
        finally:
            gc.enable()


@pytest.mark.usefixtures("home")
def test_the_list_imports_neither_papers_nor_walk() -> None:
    script = (
        "import sys; from checklist.cli import main\n"
        "main(['list'])\n"
        "heavy = {'textual', 'yaml', 'checklist.audit', 'checklist.reporting', 'checklist.plain'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    assert python(script).returncode == 0


def test_the_walk_imports_nothing_it_does_not_show(home: Path) -> None:
    script = (
        "import sys, checklist.tui.app, checklist.tui.walk.screen\n"
        "heavy = {'jinja2', 'stdnum', 'yaml', 'html.entities', 'textual.widgets._text_area'}\n"
        "heavy |= {'checklist.' + name for name in ('criteria.checks', 'reporting', 'tables')}\n"
        "heavy |= {'checklist.tui.' + name for name in ('boxes', 'home', 'lists', 'palette')}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = python(script)
    assert (done.returncode, done.stderr) == (0, "")
    assert not home.exists()


def test_kill_in_mid_walk_loses_nothing_that_was_acknowledged(run: Run, nes_id: str) -> None:
    walk = subprocess.Popen(
        [sys.executable, "-m", "checklist", "walk", nes_id, "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert walk.stdin is not None
    assert walk.stdout is not None
    before = status(run, nes_id)["progress"]["answered"]
    walk.stdin.write("n Ingen vet det.\n")
    walk.stdin.flush()
    while "Lagret: Nei." not in walk.stdout.readline():
        pass
    walk.kill()
    walk.wait()
    walk.stdin.close()
    walk.stdout.close()
    assert status(run, nes_id)["progress"]["answered"] == before + 1
    assert run("verify", nes_id)[0] == 0


def test_a_set_of_ones_own_passes_the_check_and_can_be_used(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "min-plan.yaml"
    own.write_text(run("criteria", "new", "min-plan")[1], encoding="utf-8")
    assert run("criteria", "check", "--strict", own)[:2] == (0, "")
    assert run("new", "--municipality", "3228", "--criteria", own, "--as", "eget")[0] == 0
    criteria = {c["id"]: c for c in status(run, "eget")["criteria"]}
    assert criteria["egen-plan-lavterskel"]["force"] == "local"
    assert criteria["ke-etablert"]["force"] == "must"


def test_an_overlay_cannot_change_what_it_builds_on(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "min-plan.yaml"
    skeleton = run("criteria", "new", "min-plan")[1]
    own.write_text(
        skeleton.replace("- id: egen-plan-lavterskel ", "- id: ke-etablert ", 1), encoding="utf-8"
    )
    code, out, _ = run("criteria", "check", own)
    assert code == 1
    assert "id-en «ke-etablert» er brukt i settet filen bygger på" in out
    own.write_text(skeleton.replace("extends: psykisk", "extends: pskisk"), encoding="utf-8")
    code, out, _ = run("criteria", "check", own)
    assert code == 1
    assert f"{own}:12:10: extends: kan ikke bygge på" in out
    assert "Mente du «psykisk-helse-rus-voksne»?" in out


def test_an_assessment_goes_over_to_a_new_version_of_its_set(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "min-plan.yaml"
    skeleton = run("criteria", "new", "min-plan")[1]
    own.write_text(skeleton, encoding="utf-8")
    run("new", "--municipality", "3228", "--criteria", own, "--as", "eget")
    run("answer", "eget", "egen-plan-lavterskel-kjent", "yes", "--comment", "Spurt i mai.")
    newer = skeleton.replace('version: "1"', 'version: "2"')
    own.write_text(newer.replace("Vet fastlegene om", "Kjenner fastlegene"), encoding="utf-8")
    code, out, err = run("upgrade", "eget", "--criteria", own, "--dry-run")
    assert code == 0
    assert "Før: Vet fastlegene om tilbudet?" in out
    assert "Nå: Kjenner fastlegene tilbudet?" in out
    assert "Ingenting er endret" in err
    assert status(run, "eget")["criteria_set"]["version"] == "1"
    assert run("upgrade", "eget", "--criteria", own)[0] == 0
    assert status(run, "eget")["criteria_set"]["version"] == "2"
    answers = {
        p["id"]: p["answer"] for c in status(run, "eget")["criteria"] for p in c["checkpoints"]
    }
    assert answers["egen-plan-lavterskel-kjent"] == "yes"
    assert run("undo", "eget")[0] == 0
    assert status(run, "eget")["criteria_set"]["version"] == "1"


@pytest.mark.usefixtures("nes_id")
def test_dates_are_written_as_people_write_them(run: Run) -> None:
    assert "27.02.2018" in run("list")[1]
    sources = run("sources")[1]
    assert "I kraft: fra 1. januar 2012" in sources
    assert not re.search(r"(kraft|sjekket).*\d{4}-\d{2}", sources)


def test_the_register_of_sources(run: Run) -> None:
    sources = {source["id"]: source for source in json.loads(run("sources", "--json")[1])}
    assert sources["hol"]["reference"] == "lov/2011-06-24-30"
    assert "ke-etablert" in sources["hol"]["cited_by"]
    assert "7-3" in sources["hol"]["sections"]
    assert "helse- og omsorgstjenester" in run("sources")[1]


def test_what_was_asked_for_is_recorded_judged_and_reported(run: Run, nes_id: str) -> None:
    code, out, _ = run(
        "recommendation",
        "add",
        nes_id,
        "--text=Skrive ned hva enheten skal gjøre",
        "--given-by=kommunestyret",
        "--date=27.2.2018",
        "--case=12/18",
        "--checkpoint=ke-mandat-skriftlig",
    )
    name = out.strip()
    assert (code, name[:13]) == (0, "anbefaling-1-")
    (recorded,) = status(run, nes_id)["recommendations"]
    assert (recorded["date"], recorded["case"]) == ("2018-02-27", "12/18")

    assert run("recommendation", "judge", nes_id, name, "partly")[0] == 2
    judged = run("recommendation", "judge", nes_id, name, "partly", "--reason=Utkast")
    assert judged[0] == 0
    assert "delvis fulgt opp  Skrive ned" in run("recommendation", "list", nes_id)[1]
    report = run("report", nes_id, "--template=follow-up")[1]
    assert "- Sak: 12/18" in report
    assert "Utkast" in report


@pytest.mark.parametrize("unknown", ["--checkpoint=ke-mandat-skriftli", "--date=31.2.2018"])
def test_a_recommendation_that_can_not_be_is_refused(run: Run, nes_id: str, unknown: str) -> None:
    code, out, err = run("recommendation", "add", nes_id, "--text=Noe", unknown)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert status(run, nes_id)["recommendations"] == []


def test_two_assessments_are_compared_only_when_they_can_be(run: Run, nes_id: str) -> None:
    assert run("example", "ullensaker-2020")[0] == 0
    new = ("new", "--municipality=3228", "--criteria=psykisk-helse-rus-voksne")
    assert run(*new, "--date=2024-02-01", "--as=nes-2024")[0] == 0
    assert run("answer", "nes-2024", "ke-etablert-finnes", "yes")[0] == 0

    code, out, _ = run("report", "nes-2024", "--template=change", f"--against={nes_id}")
    assert code == 0
    assert "- Sist: 27. februar 2018" in out
    for against, words in (
        ("ullensaker-2020", "Velg to av samme kommune"),
        ("finnes-ikke", "«finnes-ikke»"),
        ("nes-2024", "med seg selv"),
    ):
        code, out, err = run("report", "nes-2024", "--template=change", f"--against={against}")
        assert (code, out) == (2, "")
        assert words in err
    code, _, err = run("report", nes_id, "--template=change")
    assert code == 2
    assert "--against" in err


def test_the_example_of_a_municipality_s_own_plan_adds_to_the_law_and_takes_nothing_away(
    run: Run,
) -> None:
    plan = folder("criteria") / "overlays" / "lorenskog-helseplan.yaml"
    assert run("criteria", "check", "--strict", plan)[:2] == (0, "")
    assert "lorenskog-helseplan" not in run("criteria", "list")[1]
    base = shipped_set("psykisk-helse-rus-barn-unge")
    own = Library.shipped().open(str(plan))
    added = {criterion.id for criterion in own.criteria} - {c.id for c in base.criteria}
    assert added == {"lor-behov-styrer", "lor-forebygging"}
    assert {c.force for c in own.criteria if c.id in added} == {Force.LOCAL}
    kept = [
        (c.id, c.force, c.requirement, c.checkpoints) for c in own.criteria if c.id not in added
    ]
    assert kept == [(c.id, c.force, c.requirement, c.checkpoints) for c in base.criteria]


def test_undo_redo_and_the_way_back_by_command(run: Run, nes_id: str) -> None:
    begun = run("history", nes_id, "--ids")[1].splitlines()[0].split()[0]
    for value in ("yes", "no"):
        run("answer", nes_id, "ke-kjent-ansatte", value)
    assert run("undo", nes_id)[0] == 0
    code, _, err = run("redo", nes_id)
    assert (code, err.startswith("Tilbake igjen: Nei: ")) == (0, True)
    assert run("redo", nes_id)[0] == 2
    shown = run("history", nes_id, "--at", begun[-12:])[1]
    assert "da: ikke besvart; nå: Nei" in shown
    own = run("history", nes_id, "--by", "Anna", "--criterion", "ke-kjent")[1].splitlines()
    assert len(own) == 4
    assert "Tok tilbake 2 endringer: 2 av Anna" in run("undo", nes_id, "--to", begun)[2]
    assert status(run, nes_id)["progress"]["answered"] == 80
    assert run("undo", nes_id)[0] == 0
    assert status(run, nes_id)["progress"]["answered"] == 81
    assert run("history", nes_id, "--at", "finnes-ikke")[0] == 2


def test_first_alone_then_together_by_command(
    run: Run, nes_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = status(run, nes_id)
    assert run("together", nes_id)[0] == 2
    assert run("alone", nes_id, "start", "--with", "Bo", "--with", "Kari")[0] == 0
    run("answer", nes_id, "ke-kjent-ansatte", "yes", "--comment", "Står på nettsiden.")
    monkeypatch.setenv("SAMSJEKK_NAME", "Bo")
    out = run("walk", nes_id, "--plain", answers="q\n")[1]
    assert "Du svarer alene" in out
    assert "nettsiden" not in out
    assert "nettsiden" not in run("history", nes_id)[1]
    run("answer", nes_id, "ke-kjent-ansatte", "no")
    run("answer", nes_id, "ke-mandat-kjent", "unknown")
    code, _, err = run("apply", nes_id, ROOT / "examples" / "nes-2018.yaml")
    assert (code, "Dere svarer hver for seg nå" in err) == (2, True)
    assert run("alone", nes_id, "status")[1].splitlines() == [
        "Dere svarer hver for seg.",
        "Anna: 1 av 395 besvart",
        "Bo: 2 av 395 besvart",
        "Kari: har ikke begynt",
    ]
    assert status(run, nes_id)["criteria"] == before["criteria"]
    assert run("alone", nes_id, "end")[0] == 0
    found = json.loads(run("together", nes_id, "--json")[1])
    assert found["not_begun"] == ["Kari"]
    assert [(d["checkpoint"], d["distance"]) for d in found["differences"]] == [
        ("ke-kjent-ansatte", "opposite"),
        ("ke-mandat-kjent", "unknown"),
    ]
    assert "Anna: Ja. Står på nettsiden." in run("together", nes_id)[1]
    run("answer", nes_id, "ke-kjent-ansatte", "partly")
    found = json.loads(run("together", nes_id, "--json")[1])
    assert [d["checkpoint"] for d in found["decided"]] == ["ke-kjent-ansatte"]


def test_line_by_line_says_what_another_answered_meanwhile(
    nes_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Typing(io.StringIO):
        """Somebody else answers the same question while Anna is typing."""

        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # None too
            line = super().readline(-1 if size is None else size)
            if line == "n\n":
                environment = Environment.of_process({**os.environ, "SAMSJEKK_NAME": "Bo"})
                with open_journal(environment) as journal:
                    session = Session(
                        journal, nes_id, author_of(environment), open_evidence_files(environment)
                    )
                    session.answer("ke-meldinger-rehab", AnswerValue.YES)
            return line

    monkeypatch.setattr(sys, "stdin", Typing("n\n<\nd\n<\nq\n"))
    environment = Environment.of_process()
    printed = io.StringIO()
    with redirect_stdout(printed):
        walk_lines(nes_id, environment, Translator(), sys.stdin)
    parts = printed.getvalue().split("Svar j, d, n, v eller g: ")
    assert "Ulike svar" not in parts[0]
    assert "Ulike svar: Bo: Ja; Anna: Nei. Avgjør med ja, delvis eller nei." in " ".join(
        parts[2].split()
    )
    assert "Ulike svar" not in parts[4]


@pytest.mark.parametrize("written", ["1.1.1850", "1. januar 2035", "2035-01-01"])
def test_an_unusual_date_of_an_assessment_needs_a_yes(run: Run, written: str) -> None:
    new = ("new", "--municipality", "3228", "--criteria", "oppfolging", "--date", written)
    code, out, err = run(*new)
    assert (code, out) == (2, "")
    assert "Vurderingen får datoen 01.01." in err
    assert "Er det riktig? Skriv --yes hvis det er det." in err
    assert run("list")[1] == ""
    code, out, _ = run(*new, "--yes")
    assert (code, out) == (0, out)


def test_dates_are_read_by_every_command_as_people_write_them(run: Run, nes_id: str) -> None:
    code, made, _ = run(
        *("new", "--municipality", "3228", "--criteria", "oppfolging"), "--date", "1.1.2026"
    )
    assert (code, made) == (0, "nes-2026-01-01\n")
    assert run("report", nes_id, "--date", "1. juni 2026")[0] == 0
    assert run("statement", nes_id, "--text", "Ja.", "--date", "27.2.25")[0] == 0
    assert run("statement", nes_id)[1].startswith("27. februar 2025\n")
    for command in (
        ("new", "--municipality", "3228", "--criteria", "oppfolging", "--date", "2026"),
        ("report", nes_id, "--date", "2026"),
        ("statement", nes_id, "--text", "Ja.", "--date", "2026"),
    ):
        code, _, err = run(*command)
        assert (code, err) == (
            2,
            "«2026» mangler dag eller måned. Skriv for eksempel 27.02.2018.\n",
        )


@pytest.mark.parametrize(
    "command",
    [
        ("example", "nes-2018", "--as", "Åfjord 2026"),
        ("criteria", "new", "Åfjord 2026"),
        ("evidence", "add", "nes-2018", "--title", "x", "--as", "Åfjord 2026"),
        ("action", "add", "nes-2018", "ke-kjent", "--what", "x", "--as", "Åfjord 2026"),
        ("recommendation", "add", "nes-2018", "--text", "x", "--as", "Åfjord 2026"),
    ],
)
def test_what_can_not_be_an_id_is_said_in_a_sentence(
    run: Run, nes_id: str, command: tuple[str, ...]
) -> None:
    assert nes_id == "nes-2018"
    code, out, err = run(*command)
    assert (code, out) == (2, "")
    assert "«Åfjord 2026» kan ikke brukes som id. Bruk bokstavene a–z, tall og bindestrek" in err


class Unplugged(io.StringIO):
    """Answers, between which somebody pulls out the disk."""

    def __init__(self, journal: Path, moved: Path) -> None:
        super().__init__("j\nd Dette rakk vi ikke.\nn\n")
        self._ways = [(journal, moved)]

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # None too
        line = super().readline(-1 if size is None else size)
        if line.startswith("d") and self._ways:
            journal, moved = self._ways.pop()
            journal.rename(moved)
        return line


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
def test_line_by_line_ends_when_the_journal_goes_and_says_where_it_is_kept(
    nes_id: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    environment = Environment("nb", "Anna", chosen_home=home)
    answers = Unplugged(home / "samsjekk.sqlite3", tmp_path / "flyttet.sqlite3")
    with pytest.raises(NotKept) as refused:
        walk_lines(nes_id, environment, Translator(), answers)
    (kept,) = tmp_path.glob("samsjekk-reddet-*")
    assert f"samsjekk restore {kept}" in str(refused.value)
    assert "Dette rakk vi ikke." not in kept.read_bytes().decode("latin-1")
