"""Check the HTML of every document and audit paper: `python -m benchmarks.validity [vnu.jar]`.

html5lib, which is strict about how a page is built, and the Nu checker (`npm install vnu-jar`,
needs Java), which knows what may stand where and reads the styles too. 0 errors is the bar.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import html5lib
from html5lib.html5parser import ParseError

from benchmarks.documents import Document, every_document


def strict_errors(found: Sequence[Document]) -> list[str]:
    """What html5lib refuses, by document."""
    errors = []
    for document in found:
        try:
            html5lib.HTMLParser(strict=True).parse(document.html)
        except ParseError as error:
            errors.append(f"{document.name}: {error}")
    return errors


def nu_errors(found: Sequence[Document], jar: Path) -> list[str]:
    """What the Nu checker has against the documents, warnings too."""
    with tempfile.TemporaryDirectory() as folder:
        for document in found:
            name = document.name.replace(" ", ".")
            Path(folder, f"{name}.html").write_text(document.html, encoding="utf-8")
        checked = subprocess.run(
            ["java", "-jar", jar, "--format", "gnu", folder],
            capture_output=True,
            text=True,
            check=False,
        )
    lines = checked.stderr.replace(f"file:{folder}/", "").splitlines()
    return lines if lines or checked.returncode == 0 else [f"vnu ended with {checked.returncode}"]


def main(arguments: list[str]) -> int:
    """Print the errors and their number for each checker; 1 when there are any."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.validity")
    parser.add_argument("checker", nargs="?", type=Path, metavar="vnu.jar")
    checker_file: Path | None = parser.parse_args(arguments).checker
    found = list(every_document())
    errors = {"html5lib strict": strict_errors(found)}
    if checker_file and shutil.which("java"):
        errors["Nu checker"] = nu_errors(found, checker_file)
    else:
        print("The Nu checker did not run: it needs Java and the path to vnu.jar.")
    for checker, wrong in errors.items():
        for line in wrong[:20]:
            print(f"    {line}")
        print(f"{checker}: {len(found)} documents, {len(wrong)} errors")
    return int(any(errors.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
