"""What commands print on standard output for scripts and files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from checklist.i18n import Phrase, Translator
from checklist.store import write_report
from checklist.text import visible_json


def print_json(data: object, output: Path | None = None) -> None:
    """What a script reads, with the letters as they are, and what can't be seen as escapes."""
    print_text(visible_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n", output)


def print_text(text: str, output: Path | None) -> None:
    """A text to keep, on standard output or in a new file in UTF-8.

    Raises:
        FileInTheWay: the file exists.
    """
    if output is None:
        sys.stdout.write(text)
    else:
        write_report(output, text.encode(), replace=False)


def print_warnings(several: Iterable[Phrase], _: Translator) -> None:
    """What to think of, on standard error."""
    for words in several:
        print(_.say(words), file=sys.stderr)


def print_file(content: bytes, *, text: bool) -> None:
    """The bytes of a file on standard output; text in the terminal's own encoding."""
    if text:
        sys.stdout.write(content.decode())
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
