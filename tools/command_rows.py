"""Put the rows of docs/kommandoer.md under the headings of the help: python -m tools.command_rows.

The rows are written by hand, anywhere between the first table and the heading after the last.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from checklist.cli.table import COMMANDS, grouped

PAGE = Path(__file__).parent.parent / "docs" / "kommandoer.md"

_ROWS = re.compile(r"^\| kommando \|.*?(?=^## )", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| `samsjekk.*$", re.MULTILINE)
_HEAD = "| kommando | hva den gjør |\n|---|---|"


def page(text: str) -> str:
    """The page with each row in its place."""
    return _ROWS.sub(lambda found: "".join(_tables(_ROW.findall(found[0]))), text, count=1)


def _tables(rows: Iterable[str]) -> Iterator[str]:
    by_command: dict[str, list[str]] = {}
    for row in rows:
        by_command.setdefault(_command_of(row), []).append(row)
    yield _table("", by_command.get("", []))
    for title, commands in _groups():
        found = [row for words in commands for row in by_command.get(words, [])]
        if found:
            yield _table(f"### {title[0].upper()}{title[1:]}\n\n", found)


def _command_of(row: str) -> str:
    """The command whose row it is: the longest whose words it begins with."""
    written = row.removeprefix("| `samsjekk")
    fitting = (c.words for c in COMMANDS if re.match(rf" {re.escape(c.words)}(?![\w-])", written))
    return max(fitting, key=len, default="")


def _groups() -> Iterator[tuple[str, list[str]]]:
    """The headings, and the commands under each; those of an audit have headings of their own."""
    for heading, commands in grouped():
        own = {command.words for command in commands} - {"audit"}
        yield str(heading), [c.words for c in COMMANDS if c.words.split()[0] in own]
        if any(command.words == "audit" for command in commands):
            for part, audited in grouped("audit"):
                yield f"Revisjon: {part}", [command.words for command in audited]


def _table(title: str, rows: Iterable[str]) -> str:
    return "\n".join([f"{title}{_HEAD}", *rows, "", ""])


def main() -> int:
    """Write the page anew."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
