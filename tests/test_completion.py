"""The script that lets a shell complete the commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shtab

from checklist.cli.table import COMMANDS
from tests.conftest import Run

BASH = shutil.which("bash") if sys.platform != "win32" else None


def completed(script: Path, *lines: str) -> list[list[str]]:
    """What bash offers for the last word of each line, which may be empty."""
    asked = f"""
        samsjekk() {{ "{sys.executable}" -m checklist "$@"; }}
        source "{script}"
        for line; do
            IFS=, read -ra COMP_WORDS <<< "samsjekk,$line,"
            COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
            _shtab_samsjekk
            echo "${{COMPREPLY[@]}}"
        done
    """
    assert BASH
    words = [BASH, "-c", asked, "bash", *(line.replace(" ", ",") for line in lines)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
def test_bash_completes_commands_options_choices_and_the_ids_there_are(
    run: Run, tmp_path: Path
) -> None:
    script = tmp_path / "samsjekk.bash"
    run("completion", "bash", "--output", script)
    run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne", "--as", "mitt")
    run("audit", "new", "--title", "Vår", "--as", "var-revisjon")
    command, of_audit, option, choices, assessment, audit = completed(
        script,
        "rep",
        "audit ta",
        "report mitt --for",
        "report mitt --format ",
        "report ",
        "audit report ",
    )
    assert command == ["report"]
    assert of_audit == ["take", "take-over"]
    assert option == ["--format"]
    assert {"docx", "pdf"} <= set(choices)
    assert assessment == ["mitt"]
    assert audit == ["var-revisjon"]


@pytest.mark.parametrize("shell", shtab.SUPPORTED_SHELLS)
def test_the_script_of_each_shell_has_every_command_and_the_help(
    run: Run, tmp_path: Path, shell: str
) -> None:
    made = tmp_path / f"samsjekk.{shell}"
    assert run("--lang", "en", "completion", shell, "--output", made)[:2] == (0, "")
    script = made.read_text(encoding="utf-8-sig")
    for command in COMMANDS:
        assert command.words.split()[-1] in script
    if shell in {"zsh", "fish", "powershell"}:
        assert "begin a new self-assessment" in script
        assert "vis denne hjelpen" not in script
    if shell == "zsh":
        # A kind of thing is no command: `audit record ID own-question`.
        assert "own-question:" not in script
    assert made.read_bytes().startswith(b"\xef\xbb\xbf") is (shell == "powershell")


def test_lists_give_ids_alone(run: Run) -> None:
    assert run("list", "--ids") == (0, "", "")
    assert run("audit", "list", "--ids") == (0, "", "")
    run("example", "nes-2018")
    assert run("list", "--ids") == (0, "nes-2018\n", "")
