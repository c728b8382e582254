"""All that is wrong with a criteria file, and what its criteria rest on: the bar it must clear.

More than loading asks for: each citation of law is looked up too. A set that was in order the
day it was made must still open when the law, and with it the index, has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from checklist.criteria.checks.law_sections import Acts, LookUp, look_up, read_sections
from checklist.criteria.checks.references import contradicting_parts, must_without_law
from checklist.criteria.files import FindSet, no_base, read_with_base
from checklist.criteria.model import CriteriaSet, Source
from checklist.criteria.yaml import FAULTY, Fault, FaultyFile, YamlDocument


class Grounds(msgspec.Struct, frozen=True):
    """What the criteria of one file rest on, counted."""

    without_source: int
    must_without_law: int
    look_up: LookUp


class Examined(msgspec.Struct, frozen=True):
    """The faults of a file; its grounds are None when it could not be read that far."""

    faults: tuple[Fault, ...]
    grounds: Grounds | None


def examine(
    content: bytes, file: str, find: FindSet = no_base, sections: Acts = MappingProxyType({})
) -> Examined:
    """Check the whole of a file as loading does, and look up what it cites.

    `sections` are acts of an index of the set's own.
    """
    counted: list[Grounds] = []

    def whole(document: YamlDocument[Any], base: CriteriaSet | None) -> Iterator[Fault]:
        yield from contradicting_parts(document, base)
        grounds = _grounds(document, base, sections)
        counted.append(grounds)
        yield from grounds.look_up.faults

    try:
        read_with_base(content, file, find, whole)
    except FaultyFile as error:
        return Examined(error.faults, counted[0] if counted else None)
    return Examined((), counted[0])


def _grounds(document: YamlDocument[Any], base: CriteriaSet | None, sections: Acts) -> Grounds:
    sources: dict[str, Source] = {
        source.id: source
        for part in (document.value, base)
        if part is not None
        for source in part.sources
    }
    criteria = [c for c in document.value.criteria if c is not FAULTY]
    return Grounds(
        sum(not criterion.sources for criterion in criteria),
        sum(must_without_law(criterion, sources) for criterion in criteria),
        look_up(document, sources, sections),
    )


def sections_beside(path: Path) -> Acts:
    """The index of sections beside a set of one's own: `beredskap.sections.csv`; else none.

    Raises:
        FaultySections: it can't be read.
    """
    beside = path.with_name(f"{path.stem}.sections.csv")
    return read_sections(beside) if beside.is_file() else {}
