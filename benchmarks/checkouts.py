"""Another checkout of the project, run beside this one with the same Python and libraries."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "checklist")
"""How samsjekk is started in every checkout, whatever its modules are called."""


def checkout(path: str) -> Path:
    """The folder of a checkout, as an argument of a command line.

    Raises:
        argparse.ArgumentTypeError: there is none, or Python finds another `checklist` first.
    """
    folder = Path(path).resolve()
    if not (folder / "checklist" / "__init__.py").is_file():
        raise argparse.ArgumentTypeError(f"no checklist/ in {folder}")
    found = subprocess.run(
        [sys.executable, "-c", "import checklist; print(checklist.__file__)"],
        env=variables(folder),
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    if not Path(found).is_relative_to(folder):
        raise argparse.ArgumentTypeError(f"python imports {found}, not {folder}")
    return folder


def variables(folder: Path, home: Path | None = None) -> dict[str, str]:
    """The environment of a process that runs a checkout, with assessments in `home`."""
    own = {
        "PYTHONPATH": str(folder),
        "SAMSJEKK_LANG": "nb",
        "SAMSJEKK_NAME": "Anna",
        "SAMSJEKK_ROLE": "virksomhetsleder",
        "TERM": "xterm-256color",
    }
    if home is not None:
        own["SAMSJEKK_HOME"] = str(home)
    unwanted = ("NO_COLOR", "COLUMNS", "LINES", "SAMSJEKK_DEBUG")
    return {name: value for name, value in os.environ.items() if name not in unwanted} | own


def samsjekk(folder: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a checkout, from a folder that has no `checklist` of its own."""
    home.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        [*COMMAND, *arguments],
        env=variables(folder, home),
        cwd=home,
        check=False,
        capture_output=True,
    )
