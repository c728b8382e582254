"""Make the index of sections from law texts in Markdown. For those who change it, not for users.

python -m tools.law_sections DIRECTORY DATE [AMENDMENTS]

DIRECTORY holds one file for each act or regulation, with its `refid` in the head, a heading for
each section, one block of text for each paragraph (ledd), `- ` before each item of a list, and
under each section a note of when it was changed. DATE is the day the texts are as of. AMENDMENTS
holds a file for each act, also repealed ones, with what amending acts said of each section.
Rows of acts that neither folder has are kept. Only facts are written: which sections there are
and were, from when to when, and how many paragraphs and items each has; no text.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

from checklist.criteria.checks.law_sections import COLUMNS, INDEX, State
from checklist.resources import data_file
from tools.law_amendments import UNKNOWN, Amendment, Count, Shape, amended, before

Row: TypeAlias = dict[str, str]
Amendments: TypeAlias = Mapping[tuple[str, str], Sequence[Amendment]]
"""Amendments by the section without spaces and the amending act."""

_REFERENCE = re.compile(r'^refid: "([^"]+)"$', re.MULTILINE)
_NAME = r"(\d+(?: ?A)?(?:-\d+)?)(?: ?([a-z])\b)?"
_SECTION = re.compile(rf"^#{{2,6}} § ?{_NAME}")
# After these come notes to the sections, or the act once more in another language.
_END = re.compile(r"^## (?:Merknader|Vedlegg)", re.MULTILINE)
_NUMBERED = re.compile(r"^\((\d+)\)")
_MARKED_REPEALED = re.compile(r"\(Opphev[ae]t\)")
_MONTHS = ("jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des")
_DATE = rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]* (\d{{4}})"
_IN_FORCE = re.compile(rf"(?:i kraft|ikr\.) (?:fra )?{_DATE}")
_RENUMBERED = re.compile(rf"tidligere § ?{_NAME}")
# An act that changed an amending act says nothing of the section.
_ASIDE = re.compile(rf",? som endr\w+ (?:ved|med) (?:lov|res\.) {_DATE} nr\. \d+")
_NOTED = re.compile(
    r"(?P<verb>overskrift\w* \w+|endret|endra|tilføyd|føyd til|opphevet|oppheva"
    r"|endres|tilføyes|oppheves)(?: igjen)? (?:ved|med|av) (?P<kind>lov|forskrift)"
    rf"|{_DATE}(?: nr\. (?P<number>\d+))? ?(?P<when>\([^()]*\))?",
    re.IGNORECASE,
)


class Kind(Enum):
    """What a change does to a section."""

    CHANGED = "endre"
    ADDED = "tilføy"
    REPEALED = "opphev"


@dataclass(frozen=True)
class Change:
    """A change of one section, on the day it came into force."""

    day: date | None
    kind: Kind
    act: str
    pending: bool = False
    """Not worked into the text yet."""
    earlier_name: str | None = None


@dataclass(frozen=True)
class Period:
    """How a section was from one day, for as long as nothing changed."""

    name: str
    since: date | None
    state: State
    shape: Shape
    changes: tuple[Change, ...]


Span: TypeAlias = tuple[Period, date | None]
"""A period and its last day."""


def rows(text: str, as_of: date, amendments: Amendments | None = None) -> Iterator[Row]:
    """The rows of an act, in the order of the text, from the first to the last day of each."""
    found = _REFERENCE.search(text)
    if found is None:
        return
    periods: dict[str, list[list[Period]]] = defaultdict(list)
    for section, blocks in _sections(_END.split(text, maxsplit=1)[0]):
        history = _periods(section, blocks, as_of, amendments or {})
        for name in dict.fromkeys(period.name for period in history):
            periods[name].append(history)
    for name, histories in periods.items():
        yield from _rows(found[1], name, histories, as_of)


def rows_of_repealed(text: str, commenced: Mapping[str, set[date]]) -> Iterator[Row]:
    """The rows of an act of which only its amendments are known."""
    found = _REFERENCE.search(text)
    if found is None:
        return
    by_section: dict[str, list[tuple[date, Amendment]]] = defaultdict(list)
    for section, day, amendment in read_amendments(text):
        known = commenced.get(amendment.act, set())
        # A day that is the day of the act itself stands where no other was known.
        unknown = len(known) == 1 and day.isoformat() in amendment.act
        by_section[section].append((next(iter(known)) if unknown else day, amendment))
    for section, dated in by_section.items():
        changes = [Change(day, _kind(one), one.act) for day, one in dated]
        acts: dict[tuple[str, str], list[Amendment]] = defaultdict(list)
        for _, one in dated:
            acts[_spelt(section), one.act].append(one)
        history = _filled(_empty_periods(section, changes), len(changes) + 1, acts)
        yield from _rows(found[1], section, [history], None)


def _kind(amendment: Amendment) -> Kind:
    if amendment.is_new:
        return Kind.ADDED
    gone = re.fullmatch(r"§.* oppheves\.?", amendment.instruction)
    whole = gone and not re.search("ledd|punktum|nr|bokstav", amendment.instruction)
    return Kind.REPEALED if whole else Kind.CHANGED


def read_amendments(text: str) -> Iterator[tuple[str, date, Amendment]]:
    """The section, the day and the instruction of each amendment in a file of them."""
    section = ""
    for part in re.split(r"^(?=##)", text, flags=re.MULTILINE):
        if heading := re.match(rf"## (?:§ {_NAME})?", part):
            section = _joined(heading[1], heading[2])
        entry = re.match(r"### (\S+) — (\S+)\n\s*\*(.*)\*\n", part)
        if entry is None:
            continue
        instruction = re.sub(r"^I lov .*? skal (ny )?(.*) lyde:$", r"\1\2 skal lyde:", entry[3])
        named = re.search(rf"§ ?{_NAME}", instruction)
        name = section or (_joined(named[1], named[2]) if named else "")
        if name:
            quoted = (line.lstrip("> ").strip() for line in part[entry.end() :].splitlines())
            amendment = Amendment(entry[2], instruction, tuple(line for line in quoted if line))
            yield name, date.fromisoformat(entry[1]), amendment


def by_section_and_act(text: str) -> Amendments:
    """The amendments in a file of them, where `rows` looks them up."""
    found: dict[tuple[str, str], list[Amendment]] = defaultdict(list)
    for section, _, amendment in read_amendments(text):
        found[_spelt(section), amendment.act].append(amendment)
    return found


def commencements(text: str) -> Iterator[tuple[str, date]]:
    """Each amending act in the notes of an act, with each day that some of it came into force."""
    for _, blocks in _sections(_END.split(text, maxsplit=1)[0]):
        for change in _changes(blocks):
            if change.day is not None:
                yield change.act, change.day


def _sections(body: str) -> Iterator[tuple[str, list[str]]]:
    """Each section with its blocks; the first block is the heading."""
    section, blocks = "", list[str]()
    for block in (part.strip() for part in re.split(r"\n\s*\n", body)):
        if block.startswith("#"):
            if section:
                yield section, blocks
            heading = _SECTION.match(block)
            section = _joined(*heading.groups()) if heading else ""
            blocks = []
        if block:
            blocks.append(block)
    if section:
        yield section, blocks


def _joined(number: str | None, letter: str | None) -> str:
    return " ".join(part for part in (number, letter) if part)


def _spelt(section: str) -> str:
    return section.replace(" ", "")


def _shape(blocks: list[str]) -> Shape:
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
    return Shape(tuple(Count(n) for n in items), whole=bool(items))


def _changes(blocks: list[str]) -> Iterator[Change]:
    """The changes that the notes under a section tell of."""
    for block in blocks:
        if not block.startswith("*"):
            continue
        verb, kind = "", ""
        for noted in _NOTED.finditer(_ASIDE.sub("", " ".join(block.split()))):
            if noted["verb"]:
                verb, kind = noted["verb"].lower(), noted["kind"].lower()
                verb = verb.replace("føyd til", "tilføyd")
                continue
            done = next((one for one in Kind if verb.startswith(one.value)), None)
            if done is None:
                continue
            day, month, year = (noted[n] for n in (3, 4, 5))
            adopted = _date(day, month, year)
            number = f"-{noted['number']}" if noted["number"] else ""
            when = noted["when"] or ""
            came = _IN_FORCE.search(when)
            earlier = _RENUMBERED.search(when)
            yield Change(
                _date(*came.groups()) if came else None if "bestemm" in when else adopted,
                done,
                f"{kind}/{adopted.isoformat()}{number}",
                verb.endswith("es"),
                _joined(*earlier.groups()) if earlier else None,
            )


def _date(day: str, month: str, year: str) -> date:
    return date(int(year), _MONTHS.index(month) + 1, int(day))


def _periods(section: str, blocks: list[str], as_of: date, amendments: Amendments) -> list[Period]:
    """How a section has been, from the first day to the day of the text."""
    noted = list(_changes(blocks))
    done = [change for change in noted if change.day is not None and change.day <= as_of]
    if not done and any(change.kind is Kind.ADDED for change in noted):
        return [Period(section, None, State.COMING, UNKNOWN, ())]
    periods = _empty_periods(section, done)
    shown = max(
        (n for n, period in enumerate(periods) if any(not one.pending for one in period.changes)),
        default=0,
    )
    if any(_MARKED_REPEALED.search(block) for block in blocks):
        if periods[-1].state is State.STANDS:
            periods.append(Period(section, as_of, State.REPEALED, UNKNOWN, ()))
    elif periods[shown].state is State.STANDS:
        periods[shown] = replace(periods[shown], shape=_shape(blocks[1:]))
    return _filled(periods, shown, amendments)


def _empty_periods(section: str, changes: Iterable[Change]) -> list[Period]:
    """The periods between changes, with the name the section had in each."""
    by_day: dict[date, list[Change]] = defaultdict(list)
    for change in changes:
        if change.day is not None:
            by_day[change.day].append(change)
    days = sorted(by_day)
    name, periods = section, list[Period]()
    for day in reversed(days):
        kinds = {change.kind for change in by_day[day]}
        gone = Kind.REPEALED in kinds and Kind.ADDED not in kinds
        state = State.REPEALED if gone else State.STANDS
        periods.insert(0, Period(name, day, state, UNKNOWN, tuple(by_day[day])))
        name = next((one.earlier_name for one in by_day[day] if one.earlier_name), name)
    added = bool(days) and {change.kind for change in by_day[days[0]]} == {Kind.ADDED}
    first = State.COMING if added else State.STANDS
    return [Period(name, None, first, UNKNOWN, ()), *periods]


def _filled(periods: list[Period], shown: int, amendments: Amendments) -> list[Period]:
    """The periods with as much as can be known of each from the text and the amendments."""
    filled = list(periods)
    times: dict[str, int] = defaultdict(int)
    for period in periods:
        for act in {change.act for change in period.changes}:
            times[act] += 1
    said = [_said(period, times, amendments) for period in periods]
    for n, period in enumerate(filled):
        wholes = [shape for one in said[n] or () if (shape := one.shape()) is not None]
        if n != shown and period.state is State.STANDS and wholes:
            filled[n] = replace(period, shape=wholes[-1])
    for n in reversed(range(1, len(filled))):
        if _open(filled[n - 1]) and filled[n].state is State.STANDS:
            filled[n - 1] = replace(filled[n - 1], shape=_across(before, filled[n].shape, said[n]))
    for n in range(1, len(filled)):
        if _open(filled[n]) and filled[n - 1].state is State.STANDS:
            filled[n] = replace(filled[n], shape=_across(amended, filled[n - 1].shape, said[n]))
    return filled


def _open(period: Period) -> bool:
    return period.state is State.STANDS and period.shape == UNKNOWN


def _said(
    period: Period, times: Mapping[str, int], amendments: Amendments
) -> Sequence[Amendment] | None:
    """What was said of the section on a day; None when some of it is not here."""
    said: list[Amendment] = []
    for act in {one.act for one in period.changes if one.kind is not Kind.REPEALED}:
        found = amendments.get((_spelt(period.name), act))
        # An act that came into force in parts does not tell which part came when.
        if found is None or times[act] > 1:
            return None
        said += found
    return said


def _across(
    moved: Callable[[Shape, Iterable[Amendment]], Shape],
    shape: Shape,
    said: Sequence[Amendment] | None,
) -> Shape:
    return UNKNOWN if said is None else moved(shape, said)


def _rows(
    reference: str, name: str, histories: Sequence[Sequence[Period]], as_of: date | None
) -> Iterator[Row]:
    """The rows of a section; periods that are alike are one row."""
    spans = [
        (period, after.since - timedelta(days=1) if after and after.since else None)
        for history in histories
        for period, after in zip_longest(history, history[1:])
        if period.name == name and not (period.state is State.COMING and len(histories) > 1)
    ]
    spans.sort(key=lambda span: span[0].since or date.min)
    for alike in _alike(spans):
        (first, _), (_, until) = alike[0], alike[-1]
        values = (
            reference,
            name,
            first.since.isoformat() if first.since else "",
            until.isoformat() if until else "",
            str(first.shape.paragraphs),
            " ".join(str(count) for count in first.shape.items),
            first.state.value,
            as_of.isoformat() if as_of else "",
        )
        yield dict(zip(COLUMNS, values, strict=True))


def _alike(spans: Sequence[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for period, until in spans:
        if group:
            last, ended = group[-1]
            follows = ended is not None and period.since == ended + timedelta(days=1)
            if not follows or (last.state, last.shape) != (period.state, period.shape):
                yield group
                group = []
        group.append((period, until))
    if group:
        yield group


def main(arguments: list[str]) -> int:
    """Write the index anew from the folders of texts and of amendments."""
    directory, day = Path(arguments[0]), date.fromisoformat(arguments[1])
    texts = dict(_texts(directory))
    histories = dict(_texts(Path(arguments[2]))) if arguments[2:] else {}
    commenced: dict[str, set[date]] = defaultdict(set)
    for text in texts.values():
        for act, came in commencements(text):
            commenced[act].add(came)
    index = [
        row
        for reference, text in texts.items()
        for row in rows(text, day, by_section_and_act(histories.get(reference, "")))
    ]
    for reference in histories.keys() - texts.keys():
        index += rows_of_repealed(histories[reference], commenced)
    made = {row["reference"] for row in index}
    with data_file(INDEX).open(encoding="utf-8", newline="") as file:
        index += [row for row in csv.DictReader(file) if row["reference"] not in made]
    index.sort(key=itemgetter("reference"))
    with data_file(INDEX).open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        written.writeheader()
        written.writerows(index)
    sys.stderr.write(f"{len(index)} rows\n")
    return 0


def _texts(directory: Path) -> Iterator[tuple[str, str]]:
    """Each act in a folder by its reference."""
    for path in sorted(directory.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if found := _REFERENCE.search(text):
            yield found[1], text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
