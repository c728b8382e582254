"""Try a samsjekk that is built or installed: `python -m tools.try_program COMMAND`.

Every paper in every form, the commands that need files or libraries of their own, and what is said
of errors: in a folder with a space and an å in its name, with no Python to be found. Prints what
fails, and exits with 1 then.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from checklist.machine import speak_utf8
from checklist.reporting import DOCUMENTS, FORMS

_SECONDS = 180
_BEGINS = {
    "html": b"<!doctype html>",
    "md": b"#",
    "pdf": b"%pdf-",
    "docx": b"pk\x03\x04",
    "xlsx": b"pk\x03\x04",
    "json": b"{",
    "oscal-results": b"{",
    "oscal-poam": b"{",
}
"""What a file of each form begins with."""

_AUDIT_PAPERS = ("report", "poster", "request", "fact-check")
"""Those that can be made of the example as it is."""


class Trial:
    """A samsjekk, tried in a folder; `faults` is what did not go as it should."""

    def __init__(self, command: Path, folder: Path) -> None:
        self.command = command
        self.folder = folder
        self.faults: list[str] = []
        kept = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE", "LOCALAPPDATA", "PATHEXT")
        self.variables = {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "SAMSJEKK_HOME": str(folder / "data på disk"),
            "HOME": str(folder),
        }

    def run(self, *words: str, code: int = 0, told: str = "", typed: str = "") -> str:
        """Run a command, hold it to its exit code and what it is to tell; what it printed."""
        # To files: on Windows what the single file unpacked goes on when the file is stopped, and
        # would hold a pipe open.
        with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as errors:
            try:
                ended = subprocess.run(
                    [str(self.command), *words],
                    input=typed.encode(),
                    stdout=printed,
                    stderr=errors,
                    cwd=self.folder,
                    env=self.variables,
                    timeout=_SECONDS,
                    check=False,
                ).returncode
            except subprocess.TimeoutExpired:
                ended = None
            output, said = (_written(file) for file in (printed, errors))
        said = output + said
        if ended != code or told not in said or "Traceback" in said:
            how = f"not done in {_SECONDS} s" if ended is None else f"{ended}, not {code}"
            self.faults.append(f"{' '.join(words)}: {how}: {said[-800:]}")
        return output.strip()

    def papers(self, form: str, place: Path, *words: str) -> None:
        """Let a command write a file of this form, or a folder of them, and look into each."""
        self.run(*words, "--format", form, "--output", str(place))
        written = sorted(place.iterdir()) if place.is_dir() else [place]
        for path in written:
            begins = path.read_bytes()[:40].lower() if path.is_file() else b""
            if not begins.startswith(_BEGINS[form]):
                self.faults.append(f"{path.name}: begins with {begins!r}")
        if place.is_dir() and len(written) < len(DOCUMENTS):
            self.faults.append(f"{form}: only {[path.name for path in written]}")


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def papers(trial: Trial) -> Iterator[str]:
    """Every paper of an assessment and of an audit, in every form."""
    for name in ("nes", "then"):
        trial.run("example", "nes-2018", "--as", name, told=name)
    place = trial.folder / "rapporter på prøve"
    place.mkdir()
    for form, about in FORMS.items():
        if about.whole:
            trial.papers(form, place / f"alt.{form}", "report", "nes")
        else:
            of_all = ("report", "nes", "--against", "then", "--template", "all")
            trial.papers(form, place / form, *of_all)
        yield f"assessment {form}"
    trial.run("audit", "example", "nes-2018", "--as", "rev", told="rev")
    for paper in _AUDIT_PAPERS:
        for form in ("html", "md", "pdf", "docx"):
            trial.papers(
                form, place / f"{paper}.{form}", "audit", "report", "rev", "--template", paper
            )
        yield f"audit {paper}"


def commands(trial: Trial) -> Iterator[str]:
    """What takes files or libraries of its own, after `papers`."""
    trial.run("--version", told="samsjekk ")
    trial.run("where", told="data på disk")
    yield "version, where"
    trial.run("verify", "nes", told="Kontrollsum")
    trial.run("--lang", "nn", "status", "nes", "--json", told="koordinerende-enhet")
    trial.run("--lang", "en", "criteria", "list", told="psykisk-helse-rus-voksne")
    yield "verify, status, criteria"
    trial.run("criteria", "new", "--output", "eget sett på prøve.yaml")
    trial.run("criteria", "check", "--strict", "eget sett på prøve.yaml")
    trial.run("templates", "copy", "egne maler")
    trial.run("report", "nes", "--templates", "egne maler", "--output", "eget.html")
    yield "own set, own templates"
    sent = trial.folder / "til kollega på øya.samsjekk"
    trial.run("export", "nes", "--output", str(sent))
    trial.run("inspect", str(sent), told="Nes")
    trial.run("questionnaire", "nes", "--role", "nav-leder", "--output", "skjema.xlsx")
    yield "hand over"
    mine = trial.run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne")
    trial.run("walk", mine, "--plain", typed="d Bare i nord, på øya.\nq\n", told="Delvis")
    trial.run("undo", mine)
    trial.run("backup", "--to", str(trial.folder))
    yield "walk, undo, backup"


def errors(trial: Trial) -> Iterator[str]:
    """What is refused is said in words, with exit code 2."""
    trial.run("report", "finnes-ikke", code=2, told="finnes-ikke")
    trial.run("restore", "finnes ikke.sqlite3", code=2)
    trial.run("report", "nes", "--output", "ingen/slik/mappe/a.pdf", code=2)
    yield "errors"


def tried(command: Path) -> list[str]:
    """All that fails of a samsjekk, tried where its own folder has a space and an å too."""
    # Windows removes no program that still runs, and what was found must be said all the same.
    with tempfile.TemporaryDirectory(prefix="på prøve ", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        placed = command
        if command.parent.name not in ("bin", "Scripts"):  # a single file can lie anywhere
            placed = Path(shutil.copy2(command, folder / f"samsjekk på norsk{command.suffix}"))
        trial = Trial(placed, folder)
        for part in (papers, commands, errors):
            for step in part(trial):
                sys.stderr.write(f"{step}\n")
        return trial.faults


def main(arguments: list[str]) -> int:
    """Try it and print what fails, in UTF-8: a pipe on Windows would not take every sign."""
    speak_utf8()
    found = tried(Path(arguments[0]).absolute())
    print("\n".join(found) or "All of it works.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
