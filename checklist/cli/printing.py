"""What commands print on standard output for scripts and files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from checklist.i18n import Phrase, Translator
from checklist.machine import Environment
from checklist.store import copies_beside
from checklist.text import visible, visible_json


def as_json_text(data: object) -> bytes:
    """What a script reads, with the letters as they are, and what can't be seen as escapes."""
    return f"{visible_json(json.dumps(data, ensure_ascii=False, indent=2))}\n".encode()


def print_json(data: object) -> None:
    """Print what a script reads."""
    print_file(as_json_text(data), text=True)


def print_ids(names: Iterable[str]) -> None:
    """Print ids for a script or a shell, one on each line."""
    for name in names:
        print(name)


def print_warnings(several: Iterable[Phrase], _: Translator) -> None:
    """What to think of, on standard error."""
    for words in several:
        print(_.say(words), file=sys.stderr)


def print_copies_beside(environment: Environment, _: Translator) -> None:
    """Say on standard error that copies of the database lie beside it with more than it has."""
    if copies_beside(environment):
        from checklist.handover import told_of_copies  # noqa: PLC0415 - slow, and seldom needed

        for words in told_of_copies(environment):
            print(visible(_.say(words)), file=sys.stderr)


def print_file(content: bytes, *, text: bool) -> None:
    """The bytes of a file on standard output; text in the terminal's own encoding."""
    if text:
        sys.stdout.write(content.decode())
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
