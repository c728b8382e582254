"""Whether the place a citation names was there in its time: section, paragraph (ledd) and item.

The index is facts about texts: how each section was, from one day to another. Where the wording of
a time is not known, it says less or nothing; then the citation is listed, and is not a fault.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from checklist.criteria.model import Citation, Source, SourceKind
from checklist.criteria.yaml import FAULTY, Fault, YamlDocument
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.resources import data_file
from checklist.text import nearest

INDEX = "law_sections.csv"
COLUMNS = ("reference", "section", "from", "to", "paragraphs", "items", "state", "as_of")
_DAY = timedelta(days=1)


class FaultySections(SamsjekkError):
    """An index of sections that can't be read."""

    exit_code = ExitCode.FAULTS


class State(StrEnum):
    """Whether a section could be relied on in a period."""

    STANDS = ""
    REPEALED = "repealed"
    COMING = "coming"


class Count(msgspec.Struct, frozen=True):
    """A number, or the least that it is: 3+ in the index."""

    least: int
    exact: bool

    @classmethod
    def read(cls, written: str) -> Count:
        """As the index has it."""
        return cls(int(written.removesuffix("+")), not written.endswith("+"))

    def reaches(self, place: int) -> bool | None:
        """Whether there are so many; None when that is not known."""
        if place <= self.least:
            return True
        return False if self.exact else None


class Wording(msgspec.Struct, frozen=True):
    """How a section was in a period: `items` has the length of the list in each known ledd."""

    section: str
    since: date
    until: date
    paragraphs: Count
    items: tuple[Count, ...]
    state: State


class Act(msgspec.Struct, frozen=True):
    """The wordings of an act, by section without spaces and in the order of time."""

    sections: Mapping[str, tuple[Wording, ...]]
    as_of: date | None
    """The day of the whole text; None where only amendments of the act are known."""


class Missing(Enum):
    """What was not here when a citation was looked up."""

    TEXT = "text"
    """Nothing of the act."""
    WORDING = "wording"
    """The wordings of its time."""
    NEWER = "newer"
    """It is of a time after the text."""
    SOME = "some"
    """Some wordings of its time; the place is there in the others."""


class NotFound(msgspec.Struct, frozen=True):
    """A citation that was not looked up for all of its time."""

    criterion: str
    citation: Citation
    source: Source
    missing: Missing


class LookUp(msgspec.Struct, frozen=True):
    """What came of looking up the citations of one file."""

    citations: int
    faults: tuple[Fault, ...]
    not_found: tuple[NotFound, ...]

    @property
    def looked_up(self) -> int:
        """How many were looked up, for all of their time or some of it."""
        return self.citations - sum(one.missing is not Missing.SOME for one in self.not_found)

    @property
    def found(self) -> int:
        """How many of those looked up are there."""
        return self.looked_up - len(self.faults)


Acts = Mapping[str, Act]
"""Acts by their references: lov/2011-06-24-30."""


@cache
def _shipped_acts() -> Acts:
    """The acts of the index that comes with samsjekk."""
    with data_file(INDEX).open(encoding="utf-8", newline="") as file:
        return _acts_in(file, INDEX)


def read_sections(path: Path) -> Acts:
    """The acts of an index of one's own, in the columns of the shipped one.

    Raises:
        FaultySections: it can't be read; the words say which line and why.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FaultySections(
            phrase("{path}: paragrafregisteret kan ikke leses ({reason}).", path=path, reason=error)
        ) from error
    between = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    return _acts_in(lines, str(path), between)


def _acts_in(lines: Iterable[str], name: str, between: str = ",") -> Acts:
    sections: dict[str, dict[str, list[Wording]]] = {}
    as_of: dict[str, date | None] = {}
    rows = csv.DictReader(lines, delimiter=between)
    if set(rows.fieldnames or ()) != set(COLUMNS):
        raise FaultySections(
            phrase(
                "{path}: paragrafregisteret må ha disse kolonnene: {columns}.",
                path=name,
                columns=", ".join(COLUMNS),
            )
        )
    for row in rows:
        try:
            act, section = row["reference"], row["section"]
            as_of[act] = date.fromisoformat(row["as_of"]) if row["as_of"] else None
            wording = Wording(
                section,
                date.fromisoformat(row["from"]) if row["from"] else date.min,
                date.fromisoformat(row["to"]) if row["to"] else date.max,
                Count.read(row["paragraphs"]),
                tuple(Count.read(count) for count in row["items"].split()),
                State(row["state"]),
            )
        except (ValueError, AttributeError, TypeError) as error:
            raise FaultySections(
                phrase(
                    "{path}: linje {line} i paragrafregisteret kan ikke leses. En dag skrives som "
                    "2026-07-01, og et antall som 3 eller 3+.",
                    path=name,
                    line=rows.line_num,
                )
            ) from error
        sections.setdefault(act, {}).setdefault(_spelt(section), []).append(wording)
    return {
        act: Act({name: tuple(wordings) for name, wordings in known.items()}, as_of[act])
        for act, known in sections.items()
    }


def _spelt(name: str) -> str:
    return name.replace(" ", "")


def look_up(
    document: YamlDocument[Any], sources: Mapping[str, Source], own: Acts = MappingProxyType({})
) -> LookUp:
    """Look up every citation of law in a file; `sources` are those it may cite.

    `own` are acts of an index beside the file; the shipped ones count before them.
    """
    acts = {**own, **_shipped_acts()}
    citations = 0
    faults: list[Fault] = []
    not_found: list[NotFound] = []
    for index, criterion in enumerate(document.value.criteria):
        for position, citation in enumerate(criterion.sources):
            source = sources.get(citation.source)
            if source is None or not _of_law(source) or not _is_whole(citation, source):
                continue
            citations += 1
            act = acts.get(source.reference or "")
            came = Missing.TEXT if act is None else _look_up(citation, source, act)
            if isinstance(came, _Wrong):
                path = ("criteria", index, "sources", position, came.field)
                faults.append(document.fault(path, came.problem, came.allowed, came.suggestion))
            elif came is not None:
                not_found.append(NotFound(criterion.id, citation, source, came))
    return LookUp(citations, tuple(faults), tuple(not_found))


def _of_law(source: Source) -> bool:
    law = source.kind in (SourceKind.ACT, SourceKind.REGULATION)
    return law and source.abbreviation is not FAULTY


def _is_whole(citation: Citation, source: Source) -> bool:
    """Whether it names a section, and nothing in it is faulty."""
    place = (citation.section, citation.paragraph, citation.item)
    times = (citation.in_force_from, citation.in_force_to, source.in_force_from, source.in_force_to)
    return bool(citation.section) and FAULTY not in (*place, *times, source.reference)


class _Wrong(msgspec.Struct, frozen=True):
    """The outermost part of a place that is wrong, and what would be right."""

    field: str
    problem: Phrase
    allowed: Phrase
    suggestion: str | None = None


def _look_up(citation: Citation, source: Source, act: Act) -> _Wrong | Missing | None:
    """What is wrong, or what was missing; None for what is there in all of its time."""
    until = min(citation.in_force_to or date.max, source.in_force_to or date.max)
    since = max(citation.in_force_from or date.min, source.in_force_from or date.min)
    if citation.in_force_from is None:  # nothing is said of earlier days
        since = min(until, act.as_of or date.max)
    if act.as_of and since > act.as_of:
        return Missing.NEWER
    wordings = act.sections.get(_spelt(citation.section or ""), ())
    in_time = [one for one in wordings if one.since <= until and since <= one.until]
    if act.as_of and until >= act.as_of and not any(one.until >= act.as_of for one in in_time):
        return _no_section(citation, source.abbreviation, act, act.as_of)
    known, unknown = 0, _has_gap(in_time, since, until)
    for wording in in_time:
        came = _in_wording(wording, citation, source.abbreviation, act.as_of or date.max)
        if isinstance(came, _Wrong):
            return came
        known, unknown = known + came, unknown or not came
    if not unknown:
        return None
    return Missing.SOME if known else Missing.WORDING


def _no_section(citation: Citation, law: str, act: Act, today: date) -> _Wrong:
    """Why a section that is cited today is not there: it has another name now, or never was."""
    name = citation.section or ""
    if earlier := act.sections.get(_spelt(name)):
        last = max(wording.until for wording in earlier)
        return _Wrong(
            "section",
            phrase("{law} har ingen § {section} etter {day}", law=law, section=name, day=last),
            phrase("to: {day}, eller en paragraf som gjelder", day=last.isoformat()),
        )
    return _Wrong(
        "section",
        phrase("{law} har ingen § {section}", law=law, section=name),
        phrase("paragrafregisteret er per {day}; er paragrafen nyere, skriv from", day=today),
        nearest(name, [known[-1].section for known in act.sections.values()]),
    )


def _has_gap(wordings: list[Wording], since: date, until: date) -> bool:
    """Whether there are days between two that no wording is known of."""
    for wording in wordings:
        if wording.since > since:
            return True
        if wording.until >= until:
            return False
        since = max(since, wording.until + _DAY)
    return True


def _in_wording(wording: Wording, citation: Citation, law: str, today: date) -> _Wrong | bool:
    """Whether the place is known to be in a wording, or what is wrong with it."""
    if wording.state is not State.STANDS:
        return _not_in_force(wording, law, today)
    paragraph, item = citation.paragraph, citation.item
    has_paragraph = wording.paragraphs.reaches(paragraph or 0)
    earlier = wording.until < today
    named = {"law": law, "section": wording.section}
    after = wording.until + _DAY if earlier else today
    if has_paragraph is False:
        return _Wrong(
            "paragraph",
            phrase(
                "{law} § {section} hadde ikke ledd {n} før {day}", n=paragraph, day=after, **named
            )
            if earlier
            else phrase("{law} § {section} har ikke ledd {n}", n=paragraph, **named),
            phrase("høyst {most}", most=wording.paragraphs.least),
        )
    place = _place_of(item) if item else None
    if place is None:
        return bool(has_paragraph)
    among = wording.items[paragraph - 1 :][:1] if paragraph else wording.items
    reaches = {count.reaches(place) for count in among}
    if True in reaches:
        return True
    if None in reaches or not among or not (paragraph or wording.paragraphs.exact):
        return False
    return _Wrong(
        "item",
        phrase(
            "{law} § {section} hadde ikke punkt {item} her før {day}", item=item, day=after, **named
        )
        if earlier
        else phrase("{law} § {section} har ikke punkt {item} her", item=item, **named),
        phrase("listen har {n} punkter", n=max(count.least for count in among)),
    )


def _not_in_force(wording: Wording, law: str, today: date) -> _Wrong:
    named = {"law": law, "section": wording.section}
    if wording.state is State.COMING and wording.until < today:
        day = wording.until + _DAY
        return _Wrong(
            "section",
            phrase("{law} § {section} gjaldt ikke før {day}", day=day, **named),
            phrase("from: {day} eller senere", day=day.isoformat()),
        )
    problem = phrase("{law} § {section} gjelder ikke ennå", **named)
    if wording.state is State.REPEALED:
        problem = phrase("{law} § {section} er opphevet", **named)
        if wording.until < today:
            problem = phrase(
                "{law} § {section} var opphevet fra {since} til {until}",
                since=wording.since,
                until=wording.until,
                **named,
            )
    return _Wrong(
        "section",
        problem,
        phrase("en paragraf som gjelder, eller from og to med dagene den gjelder"),
    )


def _place_of(item: str) -> int | None:
    """Where a letter or a number stands in its list; None for what lists don't count by."""
    if item.isascii() and item.isdigit():
        return int(item)
    if len(item) == 1 and "a" <= item <= "z":
        return ord(item) - ord("a") + 1
    return None
