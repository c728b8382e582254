"""Extract, complete and compile the catalogues. For those who change words, not for users.

python -m tools.catalogues           extract, update nn and en, compile
python -m tools.catalogues --check   fail when something is untranslated or not compiled
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from checklist.i18n import LANGUAGES, LOCALE_DIRECTORY
from checklist.resources import folder

Message = str | tuple[str, ...]
"""A message, or its singular and plural."""

_KEYWORDS = {
    "phrase": None,
    "phrases": (1, 2),
    "Phrase": (1, 2),
    "_": None,
    "plural": (1, 2),
}


def template() -> Catalog:
    """Every message in the program and its templates."""
    catalogue = Catalog(project="samsjekk", charset="utf-8")
    package = LOCALE_DIRECTORY.parent
    for path in sorted(package.rglob("*.py")):
        for message in _from_code(path):
            catalogue.add(message)
    for path in sorted(folder("templates").rglob("*.j2")):
        for message in _from_template(path):
            catalogue.add(message)
    return catalogue


def _from_template(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        found = babel_extract(file, list(_KEYWORDS), [], {"encoding": "utf-8"})
        for _line, function, message, _comments in found:
            if isinstance(message, str):
                yield message
            elif message and function == "plural":
                yield str(message[0]), str(message[1])
            elif message and message[0]:
                yield message[0]


def _from_code(path: Path) -> Iterator[Message]:
    for _line, message, _comments, _context in extract_from_file("python", path, _KEYWORDS):
        yield message


def main(arguments: list[str]) -> int:
    """Update and compile, or with `--check` only look. 1 when something is missing."""
    check = "--check" in arguments
    wanted = template()
    faults = []
    for language in LANGUAGES[1:]:
        directory = LOCALE_DIRECTORY / language / "LC_MESSAGES"
        path = directory / "samsjekk.po"
        catalogue = Catalog(locale=language, charset="utf-8")
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language, charset="utf-8")
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        missing = [message.id for message in catalogue if message.id and not _translated(message)]
        faults += [f"{language}: {message!r} is not translated" for message in missing]
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        written = path.with_suffix(".mo")
        if check:
            if not written.exists() or written.read_bytes() != compiled.getvalue():
                faults.append(f"{written} is not up to date: python -m tools.catalogues")
            continue
        directory.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, catalogue, width=100, sort_output=True, no_location=True, omit_header=False
            )
        written.write_bytes(compiled.getvalue())
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    sys.stderr.write(f"{len(list(wanted)) - 1} messages, {len(faults)} faults\n")
    return 1 if faults else 0


def _translated(message: object) -> bool:
    string = getattr(message, "string", "")
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
