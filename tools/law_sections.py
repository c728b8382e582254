"""Make the index of sections from law texts in Markdown. For those who change it, not for users.

python -m tools.law_sections DIRECTORY DATE

DIRECTORY holds one file for each act or regulation, with its `refid` in the head, a heading for
each section, one block of text for each paragraph (ledd), and `- ` before each item of a list.
DATE is the day the texts are as of. Only facts are kept: which sections there are, and how many
paragraphs and items each has; no text.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from checklist.criteria.checks.law_sections import COLUMNS, INDEX, State
from checklist.resources import data_file

_REFERENCE = re.compile(r'^refid: "([^"]+)"$', re.MULTILINE)
_SECTION = re.compile(r"^#{2,6} § ?(\d+(?: ?A)?(?:-\d+)?)(?: ?([a-z])\b)?")
# After these come notes to the sections, or the act once more in another language.
_END = re.compile(r"^## (?:Merknader|Vedlegg)", re.MULTILINE)
_NUMBERED = re.compile(r"^\((\d+)\)")
_REPEALED = re.compile(r"\(Opphev[ae]t\)|^\*Opphevet ved|^\*Oppheva ved", re.MULTILINE)
_CHANGE = re.compile(r"(Endres|Tilføyes|Oppheves) ved [^()]*\(([^)]*)\)")
_MONTHS = ("jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des")
_DAY = re.compile(rf"(?:i kraft|ikr\.) (?:fra )?(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]* (\d{{4}})")


def rows(text: str, as_of: date) -> Iterator[dict[str, str]]:
    """One row for each section of an act, in the order of the text."""
    found = _REFERENCE.search(text)
    if found is None:
        return
    body = _END.split(text, maxsplit=1)[0]
    for section, blocks in _sections(body):
        state = _state(blocks, as_of)
        items = [] if state is State.REPEALED else _items(blocks[1:])
        values = (
            found[1],
            section,
            str(len(items)),
            " ".join(str(n) for n in items),
            state.value,
            as_of.isoformat(),
        )
        yield dict(zip(COLUMNS, values, strict=True))


def not_yet_shown(text: str, as_of: date) -> Iterator[str]:
    """Sections shown as they were before a change that was in force on the day."""
    for section, blocks in _sections(_END.split(text, maxsplit=1)[0]):
        if _state(blocks, as_of) is State.STANDS and any(
            change == "Endres" and day is not None and day <= as_of
            for change, day in _changes(blocks)
        ):
            yield section


def _sections(body: str) -> Iterator[tuple[str, list[str]]]:
    """Each section with its blocks; the first block is the heading."""
    section, blocks = "", list[str]()
    for block in (part.strip() for part in re.split(r"\n\s*\n", body)):
        if block.startswith("#"):
            if section:
                yield section, blocks
            heading = _SECTION.match(block)
            section = " ".join(part for part in heading.groups() if part) if heading else ""
            blocks = []
        if block:
            blocks.append(block)
    if section:
        yield section, blocks


def _items(blocks: list[str]) -> list[int]:
    """For each paragraph of a section, the number of items in its list."""
    items: list[int] = []
    numbered = any(_NUMBERED.match(block) for block in blocks)
    for block in blocks:
        if block.startswith("*"):
            continue
        if block.startswith("- "):
            items = items or [0]
            items[-1] += sum(line.startswith("- ") for line in block.splitlines())
        elif not numbered or _NUMBERED.match(block):
            items.append(0)
    return items


def _state(blocks: list[str], as_of: date) -> State:
    if any(_REPEALED.search(block) for block in blocks):
        return State.REPEALED
    state = State.STANDS
    for change, day in _changes(blocks):
        in_force = day is not None and day <= as_of
        if change == "Oppheves" and in_force:
            state = State.REPEALED
        elif change == "Tilføyes":
            # What is added again after a repeal never went out of force.
            state = State.STANDS if in_force or state is State.REPEALED else State.COMING
    return state


def _changes(blocks: list[str]) -> Iterator[tuple[str, date | None]]:
    """The changes still to be worked into the text, with the day each comes into force."""
    for block in blocks:
        if block.startswith("*"):
            for change, when in _CHANGE.findall(" ".join(block.split())):
                day = _DAY.search(when)
                yield (
                    change,
                    date(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1])) if day else None,
                )


def main(arguments: list[str]) -> int:
    """Write the index anew from a folder of texts."""
    directory, day = Path(arguments[0]), date.fromisoformat(arguments[1])
    written = 0
    with data_file(INDEX).open("w", encoding="utf-8", newline="") as file:
        index = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        index.writeheader()
        for path in sorted(directory.glob("*.md")):
            text = path.read_text(encoding="utf-8")
            for row in rows(text, day):
                index.writerow(row)
                written += 1
            if old := list(not_yet_shown(text, day)):
                sys.stderr.write(f"{path.name}: text from before a change: {', '.join(old)}\n")
    sys.stderr.write(f"{written} sections\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
