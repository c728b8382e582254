"""Whether the place a citation names is there: the section, and the paragraph and item in it.

The index is facts about consolidated texts on one day. So a citation of what has ceased or is
newer can't be looked up in it, nor can one of a text that is not in the index; those are counted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from checklist.criteria.model import Citation, Source, SourceKind
from checklist.criteria.yaml import FAULTY, Fault, YamlDocument
from checklist.i18n import Phrase, phrase
from checklist.resources import data_file
from checklist.text import nearest

INDEX = "law_sections.csv"
COLUMNS = ("reference", "section", "paragraphs", "items", "state", "as_of")


class State(StrEnum):
    """Whether a section that the text shows can be relied on."""

    STANDS = ""
    REPEALED = "repealed"
    COMING = "coming"


class Section(msgspec.Struct, frozen=True):
    """What the index knows of one section: `items` has the length of the list in each ledd."""

    name: str
    items: tuple[int, ...]
    state: State
    as_of: date


class LookUp(msgspec.Struct, frozen=True):
    """What came of looking up the citations of one file."""

    looked_up: int
    faults: tuple[Fault, ...]
    other_time: int
    """Citations that have an end date or are newer than the text, which says nothing of them."""
    elsewhere: tuple[str, ...]
    """For each citation of a text that is not in the index, the abbreviation of the source."""

    @property
    def found(self) -> int:
        """How many of those looked up are there."""
        return self.looked_up - len(self.faults)


@cache
def _acts() -> Mapping[str, Mapping[str, Section]]:
    """The sections of each act by its reference, and by their names without spaces."""
    acts: dict[str, dict[str, Section]] = {}
    with data_file(INDEX).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            section = Section(
                row["section"],
                tuple(int(n) for n in row["items"].split()),
                State(row["state"]),
                date.fromisoformat(row["as_of"]),
            )
            acts.setdefault(row["reference"], {})[_spelt(section.name)] = section
    return acts


def _spelt(name: str) -> str:
    return name.replace(" ", "")


def look_up(document: YamlDocument[Any], sources: Mapping[str, Source]) -> LookUp:
    """Look up every citation of law in a file; `sources` are those it may cite."""
    looked_up = other_time = 0
    faults: list[Fault] = []
    elsewhere: list[str] = []
    for index, criterion in enumerate(document.value.criteria):
        for position, citation in enumerate(criterion.sources):
            source = sources.get(citation.source)
            if source is None or not _of_law(source) or not citation.section:
                continue
            if citation.in_force_to or source.in_force_to:
                other_time += 1
                continue
            act = _acts().get(source.reference or "")
            if act is None:
                elsewhere.append(source.abbreviation)
                continue
            if citation.in_force_from and citation.in_force_from > _as_of(act):
                other_time += 1
                continue
            looked_up += 1
            path = ("criteria", index, "sources", position)
            faults.extend(_wrong_place(document, path, citation, source, act))
    return LookUp(looked_up, tuple(faults), other_time, tuple(elsewhere))


def _as_of(act: Mapping[str, Section]) -> date:
    return next(iter(act.values())).as_of


def _of_law(source: Source) -> bool:
    law = source.kind in (SourceKind.ACT, SourceKind.REGULATION)
    return law and source.abbreviation is not FAULTY


def _wrong_place(
    document: YamlDocument[Any],
    path: tuple[str | int, ...],
    citation: Citation,
    source: Source,
    act: Mapping[str, Section],
) -> Iterator[Fault]:
    """At most one fault: the outermost part of the place that is wrong."""
    name, law = citation.section or "", source.abbreviation
    section = act.get(_spelt(name))
    if section is None:
        yield document.fault(
            (*path, "section"),
            phrase("{law} har ingen § {section}", law=law, section=name),
            phrase(
                "paragrafregisteret er per {day}; er paragrafen nyere, skriv from", day=_as_of(act)
            ),
            nearest(name, [known.name for known in act.values()]),
        )
        return
    if section.state is not State.STANDS:
        yield document.fault(
            (*path, "section"),
            _not_in_force(section, law),
            phrase("en paragraf som gjelder, eller from og to med dagene den gjelder"),
        )
        return
    paragraphs = len(section.items)
    paragraph, item = citation.paragraph, citation.item
    if paragraph and paragraph > paragraphs:
        yield document.fault(
            (*path, "paragraph"),
            phrase("{law} § {section} har ikke ledd {n}", law=law, section=name, n=paragraph),
            phrase("høyst {most}", most=paragraphs),
        )
        return
    among = section.items[paragraph - 1 :][:1] if paragraph else section.items
    place = _place_of(item) if item else None
    if place is not None and place > max(among, default=0):
        yield document.fault(
            (*path, "item"),
            phrase("{law} § {section} har ikke punkt {item} her", law=law, section=name, item=item),
            phrase("listen har {n} punkter", n=max(among, default=0)),
        )


def _not_in_force(section: Section, law: str) -> Phrase:
    if section.state is State.REPEALED:
        return phrase("{law} § {section} er opphevet", law=law, section=section.name)
    return phrase("{law} § {section} gjelder ikke ennå", law=law, section=section.name)


def _place_of(item: str) -> int | None:
    """Where a letter or a number stands in its list; None for what lists don't count by."""
    if item.isascii() and item.isdigit():
        return int(item)
    if len(item) == 1 and "a" <= item <= "z":
        return ord(item) - ord("a") + 1
    return None
